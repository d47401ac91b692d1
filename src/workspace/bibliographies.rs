//! The bibliographies of a workspace, and which of them a note names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Notes, Slips, Workspace, load};
use crate::bibliography::{Library, is_bibliography};
use crate::corpus::{Bibliography, Hidden, Unread, store};
use crate::note::Note;

/// How files are read: from the disk, or from what a test brings along.
pub(super) type Read<'a> = &'a dyn Fn(&Path) -> Result<Vec<u8>, String>;

/// The bibliographies of a workspace as they are read.
pub(super) struct Shelf<'a> {
    root: &'a Path,
    read: Read<'a>,
    /// What was read before.
    before: &'a [Bibliography],
    pub(super) files: Vec<Bibliography>,
    pub(super) unread: Vec<Unread>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(root: &'a Path, read: Read<'a>, before: &'a [Bibliography]) -> Shelf<'a> {
        Shelf { root, read, before, files: Vec::new(), unread: Vec::new() }
    }

    /// Reads files whose keys count everywhere. Where nobody `named` them, one that holds no entry is some other file.
    pub(super) fn add(&mut self, paths: &[PathBuf], named: bool) {
        for path in paths {
            self.file(path, true);
            let is_other = |file: &Bibliography| {
                let is_bib = path
                    .extension()
                    .is_some_and(|extension| extension.to_ascii_lowercase().to_string_lossy().starts_with("bib"));
                file.path == *path && file.library.entries.is_empty() && !is_bib
            };
            if !named {
                self.files.retain(|file| !is_other(file));
            }
        }
    }

    /// Reads what notes name or bring themselves.
    pub(super) fn add_notes(&mut self, notes: &Notes) {
        let named: BTreeSet<[PathBuf; 2]> =
            notes.iter().flat_map(|(path, note)| named(self.root, path, note)).collect();
        for [beside, at_root] in named {
            if (self.read)(&beside).is_err() && (self.read)(&at_root).is_ok() {
                self.file(&at_root, false);
            } else {
                self.file(&beside, false);
            }
        }
        let own: BTreeMap<&PathBuf, &Arc<Note>> =
            notes.iter().filter(|(_, note)| !note.references.is_empty()).collect();
        for (path, note) in own {
            let library = Arc::new(Library::of_references(&note.references, &note.text));
            self.files.push(Bibliography {
                path: path.clone(),
                shown: self.shown(path),
                library,
                everywhere: false,
                hash: [0; 32],
                stamp: None,
            });
        }
    }

    /// What is wrong in the files, by path.
    pub(super) fn slips(&self) -> impl Iterator<Item = (PathBuf, Slips)> {
        let wrong = self.files.iter().filter(|file| !file.library.problems.is_empty());
        wrong.map(|file| {
            let slips = Slips { text: file.library.text.clone(), problems: file.library.problems.clone() };
            (file.path.clone(), slips)
        })
    }

    /// Reads one file.
    pub(super) fn file(&mut self, path: &Path, everywhere: bool) {
        if self.files.iter().any(|file| file.path == path) {
            return;
        }
        match (self.read)(path) {
            Ok(bytes) => {
                let hash = *blake3::hash(&bytes).as_bytes();
                let stamp = store::stamp(path);
                let known = self.before.iter().find(|file| file.path == path && file.hash == hash);
                let library =
                    known.map_or_else(|| Arc::new(Library::read(&bytes, path)), |known| known.library.clone());
                let shown = self.shown(path);
                self.files.push(Bibliography { path: path.to_path_buf(), shown, library, everywhere, hash, stamp });
            }
            Err(reason) => {
                // What a note names counts in that note alone, which knows of it.
                let hides = if everywhere { Hidden::Keys } else { Hidden::Nothing };
                let reason = format!("this bibliography cannot be read: {reason}");
                self.unread.push(Unread::new(path, reason, hides));
            }
        }
    }

    fn shown(&self, path: &Path) -> String {
        load::shown(self.root, path).into_owned()
    }
}

/// For each bibliography that `note`, which lies at `path`, names: where it may lie, the likelier place first.
fn named<'a>(root: &'a Path, path: &'a Path, note: &'a Note) -> impl Iterator<Item = [PathBuf; 2]> {
    let places = note.bibliographies.iter().map(move |name| store::bibliography_of_note(root, path, name));
    places.filter(|[path, _]| is_bibliography(path))
}

impl Workspace {
    /// The bibliographies whose keys count in `note`, which lies at `path`, before all others: itself, for the references
    /// it brings, and those that it names.
    pub fn scopes<'a>(&'a self, path: &Path, note: &Note) -> Vec<&'a Path> {
        let known = |path: &PathBuf| self.bibliographies.iter().find(|file| file.path == *path);
        let own = known(&path.to_path_buf()).filter(|_| !note.references.is_empty());
        let named = named(&self.root, path, note).filter_map(|places| places.iter().find_map(known));
        own.into_iter().chain(named).map(|file| file.path.as_path()).collect()
    }

    /// Whether every bibliography that `note` names has been read, so that a key which none of them has is unknown.
    pub fn has_read_bibliographies_of(&self, path: &Path, note: &Note) -> bool {
        let known = |place: &PathBuf| self.bibliographies.iter().any(|file| file.path == *place);
        let read = named(&self.root, path, note).filter(|places| places.iter().any(known)).count();
        read == note.bibliographies.len()
    }

    /// Whether a bibliography has changed on disk since it was read: not every client tells of files.
    pub(super) fn has_stale_bibliography(&self) -> bool {
        self.bibliographies.iter().any(|file| file.stamp.is_some() && store::stamp(&file.path) != file.stamp)
    }

    /// Whether a change of the file at `path` can change what the bibliographies say: it is one, or would be found.
    pub(super) fn is_bibliography(&self, path: &Path) -> bool {
        let is_known = || self.bibliographies.iter().any(|file| file.path == path);
        let is_missed = || self.corpus.unread().iter().any(|unread| unread.path == path);
        let is_found = || {
            let here = path.parent() == Some(self.root.as_path())
                || store::lies_under(&self.root, &self.config.corpus_paths, path);
            crate::bibliography::is_found(path) && here && self.config.bibliographies.is_none()
        };
        let is_configured = || {
            self.config.bibliographies.as_ref().is_some_and(|patterns| store::lies_under(&self.root, patterns, path))
        };
        is_bibliography(path) && (is_known() || is_missed() || is_found() || is_configured())
    }
}
