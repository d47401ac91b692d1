//! What is resolved: the local actors of all articles.

use super::Source;
use crate::actor::reading::LocalActor;
use crate::article::PublicationDate;
use crate::prose::Kind;

/// A local actor of an article.
pub(super) struct Unit<'a> {
    pub(super) source: u32,
    pub(super) local: u32,
    pub(super) actor: &'a LocalActor,
    /// What it is taken for: by its own article, until the corpus knows better.
    pub(super) kind: Kind,
    pub(super) published: Option<PublicationDate>,
    pub(super) path: &'a str,
}

/// Every local actor, in an order that does not depend on that of the sources.
pub(super) fn units<'a>(sources: &[Source<'a>]) -> Vec<Unit<'a>> {
    let mut out = Vec::new();
    for (source, article) in (0u32..).zip(sources) {
        for (local, actor) in (0u32..).zip(&article.reading.actors) {
            out.push(Unit { source, local, actor, kind: actor.kind, published: article.published, path: article.path });
        }
    }
    out.sort_by(|one, two| (one.path, one.local, one.source).cmp(&(two.path, two.local, two.source)));
    out
}

impl Unit<'_> {
    pub(super) fn mentions(&self) -> u32 {
        self.actor.forms.iter().map(|form| form.count).sum()
    }
}
