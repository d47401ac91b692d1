//! The fields of a BibTeX entry as a CSL-JSON item.

use serde_json::{Map, Value, json};

use super::Fields;
use super::names::names;
use super::tex::{address, plain};
use crate::article::date::scan::published_in;

/// Fields of running text: BibTeX's name, CSL's. Where two give the same, the first one counts.
const TEXTS: [(&str, &str); 31] = [
    ("shorttitle", "title-short"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("shortjournal", "container-title-short"),
    ("booktitle", "container-title"),
    ("maintitle", "container-title"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("pagetotal", "number-of-pages"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("type", "genre"),
    ("howpublished", "medium"),
    ("library", "archive"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("version", "version"),
    ("note", "note"),
    ("langid", "language"),
    ("language", "language"),
    ("eprinttype", "archive"),
    ("origtitle", "original-title"),
];

const PERSONS: [(&str, &str); 5] = [
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
    ("director", "director"),
];

/// The item, and what could not be understood: the name of a field and a message.
pub fn item(kind: &str, key: &str, fields: &Fields) -> (Map<String, Value>, Vec<(&'static str, String)>) {
    let get = |name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.trim().is_empty())
    };
    let mut item = Map::new();
    let mut slips = Vec::new();
    item.insert("id".to_string(), key.into());
    item.insert("type".to_string(), csl_type(kind, &get).into());
    let title = [get("title"), get("subtitle"), get("titleaddon")].map(|part| part.map(plain).unwrap_or_default());
    let title = joined_title(&title);
    if !title.is_empty() {
        item.insert("title".to_string(), title.into());
    }
    for (field, variable) in PERSONS {
        let persons = get(field).map(names).unwrap_or_default();
        if !persons.is_empty() {
            item.insert(variable.to_string(), Value::Array(persons));
        }
    }
    for (field, variable) in TEXTS {
        let text = get(field).map(plain).unwrap_or_default();
        if !text.is_empty() && !item.contains_key(variable) {
            item.insert(variable.to_string(), text.into());
        }
    }
    // The number of an article is its issue, that of a report its number.
    if let Some(number) = get("issue").or(get("number")).map(plain) {
        let variable =
            if item.get("volume").is_some() || kind.eq_ignore_ascii_case("article") { "issue" } else { "number" };
        item.insert(variable.to_string(), number.into());
    }
    if let Some(pages) = get("pages").map(plain) {
        item.insert("page".to_string(), pages.replace('–', "-").into());
    }
    let url = get("url").or_else(|| get("howpublished").filter(|text| text.contains("://")));
    if let Some(url) = url.map(address) {
        item.insert("URL".to_string(), url.into());
        if item.get("medium").and_then(Value::as_str).is_some_and(|medium| medium.contains("://")) {
            item.remove("medium");
        }
    }
    if let Some(doi) = get("doi").map(address) {
        item.insert("DOI".to_string(), super::super::csl::bare_doi(&doi).into());
    }
    match issued(&get) {
        Ok(Some(date)) => drop(item.insert("issued".to_string(), date)),
        Ok(None) => {}
        Err((field, text)) => {
            slips.push((field, format!("“{text}” is no date that could be read; write it like 2024-01-31")));
        }
    }
    if let Some(date) = get("urldate").and_then(parts) {
        item.insert("accessed".to_string(), date);
    }
    (item, slips)
}

fn joined_title([title, sub, addon]: &[String; 3]) -> String {
    let mut joined = title.clone();
    if !sub.is_empty() {
        let gap = if joined.is_empty() || joined.ends_with(['?', '!', ':']) { " " } else { ": " };
        joined.push_str(gap);
        joined.push_str(sub);
    }
    if !addon.is_empty() {
        joined.push_str(". ");
        joined.push_str(addon);
    }
    joined.trim().to_string()
}

type Issued = Result<Option<Value>, (&'static str, String)>;

/// `date`, else `year` with `month` and `day`.
fn issued<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> Issued {
    if let Some(date) = get("date") {
        return match parts(date) {
            Some(found) => Ok(Some(found)),
            None if says_undated(date) => Ok(None),
            None => Err(("date", date.to_string())),
        };
    }
    let Some(year) = get("year") else { return Ok(None) };
    let Some(number) = year_in(year) else {
        return if says_undated(year) { Ok(None) } else { Err(("year", year.to_string())) };
    };
    // A `year` may hold the whole date.
    if let Some(found) = parts(year).filter(|_| get("month").is_none()) {
        return Ok(Some(found));
    }
    let month = get("month").map(plain).and_then(|month| month_of(&month));
    let day = get("day").and_then(|day| day.trim().parse::<u8>().ok()).filter(|day| (1..=31).contains(day));
    Ok(Some(match (month, day) {
        (Some((month, _)), Some(day)) | (Some((month, Some(day))), None) => {
            json!({"date-parts": [[number, month, day]]})
        }
        (Some((month, None)), None) => json!({"date-parts": [[number, month]]}),
        _ => json!({"date-parts": [[number]]}),
    }))
}

/// A date as BibLaTeX has it (`2024-01-31`, `2024-01`, `2024~`, `2024-01-31/2024-02-02`, with a time behind it), else in
/// words; CSL's form of it. Of a span of time, the beginning.
fn parts(date: &str) -> Option<Value> {
    let date = plain(date).replace('–', "--");
    let first = date.split('/').find(|part| !part.trim().is_empty() && part.trim() != "..")?;
    let found = super::super::csl::iso(first).or_else(|| published_in(&date))?;
    Some(match (found.month, found.day) {
        (Some(month), Some(day)) => json!({"date-parts": [[found.year, month, day]]}),
        (Some(month), None) => json!({"date-parts": [[found.year, month]]}),
        _ => json!({"date-parts": [[found.year]]}),
    })
}

fn year_in(text: &str) -> Option<i64> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).collect();
    digits.first()?.parse().ok()
}

/// Words that stand for a date that nobody knows yet, or at all.
fn says_undated(text: &str) -> bool {
    let text = plain(text).to_lowercase();
    [
        "n.d",
        "nd",
        "n. d",
        "s.d",
        "s. d",
        "o. j",
        "o.j",
        "press",
        "forthcoming",
        "appear",
        "submitted",
        "undated",
        "б. г",
        "б.г",
    ]
    .iter()
    .any(|word| text.contains(word))
        || !text.contains(char::is_alphanumeric)
}

/// The month, and the day where it stands with it (`jan # "~1"`).
fn month_of(text: &str) -> Option<(u8, Option<u8>)> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = |word: &str| match word.parse::<u8>() {
        Ok(number) => Some(number).filter(|number| (1..=12).contains(number)),
        Err(_) => crate::article::date::months::month(&word.to_lowercase()),
    };
    // A month that is known begins with the first three letters of its name: "jan1" out of a string and a day.
    let month = words
        .iter()
        .find_map(|word| named(word.trim_end_matches(|c: char| c.is_ascii_digit()).trim()).or_else(|| named(word)))?;
    let day = words.iter().filter_map(|word| word.trim_start_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok());
    let has_name = words.iter().any(|word| word.starts_with(char::is_alphabetic));
    Some((month, day.into_iter().find(|day| has_name && (1..=31).contains(day))))
}

/// CSL's type of an entry.
fn csl_type<'a>(kind: &str, get: &impl Fn(&str) -> Option<&'a str>) -> &'static str {
    let subtype = get("entrysubtype").unwrap_or("").to_lowercase();
    match kind.to_ascii_lowercase().as_str() {
        "article" | "suppperiodical" if subtype == "newspaper" => "article-newspaper",
        "article" | "suppperiodical" if subtype == "magazine" => "article-magazine",
        "article" | "suppperiodical" => "article-journal",
        "newspaper" => "article-newspaper",
        "magazine" => "article-magazine",
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "manual"
        | "reference" | "mvreference" => "book",
        "booklet" => "pamphlet",
        "inbook" | "incollection" | "suppbook" | "suppcollection" | "bookinbook" => "chapter",
        "inreference" => "entry-encyclopedia",
        "inproceedings" | "conference" => "paper-conference",
        "mastersthesis" | "phdthesis" | "thesis" => "thesis",
        "report" | "techreport" => "report",
        "unpublished" => "manuscript",
        "online" | "electronic" | "www" => "webpage",
        "patent" => "patent",
        "periodical" => "periodical",
        "dataset" => "dataset",
        "software" => "software",
        "video" | "movie" => "motion_picture",
        "audio" | "music" => "song",
        "image" | "artwork" => "graphic",
        "letter" => "personal_communication",
        "legislation" | "legal" => "legislation",
        "jurisdiction" => "legal_case",
        "review" => "review",
        "misc" if get("url").is_some() => "webpage",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(fields: &[(&str, &str)]) -> Issued {
        issued(&|name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    #[test]
    fn dates_are_read_in_the_ways_of_both_dialects() {
        let table: [(&[(&str, &str)], &str); 10] = [
            (&[("date", "2024-01-31")], "[[2024,1,31]]"),
            (&[("date", "2024-01-31/2024-02-02")], "[[2024,1,31]]"),
            (&[("date", "2024-01~")], "[[2024,1]]"),
            (&[("date", "2024-05-06T07:08:09Z")], "[[2024,5,6]]"),
            (&[("date", "2024-21")], "[[2024]]"),
            (&[("date", "31 January 2024")], "[[2024,1,31]]"),
            (&[("year", "2024"), ("month", "jan")], "[[2024,1]]"),
            (&[("year", "2024"), ("month", "January"), ("day", "5")], "[[2024,1,5]]"),
            (&[("year", "{2024}"), ("month", "jan~7")], "[[2024,1,7]]"),
            (&[("year", "c. 2019")], "[[2019]]"),
        ];
        for (fields, expected) in table {
            let found = date(fields).unwrap().unwrap();
            assert_eq!(found["date-parts"].to_string(), expected, "{fields:?}");
        }
        assert_eq!(date(&[("year", "n.d.")]), Ok(None));
        assert_eq!(date(&[("date", "forthcoming")]), Ok(None));
        assert!(date(&[("date", "2024-13-45")]).is_err());
    }
}
