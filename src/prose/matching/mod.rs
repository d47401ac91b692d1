//! Where the words of a quotation stand in a text, and how exactly.
//!
//! A ladder of comparisons, each tried only where the one before found nothing: the same words but for typography
//! ([`sound`]), the same in pieces where the quotation says that it was cut, and words that are near by edit
//! distance ([`near`]). Every rung works on the words of the normal form, so that one pass over a text prepares all.

mod align;
mod clauses;
mod difference;
mod fold;
mod haystack;
mod near;
mod needle;
mod sound;
mod splice;
mod windows;

pub use difference::{Change, changes, describe, is_condition, is_negation};
pub use haystack::Haystack;
pub use needle::Needle;
pub use sound::Sound;

use crate::text::Span;

/// How exactly words were found, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Exactness {
    /// Character by character.
    Verbatim,
    /// But for marks, dashes, spaces, hyphens, ellipses, the first letter, the last punctuation.
    Typographic,
    /// But for proper elisions and bracketed insertions.
    Elided,
    /// Near: words were changed, dropped or added.
    Altered,
}

impl Exactness {
    /// Its name in output for people and tools.
    pub fn name(self) -> &'static str {
        match self {
            Exactness::Verbatim => "verbatim",
            Exactness::Typographic => "typographic",
            Exactness::Elided => "elided",
            Exactness::Altered => "altered",
        }
    }
}

/// Where words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// How exactly.
    pub exactness: Exactness,
    /// The place in the text that the haystack was made from (before normalisation).
    pub span: Span,
    /// For [`Exactness::Altered`]: what is different, in order.
    pub edits: Vec<Edit>,
    /// 1 for the same words, 0 for none in common.
    pub similarity: f32,
    /// For [`Exactness::Elided`]: what the ellipses leave out and the brackets stand for, spans of the same text. For
    /// [`Exactness::Altered`] without edits: the words there are those of two passages, and the second stands here.
    pub skipped: Vec<Span>,
}

impl Match {
    /// Whether the quotation may stand as it is.
    pub fn is_sound(&self) -> bool {
        self.exactness < Exactness::Altered
    }
}

/// One difference between a quotation and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The words of the quotation, a span of the quotation's text as given; empty where words were dropped.
    pub quoted: Span,
    /// The words of the source, a span of the haystack's text as given; empty where words were added.
    pub source: Span,
}

#[cfg(test)]
mod tests;
