//! The tables beside the index: for every record what is at hand of it and what it says of actors, and for every file
//! which record it is.
//!
//! A file of tables is written once and never changed. It begins with the encoded values; behind them stands the
//! directory, sorted by hash, then the files, then a trailer that says where both are. Every part has a checksum of
//! its own, so that opening it reads the directory and nothing else.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::File;
use super::mapped::Mapped;
use crate::corpus::ContentHash;
use crate::corpus::store::Stamp;
use crate::kept::codec;

/// What stands at the end of every file of tables.
const MAGIC: [u8; 8] = *b"ibidtab1";

/// Magic, and the ends of values and directory.
const TRAILER: usize = 24;

/// Tables as they were written.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The name of their file.
    pub(super) name: String,
    mapped: Mapped,
    directory: Vec<Row>,
    /// Which record each file is, by absolute path.
    pub(super) files: FxHashMap<PathBuf, FileRow>,
}

/// Where the values of a record are.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Row {
    hash: ContentHash,
    digest: (u64, u32),
    reading: (u64, u32),
}

/// Which record a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRow {
    pub(super) stamp: Stamp,
    pub(super) hash: ContentHash,
}

/// Two encoded values: what is at hand of a record, and what it says of actors.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) digest: Vec<u8>,
    pub(super) reading: Vec<u8>,
}

impl Tables {
    /// Opens the tables called `name` in `folder`; `None` where they are missing or damaged.
    pub(super) fn open(folder: &Path, name: &str) -> Option<Tables> {
        let mapped = Mapped::open(&folder.join(name)).ok()?;
        let bytes = mapped.bytes();
        let (body, trailer) = bytes.split_at_checked(bytes.len().checked_sub(TRAILER)?)?;
        let (ends, magic) = trailer.split_at_checked(TRAILER - MAGIC.len())?;
        let (values, directory) = ends.split_at_checked(8)?;
        let end = |bytes: &[u8]| usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok();
        let (values, directory) = (end(values)?, end(directory)?);
        if magic != MAGIC {
            return None;
        }
        let files: Vec<(PathBuf, FileRow)> = codec::decode(body.get(directory..)?)?;
        let directory: Vec<Row> = codec::decode(body.get(values..directory)?)?;
        Some(Tables { name: name.to_string(), directory, files: files.into_iter().collect(), mapped })
    }

    /// The names of all records, in order.
    pub(super) fn hashes(&self) -> impl Iterator<Item = &ContentHash> {
        self.directory.iter().map(|row| &row.hash)
    }

    /// Whether a record is in them.
    pub(super) fn lists(&self, hash: &ContentHash) -> bool {
        self.row(hash).is_some()
    }

    /// What is at hand of a record.
    pub(super) fn digest<T: DeserializeOwned>(&self, hash: &ContentHash) -> Option<T> {
        codec::decode(self.bytes(self.row(hash)?.digest)?)
    }

    /// What a record says of actors.
    pub(super) fn reading<T: DeserializeOwned>(&self, hash: &ContentHash) -> Option<T> {
        codec::decode(self.bytes(self.row(hash)?.reading)?)
    }

    /// Writes the tables of the records `live`, which are sorted: those in `new`, the others as they stand here. Returns how
    /// many bytes.
    ///
    /// # Errors
    /// What the system says: the disk is full.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        live: &[ContentHash],
        new: &FxHashMap<ContentHash, Values>,
        files: &[(PathBuf, FileRow)],
    ) -> io::Result<u64> {
        let mut at = 0u64;
        let put = |at: &mut u64, out: &mut dyn Write, bytes: &[u8]| -> io::Result<(u64, u32)> {
            out.write_all(bytes)?;
            let place = (*at, u32::try_from(bytes.len()).map_err(io::Error::other)?);
            *at += bytes.len() as u64;
            Ok(place)
        };
        let mut directory = Vec::with_capacity(live.len());
        for hash in live {
            let old = || {
                let row = self.row(hash)?;
                Some((self.bytes(row.digest)?, self.bytes(row.reading)?))
            };
            let values = new.get(hash).map(|values| (values.digest.as_slice(), values.reading.as_slice()));
            let Some((digest, reading)) = values.or_else(old) else { continue };
            directory.push(Row {
                hash: *hash,
                digest: put(&mut at, out, digest)?,
                reading: put(&mut at, out, reading)?,
            });
        }
        let values = at;
        put(&mut at, out, &codec::encode(&directory))?;
        let (end, length) = put(&mut at, out, &codec::encode(&files))?;
        out.write_all(&values.to_le_bytes())?;
        out.write_all(&end.to_le_bytes())?;
        out.write_all(&MAGIC)?;
        Ok(end + u64::from(length) + TRAILER as u64)
    }

    /// Whether they say of these files what is to be said, and of the records `live` alone.
    pub(super) fn says(&self, files: &[File], live: &[ContentHash]) -> bool {
        let told = |file: &File| {
            self.files.get(&file.path).is_some_and(|row| row.stamp == file.stamp && row.hash == file.hash)
        };
        self.files.len() == files.len() && files.iter().all(told) && self.hashes().eq(live)
    }

    fn row(&self, hash: &ContentHash) -> Option<&Row> {
        let at = self.directory.binary_search_by(|row| row.hash.cmp(hash)).ok()?;
        self.directory.get(at)
    }

    fn bytes(&self, (start, length): (u64, u32)) -> Option<&[u8]> {
        let start = usize::try_from(start).ok()?;
        self.mapped.bytes().get(start..start.checked_add(length as usize)?)
    }
}
