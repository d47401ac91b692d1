//! Places where a quotation stands as it is: typography, proper elisions and bracketed insertions aside.

use memchr::memmem::Finder;

use super::fold::Folded;
use super::haystack::Haystack;
use super::needle::{Gap, Needle, Piece};
use super::{Exactness, Match};
use crate::text::Span;

/// How many places of one quotation are told.
const MOST_PLACES: usize = 16;
/// How many hits inside words are passed over before a search is given up: a bound for texts made to be slow.
const MOST_HITS: usize = 10_000;
/// How many bytes an ellipsis may leave out.
const LONGEST_ELISION: usize = 2_000;
/// How many bytes of the source a bracket may stand for.
const LONGEST_INSERTION: usize = 80;
/// How many first pieces, and how many steps in all, are tried to fit pieces together.
const MOST_STARTS: usize = 64;
const MOST_STEPS: usize = 8_192;
/// How many places of a later piece are tried for one place of the piece before.
const MOST_BRANCHES: usize = 6;

/// Where a quotation stands as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// In the order of the text, at most a few.
    pub places: Vec<Match>,
    /// False where the search was given up before it had found a place: that there is none then says nothing. That only the
    /// nearest places of a piece are tried is no giving up.
    pub complete: bool,
}

impl Sound {
    /// The most exact place, of several the first.
    pub fn best(&self) -> Option<&Match> {
        self.places.iter().min_by_key(|found| found.exactness)
    }
}

/// The places of `needle`.
pub(super) fn sound(hay: &Haystack, needle: &Needle) -> Sound {
    let mut search = Search { hay, needle, steps: MOST_STEPS, given_up: false };
    let places = search.places();
    Sound { complete: !search.given_up || !places.is_empty(), places }
}

/// The runs of words, spans of word indices, whose skeleton is `wanted`.
pub(super) fn hits(folded: &Folded, wanted: &str, most: usize) -> Vec<Span> {
    hits_between(folded, wanted, 0, folded.skeleton.len(), most).0
}

/// The same between two offsets of the skeleton, and whether the search was given up.
fn hits_between(folded: &Folded, wanted: &str, from: usize, to: usize, most: usize) -> (Vec<Span>, bool) {
    let mut found = Vec::new();
    let skeleton = folded.skeleton.as_bytes().get(..to.min(folded.skeleton.len())).unwrap_or_default();
    let finder = Finder::new(wanted);
    let mut at = from;
    if wanted.is_empty() {
        return (found, false);
    }
    for _ in 0..MOST_HITS {
        let Some(hit) = skeleton.get(at..).and_then(|rest| finder.find(rest)) else { return (found, false) };
        let (start, end) = (at + hit, at + hit + wanted.len());
        let first = folded.words.partition_point(|word| (word.start as usize) < start);
        let after = folded.words.partition_point(|word| (word.start as usize) < end);
        let begins = folded.words.get(first).is_some_and(|word| word.start as usize == start);
        let ends = folded.words.get(after).map_or(folded.skeleton.len(), |word| word.start as usize) == end;
        if begins && ends {
            found.push(Span::new(first, after));
            if found.len() == most {
                return (found, false);
            }
        }
        let next = if begins { first + 1 } else { first };
        match folded.words.get(next) {
            Some(word) => at = word.start as usize,
            None => return (found, false),
        }
    }
    (found, true)
}

/// A search for the places of one quotation.
struct Search<'a> {
    hay: &'a Haystack,
    needle: &'a Needle,
    /// How many steps are left.
    steps: usize,
    given_up: bool,
}

impl Search<'_> {
    fn places(&mut self) -> Vec<Match> {
        let (hay, needle) = (self.hay, self.needle);
        if needle.is_empty() {
            return Vec::new();
        }
        let whole = needle.skeleton(Span::new(0, needle.len()));
        let literal = self.hits(whole, 0, hay.folded.skeleton.len(), MOST_PLACES);
        if !literal.is_empty() {
            return literal.into_iter().map(|words| as_it_stands(hay, needle, words)).collect();
        }
        let skipped = self.speech_hits(whole, MOST_PLACES);
        if skipped.is_empty() && needle.has_gaps() {
            return self.fit_pieces().iter().map(|pieces| in_pieces(hay, pieces)).collect();
        }
        skipped.iter().map(|words| in_pieces(hay, std::slice::from_ref(words))).collect()
    }

    /// The runs of words between two offsets of the skeleton whose skeleton is `wanted`.
    fn hits(&mut self, wanted: &str, from: usize, to: usize, most: usize) -> Vec<Span> {
        let (found, given_up) = hits_between(&self.hay.folded, wanted, from, to, most);
        self.given_up |= given_up;
        found
    }

    /// The same where reporting clauses are skipped, as word indices of the whole text.
    fn speech_hits(&mut self, wanted: &str, most: usize) -> Vec<Span> {
        let Some(speech) = self.hay.speech() else { return Vec::new() };
        let whole = |words: Span| {
            let first = speech.index.get(words.start())?;
            let last = speech.index.get(words.end().checked_sub(1)?)?;
            Some(Span::new(*first as usize, *last as usize + 1))
        };
        let (found, given_up) = hits_between(&speech.folded, wanted, 0, speech.folded.skeleton.len(), most);
        self.given_up |= given_up;
        found.into_iter().filter_map(whole).collect()
    }

    /// Fits the pieces of the quotation into the text, in order and near each other: for each place the words of each piece.
    fn fit_pieces(&mut self) -> Vec<Vec<Span>> {
        let pieces = self.needle.pieces();
        let Some((_, rest)) = pieces.split_first() else { return Vec::new() };
        let mut found: Vec<Vec<Span>> = Vec::new();
        // From the nearest to the farthest: of two places that end alike, the shorter is meant.
        for start in self.starts(&pieces).into_iter().rev() {
            let mut places = vec![start];
            let fits = self.fit_rest(rest, &mut places);
            if fits && !found.iter().any(|other| other.last() == places.last()) {
                found.push(places);
            }
            if found.len() == MOST_PLACES {
                break;
            }
        }
        found.reverse();
        found
    }

    /// Where the first piece may stand. The longest piece says where to look: a first piece like "The" stands everywhere.
    fn starts(&mut self, pieces: &[Piece]) -> Vec<Span> {
        let (hay, needle) = (self.hay, self.needle);
        let wanted = |piece: &Piece| needle.skeleton(piece.words);
        let Some(first) = pieces.first() else { return Vec::new() };
        let longest = (0..pieces.len()).rev().max_by_key(|&index| wanted(&pieces[index]).len()).unwrap_or(0);
        let mut starts = self.anywhere(wanted(first));
        if longest > 0 && starts.len() >= MOST_STARTS {
            let between = pieces.get(1..=longest).unwrap_or_default().iter().map(|piece| reach(piece.gap).0);
            let before = pieces.get(..longest).unwrap_or_default().iter().map(|piece| 2 * wanted(piece).len() + 8);
            let far = between.chain(before).sum::<usize>();
            for anchor in self.anywhere(pieces.get(longest).map_or("", wanted)) {
                let end = hay.folded.span(anchor.start(), anchor.end()).start();
                let from = hay.offset(hay.folded.word_from(end.saturating_sub(far)));
                starts.extend(self.hits(wanted(first), from, hay.offset(anchor.start()), MOST_STARTS));
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Where a piece stands, with reporting clauses and without.
    fn anywhere(&mut self, wanted: &str) -> Vec<Span> {
        let mut places = self.hits(wanted, 0, self.hay.folded.skeleton.len(), MOST_STARTS);
        places.extend(self.speech_hits(wanted, MOST_STARTS));
        places
    }

    /// Appends to `places` those of `pieces`, each behind the one before as its gap allows; false where one has none.
    fn fit_rest(&mut self, pieces: &[Piece], places: &mut Vec<Span>) -> bool {
        let (Some((piece, rest)), Some(before)) = (pieces.split_first(), places.last().copied()) else { return true };
        if self.steps == 0 {
            self.given_up = true;
            return false;
        }
        self.steps -= 1;
        for next in self.next_places(piece, before) {
            places.push(next);
            if self.fit_rest(rest, places) {
                return true;
            }
            places.pop();
        }
        false
    }

    /// Where `piece` stands behind the words `before`, as near as its gap demands.
    fn next_places(&mut self, piece: &Piece, before: Span) -> Vec<Span> {
        let hay = self.hay;
        let from = before.end();
        let here = hay.folded.span(before.start(), from).end();
        let (longest, paragraphs) = reach(piece.gap);
        let wanted = self.needle.skeleton(piece.words);
        let to = hay.offset(hay.folded.word_from(here + longest)) + wanted.len();
        let mut places = self.hits(wanted, hay.offset(from), to, MOST_BRANCHES);
        if places.is_empty() && piece.words.len() > 1 {
            places = self.speech_hits(wanted, MOST_STARTS);
        }
        places.retain(|place| {
            let near = hay.folded.words.get(place.start()).is_some_and(|word| word.span.start() <= here + longest);
            let paragraph = hay.paragraph(from.saturating_sub(1)) + paragraphs;
            place.start() >= from && near && hay.paragraph(place.start()) <= paragraph
        });
        places
    }
}

/// How many bytes a gap may leave out, and how many paragraph breaks.
fn reach(gap: Gap) -> (usize, usize) {
    match gap {
        Gap::Elision => (LONGEST_ELISION, 1),
        Gap::Insertion => (LONGEST_INSERTION, 0),
    }
}

/// A place in pieces, from the first to the last.
fn in_pieces(hay: &Haystack, pieces: &[Span]) -> Match {
    let whole = pieces.iter().copied().reduce(Span::join).unwrap_or_default();
    let gaps = pieces.windows(2).map(|pair| Span::new(pair[0].end(), pair[1].start())).filter(|gap| !gap.is_empty());
    let skipped = gaps.map(|gap| hay.source(gap.start(), gap.end())).collect();
    Match { skipped, ..hay.found(Exactness::Elided, hay.source(whole.start(), whole.end())) }
}

/// A place whose words are those of the needle, with what surrounds them where that is the same too.
fn as_it_stands(hay: &Haystack, needle: &Needle, words: Span) -> Match {
    let core = hay.source(words.start(), words.end());
    let quoted = needle.source(0, needle.len());
    let same = same_but_for_spaces(quoted.of(&needle.text), core.of(&hay.text));
    let head = needle.text.get(..quoted.start()).unwrap_or("").trim_start();
    let tail = needle.text.get(quoted.end()..).unwrap_or("").trim_end();
    let before = hay.text.get(..core.start()).unwrap_or("").ends_with(head);
    let after = hay.text.get(core.end()..).unwrap_or("").starts_with(tail);
    let span =
        Span::new(core.start() - if before { head.len() } else { 0 }, core.end() + if after { tail.len() } else { 0 });
    let exactness = match (same && before && after, needle.inserted.contains(&true)) {
        (true, _) => Exactness::Verbatim,
        (false, true) => Exactness::Elided,
        (false, false) => Exactness::Typographic,
    };
    hay.found(exactness, span)
}

/// Whether two texts are the same but for how much white space stands where.
fn same_but_for_spaces(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests;
