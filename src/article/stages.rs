//! How an article comes of its draft: the role of every paragraph, then what hangs on the roles.

use super::draft::Draft;
use super::metadata::gather;
use super::prose::prose;
use super::roles::{self, Placed};
use super::{Article, Block, Format, LineRole, Metadata, Page, Readability, Role, words};
use crate::text::Mapped;

/// The longest teaser of a paywalled page, in words of running text.
const MAX_TEASER: usize = 250;

/// One damaged character in so many makes a text a poor extraction.
const DAMAGED: usize = 100;

/// A draft whose noise is told from its text.
pub(super) struct WithRoles {
    format: Format,
    source: String,
    stated: Metadata,
    problems: Vec<String>,
    placed: Vec<Placed>,
}

impl WithRoles {
    pub(super) fn of(draft: Draft) -> WithRoles {
        let Draft { format, source, stated, paragraphs, problems } = draft;
        let placed = roles::place(paragraphs, &stated, format);
        WithRoles { format, source, stated, problems, placed }
    }

    /// The article, which has these pages.
    pub(super) fn article(self, pages: Vec<Page>) -> Article {
        let WithRoles { format, source, stated, problems, placed } = self;
        let lines = line_roles(&placed);
        let (prose, blocks) = prose(&placed);
        let metadata = gather::gather(stated, &placed, || gather::language_of(prose.text()));
        let readability = readability(&prose, &blocks, &placed);
        let article = Article { format, source, metadata, lines, prose, pages, blocks, readability, problems };
        if format == Format::Html { article.with_header() } else { article }
    }
}

/// The roles of the paragraphs as roles of lines: of a line that holds several, the running text's.
fn line_roles(placed: &[Placed]) -> Vec<LineRole> {
    let mut out: Vec<LineRole> = Vec::new();
    let narrow = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    // Whether the last is what is left of a paragraph that others stand in.
    let mut is_rest = false;
    for Placed { paragraph, role, .. } in placed {
        let (from, to) = (narrow(paragraph.from), narrow(paragraph.to));
        match out.last_mut() {
            // The foot of a page inside a paragraph that goes on behind it.
            Some(last) if to < last.to && (last.from < from || is_rest && last.from == from) => {
                let behind = LineRole { from: to + 1, to: last.to, role: last.role };
                if last.from < from {
                    last.to = from - 1;
                } else {
                    out.pop();
                }
                out.extend([LineRole { from, to, role: *role }, behind]);
                is_rest = true;
                continue;
            }
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
        is_rest = false;
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
