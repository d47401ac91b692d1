//! An actor's card: who this is, in the words of the corpus.
//!
//! Everything is read from a bounded number of the actor's articles, so that the card of a state that half the corpus
//! speaks of comes as fast as any other.

pub mod appearances;
pub mod quotes;
pub mod roles;

pub use quotes::CardQuote;
pub use roles::CardRole;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::actor::{ActorId, Mention};
use crate::corpus::ArticleId;
use crate::corpus::threads::each;
use crate::prose::Kind;
use crate::workspace::Workspace;
use appearances::{Appearances, Seen};

/// How many companions a card names.
const COMPANIONS: usize = 5;
/// Names so many bytes apart are near each other: a paragraph of news has about as many.
const NEAR: u32 = 300;

/// What is worth knowing of an actor in three seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Who.
    pub actor: ActorId,
    /// The preferred name.
    pub name: String,
    /// Person, organisation or state.
    pub kind: Kind,
    /// Who the articles say this is: the headline, then what other articles say instead, latest first.
    pub roles: Vec<CardRole>,
    /// The sentences that tell most, best first.
    pub quotes: Vec<CardQuote>,
    /// Other forms with their counts, most frequent first.
    pub forms: Vec<(String, u32)>,
    /// Who else the same articles speak of, with how many of them, most first.
    pub appears_with: Vec<(ActorId, u32)>,
    /// Mentions over the corpus.
    pub mentions: u32,
    /// Articles that speak of this actor.
    pub articles: u32,
    /// The first and the last year of these articles, where they are dated.
    pub years: Option<(i16, i16)>,
}

/// The card of `actor`; the articles of `cited` come first in its quotes.
pub fn card(workspace: &Workspace, actor: ActorId, cited: &[ArticleId]) -> Option<Card> {
    let known = workspace.corpus.actor(actor)?;
    let all = Appearances::of(workspace, actor);
    let (articles, years) = (all.articles(), all.years());
    let read = appearances::fetched(workspace, &all.telling(cited));
    let forms = known.forms.iter().filter(|form| form.text != known.name);
    Some(Card {
        actor,
        name: known.name.clone(),
        kind: known.kind,
        roles: roles::roles(&read),
        quotes: quotes::quotes(workspace, actor, &read, cited),
        forms: forms.map(|form| (form.text.clone(), form.count)).collect(),
        appears_with: companions(workspace, actor, &read),
        mentions: known.mentions,
        articles: u32::try_from(articles).unwrap_or(u32::MAX),
        years,
    })
}

/// The actors that most of these articles speak of; of those in equally many, the ones named nearest to this one.
fn companions(workspace: &Workspace, actor: ActorId, read: &[Seen]) -> Vec<(ActorId, u32)> {
    let mut once: Vec<&Seen> = read.iter().collect();
    once.dedup_by_key(|seen| seen.appearance.article);
    let mut together: BTreeMap<ActorId, (u32, u32)> = BTreeMap::new();
    for (other, shared) in each(&once, |seen| named_beside(workspace, actor, seen)).into_iter().flatten() {
        let counts = together.entry(other).or_default();
        *counts = (counts.0 + 1, counts.1 + shared);
    }
    let mut together: Vec<(ActorId, (u32, u32))> = together.into_iter().collect();
    together.sort_by_key(|&(id, counts)| (Reverse(counts), id));
    together.truncate(COMPANIONS);
    together.into_iter().map(|(id, (articles, _))| (id, articles)).collect()
}

/// The other actors of one article, with how often they are named near this one.
fn named_beside(workspace: &Workspace, actor: ActorId, seen: &Seen) -> Vec<(ActorId, u32)> {
    let place = |mention: &Mention| {
        let who = workspace.corpus.actor_of(seen.appearance.article, mention.actor)?;
        Some((who, mention.span.start))
    };
    let mut places: Vec<(ActorId, u32)> = seen.reading.mentions.iter().filter_map(place).collect();
    places.sort_unstable();
    let own: Vec<u32> = places.iter().filter(|(who, _)| *who == actor).map(|&(_, at)| at).collect();
    let is_near = |at: u32| {
        let next = own.partition_point(|&own| own < at.saturating_sub(NEAR));
        own.get(next).is_some_and(|&own| own <= at + NEAR)
    };
    let others = places.chunk_by(|one, next| one.0 == next.0).filter_map(|same| Some((same.first()?.0, same)));
    let near = |same: &[(ActorId, u32)]| same.iter().filter(|&&(_, at)| is_near(at)).count();
    let others = others.filter(|(who, _)| *who != actor);
    others.map(|(who, same)| (who, u32::try_from(near(same)).unwrap_or(u32::MAX))).collect()
}
