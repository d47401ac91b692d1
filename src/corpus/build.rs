//! Making a snapshot.

use std::path::Path;
use std::sync::Arc;

use super::{ActorId, Actors, ArticleEntry, ArticleId, Finding, KeyAnswer, Place, Unread};
use crate::prose::matching::Haystack;
use crate::text::Span;

/// What [`super::Corpus`] answers from.
#[derive(Debug, Default)]
pub struct Snapshot {
    pub(super) entries: Vec<ArticleEntry>,
    pub(super) unread: Vec<Unread>,
    pub(super) actors: Actors,
}

impl Snapshot {
    pub(super) fn by_key(&self, _key: &str) -> KeyAnswer {
        KeyAnswer::None(Vec::new())
    }
    pub(super) fn by_path(&self, _path: &Path) -> Option<ArticleId> {
        None
    }
    pub(super) fn by_url(&self, _url: &str) -> Option<ArticleId> {
        None
    }
    pub(super) fn search_keys(&self, _query: &str, _limit: usize) -> Vec<ArticleId> {
        Vec::new()
    }
    pub(super) fn haystack(&self, id: ArticleId) -> Arc<Haystack> {
        Arc::new(Haystack::new(self.entries[id.0 as usize].article().prose.text()))
    }
    pub(super) fn find(&self, _words: &str, _limit: usize) -> Vec<Finding> {
        Vec::new()
    }
    pub(super) fn mentions(&self, _actor: ActorId) -> Vec<Place> {
        Vec::new()
    }
    pub(super) fn mentions_in(&self, _article: ArticleId) -> Vec<(Span, ActorId)> {
        Vec::new()
    }
}
