//! Bibliographies: what the analyst's reference manager knows of the sources.
//!
//! Every format becomes [`Entry`]s whose data is a CSL-JSON item, which is what references are formatted from and what
//! the formats are turned into one another by. No file is opened here and none that an entry names.

pub mod bibtex;
pub mod csl;
mod hayagriva_item;
mod json;
pub mod reference;
pub mod write;
mod yaml;
pub mod zotero;

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::actor::FileProblem;
use crate::article::Metadata;
use crate::article::decode::decode;
use crate::text::Span;

/// How many entries of a file are read. The largest libraries that people speak of have a tenth of it.
const MOST_ENTRIES: usize = 200_000;

/// How many slips of a file are told.
const MOST_PROBLEMS: usize = 100;

/// One source as a bibliography describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The key by which notes cite it.
    pub key: String,
    /// Other keys of the same entry (BibLaTeX's `ids`).
    pub also: Vec<String>,
    /// The key in the file's text; empty where the place is not known.
    pub place: Span,
    /// The entry as a CSL-JSON item.
    pub item: Map<String, Value>,
    /// The entry as its BibTeX file has it, what it takes from other entries and strings put in.
    pub bibtex: Option<Box<str>>,
    /// What it says of the source, as an article would say it of itself.
    pub metadata: Metadata,
    /// The DOI in small letters, without resolver.
    pub doi: Option<String>,
    /// Paths of the source's files as the entry has them, with `/` between the parts; perhaps of another machine.
    pub files: Vec<String>,
    /// The identifiers of the source and its files in a Zotero library.
    pub zotero: Vec<String>,
}

impl Entry {
    /// The entry that a CSL-JSON item is.
    pub fn of_item(key: String, item: Map<String, Value>) -> Entry {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        let files = ["file", "attachments"].iter().filter_map(|name| text(name)).map(|path| path.replace('\\', "/"));
        let files: Vec<String> = files.collect();
        let in_fields = item.iter().filter_map(|(name, value)| zotero::field(name, value.as_str()?));
        let zotero = in_fields.chain(files.iter().filter_map(|file| zotero::storage_key(file)).map(str::to_string));
        Entry {
            metadata: csl::metadata(&item),
            doi: csl::doi(&item),
            zotero: zotero.collect(),
            files,
            item,
            key,
            ..Entry::default()
        }
    }
}

/// The entries of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The text of the file, in which places and problems count.
    pub text: Arc<str>,
    /// The entries in order.
    pub entries: Vec<Arc<Entry>>,
    /// What is wrong, in order.
    pub problems: Vec<FileProblem>,
}

impl Library {
    /// Reads the `bytes` of the file at `path`, whose name says the format. Never fails: an entry that cannot be read
    /// costs that entry and is told.
    pub fn read(bytes: &[u8], path: &Path) -> Library {
        let decoded = decode(bytes, None);
        let Some(text) = decoded.text else {
            let message = decoded.problems.first().cloned().unwrap_or_else(|| "this is no text".to_string());
            return Library { problems: vec![FileProblem { span: Span::default(), message }], ..Library::default() };
        };
        let (entries, mut problems) = match extension(path).as_deref() {
            Some("json") => json::read(&text),
            Some("yaml" | "yml") => yaml::read(&text),
            _ => bibtex::read(&text),
        };
        problems.extend(twice(&text, &entries));
        problems.sort_by_key(|problem| problem.span);
        problems.truncate(MOST_PROBLEMS);
        let first = |message: String| FileProblem { span: Span::default(), message };
        problems.splice(0..0, decoded.problems.into_iter().map(first));
        Library { text: text.into(), entries, problems }
    }

    /// The entries of CSL-JSON items that stand in the front matter of a note with this text.
    pub fn of_references(items: &[Value], text: &Arc<str>) -> Library {
        let mut from = 0;
        let entry = |item: &Value| {
            let mut entry = json::entry(item, Span::default()).ok()?;
            // Items come in the order of the text.
            if let Some(at) = text.get(from..).and_then(|rest| rest.find(&entry.key)) {
                entry.place = Span::new(from + at, from + at + entry.key.len());
                from = entry.place.end();
            }
            Some(Arc::new(entry))
        };
        let entries = items.iter().filter_map(entry).collect();
        Library { text: text.clone(), entries, problems: Vec::new() }
    }
}

/// Whether the name of a file says that it may be a bibliography.
pub fn is_bibliography(path: &Path) -> bool {
    extension(path).is_some_and(|extension| ["bib", "bibtex", "json", "yaml", "yml"].contains(&extension.as_str()))
}

/// Whether the name of a file says that it is one, so that it is read though nobody names it: `*.bib`,
/// `references.json`, `references.yaml`.
pub fn is_found(path: &Path) -> bool {
    let named = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("references"));
    extension(path).is_some_and(|extension| match extension.as_str() {
        "bib" | "bibtex" => true,
        "json" | "yaml" | "yml" => named,
        _ => false,
    })
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Entries whose key another one of the file has before them.
fn twice(text: &str, entries: &[Arc<Entry>]) -> Vec<FileProblem> {
    let mut seen: std::collections::HashMap<&str, &Entry> = std::collections::HashMap::new();
    let mut problems = Vec::new();
    for entry in entries {
        match seen.get(entry.key.as_str()) {
            Some(first) if first.item != entry.item => {
                let line = text.get(..first.place.start()).unwrap_or("").matches('\n').count() + 1;
                let message = format!("line {line} has the key “{}” too, for another source", entry.key);
                problems.push(FileProblem { span: entry.place, message });
                if problems.len() >= MOST_PROBLEMS {
                    break;
                }
            }
            Some(_) => {}
            None => drop(seen.insert(&entry.key, entry)),
        }
    }
    problems
}

#[cfg(test)]
mod tests;
