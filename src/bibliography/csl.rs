//! CSL-JSON items: what they say of a source.

use serde_json::{Map, Value};

use crate::article::date::scan::published_in;
use crate::article::{Metadata, PublicationDate};
use crate::text::single_blanks;

/// What an item says, as an article would say it of itself.
pub fn metadata(item: &Map<String, Value>) -> Metadata {
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(bare).filter(|text| !text.is_empty());
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("");
    let is_part =
        kind.starts_with("article") || ["webpage", "post", "post-weblog", "broadcast", "review"].contains(&kind);
    let publisher = if is_part {
        text("container-title").or_else(|| text("publisher"))
    } else {
        text("publisher").or_else(|| text("container-title"))
    };
    Metadata {
        title: text("title"),
        authors: persons(item, "author"),
        publisher,
        published: item.get("issued").and_then(date),
        url: text("URL"),
        ..Metadata::default()
    }
}

/// The names of a list of persons in reading order.
pub fn persons(item: &Map<String, Value>, variable: &str) -> Vec<String> {
    let Some(Value::Array(persons)) = item.get(variable) else { return Vec::new() };
    let name = |person: &Value| {
        let part = |name: &str| person.get(name).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
        if let Some(literal) = part("literal").or_else(|| person.as_str()) {
            return Some(literal.to_string());
        }
        let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
        let parts: Vec<&str> = parts.iter().filter_map(|name| part(name)).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    persons.iter().filter_map(name).collect()
}

/// The names by which the authors of an item are cited: family names, and bodies by their whole name.
pub fn short_names(item: &Map<String, Value>) -> Vec<String> {
    let Some(Value::Array(authors)) = item.get("author") else { return Vec::new() };
    let part = |author: &Value, name: &str| author.get(name).and_then(Value::as_str).map(str::to_string);
    let name = |author: &Value| {
        let family = part(author, "family")?;
        Some(part(author, "non-dropping-particle").map_or(family.clone(), |particle| format!("{particle} {family}")))
    };
    authors.iter().filter_map(|author| part(author, "literal").or_else(|| name(author))).collect()
}

/// A CSL date, the beginning where it is a span of time.
pub fn date(value: &Value) -> Option<PublicationDate> {
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    let parts = value.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array);
    if let Some(parts) = parts {
        let part = |at: usize| parts.get(at).and_then(number);
        let year = i16::try_from(part(0)?).ok()?;
        let month = part(1).and_then(|month| u8::try_from(month).ok());
        let day = part(2).and_then(|day| u8::try_from(day).ok());
        let month_alone = || PublicationDate::new(year, month, None);
        return PublicationDate::new(year, month, day)
            .or_else(month_alone)
            .or_else(|| PublicationDate::new(year, None, None));
    }
    let year = || PublicationDate::new(i16::try_from(value.as_i64()?).ok()?, None, None);
    let text = value.get("raw").or_else(|| value.get("literal")).unwrap_or(value);
    text.as_str().and_then(|text| iso(text).or_else(|| published_in(text))).or_else(year)
}

/// A date as ISO 8601 has it (`2024-01-31`, `2024-01`, `2024`, with a time behind it or a mark that says it is unsure).
pub fn iso(text: &str) -> Option<PublicationDate> {
    let date = text.trim().split(['T', ' ']).next()?.trim_end_matches(['~', '?', '%']);
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || parts.next().map(|part| part.parse::<u8>().ok()).map_or(Some(None), |part| part.map(Some));
    let (month, day) = (part()?, part()?);
    // Months past 20 are seasons, and say no more than the year.
    let month = month.filter(|month| !(21..=41).contains(month));
    parts.next().is_none().then(|| PublicationDate::new(year, month, day.filter(|_| month.is_some())))?
}

/// The DOI of an item: its own, else the one that its address is.
pub fn doi(item: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    text("DOI").map(bare_doi).filter(|doi| doi.starts_with("10.")).or_else(|| doi_in(text("URL")?))
}

/// A DOI without its resolver, in small letters.
pub fn bare_doi(doi: &str) -> String {
    let doi = doi.trim();
    let start = doi.find("10.").unwrap_or(0);
    doi.get(start..).unwrap_or(doi).trim_end_matches(['.', '/', ',']).to_lowercase()
}

/// The DOI that stands in an address: `https://doi.org/10.1000/xyz`, or a publisher's page that carries it.
pub fn doi_in(url: &str) -> Option<String> {
    let at = url.match_indices("10.").find(|(at, _)| {
        let apart = url.get(..*at).is_some_and(|before| before.ends_with(['/', ':', '=']));
        let registrant = url.get(at + 3..).and_then(|rest| rest.split_once('/'));
        apart
            && registrant
                .is_some_and(|(digits, _)| digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    })?;
    let doi = url.get(at.0..)?;
    let doi = doi.split(['?', '#', '&']).next()?;
    Some(bare_doi(doi))
}

/// `text` without the mark-up that CSL allows in titles, on one line.
fn bare(text: &str) -> String {
    const TAGS: [&str; 12] = [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sub>",
        "</sub>",
        "<sup>",
        "</sup>",
        "</span>",
        "<span class=\"nocase\">",
        "<sc>",
        "</sc>",
    ];
    let mut text = text.to_string();
    if text.contains('<') {
        for tag in TAGS {
            text = text.replace(tag, "");
        }
    }
    single_blanks(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_found_in_all_its_dresses() {
        assert_eq!(bare_doi("https://doi.org/10.1000/AbC."), "10.1000/abc");
        assert_eq!(bare_doi("doi:10.1000/abc"), "10.1000/abc");
        assert_eq!(doi_in("https://journal.example/doi/full/10.1000/abc?x=1").as_deref(), Some("10.1000/abc"));
        assert_eq!(doi_in("https://news.example/2010.12/a"), None);
    }

    #[test]
    fn dates_come_in_many_forms() {
        let table = [
            (serde_json::json!({"date-parts": [["2024", 1, 31]]}), "2024-01-31"),
            (serde_json::json!({"date-parts": [[2024, 13]]}), "2024"),
            (serde_json::json!({"raw": "2024-05-06"}), "2024-05-06"),
            (serde_json::json!({"literal": "May 2024"}), "2024-05"),
            (serde_json::json!("2024-05"), "2024-05"),
            (serde_json::json!(2024), "2024"),
        ];
        for (value, expected) in table {
            assert_eq!(date(&value).map(|date| date.to_string()).as_deref(), Some(expected), "{value}");
        }
    }
}
