//! Eight bytes of a text at a time, as a number whose lowest byte is the first.

/// The bytes of a chunk.
pub const CHUNK: usize = 8;

/// The highest bit of every byte.
pub const HIGH: u64 = 0x8080_8080_8080_8080;

const ONES: u64 = 0x0101_0101_0101_0101;

/// The chunk that begins at `from`; behind the end of `bytes` it is zeros.
#[inline(always)]
pub fn chunk(bytes: &[u8], from: usize) -> u64 {
    match bytes.get(from..from + CHUNK).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => last_chunk(bytes, from),
    }
}

/// Fewer bytes than a chunk, at the end of the text.
#[cold]
fn last_chunk(bytes: &[u8], from: usize) -> u64 {
    number(bytes.get(from..).unwrap_or(&[]))
}

/// At most eight bytes as a chunk, filled up with zeros.
pub fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |chunk, &byte| chunk << 8 | u64::from(byte))
}

/// The highest bit of those bytes of `chunk` that are ASCII letters or digits; the other bits say nothing.
#[inline(always)]
pub fn alphanumeric(chunk: u64) -> u64 {
    let low = chunk & !HIGH;
    // A byte below 128 carries into its highest bit when what lacks to 128 from a bound is added.
    let from = |value: u64, bound: u8| value + ONES * u64::from(0x80 - bound);
    let small = low | (ONES * 0x20);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    (letters | digits) & !chunk
}

/// The highest bit of those bytes of `chunk` that are `byte`, which is ASCII; the other bits are zero.
#[inline(always)]
pub fn equal(chunk: u64, byte: u8) -> u64 {
    let differs = chunk ^ (ONES * u64::from(byte));
    // No byte below 128 carries into the next one.
    !(((differs & !HIGH) + !HIGH) | differs) & HIGH
}

/// How many bytes of a chunk come before the first whose highest bit is set in `marks`; all eight where there is none.
#[inline(always)]
pub fn before(marks: u64) -> usize {
    (marks & HIGH).trailing_zeros() as usize / CHUNK
}

/// The first `count` bytes of a chunk, the others zero.
#[inline(always)]
pub fn first(chunk: u64, count: usize) -> u64 {
    if count >= CHUNK { chunk } else { chunk & ((1 << (count * 8)) - 1) }
}

/// The letters of `chunk` in lower case; of its bytes that are neither letters nor digits only zeros stay as they are.
#[inline(always)]
pub fn lower(chunk: u64, count: usize) -> u64 {
    chunk | first(ONES * 0x20, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_chunk_is_told_byte_for_byte(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..9)) {
            let number = chunk(&bytes, 0);
            assert_eq!(number, super::number(&bytes));
            let padded: Vec<u8> = bytes.iter().copied().chain(std::iter::repeat(0)).take(CHUNK).collect();
            for (at, byte) in padded.iter().enumerate() {
                let marks = |marks: u64| marks >> (at * 8 + 7) & 1 == 1;
                assert_eq!(marks(alphanumeric(number)), byte.is_ascii_alphanumeric(), "{byte}");
                assert_eq!(marks(equal(number, b' ')), *byte == b' ', "{byte}");
            }
            let others = padded.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(CHUNK);
            assert_eq!(before(!alphanumeric(number)), others);
            let small: Vec<u8> = padded[..others].to_ascii_lowercase();
            assert_eq!(lower(first(number, others), others), super::number(&small));
        }
    }
}
