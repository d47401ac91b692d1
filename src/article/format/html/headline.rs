//! The title of a page's article among what the page calls it.

use std::sync::LazyLock;

use dom_query::Matcher;
use rustc_hash::FxHashSet;

use super::elements::{Among, Elements, Selector, texts};
use crate::article::words::{count, folded};

/// How many words a heading needs before it can be a title beside what the page's fields say.
const LEAST_WORDS: usize = 2;

/// The title, in order of trust: structured data, `named` fields, the `title` element; of these the first that another of
/// them or the page's one great heading confirms, without the site's name that the heading does not have.
pub fn headline(
    elements: &Elements<'_>,
    data: Option<String>,
    named: &[Option<String>],
    page: Option<String>,
) -> Option<String> {
    let mut fields: Vec<String> = data.into_iter().chain(named.iter().flatten().cloned()).chain(page).collect();
    fields.dedup();
    let shown = shown(elements, &fields);
    // Structured data is often filled in by machines: what nothing else on the page confirms is no title.
    let is_confirmed = |field: &&String| {
        let others = || fields.iter().filter(|other| other != field).chain(shown.iter());
        others().next().is_none() || others().any(|other| likeness(field, other) >= 0.4)
    };
    let stated = fields.iter().find(is_confirmed).or(fields.first()).cloned();
    let Some(shown) = shown else { return stated };
    let Some(stated) = stated else { return Some(shown) };
    // Behind the title stands the site's name: "The Pier Sank - Harbour Weekly".
    let behind = folded(&stated).strip_prefix(&folded(&shown)).map(|rest| rest.trim_start().to_string());
    let is_site = behind.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()) && count(&rest) <= 8);
    let is_site = is_site || is_site_before(&folded(&stated), &folded(&shown));
    if is_site && count(&shown) > LEAST_WORDS { Some(shown) } else { Some(stated) }
}

/// "Harbour Weekly - The Pier Sank": before what the heading shows stands the site's name.
fn is_site_before(stated: &str, shown: &str) -> bool {
    let before = stated.strip_suffix(shown).map(str::trim_end);
    before.is_some_and(|before| before.ends_with(['-', '–', '—', '|', '·', '»']) && count(before) <= 8)
}

/// The heading over the article: the only great one, or the only one that a field confirms.
fn shown(elements: &Elements<'_>, fields: &[String]) -> Option<String> {
    static INSIDE: Selector = LazyLock::new(|| Matcher::new("article h1, main h1").ok());
    static ANYWHERE: Selector = LazyLock::new(|| Matcher::new("h1").ok());
    let mut headings = texts(elements.select(&INSIDE, Among::Headings));
    if headings.is_empty() {
        headings = texts(elements.select(&ANYWHERE, Among::Headings));
    }
    headings.dedup();
    headings.retain(|heading| count(heading) >= LEAST_WORDS && heading.len() < 400);
    if headings.len() > 1 {
        let is_confirmed = |heading: &String| fields.iter().any(|field| likeness(field, heading) >= 0.6);
        headings.retain(is_confirmed);
    }
    (headings.len() == 1).then(|| headings.pop()).flatten()
}

/// How much of the shorter title's words the other has, 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let least = one.len().min(other.len());
    if least == 0 { 0.0 } else { one.intersection(&other).count() as f64 / least as f64 }
}

/// The words of a title; of scripts without blanks, the pairs of characters.
fn words(title: &str) -> FxHashSet<String> {
    let lower = folded(title);
    if count(title) > title.split_whitespace().count() {
        let characters: Vec<char> = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        return characters.windows(2).map(|pair| pair.iter().collect()).collect();
    }
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}
