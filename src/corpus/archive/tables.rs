//! The tables beside the index: for every record what is at hand of it and what it says of actors, and for every file
//! which record it is.
//!
//! A file of tables is written once and never changed. It begins with the encoded values; behind them stands the
//! directory, a row of one length for each record, sorted by hash; then the rows of the files and where each begins, sorted by
//! path; then a trailer that says where all that is. Each value has a checksum, and all behind the values one. Nothing but the
//! trailer is taken into memory: what is asked for is found by halving.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::mapped::Mapped;
use super::{File, FileView};
use crate::corpus::ContentHash;
use crate::corpus::store::Stamp;
use crate::kept::codec;

/// What stands at the end of every file of tables.
const MAGIC: [u8; 8] = *b"ibidtab4";

/// How many bytes a row of the directory has: a hash, and the first byte and the length of two values.
const ROW: usize = 32 + 2 * (8 + 4);

/// How many bytes say where the row of a file begins.
const START: usize = 8;

/// Tables as they were written.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The name of their file.
    pub(super) name: String,
    mapped: Mapped,
    parts: Parts,
}

/// Where the parts are, in bytes from the beginning of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    directory: usize,
    files: usize,
    /// Where the rows of the files begin, one after the other.
    starts: usize,
    end: usize,
    /// The checksum from the directory to the end.
    sum: u32,
}

impl Parts {
    const BYTES: usize = 4 * 8 + 4;

    fn to_bytes(self) -> Vec<u8> {
        let places = [self.directory, self.files, self.starts, self.end];
        places.iter().flat_map(|&place| (place as u64).to_le_bytes()).chain(self.sum.to_le_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Parts> {
        let place = |at: usize| usize::try_from(number(bytes, at * 8)?).ok();
        let sum = u32::from_le_bytes(*bytes.get(4 * 8..)?.first_chunk()?);
        Some(Parts { directory: place(0)?, files: place(1)?, starts: place(2)?, end: place(3)?, sum })
    }
}

/// The number of eight bytes at `at`.
fn number(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Puts files in the order of the bytes of their paths.
pub(super) fn sort(files: &mut [FileView<'_>]) {
    files.sort_unstable_by_key(|file| file.path.as_os_str().as_encoded_bytes());
}

/// The path whose encoded bytes these are, where that can be told.
#[cfg(unix)]
pub fn path_of(bytes: &[u8]) -> Option<&Path> {
    use std::os::unix::ffi::OsStrExt;
    Some(Path::new(std::ffi::OsStr::from_bytes(bytes)))
}

/// The path whose encoded bytes these are, where that can be told.
#[cfg(not(unix))]
pub fn path_of(bytes: &[u8]) -> Option<&Path> {
    std::str::from_utf8(bytes).ok().map(Path::new)
}

/// Where a value is: its first byte, and how many it has.
type Place = (u64, u32);

/// Which record a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileRow {
    pub(super) stamp: Stamp,
    pub(super) hash: ContentHash,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
struct KeptFileRow {
    stamp: Stamp,
    /// The number of the record in the directory.
    record: u32,
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
        let (rest, magic) = mapped.bytes().split_last_chunk::<{ MAGIC.len() }>()?;
        let (body, parts) = rest.split_last_chunk::<{ Parts::BYTES }>()?;
        let parts = Parts::from_bytes(parts)?;
        let is_in_order = parts.directory <= parts.files && parts.files <= parts.starts && parts.starts <= parts.end;
        let is_whole = *magic == MAGIC
            && is_in_order
            && parts.end == body.len()
            && (parts.files - parts.directory).is_multiple_of(ROW)
            && (parts.end - parts.starts).is_multiple_of(START)
            && body.get(parts.directory..).map(crc32fast::hash) == Some(parts.sum);
        is_whole.then(|| Tables { name: name.to_string(), mapped, parts })
    }

    /// The names of all records, in order.
    pub(super) fn hashes(&self) -> impl Iterator<Item = &ContentHash> {
        self.directory().chunks_exact(ROW).filter_map(|row| row.first_chunk())
    }

    /// Whether a record is in them.
    pub(super) fn lists(&self, hash: &ContentHash) -> bool {
        self.places(hash).is_some()
    }

    /// What is at hand of a record.
    pub(super) fn digest<T: DeserializeOwned>(&self, hash: &ContentHash) -> Option<T> {
        codec::decode(self.value(self.places(hash)?[0])?)
    }

    /// What a record says of actors.
    pub(super) fn reading<T: DeserializeOwned>(&self, hash: &ContentHash) -> Option<T> {
        codec::decode(self.value(self.places(hash)?[1])?)
    }

    /// Which record a file is.
    pub(super) fn file(&self, path: &Path) -> Option<FileRow> {
        let wanted = path.as_os_str().as_encoded_bytes();
        let (mut low, mut high) = (0, self.count_of_files());
        while low < high {
            let middle = low.midpoint(high);
            if self.file_at(middle)?.0 < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let (found, row) = self.file_at(low)?;
        (found == wanted).then(|| self.file_row(row))?
    }

    /// All files.
    pub(super) fn files(&self) -> impl Iterator<Item = File> {
        (0..self.count_of_files()).filter_map(|at| {
            let (path, row) = self.file_at(at)?;
            let FileRow { stamp, hash } = self.file_row(row)?;
            Some(File { path: path_of(path)?.to_path_buf(), stamp, hash })
        })
    }

    fn file_row(&self, row: &[u8]) -> Option<FileRow> {
        let KeptFileRow { stamp, record } = codec::decode(row)?;
        Some(FileRow { stamp, hash: *self.row(record as usize)?.first_chunk()? })
    }

    /// Writes the tables of the records `live`, which are sorted: those in `new`, the others as they stand here; and of these
    /// files, which are sorted ([`sort`]).
    ///
    /// # Errors
    /// What the system says: the disk is full.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        live: &[ContentHash],
        new: &FxHashMap<ContentHash, Arc<Values>>,
        files: &[FileView<'_>],
    ) -> io::Result<()> {
        let (mut at, mut written) = (0, Vec::with_capacity(live.len()));
        let mut directory: Vec<u8> = Vec::with_capacity(live.len() * ROW);
        for hash in live {
            let old = || {
                let [digest, reading] = self.places(hash)?;
                Some((self.value(digest)?, self.value(reading)?))
            };
            let values = new.get(hash).map(|values| (values.digest.as_slice(), values.reading.as_slice()));
            let Some((digest, reading)) = values.or_else(old) else { continue };
            written.push(*hash);
            directory.extend(hash);
            for value in [digest, reading] {
                out.write_all(value)?;
                directory.extend((at as u64).to_le_bytes());
                directory.extend(u32::try_from(value.len()).map_err(io::Error::other)?.to_le_bytes());
                at += value.len();
            }
        }
        let (mut rows, mut starts) = (Vec::new(), Vec::with_capacity(files.len() * START));
        for file in files {
            let Ok(record) = written.binary_search(file.hash) else { continue };
            let record = u32::try_from(record).map_err(io::Error::other)?;
            let path = file.path.as_os_str().as_encoded_bytes();
            starts.extend((rows.len() as u64).to_le_bytes());
            rows.extend(u32::try_from(path.len()).map_err(io::Error::other)?.to_le_bytes());
            rows.extend(path);
            rows.extend(codec::encode(&KeptFileRow { stamp: *file.stamp, record }));
        }
        let mut sum = crc32fast::Hasher::new();
        for part in [&directory, &rows, &starts] {
            sum.update(part);
            out.write_all(part)?;
        }
        let (files, starts_at) = (at + directory.len(), at + directory.len() + rows.len());
        let parts =
            Parts { directory: at, files, starts: starts_at, end: starts_at + starts.len(), sum: sum.finalize() };
        out.write_all(&parts.to_bytes())?;
        out.write_all(&MAGIC)
    }

    /// Whether they say of these files, which are sorted, what is to be said, and of the records `live` alone.
    pub(super) fn says(&self, files: &[FileView<'_>], live: &[ContentHash]) -> bool {
        let told = |(at, file): (usize, &FileView<'_>)| {
            let Some((path, row)) = self.file_at(at) else { return false };
            path == file.path.as_os_str().as_encoded_bytes()
                && self.file_row(row) == Some(FileRow { stamp: *file.stamp, hash: *file.hash })
        };
        let is_told = || files.iter().enumerate().all(told);
        self.count_of_files() == files.len() && self.hashes().eq(live) && is_told()
    }

    fn count_of_files(&self) -> usize {
        (self.parts.end - self.parts.starts) / START
    }

    /// The path of a file, and its encoded row.
    fn file_at(&self, number_of_file: usize) -> Option<(&[u8], &[u8])> {
        let rows = self.mapped.bytes().get(self.parts.files..self.parts.starts)?;
        let starts = self.mapped.bytes().get(self.parts.starts..self.parts.end)?;
        let start = usize::try_from(number(starts, number_of_file * START)?).ok()?;
        let end =
            number(starts, (number_of_file + 1) * START).map_or(Some(rows.len()), |end| usize::try_from(end).ok())?;
        let (length, rest) = rows.get(start..end)?.split_first_chunk()?;
        rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    }

    fn directory(&self) -> &[u8] {
        self.mapped.bytes().get(self.parts.directory..self.parts.files).unwrap_or_default()
    }

    /// The row of a record in the directory.
    fn row(&self, record: usize) -> Option<&[u8]> {
        self.directory().get(record.checked_mul(ROW)?..record.checked_add(1)?.checked_mul(ROW)?)
    }

    /// Where the two values of a record are.
    fn places(&self, hash: &ContentHash) -> Option<[Place; 2]> {
        let (mut low, mut high) = (0, self.directory().len() / ROW);
        while low < high {
            let middle = low.midpoint(high);
            if self.row(middle)?.first_chunk::<32>()? < hash {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = self.row(low).filter(|row| row.starts_with(hash))?;
        let place = |at: usize| Some((number(found, at)?, u32::from_le_bytes(*found.get(at + 8..)?.first_chunk()?)));
        Some([place(32)?, place(44)?])
    }

    fn value(&self, (start, length): Place) -> Option<&[u8]> {
        let start = usize::try_from(start).ok()?;
        self.mapped.bytes().get(start..start.checked_add(length as usize)?)
    }
}
