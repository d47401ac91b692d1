//! What a format hands on: the text that places count in, cut into paragraphs, with what the format itself knows.

use super::{Format, Metadata, Role};
use crate::text::{Mapped, Span};

/// An article before its noise is told from its text.
#[derive(Debug)]
pub struct Draft {
    /// The format it was read as.
    pub format: Format,
    /// The text that places count in.
    pub source: String,
    /// What the format states: front matter, a header block, the meta elements of a page.
    pub stated: Metadata,
    /// The paragraphs in order. Every line that is not blank belongs to exactly one; behind a paragraph that goes on over the
    /// foot of a page come those between its lines.
    pub paragraphs: Vec<Paragraph>,
    /// What was wrong, in words for the analyst.
    pub problems: Vec<String>,
}

/// Lines that belong together: one paragraph, heading, item, note.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The first line, 0-based.
    pub from: usize,
    /// The last line, 0-based, inclusive.
    pub to: usize,
    /// Which run of lines without a blank line between them it stands in.
    pub chunk: usize,
    /// Its text: mark-up seen through, wraps joined.
    pub text: Mapped,
    /// The role that the format states, where it does.
    pub stated: Option<Role>,
    /// How it is set.
    pub setting: Setting,
}

/// How a paragraph is set, where that says something of its role.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Setting {
    /// As running text, or unknown.
    #[default]
    Plain,
    /// As an item of a list.
    Item,
    /// As a quotation.
    Quotation,
    /// Wholly in italics.
    Italic,
    /// As verse, code: lines are not joined.
    Verbatim,
    /// As a row of a table.
    Row,
}

impl Paragraph {
    /// Its text, for looking at.
    pub fn as_str(&self) -> &str {
        self.text.text()
    }
}

/// The part of `text` that `span` covers, mapped to what `text` is mapped to.
pub fn part(text: &Mapped, span: Span) -> Mapped {
    text.compose(&Mapped::identity(span.of(text.text()), span.start()))
}
