//! Metadata in the first lines of a Markdown file, as outliners and highlighters write it: `author:: [[Name]]`,
//! `- URL:: https://…`, `**Published:** 3 May 2020`.

use serde_json::{Map, Value};

use crate::article::words::{folded, is_blank};
use crate::text::{LineIndex, WordList};

/// How many lines from the top such lines may begin.
const MAX_START: usize = 12;

/// How many of them there may be.
const MAX_LINES: usize = 24;

/// Names of properties that a file's first lines must hold two of, `folded`.
const KNOWN: [&str; 30] = [
    "title",
    "full title",
    "author",
    "authors",
    "byline",
    "by",
    "source",
    "url",
    "link",
    "original url",
    "canonical",
    "published",
    "date published",
    "published date",
    "publication date",
    "publish date",
    "publisher",
    "publication",
    "site",
    "website",
    "date",
    "created",
    "clipped",
    "saved",
    "date saved",
    "tags",
    "category",
    "type",
    "summary",
    "document tags",
];

/// Consecutive lines that hold properties.
#[derive(Debug, PartialEq)]
pub struct Properties {
    /// The first line, 0-based.
    pub from: usize,
    /// The line behind the last.
    pub to: usize,
    /// Names and values.
    pub fields: Map<String, Value>,
}

/// Names of properties in other languages, and such as only stand among others, `folded`.
static ELSEWHERE: WordList = WordList::new(
    "tag data datum fecha tarih дата autore autor autorin autoren autores auteur auteurs автор yazar penulis testata fonte \
    quelle fuente kaynak источник издание medio veiculo jornal periodico zeitung outlet newspaper paper titel titre \
    titolo titulo baslik заголовок veroffentlicht erschienen creato erstellt sprache langue lingua idioma language author \
    title published publisher publication source url link site date created",
);

/// The fewest lines that are properties without a mark on them.
const LEAST_PLAIN: usize = 3;

/// The properties near the top of `source`, from line `first` on.
pub fn read(source: &str, index: &LineIndex, first: usize) -> Option<Properties> {
    marked(source, index, first).or_else(|| plain(source, index, first))
}

/// Lines one below the other of which each is a known name and its value, without any mark: "Autore: Ana Ruiz".
fn plain(source: &str, index: &LineIndex, first: usize) -> Option<Properties> {
    let line = |at: usize| index.line(at, source).of(source);
    let last = index.count().min(first + MAX_START);
    let from = (first..last).find(|&at| plain_property(line(at)).is_some())?;
    let mut fields = Map::new();
    let mut to = from;
    for at in from..index.count().min(from + MAX_LINES) {
        match plain_property(line(at)) {
            Some((name, value)) => drop(fields.entry(name).or_insert_with(|| Value::String(value.to_string()))),
            // The rule of a table.
            None if line(at).starts_with('|') && !line(at).contains(char::is_alphanumeric) => {}
            None => break,
        }
        to = at + 1;
    }
    let is_open = |at: usize| at < index.count() && !is_blank(line(at));
    (fields.len() >= LEAST_PLAIN && !is_open(to)).then_some(Properties { from, to, fields })
}

fn plain_property(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    // "| Author | Ana Ruiz |"
    let (name, value) = match line.strip_prefix('|') {
        Some(row) => row.trim_end_matches('|').split_once('|')?,
        None => line.split_once(':')?,
    };
    let (name, value) = (name.trim(), value.trim());
    if name.len() > 40 || value.starts_with("//") {
        return None;
    }
    let lower = folded(name);
    let is_known = KNOWN.contains(&lower.as_str()) || ELSEWHERE.has(&lower) || is_day_of_publication(&lower);
    is_known.then_some((name, value))
}

/// "Data di pubblicazione", "Fecha de publicación"
fn is_day_of_publication(name: &str) -> bool {
    let opens = ["data d", "date d", "fecha d"].iter().any(|opening| name.starts_with(opening));
    opens && [" pub", "publicacao"].iter().any(|word| name.contains(word))
}

fn marked(source: &str, index: &LineIndex, first: usize) -> Option<Properties> {
    let line = |at: usize| index.line(at, source).of(source);
    let last = index.count().min(first + MAX_START);
    let from = (first..last).find(|&at| property(line(at)).is_some())?;
    let mut fields = Map::new();
    let mut known = 0;
    let mut to = from;
    for at in from..index.count().min(from + MAX_LINES) {
        let Some((name, value)) = property(line(at)) else {
            if is_blank(line(at)) && index.count() > at + 1 && property(line(at + 1)).is_some() {
                continue;
            }
            break;
        };
        known += usize::from(KNOWN.contains(&folded(name).as_str()));
        fields.entry(name.to_string()).or_insert_with(|| Value::String(value.to_string()));
        to = at + 1;
    }
    (known >= 2).then_some(Properties { from, to, fields })
}

/// A line that is one property: `name:: value` with anything for a name, `**Name:** value` and `- Name: value` with a known one.
fn property(line: &str) -> Option<(&str, &str)> {
    memchr::memchr(b':', line.as_bytes())?;
    let line = line.trim();
    let bare = line.strip_prefix(['-', '*', '>']).filter(|rest| rest.starts_with(' ')).unwrap_or(line).trim_start();
    let edge = |c: char| c == '*' || c == '_' || c.is_whitespace();
    if let Some((name, value)) = bare.split_once("::") {
        let name = name.trim_matches(edge);
        let is_name =
            !name.is_empty() && name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || " _-".contains(c));
        return is_name.then(|| (name, value.trim_matches(edge)));
    }
    let (name, value) = bare.split_once(':')?;
    let name = name.trim_matches(edge);
    let is_set_apart = bare.len() < line.len() || bare.starts_with('*');
    (is_set_apart && KNOWN.contains(&folded(name).as_str())).then(|| (name, value.trim_matches(edge)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_one_below_the_other_are_properties_without_marks() {
        let read = |source: &str| plain(source, &LineIndex::new(source), 0).map(|found| (found.from, found.to));
        let head =
            "# Le gru ferme\n\nAutore: Ida Bruni\nTestata: Il Molo\nData di pubblicazione: 3 maggio 2020\n\nTesto.\n";
        assert_eq!(read(head), Some((2, 5)));
        let table = "# Cranes\n\n| Author | Ana Ruiz |\n|---|---|\n| Publication | Pier Post |\n| Date | 3 May 2020 |\n\nText.\n";
        assert_eq!(read(table), Some((2, 6)));
        assert_eq!(read("# Cranes\n\nSource: the port.\nDate: 3 May.\n\nText.\n"), None);
        assert_eq!(read("# Cranes\n\nSource: the port.\nDate: 3 May.\nSite: Bergen.\nAnd they waited.\n"), None);
    }
}
