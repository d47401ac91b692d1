//! Asking the index.

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::{Fields, Index, IndexError, codec, guarded};
use crate::article::Article;

/// An index as it was when it was last reloaded.
#[derive(Clone)]
pub struct Reader {
    inner: IndexReader,
    fields: Fields,
}

impl Reader {
    pub(super) fn new(index: &Index) -> Result<Reader, IndexError> {
        let inner = index
            .inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(16)
            .try_into()?;
        Ok(Reader { inner, fields: index.fields })
    }

    /// Takes in the last commit.
    ///
    /// # Errors
    /// Where a file of it is missing or damaged; what was there before still answers.
    pub fn reload(&self) -> Result<(), IndexError> {
        let damaged = || Err(IndexError::Unreadable("its files are damaged".to_string()));
        guarded(|| Ok(self.inner.reload()?)).unwrap_or_else(damaged)
    }

    /// How many records there are.
    pub fn len(&self) -> u64 {
        self.inner.searcher().num_docs()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this hash; `None` where there is none or it is damaged.
    pub fn article(&self, hash: &[u8; 32]) -> Option<Article> {
        guarded(|| {
            let searcher = self.inner.searcher();
            let query = TermQuery::new(Term::from_field_bytes(self.fields.hash, hash), IndexRecordOption::Basic);
            let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).ok()?;
            self.at(&searcher, found.first()?.1)
        })?
    }

    /// The hashes of the records that hold `word`, which is folded; `None` where they are more than `most`.
    pub fn holding(&self, word: &str, most: usize) -> Option<Vec<[u8; 32]>> {
        let find = || {
            let searcher = self.inner.searcher();
            let term = Term::from_field_text(self.fields.words, word);
            if searcher.doc_freq(&term).ok()? > most as u64 {
                return None;
            }
            Some(self.all(&searcher, &TermQuery::new(term, IndexRecordOption::Basic)))
        };
        guarded(find).unwrap_or(Some(Vec::new()))
    }

    /// The hashes of the records that hold these words, which are folded, in a row; there are two at least.
    pub fn running(&self, run: &[String]) -> Vec<[u8; 32]> {
        let find = || {
            let terms = run.iter().map(|word| Term::from_field_text(self.fields.words, word)).collect();
            self.all(&self.inner.searcher(), &PhraseQuery::new(terms))
        };
        guarded(find).unwrap_or_default()
    }

    fn all(&self, searcher: &Searcher, query: &dyn Query) -> Vec<[u8; 32]> {
        let found = searcher.search(query, &DocSetCollector).unwrap_or_default();
        found.into_iter().filter_map(|address| self.hash(searcher, address)).collect()
    }

    fn hash(&self, searcher: &Searcher, address: DocAddress) -> Option<[u8; 32]> {
        let segment = searcher.segment_reader(address.segment_ord);
        let column = segment.fast_fields().bytes("hash").ok()??;
        let ord = column.term_ords(address.doc_id).next()?;
        let mut bytes = Vec::with_capacity(32);
        column.ord_to_bytes(ord, &mut bytes).ok()?;
        bytes.try_into().ok()
    }

    fn at(&self, searcher: &Searcher, address: DocAddress) -> Option<Article> {
        let document: TantivyDocument = searcher.doc(address).ok()?;
        codec::decode(document.get_first(self.fields.record)?.as_bytes()?)
    }
}
