//! Front matter: metadata in YAML between `---` lines or in TOML between `+++` lines, under the names that web
//! clippers give their fields (Obsidian Web Clipper, MarkDownload, Joplin, Zotero's notes, Hugo).

use serde_json::{Map, Value};

use crate::article::date::scan::published_in;
use crate::article::metadata::authors::names_in;
use crate::article::words::folded;
use crate::article::{Metadata, PublicationDate};
use crate::text::{LineIndex, Span, single_blanks};

/// How long front matter may be: more is a text that happens to begin with a rule.
const MAX_BYTES: usize = 64 * 1024;

/// A file's front matter.
#[derive(Debug, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// Between the two marks.
    pub inner: &'a str,
    /// From the first mark to the end of the line of the last.
    pub span: Span,
    /// How many lines that is.
    pub lines: usize,
    toml: bool,
}

/// The front matter of `source`, if it begins with some.
pub fn split(source: &str) -> Option<FrontMatter<'_>> {
    let first = source.lines().next()?.trim_end();
    if first != "---" && first != "+++" {
        return None;
    }
    let mut at = MAX_BYTES.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let head = source.get(..at)?;
    let index = LineIndex::new(head);
    let closes = |line: &str| line.trim_end() == first || (first == "---" && line.trim_end() == "...");
    let last = (1..index.count()).find(|&line| closes(index.line(line, head).of(head)))?;
    let inner = source.get(index.start(1)..index.start(last))?;
    let looks_like_fields = inner.trim().is_empty() || inner.lines().any(|line| field_of(line).is_some());
    looks_like_fields.then(|| FrontMatter {
        inner,
        span: Span::new(0, index.line(last, head).end()),
        lines: last + 1,
        toml: first == "+++",
    })
}

impl FrontMatter<'_> {
    /// What it says, and what was wrong with it.
    pub fn metadata(&self) -> (Metadata, Option<String>) {
        let (fields, problem) = self.fields();
        (metadata_of(&fields), problem)
    }

    fn fields(&self) -> (Map<String, Value>, Option<String>) {
        let parsed: Result<Value, String> = if self.toml {
            toml::from_str(self.inner).map_err(|error| error.to_string())
        } else {
            serde_saphyr::from_str(self.inner).map_err(|error| error.to_string())
        };
        match parsed {
            Ok(Value::Object(fields)) => (fields, None),
            Ok(_) => (line_fields(self.inner), None),
            Err(error) => {
                let first = error.lines().next().unwrap_or_default().to_string();
                (line_fields(self.inner), Some(format!("front matter: {first}; read line by line")))
            }
        }
    }
}

/// The fields of front matter that is not well-formed, as far as its lines are `name: value`.
fn line_fields(inner: &str) -> Map<String, Value> {
    let fields = inner.lines().filter_map(field_of);
    fields.map(|(name, value)| (name.to_string(), Value::String(value.trim_matches(['"', '\'']).to_string()))).collect()
}

fn field_of(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '='])?;
    let name = name.trim_end();
    let plain = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    (!name.is_empty() && name.len() <= 40 && name.chars().all(plain)).then(|| (name, value.trim()))
}

/// The metadata that fields of these names hold.
pub fn metadata_of(fields: &Map<String, Value>) -> Metadata {
    // Each field's name is brought into the common form once, not for each of the many names it may have.
    let common: Vec<(String, &Value)> = fields.iter().map(|(given, value)| (common_name(given), value)).collect();
    let find = |name: &str| {
        let same = |given: &str| given.len() == name.len() && given.bytes().eq(name.bytes().map(underscored));
        fields.get(name).or_else(|| common.iter().find(|(given, _)| same(given)).map(|&(_, value)| value))
    };
    let first = |names: &[&str]| names.iter().find_map(|name| find(name));
    let text = |names: &[&str]| names.iter().find_map(|name| text_of(find(name)?));
    let address = |names: &[&str]| names.iter().find_map(|name| address_of(find(name)?));
    let name_not_address =
        |names: &[&str]| names.iter().find_map(|name| text_of(find(name)?).filter(|t| !t.contains("://")));
    Metadata {
        title: text(&["title", "full_title", "headline", "titre", "titel", "titulo", "titolo", "заголовок"]),
        authors: first(&[
            "authors",
            "author",
            "author_name",
            "byline",
            "by",
            "creator",
            "creators",
            "writer",
            "auteur",
            "auteurs",
            "autor",
            "autoren",
            "autores",
            "autore",
            "autorin",
            "yazar",
            "penulis",
            "автор",
        ])
        .map(authors_of)
        .unwrap_or_default(),
        publisher: name_not_address(&[
            "publisher",
            "publication",
            "site",
            "site_name",
            "sitename",
            "website",
            "source",
            "container-title",
            "newspaper",
            "outlet",
            "journal",
            "magazine",
            "quelle",
            "fuente",
            "fonte",
            "kaynak",
            "источник",
            "издание",
            "testata",
            "medio",
            "veiculo",
            "jornal",
            "periodico",
            "zeitung",
        ]),
        published: [
            "published",
            "date",
            "publication_date",
            "pubdate",
            "date_published",
            "published_date",
            "issued",
            "published_time",
            "published_at",
            "published_on",
            "publish_date",
            "pub_date",
            "datepublished",
            "publishdate",
            "publishedat",
            "date_publication",
            "datum",
            "fecha",
            "data",
            "tarih",
            "дата",
            "veroffentlicht",
            "erschienen",
            "data_di_pubblicazione",
            "date_de_publication",
            "fecha_de_publicacion",
            "data_de_publicacao",
        ]
        .iter()
        .find_map(|name| date_of(&text_of(find(name)?)?)),
        url: address(&[
            "url",
            "source",
            "source_url",
            "link",
            "canonical_url",
            "original",
            "original_url",
            "originalurl",
            "source_link",
            "web_url",
            "href",
            "canonical",
            "uri",
            "page_url",
            "permalink",
        ]),
        language: text(&["lang", "language", "locale"]).map(|tag| tag.replace('_', "-")),
        key: text(&["key", "citekey", "citation_key", "citation-key"]),
    }
}

/// The field called `name`, whatever its case and whether its words are joined by `-`, `_` or a blank.
fn find<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let same = |given: &str| common_name(given) == name.replace('-', "_");
    fields.get(name).or_else(|| fields.iter().find(|(given, _)| same(given)).map(|(_, value)| value))
}

/// The name of a field in small letters, its words joined by `_`.
fn common_name(given: &str) -> String {
    folded(given).replace([' ', '-'], "_")
}

fn underscored(byte: u8) -> u8 {
    if byte == b'-' { b'_' } else { byte }
}

/// The address in a field, alone or behind the label of a link.
fn address_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Array(items) => return items.iter().find_map(address_of),
        _ => return None,
    };
    let linked = text.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(_, address)| address);
    let address = linked.map_or(text, |rest| rest.trim_end_matches(')')).trim_matches(['<', '>']);
    let address = address.split_whitespace().next()?;
    address.contains("://").then(|| address.to_string())
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => text_of(items.first()?)?,
        // A date of TOML comes wrapped under a private name.
        Value::Object(fields) if fields.len() == 1 && fields.keys().all(|key| key.starts_with('$')) => {
            text_of(fields.values().next()?)?
        }
        Value::Object(fields) => text_of(find(fields, "name").or_else(|| find(fields, "title"))?)?,
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn authors_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => names_in(&text.split("[[").map(without_wiki).collect::<String>()),
        Value::Array(items) => items.iter().flat_map(authors_of).collect(),
        Value::Object(fields) => {
            let part = |name| find(fields, name).and_then(text_of);
            match (part("given"), part("family")) {
                (Some(given), Some(family)) => vec![format!("{given} {family}")],
                _ => text_of(value).into_iter().collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// A value without the mark-up that clippers put around it: `[[Name]]`, `[Name](address)`.
fn plain(text: &str) -> String {
    let text = text.trim();
    let wiki = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let link = text.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(label, _)| label);
    let inner = wiki.map(|inner| inner.rsplit_once('|').map_or(inner, |(_, label)| label)).or(link).unwrap_or(text);
    single_blanks(inner).into_owned()
}

/// What follows a "[[": the label of the wiki link and what stands behind it.
fn without_wiki(part: &str) -> String {
    match part.split_once("]]") {
        Some((inner, behind)) => format!("{}{behind}", inner.rsplit_once('|').map_or(inner, |(_, label)| label)),
        None => plain(part),
    }
}

fn date_of(text: &str) -> Option<PublicationDate> {
    published_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Metadata {
        split(source).unwrap().metadata().0
    }

    #[test]
    fn the_fields_of_the_usual_clippers_are_understood() {
        let obsidian = read(
            "---\ntitle: \"Ports of Call\"\nsource: \"https://example.net/ports\"\nauthor:\n  - \"[[Ilse Brandt]]\"\n  - \"[[Tomasz Wilk]]\"\npublished: 2022-06-09\ncreated: 2024-01-01\ntags:\n  - \"clippings\"\n---\ntext",
        );
        assert_eq!(obsidian.authors, ["Ilse Brandt", "Tomasz Wilk"]);
        assert_eq!(obsidian.published.unwrap().to_string(), "2022-06-09");
        assert_eq!(obsidian.url.as_deref(), Some("https://example.net/ports"));
        assert_eq!(obsidian.publisher, None);
        let joplin = read(
            "---\ntitle: Ports\nauthor: Ilse Brandt and Tomasz Wilk\nsource: https://example.net/ports\nupdated: 2023-02-03 10:00:00Z\n---\n",
        );
        assert_eq!((joplin.authors.len(), joplin.published), (2, None));
        let hugo = read("+++\ntitle = 'Ports'\ndate = 2022-06-09T10:00:00Z\nlang = 'pt_BR'\nkey = 'ports22'\n+++\n");
        assert_eq!(hugo.published.unwrap().to_string(), "2022-06-09");
        assert_eq!((hugo.language.as_deref(), hugo.key.as_deref()), (Some("pt-BR"), Some("ports22")));
    }

    #[test]
    fn broken_front_matter_is_read_line_by_line_and_said_to_be_broken() {
        let source = "---\ntitle: Fear: a history\nauthor: [Ana\nurl: https://example.net/a\n---\n";
        let (metadata, problem) = split(source).unwrap().metadata();
        assert_eq!(metadata.title.as_deref(), Some("Fear: a history"));
        assert_eq!(metadata.url.as_deref(), Some("https://example.net/a"));
        assert!(problem.unwrap().starts_with("front matter:"));
    }

    #[test]
    fn a_text_between_two_rules_is_no_front_matter() {
        assert_eq!(split("---\nHe never came back\n---\n"), None);
        assert_eq!(split("--- \ntitle: open"), None);
    }
}
