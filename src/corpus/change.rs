//! The next snapshot when a few articles change: what is known of the others is neither looked at nor copied, but for numbers.

use std::path::PathBuf;
use std::sync::Arc;

use super::build::{Snapshot, sorted, source_of};
use super::duplicates::Duplicates;
use super::grown::Growing;
use super::keys::Assigned;
use super::record::short;
use super::sentences::Sketched;
use super::slots::Slot;
use super::{ArticleEntry, ArticleId, ContentHash, Holding, Unread};
use crate::actor::{self, ActorsFile, Reading};

/// How many articles may have come since all were put in order: tables of what has changed are copied with every change.
const MOST: usize = 1_000;

impl Snapshot {
    /// The snapshot in which the files at `paths` are these articles (path, path as shown, what was read) or none, and which is made of
    /// the same analyst's word and of bibliographies without entries. `None` where more hangs on it than that: everything has
    /// to be put in order anew.
    pub(super) fn changed(
        &self,
        paths: &[PathBuf],
        mut articles: Vec<(PathBuf, String, Holding)>,
        listed: Vec<Unread>,
        analyst: &ActorsFile,
    ) -> Option<Snapshot> {
        if self.files != self.entries.len() || self.entries.since() + paths.len() > MOST {
            return None;
        }
        articles.sort_unstable_by(|(_, one, _), (_, two, _)| one.cmp(two));
        let gone = self.gone(paths)?;
        let places = articles.iter().map(|(_, shown, holding)| self.place_of(shown, &holding.digest.hash, &gone));
        let places: Vec<ArticleId> = places.collect::<Option<_>>()?;
        if articles.iter().enumerate().any(|(at, one)| articles.iter().skip(at + 1).any(|two| is_one(one, two))) {
            return None;
        }
        let before = self.entries.slots();
        let slots = before.changed(&gone, &places);
        let left: Vec<(Slot, &ArticleEntry)> =
            gone.iter().filter_map(|&id| Some((before.of(id)?, self.entries.get(id)?))).collect();
        let new = |(path, shown, holding)| ArticleEntry::new(path, shown, holding);
        let mut came: Vec<(Slot, ArticleEntry)> =
            (before.count()..).map(Slot).zip(articles.into_iter().map(new)).collect();
        if left.len() != gone.len() || self.entries.has_lost() {
            return None;
        }
        let (keys, assigned) = self.keys.changed(&left, &refs(&came), (&self.entries, &slots))?;
        let names = self.names.changed(&left, &refs(&came), &slots);
        let count = came.len();
        for (slot, Assigned { key, claimed }) in assigned {
            match came.iter_mut().find(|(other, _)| *other == slot) {
                Some((_, entry)) => (entry.key, entry.claimed) = (key, claimed),
                None => {
                    let other = self.entries.in_slot(slot)?.clone();
                    came.push((slot, ArticleEntry { key, claimed, ..other }));
                }
            }
        }
        let left_slots: Vec<Slot> = left.iter().map(|(slot, _)| *slot).collect();
        keys.search_on(&self.keys, &left_slots, &refs(&came));
        // Those behind are there already, and have other keys.
        let new: Vec<Slot> = came.iter().take(count).map(|(slot, _)| *slot).collect();
        let entries = self.entries.with(slots, came);

        let mut growing = self.grown.lock();
        let is_last = growing.is_of(self.state);
        // Whoever leaves off from here on leaves what is no snapshot's.
        let state = growing.next();
        let (mut sources, mut of_source) = match is_last {
            true => (self.sources.clone(), self.of_source.clone()),
            false => self.catch_up(&mut growing, analyst)?,
        };
        let Growing { resolver, sentences, .. } = &mut *growing;
        let sentences = match sentences {
            Some(sentences) => sentences,
            None => sentences.insert(self.all_sentences()?),
        };
        let sketches = |all: &[(Slot, &ArticleEntry)]| -> Vec<Sketched> {
            all.iter().map(|(slot, entry)| (*slot, entry.digest.sketch.clone())).collect()
        };
        let added: Vec<(Slot, &ArticleEntry)> =
            new.iter().filter_map(|&slot| Some((slot, entries.in_slot(slot)?))).collect();
        let touched = sentences.change(&sketches(&left), &sketches(&added), entries.slots());
        let duplicates = if touched.is_empty() {
            self.duplicates.clone()
        } else {
            let known = Some((&*self.duplicates, &touched));
            Arc::new(Duplicates::of(&entries, sentences.related(), known))
        };
        // What counts of an article may be more or less when its copies come and go.
        let recounted: Vec<Slot> = match touched.is_empty() {
            true => Vec::new(),
            false => duplicates.differing(&self.duplicates).filter(|slot| is_there(&left_slots, &new, *slot)).collect(),
        };
        let number = |slot: &Slot| sources.get(slot.0 as usize).copied();
        let numbers: Vec<u32> = left_slots.iter().chain(&recounted).filter_map(number).collect();
        let again = recounted.iter().filter_map(|&slot| Some((slot, entries.in_slot(slot)?)));
        let told: Vec<(Slot, &ArticleEntry, Option<Reading>)> = added
            .iter()
            .copied()
            .chain(again)
            .map(|(slot, entry)| (slot, entry, duplicates.counted(slot, entry)))
            .collect();
        let readings: Vec<(actor::Source<'_>, u64)> =
            told.iter().map(|(_, entry, counted)| source_of(entry, counted.as_ref())).collect();
        let (actors, given) = resolver.change(&numbers, &readings, analyst);
        drop(growing);

        let slots = entries.slots();
        let mut dates = self.dates.clone();
        sources.resize(slots.count() as usize, u32::MAX);
        dates.resize(slots.count() as usize, None);
        for ((slot, entry, _), &number) in told.iter().zip(&given) {
            set(&mut sources, slot.0, number);
            set(&mut dates, slot.0, entry.metadata().published);
            of_source.resize(of_source.len().max(number as usize + 1), *slot);
            set(&mut of_source, number, *slot);
        }
        let is_left = |unread: &&Unread| !left.iter().any(|(_, entry)| entry.path == unread.path);
        let mut problems: Vec<Unread> = self.problems.iter().filter(is_left).cloned().collect();
        problems.extend(added.iter().flat_map(|(_, entry)| entry.problems()));
        Some(Snapshot {
            files: entries.len(),
            unread: sorted(&listed, &problems),
            listed,
            problems,
            archive: self.archive.clone(),
            kept: self.kept.clone(),
            is_changed: true,
            actors,
            grown: self.grown.clone(),
            state,
            sources,
            of_source,
            duplicates,
            keys,
            names,
            ready: self.ready.clone(),
            dates,
            entries,
            ..Snapshot::default()
        })
    }

    /// The articles in the files at `paths`, in order; `None` where one of them is in several files.
    fn gone(&self, paths: &[PathBuf]) -> Option<Vec<ArticleId>> {
        let mut gone = Vec::new();
        for path in paths {
            let Some(slot) = self.names.in_file(path) else { continue };
            let id = self.entries.slots().id(slot)?;
            let entry = self.entries.get(id)?;
            if entry.path != *path || !entry.copies.is_empty() || entry.entry.is_some() {
                return None;
            }
            gone.push(id);
        }
        gone.sort_unstable();
        gone.dedup();
        Some(gone)
    }

    /// Before which article one comes that is shown so; `None` where its content is there already.
    fn place_of(&self, shown: &str, hash: &ContentHash, gone: &[ArticleId]) -> Option<ArticleId> {
        let same = self.names.short(short(hash)).filter_map(|slot| self.entries.slots().id(slot));
        let mut same = same.filter(|id| gone.binary_search(id).is_err());
        if same.any(|id| self.entries.get(id).is_none_or(|entry| entry.digest.hash == *hash)) {
            return None;
        }
        let (mut low, mut high) = (0, u32::try_from(self.files).ok()?);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.entries.shown(ArticleId(middle))?.as_str() < shown {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Some(ArticleId(low))
    }
}

/// Whether two new articles would be one, or cannot be put in an order.
fn is_one(one: &(PathBuf, String, Holding), two: &(PathBuf, String, Holding)) -> bool {
    one.1 == two.1 || one.2.digest.hash == two.2.digest.hash
}

fn is_there(left: &[Slot], new: &[Slot], slot: Slot) -> bool {
    !left.contains(&slot) && !new.contains(&slot)
}

fn refs(entries: &[(Slot, ArticleEntry)]) -> Vec<(Slot, &ArticleEntry)> {
    entries.iter().map(|(slot, entry)| (*slot, entry)).collect()
}

fn set<T>(table: &mut [T], at: u32, value: T) {
    if let Some(place) = table.get_mut(at as usize) {
        *place = value;
    }
}
