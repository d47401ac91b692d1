//! Acronyms beside their long forms: "Northern Fisheries Board (NFB)", "NFB (Northern Fisheries Board)".
//!
//! After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003),
//! with one addition: in "(PKK)" the letters may stand for the long form in another language, so half of them
//! suffice, in any order, where the parentheses hold nothing else.

use super::context::{after, before, between};
use super::nodes::Nodes;
use crate::actor::bodies::body_of;
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::prose::Kind;
use crate::prose::names::{is_common_word, is_known_body};

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
                // "the Jatiya Krishak Dal, or Farmers' Party,": only one of them is English.
                (false, false) => gap.starts_with(", or ") && one_is_foreign(one_text, two_text),
                (true, true) => false,
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
                !two_text.contains(' ')
                    && two_text.chars().count() >= 4
                    && (stands_for(two_text, one_text)
                        || covers_half(&capitals(two_text), one_text)
                        || is_foreign_word(one_text, two_text))
            }
            // "PXIN (PXIS)"
            (true, true) => begin_alike(one_text, two_text),
        };
        let fits = fits || is_foreign_short(one_text, two_text);
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

/// The capitals of "FoHa", where it has two at least.
fn capitals(short: &str) -> String {
    let capitals: String = short.chars().filter(|c| c.is_uppercase()).collect();
    if capitals.chars().count() < 2 { String::new() } else { capitals }
}

/// "the Democratic Tide (Almad)": behind a name whose words say that it is a body, one word that no list knows as another.
fn is_foreign_word(long: &str, short: &str) -> bool {
    OrganisationName::new(long).has_generic() && !is_known_body(short) && !is_common_word(short)
}

/// Whether two acronyms share more than half of their letters, from the first on: long forms that end with different words.
fn begin_alike(one: &str, two: &str) -> bool {
    let shared = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    shared >= 2 && shared * 2 > one.chars().count().max(two.chars().count())
}

/// "Freedom and Harvest Party (SRP)": letters of another language. The words say that it is a body, one letter at least
/// is theirs, and the acronym is nobody's that the world knows, as an agency's is that gave the news.
fn is_foreign_short(long: &str, short: &str) -> bool {
    let letters = || short.chars().filter(|c| c.is_alphabetic());
    let initials = || long.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    is_acronym(short)
        && !is_acronym(long)
        && letters().count() >= FEWEST_INITIALS
        && long.split_whitespace().count() >= 2
        && initials().any(|initial| letters().any(|letter| letter == initial))
        && OrganisationName::new(long).has_generic()
        && body_of(short).is_none()
        && !is_known_body(short)
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
    let ends = after.is_empty()
        || after.starts_with([',', '.', ';', ')'])
        || [" —", " –", " ("].iter().any(|end| after.starts_with(end));
    ends && matches!(gap, ", or " | ", or the " | " or " | ", " | " — " | " – " | ", i.e. " | ", in short ")
}

/// Whether two names of several words are of two languages: one has a word that says what body it is, the other none.
fn one_is_foreign(one: &str, two: &str) -> bool {
    let several = |name: &str| name.contains(' ');
    several(one) && several(two) && OrganisationName::new(one).has_generic() != OrganisationName::new(two).has_generic()
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
    let letters: Vec<char> = acronym.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    if initials.len() < 2 || letters.is_empty() {
        return false;
    }
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
