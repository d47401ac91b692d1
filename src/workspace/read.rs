//! Reading the files of articles: what is known of a file that has lain still is taken, the others are read, several at a time.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use super::load::Progress;
use crate::article::pdf::is_pdf;
use crate::corpus::archive::File;
use crate::corpus::store::{self, Stamp};
use crate::corpus::{ContentHash, Hidden, Holding, Record, Unread, record};

/// How many files are read together: so few that the memory they take counts for nothing, so many that what comes in with each stage
/// of reading (code, lists of words) is used often ([`Record::read_all`]).
const MOST_TOGETHER: usize = 64;

/// How many bytes of files are read together, but for one file that is larger.
const MOST_BYTES: usize = 256 << 10;

/// How many threads fetch files at least: they mostly wait for the disk, and longer for one that is far away. Of files that are known
/// they find out what they hold, on all cores.
const FETCHING: usize = 4;

/// How many [`Batch`]es may wait for being read.
const MOST_FETCHED: usize = 2;

/// What is taken from what is known of an article's file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Known {
    /// All of it, where the file has lain still.
    Taken,
    /// Nothing.
    Ignored,
}

/// What an article's file holds, and the file as it was then, if it is still there; or why it cannot be read.
pub(super) type ReadFile = Result<(Holding, Option<File>), String>;

/// The articles, their files, and what could not be read.
pub(super) type Articles = (Vec<(PathBuf, Holding)>, BTreeMap<PathBuf, File>, Vec<Unread>);

/// A file of which nothing is known.
struct Fresh<'a> {
    path: &'a Path,
    /// What it looked like before its bytes were fetched; `None` where it was gone.
    stamp: Option<Stamp>,
    hash: ContentHash,
    bytes: Vec<u8>,
}

/// What is seen of a file before its text is looked at.
enum Seen<'a> {
    /// It has to be read.
    Fresh(Fresh<'a>),
    /// What it holds is known, or why it cannot be read.
    Known(ReadFile),
}

/// Files that are to be read together, with the places of their paths among all.
#[derive(Default)]
struct Batch<'a> {
    files: Vec<(usize, Fresh<'a>)>,
    bytes: usize,
}

impl<'a> Batch<'a> {
    fn put(&mut self, at: usize, file: Fresh<'a>) {
        // A PDF takes as long as all the others together.
        self.bytes += if is_pdf(&file.bytes) { MOST_BYTES } else { file.bytes.len() };
        self.files.push((at, file));
    }

    /// `most` files are enough.
    fn is_full(&self, most: usize) -> bool {
        self.files.len() >= most || self.bytes >= MOST_BYTES
    }
}

impl Workspace {
    /// Reads the files at `paths`; `None` where nobody wants that any more.
    pub(super) fn read_articles(&self, paths: &[PathBuf], taken: Known, progress: &dyn Progress) -> Option<Articles> {
        progress.files(0, paths.len());
        let round =
            Round { workspace: self, paths, taken, progress, next: AtomicUsize::new(0), done: AtomicUsize::new(0) };
        let mut outcomes = round.outcomes();
        // A thread that found the work unwanted has left files out.
        if progress.is_unwanted() || outcomes.len() != paths.len() {
            return None;
        }
        outcomes.sort_unstable_by_key(|(at, _)| *at);
        let (mut articles, mut files, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for (at, outcome) in outcomes {
            let path = paths.get(at)?;
            match outcome {
                Ok((holding, file)) => {
                    articles.push((path.clone(), holding));
                    files.extend(file.map(|file| (path.clone(), file)));
                }
                Err(reason) => unread.push(unread_article(path, reason)),
            }
        }
        // A map that is made of all its files in their order is made without looking for the place of each.
        Some((articles, files.into_iter().collect(), unread))
    }

    /// What is known of a file that has lain still since it was read, else what is read of it now.
    pub(super) fn read_article(&self, path: &Path, taken: Known, progress: &dyn Progress) -> ReadFile {
        let fresh = match self.see(path, taken) {
            Seen::Fresh(file) => file,
            Seen::Known(outcome) => return outcome,
        };
        let record = Record::read_named(fresh.hash, &fresh.bytes, path, &self.extractor);
        Ok(self.taken_in(record, &fresh, progress))
    }

    fn read_batch(&self, batch: &Batch<'_>, progress: &dyn Progress) -> Vec<(usize, ReadFile)> {
        if progress.is_unwanted() {
            return Vec::new();
        }
        let files: Vec<(ContentHash, &[u8], &Path)> =
            batch.files.iter().map(|(_, file)| (file.hash, &*file.bytes, file.path)).collect();
        let records = Record::read_all(&files, &self.extractor);
        let each = batch.files.iter().zip(records);
        each.map(|((at, file), record)| (*at, Ok(self.taken_in(record, file, progress)))).collect()
    }

    fn see<'a>(&self, path: &'a Path, taken: Known) -> Seen<'a> {
        let stamp = Stamp::of(path);
        let holding = |hash: &ContentHash| {
            let archived = || self.corpus.archive()?.holding(hash);
            (taken == Known::Taken).then(|| self.corpus.holding(hash).or_else(archived))?
        };
        if let Some(stamp) = stamp
            && let Some(hash) = self.known(path, &stamp)
            && let Some(holding) = holding(&hash)
        {
            return Seen::Known(Ok((holding, Some(file(path, stamp, hash)))));
        }
        let bytes = match store::read(path) {
            Ok(bytes) => bytes,
            Err(reason) => return Seen::Known(Err(reason)),
        };
        let hash = record::content_hash(&bytes, path);
        match holding(&hash) {
            Some(holding) => Seen::Known(Ok((holding, stamp.map(|stamp| file(path, stamp, hash))))),
            None => Seen::Fresh(Fresh { path, stamp, hash, bytes }),
        }
    }

    /// The record that a file is, if it has lain still since it was read.
    pub(super) fn known(&self, path: &Path, stamp: &Stamp) -> Option<ContentHash> {
        match self.files.get(path).filter(|known| stamp.proves(known.stamp)) {
            Some(known) => Some(*known.hash),
            None => self.corpus.archive()?.file(path, stamp),
        }
    }

    fn taken_in(&self, record: Record, fresh: &Fresh<'_>, progress: &dyn Progress) -> (Holding, Option<File>) {
        progress.read(fresh.bytes.len());
        let holding = match self.corpus.archive() {
            Some(archive) => archive.take_in(record),
            None => record.into(),
        };
        (holding, fresh.stamp.map(|stamp| file(fresh.path, stamp, fresh.hash)))
    }
}

/// The reading of many files: some threads fetch what they hold and wait for the disk the while, as many as there are cores read what
/// has been fetched.
struct Round<'a> {
    workspace: &'a Workspace,
    paths: &'a [PathBuf],
    taken: Known,
    progress: &'a dyn Progress,
    /// The place of the next path that nobody has taken yet.
    next: AtomicUsize,
    done: AtomicUsize,
}

impl<'a> Round<'a> {
    /// What each file is, with the place of its path; not of all, where nobody wants that any more.
    fn outcomes(&self) -> Vec<(usize, ReadFile)> {
        std::thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel(MOST_FETCHED);
            let fetch = |send: SyncSender<Batch<'a>>| scope.spawn(move || self.fetch(&send));
            let threads = self.paths.len().div_ceil(self.together()).min(FETCHING.max(rayon::current_num_threads()));
            let fetching: Vec<_> = (0..threads).map(|_| fetch(send.clone())).collect();
            drop(send);
            let receive = Mutex::new(receive);
            let threads = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
            let mut outcomes: Vec<(usize, ReadFile)> = threads.flat_map_iter(|_| self.read(&receive)).collect();
            for thread in fetching {
                outcomes.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            outcomes
        })
    }

    /// Hands on what has to be read. What is known is returned.
    fn fetch(&self, fetched: &SyncSender<Batch<'a>>) -> Vec<(usize, ReadFile)> {
        let mut known = Vec::new();
        let mut batch = Batch::default();
        while !self.progress.is_unwanted() {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = self.paths.get(at) else { break };
            match self.workspace.see(path, self.taken) {
                Seen::Fresh(file) => batch.put(at, file),
                Seen::Known(outcome) => {
                    known.push((at, outcome));
                    self.tell(1);
                }
            }
            if batch.is_full(self.together()) && fetched.send(std::mem::take(&mut batch)).is_err() {
                break;
            }
        }
        if !batch.files.is_empty() {
            drop(fetched.send(batch));
        }
        known
    }

    fn read(&self, fetched: &Mutex<Receiver<Batch<'a>>>) -> Vec<(usize, ReadFile)> {
        let mut outcomes = Vec::new();
        let take = || fetched.lock().unwrap_or_else(PoisonError::into_inner).recv();
        while let Ok(batch) = take() {
            let read = self.workspace.read_batch(&batch, self.progress);
            self.tell(read.len());
            outcomes.extend(read);
        }
        outcomes
    }

    /// How many files are read together: few enough that each core has some.
    fn together(&self) -> usize {
        self.paths.len().div_ceil(rayon::current_num_threads()).clamp(1, MOST_TOGETHER)
    }

    /// That so many more files are done.
    fn tell(&self, count: usize) {
        self.progress.files(self.done.fetch_add(count, Ordering::Relaxed) + count, self.paths.len());
    }
}

/// An article that could not be read for this reason.
pub(super) fn unread_article(path: &Path, reason: String) -> Unread {
    // What was gone before it was read, and what is no file, is no article.
    let hides = if Stamp::of(path).is_some() { Hidden::Article } else { Hidden::Nothing };
    Unread::new(path, reason, hides)
}

fn file(path: &Path, stamp: Stamp, hash: ContentHash) -> File {
    File { path: path.to_path_buf(), stamp, hash }
}
