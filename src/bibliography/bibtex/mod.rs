//! BibTeX and BibLaTeX files.

mod files;
mod item;
mod names;
mod scan;
pub mod tex;

use std::collections::HashMap;
use std::sync::Arc;

use scan::{Item, Piece, Raw, RawField, told};

pub use files::files;

use super::{Entry, MOST_ENTRIES, zotero};
use crate::actor::FileProblem;
use crate::text::Span;

/// The longest text of one `@string`, in bytes: strings may be made of strings.
const LONGEST_STRING: usize = 8 * 1024;

/// How many entries stand above one another by `crossref`.
const CROSSREFS: usize = 3;

/// The fields of an entry: names in small letters, values put together.
pub(super) type Fields = Vec<(String, String)>;

/// The entries of a file, in order.
pub fn read(text: &str) -> (Vec<Arc<Entry>>, Vec<FileProblem>) {
    let (items, mut problems) = scan::scan(text);
    let mut strings: HashMap<String, String> = HashMap::new();
    // Strings and what entries take over from others must not make of a file more than a few times itself.
    let mut room = text.len().saturating_mul(2).saturating_add(1 << 20);
    let mut read: Vec<(Raw<'_>, Fields)> = Vec::new();
    for item in items {
        match item {
            Item::Strings(fields) => {
                for field in fields {
                    let mut value = joined(&field, &strings, &mut room, &mut problems);
                    if value.len() > LONGEST_STRING {
                        problems.push(told(field.span, format!("“{}” grows past {LONGEST_STRING} bytes", field.name)));
                        value.clear();
                    }
                    strings.insert(field.name.to_lowercase(), value);
                }
            }
            Item::Entry(raw) if read.len() < MOST_ENTRIES => {
                let value = |field: &RawField<'_>| {
                    (field.name.to_lowercase(), joined(field, &strings, &mut room, &mut problems))
                };
                let fields = raw.fields.iter().map(value).collect();
                read.push((raw, fields));
            }
            Item::Entry(raw) => {
                problems.push(told(raw.key, format!("no more than {MOST_ENTRIES} entries of a file are read")));
                break;
            }
        }
    }
    let by_key: HashMap<&str, usize> =
        read.iter().enumerate().rev().map(|(at, (raw, _))| (raw.key.of(text), at)).collect();
    let entries = read.iter().filter(|(raw, _)| !raw.kind.eq_ignore_ascii_case("xdata")).map(|(raw, fields)| {
        let inherited = with_parents(raw, fields, &read, &by_key, &mut room, &mut problems);
        let plain =
            inherited.is_none() && raw.is_closed && raw.fields.iter().all(|field| field.value.iter().all(is_plain));
        let fields = inherited.as_ref().unwrap_or(fields);
        let key = raw.key.of(text);
        let bibtex = if plain { raw.span.of(text).to_string() } else { written(raw.kind, key, fields) };
        entry(raw, key, fields, bibtex, &mut problems)
    });
    let entries = entries.map(Arc::new).collect();
    (entries, problems)
}

fn entry(raw: &Raw<'_>, key: &str, fields: &Fields, bibtex: String, problems: &mut Vec<FileProblem>) -> Entry {
    let get = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let (item, slips) = item::item(raw.kind, key, fields);
    for (name, message) in slips {
        let span =
            raw.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map_or(raw.key, |field| field.span);
        problems.push(told(span, message));
    }
    let list = |name: &str| {
        get(name).into_iter().flat_map(|value| value.split(',')).map(str::trim).filter(|id| !id.is_empty())
    };
    let files: Vec<String> = ["file", "localfile", "pdf"].iter().filter_map(|name| get(name)).flat_map(files).collect();
    let mut zotero: Vec<String> = fields.iter().filter_map(|(name, value)| zotero::field(name, value)).collect();
    zotero.extend(files.iter().filter_map(|file| zotero::storage_key(file)).map(str::to_string));
    Entry {
        also: list("ids").map(str::to_string).collect(),
        place: raw.key,
        bibtex: Some(bibtex.into()),
        files,
        zotero,
        ..Entry::of_item(key.to_string(), item)
    }
}

/// The value of a field, its strings put in.
fn joined(
    field: &RawField<'_>,
    strings: &HashMap<String, String>,
    room: &mut usize,
    problems: &mut Vec<FileProblem>,
) -> String {
    let mut value = String::new();
    for piece in &field.value {
        match *piece {
            Piece::Text(text) => value.push_str(text),
            Piece::Name(name) => match strings.get(&name.to_lowercase()) {
                Some(text) if text.len() <= *room => {
                    *room -= text.len();
                    value.push_str(text);
                }
                Some(_) => problems.push(told(field.span, "the strings of this file grow past any measure")),
                None => {
                    if !(field.name.eq_ignore_ascii_case("month") || is_month(name)) {
                        problems
                            .push(told(field.span, format!("no @string defines “{name}”; a text stands in braces")));
                    }
                    value.push_str(name);
                }
            },
        }
    }
    value
}

fn is_plain(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Text(_)) || matches!(piece, Piece::Name(name) if is_month(name))
}

fn is_month(name: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.iter().any(|month| name.eq_ignore_ascii_case(month))
}

/// The fields with those that the entry takes over by `crossref` and `xdata`; `None` where it takes none.
fn with_parents(
    raw: &Raw<'_>,
    fields: &Fields,
    read: &[(Raw<'_>, Fields)],
    by_key: &HashMap<&str, usize>,
    room: &mut usize,
    problems: &mut Vec<FileProblem>,
) -> Option<Fields> {
    const REFERENCES: [&str; 2] = ["crossref", "xdata"];
    if !fields.iter().any(|(name, _)| REFERENCES.contains(&name.as_str())) {
        return None;
    }
    let mut all = fields.clone();
    for _ in 0..CROSSREFS {
        let Some(at) = all.iter().position(|(name, _)| REFERENCES.contains(&name.as_str())) else { break };
        let (name, value) = all.remove(at);
        for key in value.split(',').map(str::trim) {
            let Some((parent, inherited)) = by_key.get(key).and_then(|&at| read.get(at)) else {
                let span =
                    raw.fields.iter().find(|field| field.name.eq_ignore_ascii_case(&name)).map_or(raw.key, |f| f.span);
                problems.push(told(span, format!("no entry of this file has the key “{key}”")));
                continue;
            };
            if parent.key == raw.key {
                continue;
            }
            for (field, value) in inherited {
                let field = match field.as_str() {
                    "title" if name == "crossref" => container(raw.kind),
                    "subtitle" if name == "crossref" => "booksubtitle",
                    "file" | "ids" | "keywords" | "abstract" | "shorttitle" | "note" => continue,
                    field => field,
                };
                if all.iter().any(|(known, _)| known == field) {
                    continue;
                }
                if field.len() + value.len() > *room {
                    problems.push(told(raw.key, "what this entry takes over makes the file grow past any measure"));
                    break;
                }
                *room -= field.len() + value.len();
                all.push((field.to_string(), value.clone()));
            }
        }
    }
    all.retain(|(name, _)| !REFERENCES.contains(&name.as_str()));
    Some(all)
}

fn container(kind: &str) -> &'static str {
    if ["article", "suppperiodical"].iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        "journaltitle"
    } else {
        "booktitle"
    }
}

fn written(kind: &str, key: &str, fields: &Fields) -> String {
    let mut out = format!("@{kind}{{{key}");
    for (name, value) in fields {
        // Values in quotation marks need not be balanced as those in braces must.
        let value = if balanced(value) { value.clone() } else { value.replace(['{', '}'], "") };
        out.push_str(&format!(",\n  {name} = {{{value}}}"));
    }
    out.push_str("\n}");
    out
}

/// Whether the braces of `value` close one another.
pub fn balanced(value: &str) -> bool {
    let mut depth = 0_i64;
    let never_below = value.bytes().all(|b| {
        depth += i64::from(b == b'{') - i64::from(b == b'}');
        depth >= 0
    });
    never_below && depth == 0
}

/// The key of the first entry of a text, for those who write entries anew under another key.
pub fn key_of(text: &str) -> Option<Span> {
    let (items, _) = scan::scan(text);
    items.into_iter().find_map(|item| match item {
        Item::Entry(raw) => Some(raw.key),
        Item::Strings(_) => None,
    })
}
