//! The edits that mend what the rules find. Each leaves the note's own marks, wrapping and mark-up in order.

mod apply;
mod citing;
mod nested;
mod silence;
mod words;

pub use apply::{applied, combined, fix_all, holds, holds_unless, safe_fixes};

pub(super) use citing::{cite_instead, insert_citation, locator_edit, places_of};
pub(super) use silence::silencing;
pub(super) use words::use_source_words;

use crate::text::Span;

/// An edit that mends a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does ("Use the source's words").
    pub title: String,
    /// Whether it may run without being asked for each time: it restores the source's words or a unique key.
    pub safe: bool,
    /// What it is among the fixes of its diagnostic.
    pub kind: FixKind,
    /// The edits, in the note, none overlapping another.
    pub edits: Vec<TextEdit>,
}

/// What a fix is among those of its diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// It puts right what is wrong.
    Mend,
    /// One of several that exclude each other, between which only the analyst can choose.
    Choice,
    /// It says that there is nothing to check.
    Silence,
}

/// A replacement in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Fix {
    /// A fix of one edit.
    pub(super) fn replace(title: impl Into<String>, safe: bool, span: Span, text: impl Into<String>) -> Fix {
        Fix::of(title, safe, vec![TextEdit { span, text: text.into() }])
    }

    /// A fix of several edits.
    pub(super) fn of(title: impl Into<String>, safe: bool, edits: Vec<TextEdit>) -> Fix {
        Fix { title: title.into(), safe, kind: FixKind::Mend, edits }
    }

    /// The same as one of several to choose from.
    pub(super) fn choice(self) -> Fix {
        Fix { kind: FixKind::Choice, safe: false, ..self }
    }
}
