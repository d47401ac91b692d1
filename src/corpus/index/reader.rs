//! Asking the index.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::{Fields, Index, IndexError, codec, guarded, words};
use crate::article::Article;

/// How many of the rarest words of a quotation are asked for when no run of its words is found.
const RAREST: usize = 10;

/// The longest run of words that is asked for as such.
const RUN: usize = 5;

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

    /// The hashes of the articles in which `text` may stand, the most promising first, at most `limit`.
    pub fn candidates(&self, text: &str, limit: usize) -> Vec<[u8; 32]> {
        let find = || {
            let searcher = self.inner.searcher();
            let asked = self.rated(&searcher, text);
            let found = self.run(&searcher, &asked, limit);
            let found = if found.is_empty() { self.rarest(&searcher, &asked, limit) } else { found };
            found.into_iter().filter_map(|address| self.hash(&searcher, address)).collect()
        };
        guarded(find).unwrap_or_default()
    }

    /// The words of `text` with the number of records that hold each.
    fn rated(&self, searcher: &Searcher, text: &str) -> Vec<(Term, u64)> {
        let terms = words::of(text).into_iter().map(|word| Term::from_field_text(self.fields.words, &word));
        terms.map(|term| (searcher.doc_freq(&term).unwrap_or(0), term)).map(|(count, term)| (term, count)).collect()
    }

    /// Records that hold the rarest run of words that all are known.
    fn run(&self, searcher: &Searcher, asked: &[(Term, u64)], limit: usize) -> Vec<DocAddress> {
        let length = RUN.min(asked.len());
        let known = |window: &&[(Term, u64)]| length > 1 && window.iter().all(|(_, count)| *count > 0);
        let mut runs: Vec<&[(Term, u64)]> = asked.windows(length.max(1)).filter(known).collect();
        runs.sort_by_key(|window| window.iter().map(|(_, count)| *count).min());
        for window in runs.into_iter().take(3) {
            let query = PhraseQuery::new(window.iter().map(|(term, _)| term.clone()).collect());
            let found = self.search(searcher, &query, limit);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Records that hold most of the rarest words.
    fn rarest(&self, searcher: &Searcher, asked: &[(Term, u64)], limit: usize) -> Vec<DocAddress> {
        let mut rare: Vec<&(Term, u64)> = asked.iter().filter(|(_, count)| *count > 0).collect();
        rare.sort_by_key(|(_, count)| *count);
        rare.dedup_by(|a, b| a.0 == b.0);
        let terms = rare.into_iter().take(RAREST).map(|(term, _)| {
            let query: Box<dyn Query> = Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs));
            (Occur::Should, query)
        });
        let terms: Vec<_> = terms.collect();
        if terms.is_empty() { Vec::new() } else { self.search(searcher, &BooleanQuery::new(terms), limit) }
    }

    fn search(&self, searcher: &Searcher, query: &dyn Query, limit: usize) -> Vec<DocAddress> {
        let found = searcher.search(query, &TopDocs::with_limit(limit.max(1)).order_by_score()).unwrap_or_default();
        found.into_iter().map(|(_, address)| address).collect()
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
