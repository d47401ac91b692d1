//! The structured data (JSON-LD) of a page.

use dom_query::Document;
use serde_json::{Map, Value};

use super::people::people;
use crate::article::PublicationDate;
use crate::article::date::scan::published_in;
use crate::text::single_blanks;

/// How many objects of structured data are looked at.
const MAX_OBJECTS: usize = 2_000;

/// What the structured data of a page says of its article.
#[derive(Debug, Default)]
pub struct Structured {
    /// The headline.
    pub title: Option<String>,
    /// Names of people.
    pub authors: Vec<String>,
    /// The house.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<PublicationDate>,
    /// The address of the article.
    pub url: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// The text of the article, where it is stated.
    pub text: Option<String>,
}

/// The first article among the objects of structured data.
pub fn structured(scripts: &[String]) -> Structured {
    let values: Vec<Value> =
        scripts.iter().filter_map(|script| serde_json::from_str(strip_wrapping(script)).ok()).collect();
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop().filter(|_| objects.len() < MAX_OBJECTS) {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                objects.push(fields);
                open.extend(fields.get("@graph"));
                open.extend(fields.get("mainEntity"));
            }
            _ => {}
        }
    }
    let Some(article) = objects.iter().find(|fields| is_article(fields)) else { return Structured::default() };
    let text = |name: &str| article.get(name).and_then(text_of);
    // Objects name each other by "@id".
    let resolved = |value: &Value| -> Vec<Map<String, Value>> {
        let items = match value {
            Value::Array(items) => items.iter().collect(),
            one => vec![one],
        };
        let find = |id: &str| {
            objects
                .iter()
                .find(|fields| fields.get("@id").and_then(Value::as_str) == Some(id) && fields.contains_key("name"))
        };
        let one = |item: &Value| match item {
            Value::Object(fields) => {
                let by_id = fields.get("@id").and_then(Value::as_str).and_then(find);
                Some(if fields.contains_key("name") { fields.clone() } else { (*by_id?).clone() })
            }
            Value::String(name) => Some(Map::from_iter([("name".to_string(), Value::String(name.clone()))])),
            _ => None,
        };
        items.into_iter().filter_map(one).collect()
    };
    let names = |field: &str| -> Vec<Map<String, Value>> { article.get(field).map(resolved).unwrap_or_default() };
    let is_person =
        |fields: &&Map<String, Value>| !type_is(fields, &["Organization", "NewsMediaOrganization", "Corporation"]);
    let authors: Vec<String> = names("author").iter().filter(is_person).flat_map(names_of).collect();
    Structured {
        title: text("headline").or_else(|| text("name")),
        authors: people(&authors),
        publisher: names("publisher").first().and_then(|fields| fields.get("name").and_then(text_of)),
        published: text("datePublished").and_then(|date| published_in(&date)),
        url: text("url")
            .or_else(|| {
                article.get("mainEntityOfPage").and_then(|page| match page {
                    Value::Object(fields) => fields.get("@id").and_then(text_of),
                    other => text_of(other),
                })
            })
            .filter(|url| url.starts_with("http")),
        language: text("inLanguage"),
        text: article.get("articleBody").and_then(Value::as_str).map(plain),
    }
}

/// A text of structured data with its paragraphs: some pages put mark-up into it.
fn plain(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_string();
    }
    let broken = text.replace("</p>", "</p>\n").replace("<br", "\n<br");
    Document::fragment(broken).text().to_string()
}

/// Some pages wrap structured data in a comment or a CDATA section.
fn strip_wrapping(script: &str) -> &str {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script).trim_start();
    let script = script.strip_prefix("//<![CDATA[").or_else(|| script.strip_prefix("<![CDATA[")).unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script).trim_end();
    script.strip_suffix("//]]>").or_else(|| script.strip_suffix("]]>")).unwrap_or(script).trim().trim_end_matches(';')
}

fn is_article(fields: &Map<String, Value>) -> bool {
    let kinds = [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
        "SocialMediaPosting",
    ];
    type_is(fields, &kinds)
}

fn type_is(fields: &Map<String, Value>, kinds: &[&str]) -> bool {
    let is =
        |value: &Value| value.as_str().is_some_and(|kind| kinds.contains(&kind.rsplit('/').next().unwrap_or(kind)));
    match fields.get("@type") {
        Some(Value::Array(items)) => items.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}

fn names_of(fields: &Map<String, Value>) -> Vec<String> {
    match fields.get("name") {
        Some(Value::Array(items)) => items.iter().filter_map(text_of).collect(),
        Some(one) => text_of(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    // Text inside scripts is often escaped as if it were outside.
    let text = if text.contains('&') { Document::fragment(text).text().to_string() } else { text.to_string() };
    let text = single_blanks(&text);
    (!text.is_empty()).then(|| text.into_owned())
}
