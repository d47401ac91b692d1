//! Who wrote a page's article: names out of fields and bylines, in any script.

use std::sync::LazyLock;

use dom_query::{Document, Matcher, NodeRef};

use super::elements::{Among, Elements, Selector, texts};
use crate::article::metadata::authors::{after_opening, names_in};
use crate::article::metadata::publisher::is_part_of_house;
use crate::article::words::{count, folded};
use crate::text::WordList;

/// The longest byline, in words.
const MAX_BYLINE: usize = 14;

/// The people among what pages put into fields for authors: no addresses, no offices.
pub fn people(fields: &[String]) -> Vec<String> {
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

/// What stands as a byline on the page; comments and teasers have authors too, and are not asked.
pub fn bylines(elements: &Elements<'_>) -> Vec<String> {
    static SELECTORS: [Selector; 11] = [
        LazyLock::new(|| Matcher::new("[itemprop=author] [itemprop=name]").ok()),
        LazyLock::new(|| Matcher::new("[itemprop=author]").ok()),
        LazyLock::new(|| Matcher::new("[rel=author]").ok()),
        LazyLock::new(|| Matcher::new(".byline").ok()),
        LazyLock::new(|| Matcher::new(".author-name").ok()),
        LazyLock::new(|| Matcher::new(".author").ok()),
        LazyLock::new(|| Matcher::new(".by-author").ok()),
        LazyLock::new(|| Matcher::new("article [class*=byline], main [class*=byline]").ok()),
        LazyLock::new(|| Matcher::new("article [class*=author], main [class*=author]").ok()),
        LazyLock::new(|| Matcher::new("[class*=byline]").ok()),
        LazyLock::new(|| Matcher::new("[class*=author]").ok()),
    ];
    for selector in &SELECTORS {
        // What stands above the heading is mostly other articles'.
        let below = nearby(elements.marked_below(selector));
        let nodes = if below.is_empty() { nearby(elements.select(selector, Among::Marked)) } else { below };
        // Several names may stand in elements of their own, with nothing between them.
        let is_short = |text: &String| count(text) <= MAX_BYLINE;
        let whole: Vec<String> = texts(nodes.iter().copied()).into_iter().filter(is_short).take(4).collect();
        let names = people(&whole);
        let apart: Vec<String> = nodes.iter().take(4).map(in_parts).filter(is_short).collect();
        let names_apart = people(&apart);
        let best = if names_apart.len() > names.len() { names_apart } else { names };
        if !best.is_empty() {
            return best;
        }
    }
    signatures(elements)
}

/// The first of `nodes` that is not in a box of comments or of other articles, and those that stand beside it.
fn nearby<'d>(nodes: impl Iterator<Item = NodeRef<'d>>) -> Vec<NodeRef<'d>> {
    /// How many elements around two names are asked whether they are the same.
    const NEAR: usize = 3;
    let mut nodes = nodes.filter(|node| !is_elsewhere(node));
    let Some(first) = nodes.next() else { return Vec::new() };
    let is_page = |node: &NodeRef<'d>| ["article", "main", "body", "html"].iter().any(|name| node.has_name(name));
    let around = |node: &NodeRef<'d>| {
        let above = node.ancestors_it(Some(NEAR)).enumerate().filter(|(at, above)| *at == 0 || !is_page(above));
        above.map(|(_, above)| above.id).collect::<Vec<_>>()
    };
    let own = around(&first);
    let beside = nodes.filter(|node| around(node).iter().any(|above| own.contains(above)));
    std::iter::once(first).chain(beside).collect()
}

/// Whether an element stands among comments or beside the article.
fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    /// How many of the elements around it are asked.
    const MOST: usize = 8;
    static BOXES: WordList = WordList::new(
        "comment comments commentlist respond related teaser teasers sidebar recommended trending popular",
    );
    let says = |value: &str| value.split(|c: char| !c.is_alphanumeric()).any(|word| BOXES.has(&word.to_lowercase()));
    let is_box = |node: &NodeRef<'_>| {
        node.has_name("aside") || ["class", "id"].iter().any(|name| node.attr(name).is_some_and(|value| says(&value)))
    };
    is_box(node) || node.ancestors_it(Some(MOST)).any(|above| !above.has_name("body") && is_box(&above))
}

/// What stands in elements whose classes have a word for who wrote, in any language.
fn signatures(elements: &Elements<'_>) -> Vec<String> {
    /// How many elements are looked at.
    const MOST: usize = 12;
    let is_short = |text: &String| count(text) <= MAX_BYLINE;
    let names_of = |node: NodeRef<'_>| {
        // Beside a link to an author stand the others.
        let around = node.parent().filter(|_| node.has_name("a")).map(|parent| in_parts(&parent)).filter(is_short);
        let text = around.or_else(|| Some(in_parts(&node)).filter(is_short));
        text.map(|text| people(&[text])).unwrap_or_default()
    };
    elements
        .signatures()
        .filter(|node| !is_elsewhere(node))
        .take(MOST)
        .map(names_of)
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Who signs on the page with the words of a byline ("By Ana Ruiz") where nothing on the page names any of `stated`: fields
/// often name who runs the site.
pub fn signed_by_others(stated: &[String], elements: &Elements<'_>, document: &Document) -> Option<Vec<String>> {
    let nodes = elements.marked().chain(elements.signatures());
    let texts = texts(nodes);
    let is_byline = |text: &&String| count(text) <= MAX_BYLINE && after_opening(text).is_some();
    let names = texts.iter().filter(is_byline).map(|text| names_in(text)).find(|names| !names.is_empty())?;
    let page = folded(&document.body()?.text());
    let is_named = |name: &String| {
        let name = folded(name);
        page.match_indices(&name).any(|(at, _)| !is_credit(page.get(..at).unwrap_or_default()))
    };
    (!names.iter().any(|name| stated.contains(name)) && !stated.iter().any(is_named)).then_some(names)
}

/// The texts below `node`, with bars between them.
fn in_parts(node: &NodeRef<'_>) -> String {
    let texts = node.descendants_it().filter(NodeRef::is_text).map(|node| node.text().trim().to_string());
    texts.filter(|text| !text.is_empty()).take(20).collect::<Vec<_>>().join(" | ")
}

/// Whether what stands before a name makes it that of who made the site: "Site design: ".
fn is_credit(before: &str) -> bool {
    /// How many words before the name are looked at.
    const NEAR: usize = 3;
    static CREDITS: WordList = WordList::new(
        "design designed designer webdesign webmaster powered developed developer development solution solutions hosted \
        hosting maintained built website yazilim tasarim realisation umsetzung gestaltung desarrollado desarrollo sviluppo \
        desenvolvido",
    );
    let words = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(NEAR).any(|word| CREDITS.has(word))
}

/// Whether what a field calls an author is one of `houses`, or the site at one of these addresses.
pub fn is_house_of(name: &str, houses: &[String]) -> bool {
    let squashed = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let own = squashed(name);
    houses.iter().any(|house| match house.split_once("://") {
        Some((_, rest)) => squashed(rest.split('/').next().unwrap_or("")).contains(&own),
        None => squashed(house).contains(&own) || is_part_of_house(name, house),
    })
}
