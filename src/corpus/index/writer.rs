//! Putting records into the index.

use tantivy::{IndexWriter, TantivyDocument, Term};

use super::{Fields, Index, IndexError};
use crate::article::Article;
use crate::corpus::ContentHash;
use crate::corpus::record::short;
use crate::kept::codec;

/// An article as it is put into the index.
#[derive(Debug)]
pub struct Document {
    /// The text whose words are found.
    words: String,
    /// The encoded article.
    record: Vec<u8>,
}

impl Document {
    /// What is put into the index of `article`.
    pub fn of(article: &Article) -> Document {
        Document { words: article.prose.text().to_string(), record: codec::encode_with_length(article) }
    }

    /// The article; `None` where it was too large to be encoded.
    pub fn article(&self) -> Option<Article> {
        codec::decode_end(&self.record)
    }

    /// How much room it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.words.len() + self.record.len()
    }
}

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
    pub fn add(&self, hash: &ContentHash, document: &Document) -> Result<(), IndexError> {
        // What tantivy adds to the values of the fields, and more.
        const AROUND: usize = 128;
        let mut fields = TantivyDocument::with_capacity(document.bytes() + AROUND);
        fields.add_bytes(self.fields.hash, hash);
        fields.add_u64(self.fields.short, short(hash));
        fields.add_text(self.fields.words, &document.words);
        fields.add_bytes(self.fields.record, &document.record);
        self.inner.add_document(fields)?;
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
