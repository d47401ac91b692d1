//! A header block of `Name: value` lines at the top of a text file, as archives and mail exports write it.

use crate::article::Metadata;
use crate::article::Role;
use crate::article::date::scan::published_in;
use crate::article::metadata::authors::names_in;
use crate::article::metadata::publisher::is_house_name;
use crate::article::words::{folded, is_blank, is_rule};
use crate::text::{LineIndex, Span};

/// The longest header that is looked for, in lines.
const MAX_LINES: usize = 24;

/// One line of a header block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeaderLine {
    /// The 0-based line.
    pub line: usize,
    /// Where its value stands.
    pub value: Span,
    /// What the line is for.
    pub role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Date,
    Publisher,
    Url,
    Language,
    Other,
}

/// The header block that `source` begins with: at least two known names on consecutive lines, up to a blank line or
/// a rule of dashes. Empty if there is none.
pub fn read(source: &str, index: &LineIndex) -> (Vec<HeaderLine>, Metadata) {
    let mut lines = Vec::new();
    let mut metadata = Metadata::default();
    let mut known = 0;
    for line in 0..index.count().min(MAX_LINES) {
        let span = index.line(line, source);
        let text = span.of(source);
        if is_blank(text) && lines.is_empty() {
            continue;
        }
        if is_rule(text) && !lines.is_empty() {
            lines.push(HeaderLine { line, value: span, role: Role::Boilerplate });
            break;
        }
        let Some((field, value)) = field_of(text) else {
            if is_blank(text) {
                break;
            }
            // A line without a name ends the block: what it held so far counts only if it was one.
            break;
        };
        known += usize::from(field != Field::Other);
        let start = span.start() + (text.len() - value.len());
        let value = Span::new(start, start + value.trim_end().len());
        lines.push(HeaderLine { line, value, role: take(field, value.of(source), &mut metadata) });
    }
    if known >= 2 { (lines, metadata) } else { (Vec::new(), Metadata::default()) }
}

fn field_of(line: &str) -> Option<(Field, &str)> {
    let (name, value) = line.split_once(':')?;
    if value.starts_with("//") || name.split_whitespace().count() > 3 || name.len() > 40 {
        return None;
    }
    let field = match folded(name).trim_matches('*') {
        "title" | "headline" | "titre" | "titel" | "titulo" | "titolo" | "subject" | "заголовок" | "baslik" => {
            Field::Title
        }
        "author" | "authors" | "byline" | "by" | "from" | "auteur" | "auteurs" | "autor" | "autoren" | "autores"
        | "autore" | "yazar" | "автор" => Field::Author,
        "date" | "published" | "publication date" | "date published" | "datum" | "fecha" | "data" | "tarih"
        | "дата" => Field::Date,
        "source" | "publisher" | "publication" | "site" | "website" | "newspaper" | "quelle" | "fuente" | "fonte"
        | "kaynak" | "источник" => Field::Publisher,
        "url" | "link" | "web" | "address" => Field::Url,
        "language" | "lang" | "langue" | "sprache" | "idioma" | "lingua" | "dil" | "язык" => Field::Language,
        "section" | "length" | "words" | "word count" | "edition" | "page" | "pages" | "volume" | "issue"
        | "copyright" | "retrieved" | "accessed" | "tags" | "keywords" | "topic" | "topics" | "country"
        | "category" | "to" | "cc" | "id" | "doi" | "isbn" | "issn" | "type" | "format" | "file" => Field::Other,
        _ => return None,
    };
    Some((field, value.trim_start()))
}

fn take(field: Field, value: &str, metadata: &mut Metadata) -> Role {
    let text = || (!value.is_empty()).then(|| value.to_string());
    match field {
        Field::Title => {
            metadata.title = metadata.title.take().or_else(text);
            Role::Title
        }
        Field::Author => {
            let names = names_in(value);
            let sender = value.split('<').next().unwrap_or(value).trim();
            // "From: Harbour Weekly <letters@…>": a newsletter's sender is its house.
            let is_sender = is_house(sender) || names.is_empty() && is_spelled_by(sender, value);
            if names.is_empty() && metadata.publisher.is_none() && is_sender {
                metadata.publisher = Some(sender.to_string());
            }
            metadata.authors.extend(names);
            Role::Byline
        }
        Field::Date => {
            metadata.published = metadata.published.or_else(|| published_in(value));
            Role::Date
        }
        Field::Publisher if value.contains("://") => {
            metadata.url = metadata.url.take().or_else(text);
            Role::Boilerplate
        }
        Field::Publisher => {
            // "Weekly Gazette (archive export)": what stands in brackets is about the file.
            let name = value.split(" (").next().unwrap_or(value).trim();
            metadata.publisher = metadata.publisher.take().or_else(|| (!name.is_empty()).then(|| name.to_string()));
            Role::Boilerplate
        }
        Field::Url => {
            metadata.url = metadata.url.take().or_else(text);
            Role::Boilerplate
        }
        Field::Language => {
            metadata.language = metadata.language.take().or_else(text);
            Role::Boilerplate
        }
        Field::Other => Role::Boilerplate,
    }
}

/// Whether the address behind it spells the name: "The Pier Desk <letter@pierdesk.example>".
fn is_spelled_by(name: &str, value: &str) -> bool {
    let letters = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let host = value.split_once('@').map(|(_, host)| host.trim_end_matches('>')).unwrap_or_default();
    let name = name.strip_prefix("The ").unwrap_or(name);
    name.contains(' ') && host.split('.').any(|label| letters(label) == letters(name))
}

fn is_house(name: &str) -> bool {
    name.contains(' ') && name.starts_with(char::is_uppercase) && is_house_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_lines_above_a_rule_are_metadata() {
        let source = "Source: Harbour Weekly (scan)\r\nTitle: Cranes at Rest\r\nAuthor: Inga Solheim; Per Dahl\r\nDate: 07.03.2019\r\n-----\r\n\r\nThe cranes stood still.";
        let (lines, metadata) = read(source, &LineIndex::new(source));
        assert_eq!(lines.len(), 5);
        assert_eq!(metadata.title.as_deref(), Some("Cranes at Rest"));
        assert_eq!(metadata.publisher.as_deref(), Some("Harbour Weekly"));
        assert_eq!(metadata.authors, ["Inga Solheim", "Per Dahl"]);
        assert_eq!(metadata.published.unwrap().to_string(), "2019-03-07");
    }

    #[test]
    fn the_house_that_sends_a_newsletter_publishes_it() {
        let source =
            "From: Harbour Weekly <letters@harbour.example>\nSubject: Cranes at Rest\n\nThe cranes stood still.";
        let (_, metadata) = read(source, &LineIndex::new(source));
        assert_eq!(metadata.publisher.as_deref(), Some("Harbour Weekly"));
        assert!(metadata.authors.is_empty());
    }

    #[test]
    fn a_sender_whose_address_spells_its_name_publishes_the_letter() {
        let source =
            "From: The Pier Desk <letter@pierdesk.example.net>\nSubject: Cranes at Rest\n\nThe cranes stood still.";
        assert_eq!(read(source, &LineIndex::new(source)).1.publisher.as_deref(), Some("The Pier Desk"));
    }

    #[test]
    fn one_line_with_a_colon_is_no_header() {
        let source = "Source: unknown\n\nNobody knew.";
        assert!(read(source, &LineIndex::new(source)).0.is_empty());
    }
}
