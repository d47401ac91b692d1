//! What single words and fixed phrases tell about names: the lists of `data/` and of the states, as the tables that the
//! build makes of them (`build/lexicon.rs`).

use super::key;
pub(super) use super::traits as is;
pub(super) use super::traits::Traits;

// The sets of traits, and the tables of words and of phrases.
include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The longest fixed phrase, in words.
pub(super) const LONGEST_PHRASE: usize = 7;

/// All words and phrases, by the 64-bit key of their folded form: of a hundred million different words that texts
/// may hold, the chance that even one meets a hundred thousand entries by accident is one in a million.
pub(super) struct Lexicon;

/// The one lexicon.
pub(super) static LEXICON: Lexicon = Lexicon;

/// What fills one slot of a table.
const SLOT: usize = 8;

impl Lexicon {
    /// What the lists say of a folded word; nothing of most names.
    pub(super) fn word(&self, folded: &str) -> Traits {
        self.keyed(key::of_word(folded))
    }

    /// What the lists say of several folded words joined by single spaces.
    pub(super) fn phrase(&self, folded: &str) -> Traits {
        self.phrase_keyed(key::of_words(folded))
    }

    /// The same, by the key of the phrase.
    pub(super) fn phrase_keyed(&self, key: u64) -> Traits {
        look_up(PHRASES, key)
    }

    /// The same as [`Lexicon::word`], by the word's key.
    pub(super) fn keyed(&self, key: u64) -> Traits {
        look_up(WORDS, key) & !is::CONTINUES_PHRASE
    }

    /// Whether the word of this key is another word of some fixed phrase than the first: most are not, which spares
    /// looking for phrases.
    pub(super) fn continues(&self, key: u64) -> bool {
        look_up(WORDS, key) & is::CONTINUES_PHRASE != 0
    }
}

/// What a table has under a key. The upper bits of the key say where its slot is at the earliest; of the eight bytes of a
/// slot six are the lower bits of a key, and two one more than the number of the set of traits.
fn look_up(table: &[u8], key: u64) -> Traits {
    let (slots, _) = table.as_chunks::<SLOT>();
    let home = (u128::from(key) * slots.len() as u128) >> 64;
    let from = slots.get(home as usize..).unwrap_or(&[]);
    for slot in from.iter().chain(slots) {
        let slot = u64::from_le_bytes(*slot);
        if slot == 0 {
            return 0;
        }
        if (slot ^ key << 16) >> 16 == 0 {
            return SETS.get((slot & 0xFFFF) as usize - 1).copied().unwrap_or(0);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The build folds the lists by a table of letters, texts are folded by the rules of Unicode.
    #[test]
    fn every_word_of_the_lists_is_found_as_a_text_has_it() {
        let lists = [
            (include_str!("data/common.txt"), is::COMMON),
            (include_str!("data/given.txt"), is::GIVEN),
            (include_str!("data/family.txt"), is::FAMILY),
            (include_str!("data/places.txt"), is::PLACE),
        ];
        for (list, traits) in lists {
            let words = list.lines().filter(|line| !line.starts_with('#') && !line.contains([' ', '-', '_', '–', '.']));
            for word in words.filter(|word| !word.is_empty()) {
                let mut folded = String::new();
                super::super::fold::fold(word, &mut folded);
                assert!(LEXICON.word(&folded) & traits != 0, "{word}");
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
        assert!(LEXICON.phrase("sao paulo") & is::PLACE != 0);
        assert_eq!(LEXICON.word("zxqv"), 0);
    }
}
