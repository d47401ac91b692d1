//! Which windows of a text are worth aligning: those in which the rare words of a quotation lie.

use rustc_hash::FxHashMap;

use super::haystack::Haystack;
use super::near::CHUNK;
use super::needle::Needle;
use crate::text::Span;

/// The least share of the quotation's weight in rare words that must be found: common words alone prove nothing.
pub(super) const LEAST_WEIGHT: f32 = 0.3;
/// How many windows are aligned.
const MOST_WINDOWS: usize = 3;
/// Words with more places than this point nowhere.
const MOST_PLACES: usize = 4_096;
/// How many words an ellipsis may leave out.
const ELIDED_WORDS: usize = 350;
/// How many ellipses widen a window.
const MOST_ELISIONS: usize = 4;

/// How much a word says about the place: the logarithm of its rarity in the text.
fn weight(hay: &Haystack, places: usize) -> u32 {
    let rarity = hay.folded.words.len() / places.max(1);
    rarity.checked_ilog2().unwrap_or(0) + 1
}

/// Where the words of a quotation stand in a text, by their hashes.
pub(super) struct Places {
    of: FxHashMap<u64, Vec<u32>>,
}

impl Places {
    pub(super) fn new(hay: &Haystack, needle: &Needle) -> Places {
        let mut of: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        // Most words of the text are none of the quotation: a few bits of the hash tell.
        let mut seen = [false; 1 << 10];
        let bits = |hash: u64| (hash >> 20) as usize % (1 << 10);
        for word in &needle.folded.words {
            of.insert(word.hash, Vec::new());
            seen[bits(word.hash)] = true;
        }
        for (word, index) in hay.folded.words.iter().zip(0u32..) {
            if seen[bits(word.hash)]
                && let Some(places) = of.get_mut(&word.hash)
            {
                places.push(index);
            }
        }
        Places { of }
    }

    /// The indices of the words of the text that are this one, in order.
    fn of(&self, hash: u64) -> &[u32] {
        self.of.get(&hash).map_or(&[], Vec::as_slice)
    }

    /// The weight of one word of the quotation.
    pub(super) fn weight_of(&self, hay: &Haystack, needle: &Needle, word: usize) -> f64 {
        needle.folded.words.get(word).map_or(0.0, |word| f64::from(weight(hay, self.of(word.hash).len())))
    }

    /// The weight of all words that the quotation takes from its source.
    pub(super) fn whole_weight(&self, hay: &Haystack, needle: &Needle) -> f64 {
        let own = needle.inserted.iter().enumerate().filter(|(_, inserted)| !**inserted);
        own.map(|(word, _)| self.weight_of(hay, needle, word)).sum()
    }
}

/// How many words of the text a chunk of the quotation may span.
pub(super) fn width(needle: &Needle, words: Span) -> usize {
    let gaps = needle.gaps.iter().filter(|&&gap| words.contains(gap)).count();
    words.len() + words.len() / 2 + 8 + gaps.min(MOST_ELISIONS) * ELIDED_WORDS
}

/// The windows of the text, as word indices, in which most of the weight of the quotation's first chunk lies.
pub(super) fn windows(hay: &Haystack, needle: &Needle, places: &Places) -> Vec<Span> {
    let first = Span::new(0, needle.len().min(CHUNK));
    let mut hashes: Vec<u64> = needle.folded.words[first.range()].iter().map(|word| word.hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut points: Vec<(usize, u32)> = Vec::new();
    // What the words that point nowhere may add to any window.
    let mut common = 0;
    for hash in hashes {
        let places = places.of(hash);
        let weight = weight(hay, places.len());
        if places.len() <= MOST_PLACES {
            points.extend(places.iter().map(|&place| (place as usize, weight)));
        } else {
            let times = needle.folded.words.iter().filter(|word| word.hash == hash).count();
            common += weight * Span::at(times).start;
        }
    }
    points.sort_unstable();
    let width = width(needle, first);
    let mut sums: Vec<(u32, usize)> = Vec::with_capacity(points.len());
    let (mut sum, mut end) = (0, 0);
    for &(start, weight) in &points {
        while let Some(&(_, entering)) = points.get(end).filter(|(place, _)| *place < start + width) {
            sum += entering;
            end += 1;
        }
        sums.push((sum, start));
        sum -= weight;
    }
    if needle.len() <= CHUNK {
        // A window without enough of the weight cannot hold a near place, and needs no aligning.
        let least = f64::from(LEAST_WEIGHT) * places.whole_weight(hay, needle);
        sums.retain(|&(sum, _)| f64::from(sum + common) >= least);
    }
    sums.sort_unstable_by_key(|&(sum, start)| (std::cmp::Reverse(sum), start));
    let mut starts: Vec<usize> = Vec::new();
    for (_, start) in sums {
        if starts.iter().all(|other| start.abs_diff(*other) > width / 2) {
            starts.push(start);
        }
        if starts.len() == MOST_WINDOWS {
            break;
        }
    }
    let margin = first.len() / 4 + 4;
    let window = |start: usize| Span::new(start.saturating_sub(margin), (start + width).min(hay.folded.words.len()));
    starts.into_iter().map(window).collect()
}

#[cfg(test)]
mod tests;
