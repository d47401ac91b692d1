//! What was read of articles, on disk: read once, and found again by the hash of its content.
//!
//! An [`Archive`] is an index ([`super::index`]) with tables beside it. A commit of the index names its tables, so that one
//! rename switches everything. What was read and is not committed yet waits in memory. One program writes at a
//! time; where another does, all that was read here stays in memory and answers from there.

mod aside;
mod folder;
mod image;
mod mapped;
mod recent;
mod tables;
mod waiting;

#[cfg(test)]
mod tests;

use std::fs;
use std::io::{BufWriter, Write};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::index::{Document, Index, IndexError, Reader, Writer};
use super::store::{self, Extractor, Stamp};
use super::{ContentHash, Digest, Holding, Record};
use crate::actor::Reading;
use crate::article::Article;
use crate::kept::codec;
pub use aside::Aside;
use recent::Recent;
pub use tables::path_of;
use tables::{Tables, Values};
use waiting::{Packed, Waiting};

/// How many bytes of packed records may wait for being written before some are.
const MOST_WAITING: usize = 48 << 20;

/// How much memory a writer takes for each of its threads, in bytes: the least that tantivy takes, and more for many articles.
const SMALL_WRITER: usize = 15_000_000;
const LARGE_WRITER: usize = 60_000_000;

/// An index of at most so many bytes is looked through whenever it is opened.
const LOOKED_THROUGH: u64 = 32 << 20;

/// More articles than this are many.
const MANY: usize = 500;

/// The records of one workspace.
pub struct Archive {
    folder: PathBuf,
    index: Index,
    reader: Reader,
    extractor: Extractor,
    tables: RwLock<Arc<Tables>>,
    waiting: Mutex<Waiting>,
    /// Held while writing, which may take long; kept open between two pieces of one work, so that no other program
    /// writes.
    writer: Mutex<Option<Writer>>,
    recent: Recent,
    /// When a snapshot was last written here, and how long that took.
    image_written: Mutex<Option<(Instant, Duration)>>,
    /// Whether all its files were found to be as they were written.
    is_sound: AtomicBool,
    is_damaged: AtomicBool,
}

/// Which record a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it lies, absolute.
    pub path: PathBuf,
    /// What it looked like before it was read.
    pub stamp: Stamp,
    /// The record's name.
    pub hash: ContentHash,
}

/// The same where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileView<'a> {
    /// Where it lies, absolute.
    pub path: &'a Path,
    /// What it looked like before it was read.
    pub stamp: &'a Stamp,
    /// The record's name.
    pub hash: &'a ContentHash,
}

impl FileView<'_> {
    /// The same by itself.
    pub fn to_file(self) -> File {
        File { path: self.path.to_path_buf(), stamp: *self.stamp, hash: *self.hash }
    }
}

impl<'a> From<&'a File> for FileView<'a> {
    fn from(file: &'a File) -> FileView<'a> {
        FileView { path: &file.path, stamp: &file.stamp, hash: &file.hash }
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("folder", &self.folder).finish_non_exhaustive()
    }
}

// A question that panics leaves nothing half done: what tantivy shares is changed by commits, and the rest is behind locks
// that recover.
impl UnwindSafe for Archive {}
impl RefUnwindSafe for Archive {}

impl Archive {
    /// The archive of the workspace at `root`; what is missing in it is read through `extractor`. `None` where there is no
    /// place for it. One that is damaged begins anew.
    pub fn of(root: &Path, extractor: &Extractor) -> Option<Arc<Archive>> {
        let folder = folder::of(root)?;
        folder::sweep(&folder);
        Archive::at(&folder, extractor)
    }

    /// The archive in `folder`, which is nobody else's.
    pub fn at(folder: &Path, extractor: &Extractor) -> Option<Arc<Archive>> {
        let opened = Archive::open(folder, extractor).or_else(|error| {
            tracing::info!("the index begins anew: {error}");
            folder::clear(folder).map_err(|error| IndexError::Unwritable(error.to_string()))?;
            Archive::open(folder, extractor)
        });
        opened.inspect_err(|error| tracing::warn!("nothing is kept of what is read: {error}")).ok().map(Arc::new)
    }

    fn open(folder: &Path, extractor: &Extractor) -> Result<Archive, IndexError> {
        let index = Index::open(folder)?;
        // A larger one is looked through when it is written.
        let is_small = folder::size(folder) <= LOOKED_THROUGH;
        if is_small && !is_whole(&index) {
            return Err(IndexError::Unreadable("its files are damaged".to_string()));
        }
        let (reader, tables) = unless_written(&index, || {
            let reader = index.reader()?;
            let tables = match index.payload()? {
                Some(name) => Tables::open(folder, &name)
                    .ok_or_else(|| IndexError::Unreadable(format!("its tables {name} are missing or damaged")))?,
                None => Tables::default(),
            };
            Ok((reader, tables))
        })?;
        store::close_files(folder);
        Ok(Archive {
            folder: folder.to_path_buf(),
            index,
            reader,
            extractor: extractor.clone(),
            tables: RwLock::new(Arc::new(tables)),
            waiting: Mutex::default(),
            writer: Mutex::default(),
            recent: Recent::default(),
            image_written: Mutex::default(),
            is_sound: AtomicBool::new(is_small),
            is_damaged: AtomicBool::new(false),
        })
    }

    /// Whether something in it was found to be damaged, so that it should begin anew.
    pub fn is_damaged(&self) -> bool {
        if !self.is_sound.swap(true, Ordering::Relaxed) && !is_whole(&self.index) {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// How many records are written.
    pub fn len(&self) -> usize {
        self.tables().hashes().count()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes it has on disk.
    pub fn size(&self) -> u64 {
        folder::size(&self.folder)
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes in what another program has written since.
    pub fn follow(&self) {
        let Some(name) = self.index.payload().ok().flatten().filter(|name| *name != self.tables().name) else { return };
        let Some(tables) = Tables::open(&self.folder, &name) else { return };
        if self.reader.reload().is_ok() {
            *self.tables.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(tables);
        }
    }

    /// The files below the folder `place` that were written down, whatever lies there now.
    pub fn files_below(&self, place: &Path) -> Vec<File> {
        self.tables().files().filter(|file| file.path.starts_with(place) && file.path != place).collect()
    }

    /// The record that the file at `path` is, if it has lain still since it was read.
    pub fn file(&self, path: &Path, stamp: &Stamp) -> Option<ContentHash> {
        let tables = self.tables();
        let row = tables.file(path)?;
        stamp.proves(&row.stamp).then_some(row.hash)
    }

    /// What is kept of the content with this hash.
    pub fn holding(self: &Arc<Self>, hash: &ContentHash) -> Option<Holding> {
        let waiting = self.waiting().of(hash).cloned();
        let digest = match waiting {
            Some(values) => codec::decode::<Digest>(&values.digest)?,
            None => self.tables().digest::<Digest>(hash)?,
        };
        Some(Holding::kept(Arc::new(Digest { hash: *hash, ..digest }), self.clone()))
    }

    /// Takes `record` in. It can be fetched at once; it is on disk after [`Archive::keep`].
    pub fn take_in(self: &Arc<Self>, record: Record) -> Holding {
        // Whoever reads packs what he has read: that nobody else has to wait for it, and that it takes little room.
        let is_much = self.put_by(&record) > MOST_WAITING;
        if is_much {
            let mut writer = self.writer();
            // Another thread may have written while this one waited for its turn.
            if self.waiting().bytes > MOST_WAITING
                && let Err(error) = self.write_waiting(&mut writer, LARGE_WRITER)
            {
                tracing::debug!("what was read stays in memory: {error}");
                // It is tried again after as much again.
                self.waiting().bytes = 0;
            }
        }
        Holding::kept(record.digest, self.clone())
    }

    /// The text of the content with this hash, which the file at `path` had when it was last read.
    pub fn article(&self, hash: &ContentHash, path: &Path) -> Arc<Article> {
        if let Some(article) = self.recent.get(hash) {
            return article;
        }
        let waiting = self.waiting().records.get(hash).cloned();
        let known = waiting.and_then(|packed| packed.document.article()).or_else(|| self.reader.article(hash));
        let article = match known {
            Some(article) => Arc::new(article),
            None => self.again(hash, path).article,
        };
        self.recent.put(*hash, article.clone());
        article
    }

    /// What the content with this hash says of actors.
    pub fn reading(&self, hash: &ContentHash, path: &Path) -> Arc<Reading> {
        let waiting = self.waiting().of(hash).cloned();
        let known = waiting.and_then(|values| codec::decode(&values.reading));
        match known.or_else(|| self.tables().reading(hash)) {
            Some(reading) => Arc::new(reading),
            None => self.again(hash, path).reading,
        }
    }

    /// How many searchable records hold `word`, which is folded, at most: removed ones count until the index forgets them.
    pub fn most_holding(&self, word: &str) -> usize {
        self.reader.most_holding(word)
    }

    /// How many searchable records there are, removed ones included until the index forgets them.
    pub fn documents(&self) -> usize {
        self.reader.documents()
    }

    /// The searchable records that hold `word`, which is folded, by their [`short`](super::record::short); `None` where they are more
    /// than `most`.
    pub fn holding_word(&self, word: &str, most: usize) -> Option<Vec<u64>> {
        self.reader.holding(word, most)
    }

    /// The searchable records that hold these words, which are folded, in a row, by their [`short`](super::record::short); there are two
    /// words at least.
    pub fn running(&self, run: &[String]) -> Vec<u64> {
        self.reader.running(run)
    }

    /// Whether the words of the content with this hash can be searched for.
    pub fn is_searchable(&self, hash: &ContentHash) -> bool {
        !self.waiting().records.contains_key(hash)
    }

    /// Whether so much was read that it takes some time to write it down.
    pub fn has_much_waiting(&self) -> bool {
        let waiting = self.waiting();
        waiting.records.len() + waiting.values.len() > MANY
    }

    /// Writes down that these files are these records, and no others are needed any more. Where another program writes,
    /// or none can, all stays as it is.
    ///
    /// # Errors
    /// Why nothing was written; what was there before is whole.
    pub fn keep<'a>(&self, files: impl IntoIterator<Item = impl Into<FileView<'a>>>) -> Result<(), IndexError> {
        let mut files: Vec<FileView<'_>> = files.into_iter().map(Into::into).collect();
        tables::sort(&mut files);
        self.keep_sorted(&files)
    }

    fn keep_sorted(&self, files: &[FileView<'_>]) -> Result<(), IndexError> {
        let mut live: Vec<ContentHash> = files.iter().map(|file| *file.hash).collect();
        live.sort_unstable();
        live.dedup();
        let mut writer = self.writer();
        let (many, nothing) = {
            let waiting = self.waiting();
            (waiting.records.len() > MANY, waiting.records.is_empty() && waiting.values.is_empty())
        };
        if nothing && self.tables().says(files, &live) {
            return Ok(());
        }
        self.write_waiting(&mut writer, if many { LARGE_WRITER } else { SMALL_WRITER })?;
        // Another may have written in the meantime; what it did is done.
        self.follow();
        if self.read_missing(files) {
            self.write_waiting(&mut writer, SMALL_WRITER)?;
        }
        let Some(mut writer) = writer.take() else { return Ok(()) };
        let values = self.waiting().values.clone();
        let tables = self.tables();
        for hash in tables.hashes().filter(|hash| live.binary_search(hash).is_err()) {
            writer.remove(hash);
        }
        let name = self.write_tables(&tables, &live, &values, files)?;
        writer.commit(&name)?;
        // As long as nobody else can write: what another has written since is no leftover.
        self.sweep(&name);
        self.sweep_drafts();
        writer.finish()?;
        store::close_files(&self.folder);
        self.follow();
        self.waiting().forget_written(&values, &live);
        Ok(())
    }

    /// Forgets everything: all is read anew.
    pub fn clear(&self) -> Result<(), IndexError> {
        let mut held = self.writer();
        *self.waiting() = Waiting::default();
        self.is_damaged.store(false, Ordering::Relaxed);
        let mut writer = match held.take() {
            Some(writer) => writer,
            None => self.index.writer(1, SMALL_WRITER)?,
        };
        writer.remove_all()?;
        let name = self.write_tables(&Tables::default(), &[], &FxHashMap::default(), &[])?;
        writer.commit(&name)?;
        writer.finish()?;
        store::close_files(&self.folder);
        self.follow();
        Ok(())
    }

    /// Puts the texts that wait into the index.
    fn write_waiting(&self, held: &mut Option<Writer>, memory: usize) -> Result<(), IndexError> {
        let mut writer = match held.take() {
            Some(writer) => writer,
            None => self.index.writer(1, memory)?,
        };
        // Whoever reads meanwhile goes on until there is as much again.
        let packed: Vec<(ContentHash, Arc<Packed>)> = {
            let mut waiting = self.waiting();
            waiting.bytes = 0;
            let mut packed: Vec<_> = waiting.records.iter().map(|(hash, packed)| (*hash, packed.clone())).collect();
            // Whichever of them was read first, the same texts make the same index.
            packed.sort_unstable_by_key(|(hash, _)| *hash);
            packed
        };
        for (hash, packed) in &packed {
            // One that is there already, be it damaged, is replaced.
            writer.remove(hash);
            writer.add(hash, &packed.document)?;
        }
        if !packed.is_empty() {
            let payload = self.index.payload()?.unwrap_or_default();
            writer.commit(&payload)?;
            store::close_files(&self.folder);
            self.reader.reload()?;
        }
        self.waiting().move_on(&packed);
        *held = Some(writer);
        Ok(())
    }

    /// Reads the files again whose records are needed and were taken out while somebody read in another file, or in the same one as
    /// it had been before, that they say. Whether there are any.
    fn read_missing(&self, files: &[FileView<'_>]) -> bool {
        let tables = self.tables();
        let is_there = |file: &FileView<'_>| tables.lists(file.hash) || self.waiting().of(file.hash).is_some();
        let missing: Vec<&FileView<'_>> = files.iter().filter(|file| !is_there(file)).collect();
        // So many are not lost by chance: they are left to the next start.
        if missing.len() > MANY {
            return false;
        }
        missing.iter().for_each(|file| drop(self.again(file.hash, file.path)));
        !missing.is_empty()
    }

    /// Writes tables under a name of their own.
    fn write_tables(
        &self,
        old: &Tables,
        live: &[ContentHash],
        new: &FxHashMap<ContentHash, Arc<Values>>,
        files: &[FileView<'_>],
    ) -> Result<String, IndexError> {
        let failed = |error: std::io::Error| IndexError::Unwritable(error.to_string());
        let name = format!("tables-{}-{:x}", std::process::id(), unique());
        let draft = self.folder.join(format!("{name}.draft"));
        let write = || {
            let mut out = BufWriter::with_capacity(1 << 20, store::create_file(&draft)?);
            old.write(&mut out, live, new, files)?;
            out.flush()?;
            out.get_ref().sync_all()?;
            fs::rename(&draft, self.folder.join(&name))
        };
        write().inspect_err(|_| drop(fs::remove_file(&draft))).map_err(failed)?;
        Ok(name)
    }

    /// Removes the tables of former commits, and drafts of programs that were killed. Who still has some open keeps them.
    fn sweep(&self, current: &str) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_table = name.to_string_lossy().starts_with("tables-");
            if is_table && name != *current {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    /// Reads a file again whose record is lost or damaged, or was taken out while an older snapshot still answers.
    fn again(&self, hash: &ContentHash, path: &Path) -> Record {
        // Another program may have taken it out a moment ago.
        self.follow();
        if self.tables().lists(hash) {
            self.is_damaged.store(true, Ordering::Relaxed);
            tracing::warn!("the index has lost {}; it is read again", path.display());
        }
        let record = store::read(path).ok().map(|bytes| Record::read(&bytes, path, &self.extractor));
        match record.filter(|record| record.digest.hash == *hash) {
            Some(record) => {
                self.put_by(&record);
                record
            }
            None => Record::of(*hash, Article::of_pdf(Err("has changed since it was read".to_string()))),
        }
    }

    /// Has `record` wait for being written. How much waits, in bytes.
    fn put_by(&self, record: &Record) -> usize {
        let values = Values { digest: codec::encode(&*record.digest), reading: codec::encode(&*record.reading) };
        let packed = Packed { document: Document::of(&record.article), values: Arc::new(values) };
        self.waiting().put(record.digest.hash, packed)
    }

    fn tables(&self) -> Arc<Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What `look` finds. While another program writes, files go that were named a moment ago: where it fails and something
/// was written meanwhile, it looks again.
fn unless_written<T>(index: &Index, look: impl Fn() -> Result<T, IndexError>) -> Result<T, IndexError> {
    const MOST: usize = 20;
    for _ in 1..MOST {
        let before = index.state();
        match look() {
            Err(IndexError::Unreadable(_)) if index.state() != before => {}
            outcome => return outcome,
        }
    }
    look()
}

fn is_whole(index: &Index) -> bool {
    let damaged = || IndexError::Unreadable("its files are damaged".to_string());
    unless_written(index, || index.is_whole().then_some(()).ok_or_else(damaged)).is_ok()
}

/// A number that no other call of this program gives.
fn unique() -> u64 {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    u64::try_from(now & u128::from(u64::MAX))
        .unwrap_or(0)
        .wrapping_add(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}
