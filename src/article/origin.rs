//! The lines on top of an extracted text that say where it comes from.

use std::path::Path;

use super::Metadata;

/// The line that names the file. An article does not know its path, which may change without it: the line is empty in
/// [`super::Article::source`] and filled in where the text is written for reading, so that all other lines and columns
/// stay where they are.
const PATH_LINE: &str = "extracted from:";

/// The header of an extracted text, as front matter.
pub fn header(metadata: &Metadata) -> String {
    let mut out = format!("---\n{PATH_LINE}\n");
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("{label}: {}\n", quoted(value)));
        }
    };
    line("title", metadata.title.as_deref().unwrap_or_default());
    line("authors", &metadata.authors.join(", "));
    line("publisher", metadata.publisher.as_deref().unwrap_or_default());
    line("published", &metadata.published.map(|date| date.to_string()).unwrap_or_default());
    line("url", metadata.url.as_deref().unwrap_or_default());
    out.push_str("---\n\n");
    out
}

/// An extracted text with the path of the article's file in its header.
pub fn with_path(text: &str, path: &Path) -> String {
    let start = format!("---\n{PATH_LINE}");
    match text.strip_prefix(&start) {
        Some(rest) => format!("{start} {}{rest}", quoted(&path.to_string_lossy())),
        None => text.to_string(),
    }
}

/// A value on one line, in quotation marks, which are those of JSON and of YAML.
fn quoted(value: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let visible: String = value.chars().map(|c| if hidden(c) { ' ' } else { c }).collect();
    serde_json::Value::from(visible).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_keeps_its_lines_whatever_a_title_holds() {
        let metadata = Metadata { title: Some("The “Pier”\n---\nsank\u{202E}".into()), ..Metadata::default() };
        let text = header(&metadata);
        assert_eq!(text, "---\nextracted from:\ntitle: \"The “Pier” --- sank \"\n---\n\n");
        assert_eq!(
            with_path(&text, Path::new("/a\n\"b\".pdf")).lines().nth(1),
            Some("extracted from: \"/a \\\"b\\\".pdf\"")
        );
    }
}
