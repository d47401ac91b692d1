//! "Known as", "formerly", "renamed": where the text itself says that two names are one.

use std::sync::LazyLock;

use super::context::{after, before, between};
use super::nodes::Nodes;
use crate::actor::organisation::is_acronym;
use crate::prose::Kind;
use crate::text::Span;

/// What stands directly before the second name where a text says that it is another name of the first.
const PHRASES: &str = "known as, known locally as, known in english as, known in french as, better known as, also known as, \
    formerly known as, previously known as, now known as, also called, now called, formerly called, generally called, generally known as, widely known as, \
    usually called, commonly called, commonly known as, popularly known as, popularly called, locally called, \
    previously called, formerly, previously, renamed, rebranded as, rebranded itself, renamed itself, \
    calls itself, call themselves, called itself, calling itself, changed its name to, a.k.a., aka, \
    alias, conocido como, conocida como, conhecido como, conhecida como, connu sous le nom de, connue sous le nom de, dit, \
    bekannt als, detto, known to all as, known simply as, known by the acronym, known by its acronym, known by its french acronym, whose real name is, \
    born, nom de guerre, known by his nom de guerre";
static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| PHRASES.split(", ").collect());
/// How far apart the two names may stand, in bytes.
const REACH: usize = 160;

/// Joins names where the text says that they are one.
pub(super) fn join(nodes: &mut Nodes<'_>) {
    for name in 1..nodes.names.len() {
        let second = nodes.node_of(name);
        let lead = before(nodes.document, own_span(nodes, name), 60);
        if is_inverted(nodes, name, lead) || is_other_acronym(nodes, name, lead) {
            let (one, two) = (nodes.node_of(name - 1), second);
            if nodes.kind(one) == nodes.kind(two) && nodes.kind(two) != Kind::State {
                nodes.join(one, two);
            }
            continue;
        }
        if !may_introduce(lead) {
            continue;
        }
        let lead = lead.to_lowercase();
        let lead =
            lead.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '*' | '_'));
        // "better known by its Indonesian acronym, Bakamla"
        let lead = lead.strip_suffix(',').filter(|lead| tells_acronym(lead)).unwrap_or(lead);
        let lead = lead.strip_suffix(" the").or_else(|| lead.strip_suffix(" its")).unwrap_or(lead);
        let named = LIST.iter().any(|phrase| ends_with_words(lead, phrase)) || tells_acronym(lead);
        // "which its own media call X": a relative clause about what was named, whatever stands between.
        let relative = !named && ["call", "calls", "called"].iter().any(|verb| ends_with_words(lead, verb));
        if !named && !relative {
            continue;
        }
        let kind = nodes.kind(second);
        let first = (0..name).rev().take(6).find(|&other| {
            let other_node = nodes.node_of(other);
            nodes.kind(other_node) == kind && other_node != second
        });
        let Some(first) = first else { continue };
        let Some(gap) = between(nodes.document, nodes.span(first), nodes.span(name), REACH) else { continue };
        let ends = ends_phrase(after(nodes.document, nodes.span(name), 4));
        let says = if relative { says_which(gap) } else { ends && is_plain(gap, kind) };
        if says && kind != Kind::State && !gap.contains(". ") {
            nodes.join(nodes.node_of(first), second);
        }
    }
}

/// Where the name begins with its title: 'alias “Captain Bane”'.
fn own_span(nodes: &Nodes<'_>, name: usize) -> Span {
    let title = nodes.names.get(name).and_then(|name| name.title);
    title.map_or(nodes.span(name), |title| title.join(nodes.span(name)))
}

/// "known by its Spanish acronym", "known by its initials as".
fn tells_acronym(lead: &str) -> bool {
    let lead = lead.strip_suffix(" as").unwrap_or(lead);
    let mut nouns = [" acronym", " initials", " abbreviation"].iter();
    let Some(before) = nouns.find_map(|noun| lead.strip_suffix(noun)) else { return false };
    let said = before.rsplit_once(" by ").map_or("", |(_, said)| said);
    matches!(said.split_once(' '), Some(("its" | "the" | "their", language)) if !language.contains(' '))
        || matches!(said, "its" | "the" | "their")
}

/// "the Corn Board (CB, also JM)", "(CB, in Spanish usually JM)": two acronyms in one pair of parentheses.
fn is_other_acronym(nodes: &Nodes<'_>, name: usize, lead: &str) -> bool {
    let other = lead.ends_with(" also ") || lead.contains(", in ");
    other
        && is_acronym(nodes.text(nodes.node_of(name)))
        && is_acronym(nodes.text(nodes.node_of(name - 1)))
        && before(nodes.document, nodes.span(name - 1), 1).ends_with('(')
        && between(nodes.document, nodes.span(name - 1), nodes.span(name), 40)
            .is_some_and(|gap| (gap == ", also " || gap.starts_with(", in ")) && !gap.contains([')', '(', '.', ';']))
}

/// "the Junta del Maíz (JM), as the Corn Board is known in Spanish": the second name explains the first.
fn is_inverted(nodes: &Nodes<'_>, name: usize, lead: &str) -> bool {
    const ENDS: [&str; 6] =
        [" is known", " is called", " are known", " is also known", " is locally known", " calls itself"];
    (lead.ends_with(", as the ") || lead.ends_with(", as "))
        && ENDS.iter().any(|end| after(nodes.document, nodes.span(name), 24).starts_with(end))
        && between(nodes.document, nodes.span(name - 1), nodes.span(name), 12)
            .is_some_and(|gap| gap.trim_start_matches(')').starts_with(", as "))
}

/// What most names fail at once: one of the last two words before is one that a phrase ends with.
fn may_introduce(lead: &str) -> bool {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '*' | '_' | ',');
    lead.rsplit(is_edge).filter(|word| !word.is_empty()).take(2).any(|word| may_end_phrase(word.as_bytes()))
}

/// Whether a word ends as one of the last two of a phrase does.
fn may_end_phrase(word: &[u8]) -> bool {
    // By the last letter.
    let ends: &[&str] = match word.last().map(u8::to_ascii_lowercase) {
        Some(b's') => &["as", "themselves", "alias", "is", "calls", "als", "initials"],
        Some(b'd') => &["called", "renamed"],
        Some(b'y') => &["formerly", "previously"],
        Some(b'f') => &["itself"],
        Some(b'o') => &["to", "como", "detto"],
        Some(b'.') => &["a.k.a."],
        Some(b'a') => &["a.k.a", "aka"],
        Some(b'm') => &["acronym", "nom"],
        Some(b'n') => &["born", "abbreviation"],
        Some(b'e') => &["guerre", "de"],
        Some(b'l') => &["call"],
        Some(b't') => &["dit"],
        _ => &[],
    };
    ends.iter().any(|end| {
        let start = word.len().checked_sub(end.len());
        start.and_then(|start| word.get(start..)).is_some_and(|own| own.eq_ignore_ascii_case(end.as_bytes()))
    })
}

fn ends_with_words(text: &str, phrase: &str) -> bool {
    // Most differ in the last letter.
    let is_near = text.as_bytes().last() == phrase.as_bytes().last();
    is_near && text.strip_suffix(phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn says_which(gap: &str) -> bool {
    [", which ", ", that ", " which ", " whom "].iter().any(|word| gap.contains(word))
}

/// Whether nothing stands between the names but the phrase and what belongs to it. Of persons "formerly" and
/// "previously" tell an office ("X, previously Y's deputy").
fn is_plain(gap: &str, kind: Kind) -> bool {
    let near = if kind == Kind::Person { 40 } else { 90 };
    let office =
        kind == Kind::Person && (gap.contains("formerly") || gap.contains("previously")) && !gap.contains("known");
    gap.len() <= near && !gap.contains(';') && !office
}

/// Whether the second name ends its phrase, so that it is not the owner of what follows.
fn ends_phrase(after: &str) -> bool {
    let closing = |c: char| matches!(c, ',' | '.' | ';' | ':' | ')' | '"' | '”' | '’' | '*' | '_' | '—');
    after.is_empty()
        || after.starts_with(closing) && !after.starts_with("’s")
        || after.starts_with(" (")
        || after.starts_with(" –")
        || [" in", " an", " is", " ha", " wa", " on", " fo", " wh"].iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_passes_what_most_names_fail() {
        for phrase in PHRASES.split(", ").chain(["call", "calls", "called"]) {
            for lead in
                [format!("X, {phrase} "), format!("X, {phrase} the “"), format!("X, {} its '", phrase.to_uppercase())]
            {
                assert!(may_introduce(&lead), "{lead}");
            }
        }
        assert!(!may_introduce("the men who met ") && !may_introduce("") && !may_introduce("“ "));
    }
}
