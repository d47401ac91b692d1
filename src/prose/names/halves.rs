//! Acronyms with a hyphen that are one name, "SPLM-IO", and two that a hyphen joins, "the KDP-PUK talks".

use rustc_hash::FxHashSet;

use super::lexicon::is;
use super::token::{Document, Shape, Token, gap};
use crate::text::WordList;

/// What there is between two bodies.
static BETWEEN: WordList = WordList::new(
    "talks alliance coalition deal agreement accord pact rivalry relations war conflict dispute border summit negotiations cooperation \
    tensions clashes ties dialogue partnership truce ceasefire split feud fighting race contest match rift forces rebels combine leadership \
    government front line frontier poll survey",
);

/// The longest second half that needs no more to show that it is one, in letters.
const LONGEST: usize = 3;

/// Marks the words that are the second half of an acronym wherever the text has them.
pub(super) fn settle(document: &mut Document) {
    let mut halves: FxHashSet<u32> = FxHashSet::default();
    for index in document.marks.iter().map(|&index| index as usize).filter(|&index| is_half(document, index)) {
        halves.extend(document.tokens.get(index).map(|token| token.word));
    }
    if halves.is_empty() {
        return;
    }
    for index in 0..document.tokens.len().saturating_sub(1) {
        if BETWEEN.has(document.folded(index + 1))
            && let Some(token) = document.tokens.get(index).filter(|token| token.gap == gap::HYPHEN)
        {
            halves.remove(&token.word);
        }
    }
    for token in document.tokens.iter().filter(|token| token.gap & gap::HYPHEN == 0) {
        halves.remove(&token.word);
    }
    for half in halves {
        if let Some(word) = document.words.get_mut(half as usize) {
            word.traits |= is::HALF;
        }
    }
}

fn is_half(document: &Document, index: usize) -> bool {
    let is_acronym = |token: &Token| token.shape == Shape::Caps;
    let (Some(token), Some(before)) =
        (document.tokens.get(index), index.checked_sub(1).and_then(|before| document.tokens.get(before)))
    else {
        return false;
    };
    let is_letter = token.is_capital() && document.folded(index).len() == 1;
    let ordinary = if is_letter { 0 } else { is::COMMON };
    let known = is::KNOWN | is::STATE | is::SEAT | is::DEMONYM | ordinary;
    token.gap == gap::HYPHEN
        && before.gap & gap::HYPHEN == 0
        && (is_acronym(token) || is_letter)
        && is_acronym(before)
        && document.traits(index) & known == 0
        && document.traits(index - 1) & (is::KNOWN | is::STATE | is::SEAT | is::DEMONYM) == 0
        && (document.folded(index).len() <= LONGEST || before.gap & gap::OPEN != 0)
        && document.tokens.get(index + 1).is_none_or(|next| next.gap & gap::HYPHEN == 0)
}
