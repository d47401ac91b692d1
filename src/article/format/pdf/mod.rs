//! PDF: the text of the pages in reading order, written down as Markdown.
//!
//! [`extract()`] reads the file and is run in a process of its own; [`draft`] makes of its result what every format
//! hands on. In between the result crosses the border between two processes, so it is plain data.

mod columns;
pub mod extract;
mod furniture;
mod glyphs;
mod info;
mod lines;
mod margin;
mod notes;
mod paragraphs;
mod strings;
mod xmp;

pub use extract::{Extract, Kind, PdfBlock, extract};

use crate::article::draft::{Draft, Paragraph, Setting};
use crate::article::metadata::authors::names_in;
use crate::article::words::{ends_sentence, folded, is_person_like};
use crate::article::wrap::copy_visible;
use crate::article::{Format, Metadata, Page, Readability, Role};
use crate::text::{MappedBuilder, Span};

/// A document of which one page in so many is a picture without text cannot be searched for what it does not say.
const SCANNED: usize = 5;

/// The least share of letters in a text that came out well, in percent.
const LETTERS: usize = 40;

/// Whether the bytes are a PDF's: by its signature, which may stand a little into the file.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").is_some()
}

/// What was extracted, as a draft with its pages.
pub fn draft(extract: &Extract) -> (Draft, Vec<Page>) {
    let mut written = Written::default();
    let mut page = None;
    for (at, block) in extract.blocks.iter().enumerate() {
        written.block(block, is_pull_quote(&extract.blocks, at), &extract.labels, &mut page);
    }
    let stated = Metadata { language: extract.language.clone(), title: stated_title(extract), ..Metadata::default() };
    let draft = Draft {
        format: Format::Pdf,
        source: written.source,
        stated,
        paragraphs: written.paragraphs,
        problems: extract.problems.clone(),
    };
    (draft, written.pages)
}

/// Whether a block behind the title's page is sentences in the type of a heading over a name, or the name: what somebody
/// said, and nobody's byline.
fn is_pull_quote(blocks: &[PdfBlock], at: usize) -> bool {
    let page = |block: &PdfBlock| block.parts.first().map_or(0, |part| part.page);
    let title_page = blocks.iter().find(|block| block.kind == Kind::Title).map_or(0, page);
    let is_name = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            let text = block.text();
            block.kind != Kind::Title && text.split_whitespace().count() <= 6 && is_person_like(&text)
        })
    };
    let is_said = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            block.kind == Kind::Heading && page(block) > title_page && ends_sentence(&block.text())
        })
    };
    is_said(at) && is_name(at + 1) || at > 0 && is_said(at - 1) && is_name(at)
}

/// The title that the document's information states counts where its pages bear none.
fn stated_title(extract: &Extract) -> Option<String> {
    let on_page = extract.blocks.iter().any(|block| block.kind == Kind::Title);
    if on_page { None } else { extract.title.clone() }
}

/// The authors that the document's information states, where they are persons' names.
pub fn authors(extract: &Extract) -> Vec<String> {
    let Some(author) = &extract.author else { return Vec::new() };
    let names = names_in(author);
    let opening: String =
        extract.blocks.iter().take(30).map(|block| folded(&block.text())).collect::<Vec<_>>().join(" ");
    let is_typist = |name: &String| !is_person_like(name) || name.split_whitespace().count() < 2;
    let known = |name: &String| opening.contains(&folded(name));
    if names.iter().all(known) || !names.iter().any(is_typist) { names } else { Vec::new() }
}

/// Why quotations cannot be checked against it, where that is so.
pub fn readability(extract: &Extract, words: usize) -> Option<Readability> {
    let pages = extract.labels.len();
    if words == 0 {
        return (extract.scanned > 0).then_some(Readability::Scan);
    }
    let text: String = extract.blocks.iter().map(PdfBlock::text).collect();
    let marks = text.chars().filter(|c| !c.is_whitespace()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if extract.scanned * 2 > pages {
        Some(Readability::Scan)
    } else if extract.scanned * SCANNED > pages || letters * 100 < marks * LETTERS {
        Some(Readability::PoorExtraction)
    } else {
        None
    }
}

#[derive(Default)]
struct Written {
    source: String,
    paragraphs: Vec<Paragraph>,
    pages: Vec<Page>,
    line: usize,
}

impl Written {
    fn block(&mut self, block: &PdfBlock, is_pull_quote: bool, labels: &[String], page: &mut Option<usize>) {
        let from = self.line + usize::from(!self.source.is_empty());
        let mut text = MappedBuilder::default();
        let mut start = from;
        let mut end = None;
        for part in &block.parts {
            let is_new = *page != Some(part.page);
            if end.is_none() && !self.source.is_empty() {
                self.push("");
            }
            if is_new {
                *page = Some(part.page);
                let label = labels.get(part.page).cloned().unwrap_or_else(|| (part.page + 1).to_string());
                self.pages.push(Page { label: label.clone(), start: Span::at(self.source.len()).start });
                self.push(&format!("<!-- p. {} -->", label.replace("--", "- -")));
                if end.is_none() {
                    self.push("");
                    start = self.line;
                }
            } else if end.is_none() {
                start = self.line;
            }
            let mark = match (end, block.kind) {
                (Some(_), _) => "",
                (None, _) if is_pull_quote => "",
                (None, Kind::Title) => "# ",
                (None, Kind::Heading) => "## ",
                (None, Kind::Item) => "- ",
                (None, _) => "",
            };
            let bare = part.text.trim_start_matches(|c: char| {
                block.kind == Kind::Item && end.is_none() && (!c.is_alphanumeric() && !"([“\"'‘«".contains(c))
            });
            // The mark of a note on the title is no part of it.
            let bare =
                if block.kind == Kind::Title { bare.trim_end_matches(['∗', '*', '†', '‡', ' ']) } else { bare };
            let at = self.source.len() + mark.len();
            self.push(&format!("{mark}{bare}"));
            if let Some(end) = end {
                text.replace(" ", Span::new(end, at));
            }
            copy_visible(&mut text, &self.source, Span::new(at, at + bare.len()));
            end = Some(at + bare.len());
        }
        let (stated, setting) = match block.kind {
            _ if is_pull_quote => (Some(Role::PullQuote), Setting::Plain),
            Kind::Title => (Some(Role::Title), Setting::Plain),
            Kind::Heading => (Some(Role::Heading), Setting::Plain),
            Kind::Caption => (Some(Role::Caption), Setting::Plain),
            Kind::Note => (Some(Role::Endnote), Setting::Plain),
            Kind::Item => (None, Setting::Item),
            Kind::Text => (None, Setting::Plain),
        };
        let chunk = self.paragraphs.len();
        let to = self.line.saturating_sub(1);
        self.paragraphs.push(Paragraph { from: start, to, chunk, text: text.finish(), stated, setting });
    }

    fn push(&mut self, line: &str) {
        self.source.push_str(line);
        self.source.push('\n');
        self.line += 1;
    }
}
