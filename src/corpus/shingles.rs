//! Which articles share word pairs with a quotation: the first cut of a search through the whole corpus.

use rustc_hash::FxHashMap;

use super::ArticleId;
use super::build::Snapshot;
use crate::prose::matching::Needle;

/// Pairs of neighbouring words, and single words, each with the articles that hold them; of those articles that are in no
/// index on disk.
#[derive(Debug, Default)]
pub struct Shingles {
    postings: FxHashMap<u64, Vec<u32>>,
    articles: usize,
}

impl Shingles {
    pub(super) fn build(snapshot: &Snapshot) -> Shingles {
        let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (ArticleId(id), haystack) in snapshot.unindexed() {
            for shingle in shingles(haystack.words()) {
                let articles = postings.entry(shingle).or_default();
                if articles.last() != Some(&id) {
                    articles.push(id);
                }
            }
        }
        Shingles { postings, articles: snapshot.entries.len() }
    }

    /// The articles that share most with a quotation, rare pairs counting more; best first.
    pub(super) fn candidates(&self, needle: &Needle, limit: usize) -> Vec<ArticleId> {
        let mut asked = shingles(needle.words());
        asked.sort_unstable();
        asked.dedup();
        let mut scores: FxHashMap<u32, f64> = FxHashMap::default();
        for shingle in asked {
            let Some(articles) = self.postings.get(&shingle) else { continue };
            // Inverse document frequency (Spärck Jones 1972), smoothed so that a pair in every article still counts.
            let weight = (1.0 + self.articles as f64 / articles.len() as f64).ln();
            for &article in articles {
                *scores.entry(article).or_default() += weight;
            }
        }
        let mut ranked: Vec<(u32, f64)> = scores.into_iter().collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked.into_iter().map(|(article, _)| ArticleId(article)).collect()
    }
}

/// The words and word pairs of a text.
fn shingles(words: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut hashes = Vec::new();
    let mut before = None;
    for word in words {
        hashes.push(word);
        if let Some(before) = before {
            hashes.push(pair(before, word));
        }
        before = Some(word);
    }
    hashes
}

fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ second
}
