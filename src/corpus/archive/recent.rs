//! What was fetched lately.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::corpus::ContentHash;

/// How many bytes of text are kept at least; at most twice as many, and one article more.
const KEPT: usize = 8 << 20;

/// Articles, the latest of them.
#[derive(Debug, Default)]
pub(super) struct Recent {
    generations: Mutex<[Generation; 2]>,
}

#[derive(Debug, Default)]
struct Generation {
    articles: FxHashMap<ContentHash, Arc<Article>>,
    bytes: usize,
}

impl Recent {
    pub(super) fn get(&self, hash: &ContentHash) -> Option<Arc<Article>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        if let Some(article) = young.articles.get(hash) {
            return Some(article.clone());
        }
        let article = old.articles.remove(hash)?;
        young.put(*hash, article.clone());
        Some(article)
    }

    pub(super) fn put(&self, hash: ContentHash, article: Arc<Article>) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        if young.bytes >= KEPT {
            *old = std::mem::take(young);
        }
        young.put(hash, article);
    }
}

impl Generation {
    fn put(&mut self, hash: ContentHash, article: Arc<Article>) {
        // The source, the prose and what leads from one to the other.
        self.bytes += article.source.len() * 3;
        self.articles.insert(hash, article);
    }
}
