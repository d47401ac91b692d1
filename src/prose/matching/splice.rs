//! A quotation made of two passages that do not stand together.

use super::haystack::Haystack;
use super::needle::Needle;
use super::sound::hits;
use super::{Exactness, Match};
use crate::text::Span;

/// How many words each passage must have to be recognised.
const LEAST_WORDS: usize = 3;
/// How many words between the passages are a mere omission.
const NEAR: usize = 12;
/// How similar a place must be for the quotation to be that place with a few changes rather than a splice.
const SIMILAR: f32 = 0.85;
/// What similarity a splice counts as: every word is there, but not together.
const SIMILARITY: f32 = 0.8;

/// The two passages that `needle` joins, where the text has each word for word; `near` is what it is nearest to as a
/// whole.
pub(super) fn splice(hay: &Haystack, needle: &Needle, near: Option<&Match>) -> Option<Match> {
    if near.is_some_and(|near| near.similarity >= SIMILAR) {
        return None;
    }
    let place = |words: Span| hits(&hay.folded, needle.skeleton(words), 1).first().copied();
    let parts = if needle.has_gaps() { pieces(needle) } else { halves(needle, place) };
    if parts.len() < 2 || parts.iter().any(|part| part.len() < LEAST_WORDS) {
        return None;
    }
    let places: Vec<Span> = parts.into_iter().map(place).collect::<Option<_>>()?;
    let apart = |pair: &&[Span]| pair[1].start < pair[0].end || pair[1].start() > pair[0].end() + NEAR;
    let pair = places.windows(2).find(apart)?;
    Some(Match {
        exactness: Exactness::Altered,
        span: hay.source(pair[0].start(), pair[0].end()),
        edits: Vec::new(),
        similarity: SIMILARITY,
        skipped: vec![hay.source(pair[1].start(), pair[1].end())],
    })
}

fn pieces(needle: &Needle) -> Vec<Span> {
    needle.pieces().into_iter().map(|piece| piece.words).collect()
}

/// The longest beginning that the text has, and what is left.
fn halves(needle: &Needle, place: impl Fn(Span) -> Option<Span>) -> Vec<Span> {
    // If the text has a beginning, it has every shorter one.
    let (mut has, mut lacks) = (0, needle.len());
    while lacks - has > 1 {
        let middle = has.midpoint(lacks);
        if place(Span::new(0, middle)).is_some() { has = middle } else { lacks = middle }
    }
    vec![Span::new(0, has), Span::new(has, needle.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "We sail home at dawn. One two three four five six seven eight nine ten eleven twelve \
                        thirteen. The lamp burns all night, and nobody sleeps.";

    fn passages(text: &str, quotation: &str) -> Option<(String, String)> {
        let found = splice(&Haystack::new(text), &Needle::new(quotation), None)?;
        assert_eq!((found.exactness, found.similarity), (Exactness::Altered, SIMILARITY));
        Some((found.span.of(text).to_string(), found.skipped.first()?.of(text).to_string()))
    }

    #[test]
    fn two_passages_far_apart_or_out_of_order_are_a_splice() {
        let told = |one: &str, other: &str| Some((one.to_string(), other.to_string()));
        for (quotation, expected) in [
            ("we sail home at dawn the lamp burns", told("We sail home at dawn", "The lamp burns")),
            ("we sail home the lamp burns all", told("We sail home", "The lamp burns all")),
            ("we sail home … the lamp burns", told("We sail home", "The lamp burns")),
            ("the lamp burns we sail home", told("The lamp burns", "We sail home")),
            // Twelve words between are an omission, thirteen are not.
            ("sail home at dawn the lamp burns", told("sail home at dawn", "The lamp burns")),
            ("at dawn one the lamp burns", None),
            // Three words make a passage, two do not; and each must stand there.
            ("we sail the lamp burns all", None),
            ("we sail home the lamp", None),
            ("we sail … the lamp burns all", None),
            ("we sail home the lamp glows", None),
            ("we sail home at dawn", None),
            // The second begins before the first ends.
            ("home at dawn … at dawn one", told("home at dawn", "at dawn. One")),
            ("home at dawn … one two three", None),
            // One word, and none.
            ("dawn", None),
            ("", None),
        ] {
            assert_eq!(passages(TEXT, quotation), expected, "{quotation}");
        }
    }

    #[test]
    fn a_place_that_is_near_enough_is_no_splice() {
        let near =
            |similarity: f32| Match { similarity, ..Haystack::new("").found(Exactness::Altered, Span::default()) };
        let splice = |similarity: f32| {
            let needle = Needle::new("we sail home at dawn the lamp burns");
            splice(&Haystack::new(TEXT), &needle, Some(&near(similarity)))
        };
        assert!(splice(0.8).is_some() && splice(0.86).is_none());
    }
}
