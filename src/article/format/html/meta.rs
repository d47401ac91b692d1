//! What a page says of itself outside its text, in order of trust: structured data (JSON-LD), Open Graph, other `meta`
//! elements, `time`, the byline.

use std::sync::LazyLock;

use dom_query::{Document, Matcher};

use super::data::structured;
use super::elements::{Among, Elements, Selector};
use super::guard::Guarded;
use super::headline::headline;
use super::people::{bylines, is_house_of, people};
use crate::article::date::scan::published_in;
use crate::article::metadata::title::title_line;
use crate::article::{Metadata, PublicationDate};

/// The metadata of a page, and the text of its article where its structured data states it.
pub fn metadata(document: &Document, guarded: &Guarded) -> (Metadata, Option<String>) {
    let data = structured(&guarded.data);
    let elements = Elements::of(document);
    let meta = |name: &str| elements.fields(name).next().map(str::to_string);
    let named = |names: &[&str]| names.iter().find_map(|name| meta(name));
    let page_title = elements.title();
    let site = page_title.as_deref().and_then(|title| title_line(title, None).label);
    let publisher = data
        .publisher
        .clone()
        .or_else(|| named(&["og:site_name", "dc.publisher", "citation_journal_title", "application-name", "publisher"]))
        .and_then(|name| house(&name))
        .or_else(|| site.clone());
    let url = data
        .url
        .clone()
        .or_else(|| link(&elements))
        .or_else(|| named(&["og:url", "twitter:url"]))
        .filter(|url| url.contains("://"))
        .or_else(|| guarded.saved_from.clone());
    let houses: Vec<String> = [publisher.clone(), named(&["og:site_name", "application-name"]), site, url.clone()]
        .into_iter()
        .flatten()
        .collect();
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
            .map(|name| people(&elements.fields(name).map(str::to_string).collect::<Vec<_>>())),
        )
        .chain([bylines(&elements)])
        .map(|names| names.into_iter().filter(|name| !is_house_of(name, &houses)).collect::<Vec<_>>())
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let title = headline(
        &elements,
        data.title,
        &["og:title", "citation_title", "dc.title", "twitter:title", "parsely-title"].map(meta),
        page_title,
    );
    let metadata = Metadata {
        // Who fills in the article's title for the site's name has not named the site.
        publisher: publisher.filter(|publisher| title.as_ref() != Some(publisher)),
        title,
        authors,
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
            fields.iter().find_map(|name| published_in(&meta(name)?)).or_else(|| time(&elements))
        }),
        url,
        language: language(&elements).or(data.language),
        key: None,
    };
    (metadata, data.text)
}

/// A publisher's name without a motto behind it; an address is none.
fn house(name: &str) -> Option<String> {
    let name = name.split(" | ").next().unwrap_or(name).trim();
    (!name.is_empty() && !name.contains("://")).then(|| name.to_string())
}

/// The day of the first `time` of the article.
fn time(elements: &Elements<'_>) -> Option<PublicationDate> {
    static SELECTORS: [Selector; 6] = [
        LazyLock::new(|| Matcher::new("[itemprop=datePublished]").ok()),
        LazyLock::new(|| Matcher::new("time[pubdate]").ok()),
        LazyLock::new(|| Matcher::new("article time").ok()),
        LazyLock::new(|| Matcher::new("main time").ok()),
        LazyLock::new(|| Matcher::new("header time").ok()),
        LazyLock::new(|| Matcher::new("time").ok()),
    ];
    SELECTORS.iter().find_map(|selector| {
        elements.select(selector, Among::Times).take(4).find_map(|node| {
            let stated = node.attr("datetime").or_else(|| node.attr("content")).and_then(|value| published_in(&value));
            stated.or_else(|| published_in(&node.text())).filter(|date| date.month.is_some())
        })
    })
}

fn link(elements: &Elements<'_>) -> Option<String> {
    static CANONICAL: Selector = LazyLock::new(|| Matcher::new("link[rel=canonical]").ok());
    let first = elements.select(&CANONICAL, Among::Marked).next();
    first.and_then(|node| node.attr("href")).map(|href| href.trim().to_string()).filter(|href| href.contains("://"))
}

fn language(elements: &Elements<'_>) -> Option<String> {
    let tag = elements.root()?.attr("lang")?.trim().replace('_', "-");
    (!tag.is_empty() && tag.len() <= 20).then_some(tag)
}
