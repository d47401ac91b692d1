//! What a page says of itself outside its text, in order of trust: structured data (JSON-LD), Open Graph, other `meta`
//! elements, `time`, the byline.

use std::sync::LazyLock;

use dom_query::{Document, Matcher};

use super::data::structured;
use super::elements::{Among, Elements, Selector};
use super::guard::Guarded;
use super::headline::headline;
use super::people::{bylines, is_house_of, people, signed_by_others};
use super::rows::rows;
use super::site::Site;
use crate::article::date::scan::published_in;
use crate::article::metadata::title::title_line;
use crate::article::words::{count, folded};
use crate::article::{Metadata, PublicationDate};
use crate::text::single_blanks;

/// The metadata of a page, and the text of its article where its structured data states it.
pub fn metadata(document: &Document, guarded: &Guarded) -> (Metadata, Option<String>) {
    let data = structured(&guarded.data);
    let elements = Elements::of(document);
    let meta = |name: &str| elements.fields(name).next().map(str::to_string);
    let named = |names: &[&str]| names.iter().find_map(|name| meta(name));
    let page_title = elements.title();
    let label = page_title.as_deref().and_then(|title| title_line(title, None).label);
    let url = data
        .url
        .clone()
        .or_else(|| link(&elements))
        .or_else(|| named(&["og:url", "twitter:url"]))
        .filter(|url| url.contains("://"))
        .or_else(|| guarded.saved_from.clone());
    let site = Site::of(&elements, page_title.as_deref(), url.as_deref());
    let stated = data
        .publisher
        .clone()
        .or_else(|| named(&["og:site_name", "dc.publisher", "citation_journal_title", "application-name", "publisher"]))
        .or_else(|| publisher_on_page(&elements))
        .and_then(|name| house(&name));
    let publisher = site.named(stated.or_else(|| label.clone()), document);
    let houses: Vec<String> = [publisher.clone(), named(&["og:site_name", "application-name"]), label, url.clone()]
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
                "articleauthor",
                "article:author_name",
                "og:article:author",
                "cxenseparse:author",
                "dable:author",
                "mediator_author",
                "author_name",
                "authors",
                "parsely-author",
                "sailthru.author",
                "byl",
            ]
            .iter()
            .map(|name| people(&elements.fields(name).map(str::to_string).collect::<Vec<_>>())),
        )
        .chain([people(&written_by(&elements))])
        .chain([bylines(&elements)])
        .map(|names| names.into_iter().filter(|name| !is_house_of(name, &houses)).collect::<Vec<_>>())
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let authors = match data.authors.is_empty() && !authors.is_empty() {
        true => signed_by_others(&authors, &elements, document).unwrap_or(authors),
        false => authors,
    };
    let (site_title, page_title) = match page_title {
        Some(title) if site.is_all_of(&title, elements.has_heading(), document) => (Some(title), None),
        title => (None, title),
    };
    let has_heading = elements.has_heading();
    let page_title = page_title.map(|title| match has_heading {
        false => site.shown_part(document).unwrap_or(title),
        true => title,
    });
    let title = headline(
        &elements,
        data.title,
        &["og:title", "citation_title", "dc.title", "twitter:title", "parsely-title"].map(meta),
        page_title,
    );
    let mut metadata = Metadata {
        // Who fills in the article's title for the site's name has not named the site.
        publisher: publisher.filter(|publisher| title.as_ref() != Some(publisher)).or(site_title),
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
                "article.published",
                "og:published_time",
                "publish_date",
                "publication_date",
                "cxenseparse:recs:publishtime",
                "shareaholic:article_published_time",
                "sailthru.date",
            ];
            fields.iter().find_map(|name| published_in(&meta(name)?)).or_else(|| time(&elements))
        }),
        url,
        language: language(&elements).or(data.language),
        key: None,
    };
    rows(&elements).complete(&mut metadata);
    metadata.published = metadata.published.or_else(|| day(&elements));
    (metadata, data.text)
}

/// What is labelled "Written by" for the cards of messengers.
fn written_by(elements: &Elements<'_>) -> Vec<String> {
    const LABELS: [&str; 8] =
        ["written by", "author", "by", "geschrieben von", "verfasst von", "ecrit par", "escrito por", "scritto da"];
    let is_author = |label: &str| LABELS.contains(&folded(label).as_str());
    let cards = [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")];
    let named = cards.iter().filter(|(label, _)| elements.fields(label).any(is_author));
    named.flat_map(|(_, value)| elements.fields(value)).map(str::to_string).collect()
}

/// The publisher that an element of the page is marked as.
fn publisher_on_page(elements: &Elements<'_>) -> Option<String> {
    static NAMES: [Selector; 2] = [
        LazyLock::new(|| Matcher::new("[itemprop=publisher] [itemprop=name]").ok()),
        LazyLock::new(|| Matcher::new("[itemprop=publisher]").ok()),
    ];
    NAMES.iter().find_map(|selector| {
        let node = elements.select(selector, Among::Marked).next()?;
        let name = node.attr("content").map(|name| name.to_string()).unwrap_or_else(|| node.text().to_string());
        let name = single_blanks(&name).into_owned();
        (!name.is_empty() && count(&name) <= 8).then_some(name)
    })
}

/// The day in an element that is called one, below the heading: "10 December 2019, 07:00 | Views - 2,318".
fn day(elements: &Elements<'_>) -> Option<PublicationDate> {
    /// The longest line about a day, in words, and how many are looked at.
    const MAX_LINE: usize = 26;
    const MOST: usize = 4;
    let lines = elements.days().take(MOST).map(|node| node.text().to_string());
    let mut days = lines.filter(|line| count(line) <= MAX_LINE && !line.contains('°'));
    days.find_map(|line| published_in(&line).filter(|date| date.day.is_some()))
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
