//! Where the words of a quotation stand in a text, and how exactly.

use crate::text::{Mapped, Span};

/// A text made ready for matching: its normal form, folded and cut into words. Made once for each article.
#[derive(Clone, Debug)]
pub struct Haystack {
    /// The normal form, mapped back to the text given.
    pub normal: Mapped,
}

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
}

/// One difference between a quotation and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The words of the quotation, a span of the quotation's text as given; empty where words were dropped.
    pub quoted: Span,
    /// The words of the source, a span of the haystack's text as given; empty where words were added.
    pub source: Span,
}

impl Haystack {
    /// Makes `text` ready.
    pub fn new(text: &str) -> Haystack {
        Haystack { normal: crate::text::normal::normal(text) }
    }

    /// The best place of `words` in this text; `None` where nothing is near.
    pub fn find(&self, words: &str) -> Option<Match> {
        let _ = words;
        None
    }
}
