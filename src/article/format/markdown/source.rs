//! Where a Markdown text was taken from, as its links say: the line that names its source, and the link at its top that
//! leads to where the site begins.

use crate::article::metadata::address::{host, is_root, leads_to_author, spells};
use crate::article::metadata::publisher::is_house_name;
use crate::article::words::{count, ends_sentence, folded, is_person_like};

/// A link of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

/// What a line says of where the text was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// The address of the original.
    pub url: Option<String>,
    /// The house.
    pub publisher: Option<String>,
}

/// The longest line that names a source, in words.
const MAX_LINE: usize = 24;

/// What opens such a line, `folded`.
const OPENINGS: [&str; 22] = [
    "source:",
    "source article:",
    "originally published",
    "first published",
    "this article was originally published",
    "this article first appeared",
    "originally appeared",
    "original:",
    "original article:",
    "read the original",
    "published at",
    "published in",
    "published on",
    "saved from",
    "clipped from",
    "quelle:",
    "fuente:",
    "fonte:",
    "kaynak:",
    "zrodlo:",
    "источник:",
    "via",
];

/// What a line of `text` with these `links` says of the source.
pub(super) fn named(text: &str, links: &[Link]) -> Option<Source> {
    let link = links.iter().find(|link| link.address.starts_with("http"))?;
    if count(text) > MAX_LINE {
        return None;
    }
    let lower = folded(text);
    let is_opened = OPENINGS.iter().any(|opening| {
        lower
            .strip_prefix(opening)
            .is_some_and(|rest| opening.ends_with(':') || !rest.starts_with(char::is_alphanumeric))
    });
    let site = host(&link.address)?;
    if !is_opened {
        return None;
    }
    let behind = text.split_once(link.label.as_str()).map_or("", |(_, rest)| rest);
    let behind = behind.trim_matches(|c: char| c.is_whitespace() || "—–-,|·()*_.".contains(c));
    let behind = behind.split([',', '|', '·']).next().unwrap_or_default().trim();
    let is_name = |name: &&str| spells(site, name) && name.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let publisher = [link.label.as_str(), behind]
        .into_iter()
        .find(|name| is_name(name) && !name.contains(['/', '.']))
        .or(Some(behind).filter(|name| name.contains(' ') && is_house_name(name)));
    let is_whole = || link.label.contains(site) || publisher.is_some();
    let url = Some(link.address.clone()).filter(|address| !is_root(address) && is_whole());
    (url.is_some() || publisher.is_some()).then(|| Source { url, publisher: publisher.map(str::to_string) })
}

/// The name of the site in a short line with a link to where it begins: "Ana Ruiz, [The Pier Post](https://pierpost.example/)".
pub(super) fn site(text: &str, links: &[Link]) -> Option<String> {
    /// The longest line, in words.
    const MAX_LINE: usize = 14;
    if count(text) > MAX_LINE || ends_sentence(text) {
        return None;
    }
    let is_site =
        |link: &&Link| is_root(&link.address) && host(&link.address).is_some_and(|host| spells(host, &link.label));
    links.iter().find(is_site).map(|link| link.label.clone())
}

/// Where the link leads that the whole of a heading is.
pub(super) fn linked_whole(text: &str, links: &[Link]) -> Option<String> {
    let [link] = links else { return None };
    let is_article = link.address.starts_with("http") && !is_root(&link.address);
    (is_article && text.trim() == link.label).then(|| link.address.clone())
}

/// The persons whose pages the links of a line lead to.
pub(super) fn persons(links: &[Link]) -> Vec<String> {
    let is_author = |link: &&Link| leads_to_author(&link.address) && is_person_like(&link.label);
    links.iter().filter(is_author).map(|link| link.label.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, label: &str, address: &str) -> Option<Source> {
        named(text, &[Link { label: label.to_string(), address: address.to_string() }])
    }

    #[test]
    fn a_line_names_the_source_by_its_link() {
        let address = "https://pierpost.example/cranes";
        let all = Source { url: Some(address.to_string()), publisher: Some("Pier Post".to_string()) };
        let label = "pierpost.example/cranes";
        assert_eq!(read("Source: pierpost.example/cranes — Pier Post", label, address), Some(all.clone()));
        assert_eq!(read("Originally published in Pier Post", "Pier Post", address), Some(all));
        // Below a chart.
        assert_eq!(read("Source: Statistics Norway, 2020", "Statistics Norway", "https://ssb.example/t/1"), None);
        assert_eq!(read("Sourcebooks: pierpost.example/cranes", label, address), None);
    }

    #[test]
    fn links_lead_to_the_article_and_to_its_authors() {
        let link = |label: &str, address: &str| [Link { label: label.to_string(), address: address.to_string() }];
        let title = link("Cranes at Rest", "https://pierpost.example/cranes");
        assert_eq!(linked_whole("Cranes at Rest", &title).as_deref(), Some("https://pierpost.example/cranes"));
        assert_eq!(linked_whole("Cranes at Rest again", &title), None);
        assert_eq!(persons(&link("Ana Ruiz", "https://pierpost.example/author/ana")), ["Ana Ruiz"]);
        assert!(persons(&link("Ana Ruiz", "https://pierpost.example/news/ana")).is_empty());
    }

    #[test]
    fn the_link_to_where_a_site_begins_is_called_after_it() {
        let link = |label: &str, address: &str| [Link { label: label.to_string(), address: address.to_string() }];
        assert_eq!(
            site("The Pier Post", &link("The Pier Post", "https://pierpost.example/")).as_deref(),
            Some("The Pier Post")
        );
        let pier = link("The Pier Post", "https://pierpost.example/");
        assert_eq!(site("Ana Ruiz, The Pier Post, 3 May", &pier).as_deref(), Some("The Pier Post"));
        assert_eq!(site("The crews told The Pier Post.", &pier), None);
        assert_eq!(site("Home", &link("Home", "https://pierpost.example/")), None);
        assert_eq!(site("The Pier Post", &link("The Pier Post", "https://pierpost.example/world")), None);
    }
}
