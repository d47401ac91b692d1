//! The articles that speak of an actor, in the order in which they were published.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::sync::Arc;

use crate::actor::{ActorId, LocalActor, Reading};
use crate::article::{Article, PublicationDate};
use crate::corpus::ArticleId;
use crate::corpus::threads::each;
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

/// An appearance with what its article says of actors.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who, and where.
    pub appearance: Appearance,
    /// What the article says of actors.
    pub reading: Arc<Reading>,
}

impl Seen {
    /// What the article says of the actor.
    pub fn said(&self) -> Option<&LocalActor> {
        self.appearance.said(&self.reading)
    }
}

/// These appearances with what their articles say.
pub fn fetched(workspace: &Workspace, appearances: &[Appearance]) -> Vec<Seen> {
    each(appearances, |&appearance| Seen { appearance, reading: appearance.reading(workspace) })
}

/// The appearances of an actor but those in copies of what other articles say already. Of an actor that half of a large
/// corpus speaks of they are not all put in order: nobody asks for the middle.
#[derive(Clone, Debug, Default)]
pub struct Appearances(Vec<Appearance>);

impl Appearances {
    /// Those of `actor`.
    pub fn of(workspace: &Workspace, actor: ActorId) -> Appearances {
        let corpus = &workspace.corpus;
        let is_new = |seen: &Appearance| {
            !corpus.has_copies(seen.article)
                || seen.mentions(&seen.reading(workspace)).any(|mention| !corpus.is_copied(seen.article, mention))
        };
        let appearance = |(article, local)| Appearance { article, local, published: corpus.published(article) };
        Appearances(corpus.sightings(actor).map(appearance).filter(is_new).collect())
    }

    /// The dated ones first, earliest first; on one day by path.
    pub fn in_order(self) -> impl Iterator<Item = Appearance> {
        let mut heap: BinaryHeap<Reverse<ByDate>> = self.0.into_iter().map(|seen| Reverse(ByDate(seen))).collect();
        std::iter::from_fn(move || heap.pop().map(|Reverse(ByDate(seen))| seen))
    }

    /// How many articles they are in.
    pub fn articles(&self) -> usize {
        // Those of one article stand together.
        self.0.chunk_by(|one, next| one.article == next.article).count()
    }

    /// The first and the last year, where they are dated.
    pub fn years(&self) -> Option<(i16, i16)> {
        let years = || self.0.iter().filter_map(|seen| seen.published.map(|date| date.year));
        years().min().zip(years().max())
    }

    /// Those that are worth reading for a card: in the cited articles, the earliest and the latest; in order.
    pub fn telling(self, cited: &[ArticleId]) -> Vec<Appearance> {
        let mut telling = self.0;
        if telling.len() > READ {
            let (half, last) = (READ / 2, telling.len() - READ / 2);
            telling.select_nth_unstable_by_key(half, key);
            if let Some(later) = telling.get_mut(half..) {
                later.select_nth_unstable_by_key(last - half, key);
            }
            let mut at = 0..;
            telling.retain(|seen| !(half..last).contains(&at.next().unwrap_or(0)) || cited.contains(&seen.article));
        }
        telling.sort_unstable_by_key(key);
        telling
    }
}

/// An appearance that is ordered by [`key`].
#[derive(PartialEq, Eq)]
struct ByDate(Appearance);

impl Ord for ByDate {
    fn cmp(&self, other: &ByDate) -> Ordering {
        key(&self.0).cmp(&key(&other.0))
    }
}

impl PartialOrd for ByDate {
    fn partial_cmp(&self, other: &ByDate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn key(seen: &Appearance) -> impl Ord + use<> {
    (seen.published.is_none(), seen.published, seen.article, seen.local)
}
