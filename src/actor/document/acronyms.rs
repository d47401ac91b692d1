//! Acronyms beside their long forms: "Northern Fisheries Board (NFB)", "NFB (Northern Fisheries Board)".
//!
//! After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003),
//! with one addition: in "(PKK)" the letters may stand for the long form in another language, so half of them
//! suffice, in any order, where the parentheses hold nothing else.

use super::context::{after, before, between};
use super::nodes::Nodes;
use crate::actor::bodies::body_of;
use crate::actor::organisation::is_acronym;
use crate::prose::Kind;

/// Joins every long form with the acronym in parentheses beside it.
pub(super) fn join(nodes: &mut Nodes<'_>) {
    for name in 1..nodes.names.len() {
        let (first, second) = (nodes.span(name - 1), nodes.span(name));
        let Some(gap) = between(nodes.document, first, second, 12) else { continue };
        let (one, two) = (nodes.node_of(name - 1), nodes.node_of(name));
        if says_short_form(gap, after(nodes.document, second, 4)) && may_be_one(nodes, one, two) {
            let (one_text, two_text) = (nodes.text(one), nodes.text(two));
            let fits = match (is_acronym(one_text), is_acronym(two_text)) {
                (false, true) => stands_for(two_text, one_text),
                (true, false) => gap.contains("or") && stands_for(one_text, two_text),
                _ => false,
            };
            if fits {
                nodes.join(one, two);
            }
            continue;
        }
        let opened = gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\''));
        let closes =
            after(nodes.document, second, 4).trim_start_matches(['"', '”', '’', '\'']).starts_with([')', ';', ',']);
        if opened != "(" || !closes {
            continue;
        }
        if !may_be_one(nodes, one, two) {
            continue;
        }
        let (one_text, two_text) = (nodes.text(one), nodes.text(two));
        let fits = match (is_acronym(one_text), is_acronym(two_text)) {
            (false, true) => stands_for(two_text, one_text) || covers_half(two_text, one_text),
            (true, false) => stands_for(one_text, two_text),
            // "Junta de Granos del Norte (Jugrano)"
            (false, false) => {
                !two_text.contains(' ') && two_text.chars().count() >= 4 && stands_for(two_text, one_text)
            }
            _ => false,
        };
        // "Fish Welfare Commission (XKP)": letters of another language, which the document goes on to use.
        let used = !fits
            && is_acronym(two_text)
            && two_text.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_INITIALS
            && one_text.contains(' ')
            && body_of(two_text).is_none()
            && explains_once(nodes, two);
        if fits || used {
            nodes.join(one, two);
        }
    }
}

/// Whether the acronym stands once in parentheses behind a name and elsewhere without.
fn explains_once(nodes: &Nodes<'_>, acronym: usize) -> bool {
    let bare = |name: &&usize| !before(nodes.document, nodes.span(**name), 2).ends_with('(');
    let all = nodes.names_of(acronym);
    let free = all.iter().filter(bare).count();
    free >= 1 && all.len() - free == 1
}

/// Joins an acronym with the one organisation of the document whose words begin with its letters, each with one: "the
/// Northern Fisheries Board … the NFB".
pub(super) fn join_initials(nodes: &mut Nodes<'_>) {
    let is_body = |node: usize| nodes.kind(node) == Kind::Organisation;
    let mut long_forms: Vec<(String, usize)> = Vec::new();
    for node in (0..nodes.len()).filter(|&node| is_body(node) && !is_acronym(nodes.text(node))) {
        long_forms.extend(initials(nodes.text(node)).into_iter().map(|letters| (letters, node)));
    }
    if long_forms.is_empty() {
        return;
    }
    let short = (0..nodes.len()).filter(|&node| is_body(node) && is_acronym(nodes.text(node)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for node in short {
        let letters: String = nodes.text(node).chars().filter(|c| c.is_alphanumeric()).collect();
        let explained = (0..nodes.len())
            .any(|other| other != node && nodes.root(other) == nodes.root(node) && !is_acronym(nodes.text(other)));
        if letters.chars().count() < FEWEST_INITIALS || explained {
            continue;
        }
        let mut roots: Vec<usize> =
            long_forms.iter().filter(|(own, _)| *own == letters).map(|(_, long)| nodes.root(*long)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots.as_slice() {
            pairs.push((node, *only));
        }
    }
    for (short, long) in pairs {
        nodes.join(short, long);
    }
}

/// The first letters of the words with a capital, of three words at least: all of them, and those without what says
/// whose the body is ("U.S. Drug Enforcement Administration").
fn initials(long: &str) -> Vec<String> {
    let words: Vec<&str> = long.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).collect();
    let letters = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let mut all = Vec::new();
    if words.len() >= FEWEST_INITIALS {
        all.push(letters(&words));
    }
    if let Some((first, rest)) = words.split_first()
        && rest.len() >= FEWEST_INITIALS
        && (crate::prose::states::state_of_demonym(first).is_some() || crate::prose::states::state_of(first).is_some())
    {
        all.push(letters(rest));
    }
    all
}

/// Two letters are the initials of too much.
const FEWEST_INITIALS: usize = 3;

/// Whether the words between two names say that the second is the first's short form: "the GCC, or Gulf Cooperation
/// Council,", "the Joint Mission, JMIN,".
fn says_short_form(gap: &str, after: &str) -> bool {
    let ends = after.is_empty() || after.starts_with([',', '.', ';', ')']) || after.starts_with(" —");
    ends && matches!(gap, ", or " | ", or the " | " or " | ", " | " — " | " – " | ", i.e. " | ", in short ")
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
