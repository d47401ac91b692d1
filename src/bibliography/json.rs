//! CSL-JSON files.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Entry, MOST_ENTRIES};
use crate::actor::FileProblem;
use crate::text::Span;

/// The entries of a file: an array of items, or an object that holds one as `items` or `references`.
pub fn read(text: &str) -> (Vec<Arc<Entry>>, Vec<FileProblem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let Some(list) = list(text) else {
        let message = "this is no CSL-JSON: a list of items in brackets was expected";
        let silent = text.trim().is_empty();
        problems.extend((!silent).then(|| FileProblem { span: Span::default(), message: message.to_string() }));
        return (entries, problems);
    };
    let (items, end) = objects(text, list);
    for span in items.into_iter().take(MOST_ENTRIES) {
        let read = match serde_json::from_str::<Value>(span.of(text)) {
            Ok(item) => entry(&item, key_place(text, span)),
            Err(error) => Err((format!("this item is no JSON: {error}"), span)),
        };
        match read {
            Ok(entry) => entries.push(Arc::new(entry)),
            Err((message, _)) => {
                problems.push(FileProblem { span: Span::new(span.start(), span.start() + 1), message });
            }
        }
    }
    problems.extend(end);
    (entries, problems)
}

/// The entry that `item` is; `place` is where its key stands.
///
/// # Errors
/// In words for the analyst, where it is no object or has no `id`.
pub fn entry(item: &Value, place: Span) -> Result<Entry, (String, Span)> {
    let Value::Object(item) = item else { return Err(("this is no item: `{ … }` was expected".to_string(), place)) };
    let id = item.get("citation-key").or_else(|| item.get("citekey")).or_else(|| item.get("id"));
    let key = match id {
        Some(Value::String(id)) => id.trim().to_string(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    };
    if key.is_empty() {
        return Err(("this item has no `id`, by which notes could cite it".to_string(), place));
    }
    let item: Map<String, Value> =
        item.iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
    Ok(Entry { place, ..Entry::of_item(key, item) })
}

/// Where the list of items begins.
fn list(text: &str) -> Option<usize> {
    let start = text.find(|c: char| !c.is_whitespace())?;
    match text.as_bytes().get(start)? {
        b'[' => Some(start),
        b'{' => ["\"items\"", "\"references\""].iter().find_map(|name| {
            let at = text.find(name)? + name.len();
            let rest = text.get(at..)?;
            let open = rest.find('[')?;
            rest.get(..open)?.chars().all(|c| c == ':' || c.is_whitespace()).then_some(at + open)
        }),
        _ => None,
    }
}

/// The objects of the list that begins at `list`, each to its own brace: a slip in one is no slip in another.
fn objects(text: &str, list: usize) -> (Vec<Span>, Option<FileProblem>) {
    let (mut found, mut depth, mut open) = (Vec::new(), 0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().skip(list + 1) {
        if quoted {
            // A line break ends what was never closed: JSON has none in strings.
            quoted = !((byte == b'"' && !escaped) || byte == b'\n');
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'"' => (quoted, escaped) = (true, false),
            b'{' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(Span::new(open, at + 1));
                }
            }
            b']' if depth == 0 => return (found, None),
            _ => {}
        }
    }
    let at = if depth > 0 { open } else { text.len() };
    let message = if depth > 0 { "this item is never closed" } else { "the list is never closed" };
    (found, Some(FileProblem { span: Span::new(at, (at + 1).min(text.len())), message: message.to_string() }))
}

/// The value of `"id"` in the item at `span`.
fn key_place(text: &str, span: Span) -> Span {
    let item = span.of(text);
    let place = ["\"citation-key\"", "\"id\""].iter().find_map(|name| {
        let at = item.find(name)? + name.len();
        let rest = item.get(at..)?;
        let value = rest.find(|c: char| c != ':' && !c.is_whitespace())?;
        let inside = rest.get(value..)?;
        let (quote, length) = match inside.strip_prefix('"') {
            Some(inside) => (1, inside.find('"')?),
            None => (0, inside.find([',', '}', '\n'])?),
        };
        let start = span.start() + at + value + quote;
        Some(Span::new(start, start + length))
    });
    place.unwrap_or(span)
}
