//! All articles of a snapshot: in memory, or fetched from what was kept of it one by one.

use std::io;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::held::Held;
use super::{Archive, ArticleEntry, Bibliography, ContentHash, Holding, Record, sources};
use crate::actor::Reading;
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

/// Where written articles are.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptEntries {
    places: Vec<Place>,
    /// The folder that most of them lie in.
    root: PathBuf,
}

/// An article's file, and where what was read of it is.
#[derive(Debug)]
pub struct Lying {
    /// The file.
    pub path: PathBuf,
    /// The record's name.
    pub hash: ContentHash,
    /// [`crate::article::Format::is_extracted`].
    pub is_extracted: bool,
    held: Held,
}

impl Lying {
    /// What the article says of actors.
    pub fn reading(&self) -> Arc<Reading> {
        self.held.reading(&self.hash, &self.path)
    }
}

/// Articles that wait to be asked for.
#[derive(Debug)]
struct Kept {
    store: Store,
    places: Vec<Place>,
    root: PathBuf,
    fetched: Vec<OnceLock<Box<ArticleEntry>>>,
    archive: Arc<Archive>,
    bibliographies: Arc<Vec<Bibliography>>,
}

/// An article as it is written; what its record says is in the archive, and what its bibliography says in the bibliography.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    /// Where it lies, unless that is [`KeptEntries::root`] with what is shown.
    path: Option<PathBuf>,
    shown: String,
    copies: Vec<PathBuf>,
    key: String,
    claimed: Option<String>,
    hash: ContentHash,
    /// The number of a bibliography, and of its entry there.
    entry: Option<(u32, u32)>,
    is_file: bool,
    is_extracted: bool,
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
        KeptEntries { places, root }: KeptEntries,
        archive: Arc<Archive>,
        bibliographies: Arc<Vec<Bibliography>>,
    ) -> Entries {
        let fetched = places.iter().map(|_| OnceLock::new()).collect();
        Entries(Rows::Kept(Kept { store: store.clone(), places, root, fetched, archive, bibliographies }))
    }

    /// Writes all articles, whose records are in the archive.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, bibliographies: &[Bibliography], sink: &mut Sink<'_>) -> io::Result<KeptEntries> {
        let numbered = (0u32..).zip(bibliographies);
        let all = numbered.flat_map(|(number, file)| {
            (0u32..).zip(&file.library.entries).map(move |(at, entry)| (Arc::as_ptr(entry), (number, at)))
        });
        let places_of: FxHashMap<*const Entry, (u32, u32)> = all.collect();
        let root = self.iter().next().and_then(|entry| root_of(&entry.path, &entry.shown)).unwrap_or_default();
        let row = |entry: &ArticleEntry| Row {
            path: (root.join(&entry.shown) != entry.path).then(|| entry.path.clone()),
            shown: entry.shown.clone(),
            copies: entry.copies.clone(),
            key: entry.key.clone(),
            claimed: entry.claimed.clone(),
            hash: entry.digest.hash,
            entry: entry.entry.as_ref().and_then(|entry| places_of.get(&Arc::as_ptr(entry)).copied()),
            is_file: entry.is_file(),
            is_extracted: entry.digest.format.is_extracted(),
            everywhere: entry.everywhere,
        };
        let places = self.iter().map(|entry| sink.put(&row(entry))).collect::<io::Result<_>>()?;
        Ok(KeptEntries { places, root })
    }

    /// The file of an article, without anything else of it; `None` for one that has none.
    pub(super) fn lying(&self, at: usize) -> Option<Lying> {
        match &self.0 {
            Rows::Kept(kept) if kept.fetched.get(at)?.get().is_none() => kept.lying(*kept.places.get(at)?),
            _ => self.get(at).filter(|entry| entry.is_file()).map(|entry| Lying {
                path: entry.path.clone(),
                hash: entry.digest.hash,
                is_extracted: entry.digest.format.is_extracted(),
                held: entry.held.clone(),
            }),
        }
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

    fn lying(&self, place: Place) -> Option<Lying> {
        let row = self.store.get::<Row>(place).filter(|row| row.is_file)?;
        Some(Lying {
            path: row.path(&self.root),
            hash: row.hash,
            is_extracted: row.is_extracted,
            held: Held::Kept(self.archive.clone()),
        })
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
        let path = row.path(&self.root);
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
            ..ArticleEntry::new(path, row.shown, holding)
        }
    }
}

impl Row {
    fn path(&self, root: &Path) -> PathBuf {
        self.path.clone().unwrap_or_else(|| root.join(&self.shown))
    }
}

/// The folder in which `shown` is `path`, where it is.
fn root_of(path: &Path, shown: &str) -> Option<PathBuf> {
    let root = path.ancestors().nth(Path::new(shown).components().count())?;
    (root.join(shown) == path).then(|| root.to_path_buf())
}

/// What stands for a record that is in the archive no more, or of which nothing is known, until everything is read anew.
fn lost(hash: ContentHash) -> Holding {
    Record::of(hash, Article::of_pdf(Err("is no longer in the index".to_string()))).into()
}
