//! What is kept of one article, keyed by its content.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::duplicates::{self, Sketch};
use super::store::Extractor;
use crate::actor::{Reading, reading};
use crate::article::key::MadeKey;
use crate::article::{Article, Format, Metadata, Readability, pdf};
use crate::text::Span;

/// The name of a record: BLAKE3 of the file's extension and its bytes.
pub type ContentHash = [u8; 32];

/// The first eight bytes of a record's name. Where the whole is known, the rest has to be compared; where records were found by
/// their words, one too many that has the same is looked into as well.
pub fn short(hash: &ContentHash) -> u64 {
    hash.first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// Everything that depends on one article's content alone. Two files with the same bytes and the same extension
/// share one record, and a renamed file keeps its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What is at hand of every article.
    pub digest: Arc<Digest>,
    /// The article as it was read.
    pub article: Arc<Article>,
    /// Its mentions.
    pub reading: Arc<Reading>,
}

/// What is known of an article without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The record's name. It is what the rest is kept under, and not written again.
    #[serde(skip)]
    pub hash: ContentHash,
    /// [`Article::format`].
    pub format: Format,
    /// [`Article::metadata`].
    pub metadata: Metadata,
    /// [`Article::readability`].
    pub readability: Readability,
    /// [`Article::problems`].
    pub problems: Vec<String>,
    /// The key that is made for it.
    pub made_key: MadeKey,
    /// How many bytes its prose has.
    pub bytes: u32,
    /// Whether any text came out of the file.
    pub has_text: bool,
    /// By which it is told from other articles, and its copies are found.
    pub sketch: Sketch,
}

impl Record {
    /// Reads `bytes`; only the name of `path` is looked at. PDFs go through `extractor`.
    pub fn read(bytes: &[u8], path: &Path, extractor: &Extractor) -> Record {
        Record::read_named(content_hash(bytes, path), bytes, path, extractor)
    }

    /// The same, where it is known what [`content_hash`] says.
    pub fn read_named(hash: ContentHash, bytes: &[u8], path: &Path, extractor: &Extractor) -> Record {
        let article = pdf_of(bytes, path, &hash, extractor).unwrap_or_else(|| Article::read(bytes, path));
        Record::of(hash, article)
    }

    /// Reads several files (what [`content_hash`] says of each, its bytes, its path), each as [`Record::read`] does. Stage by stage,
    /// that is a fifth quicker than one after the other.
    pub fn read_all(files: &[(ContentHash, &[u8], &Path)], extractor: &Extractor) -> Vec<Record> {
        let pdfs: Vec<Option<Article>> =
            files.iter().map(|(hash, bytes, path)| pdf_of(bytes, path, hash, extractor)).collect();
        let others = files.iter().zip(&pdfs).filter(|(_, pdf)| pdf.is_none());
        let others: Vec<(&[u8], &Path)> = others.map(|((_, bytes, path), _)| (*bytes, *path)).collect();
        let mut others = Article::read_all(&others).into_iter();
        let articles: Vec<Article> = pdfs.into_iter().filter_map(|pdf| pdf.or_else(|| others.next())).collect();
        let readings = reading::read_all(&articles);
        let each = files.iter().zip(articles).zip(readings);
        each.map(|(((hash, ..), article), reading)| Record::new(*hash, article, reading)).collect()
    }

    /// The record of an article that is there already: one of a bibliography, or without any text.
    pub fn of(hash: ContentHash, article: Article) -> Record {
        let reading = reading::read(&article);
        Record::new(hash, article, reading)
    }

    fn new(hash: ContentHash, article: Article, reading: Reading) -> Record {
        let digest = Digest {
            hash,
            format: article.format,
            made_key: MadeKey::of(&article.metadata),
            metadata: article.metadata.clone(),
            readability: article.readability,
            problems: article.problems.clone(),
            bytes: Span::at(article.prose.text().len()).start,
            has_text: !article.prose.text().trim().is_empty(),
            sketch: duplicates::sketch(&article),
        };
        Record { digest: Arc::new(digest), article: Arc::new(article), reading: Arc::new(reading) }
    }
}

/// The article of a file that is a PDF, or is called one and is none; `None` where it is to be read as text.
fn pdf_of(bytes: &[u8], path: &Path, hash: &ContentHash, extractor: &Extractor) -> Option<Article> {
    let is_called_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    if is_called_pdf && bytes.is_empty() {
        Some(Article::of_pdf(Err("is empty".to_string())))
    } else if is_called_pdf && !pdf::is_pdf(bytes) && memchr::memchr(0, bytes).is_some() {
        Some(Article::of_pdf(Err("is no PDF, though it is called one".to_string())))
    } else {
        pdf::is_pdf(bytes).then(|| Article::of_pdf(extractor.extract(bytes, hash)))
    }
}

/// The name under which a record is kept.
pub fn content_hash(bytes: &[u8], path: &Path) -> ContentHash {
    let mut hasher = blake3::Hasher::new();
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase()).unwrap_or_default();
    hasher.update(extension.as_encoded_bytes());
    hasher.update(&[0]);
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_read_together_are_read_as_each_by_itself() {
        let page = "<html><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1><p>By Ola Berg</p>\
                    <p>Governor Ines Sarto said on Monday that the ferry would sail again before the winter.</p>\
                    </article></body></html>";
        let files: [(&str, &[u8]); 6] = [
            (
                "a.md",
                b"# The pier\n\nBy Achieng Odhiambo\n\nMayor Tom Oyelaran closed the pier. Oyelaran gave no reason.\n",
            ),
            ("b.pdf", b""),
            ("c.html", page.as_bytes()),
            ("d.pdf", b"no PDF\0at all"),
            ("e.txt", b"The Harbour Board (HB) met on Monday.\n\nThe HB will meet again, said its chair, Lena Moor.\n"),
            ("f.txt", b""),
        ];
        let extractor = Extractor::default();
        let named: Vec<(ContentHash, &[u8], &Path)> = files
            .iter()
            .map(|(path, bytes)| (content_hash(bytes, Path::new(path)), *bytes, Path::new(*path)))
            .collect();
        let together = Record::read_all(&named, &extractor);
        let alone: Vec<Record> = named.iter().map(|(_, bytes, path)| Record::read(bytes, path, &extractor)).collect();
        assert_eq!(together, alone);
        assert!(alone.iter().filter(|record| !record.reading.actors.is_empty()).count() >= 3);
    }
}
