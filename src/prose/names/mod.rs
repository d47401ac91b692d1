//! Names in running text: where they stand and what sort of actor they stand for.

use crate::prose::Kind;
use crate::text::Span;

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name alone, without title, possessive or nested part; a span of the text given.
    pub span: Span,
    /// What sort of actor it stands for.
    pub kind: Kind,
    /// The title, rank or function directly before it ("Foreign Minister"), where there is one.
    pub title: Option<Span>,
}

/// The names in `text`, in order; `blocks` are its paragraphs, headings and captions. What one block shows of a
/// name (its kind, that a word is never lower-case) helps in all the others.
pub fn names(text: &str, blocks: &[Span]) -> Vec<Name> {
    let _ = (text, blocks);
    Vec::new()
}
