//! Metadata in the first lines of a Markdown file, as outliners and highlighters write it: `author:: [[Name]]`,
//! `- URL:: https://…`, `**Published:** 3 May 2020`.

use serde_json::{Map, Value};

use crate::article::words::{folded, is_blank};
use crate::text::LineIndex;

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

/// The properties near the top of `source`, from line `first` on.
pub fn read(source: &str, index: &LineIndex, first: usize) -> Option<Properties> {
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
