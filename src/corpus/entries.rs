//! All articles of a snapshot: in memory, or fetched from what was kept of it one by one; those that came since are beside
//! these.

use std::io;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::duplicates::Sketch;
use super::held::Held;
use super::slots::{Slot, Slots};
use super::{Archive, ArticleEntry, ArticleId, Bibliography, ContentHash, Holding, Record, sources};
use crate::actor::Reading;
use crate::article::Article;
use crate::bibliography::Entry;
use crate::kept::{KeptPath, Place, Sink, Store};

/// The articles by their numbers.
#[derive(Clone, Debug)]
pub struct Entries {
    rows: Arc<Rows>,
    /// Those that are not in `rows`, or not as they are there.
    own: FxHashMap<Slot, Arc<ArticleEntry>>,
    slots: Slots,
}

/// Articles by their slots.
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
    #[serde(with = "crate::kept::path")]
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
    /// [`ArticleEntry::declared`].
    pub(super) declared: Option<Arc<Reading>>,
    held: Held,
}

impl Lying {
    /// What the article says of actors.
    pub fn reading(&self) -> Arc<Reading> {
        self.declared.clone().unwrap_or_else(|| self.held.reading(&self.hash, &self.path))
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
    /// Whether the record of an article that was asked for is in the archive no more.
    has_lost: AtomicBool,
}

/// An article as it is written; what its record says is in the archive, and what its bibliography says in the bibliography.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    /// Where it lies, unless that is [`KeptEntries::root`] with what is shown.
    path: Option<KeptPath>,
    shown: String,
    copies: Vec<KeptPath>,
    key: String,
    claimed: Option<String>,
    hash: ContentHash,
    /// The number of a bibliography, and of its entry there.
    entry: Option<(u32, u32)>,
    is_file: bool,
    is_extracted: bool,
    everywhere: bool,
    /// [`ArticleEntry::declared`].
    declared: Option<Reading>,
}

impl Default for Entries {
    fn default() -> Entries {
        Entries::from(Vec::new())
    }
}

impl From<Vec<ArticleEntry>> for Entries {
    fn from(entries: Vec<ArticleEntry>) -> Entries {
        let slots = Slots::straight(entries.len());
        Entries { rows: Arc::new(Rows::Here(entries)), own: FxHashMap::default(), slots }
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
        let slots = Slots::straight(places.len());
        let kept = Kept {
            store: store.clone(),
            places,
            root,
            fetched,
            archive,
            bibliographies,
            has_lost: AtomicBool::new(false),
        };
        Entries { rows: Arc::new(Rows::Kept(kept)), own: FxHashMap::default(), slots }
    }

    /// The articles with these in their slots as well, or instead of what was there.
    pub(super) fn with(&self, slots: Slots, own: impl IntoIterator<Item = (Slot, ArticleEntry)>) -> Entries {
        let own = self
            .own
            .iter()
            .map(|(slot, entry)| (*slot, entry.clone()))
            .chain(own.into_iter().map(|(slot, entry)| (slot, Arc::new(entry))));
        let own = own.filter(|(slot, _)| slots.id(*slot).is_some()).collect();
        Entries { rows: self.rows.clone(), own, slots }
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
        let root = match &*self.rows {
            Rows::Kept(kept) => kept.root.clone(),
            Rows::Here(_) => {
                self.iter().next().and_then(|entry| root_of(&entry.path, &entry.shown)).unwrap_or_default()
            }
        };
        let row = |entry: &ArticleEntry| Row {
            path: (root.join(&entry.shown) != entry.path).then(|| KeptPath(entry.path.clone())),
            shown: entry.shown.clone(),
            copies: entry.copies.iter().cloned().map(KeptPath).collect(),
            key: entry.key.clone(),
            claimed: entry.claimed.clone(),
            hash: entry.digest.hash,
            entry: entry.entry.as_ref().and_then(|entry| places_of.get(&Arc::as_ptr(entry)).copied()),
            is_file: entry.is_file(),
            is_extracted: entry.digest.format.is_extracted(),
            everywhere: entry.everywhere,
            declared: entry.declared.as_deref().cloned(),
        };
        let mut places = Vec::with_capacity(self.len());
        for (_, slot) in self.slots.iter() {
            let written = self.unfetched(slot).and_then(|(kept, place)| kept.store.raw(place));
            let entry = || self.in_slot(slot).ok_or_else(|| io::Error::other("an article is in no place"));
            places.push(match written {
                Some(bytes) => sink.put_raw(bytes)?,
                None => sink.put(&row(entry()?))?,
            });
        }
        Ok(KeptEntries { places, root })
    }

    /// The file of an article, without anything else of it; `None` for one that has none.
    pub(super) fn lying(&self, id: ArticleId) -> Option<Lying> {
        if let Some((kept, place)) = self.unfetched(self.slots.of(id)?) {
            return kept.lying(place);
        }
        self.get(id).filter(|entry| entry.is_file()).map(|entry| Lying {
            path: entry.path.clone(),
            hash: entry.digest.hash,
            is_extracted: entry.digest.format.is_extracted(),
            declared: entry.declared.clone(),
            held: entry.held.clone(),
        })
    }

    /// The path of an article as it is shown; nothing else of it is fetched.
    pub(super) fn shown(&self, id: ArticleId) -> Option<String> {
        match self.unfetched(self.slots.of(id)?) {
            Some((kept, place)) => kept.store.get::<Row>(place).map(|row| row.shown),
            None => self.get(id).map(|entry| entry.shown.clone()),
        }
    }

    /// The hashes of the sentences of the article in a slot; nothing of it is kept in memory for that. `None` where they are to be found
    /// no more.
    pub(super) fn sketch(&self, slot: Slot) -> Option<Sketch> {
        match self.unfetched(slot) {
            Some((kept, place)) => {
                let row = kept.store.get::<Row>(place)?;
                Some(kept.archive.holding(&row.hash)?.digest.sketch.clone())
            }
            None => self.in_slot(slot).map(|entry| entry.digest.sketch.clone()),
        }
    }

    pub(super) fn slots(&self) -> &Slots {
        &self.slots
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn get(&self, id: ArticleId) -> Option<&ArticleEntry> {
        self.in_slot(self.slots.of(id)?)
    }

    /// The article in a slot.
    pub(super) fn in_slot(&self, slot: Slot) -> Option<&ArticleEntry> {
        self.slots.id(slot)?;
        match (self.own.get(&slot), &*self.rows) {
            (Some(own), _) => Some(own),
            (None, Rows::Here(entries)) => entries.get(slot.0 as usize),
            (None, Rows::Kept(kept)) => kept.get(slot),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ArticleEntry> {
        self.slots.iter().filter_map(|(_, slot)| self.in_slot(slot))
    }

    /// The articles that may not be in the index on disk: what was kept was in it then.
    pub(super) fn unwritten(&self) -> impl Iterator<Item = (ArticleId, &ArticleEntry)> {
        let is_kept = matches!(&*self.rows, Rows::Kept(_));
        let unwritten = self.slots.iter().filter(move |(_, slot)| !is_kept || self.own.contains_key(slot));
        unwritten.filter_map(|(id, slot)| Some((id, self.in_slot(slot)?)))
    }

    /// Whether the record of an article that was asked for is in the archive no more: what is known of it is not what it said.
    pub(super) fn has_lost(&self) -> bool {
        matches!(&*self.rows, Rows::Kept(kept) if kept.has_lost.load(Ordering::Relaxed))
    }

    /// Whether what stands in a slot is only in place of a record that is in the archive no more.
    pub(super) fn is_lost(&self, slot: Slot) -> bool {
        let is_there = self.own.contains_key(&slot) || matches!(&*self.rows, Rows::Here(_));
        !is_there && self.in_slot(slot).is_some_and(|entry| entry.is_file() && matches!(entry.held, Held::Here(..)))
    }

    /// How many have come since the others were put in rows, those that went again included.
    pub(super) fn since(&self) -> usize {
        let rows = match &*self.rows {
            Rows::Here(entries) => entries.len(),
            Rows::Kept(kept) => kept.places.len(),
        };
        (self.slots.count() as usize).saturating_sub(rows)
    }

    /// Where a kept article is that was not fetched yet.
    fn unfetched(&self, slot: Slot) -> Option<(&Kept, Place)> {
        match &*self.rows {
            Rows::Kept(kept) if !self.own.contains_key(&slot) && self.slots.id(slot).is_some() => {
                let at = slot.0 as usize;
                let place = *kept.places.get(at)?;
                kept.fetched.get(at)?.get().is_none().then_some((kept, place))
            }
            _ => None,
        }
    }
}

impl Index<ArticleId> for Entries {
    type Output = ArticleEntry;

    #[expect(clippy::expect_used, reason = "as any index, a number of another snapshot is a mistake in the program")]
    fn index(&self, id: ArticleId) -> &ArticleEntry {
        self.get(id).expect("the article is of this snapshot")
    }
}

impl Kept {
    fn get(&self, slot: Slot) -> Option<&ArticleEntry> {
        let at = slot.0 as usize;
        let (place, cell) = (*self.places.get(at)?, self.fetched.get(at)?);
        Some(cell.get_or_init(|| Box::new(self.fetch(place))))
    }

    fn lying(&self, place: Place) -> Option<Lying> {
        let row = self.store.get::<Row>(place).filter(|row| row.is_file)?;
        Some(Lying {
            path: row.path(&self.root),
            hash: row.hash,
            is_extracted: row.is_extracted,
            declared: row.declared.map(Arc::new),
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
            let declared = row.declared.map(Arc::new);
            return ArticleEntry {
                key: row.key,
                claimed: row.claimed,
                everywhere: row.everywhere,
                declared,
                ..article
            };
        }
        let path = row.path(&self.root);
        let holding = self.archive.holding(&row.hash).unwrap_or_else(|| {
            self.has_lost.store(true, Ordering::Relaxed);
            lost(row.hash)
        });
        let entry = described.map(|(_, entry)| entry.clone());
        let own = &holding.digest.metadata;
        ArticleEntry {
            copies: row.copies.into_iter().map(|KeptPath(path)| path).collect(),
            key: row.key,
            claimed: row.claimed,
            described: entry.as_ref().map(|entry| Box::new(sources::described(own, &entry.metadata))),
            entry,
            everywhere: row.everywhere,
            declared: row.declared.map(Arc::new),
            ..ArticleEntry::new(path, row.shown, holding)
        }
    }
}

impl Row {
    fn path(&self, root: &Path) -> PathBuf {
        self.path.as_ref().map_or_else(|| root.join(&self.shown), |KeptPath(path)| path.clone())
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
