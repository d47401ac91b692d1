//! Markdown to notes: citations, quotations and the places where names may be looked for. Never fails.

mod anchors;
mod beside;
mod block_quotes;
mod citations;
mod flat;
mod folds;
mod front_matter;
mod mask;
mod outline;
mod own_words;
mod quotations;
mod read;
pub mod references;

use std::sync::Arc;

pub use folds::{Fold, one_a_line, trimmed};

use crate::text::{LineIndex, Mapped, Span};

/// One of the analyst's Markdown files, read.
#[derive(Clone, Debug)]
pub struct Note {
    /// The whole text of the file; every span counts in it.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// `title:` of the front matter, else the first heading.
    pub title: Option<String>,
    /// `aliases:` of the front matter.
    pub aliases: Vec<String>,
    /// `bibliography:` of the front matter: paths relative to the note.
    pub bibliographies: Vec<String>,
    /// `references:` of the front matter: CSL-JSON items.
    pub references: Vec<serde_json::Value>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The blocks of running text in order: paragraphs, headings, list items, table cells, footnotes. Code,
    /// mathematics, comments and front matter are in none.
    pub blocks: Vec<NoteBlock>,
    /// The citations in order.
    pub citations: Vec<Citation>,
    /// The references to footnotes that cite, in order.
    pub footnotes: Vec<FootnoteReference>,
    /// The quotations in order.
    pub quotations: Vec<Quotation>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The text without mark-up.
    pub text: String,
    /// The whole heading.
    pub span: Span,
}

/// A block of running text.
#[derive(Clone, Debug)]
pub struct NoteBlock {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block in the note.
    pub span: Span,
    /// What a reader reads of it, mapped back to the note. Citations, code spans, link targets and comments are
    /// left out.
    pub prose: Mapped,
}

/// What a block of a note is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list, without the lists inside it.
    Item,
    /// A row of a table.
    Row,
    /// The text of a footnote.
    Footnote,
    /// A block quote.
    Quote,
}

/// A reference to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// From the `@` to the end of the key; for links the whole link; for "Ibid." that word.
    pub span: Span,
    /// The bracketed group it stands in (`[see @a, p. 3; @b]`), or `span` where it stands alone.
    pub group: Span,
    /// What it points at.
    pub target: Target,
    /// Page, paragraph or line, where given.
    pub locator: Option<Locator>,
    /// The block it stands in, an index into [`Note::blocks`].
    pub block: usize,
}

/// A reference to a footnote (`[^1]`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteReference {
    /// Where it stands.
    pub span: Span,
    /// What the footnote cites: indices into [`Note::citations`].
    pub citations: Vec<usize>,
    /// The block it stands in, an index into [`Note::blocks`].
    pub block: usize,
}

/// What a citation points at, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `@key` inside brackets: `[@key]`, `[-@key]`, `[[@key]]`.
    Key(String),
    /// A bare `@key` in the text, which may be a handle.
    Bare(String),
    /// A Markdown or wiki link to a file, percent-decoded, without anchor.
    Path(String),
    /// A web address.
    Url(String),
    /// A `zotero://` link: the item's identifier.
    Zotero(String),
    /// "Ibid.": the same as the citation before it.
    Ibid,
}

/// A place inside a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// Where it stands in the note.
    pub span: Span,
    /// What it counts.
    pub unit: LocatorUnit,
    /// The first and the last place ("pp. 3–5"); page labels need not be numbers.
    pub from: String,
    /// The last place, where a range is given.
    pub to: Option<String>,
}

/// What a locator counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocatorUnit {
    /// Pages, by their printed labels.
    Page,
    /// Body paragraphs, from 1.
    Paragraph,
    /// Lines of the file, from 1.
    Line,
    /// Chapters, sections and what else cannot be checked.
    Other,
}

/// Words that the note says somebody wrote or spoke.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// With the marks; for a block quote, all its lines.
    pub outer: Span,
    /// Between the marks; for a block quote, from its first word to its last, `> ` marks inside included, the
    /// attribution line not.
    pub inner: Span,
    /// The quoted words as a reader reads them, mapped back to the note.
    pub words: Mapped,
    /// Inline or block.
    pub style: QuotationStyle,
    /// The citations it takes, indices into [`Note::citations`]: usually one, more where one group cites several.
    /// Links and bare handles, which may lead to no article, do not keep it from the key behind them: they come
    /// first, then the key.
    pub citations: Vec<usize>,
    /// Citations near it that stand for it too if the words are theirs and of none of [`Quotation::citations`]: the one
    /// that leads the quotation where another follows, the one at the end of the paragraph where none is nearer.
    pub beside: Vec<usize>,
    /// The block it stands in, an index into [`Note::blocks`].
    pub block: usize,
    /// Whether it cites nothing but a footnote that is not written yet (`[^1]`).
    pub awaits_footnote: bool,
    /// The attribution line of a block quote.
    pub attribution: Option<Span>,
    /// The comment that takes it out of checking.
    pub silenced: Option<Silenced>,
}

/// How a quotation is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuotationStyle {
    /// In quotation marks, these.
    Inline {
        /// The opening mark.
        open: char,
        /// The closing mark.
        close: char,
    },
    /// A Markdown block quote.
    Block,
}

/// What `<!-- ibid: … -->` behind a quotation says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silenced {
    /// `own`: not a quotation.
    Own,
    /// `translation`: the analyst's translation.
    Translation,
    /// `external`: from a source outside the corpus.
    External,
}

#[cfg(test)]
mod tests;
