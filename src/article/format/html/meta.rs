//! What a page says of itself outside its text, in order of trust: structured data (JSON-LD), Open Graph, other `meta`
//! elements, `time`, the byline.

use dom_query::Document;
use serde_json::{Map, Value};

use super::guard::Guarded;
use crate::article::date::scan::published_in;
use crate::article::metadata::authors::names_in;
use crate::article::metadata::title::title_line;
use crate::article::words::{count, folded};
use crate::article::{Metadata, PublicationDate};

/// How many objects of structured data are looked at.
const MAX_OBJECTS: usize = 2_000;

/// The metadata of a page, and the text of its article where its structured data states it.
pub fn metadata(document: &Document, guarded: &Guarded) -> (Metadata, Option<String>) {
    let data = structured(&guarded.data);
    let named = |names: &[&str]| names.iter().find_map(|name| meta(document, name));
    let publisher = data
        .publisher
        .clone()
        .or_else(|| named(&["og:site_name", "dc.publisher", "citation_journal_title", "application-name", "publisher"]))
        .and_then(|name| house(&name))
        .or_else(|| title_line(&page_title(document)?, None).label);
    let authors = [data.authors.clone()]
        .into_iter()
        .chain(
            [
                "article:author",
                "author",
                "dc.creator",
                "dcterms.creator",
                "citation_author",
                "parsely-author",
                "sailthru.author",
                "byl",
            ]
            .iter()
            .map(|name| people(&metas(document, name))),
        )
        .chain([people(&bylines(document))])
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let is_house = |name: &String| publisher.as_deref().is_some_and(|house| folded(house) == folded(name));
    let metadata = Metadata {
        title: data
            .title
            .or_else(|| named(&["og:title", "citation_title", "dc.title", "twitter:title", "parsely-title"]))
            .or_else(|| heading(document))
            .or_else(|| page_title(document)),
        authors: authors.into_iter().filter(|name| !is_house(name)).collect(),
        published: data.published.or_else(|| {
            let fields = [
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "citation_publication_date",
                "dc.date.issued",
                "dcterms.issued",
                "dc.date",
                "dcterms.date",
                "parsely-pub-date",
                "sailthru.date",
                "pubdate",
                "publishdate",
                "publish-date",
                "date",
                "dcterms.created",
            ];
            fields.iter().find_map(|name| published_in(&meta(document, name)?)).or_else(|| time(document))
        }),
        url: data
            .url
            .or_else(|| link(document))
            .or_else(|| named(&["og:url", "twitter:url"]))
            .filter(|url| url.contains("://"))
            .or_else(|| guarded.saved_from.clone()),
        language: language(document).or(data.language),
        publisher,
        key: None,
    };
    (metadata, data.text)
}

/// A publisher's name without a motto behind it; an address is none.
fn house(name: &str) -> Option<String> {
    let name = name.split(" | ").next().unwrap_or(name).trim();
    (!name.is_empty() && !name.contains("://")).then(|| name.to_string())
}

#[derive(Default)]
struct Structured {
    title: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    published: Option<PublicationDate>,
    url: Option<String>,
    language: Option<String>,
    text: Option<String>,
}

/// The first article among the objects of structured data.
fn structured(scripts: &[String]) -> Structured {
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
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The people among what pages put into fields for authors: no addresses, no offices.
fn people(fields: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in
        fields.iter().filter(|field| !field.contains("://") && field.len() < 300).flat_map(|field| names_in(field))
    {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn meta(document: &Document, name: &str) -> Option<String> {
    metas(document, name).into_iter().next()
}

fn metas(document: &Document, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for node in document.select("meta[content]").nodes() {
        let is_named = ["property", "name", "itemprop"]
            .iter()
            .any(|key| node.attr(key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)));
        let content = node
            .attr("content")
            .map(|content| content.split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default();
        if is_named && !content.is_empty() {
            out.push(content);
        }
    }
    out
}

fn first_text(document: &Document, selector: &str) -> Option<String> {
    texts(document, selector).into_iter().next()
}

fn texts(document: &Document, selector: &str) -> Vec<String> {
    let nodes = document.select(selector);
    let texts = nodes.nodes().iter().take(8).map(|node| node.text().split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

fn heading(document: &Document) -> Option<String> {
    let headings = texts(document, "article h1, main h1, h1");
    (headings.len() == 1).then(|| headings.into_iter().next()).flatten().filter(|heading| count(heading) >= 2)
}

fn page_title(document: &Document) -> Option<String> {
    first_text(document, "title")
}

/// What stands as a byline on the page; comments have authors too, and are not asked.
fn bylines(document: &Document) -> Vec<String> {
    let selectors = [
        "[itemprop=author] [itemprop=name]",
        "[itemprop=author]",
        "[rel=author]",
        ".byline",
        ".author-name",
        ".author",
        ".by-author",
    ];
    let found = selectors
        .iter()
        .map(|selector| texts(document, selector))
        .find(|texts| texts.iter().any(|text| count(text) <= 12 && !names_in(text).is_empty()));
    found.unwrap_or_default().into_iter().filter(|text| count(text) <= 12).take(4).collect()
}

/// The day of the first `time` of the article.
fn time(document: &Document) -> Option<PublicationDate> {
    let selectors = ["[itemprop=datePublished]", "time[pubdate]", "article time", "main time", "header time", "time"];
    selectors.iter().find_map(|selector| {
        let nodes = document.select(selector);
        nodes.nodes().iter().take(4).find_map(|node| {
            let stated = node.attr("datetime").or_else(|| node.attr("content")).and_then(|value| published_in(&value));
            stated.or_else(|| published_in(&node.text())).filter(|date| date.month.is_some())
        })
    })
}

fn link(document: &Document) -> Option<String> {
    let nodes = document.select("link[rel=canonical]");
    nodes
        .nodes()
        .first()
        .and_then(|node| node.attr("href"))
        .map(|href| href.trim().to_string())
        .filter(|href| href.contains("://"))
}

fn language(document: &Document) -> Option<String> {
    let nodes = document.select("html[lang]");
    let tag = nodes.nodes().first().and_then(|node| node.attr("lang"))?.trim().replace('_', "-");
    (!tag.is_empty() && tag.len() <= 20).then_some(tag)
}
