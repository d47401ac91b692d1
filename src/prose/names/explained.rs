//! Acronyms that are ordinary words or somebody's honours elsewhere, and that this document explains: "the National
//! Action Party (PAN)".

use super::lexicon::is;
use super::token::{Document, Shape, gap};

/// Fewer letters are the initials of too much.
const FEWEST: usize = 3;

/// How many words before the parenthesis are looked at.
const REACH: usize = 12;

/// Makes each acronym a name of its own in all of the document that stands alone in parentheses behind words with its
/// letters, in whatever order: that of another language may be another.
pub(super) fn settle(document: &mut Document) {
    let marks = document.marks.iter().map(|&index| index as usize);
    let found: Vec<u32> = marks
        .filter(|&index| is_explained(document, index))
        .filter_map(|index| document.tokens.get(index).map(|token| token.word))
        .collect();
    for word in found {
        if let Some(word) = document.words.get_mut(word as usize) {
            word.traits &= !(is::NO_BODY | is::COMMON | is::FUNCTION | is::TITLE);
        }
    }
}

fn is_explained(document: &Document, index: usize) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    let closes = document.tokens.get(index + 1).is_none_or(|next| next.gap & (gap::CLOSE | gap::BLOCK) != 0);
    let other = is::NO_BODY | is::COMMON | is::FUNCTION | is::TITLE;
    if token.gap & gap::OPEN == 0 || token.shape != Shape::Caps || !closes || document.traits(index) & other == 0 {
        return false;
    }
    let mut letters: Vec<char> = document.folded(index).chars().collect();
    // "the Ministerio Público (MP)": two letters, those of the two words right before it.
    if let [first, second] = letters[..] {
        let begins = |back: usize, letter: char| {
            index
                .checked_sub(back)
                .and_then(|at| document.tokens.get(at))
                .is_some_and(|token| token.shape == Shape::Title)
                && document.folded(index - back).starts_with(letter)
        };
        return begins(2, first) && begins(1, second) && is_head_there(document, index);
    }
    letters.sort_unstable();
    letters.len() >= FEWEST && initials_before(document, index, letters.len()) == Some(letters)
}

/// Whether one of the two words before `index` says what body it is.
fn is_head_there(document: &Document, index: usize) -> bool {
    (1..=2).filter_map(|back| index.checked_sub(back)).any(|at| document.traits(at) & is::HEAD != 0)
}

/// The initials of the last `count` words with a capital before `index`, sorted; between them only small words may stand.
fn initials_before(document: &Document, index: usize, count: usize) -> Option<Vec<char>> {
    let mut initials = Vec::with_capacity(count);
    let mut at = index;
    while initials.len() < count && index - at < REACH {
        let parted = gap::COMMA | gap::STOP | gap::BLOCK | gap::OPEN | gap::CLOSE;
        if at < index && document.tokens.get(at)?.gap & parted != 0 {
            return None;
        }
        at = at.checked_sub(1)?;
        match document.tokens.get(at)?.shape {
            Shape::Lower => {}
            Shape::Title => initials.push(document.folded(at).chars().next()?),
            _ => return None,
        }
    }
    initials.sort_unstable();
    (initials.len() == count).then_some(initials)
}
