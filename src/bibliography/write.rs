//! Writing sources for other programs: BibTeX (in BibLaTeX's dialect) and CSL-JSON.

use serde_json::{Map, Value, json};

use super::bibtex::{balanced, key_of};
use super::{Entry, csl};
use crate::article::Metadata;

/// A source under the key by which it is cited.
#[derive(Debug)]
pub enum Source<'a> {
    /// As a bibliography has it.
    Entry(&'a Entry),
    /// As an article says it of itself.
    Article(&'a Metadata),
}

/// The sources as a BibTeX file, each under its key, in the order given.
pub fn bibtex(sources: &[(String, Source<'_>)]) -> String {
    let entries: Vec<String> = sources.iter().map(|(key, source)| bibtex_entry(key, source)).collect();
    let mut written = entries.join("\n").replace("\r\n", "\n").replace('\r', "\n");
    // No field means them, and a terminal would obey them.
    written.retain(|character| !character.is_control() || matches!(character, '\n' | '\t'));
    written
}

/// The sources as CSL-JSON, each under its key, in the order given.
pub fn csl_json(sources: &[(String, Source<'_>)]) -> Value {
    sources.iter().map(|(key, source)| Value::Object(item(key, source))).collect()
}

/// One source as a CSL-JSON item under its key.
pub fn csl_item(key: &str, source: &Source<'_>) -> Map<String, Value> {
    item(key, source)
}

fn item(key: &str, source: &Source<'_>) -> Map<String, Value> {
    let mut item = match source {
        Source::Entry(entry) => entry.item.clone(),
        Source::Article(metadata) => of_metadata(metadata),
    };
    item.insert("id".to_string(), key.into());
    item.remove("citation-key");
    item.remove("citekey");
    // What is neither text, number, person nor date is nobody's variable, and pandoc refuses the whole file for it.
    item.retain(|name, value| {
        matches!(value, Value::String(_) | Value::Number(_)) || is_list_of_persons(name, value) || is_date(value)
    });
    item.entry("type").or_insert_with(|| "document".into());
    item
}

fn is_list_of_persons(name: &str, value: &Value) -> bool {
    let persons = |items: &Vec<Value>| items.iter().all(Value::is_object);
    name != "attachments" && value.as_array().is_some_and(persons)
}

fn is_date(value: &Value) -> bool {
    ["date-parts", "raw", "literal"].iter().any(|form| value.get(form).is_some())
}

/// An article's metadata as a CSL-JSON item without a key.
pub fn of_metadata(metadata: &Metadata) -> Map<String, Value> {
    let mut item = Map::new();
    let kind = if metadata.url.is_some() { "webpage" } else { "article-newspaper" };
    item.insert("type".to_string(), kind.into());
    let mut put = |name: &str, value: &Option<String>| {
        if let Some(value) = value {
            item.insert(name.to_string(), value.as_str().into());
        }
    };
    put("title", &metadata.title);
    put("container-title", &metadata.publisher);
    put("URL", &metadata.url);
    put("language", &metadata.language);
    if !metadata.authors.is_empty() {
        item.insert("author".to_string(), metadata.authors.iter().map(|name| person(name)).collect());
    }
    if let Some(date) = metadata.published {
        let parts: Vec<i64> = [Some(i64::from(date.year)), date.month.map(i64::from), date.day.map(i64::from)]
            .into_iter()
            .flatten()
            .collect();
        item.insert("issued".to_string(), json!({ "date-parts": [parts] }));
    }
    item
}

/// A name in reading order as family and given name.
fn person(name: &str) -> Value {
    let family = crate::article::key::family_name(name);
    let given = name.strip_suffix(family).map(str::trim).unwrap_or_default();
    if given.is_empty() { json!({ "literal": name }) } else { json!({"family": family, "given": given}) }
}

fn bibtex_entry(key: &str, source: &Source<'_>) -> String {
    if let Source::Entry(Entry { bibtex: Some(text), .. }) = source
        && let Some(place) = key_of(text)
    {
        let (before, after) = (text.get(..place.start()).unwrap_or(""), text.get(place.end()..).unwrap_or(""));
        // The comma behind the key is forgiven where it is missing, but not by everybody.
        let comma = if after.trim_start().starts_with([',', '}', ')']) { "" } else { "," };
        return format!("{before}{key}{comma}{after}\n");
    }
    let item = item(key, source);
    let text = |name: &str| match item.get(name) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let kind = text("type").unwrap_or_default();
    let (entry_type, subtype) = entry_type(&kind);
    let mut out = format!("@{entry_type}{{{key},\n");
    let mut put = |name: &str, value: String| out.push_str(&format!("  {name} = {{{value}}},\n"));
    if let Some(subtype) = subtype {
        put("entrysubtype", subtype.to_string());
    }
    for (variable, field) in [("author", "author"), ("editor", "editor"), ("translator", "translator")] {
        let persons = item
            .get(variable)
            .and_then(Value::as_array)
            .map(|persons| persons.iter().filter_map(bibtex_person).collect::<Vec<_>>());
        if let Some(persons) = persons.filter(|persons| !persons.is_empty()) {
            put(field, persons.join(" and "));
        }
    }
    for (variable, field) in FIELDS {
        let container = match entry_type {
            "article" => "journaltitle",
            "incollection" | "inproceedings" | "inreference" => "booktitle",
            _ => "organization",
        };
        let field = if field == "container" { container } else { field };
        if let Some(value) = text(variable) {
            put(field, if ["url", "doi"].contains(&field) { uri(&value) } else { escaped(&value) });
        }
    }
    for (variable, field) in [("issued", "date"), ("accessed", "urldate")] {
        if let Some(date) = item.get(variable).and_then(csl::date) {
            put(field, date.to_string());
        }
    }
    out.push_str("}\n");
    out
}

/// CSL's variables and BibLaTeX's fields.
const FIELDS: [(&str, &str); 20] = [
    ("title", "title"),
    ("title-short", "shorttitle"),
    ("container-title", "container"),
    ("collection-title", "series"),
    ("event-title", "eventtitle"),
    ("publisher", "publisher"),
    ("publisher-place", "location"),
    ("volume", "volume"),
    ("issue", "number"),
    ("number", "number"),
    ("edition", "edition"),
    ("chapter-number", "chapter"),
    ("page", "pages"),
    ("genre", "type"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("note", "note"),
    ("language", "langid"),
    ("DOI", "doi"),
    ("URL", "url"),
];

fn entry_type(kind: &str) -> (&'static str, Option<&'static str>) {
    match kind {
        "article-newspaper" => ("article", Some("newspaper")),
        "article-magazine" => ("article", Some("magazine")),
        "article-journal" | "article" | "review" => ("article", None),
        "book" => ("book", None),
        "chapter" => ("incollection", None),
        "entry" | "entry-encyclopedia" | "entry-dictionary" => ("inreference", None),
        "paper-conference" => ("inproceedings", None),
        "report" => ("report", None),
        "thesis" => ("thesis", None),
        "manuscript" => ("unpublished", None),
        "webpage" | "post" | "post-weblog" => ("online", None),
        "patent" => ("patent", None),
        "dataset" => ("dataset", None),
        "software" => ("software", None),
        "periodical" => ("periodical", None),
        "legislation" | "bill" => ("legislation", None),
        "legal_case" => ("jurisdiction", None),
        "motion_picture" => ("video", None),
        _ => ("misc", None),
    }
}

fn bibtex_person(person: &Value) -> Option<String> {
    let part = |name: &str| person.get(name).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
    if let Some(literal) = part("literal") {
        return Some(format!("{{{}}}", escaped(literal)));
    }
    let particle = part("non-dropping-particle").or_else(|| part("dropping-particle"));
    let family = part("family")?;
    // A word "and" in a name would part it in two.
    let family =
        if family.split(' ').any(|word| word == "and") { format!("{{{}}}", escaped(family)) } else { escaped(family) };
    let family = particle.map_or(family.clone(), |particle| format!("{} {family}", escaped(particle)));
    let parts = [Some(family), part("suffix").map(escaped), part("given").map(escaped)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Text in which TeX finds nothing to obey. Capitals are kept as they are: every word that holds one within is braced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // BibTeX counts braces behind a backslash too: one that closes nothing would end the entry.
    let text = if balanced(text) { text.to_string() } else { text.replace(['{', '}'], "") };
    for (index, word) in text.split_inclusive(char::is_whitespace).enumerate() {
        let bare = word.trim_end();
        let capitals = bare.chars().skip(usize::from(index == 0)).any(char::is_uppercase);
        let inner: String = bare.chars().map(tex).collect();
        let capitals = capitals && balanced(bare);
        out.push_str(&if capitals { format!("{{{inner}}}") } else { inner });
        if bare.len() < word.len() {
            out.push(' ');
        }
    }
    out
}

fn tex(c: char) -> String {
    match c {
        '&' | '%' | '$' | '#' | '_' => format!("\\{c}"),
        '{' | '}' => format!("\\{c}"),
        '\\' => "\\textbackslash{}".to_string(),
        '~' => "\\textasciitilde{}".to_string(),
        '^' => "\\textasciicircum{}".to_string(),
        c if c.is_control() => " ".to_string(),
        c => c.to_string(),
    }
}

/// An address in a field that is read verbatim.
fn uri(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .map(|c| match c {
            '{' => "%7B".to_string(),
            '}' => "%7D".to_string(),
            '\\' => "%5C".to_string(),
            c => c.to_string(),
        })
        .collect()
}
