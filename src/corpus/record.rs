//! What is kept of one article, keyed by its content.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::duplicates::{self, Sketch};
use super::store::Extractor;
use crate::actor::{Reading, reading};
use crate::article::{Article, pdf};

/// Everything that depends on one article's content alone. Two files with the same bytes and the same extension
/// share one record, and a renamed file keeps its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// BLAKE3 of the format's name and the bytes.
    pub hash: [u8; 32],
    /// The article as it was read.
    pub article: Article,
    /// Its mentions.
    pub reading: Reading,
    /// By which it is told from other articles, and its copies are found.
    pub sketch: Sketch,
}

impl Record {
    /// Reads `bytes`; only the name of `path` is looked at. PDFs go through `extractor`.
    pub fn read(bytes: &[u8], path: &Path, extractor: &Extractor) -> Record {
        let hash = content_hash(bytes, path);
        let is_called_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        let article = if is_called_pdf && bytes.is_empty() {
            Article::of_pdf(Err("is empty".to_string()))
        } else if is_called_pdf && !pdf::is_pdf(bytes) && memchr::memchr(0, bytes).is_some() {
            Article::of_pdf(Err("is no PDF, though it is called one".to_string()))
        } else if pdf::is_pdf(bytes) {
            Article::of_pdf(extractor.extract(bytes, &hash))
        } else {
            Article::read(bytes, path)
        };
        let reading = reading::read(&article);
        let sketch = duplicates::sketch(&article);
        Record { hash, article, reading, sketch }
    }
}

/// The name under which a record is kept.
pub fn content_hash(bytes: &[u8], path: &Path) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase()).unwrap_or_default();
    hasher.update(extension.as_encoded_bytes());
    hasher.update(&[0]);
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}
