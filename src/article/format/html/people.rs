//! Who wrote a page's article: names out of fields and bylines, in any script.

use dom_query::{Document, NodeRef};

use super::meta::texts;
use crate::article::metadata::authors::names_in;
use crate::article::words::{count, folded};

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
pub fn bylines(document: &Document) -> Vec<String> {
    let selectors = [
        "[itemprop=author] [itemprop=name]",
        "[itemprop=author]",
        "[rel=author]",
        ".byline",
        ".author-name",
        ".author",
        ".by-author",
        "article [class*=byline], main [class*=byline]",
        "article [class*=author], main [class*=author]",
        "[class*=byline]",
        "[class*=author]",
    ];
    for selector in selectors {
        let texts = texts(document, selector);
        let whole: Vec<String> = texts.into_iter().filter(|text| count(text) <= MAX_BYLINE).take(4).collect();
        let names = people(&whole);
        // Several names may stand in elements of their own, with nothing between them.
        let nodes = document.select(selector);
        let apart: Vec<String> =
            nodes.nodes().iter().take(4).map(in_parts).filter(|text| count(text) <= MAX_BYLINE).collect();
        let names_apart = people(&apart);
        let best = if names_apart.len() > names.len() { names_apart } else { names };
        if !best.is_empty() {
            return best;
        }
    }
    Vec::new()
}

/// The texts below `node`, with bars between them.
fn in_parts(node: &NodeRef<'_>) -> String {
    let texts = node.descendants_it().filter(NodeRef::is_text).map(|node| node.text().trim().to_string());
    texts.filter(|text| !text.is_empty()).take(20).collect::<Vec<_>>().join(" | ")
}

/// Whether what a field calls an author is one of `houses`, or the site at one of these addresses.
pub fn is_house_of(name: &str, houses: &[String]) -> bool {
    let squashed = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let own = squashed(name);
    houses.iter().any(|house| match house.split_once("://") {
        Some((_, rest)) => squashed(rest.split('/').next().unwrap_or("")).contains(&own),
        None => squashed(house).contains(&own),
    })
}
