//! Asking the index.

use std::sync::{Arc, PoisonError, RwLock};

use tantivy::collector::DocSetCollector;
use tantivy::columnar::Column;
use tantivy::query::PhraseQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyError, Term};

use super::{Fields, Index, IndexError, guarded};
use crate::article::Article;
use crate::kept::codec;

/// How many blocks of records of each segment are kept in memory as they were taken apart.
const CACHED_BLOCKS: usize = 16;

/// An index as it was when it was last reloaded.
#[derive(Clone)]
pub struct Reader {
    inner: IndexReader,
    fields: Fields,
    loaded: Arc<RwLock<Arc<Loaded>>>,
}

/// What every question needs, made ready once for each commit.
struct Loaded {
    searcher: Searcher,
    /// For each segment the short names of its records.
    shorts: Vec<Column<u64>>,
    /// For each segment its records.
    stores: Vec<StoreReader>,
}

impl Reader {
    pub(super) fn new(index: &Index) -> Result<Reader, IndexError> {
        let inner = index.inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let loaded = Arc::new(RwLock::new(Arc::new(Loaded::new(&inner)?)));
        Ok(Reader { inner, fields: index.fields, loaded })
    }

    /// Takes in the last commit.
    ///
    /// # Errors
    /// Where a file of it is missing or damaged; what was there before still answers.
    pub fn reload(&self) -> Result<(), IndexError> {
        let damaged = || Err(IndexError::Unreadable("its files are damaged".to_string()));
        let load = || {
            self.inner.reload()?;
            Loaded::new(&self.inner)
        };
        let loaded = guarded(load).unwrap_or_else(damaged)?;
        *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded);
        Ok(())
    }

    /// How many records there are.
    pub fn len(&self) -> u64 {
        self.loaded().searcher.num_docs()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this hash; `None` where there is none or it is damaged.
    pub fn article(&self, hash: &[u8; 32]) -> Option<Article> {
        let find = || {
            let loaded = self.loaded();
            let address = loaded.holders(&Term::from_field_bytes(self.fields.hash, hash)).next()?;
            let store = loaded.stores.get(address.segment_ord as usize)?;
            // The record is all that is stored of a document, so that its last bytes are those of the record: to have them
            // taken apart by tantivy costs more than to decode them.
            codec::decode_end(&store.get_document_bytes(address.doc_id).ok()?)
        };
        guarded(find)?
    }

    /// How many records hold `word`, which is folded, at most: removed ones count until their segment is merged.
    pub fn most_holding(&self, word: &str) -> usize {
        let term = Term::from_field_text(self.fields.words, word);
        let count = || self.loaded().searcher.doc_freq(&term).unwrap_or(0);
        guarded(count).map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// How many records there are, removed ones included until their segment is merged.
    pub fn documents(&self) -> usize {
        self.loaded().searcher.segment_readers().iter().map(|segment| segment.max_doc() as usize).sum()
    }

    /// The records that hold `word`, which is folded, by their short names; `None` where they are more than `most`.
    pub fn holding(&self, word: &str, most: usize) -> Option<Vec<u64>> {
        let find = || {
            let loaded = self.loaded();
            let term = Term::from_field_text(self.fields.words, word);
            if loaded.searcher.doc_freq(&term).ok()? > most as u64 {
                return None;
            }
            Some(loaded.shorts(loaded.holders(&term)))
        };
        guarded(find).unwrap_or(Some(Vec::new()))
    }

    /// The records that hold these words, which are folded, in a row, by their short names; there are two words at least.
    pub fn running(&self, run: &[String]) -> Vec<u64> {
        let find = || {
            let loaded = self.loaded();
            let terms = run.iter().map(|word| Term::from_field_text(self.fields.words, word)).collect();
            let found = loaded.searcher.search(&PhraseQuery::new(terms), &DocSetCollector).unwrap_or_default();
            loaded.shorts(found.into_iter())
        };
        guarded(find).unwrap_or_default()
    }

    fn loaded(&self) -> Arc<Loaded> {
        self.loaded.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Loaded {
    fn new(reader: &IndexReader) -> Result<Loaded, IndexError> {
        let searcher = reader.searcher();
        let segments = searcher.segment_readers();
        let shorts = segments.iter().map(|segment| segment.fast_fields().u64("short")).collect::<Result<_, _>>()?;
        let stores = segments.iter().map(|segment| segment.get_store_reader(CACHED_BLOCKS)).collect::<Result<_, _>>();
        Ok(Loaded { shorts, stores: stores.map_err(TantivyError::from)?, searcher })
    }

    /// The documents that hold a term.
    fn holders(&self, term: &Term) -> impl Iterator<Item = DocAddress> {
        (0u32..).zip(self.searcher.segment_readers()).flat_map(move |(segment_ord, segment)| {
            let index = segment.inverted_index(term.field()).ok();
            let mut postings =
                index.and_then(|index| index.read_postings(term, IndexRecordOption::Basic).ok()).flatten();
            let next = move || {
                let postings = postings.as_mut()?;
                let doc_id = postings.doc();
                postings.advance();
                (doc_id != TERMINATED).then_some(doc_id)
            };
            let alive = move |doc_id: &u32| !segment.is_deleted(*doc_id);
            std::iter::from_fn(next).filter(alive).map(move |doc_id| DocAddress { segment_ord, doc_id })
        })
    }

    /// The short names of documents.
    fn shorts(&self, found: impl Iterator<Item = DocAddress>) -> Vec<u64> {
        let mut documents = vec![Vec::new(); self.shorts.len()];
        for address in found {
            if let Some(documents) = documents.get_mut(address.segment_ord as usize) {
                documents.push(address.doc_id);
            }
        }
        let mut shorts = Vec::new();
        for (column, documents) in self.shorts.iter().zip(&documents) {
            let mut values = vec![None; documents.len()];
            column.first_vals(documents, &mut values);
            shorts.extend(values.into_iter().flatten());
        }
        shorts
    }
}
