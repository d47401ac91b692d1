//! The seam between file formats and everything above: a format turns a file's bytes into a [`Draft`].
//!
//! A new format is one more file here and one more arm in [`draft`]. Formats whose text does not stand in the file
//! itself (HTML, PDF) put the text they extract into [`Draft::source`] and state the roles they know.

mod front_matter;
mod header;
mod markdown;
mod plain;

use std::path::Path;

use super::decode::{Decoded, decode};
use super::draft::Draft;
use super::{Format, Metadata};

/// Reads the `bytes` of the file called `path` as the format that its name and its first bytes speak for.
pub fn draft(bytes: &[u8], path: &Path) -> Draft {
    let Decoded { text, problems } = decode(bytes);
    let Some(source) = text else { return without_text(problems) };
    let mut draft = match of(path, &source) {
        Format::Plain => plain::draft(source),
        Format::Markdown => markdown::draft(source),
    };
    draft.problems.splice(0..0, problems);
    draft
}

fn of(path: &Path, source: &str) -> Format {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd") => Format::Markdown,
        _ if front_matter::split(source).is_some() => Format::Markdown,
        _ => Format::Plain,
    }
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
