//! The next snapshot when a few articles change: what is known of the others is neither looked at nor copied, but for numbers.

use std::path::PathBuf;
use std::sync::Arc;

use super::build::{Snapshot, sorted, source_of};
use super::catch_up::Numbers;
use super::declared::corrected;
use super::duplicates::Duplicates;
use super::entries::Entries;
use super::grown::Growing;
use super::keys::{Assigned, Keys};
use super::names::Names;
use super::record::short;
use super::sentences::Sketched;
use super::slots::Slot;
use super::{Actors, ArticleEntry, ArticleId, ContentHash, Holding, Unread};
use crate::actor::{self, ActorsFile, Reading};

/// How many articles may have come since all were put in order: tables of what has changed are copied with every change.
const MOST: usize = 1_000;

/// The articles of the next snapshot, and what leads to them.
pub(super) struct Exchanged<'a> {
    pub(super) entries: Entries,
    pub(super) keys: Keys,
    pub(super) names: Names,
    /// The articles that are no more.
    pub(super) left: Vec<(Slot, &'a ArticleEntry)>,
    /// Those that are there for it.
    pub(super) new: Vec<Slot>,
}

/// What is worked out of all articles of a snapshot together.
pub(super) struct Together {
    pub(super) actors: Actors,
    /// As [`Snapshot::sources`] and [`Snapshot::of_source`], but for what is new.
    pub(super) numbers: Numbers,
    pub(super) duplicates: Arc<Duplicates>,
    pub(super) state: u64,
}

impl Exchanged<'_> {
    pub(super) fn added(&self) -> Vec<(Slot, &ArticleEntry)> {
        self.new.iter().filter_map(|&slot| Some((slot, self.entries.in_slot(slot)?))).collect()
    }

    /// The snapshot after `before`, in which the actors know these slots by these numbers.
    pub(super) fn snapshot(
        self,
        before: &Snapshot,
        listed: Vec<Unread>,
        together: Together,
        given: &[(Slot, u32)],
    ) -> Snapshot {
        let Together { actors, numbers: (mut sources, mut of_source), duplicates, state } = together;
        let slots = self.entries.slots();
        let mut dates = before.dates.clone();
        sources.resize(slots.count() as usize, u32::MAX);
        dates.resize(slots.count() as usize, None);
        for &(slot, number) in given {
            set(&mut sources, slot.0, number);
            of_source.resize(of_source.len().max(number as usize + 1), slot);
            set(&mut of_source, number, slot);
        }
        let is_left = |unread: &&Unread| !self.left.iter().any(|(_, entry)| entry.path == unread.path);
        let mut problems: Vec<Unread> = before.problems.iter().filter(is_left).cloned().collect();
        for (slot, entry) in self.added() {
            set(&mut dates, slot.0, entry.metadata().published);
            problems.extend(entry.problems());
        }
        Snapshot {
            files: self.entries.len(),
            unread: sorted(&listed, &problems),
            listed,
            problems,
            archive: before.archive.clone(),
            kept: before.kept.clone(),
            is_changed: true,
            actors,
            grown: before.grown.clone(),
            state,
            sources,
            of_source,
            duplicates,
            keys: self.keys,
            names: self.names,
            ready: before.ready.clone(),
            dates,
            entries: self.entries,
            ..Snapshot::default()
        }
    }
}

impl Snapshot {
    /// The snapshot in which the files at `paths` are these articles (path, path as shown, what was read) or none, and which is made of
    /// the same analyst's word and of bibliographies without entries. `None` where more hangs on it than that: everything has
    /// to be put in order anew.
    pub(super) fn changed(
        &self,
        paths: &[PathBuf],
        articles: Vec<(PathBuf, String, Holding)>,
        listed: Vec<Unread>,
        analyst: &ActorsFile,
    ) -> Option<Snapshot> {
        let exchanged = self.exchanged(paths, articles)?;
        let Exchanged { entries, left, new, .. } = &exchanged;
        let added = exchanged.added();
        let left_slots: Vec<Slot> = left.iter().map(|(slot, _)| *slot).collect();

        let mut growing = self.grown.lock();
        let is_last = growing.is_of(self.state);
        // Whoever leaves off from here on leaves what is no snapshot's.
        let state = growing.next();
        let numbers = match is_last {
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
        let touched = sentences.change(&sketches(left), &sketches(&added), entries.slots());
        let duplicates = if touched.is_empty() {
            self.duplicates.clone()
        } else {
            let known = Some((&*self.duplicates, &touched));
            Arc::new(Duplicates::of(entries, sentences.related(), known))
        };
        // What counts of an article may be more or less when its copies come and go.
        let recounted: Vec<Slot> = match touched.is_empty() {
            true => Vec::new(),
            false => duplicates.differing(&self.duplicates).filter(|slot| is_there(&left_slots, new, *slot)).collect(),
        };
        let number = |slot: &Slot| numbers.0.get(slot.0 as usize).copied();
        let gone: Vec<u32> = left_slots.iter().chain(&recounted).filter_map(number).collect();
        let again = recounted.iter().filter_map(|&slot| Some((slot, entries.in_slot(slot)?)));
        let told: Vec<(Slot, &ArticleEntry, Option<Reading>)> = added
            .iter()
            .copied()
            .chain(again)
            .map(|(slot, entry)| (slot, entry, duplicates.counted(slot, entry)))
            .collect();
        let readings: Vec<(actor::Source<'_>, u64)> =
            told.iter().map(|(_, entry, counted)| source_of(entry, counted.as_ref())).collect();
        let (actors, given) = resolver.change(&gone, &readings, analyst);
        drop(growing);
        let given: Vec<(Slot, u32)> = told.iter().map(|(slot, ..)| *slot).zip(given).collect();
        Some(exchanged.snapshot(self, listed, Together { actors, numbers, duplicates, state }, &given))
    }

    /// The articles with those that `paths` are now. `None` as [`Snapshot::changed`].
    pub(super) fn exchanged(
        &self,
        paths: &[PathBuf],
        mut articles: Vec<(PathBuf, String, Holding)>,
    ) -> Option<Exchanged<'_>> {
        if self.is_foreseen || self.files != self.entries.len() || self.entries.since() + paths.len() > MOST {
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
        let new = |(path, shown, holding)| {
            let entry = ArticleEntry::new(path, shown, holding);
            ArticleEntry { declared: corrected(&entry, self.actors.declared()), ..entry }
        };
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
        Some(Exchanged { entries, keys, names, left, new })
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
