//! What is kept as bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many bytes of a hash over the rest stand in front: a damaged record is read again from its article.
const CHECKSUM: usize = 8;

/// The bytes of `kept`.
pub fn encode<T: Serialize>(kept: &T) -> Vec<u8> {
    // Every type that is kept can be written; were one not, its reading would fail later, and it would be made again.
    let body = postcard::to_stdvec(kept).unwrap_or_default();
    let mut bytes = Vec::with_capacity(CHECKSUM + body.len());
    bytes.extend(checksum(&body));
    bytes.extend(body);
    bytes
}

/// What `bytes` hold; `None` where they are damaged.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (sum, body) = bytes.split_at_checked(CHECKSUM)?;
    (sum == checksum(body)).then(|| postcard::from_bytes(body).ok())?
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let hash = blake3::hash(body);
    let mut sum = [0; CHECKSUM];
    sum.copy_from_slice(&hash.as_bytes()[..CHECKSUM]);
    sum
}
