//! The index on disk: what was read of every article, and where its words are.
//!
//! It lies in the cache folder and can be made again at any time. tantivy keeps the words (with their positions), the
//! records and the commits; a commit names the tables that were written for it in its payload, so that everything
//! switches at once or not at all.

mod reader;
pub mod words;
mod writer;

#[cfg(test)]
mod tests;

pub use reader::Reader;
pub use writer::{Document, Writer};

use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, TantivyError};

/// How many bytes of records are compressed together: whoever asks for one has them all taken apart.
const BLOCK: usize = 16 << 10;

/// The fields of a document.
#[derive(Clone, Copy, Debug)]
struct Fields {
    /// The hash of the content: the document's name.
    hash: Field,
    /// The short form of the same, for telling at once which records were found.
    short: Field,
    /// The words of the prose with their positions.
    words: Field,
    /// The encoded record.
    record: Field,
}

/// Why an index cannot be used. There is one remedy for all: make it again.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The files are not those of an index of this version, or damaged.
    #[error("the index cannot be read: {0}")]
    Unreadable(String),
    /// Another program is writing it.
    #[error("another ibid is writing the index")]
    Busy,
    /// It cannot be written: a full or read-only disk.
    #[error("the index cannot be written: {0}")]
    Unwritable(String),
}

/// An index in a folder.
#[derive(Clone, Debug)]
pub struct Index {
    inner: tantivy::Index,
    fields: Fields,
}

impl Index {
    /// The index in `folder`, which exists; an empty one where there is none.
    ///
    /// # Errors
    /// Where what lies there is no index of this version.
    pub fn open(folder: &Path) -> Result<Index, IndexError> {
        let unreadable = |error: &dyn std::fmt::Display| IndexError::Unreadable(error.to_string());
        let directory = MmapDirectory::open(folder).map_err(|error| unreadable(&error))?;
        let (schema, fields) = schema();
        let settings = IndexSettings {
            docstore_blocksize: BLOCK,
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
            ..IndexSettings::default()
        };
        let inner = tantivy::Index::builder()
            .schema(schema)
            .settings(settings)
            .open_or_create(directory)
            .map_err(|error| unreadable(&error))?;
        inner.tokenizers().register(words::NAME, words::Words::default());
        Ok(Index { inner, fields })
    }

    /// For asking.
    ///
    /// # Errors
    /// Where a file of the index is missing or damaged.
    pub fn reader(&self) -> Result<Reader, IndexError> {
        guarded(|| Reader::new(self))
            .unwrap_or_else(|| Err(IndexError::Unreadable("its files are damaged".to_string())))
    }

    /// What was said with the last commit; `None` before the first.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn payload(&self) -> Result<Option<String>, IndexError> {
        Ok(self.inner.load_metas()?.payload.filter(|payload| !payload.is_empty()))
    }

    /// What is written now: after any writing it is another. `None` where that cannot be read.
    pub fn state(&self) -> Option<String> {
        let metas = self.inner.load_metas().ok()?;
        let segments: Vec<String> = metas.segments.iter().map(|segment| segment.id().uuid_string()).collect();
        Some(format!("{} {:?} {segments:?}", metas.opstamp, metas.payload))
    }

    /// Whether its files are as they were written. All of them are read for that.
    pub fn is_whole(&self) -> bool {
        guarded(|| self.inner.validate_checksum().is_ok_and(|damaged| damaged.is_empty())).unwrap_or(false)
    }

    /// For writing; only one can be at a time.
    ///
    /// # Errors
    /// Where somebody else writes, or nobody can.
    pub fn writer(&self, threads: usize, memory: usize) -> Result<Writer, IndexError> {
        Writer::new(self, threads, memory)
    }
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> IndexError {
        match error {
            TantivyError::LockFailure(..) => IndexError::Busy,
            TantivyError::IoError(error) => IndexError::Unwritable(error.to_string()),
            error => IndexError::Unreadable(error.to_string()),
        }
    }
}

/// What `ask` finds; `None` where files are so damaged that tantivy panics.
fn guarded<T>(ask: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask)).ok()
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(words::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        hash: builder.add_bytes_field("hash", BytesOptions::default().set_indexed()),
        short: builder.add_u64_field("short", NumericOptions::default().set_fast()),
        words: builder.add_text_field("words", TextOptions::default().set_indexing_options(indexing)),
        record: builder.add_bytes_field("record", STORED),
    };
    (builder.build(), fields)
}
