//! Records as bytes.

use crate::corpus::Record;

/// How many bytes of a hash over the rest stand in front: a damaged record is read again from its article.
const CHECKSUM: usize = 8;

/// The bytes of `record`.
pub(super) fn encode(record: &Record) -> Vec<u8> {
    // Every type of a record can be written; were one not, nothing would fail but its checksum, and later its reading.
    let body = postcard::to_stdvec(record).unwrap_or_default();
    let mut bytes = Vec::with_capacity(CHECKSUM + body.len());
    bytes.extend(checksum(&body));
    bytes.extend(body);
    bytes
}

/// The record that `bytes` hold; `None` where they are damaged.
pub(super) fn decode(bytes: &[u8]) -> Option<Record> {
    let (sum, body) = bytes.split_at_checked(CHECKSUM)?;
    (sum == checksum(body)).then(|| postcard::from_bytes(body).ok())?
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let hash = blake3::hash(body);
    let mut sum = [0; CHECKSUM];
    sum.copy_from_slice(&hash.as_bytes()[..CHECKSUM]);
    sum
}
