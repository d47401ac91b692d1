//! The name of an organisation taken apart: whose it is, and the words that make it.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashSet;

use super::bodies::body_of;
use super::matching::distance;
use super::matching::phonemes::{block_code, is_silent, phonemes, plain};
use crate::prose::names::{is_common_word, is_trade};
use crate::prose::states::{self, State, StateForm};
use crate::text::WordList;

/// An organisation's name, ready to be compared.
#[derive(Clone, Debug)]
pub struct OrganisationName {
    /// The state whose it is, where the name says so ("Russian Foreign Ministry").
    pub of: Option<&'static State>,
    /// Its words without function words, in lower case without marks, in one number and spelling.
    pub words: Vec<String>,
    /// Whether it is one word in capitals ("NATO").
    pub acronym: bool,
    /// Whether the first of several words is one in capitals ("IRGC Qods Force").
    pub begins_with_acronym: bool,
    /// The sounds of its words, once they were asked for.
    sounds: OnceLock<Box<[Sounds]>>,
}

/// What a word sounds like.
#[derive(Clone, Debug)]
pub struct Sounds {
    /// Whether it stands for thousands of bodies.
    pub generic: bool,
    /// Folded.
    pub phonemes: Box<[char]>,
    /// The code of its sounds, which all its spellings share, unless it is silent.
    pub code: u64,
    /// Whether it has vowels alone.
    pub silent: bool,
}

/// Words that stand for thousands of bodies: a name made of nothing else does not say which it is.
static GENERIC: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("generic.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});
static FUNCTION: WordList = WordList::new("the of for and on in to a an de du la le des al el");
/// What names a company or a group besides its name.
static DESIGNATORS: WordList = WordList::new(
    "group inc incorporated corp corporation company co ltd limited llc plc ag gmbh sa spa nv oao \
    pjsc srl sl sas sarl ltda lda ab as asa oy bv kg pty pte jsc ooo holding movement network militia organization newspaper party",
);

impl OrganisationName {
    /// Takes `name` apart.
    pub fn new(name: &str) -> OrganisationName {
        let words: Vec<&str> = name.split_whitespace().collect();
        let acronym = is_acronym(name);
        let begins_with_acronym = words.len() > 1 && words.first().is_some_and(|word| is_acronym(word));
        let (of, rest) = if acronym { (None, words.as_slice()) } else { without_state(&words) };
        let words =
            rest.iter().flat_map(|word| word.split(['-', '‐', '‑', '/'])).map(word).filter(|word| !word.is_empty());
        let (function, content): (Vec<String>, Vec<String>) = words.partition(|word| FUNCTION.has(word));
        let words = if content.is_empty() { function } else { content };
        OrganisationName { of, words: reworded(words), acronym, begins_with_acronym, sounds: OnceLock::new() }
    }

    /// Whether the words alone do not say which body it is ("Foreign Ministry", "Congress").
    pub fn is_generic(&self) -> bool {
        self.words.iter().all(|word| is_generic(word)) || self.is_ministry()
    }

    /// "Ministry of Commerce", "Agriculture Department": every state has one, whatever it is in charge of.
    fn is_ministry(&self) -> bool {
        let heads = |word: &String| matches!(word.as_str(), "ministry" | "department");
        self.words.len() > 1
            && self.words.iter().any(heads)
            && self.words.iter().all(|word| is_generic(word) || is_common_word(word))
    }

    /// Whether some of its words say what body it is.
    pub fn has_generic(&self) -> bool {
        self.words.iter().any(|word| is_generic(word))
    }

    /// Its words that few other bodies have.
    pub fn own_words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str).filter(|word| !is_generic(word))
    }

    /// Whether it is known whose it is, or the words say enough.
    pub fn is_certain(&self) -> bool {
        self.of.is_some() || !self.is_generic()
    }

    /// A key under which every spelling of exactly this name falls, whosever it is.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }

    /// Whether the two are one name: the same words, spelled alike, and nothing that says they are different states'.
    pub fn is_same(&self, other: &OrganisationName) -> bool {
        let states = || match (self.of, other.of) {
            (Some(one), Some(two)) => one.name == two.name,
            (None, None) => true,
            _ => !self.is_generic(),
        };
        self.words.len() == other.words.len()
            && (self.words == other.words
                || self.heard().zip(other.heard()).all(|(one, two)| alike(one, two)) && !self.are_known(other))
            && states()
    }

    /// Whether the two, which are spelled otherwise, are one word each that bodies are known by: the "Saeima", the "Seimas".
    fn are_known(&self, other: &OrganisationName) -> bool {
        let ([one], [two]) = (self.words.as_slice(), other.words.as_slice()) else { return false };
        matches!((body_of(one), body_of(two)), (Some(one), Some(two)) if one != two)
    }

    /// What each of its words sounds like.
    pub fn sounds(&self) -> &[Sounds] {
        self.sounds.get_or_init(|| {
            let heard = |word: &String| {
                let phonemes = phonemes(word);
                Sounds {
                    generic: is_generic(word),
                    code: block_code(&phonemes),
                    silent: phonemes.iter().all(|&sound| is_silent(sound)),
                    phonemes: phonemes.into(),
                }
            };
            self.words.iter().map(heard).collect()
        })
    }

    /// Its words, each with what it sounds like.
    fn heard(&self) -> impl Iterator<Item = (&str, &Sounds)> {
        self.words.iter().map(String::as_str).zip(self.sounds())
    }

    /// Whether this is `longer` without the words before it that say whose it is ("Qods Force", "IRGC Qods Force").
    pub fn is_tail_of(&self, longer: &OrganisationName) -> bool {
        let Some(before) = longer.words.len().checked_sub(self.words.len()) else { return false };
        // "Sri Lanka Ports Authority" is no end of the "Chittagong Port Authority".
        before == 1
            && self.of.is_none()
            && self.words.len() >= 2
            && longer.words.ends_with(&self.words)
            && !self.is_generic()
    }

    /// Whether this is `longer` without what only says that it is a company, a group or the like.
    pub fn is_head_of(&self, longer: &OrganisationName) -> bool {
        let Some(rest) = longer.words.strip_prefix(self.words.as_slice()) else { return false };
        !rest.is_empty() && rest.iter().all(|word| DESIGNATORS.has(word)) && !self.is_generic()
    }

    /// Whether this is what a document calls the firm `longer` for short: "Palmgrove" of the "Palmgrove Merchant Bank",
    /// "Wisłoka" of the "Zakłady Mechaniczne Wisłoka".
    pub fn is_firm_of(&self, longer: &OrganisationName) -> bool {
        if self.acronym || self.is_generic() || self.of != longer.of || longer.words.len() <= self.words.len() {
            return false;
        }
        if let Some(rest) = longer.words.strip_prefix(self.words.as_slice()) {
            return rest.iter().all(|word| is_trade(word) || DESIGNATORS.has(word));
        }
        let is_foreign = |word: &String| !is_common_word(word) && !is_generic(word);
        // "Fiat Chrysler" is no Chrysler.
        self.words.len() == 1
            && longer.words.len() > 2
            && longer.words.ends_with(&self.words)
            && longer.words.iter().all(is_foreign)
    }

    /// How many words the two share, by the longer one's count: 1 for the same words.
    pub fn overlap(&self, other: &OrganisationName) -> f32 {
        let shared = self.heard().filter(|word| other.heard().any(|two| alike(*word, two))).count();
        shared as f32 / self.words.len().max(other.words.len()).max(1) as f32
    }
}

/// `name` without the last word, where that only says that it is a company, a group or the like.
pub(super) fn without_designator(name: &str) -> Option<&str> {
    let (bare, last) = name.trim_end_matches('.').rsplit_once(' ')?;
    DESIGNATORS.has(&last.to_lowercase()).then(|| bare.trim_end_matches(','))
}

/// Whether `name` is one word of capitals (digits and full stops among them).
pub fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=10).contains(&letters)
        && name.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '-' | '&' | '/'))
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(word)
}

/// Whether two words of names are spellings of one: equal, or long enough to tell and of one sound.
fn alike((one, heard): (&str, &Sounds), (two, other): (&str, &Sounds)) -> bool {
    one == two
        || one.len().min(two.len()) >= 4
            && !heard.generic
            && !other.generic
            && (heard.code == other.code || heard.silent || other.silent)
            && distance::alike(&heard.phonemes, &other.phonemes)
}

/// The state that the name begins or ends with, and the words without it.
fn without_state<'w, 't>(words: &'w [&'t str]) -> (Option<&'static State>, &'w [&'t str]) {
    let words = words.strip_prefix(&["the"]).or_else(|| words.strip_prefix(&["The"])).unwrap_or(words);
    for length in (1..=3).rev().filter(|_| may_begin_state(words)) {
        let Some((head, rest)) = words.split_at_checked(length) else { continue };
        let head = head.join(" ");
        let head = head.trim_end_matches("'s").trim_end_matches("’s");
        let state = states::state_of_demonym(head).or_else(|| named(head));
        if state.is_some() && !rest.is_empty() {
            return (state, rest);
        }
    }
    for length in (1..=5).rev() {
        let Some(at) = words.len().checked_sub(length).filter(|at| *at >= 2) else { continue };
        let (before, tail) = words.split_at(at);
        let article = matches!(before.last(), Some(&"the"));
        let before_of = if article { before.get(..before.len() - 1).unwrap_or(before) } else { before };
        if let Some((&"of", head)) = before_of.split_last()
            && let Some(state) = named(&tail.join(" "))
            && !head.is_empty()
        {
            return (Some(state), head);
        }
    }
    (None, words)
}

/// Whether a state, its capital, its people or what is theirs may be called so that it begins with the first of the words.
fn may_begin_state(words: &[&str]) -> bool {
    static FIRST: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let forms = states::all().iter().flat_map(|state| {
            [&state.names, &state.capitals, &state.metonyms, &state.adjectives, &state.people].into_iter().flatten()
        });
        forms.map(|form| first_word(&without_stops(form)).to_owned()).collect()
    });
    // What is not ASCII, an article or a possessive is looked up.
    words.first().is_some_and(|word| {
        !word.is_ascii() || word.ends_with("'s") || word.eq_ignore_ascii_case("the") || {
            let plain = without_stops(word);
            let first = first_word(&plain);
            first.is_empty() || FIRST.contains(first)
        }
    })
}

fn without_stops(form: &str) -> String {
    let mut plain = plain(form);
    plain.retain(|letter| letter != '.');
    plain
}

/// The first word of a form, as forms of states are compared.
fn first_word(plain: &str) -> &str {
    let bare = plain.trim_start().strip_prefix("the ").unwrap_or(plain);
    bare.trim_start().split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–')).next().unwrap_or("")
}

/// A state by one of its own names: bodies are named after states, newspapers after capitals.
fn named(form: &str) -> Option<&'static State> {
    states::look_up(form).filter(|(_, kind)| *kind == StateForm::Name).map(|(state, _)| state)
}

/// One word in lower case, in the singular, in one spelling.
fn word(text: &str) -> String {
    let mut plain = plain(text);
    plain.retain(char::is_alphanumeric);
    match plain.as_str() {
        "defence" => return "defense".to_owned(),
        "centre" => return "center".to_owned(),
        "labour" => return "labor".to_owned(),
        "programme" => return "program".to_owned(),
        "affairs" | "corps" | "news" | "seimas" => return plain,
        _ => {}
    }
    if is_acronym(text) {
        return plain;
    }
    let plain = if plain.contains("isation") { plain.replace("isation", "ization") } else { plain };
    match plain.strip_suffix("ies") {
        Some(stem) if stem.len() >= 3 => format!("{stem}y"),
        _ => match plain.strip_suffix('s') {
            Some(stem) if stem.len() >= 4 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
            _ => plain,
        },
    }
}

/// Names that are written in two orders or lengths, in one.
fn reworded(mut words: Vec<String>) -> Vec<String> {
    let is = |word: Option<&String>, what: &str| word.is_some_and(|word| word == what);
    for (long, short) in [(["united", "nation"], "un"), (["united", "nations"], "un"), (["european", "union"], "eu")] {
        if words.len() > 2 && is(words.first(), long[0]) && is(words.get(1), long[1]) {
            words.drain(..2);
            words.insert(0, short.to_owned());
        }
    }
    if words.len() > 1 && is(words.first(), "ministry") {
        words.rotate_left(1);
    }
    if is(words.last(), "ministry") {
        words.retain(|word| word != "affairs");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, two: &str) -> bool {
        OrganisationName::new(one).is_same(&OrganisationName::new(two))
    }

    #[test]
    fn every_form_of_a_state_passes_what_most_names_fail() {
        let forms =
            states::all().iter().flat_map(|state| [&state.names, &state.capitals, &state.adjectives, &state.people]);
        for form in forms.flatten() {
            let possessive = format!("{form}'s");
            for form in [form.as_str(), &form.to_uppercase(), &possessive] {
                assert!(may_begin_state(&form.split_whitespace().collect::<Vec<_>>()), "{form}");
            }
        }
        assert!(!may_begin_state(&["Harbour", "Board"]));
    }

    #[test]
    fn one_body_is_known_under_its_ways_of_writing() {
        for (one, two) in [
            ("Polish Foreign Ministry", "Ministry of Foreign Affairs of Poland"),
            ("U.S. Senate", "United States Senate"),
            ("UN Human Rights Council", "United Nations Human Rights Council"),
            ("Forest Guards Corps", "Forest Guard Corps"),
            ("Hezbollah", "Hizbullah"),
            ("World Trade Organisation", "World Trade Organization"),
        ] {
            assert!(same(one, two), "{one} {two}");
        }
    }

    #[test]
    fn a_company_is_known_without_its_form() {
        let is_head = |one: &str, two: &str| OrganisationName::new(one).is_head_of(&OrganisationName::new(two));
        for form in ["Ltd.", "S.A.", "S.R.L.", "AS", "AB", "Pty Ltd", "Ltda.", "& Co.", "GmbH & Co. KG"] {
            assert!(is_head("Litio del Norte", &format!("Litio del Norte {form}")), "{form}");
        }
        assert!(!is_head("Litio del Norte", "Litio del Norte Capital"));
    }

    #[test]
    fn bodies_of_two_states_stay_two() {
        for (one, two) in [
            ("Polish Foreign Ministry", "Danish Foreign Ministry"),
            ("Foreign Ministry", "Danish Foreign Ministry"),
            ("Labour Party", "Green Party"),
            ("Islamic State", "Islamic Jihad"),
        ] {
            assert!(!same(one, two), "{one} {two}");
        }
    }
}
