//! Bytes to articles: decoding, formats, metadata, the role of every line, the key.

pub mod date;
pub mod key;
pub mod metadata;
pub mod role;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use date::PublicationDate;
pub use metadata::Metadata;
pub use role::Role;

use crate::text::{Mapped, Span};

/// One source document as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The format it was read as.
    pub format: Format,
    /// The text that places count in: the decoded file, or for HTML and PDF the extracted text.
    pub source: String,
    /// Title, authors, publisher, date, URL and what else it says of itself.
    pub metadata: Metadata,
    /// The role of every line of `source` that is not blank, in order.
    pub lines: Vec<LineRole>,
    /// The text a reader reads, of every line that is not boilerplate, duplicate or footer: mark-up seen
    /// through, hard wraps joined, blocks separated by `\n`; mapped back to `source`.
    pub prose: Mapped,
    /// The blocks of `prose` in order. A block may be less than a line, where a caption runs into the body.
    pub blocks: Vec<Block>,
    /// Whether there is a text to check quotations against.
    pub readability: Readability,
    /// What was wrong with the file, in words for the analyst.
    pub problems: Vec<String>,
}

/// The format an article was read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
}

/// The role of consecutive lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineRole {
    /// The first line, 0-based.
    pub from: u32,
    /// The last line, 0-based, inclusive.
    pub to: u32,
    /// What these lines are.
    pub role: Role,
}

/// A paragraph, heading, caption or the like.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where it stands in the article's prose.
    pub span: Span,
    /// For a body block, its number among the body blocks, counted from 1 ("para. 4").
    pub paragraph: Option<u32>,
}

/// Whether an article has a text that quotations can be checked against, and if not, why.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Readability {
    /// The text is there.
    Readable,
    /// No text at all: an empty file, an entry without a file.
    NoText,
    /// A scan without a text layer.
    Scan,
    /// The teaser of a paywalled page.
    Teaser,
    /// The text came out damaged.
    PoorExtraction,
}

/// Whether a Markdown text is a web clipper's: its front matter has a source URL and an author or a date of
/// publication. Such a file is an article wherever it lies.
pub fn is_clipping(text: &str) -> bool {
    let _ = text;
    false
}

impl Article {
    /// Reads the `bytes` of the file at `path` (only its name is looked at). Never fails: what is wrong is told in
    /// [`Article::problems`], and a file without text is an article without text.
    pub fn read(bytes: &[u8], path: &Path) -> Article {
        let _ = path;
        let source = String::from_utf8_lossy(bytes).into_owned();
        let prose = Mapped::identity(&source, 0);
        let blocks = vec![Block { role: Role::Body, span: Span::new(0, source.len()), paragraph: Some(1) }];
        Article {
            format: Format::Plain,
            source,
            metadata: Metadata::default(),
            lines: Vec::new(),
            prose,
            blocks,
            readability: Readability::Readable,
            problems: Vec::new(),
        }
    }

    /// The block that holds the prose byte at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.span.end() <= offset);
        self.blocks.get(next).filter(|block| block.span.contains(offset))
    }
}
