//! The documents that are open in the editor.
//!
//! Every change makes a new [`Edition`]; a handler takes the newest when its request arrives, so that it sees every
//! change before it and none after. An edition is read as a note when first asked for, and at most once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dashmap::DashMap;
use ropey::Rope;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::positions::{self, Positions};
use super::sync;
use crate::corpus::store;
use crate::note::Note;
use crate::text::Encoding;
use crate::workspace::{Config, Workspace};

/// What clients call Markdown and its dialects.
const MARKDOWN: [&str; 5] = ["markdown", "quarto", "rmd", "pandoc", "vimwiki"];

/// A document as the editor had it at one moment.
#[derive(Debug)]
pub struct Edition {
    /// The document's address, as the client spells it.
    pub address: Url,
    /// Its file, or [`positions::nameless_path`].
    pub path: PathBuf,
    /// The client's name of the language.
    pub language: String,
    /// The client's number of this edition.
    pub version: i32,
    /// The byte at which the last edit ended, where it is known.
    pub last_edit: Option<usize>,
    text: Rope,
    note: OnceLock<Arc<Note>>,
    /// Whether this configuration lists the document's path among the notes; found out once for all editions.
    listed: Arc<Mutex<Option<Listed>>>,
}

impl Edition {
    /// The edition read as a note. The first call reads it, which takes time in the order of its length: not for
    /// the threads that serve messages.
    pub fn note(&self) -> &Arc<Note> {
        self.note.get_or_init(|| Arc::new(Note::read(Arc::from(self.text.to_string()))))
    }

    /// Whether this is a note: Markdown that the workspace counts among its notes and not among its articles, or
    /// that lies in no file.
    pub fn is_note(&self, workspace: &Workspace) -> bool {
        let is_markdown = MARKDOWN.contains(&self.language.as_str()) || store::is_markdown(&self.path);
        is_markdown && workspace.article(&self.path).is_none() && self.is_listed(workspace)
    }

    fn is_listed(&self, workspace: &Workspace) -> bool {
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        match &*listed {
            Some(known) if Arc::ptr_eq(&known.config, &workspace.config) => known.is_listed,
            _ => {
                let config = Arc::clone(&workspace.config);
                let plain = store::with_small_extension(&self.path);
                let lies_under = |patterns| store::lies_under(&workspace.root, patterns, &plain);
                let is_in = self.path.starts_with(&*workspace.root)
                    && !store::is_cached(&self.path)
                    && lies_under(&config.notes_include);
                let is_listed = self.path.is_relative() || is_in && !lies_under(&config.notes_exclude);
                listed.replace(Listed { config, is_listed });
                is_listed
            }
        }
    }

    /// Positions in the edition's text; reads it as [`Edition::note`] does.
    pub fn positions(&self, encoding: Encoding) -> Positions<'_> {
        let note = self.note();
        Positions::new(&note.text, &note.lines, encoding)
    }

    /// The text, for a comparison.
    pub fn text(&self) -> &Rope {
        &self.text
    }
}

#[derive(Debug)]
struct Listed {
    config: Arc<Config>,
    is_listed: bool,
}

/// All open documents.
#[derive(Debug, Default)]
pub struct Documents {
    open: DashMap<Url, Arc<Edition>>,
}

impl Documents {
    /// Takes in a document that the editor has opened; one that is open already is replaced.
    pub fn open(&self, item: TextDocumentItem) {
        let path = positions::path_of(&item.uri).unwrap_or_else(|| positions::nameless_path(&item.uri));
        let edition = Edition {
            address: item.uri.clone(),
            path,
            language: item.language_id,
            version: item.version,
            last_edit: None,
            text: Rope::from_str(&item.text),
            note: OnceLock::new(),
            listed: Arc::default(),
        };
        self.open.insert(item.uri, Arc::new(edition));
    }

    /// Applies changes to an open document. Returns whether it is open.
    pub fn change(
        &self,
        address: &Url,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> bool {
        let Some(mut slot) = self.open.get_mut(address) else { return false };
        // Documents of clients that give no versions have 0 for ever.
        if version <= slot.version && (version, slot.version) != (0, 0) {
            // The content is what counts: changes are applied in the order in which they arrive.
            tracing::warn!(version, before = slot.version, "a version that is not newer than the one before");
        }
        let mut text = slot.text.clone();
        let last_edit = sync::apply(&mut text, changes, encoding);
        let edition = Edition {
            address: slot.address.clone(),
            path: slot.path.clone(),
            language: slot.language.clone(),
            version,
            last_edit,
            text,
            note: OnceLock::new(),
            listed: Arc::clone(&slot.listed),
        };
        *slot = Arc::new(edition);
        true
    }

    /// Forgets a document that the editor has closed, and returns its last edition.
    pub fn close(&self, address: &Url) -> Option<Arc<Edition>> {
        self.open.remove(address).map(|(_, edition)| edition)
    }

    /// The newest edition of an open document.
    pub fn get(&self, address: &Url) -> Option<Arc<Edition>> {
        self.open.get(address).map(|edition| Arc::clone(&edition))
    }

    /// The address of the open document that lies at `path`.
    pub fn address_of(&self, path: &Path) -> Option<Url> {
        self.open.iter().find(|edition| edition.path == path).map(|edition| edition.address.clone())
    }

    /// The newest edition of the open document that lies at `path`.
    pub fn at(&self, path: &Path) -> Option<Arc<Edition>> {
        self.open.iter().find(|edition| edition.path == path).map(|edition| Arc::clone(&edition))
    }

    /// The newest editions of all open documents.
    pub fn all(&self) -> Vec<Arc<Edition>> {
        self.open.iter().map(|edition| Arc::clone(&edition)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_string() }
    }

    #[test]
    fn an_edition_taken_before_a_change_does_not_see_it() {
        let documents = Documents::default();
        let address = Url::parse("untitled:one").unwrap();
        documents.open(TextDocumentItem::new(address.clone(), "markdown".into(), 1, "old".into()));
        let before = documents.get(&address).unwrap();
        assert!(documents.change(&address, 2, &[full("half"), full("new")], Encoding::Utf16));
        let after = documents.get(&address).unwrap();
        assert_eq!([&*before.note().text, &*after.note().text], ["old", "new"]);
        assert_eq!([before.version, after.version], [1, 2]);
    }

    #[test]
    fn a_change_of_a_document_that_is_not_open_is_refused() {
        let documents = Documents::default();
        assert!(!documents.change(&Url::parse("untitled:two").unwrap(), 2, &[full("x")], Encoding::Utf16));
    }
}
