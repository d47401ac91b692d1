//! All articles of a snapshot: in memory, or fetched from what was kept of it one by one.

use std::io;
use std::ops::Index;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Archive, ArticleEntry, Bibliography, ContentHash, Holding, Record, sources};
use crate::article::Article;
use crate::bibliography::Entry;
use crate::kept::{Place, Sink, Store};

/// The articles by their numbers.
#[derive(Debug)]
pub struct Entries(Rows);

#[derive(Debug)]
enum Rows {
    Here(Vec<ArticleEntry>),
    Kept(Kept),
}

/// Articles that wait to be asked for.
#[derive(Debug)]
struct Kept {
    store: Store,
    places: Vec<Place>,
    fetched: Vec<OnceLock<Box<ArticleEntry>>>,
    archive: Arc<Archive>,
    bibliographies: Arc<Vec<Bibliography>>,
}

/// An article as it is written; what its record says is in the archive, and what its bibliography says in the bibliography.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    path: PathBuf,
    shown: String,
    copies: Vec<PathBuf>,
    key: String,
    claimed: Option<String>,
    hash: ContentHash,
    /// The number of a bibliography, and of its entry there.
    entry: Option<(u32, u32)>,
    is_file: bool,
    everywhere: bool,
}

impl Default for Entries {
    fn default() -> Entries {
        Entries(Rows::Here(Vec::new()))
    }
}

impl From<Vec<ArticleEntry>> for Entries {
    fn from(entries: Vec<ArticleEntry>) -> Entries {
        Entries(Rows::Here(entries))
    }
}

impl Entries {
    /// The articles that were written to these places.
    pub(super) fn kept(
        store: &Store,
        places: Vec<Place>,
        archive: Arc<Archive>,
        bibliographies: Arc<Vec<Bibliography>>,
    ) -> Entries {
        let fetched = places.iter().map(|_| OnceLock::new()).collect();
        Entries(Rows::Kept(Kept { store: store.clone(), places, fetched, archive, bibliographies }))
    }

    /// Writes all articles, whose records are in the archive.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, bibliographies: &[Bibliography], sink: &mut Sink<'_>) -> io::Result<Vec<Place>> {
        let numbered = (0u32..).zip(bibliographies);
        let all = numbered.flat_map(|(number, file)| {
            (0u32..).zip(&file.library.entries).map(move |(at, entry)| (Arc::as_ptr(entry), (number, at)))
        });
        let places_of: FxHashMap<*const Entry, (u32, u32)> = all.collect();
        let row = |entry: &ArticleEntry| Row {
            path: entry.path.clone(),
            shown: entry.shown.clone(),
            copies: entry.copies.clone(),
            key: entry.key.clone(),
            claimed: entry.claimed.clone(),
            hash: entry.digest.hash,
            entry: entry.entry.as_ref().and_then(|entry| places_of.get(&Arc::as_ptr(entry)).copied()),
            is_file: entry.is_file(),
            everywhere: entry.everywhere,
        };
        self.iter().map(|entry| sink.put(&row(entry))).collect()
    }

    pub(super) fn len(&self) -> usize {
        match &self.0 {
            Rows::Here(entries) => entries.len(),
            Rows::Kept(kept) => kept.places.len(),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&ArticleEntry> {
        match &self.0 {
            Rows::Here(entries) => entries.get(at),
            Rows::Kept(kept) => kept.get(at),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ArticleEntry> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl Index<usize> for Entries {
    type Output = ArticleEntry;

    fn index(&self, at: usize) -> &ArticleEntry {
        match &self.0 {
            Rows::Here(entries) => &entries[at],
            Rows::Kept(kept) => kept.fetched[at].get_or_init(|| Box::new(kept.fetch(kept.places[at]))),
        }
    }
}

impl Kept {
    fn get(&self, at: usize) -> Option<&ArticleEntry> {
        let (place, cell) = (*self.places.get(at)?, self.fetched.get(at)?);
        Some(cell.get_or_init(|| Box::new(self.fetch(place))))
    }

    fn fetch(&self, place: Place) -> ArticleEntry {
        let unknown = || ArticleEntry::new(PathBuf::new(), String::new(), lost(ContentHash::default()));
        let Some(row) = self.store.get::<Row>(place) else { return unknown() };
        let described = row.entry.and_then(|(number, at)| {
            let file = self.bibliographies.get(number as usize)?;
            Some((file, file.library.entries.get(at as usize)?))
        });
        if !row.is_file {
            let Some((file, entry)) = described else { return unknown() };
            let (entry, mut article) = (entry.clone(), sources::without_file(file, entry));
            article.entry = Some(entry);
            return ArticleEntry { key: row.key, claimed: row.claimed, everywhere: row.everywhere, ..article };
        }
        let holding = self.archive.holding(&row.hash).unwrap_or_else(|| lost(row.hash));
        let entry = described.map(|(_, entry)| entry.clone());
        let own = &holding.digest.metadata;
        ArticleEntry {
            copies: row.copies,
            key: row.key,
            claimed: row.claimed,
            described: entry.as_ref().map(|entry| Box::new(sources::described(own, &entry.metadata))),
            entry,
            everywhere: row.everywhere,
            ..ArticleEntry::new(row.path, row.shown, holding)
        }
    }
}

/// What stands for a record that is in the archive no more, or of which nothing is known, until everything is read anew.
fn lost(hash: ContentHash) -> Holding {
    Record::of(hash, Article::of_pdf(Err("is no longer in the index".to_string()))).into()
}
