//! Who the articles say an actor is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::appearances::Seen;
use crate::actor::RoleEvidence;
use crate::actor::matching::distance::alike;
use crate::actor::matching::phonemes::{phonemes, plain};
use crate::article::PublicationDate;
use crate::corpus::Place;
use crate::ide::markdown::fold_spaces;
use crate::prose::states;

/// How many roles beside the headline: what articles say differently stands side by side, all of it but for lists
/// that nobody reads.
const OTHERS: usize = 9;

/// A wording with this many telling words is as full as it need be.
const FULL: usize = 5;

/// Words that tie a role to somebody named before.
const RELATIVE_WORDS: [&str; 7] = ["his", "her", "its", "their", "our", "my", "whose"];

/// Words that tell nothing of a role.
const EMPTY_WORDS: [&str; 22] = [
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "and", "or", "with", "by", "from", "his", "her", "its",
    "their", "who", "is", "was", "as",
];

/// Who an article says somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRole {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: Place,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

/// A role with what it is ranked by.
struct Told {
    role: CardRole,
    evidence: RoleEvidence,
    words: BTreeSet<String>,
}

/// The headline, then the roles that say something else, latest first. Of wordings that say the same the fullest
/// stands for all; the headline is the latest that says more than a bare title.
pub(super) fn roles(read: &[Seen]) -> Vec<CardRole> {
    let mut told: Vec<Told> = read.iter().filter_map(best_of).collect();
    told.sort_by_key(|told| (Reverse(told.role.published), told.role.place));
    let mut groups: Vec<Told> = Vec::new();
    for told in told.into_iter().filter(|told| !told.words.is_empty()) {
        match groups.iter_mut().find(|group| says_the_same(group, &told)) {
            Some(group) if told.fullness() > group.fullness() => *group = told,
            Some(_) => {}
            None => groups.push(told),
        }
    }
    // What says little is told only where nothing says more: first whose deputy somebody is, then with whom, then a rank.
    for says_little in [Told::is_relative, Told::is_affiliation, Told::is_bare_rank] {
        if groups.iter().any(|told| !says_little(told)) {
            groups.retain(|told| !says_little(told));
        }
    }
    // The first of equals is the latest.
    let headline = (0..groups.len()).min_by_key(|&at| groups.get(at).map(|told| (Reverse(told.weight()), at)));
    if let Some(headline) = headline {
        let headline = groups.remove(headline);
        groups.insert(0, headline);
    }
    groups.truncate(1 + OTHERS);
    groups.into_iter().map(|told| told.role).collect()
}

impl Told {
    /// Whether a sentence says who this is; a title is only a form of address.
    fn says_who(&self) -> bool {
        use RoleEvidence::{Apposition, Copula, Parenthesis, Relative};
        matches!(self.evidence, Apposition | Relative | Copula | Parenthesis)
    }

    /// Whether the words only say what somebody is to another ("his deputy"): read alone they say nothing.
    fn is_relative(&self) -> bool {
        let first = self.role.text.split(' ').next().unwrap_or_default().to_lowercase();
        RELATIVE_WORDS.contains(&first.as_str()) || self.words.contains("counterpart")
    }

    /// Whether the words only say to what somebody belongs ("of the Harbour Board").
    fn is_affiliation(&self) -> bool {
        self.role.text.starts_with("of ")
    }

    /// Whether the words are a military rank and nothing else.
    fn is_bare_rank(&self) -> bool {
        self.words.iter().all(|word| is_rank(word))
    }

    /// What a headline is chosen by: a bare title ("President", "Gen.") says little, one with its state or body, or a
    /// sentence that says who this is, says enough; among those the latest is true.
    fn weight(&self) -> u8 {
        let bare = self.words.iter().filter(|word| !is_tense(word) && !is_rank(word)).count() < 2;
        let kin = self.words.iter().any(|word| is_kin(word));
        match (bare, self.says_who()) {
            (true, false) => 0,
            (true, true) => 1,
            (false, _) if kin => 1,
            (false, _) => 2,
        }
    }

    fn fullness(&self) -> (bool, usize) {
        (self.says_who(), self.words.len().min(FULL))
    }
}

/// The best evidence of one article, the fullest words of it; a bare rank is the last of all.
fn best_of(seen: &Seen) -> Option<Told> {
    let appearance = &seen.appearance;
    let best = seen.said()?.roles.iter().min_by_key(|role| {
        let is_bare_rank = telling_words(&role.text).iter().all(|word| is_rank(word));
        (is_bare_rank, role.evidence, Reverse(role.text.len()), role.span)
    })?;
    let place = Place { article: appearance.article, span: best.span };
    let role = CardRole { text: fold_spaces(&best.text), place, published: appearance.published };
    Some(Told { words: telling_words(&role.text), role, evidence: best.evidence })
}

/// The words that say something, in lower case without marks; a state and its adjective are one.
fn telling_words(role: &str) -> BTreeSet<String> {
    let words = role.split(|c: char| !c.is_alphanumeric());
    let folded =
        words.map(|word| match states::state_of_demonym(word).filter(|_| word.starts_with(char::is_uppercase)) {
            Some(state) => plain(&state.name),
            None => singular(&plain(word)),
        });
    folded.filter(|word| word.chars().count() > 1 && !EMPTY_WORDS.contains(&word.as_str())).collect()
}

fn singular(word: &str) -> String {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() >= 4 && !stem.ends_with(['s', 'u', 'i']));
    match stem {
        Some(stem) if word != "affairs" && word != "corps" => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The last word of the name of the body that a role is held in ("head of the Harbour Guard" - "guard"), where it names
/// one.
fn body(role: &str) -> Option<String> {
    let (_, held_in) = role.split_once(" of ").or_else(|| role.split_once(" at "))?;
    let bare = held_in.split([',', ';', '(']).next()?;
    let rest = held_in.split_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let name = |text: &str| {
        let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut capitalised = words.filter(|word| word.starts_with(char::is_uppercase));
        capitalised.rfind(|word| states::state_of(word).is_none()).map(|word| singular(&plain(word)))
    };
    name(rest).or_else(|| name(bare))
}

/// Words that say that a role is over.
fn is_tense(word: &str) -> bool {
    matches!(word, "former" | "ex" | "ousted" | "deposed" | "outgoing" | "late" | "then")
}

/// Military ranks, which are held beside every office.
fn is_rank(word: &str) -> bool {
    const RANKS: &str = "gen general lt lieutenant maj major col colonel capt captain cmdr commander commodore adm admiral \
        rear brig brigadier sgt sergeant marshal";
    RANKS.split_whitespace().any(|rank| rank == word)
}

/// Whose relative somebody is says less than what they do.
fn is_kin(word: &str) -> bool {
    const KIN: &str = "son daughter grandson granddaughter grandfather grandmother father mother brother sister wife husband \
        widow widower niece nephew uncle aunt cousin heir";
    KIN.split_whitespace().any(|kin| kin == word)
}

/// Words that make another office of one.
fn is_lesser(word: &str) -> bool {
    matches!(word, "deputy" | "vice" | "acting" | "interim" | "assistant" | "caretaker" | "honorary" | "designate")
}

/// Whether two roles say the same: most words of the shorter stand in the other, both are held or both are over, of one
/// degree, and not in two bodies.
fn says_the_same(one: &Told, two: &Told) -> bool {
    let (a, b) = (&one.words, &two.words);
    let differ = |is: fn(&str) -> bool| a.iter().any(|word| is(word)) != b.iter().any(|word| is(word));
    if differ(is_tense) || differ(is_lesser) {
        return false;
    }
    let bodies = body(&one.role.text).zip(body(&two.role.text));
    if bodies.is_some_and(|(first, second)| {
        let known = |body: &str, words: &BTreeSet<String>| words.iter().any(|word| is_spelled(word, body));
        let initials = is_initials_of(&first, b) || is_initials_of(&second, a);
        !(initials || known(&first, b) && known(&second, a))
    }) {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = short.iter().filter(|word| long.iter().any(|other| is_spelled(other, word))).count();
    common * 5 >= short.len() * 3
}

/// Whether two words are spellings of one.
fn is_spelled(one: &str, two: &str) -> bool {
    one == two || one.len().min(two.len()) >= 4 && alike(&phonemes(one), &phonemes(two))
}

/// Whether a word may be the initials of some of these.
fn is_initials_of(word: &str, words: &BTreeSet<String>) -> bool {
    let begins = |letter: char| words.iter().any(|word| word.starts_with(letter));
    (2..=6).contains(&word.len()) && word.chars().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_wording_of_a_role_says_the_same_and_another_office_does_not() {
        let told = |text: &str| {
            let place = Place { article: crate::corpus::ArticleId(0), span: crate::text::Span::at(0) };
            let role = CardRole { text: text.to_owned(), place, published: None };
            Told { words: telling_words(text), role, evidence: RoleEvidence::Title }
        };
        let same = |a: &str, b: &str| says_the_same(&told(a), &told(b)) && says_the_same(&told(b), &told(a));
        assert!(same("the foreign minister", "foreign minister of Peru"));
        assert!(!same("foreign minister of Peru", "former ambassador to Peru"));
        assert!(!same("a lawyer", "the mayor"));
        assert!(!same("foreign minister of Peru", "former foreign minister of Peru"));
        assert!(same("Peruvian President", "President of Peru"));
        assert!(same("head of the Qalat Force", "Galat Force head"));
        assert!(!same("deputy head of the Harbour Guard", "head of the Harbour Guard"));
        assert!(!same("head of the Coast Corps", "head of Peru's Coast Corps (CC) Patrol Fleet"));
        assert!(same("head of the Coast Corps", "head of Peru's Coast Corps (CC)"));
    }
}
