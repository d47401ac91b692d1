//! What articles say of actors where the analyst declares forms that nobody would take for names.
//!
//! A record is a function of content, and stays what it is. Beside it lies what the article says with the declared forms in it,
//! for the few articles where that is something else.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::index::words;
use super::record::short;
use super::{Archive, ArticleEntry, ContentHash};
use crate::actor::{Declared, Reading, reading};

/// How many analyst's words are remembered: a corpus is made with the aliases of notes and without.
const REMEMBERED: usize = 2;

/// What was found out so far, for each of the last analyst's words the articles that may hold one of its forms.
#[derive(Debug, Default)]
pub struct Corrections {
    known: Vec<(Declared, Readings)>,
}

/// What articles say with declared forms in them, where that is something else.
type Readings = FxHashMap<ContentHash, Option<Arc<Reading>>>;

/// The articles that may hold a declared form.
struct Holders<'a> {
    archive: Option<&'a Archive>,
    /// Those that the index finds by its words, by their [`short`]; `None` where they are too many to be told.
    indexed: Option<FxHashSet<u64>>,
}

impl Corrections {
    /// Lets these articles say whom the analyst declares.
    pub(super) fn apply(&mut self, entries: &mut [ArticleEntry], declared: &Declared, archive: Option<&Archive>) {
        if declared.is_empty() {
            self.known.clear();
            return;
        }
        let mut known = match self.known.iter().position(|(other, _)| other == declared) {
            Some(at) => self.known.remove(at).1,
            None => Readings::default(),
        };
        let holders = Holders::of(declared, archive);
        let found: Vec<(usize, Option<Arc<Reading>>)> = entries
            .par_iter()
            .enumerate()
            .filter(|(_, entry)| holders.may_be(entry))
            .map(|(at, entry)| {
                let own = known.get(&entry.digest.hash).cloned();
                (at, own.unwrap_or_else(|| corrected(entry, declared)))
            })
            .collect();
        known.clear();
        for (at, reading) in found {
            if let Some(entry) = entries.get_mut(at) {
                known.insert(entry.digest.hash, reading.clone());
                entry.declared = reading;
            }
        }
        self.known.insert(0, (declared.clone(), known));
        self.known.truncate(REMEMBERED);
    }
}

/// What an article says with the declared forms in it, where that is something else than without.
pub(super) fn corrected(entry: &ArticleEntry, declared: &Declared) -> Option<Arc<Reading>> {
    if declared.is_empty() || !entry.digest.has_text {
        return None;
    }
    reading::read_declared(&entry.article(), || entry.own_reading(), declared).map(Arc::new)
}

impl Holders<'_> {
    fn of<'a>(declared: &Declared, archive: Option<&'a Archive>) -> Holders<'a> {
        let holding = |archive: &Archive, form: &str| match words::of(form).as_slice() {
            [] => None,
            [word] => archive.holding_word(word, usize::MAX),
            run => Some(archive.running(run)),
        };
        let mut indexed = Some(FxHashSet::default());
        for form in declared.forms() {
            let Some(archive) = archive else { break };
            match (&mut indexed, holding(archive, &form.text)) {
                (Some(all), Some(found)) => all.extend(found),
                _ => indexed = None,
            }
        }
        Holders { archive, indexed }
    }

    fn may_be(&self, entry: &ArticleEntry) -> bool {
        let hash = &entry.digest.hash;
        let is_indexed = self.archive.is_some() && entry.held.is_searchable(hash);
        match &self.indexed {
            Some(indexed) if is_indexed => indexed.contains(&short(hash)),
            _ => true,
        }
    }
}
