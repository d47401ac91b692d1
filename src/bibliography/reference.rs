//! References as a style formats them, through the library Hayagriva and the styles that come with it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

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
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| format(&item, &style)));
    let text = made.ok()??;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Some(format!("{}…", text.get(..end)?)),
        None => Some(text).filter(|text| !text.is_empty()),
    }
}

fn format(item: &Item, style: &IndependentStyle) -> Option<String> {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);
    let mut driver = BibliographyDriver::new();
    driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(item)], style, &LOCALES));
    let rendered = driver.finish(BibliographyRequest { style, locale: None, locale_files: &LOCALES });
    let mut text = String::new();
    match rendered.bibliography {
        Some(bibliography) => {
            let first = bibliography.items.into_iter().next()?;
            if let Some(number) = first.first_field {
                number.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
                text.push(' ');
            }
            first.content.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        }
        // Styles of notes without a bibliography.
        None => rendered.citations.into_iter().next()?.citation.write_buf(&mut text, BufWriteFormat::Plain).ok()?,
    }
    Some(text)
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
