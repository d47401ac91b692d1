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
