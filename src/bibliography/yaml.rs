//! YAML files: Hayagriva's own format, and CSL items under `references:`.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Entry, MOST_ENTRIES, json as items};
use crate::actor::FileProblem;
use crate::text::Span;

/// The entries of a file.
pub fn read(text: &str) -> (Vec<Arc<Entry>>, Vec<FileProblem>) {
    let blocks = blocks(text);
    let csl = blocks.iter().find(|block| block.key.of(text) == "references");
    if let Some(block) = csl {
        return references(text, block);
    }
    if blocks.is_empty() {
        return list(text, 0);
    }
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    // The whole file, for what stands in more than one entry; an entry alone where it cannot be read as a whole.
    let whole: Option<Map<String, Value>> = serde_saphyr::from_str(text).ok();
    for block in blocks.into_iter().take(MOST_ENTRIES) {
        let key = unquoted(block.key.of(text)).to_string();
        let alone =
            || serde_saphyr::from_str::<Map<String, Value>>(block.span.of(text)).map_err(|error| error.to_string());
        let value = match whole.as_ref().and_then(|whole| whole.get(&key)) {
            Some(value) => Ok(value.clone()),
            None => alone().map(|map| map.into_iter().next().map(|(_, value)| value).unwrap_or_default()),
        };
        match value.and_then(|value| hayagriva(&key, &value)) {
            Ok(item) => {
                let files = item.get("file").and_then(Value::as_str).map(super::bibtex::files).unwrap_or_default();
                let mut entry = Entry::of_item(key, item);
                entry.files.extend(files);
                entries.push(Arc::new(Entry { place: block.key, ..entry }));
            }
            Err(message) => {
                let first = message.lines().next().unwrap_or_default();
                problems.push(FileProblem { span: block.key, message: format!("“{key}” cannot be read: {first}") });
            }
        }
    }
    (entries, problems)
}

/// A key at the beginning of a line with what belongs to it.
struct Block {
    key: Span,
    span: Span,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '#', '-', '\n', '\r', '}', ']', '%', '.']);
        let key =
            line.rfind(": ").filter(|_| line.trim_end().ends_with('{')).or_else(|| line.find(": ")).or_else(|| {
                let bare = line.trim_end();
                bare.ends_with(':').then(|| bare.len() - 1)
            });
        if let Some(length) = key.filter(|_| begins) {
            blocks.push(Block { key: Span::new(at, at + length), span: Span::new(at, at) });
        }
        at += line.len();
        if let Some(last) = blocks.last_mut() {
            last.span = Span::new(last.span.start(), at);
        }
    }
    blocks
}

fn unquoted(key: &str) -> &str {
    let key = key.trim();
    let inside = |quote| key.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(key)
}

fn references(text: &str, block: &Block) -> (Vec<Arc<Entry>>, Vec<FileProblem>) {
    let inside = text.get(block.key.end()..block.span.end()).unwrap_or("");
    let line = inside.find('\n').map_or(inside.len(), |at| at + 1);
    list(text.get(..block.span.end()).unwrap_or(text), block.key.end() + line)
}

/// A list of CSL items: those that begin with a `-` as far to the left as the first.
fn list(text: &str, from: usize) -> (Vec<Arc<Entry>>, Vec<FileProblem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut starts: Vec<usize> = Vec::new();
    let (mut at, mut depth) = (from, None);
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let is_item = line.trim_start().starts_with("- ") || line.trim() == "-";
        if is_item && *depth.get_or_insert(indent) == indent {
            starts.push(at);
        }
        // What closes a document.
        if !starts.is_empty() && (line.starts_with("---") || line.starts_with("...")) {
            break;
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([at]);
    for (start, end) in starts.iter().copied().zip(ends).take(MOST_ENTRIES) {
        let source = text.get(start..end).unwrap_or("");
        let id = source.find("id:").map_or(Span::at(start), |at| {
            let rest = source.get(at + 3..).unwrap_or("");
            let gap = rest.len() - rest.trim_start_matches([' ', '\'', '"']).len();
            let length = rest.get(gap..).unwrap_or("").find(['\n', '\r', '\'', '"']).unwrap_or(0);
            Span::new(start + at + 3 + gap, start + at + 3 + gap + length)
        });
        let read = serde_saphyr::from_str::<Vec<Value>>(source).map_err(|error| error.to_string());
        match read
            .and_then(|mut list| items::entry(&list.pop().unwrap_or_default(), id).map_err(|(message, _)| message))
        {
            Ok(entry) => entries.push(Arc::new(entry)),
            Err(message) => {
                let first = message.lines().next().unwrap_or_default();
                problems.push(FileProblem { span: id, message: format!("this item cannot be read: {first}") });
            }
        }
    }
    (entries, problems)
}

/// The CSL item of an entry in Hayagriva's format, read by that library.
fn hayagriva(key: &str, value: &Value) -> Result<Map<String, Value>, String> {
    let file = value.get("file").cloned();
    let one = json!({ key: value }).to_string();
    let library = std::panic::catch_unwind(|| hayagriva::io::from_yaml_str(&one).map_err(|error| error.to_string()));
    let library = library.map_err(|_| "it is not what an entry looks like".to_string())??;
    let entry = library.nth(0).ok_or("it is empty")?;
    let mut item = super::hayagriva_item::item(entry);
    if let Some(file) = file {
        item.insert("file".to_string(), file);
    }
    Ok(item)
}
