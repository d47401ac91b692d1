//! A folder as the analyst works in it: configuration, a corpus snapshot, all notes.

pub mod config;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use config::Config;

use crate::actor::FileProblem;
use crate::corpus::Corpus;
use crate::note::Note;

/// A snapshot of everything a question can be asked about. Cheap to clone; a change makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The workspace's root folder, absolute.
    pub root: Arc<PathBuf>,
    /// `ibid.toml`, or the defaults.
    pub config: Arc<Config>,
    /// The articles.
    pub corpus: Corpus,
    /// The notes by absolute path; an open note as the editor has it, any other as it lies on disk.
    pub notes: Arc<BTreeMap<PathBuf, Arc<Note>>>,
    /// Slips in `ibid.toml`, `actors.toml` and their like, by absolute path.
    pub problems: Arc<BTreeMap<PathBuf, Vec<FileProblem>>>,
}

impl Workspace {
    /// The note at this absolute path.
    pub fn note(&self, path: &Path) -> Option<&Arc<Note>> {
        self.notes.get(path)
    }

    /// `path` as it is shown: relative to the workspace's root where it lies inside, with `/` between the parts.
    pub fn shown<'a>(&self, path: &'a Path) -> std::borrow::Cow<'a, str> {
        path.strip_prefix(&*self.root).unwrap_or(path).to_string_lossy()
    }
}
