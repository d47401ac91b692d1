//! Acronyms beside their long forms: "Northern Fisheries Board (NFB)", "NFB (Northern Fisheries Board)".
//!
//! After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003),
//! with one addition: in "(PKK)" the letters may stand for the long form in another language, so half of them
//! suffice, in any order, where the parentheses hold nothing else.

use super::context::{after, between};
use super::nodes::Nodes;
use crate::actor::organisation::is_acronym;
use crate::prose::Kind;

/// Joins every long form with the acronym in parentheses beside it.
pub(super) fn join(nodes: &mut Nodes<'_>) {
    for name in 1..nodes.names.len() {
        let (first, second) = (nodes.span(name - 1), nodes.span(name));
        let Some(gap) = between(nodes.document, first, second, 8) else { continue };
        let opened = gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\''));
        let closes =
            after(nodes.document, second, 4).trim_start_matches(['"', '”', '’', '\'']).starts_with([')', ';', ',']);
        if opened != "(" || !closes {
            continue;
        }
        let (one, two) = (nodes.node_of(name - 1), nodes.node_of(name));
        if !may_be_one(nodes, one, two) {
            continue;
        }
        let (one_text, two_text) = (nodes.text(one), nodes.text(two));
        let fits = match (is_acronym(one_text), is_acronym(two_text)) {
            (false, true) => stands_for(two_text, one_text) || covers_half(two_text, one_text),
            (true, false) => stands_for(one_text, two_text),
            _ => false,
        };
        if fits {
            nodes.join(one, two);
        }
    }
}

fn may_be_one(nodes: &Nodes<'_>, one: usize, two: usize) -> bool {
    one != two && nodes.kind(one) == nodes.kind(two) && nodes.kind(one) != Kind::Person
}

/// Whether the letters of `acronym` stand in `long` in order, each at the beginning of a word or, after the first,
/// inside one, and the first at the beginning of the first.
pub(super) fn stands_for(acronym: &str, long: &str) -> bool {
    let long: Vec<char> = long.to_lowercase().chars().collect();
    let short: Vec<char> = acronym.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut at = long.len();
    for (index, &letter) in short.iter().enumerate().rev() {
        loop {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            let starts_word = at == 0 || long.get(at - 1).is_some_and(|c| !c.is_alphanumeric());
            if long.get(at) == Some(&letter) && (index > 0 || starts_word) {
                break;
            }
        }
    }
    let first_word = long.iter().take_while(|c| !c.is_whitespace()).count();
    short.len() >= 2 && long.contains(&' ') && (at == 0 || at <= first_word + 5)
}

/// Whether at least half of the letters of `acronym` begin words of `long`, in whatever order.
fn covers_half(acronym: &str, long: &str) -> bool {
    let long = long.to_lowercase();
    let mut initials: Vec<char> =
        long.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect();
    if initials.len() < 2 {
        return false;
    }
    let letters: Vec<char> = acronym.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let found = letters.iter().filter(|letter| {
        let place = initials.iter().position(|initial| initial == *letter);
        place.map(|place| initials.swap_remove(place)).is_some()
    });
    found.count() * 2 >= letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_words() {
        assert!(stands_for("NFB", "Northern Fisheries Board"));
        assert!(stands_for("MoFA", "Ministry of Foreign Affairs"));
        assert!(stands_for("UNOCHA", "UN Office for the Coordination of Humanitarian Affairs"));
        assert!(!stands_for("AFP", "Northern Fisheries Board"));
        assert!(covers_half("MHP", "National Movement Party"));
        assert!(!covers_half("AFP", "Evening Standard"));
    }
}
