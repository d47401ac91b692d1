//! Text that stands twice in a file: second copies, and sentences of the body repeated as ornaments.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::article::words::{ascii_length, folded, is_alphanumeric};

/// How many words a shingle has: long enough that two paragraphs share few by chance.
const SHINGLE: usize = 5;

/// How many paragraphs are remembered for one shingle, which bounds the work on a text that repeats itself endlessly.
const MAX_PLACES: usize = 4;

/// The longest pull quote, in words.
const MAX_QUOTE_WORDS: usize = 80;

/// How a paragraph repeats others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repeat {
    /// It is a copy of an earlier paragraph, or its words all stand in earlier ones.
    Copy,
    /// It is a part of the longer paragraph with this number.
    Part(usize),
}

/// A paragraph as it is compared.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its length in bytes.
    pub length: usize,
    /// Its text, [`folded`].
    pub lower: Cow<'a, str>,
}

impl Line<'_> {
    /// A paragraph of this text.
    pub fn of(text: &str) -> Line<'static> {
        Line { length: text.len(), lower: Cow::Owned(folded(text)) }
    }
}

/// The first paragraphs that hold a shingle.
#[derive(Clone, Copy, Default)]
struct Places {
    count: u8,
    places: [u32; MAX_PLACES],
}

impl Places {
    fn all(&self) -> &[u32] {
        self.places.get(..usize::from(self.count)).unwrap_or_default()
    }

    fn add(&mut self, paragraph: u32) {
        if self.all().last() != Some(&paragraph)
            && let Some(slot) = self.places.get_mut(usize::from(self.count))
        {
            *slot = paragraph;
            self.count += 1;
        }
    }
}

/// How each paragraph repeats others; `None` where it does not.
pub fn repeats(paragraphs: &[Line<'_>]) -> Vec<Option<Repeat>> {
    let shingles = Shingles::of(paragraphs);
    let mut places: FxHashMap<u64, Places> = FxHashMap::default();
    // Few shingles stand anywhere twice; only those need to be remembered with their places.
    let twice = Twice::of(&shingles.all);
    for (number, paragraph) in (0..).zip(0..paragraphs.len()) {
        for shingle in shingles.of_paragraph(paragraph).iter().filter(|shingle| twice.may_hold(**shingle)) {
            places.entry(*shingle).or_default().add(number);
        }
    }
    let mut found: Vec<Option<Repeat>> = if places.is_empty() {
        vec![None; paragraphs.len()]
    } else {
        (0..paragraphs.len()).map(|paragraph| repeat_of(paragraph, &shingles, &places, &twice)).collect()
    };
    copies_of_short_lines(paragraphs, &mut found);
    found
}

/// Which hashes may stand twice among many: all that do, and few others.
struct Twice {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Twice {
    fn of(hashes: &[u64]) -> Twice {
        /// How many bits there are for each hash.
        const SPARSE: usize = 16;
        let words = (hashes.len() * SPARSE).next_power_of_two() / 64 + 1;
        let words = words.next_power_of_two();
        let mut bits = Twice { once: vec![0; words], twice: vec![0; words] };
        for &hash in hashes {
            let (word, bit) = bits.place(hash);
            if let (Some(once), Some(twice)) = (bits.once.get_mut(word), bits.twice.get_mut(word)) {
                *twice |= *once & bit;
                *once |= bit;
            }
        }
        bits
    }

    /// The high bits of a product are the best mixed ones.
    fn place(&self, hash: u64) -> (usize, u64) {
        let mixed = hash >> 32;
        ((mixed >> 6) as usize & (self.once.len() - 1), 1 << (mixed & 63))
    }

    fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.twice.get(word).is_some_and(|twice| twice & bit != 0)
    }
}

fn repeat_of(paragraph: usize, shingles: &Shingles, places: &FxHashMap<u64, Places>, twice: &Twice) -> Option<Repeat> {
    let own = shingles.of_paragraph(paragraph);
    if own.is_empty() {
        return None;
    }
    let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
    let mut earlier = 0;
    for shingle in own.iter().filter(|shingle| twice.may_hold(**shingle)) {
        let list = places.get(shingle).map(Places::all).unwrap_or_default();
        earlier += usize::from(list.iter().any(|&place| (place as usize) < paragraph));
        for place in list.iter().map(|&place| place as usize).filter(|&place| place != paragraph) {
            *votes.entry(place).or_default() += 1;
        }
    }
    let length = |place: usize| shingles.of_paragraph(place).len();
    let nearly_all = |count: usize| count * 100 >= own.len() * 85;
    // Of several that hold it, the longest is the paragraph it was taken from.
    let holder = votes
        .iter()
        .filter(|&(_, &count)| nearly_all(count))
        .map(|(&place, _)| place)
        .max_by_key(|&place| (length(place), usize::MAX - place));
    match holder {
        Some(holder) if length(holder) * 4 > own.len() * 5 + 8 && own.len() <= MAX_QUOTE_WORDS => {
            Some(Repeat::Part(holder))
        }
        Some(holder) if holder < paragraph => Some(Repeat::Copy),
        _ if own.len() >= 15 && nearly_all(earlier) => Some(Repeat::Copy),
        _ => None,
    }
}

/// A line too short for shingles is a copy if an earlier one has the same words, of which there are at least two,
/// and a copy stands beside it.
fn copies_of_short_lines(paragraphs: &[Line<'_>], found: &mut [Option<Repeat>]) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (paragraph, line) in paragraphs.iter().enumerate() {
        if line.length > 200 {
            continue;
        }
        let lower: &str = &line.lower;
        let words = lower.split(' ').count();
        let is_new = *first.entry(lower).or_insert(paragraph) == paragraph;
        let is_copy = |at: Option<usize>| at.and_then(|at| found.get(at)) == Some(&Some(Repeat::Copy));
        let beside = is_copy(paragraph.checked_sub(1)) || is_copy(Some(paragraph + 1));
        if !is_new
            && words >= 2
            && (words >= 4 || beside)
            && let Some(slot) = found.get_mut(paragraph)
            && slot.is_none()
        {
            *slot = Some(Repeat::Copy);
        }
    }
}

/// The runs of words of some paragraphs, as hashes.
struct Shingles {
    all: Vec<u64>,
    /// Where those of each paragraph end.
    ends: Vec<usize>,
}

impl Shingles {
    fn of(paragraphs: &[Line<'_>]) -> Shingles {
        let bytes: usize = paragraphs.iter().map(|line| line.lower.len()).sum();
        let mut shingles = Shingles { all: Vec::with_capacity(bytes / 5), ends: Vec::with_capacity(paragraphs.len()) };
        let longest = paragraphs.iter().map(|line| line.lower.len()).max().unwrap_or(0);
        let mut words: Vec<u64> = Vec::with_capacity(longest / 5);
        for line in paragraphs {
            words.clear();
            hash_words(&line.lower, &mut words);
            shingles.add_runs(&words);
            shingles.ends.push(shingles.all.len());
        }
        shingles
    }

    /// Adds the hash of each run of these words: a polynomial, of which the next run's is made (Karp and Rabin, "Efficient randomized
    /// pattern-matching algorithms", 1987).
    fn add_runs(&mut self, words: &[u64]) {
        const LAST: u64 = FACTOR.wrapping_pow(SHINGLE as u32);
        let (first, others) = words.split_at(words.len().min(SHINGLE));
        if first.len() < SHINGLE {
            return;
        }
        let add = |hash: u64, word: u64| hash.wrapping_mul(FACTOR).wrapping_add(word);
        let mut hash = first.iter().fold(0, |hash, &word| add(hash, word));
        self.all.push(hash);
        self.all.extend(words.iter().zip(others).map(|(&gone, &next)| {
            hash = add(hash, next).wrapping_sub(gone.wrapping_mul(LAST));
            hash
        }));
    }

    fn of_paragraph(&self, paragraph: usize) -> &[u64] {
        let end = |paragraph: usize| self.ends.get(paragraph).copied().unwrap_or(0);
        let start = paragraph.checked_sub(1).map_or(0, end);
        self.all.get(start..end(paragraph)).unwrap_or_default()
    }
}

/// Adds the hashes of the words of a folded text. One pass both finds the words and packs them, eight bytes at a time.
fn hash_words(lower: &str, words: &mut Vec<u64>) {
    let (mut hash, mut packed) = (0u64, 0u64);
    let mut end_word = |hash: &mut u64, packed: &mut u64| {
        if *hash | *packed != 0 {
            words.push(mix(std::mem::take(hash), std::mem::take(packed)));
        }
    };
    let mut rest = lower;
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(ascii_length(rest.as_bytes()));
        for &byte in ascii.as_bytes() {
            if !byte.is_ascii_alphanumeric() {
                end_word(&mut hash, &mut packed);
                continue;
            }
            packed = packed << 8 | u64::from(byte);
            if packed >> 56 != 0 {
                hash = mix(hash, std::mem::take(&mut packed));
            }
        }
        rest = behind;
        while let Some(character) = rest.chars().next().filter(|c| !c.is_ascii()) {
            rest = rest.get(character.len_utf8()..).unwrap_or("");
            if is_alphanumeric(character) {
                hash = mix(mix(hash, std::mem::take(&mut packed)), u64::from(character));
            } else {
                end_word(&mut hash, &mut packed);
            }
        }
    }
    end_word(&mut hash, &mut packed);
}

/// An odd number whose bits are well spread: that of FxHash.
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

fn mix(hash: u64, next: u64) -> u64 {
    (hash ^ next).wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_copy_is_told_from_a_pull_quote() {
        let long = "The harbour master had not slept for two days. “I counted four hundred containers with my own hands,” he said on Monday, and looked out of the window at the cranes.";
        let quote = "“I counted four hundred containers with my own hands”";
        let other = "Nobody had told him of the strike, and nobody would have been able to say what it was for.";
        let found = repeats(&[quote, long, other, "By Ana Ruiz", long, other].map(Line::of));
        assert_eq!(found, [Some(Repeat::Part(1)), None, None, None, Some(Repeat::Copy), Some(Repeat::Copy)]);
    }

    #[test]
    fn a_copy_cut_into_other_paragraphs_is_still_a_copy() {
        let one = "The harbour master had not slept for two days when the first of the freighters came into the bay of Bergen.";
        let two =
            "Nobody had told him of the strike, and nobody would have been able to say to him what it was really for.";
        let both = format!("{one} {two}");
        assert_eq!(repeats(&[one, two, &both].map(Line::of))[2], Some(Repeat::Copy));
    }
}
