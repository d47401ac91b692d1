//! The seam between file formats and everything above: a format turns a file's bytes into a [`Draft`].
//!
//! A new format is one more file here and one more arm in [`draft`]. Formats whose text does not stand in the file
//! itself (HTML, PDF) put the text they extract into [`Draft::source`] and state the roles they know. A PDF is read in
//! another process: [`pdf`] has both halves of that.

mod front_matter;
mod header;
mod html;
mod markdown;
mod mhtml;
pub mod pdf;
mod plain;
mod properties;

use std::path::Path;

use super::decode::{Decoded, decode};
use super::draft::Draft;
use super::{Format, Metadata};

/// Reads the `bytes` of the file called `path` as the format that its name and its first bytes speak for.
pub fn draft(bytes: &[u8], path: &Path) -> Draft {
    if mhtml::is_archive(bytes) {
        return match mhtml::page(bytes) {
            Some(archived) => {
                let mut draft = html::draft(&archived.page);
                draft.stated.url = draft.stated.url.or(archived.address);
                draft.problems.splice(0..0, archived.problems);
                draft
            }
            None => without_text(vec!["a web archive without a page in it".to_string()]),
        };
    }
    let Decoded { text, problems } = decode(bytes, declared_encoding(bytes));
    let Some(source) = text else { return without_text(problems) };
    let mut draft = match of(path, &source) {
        Format::Plain => plain::draft(source),
        Format::Markdown => markdown::draft(source),
        Format::Html => html::draft(&source),
        Format::Pdf => plain::draft(source),
    };
    draft.problems.splice(0..0, problems);
    draft
}

/// Whether the front matter of a Markdown text has what a web clipper notes: a source on the web, and an author or a day
/// of publication.
pub fn is_clipping(text: &str) -> bool {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    front_matter::split(text).is_some_and(|front| {
        let (metadata, _) = front.metadata();
        metadata.url.is_some() && (!metadata.authors.is_empty() || metadata.published.is_some())
    })
}

fn of(path: &Path, source: &str) -> Format {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd") => Format::Markdown,
        Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Format::Html,
        _ if html::is_page(source) => Format::Html,
        _ if front_matter::split(source).is_some() => Format::Markdown,
        _ => Format::Plain,
    }
}

/// The encoding that a page declares for itself: `<meta charset="…">` near its beginning.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    const HEAD: usize = 2048;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let at =
        memchr::memmem::find(head, b"charset=").or_else(|| memchr::memmem::find(head, b"CHARSET="))? + "charset=".len();
    let label = head.get(at..)?;
    let start = label.iter().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ')).count();
    let label = label.get(start..)?;
    let length =
        label.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')).count();
    std::str::from_utf8(label.get(..length)?).ok().filter(|_| memchr::memchr(b'<', head).is_some())
}

fn without_text(problems: Vec<String>) -> Draft {
    Draft {
        format: Format::Plain,
        source: String::new(),
        stated: Metadata::default(),
        paragraphs: Vec::new(),
        problems,
    }
}
