//! References as a style formats them, through the library Hayagriva and the styles that come with it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::text::single_blanks;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::{Item, Value as CslValue};
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};
use serde_json::{Map, Value};

/// The style of references unless `ibid.toml` names another.
pub const DEFAULT_STYLE: &str = "chicago-author-date";

/// The longest reference, in characters.
const LONGEST: usize = 1_000;

/// The longest field that is formatted, in bytes: what is longer is no part of a reference.
const LONGEST_FIELD: usize = 2_000;

/// Whether a style of this name comes with ibid.
pub fn is_style(name: &str) -> bool {
    ArchivedStyle::by_name(name).is_some()
}

/// The reference to the source that a CSL-JSON item describes, on one line without mark-up; `None` where the style can
/// make nothing of it.
pub fn reference(item: &Map<String, Value>, style: &str) -> Option<String> {
    let style = prepared(style)?;
    let item = cleaned(item)?;
    // The library panics over some values; an entry is worth one reference, not the program.
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| format(&[item], &style)));
    made.ok()??.into_iter().next()
}

/// Lists that were made, by the hash of what was asked for.
type Lists = HashMap<[u8; 32], Option<Vec<String>>>;

/// The references to the sources that these CSL-JSON items describe, in the order of the style, as [`reference()`] writes
/// each. One that the style can make nothing of is left out; `None` where that is all of them, or the style is unknown.
pub fn references(items: &[Map<String, Value>], style: &str) -> Option<Vec<String>> {
    /// How many lists are remembered: formatting one takes long, and editors ask for the same again and again.
    const REMEMBERED: usize = 16;
    static MADE: LazyLock<Mutex<Lists>> = LazyLock::new(Mutex::default);
    let asked = serde_json::to_vec(&(items, style)).ok()?;
    let asked = *blake3::hash(&asked).as_bytes();
    if let Some(made) = MADE.lock().unwrap_or_else(PoisonError::into_inner).get(&asked) {
        return made.clone();
    }
    let references = made(items, style);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if made.len() >= REMEMBERED {
        made.clear();
    }
    made.insert(asked, references.clone());
    references
}

fn made(items: &[Map<String, Value>], style: &str) -> Option<Vec<String>> {
    let named = prepared(style)?;
    let cleaned: Vec<Item> = items.iter().filter_map(cleaned).collect();
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| format(&cleaned, &named)));
    // One item over which the library panics costs the order, and not the others.
    let each = || items.iter().filter_map(|item| reference(item, style)).collect();
    let made: Vec<String> = made.ok().flatten().unwrap_or_else(each);
    (!made.is_empty()).then_some(made)
}

fn format(items: &[Item], style: &IndependentStyle) -> Option<Vec<String>> {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);
    let mut driver = BibliographyDriver::new();
    for item in items {
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(item)], style, &LOCALES));
    }
    let rendered = driver.finish(BibliographyRequest { style, locale: None, locale_files: &LOCALES });
    let mut references = Vec::new();
    match rendered.bibliography {
        Some(bibliography) => {
            for item in bibliography.items {
                let mut text = String::new();
                if let Some(number) = item.first_field {
                    number.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
                    text.push(' ');
                }
                item.content.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
                references.push(text);
            }
        }
        // Styles of notes without a bibliography.
        None => {
            for note in rendered.citations {
                let mut text = String::new();
                note.citation.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
                references.push(text);
            }
        }
    }
    Some(references.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect())
}

fn one_line(text: &str) -> String {
    let text = single_blanks(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}

/// The style, read once.
fn prepared(name: &str) -> Option<Arc<IndependentStyle>> {
    static STYLES: LazyLock<Mutex<HashMap<String, Arc<IndependentStyle>>>> = LazyLock::new(Mutex::default);
    let mut styles = STYLES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(style) = styles.get(name) {
        return Some(style.clone());
    }
    let Style::Independent(style) = ArchivedStyle::by_name(name)?.get() else { return None };
    let style = Arc::new(style);
    styles.insert(name.to_string(), style.clone());
    Some(style)
}

/// The item with the fields that the library understands; one that it does not would cost all the others.
fn cleaned(item: &Map<String, Value>) -> Option<Item> {
    const NEVER: [&str; 5] = ["note", "abstract", "keyword", "file", "citation-key"];
    const DATES: [&str; 5] = ["issued", "accessed", "event-date", "original-date", "submitted"];
    let mut clean = std::collections::BTreeMap::new();
    for (name, value) in item.iter().filter(|(name, _)| !NEVER.contains(&name.as_str())) {
        let value = match value {
            Value::String(text) if text.len() > LONGEST_FIELD => continue,
            // The library knows no spans of time.
            value if value.is_object() || DATES.contains(&name.as_str()) => match date(value) {
                Some(date) => date,
                None => continue,
            },
            value => value.clone(),
        };
        let names_or_text = serde_json::from_value::<CslValue>(value);
        if let Ok(value) = names_or_text {
            clean.insert(name.clone(), value);
        }
    }
    (clean.len() > 2).then_some(Item(clean))
}

fn date(value: &Value) -> Option<Value> {
    let date = super::csl::date(value)?;
    let parts = [Some(i64::from(date.year)), date.month.map(i64::from), date.day.map(i64::from)];
    let parts: Vec<i64> = parts.into_iter().flatten().collect();
    Some(serde_json::json!({ "date-parts": [parts] }))
}
