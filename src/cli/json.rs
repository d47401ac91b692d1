//! Places as the JSON output writes them: lines and columns from 1, columns in code points, ends exclusive.

use serde::Serialize;

use crate::corpus::{ArticleEntry, Corpus, Place};
use crate::text::{Encoding, LineIndex, Span};

/// A span as lines and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Range {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// A span of an article.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Source {
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_path: Option<String>,
    #[serde(flatten)]
    pub(super) range: Range,
}

impl Range {
    /// The `span` of `text`, whose lines are `lines`.
    pub(super) fn new(text: &str, lines: &LineIndex, span: Span) -> Range {
        let (line, column) = position(text, lines, span.start());
        let (end_line, end_column) = position(text, lines, span.end());
        Range { line, column, end_line, end_column }
    }
}

impl Source {
    /// A `place` of the corpus.
    pub(super) fn new(corpus: &Corpus, place: Place) -> Source {
        let entry = corpus.article(place.article);
        Source { path: entry.shown.clone(), text_path: text_path(entry), range: range(entry, place.span) }
    }
}

/// The file that holds the extracted text of an article whose own file is not text.
pub(super) fn text_path(entry: &ArticleEntry) -> Option<String> {
    Some(entry.text_path()?.to_string_lossy().into_owned())
}

/// A span of an article's source.
pub(super) fn range(entry: &ArticleEntry, span: Span) -> Range {
    let text = &entry.article().source;
    Range::new(text, &LineIndex::new(text), span)
}

fn position(text: &str, lines: &LineIndex, offset: usize) -> (usize, usize) {
    let (line, column) = lines.place(offset, text, Encoding::Utf32);
    (line + 1, column + 1)
}
