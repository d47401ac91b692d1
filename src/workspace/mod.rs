//! A folder as the analyst works in it: configuration, a corpus snapshot, all notes.

mod away;
mod bibliographies;
pub mod code;
pub mod config;
mod files;
mod kept;
pub mod load;
pub mod notes;
mod read;
mod stop;
mod update;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use code::{Code, Severity};
pub use config::Config;
use files::Files;
pub use load::{Keeping, Progress};
pub use notes::{Notes, read_note};
pub use stop::Stop;

use crate::actor::{ActorsFile, FileProblem};
use crate::corpus::store::Extractor;
use crate::corpus::{Aliases, ArticleId, Basis, Bibliography, Corpus, Hidden, Identity, Inventory, Unread};
use crate::note::Note;

/// The name of the configuration file at the root of a workspace.
pub const CONFIG_FILE: &str = "ibid.toml";

/// The name of the analyst's file on actors at the root of a workspace.
pub const ACTORS_FILE: &str = "actors.toml";

/// A snapshot of everything a question can be asked about. Cheap to clone; a change makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The workspace's root folder, absolute.
    pub root: Arc<PathBuf>,
    /// `ibid.toml`, or the defaults.
    pub config: Arc<Config>,
    /// `actors.toml`, or nothing.
    pub analyst: Arc<ActorsFile>,
    /// The articles.
    pub corpus: Corpus,
    /// What they were made a corpus of; nothing where they were not yet.
    pub(crate) basis: Basis,
    /// What notes say of actors in it.
    pub(crate) aliases: Arc<Vec<Aliases>>,
    /// The notes; an open note as the editor has it, any other as it lies on disk.
    pub notes: Notes,
    /// The bibliographies: those that count everywhere, then those that notes name, then the references of notes.
    pub bibliographies: Arc<Vec<Bibliography>>,
    /// Slips in `ibid.toml`, `actors.toml` and bibliographies, by absolute path, with the text they stand in.
    pub problems: Arc<BTreeMap<PathBuf, Slips>>,
    /// Whether the corpus is complete. Before that no verdict is given from absence.
    pub complete: bool,
    /// What reads PDFs.
    pub extractor: Extractor,
    /// Whether what is read of articles is kept in the user's cache folder, and looked for there.
    pub is_indexed: bool,
    /// The files of the articles, and the record that each of them is.
    pub(crate) files: Files,
    /// A hash of them.
    pub(crate) inventory: Inventory,
    /// What else was found when the folders were last listed.
    pub(crate) listed: Arc<Listed>,
}

/// What the folders hold beside articles and notes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    /// What could not be read, bibliographies aside.
    pub(crate) unread: Vec<Unread>,
    /// The bibliographies that count everywhere.
    pub(crate) bibliographies: Vec<PathBuf>,
    /// The folders that are away, of which what was last read is known.
    pub(crate) away: Vec<PathBuf>,
}

/// Slips in a file that the analyst wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slips {
    /// The file's text, in which the problems' spans count.
    pub text: Arc<str>,
    /// What is wrong, in order.
    pub problems: Vec<FileProblem>,
}

/// Who judged a note, remembered.
#[derive(Clone, Debug)]
pub struct Judge {
    corpus: Identity,
    config: Arc<Config>,
}

impl Judge {
    /// Whether a check in `workspace` finds what it found then.
    pub fn is_like(&self, workspace: &Workspace) -> bool {
        self.corpus.is(&workspace.corpus) && Arc::ptr_eq(&self.config, &workspace.config)
    }
}

impl Workspace {
    /// Whether a key that no article has is a wrong one. Where something is not read that may have it, or nothing is there that
    /// could have one, nobody knows.
    pub fn knows_all_keys(&self) -> bool {
        self.complete && !self.corpus.is_empty() && self.corpus.hidden() < Hidden::Keys
    }

    /// Whether words that no article has are nowhere. A single article that is not read is passed over, as a scan is: what else is known
    /// is known all the same.
    pub fn knows_the_articles(&self) -> bool {
        self.complete && self.corpus.hidden() < Hidden::Articles
    }

    /// The note at this absolute path.
    pub fn note(&self, path: &Path) -> Option<&Arc<Note>> {
        self.notes.get(path)
    }

    /// The article at this absolute path.
    pub fn article(&self, path: &Path) -> Option<ArticleId> {
        self.corpus.by_path(path)
    }

    /// Whether articles or notes are known below the folder `path`, whatever is there now.
    pub fn knows_below(&self, path: &Path) -> bool {
        let notes = self.notes.of_disk().range::<Path, _>((Bound::Excluded(path), Bound::Unbounded));
        self.files.holds_below(path) || notes.take(1).any(|(note, _)| note.starts_with(path))
    }

    /// This workspace with a note as the editor has it.
    pub fn with_note(&self, path: PathBuf, note: Arc<Note>) -> Workspace {
        Workspace { notes: self.notes.with_open(path, note), ..self.clone() }
    }

    /// This workspace with a note closed.
    pub fn without_note(&self, path: &Path) -> Workspace {
        Workspace { notes: self.notes.with_closed(path), ..self.clone() }
    }

    /// Whether a check in `other` finds what it finds in this one: corpus, configuration and analyst's word are the same.
    pub fn judges_like(&self, other: &Workspace) -> bool {
        self.corpus.is_same(&other.corpus) && Arc::ptr_eq(&self.config, &other.config)
    }

    /// What to remember of it in order to know later whether another judges like it. It keeps nothing of the corpus.
    pub fn judge(&self) -> Judge {
        Judge { corpus: self.corpus.identity(), config: Arc::clone(&self.config) }
    }

    /// `path` as it is shown: relative to the workspace's root where it lies inside, with `/` between the parts.
    pub fn shown<'a>(&self, path: &'a Path) -> Cow<'a, str> {
        load::shown(&self.root, path)
    }
}
