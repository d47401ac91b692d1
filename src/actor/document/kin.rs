//! "Lund's father, Petar Lund": somebody whom the text introduces as a relative is not the one whose name ends alike.

use super::context::before;
use super::nodes::Nodes;
use crate::text::{Span, WordList};

/// Relatives who may have the family name of somebody.
static KIN: WordList = WordList::new(
    "father mother son daughter brother sister uncle aunt nephew niece cousin grandfather grandmother grandson \
    granddaughter namesake wife husband widow widower half-brother half-sister stepson stepfather twin",
);
/// How much text before a name is looked at, in bytes.
const REACH: usize = 60;
/// How many mentions of a name are looked at.
const MOST: usize = 32;

/// Whether the text shows that the full name `short` is not the longer one that ends with it: it is introduced as
/// somebody's relative, or the longer one is so after it.
pub(super) fn tells_two(nodes: &Nodes<'_>, short: usize, longer: usize) -> bool {
    let first = |node: usize| nodes.names_of(node).first().map_or(0, |&name| nodes.span(name).start());
    is_introduced(nodes, short) || first(short) < first(longer) && is_introduced(nodes, longer)
}

/// Whether some mention of the node stands behind an owner and a word for a relative.
fn is_introduced(nodes: &Nodes<'_>, node: usize) -> bool {
    nodes.names_of(node).iter().take(MOST).any(|&name| {
        let title = nodes.names.get(name).and_then(|name| name.title);
        let span = nodes.span(name);
        let start = title.map_or(span.start(), |title| title.start());
        follows_kin(before(nodes.document, Span::new(start, span.end()), REACH))
            || title.is_some_and(|title| {
                KIN.has(title.of(nodes.document).rsplit(' ').next().unwrap_or(""))
                    && is_owner(last_word(before(nodes.document, title, REACH)))
            })
    })
}

/// "his elder brother, the late ": an owner, a relative with at most one word before it, and the like.
fn follows_kin(lead: &str) -> bool {
    let lead = lead.trim_end();
    let lead = lead.strip_suffix(',').unwrap_or(lead);
    let mut words = lead.rsplit(' ').filter(|word| !word.is_empty());
    let kin = words.next().is_some_and(|word| KIN.has(word));
    kin && words.take(2).any(is_owner)
}

fn last_word(lead: &str) -> &str {
    lead.trim_end().rsplit(' ').next().unwrap_or("")
}

fn is_owner(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(lower.as_str(), "his" | "her" | "their" | "whose") || word.ends_with("'s") || word.ends_with("’s")
}
