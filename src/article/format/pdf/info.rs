//! What a document says of itself beside its pages: its information dictionary and its page labels.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::strings::{decode, one_line};
use super::xmp;
use crate::article::PublicationDate;

/// How deep the tree of page labels is followed; cycles end there.
const MAX_DEPTH: usize = 12;

/// The most ranges of page labels.
const MAX_RANGES: usize = 10_000;

/// What the information dictionary says, and the metadata stream where that says nothing.
#[derive(Debug, Default)]
pub struct Info {
    /// The title, unless it is a file's name.
    pub title: Option<String>,
    /// The author, or several between semicolons.
    pub author: Option<String>,
    /// When it was published, by its metadata stream.
    pub published: Option<PublicationDate>,
    /// Who published it, by its metadata stream.
    pub publisher: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
}

/// Reads the information dictionary, the catalogue and the metadata stream.
pub fn info(pdf: &Pdf) -> Info {
    let metadata = pdf.metadata();
    let root = catalogue(pdf);
    let stream = root.as_ref().map(xmp::xmp).unwrap_or_default();
    let title = metadata.title.as_deref().and_then(one_line).filter(|title| is_title(title));
    let title = title.or_else(|| stream.title.filter(|title| is_title(title)));
    let author = metadata.author.as_deref().and_then(one_line);
    let author = author.or_else(|| (!stream.creators.is_empty()).then(|| stream.creators.join("; ")));
    let language = root.and_then(|root| root.get::<PdfString<'_>>("Lang"));
    let language = language.map(|tag| decode(tag.as_bytes())).filter(|tag| is_tag(tag));
    Info { title, author, language, published: stream.published, publisher: stream.publisher }
}

/// The printed labels of `pages` pages as the document states them; `None` where it states none, or none but the plain
/// numbers from 1.
pub fn labels(pdf: &Pdf, pages: usize) -> Option<Vec<String>> {
    let root = catalogue(pdf)?;
    let mut ranges: Vec<(usize, Range)> = Vec::new();
    collect(&root.get::<Dict<'_>>("PageLabels")?, 0, &mut ranges);
    ranges.sort_by_key(|(start, _)| *start);
    let plain = |(start, range): &(usize, Range)| {
        *start == 0 && range.style == Some('D') && range.prefix.is_empty() && range.first == 1
    };
    if ranges.is_empty() || ranges.len() == 1 && ranges.iter().all(plain) {
        return None;
    }
    let label = |page: usize| {
        let (start, range) = ranges.iter().rev().find(|(start, _)| *start <= page)?;
        Some(range.label(page - start))
    };
    Some(
        (0..pages)
            .map(|page| label(page).filter(|label| !label.is_empty()).unwrap_or_else(|| (page + 1).to_string()))
            .collect(),
    )
}

/// Labels of consecutive pages (ISO 32000-1, 12.4.2).
#[derive(Debug)]
struct Range {
    style: Option<char>,
    prefix: String,
    first: usize,
}

impl Range {
    fn label(&self, into: usize) -> String {
        let number = self.first.saturating_add(into);
        let number = match self.style {
            Some('D') => number.to_string(),
            Some('r') => roman(number),
            Some('R') => roman(number).to_uppercase(),
            Some('a') => letters(number),
            Some('A') => letters(number).to_uppercase(),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

fn catalogue(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

fn collect(node: &Dict<'_>, depth: usize, ranges: &mut Vec<(usize, Range)>) {
    if depth > MAX_DEPTH || ranges.len() > MAX_RANGES {
        return;
    }
    if let Some(kids) = node.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>().take(MAX_RANGES) {
            collect(&kid, depth + 1, ranges);
        }
    }
    let Some(pairs) = node.get::<Array<'_>>("Nums") else { return };
    let mut start = None;
    for object in pairs.iter::<Object<'_>>().take(MAX_RANGES * 2) {
        match object {
            Object::Number(number) => start = usize::try_from(number.as_i64()).ok(),
            Object::Dict(dict) => {
                let style = dict.get::<Name<'_>>("S").and_then(|name| name.as_str().chars().next());
                let prefix = dict.get::<PdfString<'_>>("P").and_then(|prefix| one_line(prefix.as_bytes()));
                let first = dict.get::<u32>("St").map_or(1, |first| first as usize);
                let range = Range { style, prefix: prefix.unwrap_or_default(), first };
                ranges.extend(start.take().map(|start| (start, range)));
            }
            _ => {}
        }
    }
}

fn roman(mut number: usize) -> String {
    const PARTS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 4999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, part) in PARTS {
        while number >= value {
            out.push_str(part);
            number -= value;
        }
    }
    out
}

/// a to z, then aa to zz, and so on.
fn letters(number: usize) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 26 * 20) else { return number.to_string() };
    let letter = u8::try_from(at % 26).map_or('a', |letter| char::from(b'a' + letter));
    std::iter::repeat_n(letter, at / 26 + 1).collect()
}

/// A word processor's name for an unnamed document is no title.
fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let extensions =
        [".doc", ".docx", ".indd", ".qxd", ".tex", ".dvi", ".pdf", ".ps", ".rtf", ".odt", ".ppt", ".pptx", ".pub"];
    let is_unnamed =
        ["untitled", "microsoft word", "microsoft powerpoint", "powerpoint presentation", "print", "document", "title"]
            .iter()
            .any(|name| lower == *name || lower.starts_with("microsoft ") || lower.starts_with("untitled"));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !is_unnamed && !extensions.iter().any(|extension| lower.ends_with(extension)) && text.contains(' ')
}

fn is_tag(text: &str) -> bool {
    (2..=20).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_each_style() {
        let label = |style, first| Range { style: Some(style), prefix: "A-".into(), first }.label(2);
        assert_eq!([label('D', 1), label('r', 2), label('R', 7), label('a', 25)], ["A-3", "A-iv", "A-IX", "A-aa"]);
    }

    #[test]
    fn a_file_name_is_no_title() {
        assert!(is_title("The Pier That Sank"));
        for name in ["Microsoft Word - pier.docx", "pier_final.indd", "untitled", "the pier.tex"] {
            assert!(!is_title(name), "{name}");
        }
    }
}
