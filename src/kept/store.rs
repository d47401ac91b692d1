//! Values behind each other in one file.

use std::fmt;
use std::io::{self, Write};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::codec;

/// Where a value is in its store: its first byte, and how many it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    start: u64,
    length: u32,
}

impl Place {
    /// How many bytes a place has where it is written by itself.
    const BYTES: usize = 12;

    fn to_bytes(self) -> [u8; Place::BYTES] {
        let mut bytes = [0; Place::BYTES];
        let numbers = self.start.to_le_bytes().into_iter().chain(self.length.to_le_bytes());
        bytes.iter_mut().zip(numbers).for_each(|(slot, byte)| *slot = byte);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Place> {
        let (start, length) = bytes.split_first_chunk()?;
        Some(Place { start: u64::from_le_bytes(*start), length: u32::from_le_bytes(*length.first_chunk()?) })
    }
}

/// What stands at the end of every store, after a checksum of all values and the place to begin with.
const MAGIC: [u8; 8] = *b"ibidkep2";

/// How many bytes these have.
const END: usize = 4 + Place::BYTES + MAGIC.len();

/// Written values. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<dyn Bytes>);

/// Bytes that nobody changes, so that no panic leaves them half changed.
trait Bytes: AsRef<[u8]> + Send + Sync + UnwindSafe + RefUnwindSafe {}

impl<T: AsRef<[u8]> + Send + Sync + UnwindSafe + RefUnwindSafe> Bytes for T {}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("bytes", &self.bytes().len()).finish_non_exhaustive()
    }
}

impl Store {
    /// The values in `bytes`, which nobody changes.
    pub fn new(bytes: impl AsRef<[u8]> + Send + Sync + UnwindSafe + RefUnwindSafe + 'static) -> Store {
        Store(Arc::new(bytes))
    }

    /// The value at `place`; `None` where it is damaged.
    pub fn get<T: DeserializeOwned>(&self, place: Place) -> Option<T> {
        codec::decode(self.raw(place)?)
    }

    /// The encoded value at `place`, whole or damaged; `None` where the store is shorter.
    pub fn raw(&self, place: Place) -> Option<&[u8]> {
        let start = usize::try_from(place.start).ok()?;
        self.bytes().get(start..start.checked_add(place.length as usize)?)
    }

    /// The place with which the sink was ended: where to begin.
    pub fn last(&self) -> Option<Place> {
        let (rest, magic) = self.bytes().split_last_chunk::<{ MAGIC.len() }>()?;
        let (_, place) = rest.split_last_chunk::<{ Place::BYTES }>()?;
        (*magic == MAGIC).then(|| Place::from_bytes(place))?
    }

    /// Whether all of it is as it was written. All of it is read for that.
    pub fn is_whole(&self) -> bool {
        let Some((body, end)) = self.bytes().split_last_chunk::<END>() else { return false };
        self.last().is_some() && end.first_chunk() == Some(&crc32fast::hash(body).to_le_bytes())
    }

    /// All bytes.
    pub fn bytes(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// Writes the values of a store one behind the other.
pub struct Sink<'a> {
    out: &'a mut dyn Write,
    at: u64,
    sum: crc32fast::Hasher,
}

impl<'a> Sink<'a> {
    /// A sink whose first value is the first thing in `out`.
    pub fn new(out: &'a mut dyn Write) -> Sink<'a> {
        Sink { out, at: 0, sum: crc32fast::Hasher::new() }
    }

    /// Writes a value.
    ///
    /// # Errors
    /// What the system says: the disk is full. A value of 4 GB and more is none.
    pub fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<Place> {
        self.put_raw(&codec::encode(value))
    }

    /// Ends the store: who opens it begins at `place`.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub fn end(self, place: Place) -> io::Result<()> {
        self.out.write_all(&self.sum.finalize().to_le_bytes())?;
        self.out.write_all(&place.to_bytes())?;
        self.out.write_all(&MAGIC)
    }

    /// Writes a value that is encoded already.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub fn put_raw(&mut self, bytes: &[u8]) -> io::Result<Place> {
        let place = Place { start: self.at, length: u32::try_from(bytes.len()).map_err(io::Error::other)? };
        self.out.write_all(bytes)?;
        self.sum.update(bytes);
        self.at += bytes.len() as u64;
        Ok(place)
    }
}
