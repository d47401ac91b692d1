//! One editor feature a file: from the protocol, ask the floor below, to the protocol.

pub mod card;
pub mod code_actions;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod edits;
pub mod find;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod inlay;
pub mod lens;
pub mod links;
pub mod original;
pub mod plain;
pub mod pull;
pub mod references;
pub mod rename;
pub mod symbols;
pub mod table;
pub mod tokens;
pub mod workspace_symbols;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{Location, Position, Range, Url};

use super::positions::{Positions, range_of};
use super::state::{State, View};
use crate::article::Article;
use crate::corpus::ArticleId;
use crate::ide::markdown::visible;
use crate::note::Note;
use crate::text::{Encoding, LineIndex, LinePlace, Span};

/// What a request about a place is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A note, at a byte of its text.
    Note {
        /// The note as the editor has it.
        note: Arc<Note>,
        /// The byte.
        offset: usize,
    },
    /// An article, at a byte of its source.
    Article {
        /// Which.
        id: ArticleId,
        /// As it was read.
        article: Arc<Article>,
        /// The byte.
        offset: usize,
    },
}

impl Subject {
    /// What stands at `position` in the document of `view`; nothing in files that are neither note nor article.
    pub fn at(view: &View, position: Position) -> Option<Subject> {
        let encoding = view.session.encoding;
        if let Some(id) = view.workspace.article(&view.edition.path) {
            let article = view.workspace.corpus.article(id).article();
            let source = &article.source;
            let offset = Positions::new(source, &LineIndex::new(source), encoding).offset(position);
            return Some(Subject::Article { id, article, offset });
        }
        if !view.edition.is_note(&view.workspace) {
            return None;
        }
        let note = Arc::clone(view.edition.note());
        let offset = Positions::new(&note.text, &note.lines, encoding).offset(position);
        Some(Subject::Note { note, offset })
    }

    /// The range of `span` in the text that is asked about.
    pub fn range(&self, span: Span, encoding: Encoding) -> Range {
        self.ranges(&[span], encoding).pop().unwrap_or_default()
    }

    /// The ranges of `spans` in the text that is asked about.
    pub fn ranges(&self, spans: &[Span], encoding: Encoding) -> Vec<Range> {
        let all = |positions: Positions<'_>| spans.iter().map(|span| positions.range(*span)).collect();
        match self {
            Subject::Note { note, .. } => all(Positions::new(&note.text, &note.lines, encoding)),
            Subject::Article { article, .. } => {
                let source = &article.source;
                all(Positions::new(source, &LineIndex::new(source), encoding))
            }
        }
    }
}

/// Text that a stranger may have written, for a client that shows it as it is: what hides or reorders words is
/// written out, line breaks stay.
pub fn harmless(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Turns places in files into protocol locations; the address and the lines of each file are found once.
#[derive(Debug)]
pub struct Locations<'a> {
    state: &'a State,
    encoding: Encoding,
    files: HashMap<PathBuf, (Url, LineIndex)>,
}

impl<'a> Locations<'a> {
    /// For a client that counts columns in `encoding`.
    pub fn new(state: &'a State, encoding: Encoding) -> Locations<'a> {
        Locations { state, encoding, files: HashMap::new() }
    }

    /// The location of `span` in the file at `path`, whose text is `text`.
    pub fn of(&mut self, path: &Path, span: Span, text: &str) -> Option<Location> {
        self.all_of(path, [span], text).pop()
    }

    /// The locations of `spans` in the file at `path`, whose text is `text`.
    pub fn all_of(&mut self, path: &Path, spans: impl IntoIterator<Item = Span>, text: &str) -> Vec<Location> {
        if !self.files.contains_key(path) {
            let Some(address) = self.state.address_of(path) else { return Vec::new() };
            let file = (address, LineIndex::new(text));
            self.files.insert(path.to_path_buf(), file);
        }
        let Some((uri, lines)) = self.files.get(path) else { return Vec::new() };
        let positions = Positions::new(text, lines, self.encoding);
        spans.into_iter().map(|span| Location { uri: uri.clone(), range: positions.range(span) }).collect()
    }

    /// The locations of places in the file at `path` whose lines and columns are known.
    pub fn of_counted(&self, path: &Path, places: impl Iterator<Item = [LinePlace; 2]>) -> Vec<Location> {
        let Some(uri) = self.state.address_of(path) else { return Vec::new() };
        places.map(|ends| Location { uri: uri.clone(), range: range_of(ends, self.encoding) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn words_that_hide_or_turn_others_around_are_written_out() {
        assert_eq!(harmless("one\u{202E}two\nthree\u{7}"), "one⟨U+202E⟩two\nthree⟨U+0007⟩");
    }
}
