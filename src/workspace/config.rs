//! `ibid.toml`.

use std::collections::BTreeMap;

use crate::check::{Code, Severity};

/// The configuration of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Files, folders and globs of articles; relative to the root, `~` is the home folder.
    pub corpus_paths: Vec<String>,
    /// Bibliographies, relative to the root.
    pub bibliographies: Vec<String>,
    /// Globs of notes.
    pub notes_include: Vec<String>,
    /// Globs of what is no note.
    pub notes_exclude: Vec<String>,
    /// Levels that differ from the defaults; `None` is off.
    pub levels: BTreeMap<Code, Option<Severity>>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            corpus_paths: vec!["corpus".to_string()],
            bibliographies: Vec::new(),
            notes_include: vec!["**/*.md".to_string()],
            notes_exclude: Vec::new(),
            levels: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The level of a code, `None` where it is off.
    pub fn level(&self, code: Code) -> Option<Severity> {
        self.levels.get(&code).copied().unwrap_or(code.default_severity())
    }
}
