//! Where the text and the mentions of an article are.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::archive::Archive;
use super::{ArticleEntry, ContentHash, Digest, Record};
use crate::actor::{Reading, Told};
use crate::article::Article;

/// An article as a corpus is made of it: what is at hand, and where the rest is. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Holding {
    /// What is at hand.
    pub digest: Arc<Digest>,
    pub(super) held: Held,
}

/// Where the rest is.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// In memory.
    Here(Arc<Article>, Arc<Reading>),
    /// In the archive, to be fetched when it is asked for.
    Kept(Arc<Archive>),
}

impl Holding {
    /// An article that lies in `archive`.
    pub(super) fn kept(digest: Arc<Digest>, archive: Arc<Archive>) -> Holding {
        Holding { digest, held: Held::Kept(archive) }
    }
}

impl From<Record> for Holding {
    fn from(record: Record) -> Holding {
        Holding { digest: record.digest, held: Held::Here(record.article, record.reading) }
    }
}

impl Held {
    pub(super) fn article(&self, hash: &ContentHash, path: &Path) -> Arc<Article> {
        match self {
            Held::Here(article, _) => article.clone(),
            Held::Kept(archive) => archive.article(hash, path),
        }
    }

    /// Whether an index finds its words.
    pub(super) fn is_searchable(&self, hash: &ContentHash) -> bool {
        match self {
            Held::Here(..) => false,
            Held::Kept(archive) => archive.is_searchable(hash),
        }
    }

    pub(super) fn reading(&self, hash: &ContentHash, path: &Path) -> Arc<Reading> {
        match self {
            Held::Here(_, reading) => reading.clone(),
            Held::Kept(archive) => archive.reading(hash, path),
        }
    }
}

impl Told for ArticleEntry {
    fn told(&self) -> Cow<'_, Reading> {
        match (&self.declared, &self.held) {
            (Some(reading), _) | (None, Held::Here(_, reading)) => Cow::Borrowed(reading),
            (None, Held::Kept(_)) => Cow::Owned(Arc::unwrap_or_clone(self.reading())),
        }
    }
}
