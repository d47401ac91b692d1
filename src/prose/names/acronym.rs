//! Long forms beside their acronyms: "Groupe de soutien à l'emploi (GSE)" is one name, small letters and all.
//!
//! After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (PSB
//! 2003): the letters of the acronym are found in the words before it, from the last to the first, and the first
//! letter must begin a word.

use super::blocks::Block;
use super::lexicon::is;
use super::segment::{Class, Piece};
use super::token::{Document, Shape, Token, gap};
use crate::text::Span;

/// The longest acronym looked at, in letters.
const LONGEST_ACRONYM: usize = 10;
/// How many words more than letters a long form may have.
const SPARE_WORDS: usize = 5;

/// Makes every long form that an acronym confirms one piece, in place of the pieces inside it.
pub(super) fn join_long_forms(text: &str, document: &Document, block: Block, pieces: &mut Vec<Piece>) {
    let mut found = Vec::new();
    for &index in document.marks(block.first, block.end) {
        let index = index as usize;
        let Some(letters) = acronym_in_parentheses(text, document, block, index) else { continue };
        let long = spelled_out(document, block, index, &letters)
            .or_else(|| long_form(text, document, block, index, &letters))
            .or_else(|| with_place(document, index, &letters, pieces));
        found.extend(long.map(|first| piece(document, first, index)));
    }
    for mut long in found {
        // "the National Episcopal Conference of Ambore (CENAM)": all the letters stand in the end of it too.
        let begun = pieces.iter().find(|piece| {
            piece.class == Class::Body && piece.first < long.first && (long.first + 1..=long.end).contains(&piece.end)
        });
        if let Some(begun) = begun {
            (long.first, long.class) = (begun.first, Class::Body);
        }
        // "Southern Andes Copper (SAC)" ends with nothing that a place ends with.
        let site = is::SITE | is::REGION | is::PLACE | is::COMPASS | is::STATE | is::SEAT;
        let placed = |piece: &Piece| {
            piece.class == Class::Place && piece.first == long.first && document.traits(long.end - 1) & site == 0
        };
        let kept = pieces.iter().any(|piece| {
            let whole = piece.first <= long.first && !placed(piece);
            piece.end == long.end && (whole || is_owned(document, long.first, piece))
        });
        if !kept {
            pieces.retain(|piece| piece.end <= long.first || piece.first >= long.end);
            let at = pieces.partition_point(|piece| piece.first < long.first);
            pieces.insert(at, long);
        }
    }
}

/// Whether what stands before the body at `body` is something of it, or another one: "the Kupang branch of the Fishers'
/// Union", "the PNL and the Workers' Party".
fn is_owned(document: &Document, first: usize, body: &Piece) -> bool {
    let is_small =
        |index: usize| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Lower || token.opens);
    let part = |index: usize| {
        let noun = document.traits(index) & (is::COMMON | is::FUNCTION) == is::COMMON && is_small(index);
        noun && document.folded(index + 1) == "of"
    };
    let other = || {
        let is_acronym = document.tokens.get(first).is_some_and(|token| token.shape == Shape::Caps);
        is_acronym && document.folded(first + 1) == "and" && document.folded(first + 2) == "the"
    };
    let before = first..body.first;
    body.class == Class::Body && !document.is_foreign && !before.is_empty() && (before.clone().any(part) || other())
}

/// The folded letters of the token at `index` if it is an acronym that stands alone in parentheses.
fn acronym_in_parentheses(text: &str, document: &Document, block: Block, index: usize) -> Option<Vec<char>> {
    let token = document.tokens.get(index)?;
    // "(SPLM-IO)"
    let halves = if document.traits(index + 1) & is::HALF != 0 { 2 } else { 1 };
    let end = (index + halves).min(block.end);
    if token.gap & gap::OPEN == 0 || index == block.first || is_inner(document, block, end) {
        return None;
    }
    // "at the depot on Monday. (NAN)": who sent the picture.
    if token.gap & gap::STOP != 0 && document.traits(index - 1) & is::ABBREVIATION == 0 {
        return None;
    }
    let written = Span { end: document.tokens.get(end - 1)?.end, ..token.span() }.of(text);
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let folded = (index..end).flat_map(|index| document.folded(index).chars());
    let letters: Vec<char> = folded.filter(|c| c.is_alphanumeric()).collect();
    let fits = capitals >= 2 && capitals * 2 >= letters.len() && (2..=LONGEST_ACRONYM).contains(&letters.len());
    fits.then_some(letters)
}

/// Whether the token still stands inside the parentheses that opened before.
fn is_inner(document: &Document, block: Block, index: usize) -> bool {
    index < block.end && document.tokens.get(index).is_some_and(|token| token.gap & gap::CLOSE == 0)
}

/// The first token of a long form of which each word with a capital gives the acronym one letter: "Harbour Support
/// Service mission (HSS)", where a small word ends it.
fn spelled_out(document: &Document, block: Block, acronym: usize, letters: &[char]) -> Option<usize> {
    let small = acronym.checked_sub(1).and_then(|last| document.tokens.get(last))?;
    if small.is_capital() || letters.len() < 3 {
        return None;
    }
    let mut index = acronym - 1;
    for letter in letters.iter().rev() {
        let token = document.tokens.get(index)?;
        if token.gap & !(gap::SPACE | gap::LINE | gap::HYPHEN) != 0 {
            return None;
        }
        index = index.checked_sub(1).filter(|&index| index >= block.first)?;
        let fits = document.tokens.get(index)?.is_capital() && document.folded(index).starts_with(*letter);
        if !fits {
            return None;
        }
    }
    Some(index)
}

/// The first token of the long form before the parenthesis at `acronym`.
fn long_form(text: &str, document: &Document, block: Block, acronym: usize, letters: &[char]) -> Option<usize> {
    let reach = (letters.len() + SPARE_WORDS).min(letters.len() * 2);
    let earliest = acronym.saturating_sub(reach).max(block.first);
    let mut left = letters.len();
    let mut index = acronym;
    while index > earliest {
        index -= 1;
        let token = document.tokens.get(index)?;
        for (at, character) in document.folded(index).char_indices().rev() {
            let wanted = left.checked_sub(1).and_then(|last| letters.get(last))?;
            if character != *wanted || left == 1 && at > 0 {
                continue;
            }
            left -= 1;
            if left == 0 {
                let whole = token.is_capital() && document.traits(index) & is::FUNCTION == 0 && acronym - index >= 2;
                return whole.then_some(index);
            }
        }
        if token.gap & !(gap::SPACE | gap::LINE | gap::HYPHEN | gap::APOSTROPHE | gap::AND) != 0
            || !is_word(text, token)
        {
            return None;
        }
    }
    None
}

fn is_word(text: &str, token: &Token) -> bool {
    token.span().of(text).starts_with(char::is_alphabetic)
}

/// "Joint Observer Mission in Guinea (JOMIG…)": a body, "in" or the like, and a place, right before its acronym.
fn with_place(document: &Document, acronym: usize, letters: &[char], pieces: &[Piece]) -> Option<usize> {
    let place = pieces.iter().rposition(|piece| piece.end == acronym)?;
    let (place, body) = (pieces.get(place)?, pieces.get(place.checked_sub(1)?)?);
    let joined = place.first == body.end + 1
        && matches!(
            document.folded(body.end),
            "in" | "for" | "of" | "to" | "on" | "en" | "em" | "au" | "aux" | "du" | "do" | "da"
        );
    let near = (body.first..body.end.min(body.first + 3))
        .any(|index| document.folded(index).chars().next() == letters.first().copied());
    // "United Nations Joint Office in Guinea (BUNUG)": most letters of another language's words are the same.
    let initials = |letter: &char| (body.first..acronym).any(|index| document.folded(index).starts_with(*letter));
    let shared = letters.iter().filter(|letter| initials(letter)).count();
    let near = near || letters.len() >= 4 && shared * 3 >= letters.len() * 2;
    (joined && near && body.class == Class::Body).then_some(body.first)
}

fn piece(document: &Document, first: usize, end: usize) -> Piece {
    let connector = (first + 1..end).find(|&index| !document.tokens.get(index).is_some_and(|token| token.is_capital()));
    let heads = [connector.unwrap_or(end) - 1, end - 1];
    // "Movement Toward Communism", "Campaign for Democracy": the word before the preposition says what it is.
    let toward =
        (first + 1..end - 1).find(|&index| matches!(document.folded(index), "toward" | "towards" | "against" | "for"));
    let body = toward.is_some_and(|index| document.traits(index - 1) & is::HEAD != 0);
    let thing = !body
        && heads.iter().any(|&index| {
            let traits = document.traits(index);
            traits & is::THING != 0 && traits & is::HEAD == 0
        });
    Piece { first, end, class: if thing { Class::Thing } else { Class::Body }, title: None, shouted: false }
}
