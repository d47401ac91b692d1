//! The articles that speak of an actor, in the order in which they were published.

use std::sync::Arc;

use crate::actor::{ActorId, LocalActor, Reading};
use crate::article::{Article, PublicationDate};
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::workspace::Workspace;

/// How many of an actor's articles are read for a card, beside the cited ones: half of them the earliest, half the
/// latest.
const READ: usize = 96;

/// An actor in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The article.
    pub article: ArticleId,
    /// Which of its actors: an index into [`crate::actor::Reading::actors`].
    pub local: u32,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

impl Appearance {
    /// The article itself.
    pub fn text(&self, workspace: &Workspace) -> Arc<Article> {
        workspace.corpus.article(self.article).article()
    }

    /// What the article says of actors.
    pub fn reading(&self, workspace: &Workspace) -> Arc<Reading> {
        workspace.corpus.article(self.article).reading()
    }

    /// What the article says of the actor.
    pub fn said<'a>(&self, reading: &'a Reading) -> Option<&'a LocalActor> {
        reading.actors.get(self.local as usize)
    }

    /// The actor's mentions in the article's source, in order.
    pub fn mentions<'a>(&self, reading: &'a Reading) -> impl Iterator<Item = Span> + 'a {
        let local = self.local;
        reading.mentions.iter().filter(move |mention| mention.actor == local).map(|mention| mention.span)
    }
}

/// All appearances of `actor` but those in copies of what other articles say already: the dated ones first, earliest first; on one day by path.
pub fn all(workspace: &Workspace, actor: ActorId) -> Vec<Appearance> {
    let appearance = |(article, local): (ArticleId, u32)| Appearance {
        article,
        local,
        published: workspace.corpus.published(article),
    };
    let is_new = |seen: &Appearance| {
        let corpus = &workspace.corpus;
        !corpus.has_copies(seen.article)
            || seen.mentions(&seen.reading(workspace)).any(|mention| !corpus.is_copied(seen.article, mention))
    };
    let all = workspace.corpus.appearances(actor).into_iter().map(appearance);
    let mut all: Vec<Appearance> = all.filter(is_new).collect();
    all.sort_unstable_by_key(|seen| (seen.published.is_none(), seen.published, seen.article, seen.local));
    all
}

/// Those of `all` that are worth reading for a card: in the cited articles, the earliest and the latest; in order.
pub fn telling(all: &[Appearance], cited: &[ArticleId]) -> Vec<Appearance> {
    let middle = READ / 2..all.len().saturating_sub(READ / 2);
    let keep = |(n, seen): &(usize, &Appearance)| !middle.contains(n) || cited.contains(&seen.article);
    all.iter().enumerate().filter(keep).map(|(_, seen)| *seen).collect()
}
