//! The keys of words and phrases: numbers that stand for their letters.
//!
//! The build writes the table of the lists with them, recognition looks words up by them, and quotations are found by them. A word's key is made while its letters
//! are looked for, eight bytes at a time, by folded multiplication (after Wang Yi, wyhash).

/// The bytes of a word that are taken together, the last ones filled up with zeros; no word holds such a byte.
pub const CHUNK: usize = 8;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const FACTOR: u64 = 0xA076_1D64_78BD_642F;

/// The key of a word of which no letter was read yet.
pub const EMPTY: u64 = SEED;

/// The key after another chunk of letters, the first in the lowest byte.
#[inline(always)]
pub fn with(key: u64, chunk: u64) -> u64 {
    let wide = u128::from(key ^ chunk) * u128::from(FACTOR);
    (wide as u64) ^ (wide >> 64) as u64
}

/// The key of a word.
pub fn of_word(word: &str) -> u64 {
    let mut key = EMPTY;
    for chunk in word.as_bytes().chunks(CHUNK) {
        key = with(key, chunk.iter().rev().fold(0, |chunk, &byte| chunk << 8 | u64::from(byte)));
    }
    key
}

/// The key of a phrase from the key of its words but the last, or of its first word, and the key of the last.
pub fn of_phrase(before: u64, last: u64) -> u64 {
    with(with(SEED, before.rotate_left(17)), last)
}

/// The key of several words that single blanks part.
pub fn of_words(words: &str) -> u64 {
    words.split(' ').map(of_word).reduce(of_phrase).unwrap_or(0)
}
