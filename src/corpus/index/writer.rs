//! Putting records into the index.

use tantivy::{IndexWriter, TantivyDocument, Term};

use super::{Fields, Index, IndexError};
use crate::corpus::Record;
use crate::corpus::record::short;
use crate::kept::codec;

/// Collects changes; nobody sees them before [`Writer::commit`], and they are lost without it.
pub struct Writer {
    inner: IndexWriter,
    fields: Fields,
}

impl Writer {
    pub(super) fn new(index: &Index, threads: usize, memory: usize) -> Result<Writer, IndexError> {
        let inner = index.inner.writer_with_num_threads(threads, memory)?;
        Ok(Writer { inner, fields: index.fields })
    }

    /// Adds a record; one of the same hash must not be there.
    ///
    /// # Errors
    /// Where the disk is full or the writing threads have died.
    pub fn add(&self, record: &Record) -> Result<(), IndexError> {
        let mut document = TantivyDocument::new();
        document.add_bytes(self.fields.hash, &record.digest.hash);
        document.add_u64(self.fields.short, short(&record.digest.hash));
        document.add_text(self.fields.words, record.article.prose.text());
        document.add_bytes(self.fields.record, &codec::encode_with_length(&*record.article));
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Takes out the record with this hash.
    pub fn remove(&self, hash: &[u8; 32]) {
        self.inner.delete_term(Term::from_field_bytes(self.fields.hash, hash));
    }

    /// Takes out everything.
    ///
    /// # Errors
    /// As [`Writer::add`].
    pub fn remove_all(&self) -> Result<(), IndexError> {
        self.inner.delete_all_documents()?;
        Ok(())
    }

    /// Makes all changes since the last commit visible at once, with `payload`, which names what belongs to them.
    ///
    /// # Errors
    /// Where the disk is full or read-only: the last commit stands.
    pub fn commit(&mut self, payload: &str) -> Result<(), IndexError> {
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(payload);
        prepared.commit()?;
        Ok(())
    }

    /// Waits until segments that were being merged are.
    ///
    /// # Errors
    /// As [`Writer::commit`].
    pub fn finish(self) -> Result<(), IndexError> {
        Ok(self.inner.wait_merging_threads()?)
    }
}
