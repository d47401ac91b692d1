//! English words that are family names elsewhere: "Oh Mi-kyung", then "Oh" alone.

use super::lexicon::is;
use super::token::{Document, Shape, gap};

/// The second syllable of a given name has at most this many letters.
const LONGEST_SYLLABLE: usize = 6;

/// Makes a name of each function word that the document shows before two syllables which a hyphen joins, the second
/// written small. Everywhere else such a word is what it is in English.
pub(super) fn settle(document: &mut Document) {
    let mut found: Vec<usize> = Vec::new();
    for index in document.marks.iter().map(|&index| index as usize).filter(|&index| index >= 2) {
        let Some(token) = document.tokens.get(index) else { break };
        if token.gap != gap::HYPHEN || token.shape != Shape::Lower {
            continue;
        }
        if shows_surname(document, index) {
            found.push(index - 2);
        }
    }
    for index in found {
        let Some(word) = document.tokens.get(index).map(|token| token.word) else { continue };
        if let Some(word) = document.words.get_mut(word as usize) {
            word.traits = word.traits & !(is::FUNCTION | is::COMMON | is::SAID | is::IN | is::FROM | is::TITLE)
                | is::FAMILY
                | is::BORNE;
            (word.capital, word.lower) = (word.capital + 1, 0);
        }
    }
}

fn shows_surname(document: &Document, second: usize) -> bool {
    let (Some(word), Some(first)) = (document.tokens.get(second - 2), document.tokens.get(second - 1)) else {
        return false;
    };
    let syllable = document.folded(second).len() <= LONGEST_SYLLABLE
        && document.traits(second) & is::BOUND == 0
        && document.folded(second - 1).len() <= LONGEST_SYLLABLE;
    let closed = document.tokens.get(second + 1).is_none_or(|next| next.gap & gap::COMMA != 0);
    word.shape == Shape::Title
        && document.traits(second - 2) & (is::FUNCTION | is::NO_BODY) != 0
        && first.shape == Shape::Title
        && first.gap == gap::SPACE
        && document.traits(second - 1) & (is::ARTICLE | is::FUNCTION | is::COMMON | is::STATE | is::KNOWN) == 0
        && syllable
        && (!word.opens || closed && matches!(document.folded(second - 2), "oh" | "so" | "no" | "ha" | "mo" | "ok"))
}
