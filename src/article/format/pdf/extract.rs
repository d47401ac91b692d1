//! A PDF's bytes to its text in reading order. Runs in a process of its own: it is the code that meets hostile files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{InterpreterCache, InterpreterSettings};
use serde::{Deserialize, Serialize};

use super::lines::{Line, lines};
use super::{furniture, glyphs, info, margin, paragraphs};
use crate::article::PublicationDate;

/// The most pages that are read.
const MAX_PAGES: usize = 5_000;

/// The most lines that are read of one document, a hundred thousand pages' worth of which would not fit into memory.
const MAX_LINES: usize = 600_000;

/// The text of a PDF, as its pages have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// The title that the document's information states.
    pub title: Option<String>,
    /// The author that it states.
    pub author: Option<String>,
    /// The language that it states, as a BCP 47 tag.
    pub language: Option<String>,
    /// When it was published, by its metadata; when the file was made says nothing of that.
    pub published: Option<PublicationDate>,
    /// Who published it, by its metadata.
    pub publisher: Option<String>,
    /// What each page calls itself: the label that is printed on it, or its number.
    pub labels: Vec<String>,
    /// The paragraphs in reading order.
    pub blocks: Vec<PdfBlock>,
    /// How many pages are a picture without text.
    pub scanned: usize,
    /// What was wrong, in words for the analyst.
    pub problems: Vec<String>,
}

/// A paragraph of a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfBlock {
    /// What its type and place say that it is.
    pub kind: Kind,
    /// Its text, cut where a page ends.
    pub parts: Vec<Part>,
}

/// What stands on one page of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The page, counted from 0.
    pub page: usize,
    /// The text, on one line.
    pub text: String,
}

/// What a paragraph is, as far as its type and place tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The largest type of the first page.
    Title,
    /// Larger or bolder type than the text's.
    Heading,
    /// Running text, and whatever else there is.
    Text,
    /// An item of a list.
    Item,
    /// What stands under a picture or above a table.
    Caption,
    /// A note at the foot of a page.
    Note,
}

impl PdfBlock {
    /// Its whole text.
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Reads a PDF. `on_page` is told the number, from 1, of each page that it begins, and says whether to read it; the pages
/// before one that is not to be read are what is read of the document.
///
/// # Errors
/// In words for the analyst, where no page can be read.
pub fn extract(bytes: Vec<u8>, on_page: &dyn Fn(usize) -> bool) -> Result<Extract, String> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "is encrypted: it opens only with its password".to_string()
        }
        LoadPdfError::Decryption(_) => "is encrypted in a way that cannot be read".to_string(),
        LoadPdfError::Invalid => "is no PDF that can be read: it is broken or cut off".to_string(),
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err("is a PDF without pages: it is broken or cut off".to_string());
    }
    let info = info::info(&pdf);
    let mut extract = Extract {
        title: info.title,
        author: info.author,
        language: info.language,
        published: info.published,
        publisher: info.publisher,
        ..Extract::default()
    };
    let (pages, heights) = read_pages(&pdf, &mut extract, on_page);
    on_page(count + 1);
    let stated = info::labels(&pdf, count);
    let stripped = furniture::strip(pages, &heights, stated.as_deref());
    extract.labels = match stated {
        Some(labels) => labels,
        None => (1..=count)
            .zip(stripped.printed)
            .map(|(page, printed)| printed.unwrap_or_else(|| page.to_string()))
            .collect(),
    };
    extract.labels.truncate(heights.len());
    extract.blocks = paragraphs::blocks(stripped.pages, &heights, extract.title.as_deref());
    Ok(extract)
}

fn read_pages(pdf: &Pdf, extract: &mut Extract, on_page: &dyn Fn(usize) -> bool) -> (Vec<Vec<Line>>, Vec<f32>) {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let (mut pages, mut heights) = (Vec::new(), Vec::new());
    let (mut total, mut stretch, mut failed, mut cut) = (0, 0, Vec::new(), Vec::new());
    for (number, page) in pdf.pages().iter().enumerate() {
        if number >= MAX_PAGES || total >= MAX_LINES {
            extract.problems.push(format!("only its first {number} pages are read"));
            break;
        }
        if !on_page(number + 1) {
            extract.problems.push(format!("only its first {number} pages are read: they take too long"));
            break;
        }
        let read = catch_unwind(AssertUnwindSafe(|| {
            let glyphs = glyphs::read(page, &cache, &settings);
            let (height, is_picture, is_cut) = (glyphs.height, glyphs.is_picture, glyphs.is_cut);
            let mut lines = lines(glyphs, number, stretch);
            margin::strip(&mut lines);
            (lines, height, is_picture, is_cut)
        }));
        let (lines, height, is_picture, is_cut) = read.unwrap_or_else(|_| {
            failed.push((number + 1).to_string());
            (Vec::new(), 0.0, false, false)
        });
        if is_cut {
            cut.push((number + 1).to_string());
        }
        stretch = lines.iter().map(|line| line.stretch + 1).max().unwrap_or(stretch);
        total += lines.len();
        extract.scanned += usize::from(is_picture && lines.is_empty());
        pages.push(lines);
        heights.push(height);
    }
    if !failed.is_empty() {
        extract.problems.push(format!("page {} cannot be read", failed.join(", ")));
    }
    if !cut.is_empty() {
        extract.problems.push(format!("page {} is read up to its {}th character", cut.join(", "), glyphs::MAX_GLYPHS));
    }
    (pages, heights)
}
