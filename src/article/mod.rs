//! Bytes to articles: decoding, formats, metadata, the role of every line, the key.

pub mod date;
pub mod decode;
mod draft;
mod format;
mod kept;
pub mod key;
pub mod metadata;
pub mod origin;
mod prose;
pub mod role;
mod roles;
pub mod words;
mod wrap;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use date::PublicationDate;
pub use format::pdf::{self, Extract};
pub use metadata::Metadata;
pub use role::Role;

use crate::text::{LineIndex, Mapped, Span};
use draft::Draft;
use metadata::gather;
use roles::Placed;

/// The longest teaser of a paywalled page, in words of running text.
const MAX_TEASER: usize = 250;

/// One damaged character in so many makes a text a poor extraction.
const DAMAGED: usize = 100;

/// One source document as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Where its pages begin in `source`, in order; a page may come twice, the second time for its notes. Empty where
    /// the format has no pages.
    pub pages: Vec<Page>,
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
    /// A saved web page.
    Html,
    /// Pages as they are printed.
    Pdf,
}

impl Format {
    /// Whether [`Article::source`] is text extracted from the file and not the file's own text.
    pub fn is_extracted(self) -> bool {
        matches!(self, Format::Html | Format::Pdf)
    }
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

/// Where a page begins.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Page {
    /// What is printed on it ("12", "xiv"), else its number.
    pub label: String,
    /// The first byte in the article's source.
    pub start: u32,
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
    format::is_clipping(text)
}

impl Article {
    /// Reads the `bytes` of the file at `path` (only its name is looked at). Never fails: what is wrong is told in
    /// [`Article::problems`], and a file without text is an article without text.
    ///
    /// A PDF is read by [`pdf::extract()`] first, in another process, and its article made by [`Article::of_pdf`].
    pub fn read(bytes: &[u8], path: &Path) -> Article {
        Article::of_draft(format::draft(bytes, path), Vec::new())
    }

    /// The article of a PDF, from what was extracted from it or the reason why nothing was.
    pub fn of_pdf(extracted: Result<Extract, String>) -> Article {
        let extract = extracted.unwrap_or_else(|reason| Extract { problems: vec![reason], ..Extract::default() });
        let (draft, pages) = pdf::draft(&extract);
        let mut article = Article::of_draft(draft, pages);
        if article.metadata.authors.is_empty() {
            article.metadata.authors = pdf::authors(&extract);
        }
        article.metadata.published = article.metadata.published.or(extract.published);
        article.metadata.publisher = article.metadata.publisher.take().or(extract.publisher.clone());
        let words = words::count(article.prose.text());
        article.readability = pdf::readability(&extract, words).unwrap_or(article.readability);
        article.with_header()
    }

    fn of_draft(draft: Draft, pages: Vec<Page>) -> Article {
        let Draft { format, source, stated, paragraphs, problems } = draft;
        let placed = roles::place(paragraphs, &stated, format);
        let lines = line_roles(&placed);
        let (prose, blocks) = prose::prose(&placed);
        let metadata = gather::gather(stated, &placed, || gather::language_of(prose.text()));
        let readability = readability(&prose, &blocks, &placed);
        let article = Article { format, source, metadata, lines, prose, pages, blocks, readability, problems };
        if format == Format::Html { article.with_header() } else { article }
    }

    /// With its origin on top of its source, and the lines between its paragraphs given their role.
    fn with_header(mut self) -> Article {
        let header = origin::header(&self.metadata);
        let bytes = header.len();
        let count = u32::try_from(header.matches('\n').count()).unwrap_or(0);
        self.source.insert_str(0, &header);
        self.prose = self.prose.shifted(bytes);
        for page in &mut self.pages {
            page.start += Span::at(bytes).start;
        }
        let mut lines = vec![LineRole { from: 0, to: count - 2, role: Role::Boilerplate }];
        let text = LineIndex::new(&self.source);
        let marks = |from: u32, to: u32| {
            let is_mark = |line: &u32| text.line(*line as usize, &self.source).of(&self.source).starts_with("<!-- p. ");
            (from..to)
                .filter(is_mark)
                .map(|at| LineRole { from: at, to: at, role: Role::Boilerplate })
                .collect::<Vec<_>>()
        };
        let mut next = count;
        for line in &self.lines {
            let (from, to) = (line.from + count, line.to + count);
            lines.extend(marks(next, from));
            lines.push(LineRole { from, to, role: line.role });
            next = to + 1;
        }
        self.lines = lines;
        self
    }

    /// The page that the byte of the source at `offset` stands on.
    pub fn page_at(&self, offset: usize) -> Option<&Page> {
        let next = self.pages.partition_point(|page| page.start as usize <= offset);
        self.pages.get(next.checked_sub(1)?)
    }

    /// The page with this label, or with this number where no label is a number.
    pub fn page(&self, label: &str) -> Option<&Page> {
        let same = |page: &&Page| page.label.eq_ignore_ascii_case(label);
        self.pages.iter().find(same)
    }

    /// The block that holds the prose byte at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.span.end() <= offset);
        self.blocks.get(next).filter(|block| block.span.contains(offset))
    }
}

/// The roles of the paragraphs as roles of lines: of a line that holds several, the running text's.
fn line_roles(placed: &[Placed]) -> Vec<LineRole> {
    let mut out: Vec<LineRole> = Vec::new();
    let narrow = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    for Placed { paragraph, role, .. } in placed {
        let (from, to) = (narrow(paragraph.from), narrow(paragraph.to));
        match out.last_mut() {
            Some(last) if last.to >= from => {
                let (role, to) = (if *role == Role::Body { *role } else { last.role }, last.to.max(to));
                if last.from == from || role == last.role {
                    (last.role, last.to) = (role, to);
                } else {
                    last.to = from - 1;
                    out.push(LineRole { from, to, role });
                }
            }
            Some(last) if last.role == *role && last.to + 1 == from => last.to = to,
            _ => out.push(LineRole { from, to, role: *role }),
        }
    }
    out
}

/// Whether quotations can be checked against what was read.
fn readability(prose: &Mapped, blocks: &[Block], placed: &[Placed]) -> Readability {
    let is_text = |block: &&Block| matches!(block.role, Role::Body | Role::Heading | Role::Caption | Role::PullQuote);
    // Of a text that is longer than a teaser it does not matter how long it is, nor of one without a wall.
    let is_walled = placed.iter().any(|placed| placed.is_wall);
    let enough = if is_walled { MAX_TEASER } else { 0 };
    let mut words = 0;
    for block in blocks.iter().filter(is_text) {
        words += words::count(block.span.of(prose.text()));
        if words > enough {
            break;
        }
    }
    let damaged = memchr::memmem::find_iter(prose.text().as_bytes(), "\u{FFFD}").count();
    if words == 0 {
        Readability::NoText
    } else if damaged * DAMAGED > prose.text().len() {
        Readability::PoorExtraction
    } else if words <= MAX_TEASER && is_walled {
        Readability::Teaser
    } else {
        Readability::Readable
    }
}
