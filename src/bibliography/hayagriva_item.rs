//! An entry as the library Hayagriva reads it from its own format, as a CSL-JSON item.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, FormatString, Person};
use serde_json::{Map, Value, json};

/// The item of `entry`; what its parents say of the container is put in.
pub fn item(entry: &Entry) -> Map<String, Value> {
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| !value.is_null() && value.as_str() != Some("")) {
            item.entry(name.to_string()).or_insert(value);
        }
    };
    let parent = entry.parents().first();
    put("id", Some(entry.key().into()));
    put("type", Some(csl_type(entry.entry_type(), parent.map(Entry::entry_type)).into()));
    put("title", entry.title().map(text));
    put("container-title", parent.and_then(|parent| parent.title()).map(text));
    put("author", entry.authors().map(persons));
    put("editor", entry.editors().or_else(|| parent?.editors()).map(persons));
    put("issued", entry.date_any().map(date));
    for of in std::iter::once(entry).chain(parent) {
        put("publisher", of.publisher().and_then(|publisher| publisher.name()).map(text));
        put("publisher-place", of.publisher().and_then(|publisher| publisher.location()).map(text));
        put("publisher", of.organization().map(text));
        put("publisher-place", of.location().map(text));
        put("volume", of.volume().map(|volume| volume.to_str().into_owned().into()));
        put("issue", of.issue().map(|issue| issue.to_str().into_owned().into()));
        put("edition", of.edition().map(|edition| edition.to_str().into_owned().into()));
        put("DOI", of.doi().map(|doi| super::csl::bare_doi(doi).into()));
        put("ISBN", of.isbn().map(Value::from));
        put("ISSN", of.issn().map(Value::from));
        put("archive", of.archive().map(text));
    }
    put("page", entry.page_range().map(|pages| pages.to_str().replace('–', "-").into()));
    put("genre", entry.genre().map(text));
    put("note", entry.note().map(text));
    put("URL", entry.url_any().map(|url| url.value.to_string().into()));
    put("accessed", entry.url_any().and_then(|url| url.visit_date.as_ref()).map(date));
    put("language", entry.language().map(|language| language.to_string().into()));
    item
}

fn text(text: &FormatString) -> Value {
    text.to_string().into()
}

fn persons(persons: &[Person]) -> Value {
    let person = |person: &Person| {
        let Some(given) = person.given_name.as_deref() else { return json!({ "literal": person.name }) };
        let mut name = json!({"family": person.name, "given": given});
        for (label, part) in [("non-dropping-particle", &person.prefix), ("suffix", &person.suffix)] {
            if let (Some(part), Some(name)) = (part, name.as_object_mut()) {
                name.insert(label.to_string(), part.as_str().into());
            }
        }
        name
    };
    persons.iter().map(person).collect()
}

/// The library counts months and days from zero.
fn date(date: &Date) -> Value {
    match (date.month, date.day) {
        (Some(month), Some(day)) => json!({"date-parts": [[date.year, u32::from(month) + 1, u32::from(day) + 1]]}),
        (Some(month), None) => json!({"date-parts": [[date.year, u32::from(month) + 1]]}),
        _ => json!({"date-parts": [[date.year]]}),
    }
}

fn csl_type(kind: &EntryType, parent: Option<&EntryType>) -> &'static str {
    match (kind, parent) {
        (EntryType::Article, Some(EntryType::Newspaper)) => "article-newspaper",
        (EntryType::Article, Some(EntryType::Periodical) | None) => "article-journal",
        (EntryType::Article, Some(EntryType::Proceedings | EntryType::Conference)) => "paper-conference",
        (EntryType::Article, Some(EntryType::Blog)) => "post-weblog",
        (EntryType::Article | EntryType::Misc, Some(EntryType::Web)) => "webpage",
        (EntryType::Article, _) => "article-magazine",
        (EntryType::Newspaper | EntryType::Periodical, _) => "periodical",
        (EntryType::Book | EntryType::Anthology | EntryType::Proceedings | EntryType::Reference, _) => "book",
        (EntryType::Chapter | EntryType::Anthos, _) => "chapter",
        (EntryType::Entry, _) => "entry-encyclopedia",
        (EntryType::Report, _) => "report",
        (EntryType::Thesis, _) => "thesis",
        (EntryType::Web, _) => "webpage",
        (EntryType::Blog, _) => "post-weblog",
        (EntryType::Post | EntryType::Thread, _) => "post",
        (EntryType::Manuscript, _) => "manuscript",
        (EntryType::Patent, _) => "patent",
        (EntryType::Case, _) => "legal_case",
        (EntryType::Legislation, _) => "legislation",
        (EntryType::Repository, _) => "software",
        (EntryType::Video, _) => "motion_picture",
        (EntryType::Audio, _) => "song",
        (EntryType::Artwork, _) => "graphic",
        (EntryType::Performance, _) => "performance",
        _ => "document",
    }
}
