//! What a page says of itself outside its text, in order of trust: structured data (JSON-LD), Open Graph, other `meta`
//! elements, `time`, the byline.

use dom_query::Document;

use super::data::structured;
use super::guard::Guarded;
use super::headline::headline;
use super::people::{bylines, is_house_of, people};
use crate::article::date::scan::published_in;
use crate::article::metadata::title::title_line;
use crate::article::{Metadata, PublicationDate};

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
    let url = data
        .url
        .clone()
        .or_else(|| link(document))
        .or_else(|| named(&["og:url", "twitter:url"]))
        .filter(|url| url.contains("://"))
        .or_else(|| guarded.saved_from.clone());
    let site = title_line(&page_title(document).unwrap_or_default(), None).label;
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
            .map(|name| people(&metas(document, name))),
        )
        .chain([bylines(document)])
        .map(|names| names.into_iter().filter(|name| !is_house_of(name, &houses)).collect::<Vec<_>>())
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let title = headline(
        document,
        data.title,
        &["og:title", "citation_title", "dc.title", "twitter:title", "parsely-title"].map(|name| meta(document, name)),
        page_title(document),
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
            fields.iter().find_map(|name| published_in(&meta(document, name)?)).or_else(|| time(document))
        }),
        url,
        language: language(document).or(data.language),
        key: None,
    };
    (metadata, data.text)
}

/// A publisher's name without a motto behind it; an address is none.
fn house(name: &str) -> Option<String> {
    let name = name.split(" | ").next().unwrap_or(name).trim();
    (!name.is_empty() && !name.contains("://")).then(|| name.to_string())
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

pub(super) fn texts(document: &Document, selector: &str) -> Vec<String> {
    let nodes = document.select(selector);
    let texts = nodes.nodes().iter().take(8).map(|node| node.text().split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

fn page_title(document: &Document) -> Option<String> {
    first_text(document, "title")
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
