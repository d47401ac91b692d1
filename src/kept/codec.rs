//! What is kept as bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many bytes of checksum over the rest stand in front: a damaged record is read again from its article. The folder is
/// the user's own; it is chance that damages, and not malice.
const CHECKSUM: usize = 4;

/// How many bytes are got ready at once: most of what is kept takes no more, and need not be moved while it grows.
const ROOM: usize = 8 << 10;

/// The bytes of `kept`.
pub fn encode<T: Serialize + ?Sized>(kept: &T) -> Vec<u8> {
    let mut bytes = written(kept);
    bytes.shrink_to_fit();
    bytes
}

/// `encode` with its length at the end, for [`decode_end`].
pub fn encode_with_length<T: Serialize>(kept: &T) -> Vec<u8> {
    let mut bytes = written(kept);
    // A length that does not fit fails the checksum when it is read.
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    bytes.extend(length.to_le_bytes());
    bytes.shrink_to_fit();
    bytes
}

fn written<T: Serialize + ?Sized>(kept: &T) -> Vec<u8> {
    let begun = || {
        let mut bytes = Vec::with_capacity(ROOM);
        bytes.extend([0; CHECKSUM]);
        bytes
    };
    // Every type that is kept can be written; were one not, its reading would fail later, and it would be made again.
    let mut bytes = postcard::to_extend(kept, begun()).unwrap_or_else(|_| begun());
    if let Some((sum, body)) = bytes.split_first_chunk_mut() {
        *sum = checksum(body);
    }
    bytes
}

/// What the last of `bytes` hold, written by [`encode_with_length`]; `None` where they are damaged.
pub fn decode_end<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (bytes, length) = bytes.split_last_chunk()?;
    let start = bytes.len().checked_sub(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    decode(bytes.get(start..)?)
}

/// What `bytes` hold; `None` where they are damaged.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (sum, body) = bytes.split_at_checked(CHECKSUM)?;
    (sum == checksum(body)).then(|| postcard::from_bytes(body).ok())?
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    crc32fast::hash(body).to_le_bytes()
}
