//! What single words and fixed phrases tell about names: the lists of `data/` as one table.

use std::hash::Hasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::fold::fold;
use crate::prose::states;

/// What the lists say of a word: a set of the constants of [`is`].
pub(super) type Traits = u64;

/// The traits a word can have.
pub(super) mod is {
    use super::Traits;

    /// A lower-case English word.
    pub(in super::super) const COMMON: Traits = 1;
    /// A given name somewhere.
    pub(in super::super) const GIVEN: Traits = 1 << 1;
    /// A family name somewhere.
    pub(in super::super) const FAMILY: Traits = 1 << 2;
    /// A town or a part of a state.
    pub(in super::super) const PLACE: Traits = 1 << 3;
    /// A state by its name.
    pub(in super::super) const STATE: Traits = 1 << 4;
    /// A capital or a metonym of a government.
    pub(in super::super) const SEAT: Traits = 1 << 5;
    /// An adjective of a state, or its people.
    pub(in super::super) const DEMONYM: Traits = 1 << 6;
    /// An abbreviation that is a name only without lower-case letters.
    pub(in super::super) const ABBREVIATED: Traits = 1 << 7;
    /// A title, rank or function.
    pub(in super::super) const TITLE: Traits = 1 << 8;
    /// What may stand before a title as part of it.
    pub(in super::super) const MODIFIER: Traits = 1 << 9;
    /// The head word of a body's name.
    pub(in super::super) const HEAD: Traits = 1 << 10;
    /// A body known by this word.
    pub(in super::super) const KNOWN: Traits = 1 << 11;
    /// A lower-case noun that says the name beside it is a body's.
    pub(in super::super) const BODY_NOUN: Traits = 1 << 12;
    /// A lower-case noun after the name of who governs.
    pub(in super::super) const RULE_NOUN: Traits = 1 << 13;
    /// The head word of a thing's name.
    pub(in super::super) const THING: Traits = 1 << 14;
    /// The head word of a place's name.
    pub(in super::super) const SITE: Traits = 1 << 15;
    /// A word that makes what follows a place.
    pub(in super::super) const SITE_PREFIX: Traits = 1 << 16;
    /// North, eastern, upper.
    pub(in super::super) const COMPASS: Traits = 1 << 17;
    /// An acronym that names no body.
    pub(in super::super) const NO_BODY: Traits = 1 << 18;
    /// A word that is never part of a name's beginning.
    pub(in super::super) const FUNCTION: Traits = 1 << 19;
    /// A lower-case word inside personal names.
    pub(in super::super) const PARTICLE: Traits = 1 << 20;
    /// An article that a hyphen joins to the next word.
    pub(in super::super) const ARTICLE: Traits = 1 << 21;
    /// A verb of saying, thinking or feeling.
    pub(in super::super) const SAID: Traits = 1 << 22;
    /// A preposition that stands before places.
    pub(in super::super) const IN: Traits = 1 << 23;
    /// A preposition that often stands before places.
    pub(in super::super) const FROM: Traits = 1 << 24;
    /// A pronoun that stands for persons.
    pub(in super::super) const WHO: Traits = 1 << 25;
    /// A month or a day of the week.
    pub(in super::super) const CALENDAR: Traits = 1 << 26;
    /// What may follow a personal name as part of it.
    pub(in super::super) const SUFFIX: Traits = 1 << 27;
    /// A noun whose possessive stands inside names of bodies.
    pub(in super::super) const POSSESSOR: Traits = 1 << 28;
    /// A lower-case noun beside the names of places.
    pub(in super::super) const PLACE_NOUN: Traits = 1 << 29;
    /// Written with a full stop that ends no sentence.
    pub(in super::super) const ABBREVIATION: Traits = 1 << 30;
    /// The second half of a compound adjective.
    pub(in super::super) const BOUND: Traits = 1 << 31;
    /// The first word of some fixed phrase.
    pub(in super::super) const OPENS_PHRASE: Traits = 1 << 32;
    /// A word that makes a body of a phrase it ends.
    pub(in super::super) const TAIL: Traits = 1 << 33;
    /// What "of the", "for", "and" are in other languages.
    pub(in super::super) const FOREIGN: Traits = 1 << 34;
    /// A word that makes a state of a phrase it ends.
    pub(in super::super) const REALM: Traits = 1 << 35;
    /// A part of the world that is no state.
    pub(in super::super) const REGION: Traits = 1 << 36;
    /// A phrase whose last word is written small: "Union africaine".
    pub(in super::super) const SMALL_END: Traits = 1 << 37;
    /// An English word that this text shows to be somebody's family name: no list has it.
    pub(in super::super) const BORNE: Traits = 1 << 38;
    /// A word that is never part of a name's beginning in some other language: the first of as many bits as there are languages.
    pub(in super::super) const LANGUAGE: Traits = 1 << 40;
    /// The bits of some of them.
    pub(in super::super) const FRENCH: Traits = LANGUAGE << 2;
    pub(in super::super) const ITALIAN: Traits = LANGUAGE << 3;
    pub(in super::super) const GERMAN: Traits = LANGUAGE << 4;
    /// How many of those there are.
    pub(in super::super) const LANGUAGES: u32 = 8;
}

/// About how many words the lists hold.
const EXPECTED_WORDS: usize = 100_000;
/// The longest fixed phrase, in words.
pub(super) const LONGEST_PHRASE: usize = 7;

/// All words and phrases, by the 64-bit hash of their folded form: of a hundred million different words that texts
/// may hold, the chance that even one meets a hundred thousand entries by accident is one in a million.
pub(super) struct Lexicon {
    words: FxHashMap<u64, Traits>,
    phrases: FxHashMap<u64, Traits>,
}

/// The key of a folded word.
pub(super) fn key(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.finish()
}

/// The key of a phrase from the key of its words but the last, or of its first word, and the key of the last.
pub(super) fn phrase_key(before: u64, last: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(before.rotate_left(17));
    hasher.write_u64(last);
    hasher.finish()
}

/// The one lexicon, loaded at first use.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

const PLAIN_LISTS: [(&str, Traits); 4] = [
    (include_str!("data/common.txt"), is::COMMON),
    (include_str!("data/given.txt"), is::GIVEN),
    (include_str!("data/family.txt"), is::FAMILY),
    (include_str!("data/places.txt"), is::PLACE),
];

const SECTIONED_LISTS: [&str; 6] = [
    include_str!("data/people.txt"),
    include_str!("data/titles.txt"),
    include_str!("data/organisations.txt"),
    include_str!("data/things.txt"),
    include_str!("data/grammar.txt"),
    include_str!("data/languages.txt"),
];

impl Lexicon {
    /// What the lists say of a folded word; nothing of most names.
    pub(super) fn word(&self, folded: &str) -> Traits {
        self.keyed(key(folded))
    }

    /// What the lists say of several folded words joined by single spaces.
    pub(super) fn phrase(&self, folded: &str) -> Traits {
        self.phrase_keyed(key_of_phrase(folded))
    }

    /// The same, by the key of the phrase.
    pub(super) fn phrase_keyed(&self, key: u64) -> Traits {
        self.phrases.get(&key).copied().unwrap_or(0)
    }

    /// The same as [`Lexicon::word`], by the word's key.
    pub(super) fn keyed(&self, key: u64) -> Traits {
        self.words.get(&key).copied().unwrap_or(0)
    }

    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            words: FxHashMap::with_capacity_and_hasher(EXPECTED_WORDS, FxBuildHasher),
            phrases: FxHashMap::default(),
        };
        for (list, traits) in PLAIN_LISTS {
            for entry in list.lines().filter(|line| !line.starts_with('#')) {
                lexicon.add(entry, traits);
            }
        }
        for list in SECTIONED_LISTS {
            let mut traits = 0;
            for line in list.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
                if let Some(section) = line.strip_prefix('[') {
                    traits = section_traits(section.trim_end_matches(']'));
                } else {
                    line.split_whitespace().for_each(|entry| lexicon.add(entry, traits));
                }
            }
        }
        for line in include_str!("data/bodies.tsv").lines().filter(|line| !line.starts_with('#')) {
            let forms = line.split(['\t', ';']).map(str::trim).filter(|form| !form.is_empty());
            forms.for_each(|form| lexicon.add(form, is::KNOWN | abbreviated(form) | small_end(form)));
        }
        for state in states::all() {
            state.names.iter().for_each(|form| lexicon.add(form, is::STATE | abbreviated(form) | small_end(form)));
            let seats = state.capitals.iter().chain(&state.metonyms);
            seats.for_each(|form| lexicon.add(form, is::SEAT | abbreviated(form)));
            let people = state.adjectives.iter().chain(&state.people);
            people.filter(|form| abbreviated(form) == 0).for_each(|form| lexicon.add(form, is::DEMONYM));
        }
        lexicon
    }

    fn add(&mut self, entry: &str, traits: Traits) {
        // French texts are read with "d'" as a word of its own.
        if let Some((before, after)) = entry.split_once(" d'").or_else(|| entry.split_once(" l'")) {
            let elided = entry.get(before.len() + 1..before.len() + 2).unwrap_or("");
            self.add(&format!("{before} {elided} {after}"), traits);
        }
        let mut folded = String::with_capacity(entry.len());
        for word in entry.split([' ', '_', '-', '–']).filter(|word| !word.is_empty()) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            // A single letter keeps its stop, as words of a text do; "St." does not.
            let abbreviation = word.strip_suffix('.').filter(|rest| rest.len() > 1 && !rest.contains('.'));
            fold(abbreviation.unwrap_or(word), &mut folded);
        }
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        match folded.split_once(' ') {
            // Half of a double-barrelled given name is a given name too: no phrase is needed.
            Some(_) if traits & (is::GIVEN | is::FAMILY) != 0 => {}
            Some((first, _)) => {
                *self.phrases.entry(key_of_phrase(folded)).or_default() |= traits;
                *self.words.entry(key(first)).or_default() |= is::OPENS_PHRASE;
            }
            None => *self.words.entry(key(folded)).or_default() |= traits,
        }
    }
}

fn key_of_phrase(folded: &str) -> u64 {
    folded.split(' ').map(key).reduce(phrase_key).unwrap_or(0)
}

fn abbreviated(form: &str) -> Traits {
    let short = form.chars().filter(|c| c.is_alphabetic()).count() <= 5;
    if short && !form.chars().any(char::is_lowercase) { is::ABBREVIATED } else { 0 }
}

fn small_end(form: &str) -> Traits {
    let last = form.rsplit(' ').next().unwrap_or("");
    if last.starts_with(char::is_lowercase) { is::SMALL_END } else { 0 }
}

fn section_traits(section: &str) -> Traits {
    match section {
        "given" => is::GIVEN,
        "family" => is::FAMILY,
        "title" => is::TITLE,
        "tail" => is::TAIL,
        "foreign" => is::FOREIGN,
        "realm" => is::REALM,
        "region" => is::PLACE | is::REGION,
        "modifier" => is::MODIFIER,
        "head" => is::HEAD,
        "known" | "phrase" => is::KNOWN,
        "noun" => is::BODY_NOUN,
        "supported" => is::RULE_NOUN,
        "thing" => is::THING,
        "place" => is::SITE,
        "prefix" => is::SITE_PREFIX,
        "compass" => is::COMPASS,
        "acronym" => is::NO_BODY,
        "function" => is::FUNCTION,
        "particle" => is::PARTICLE,
        "article" => is::ARTICLE,
        "said" => is::SAID,
        "in" => is::IN,
        "from" => is::FROM,
        "who" => is::WHO,
        "calendar" => is::CALENDAR,
        "suffix" => is::SUFFIX,
        "possessor" => is::POSSESSOR,
        "place-noun" => is::PLACE_NOUN,
        "abbreviation" => is::ABBREVIATION,
        "bound" => is::BOUND,
        "people" => is::DEMONYM,
        "es" => is::LANGUAGE,
        "pt" => is::LANGUAGE << 1,
        "fr" => is::FRENCH,
        "it" => is::ITALIAN,
        "de" => is::GERMAN,
        "nl" => is::LANGUAGE << 5,
        "tr" => is::LANGUAGE << 6,
        "id" => is::LANGUAGE << 7,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_lists_has_a_meaning() {
        for list in SECTIONED_LISTS {
            for section in list.lines().filter_map(|line| line.strip_prefix('[')) {
                assert_ne!(section_traits(section.trim_end_matches(']')), 0, "{section}");
            }
        }
    }

    #[test]
    fn words_and_phrases_are_found_by_their_folded_form() {
        let has = |word: &str, traits| LEXICON.word(word) & traits == traits;
        assert!(has("minister", is::TITLE | is::COMMON));
        assert!(has("kigali", is::SEAT));
        assert!(has("peruvian", is::DEMONYM));
        assert!(has("uk", is::STATE | is::ABBREVIATED));
        assert!(LEXICON.phrase("burkina faso") & is::STATE != 0);
        assert!(LEXICON.phrase("guinea bissau") & is::STATE != 0);
        assert_eq!(LEXICON.word("zxqv"), 0);
    }
}
