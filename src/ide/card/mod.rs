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
use std::collections::{BTreeMap, BTreeSet};

use crate::actor::ActorId;
use crate::corpus::ArticleId;
use crate::prose::Kind;
use crate::workspace::Workspace;
use appearances::Appearance;

/// How many companions a card names.
const COMPANIONS: usize = 5;

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
    let all = appearances::all(workspace, actor);
    let read = appearances::telling(&all, cited);
    let forms = known.forms.iter().filter(|form| form.text != known.name);
    let years = || all.iter().filter_map(|appearance| appearance.published.map(|date| date.year));
    Some(Card {
        actor,
        name: known.name.clone(),
        kind: known.kind,
        roles: roles::roles(workspace, &read),
        quotes: quotes::quotes(workspace, actor, &read, cited),
        forms: forms.map(|form| (form.text.clone(), form.count)).collect(),
        appears_with: companions(workspace, actor, &read),
        mentions: known.mentions,
        articles: u32::try_from(articles(&all).len()).unwrap_or(u32::MAX),
        years: years().min().zip(years().max()),
    })
}

/// The actors that most of these articles speak of; of those in equally many, the ones named in the same paragraphs.
fn companions(workspace: &Workspace, actor: ActorId, read: &[Appearance]) -> Vec<(ActorId, u32)> {
    let mut together: BTreeMap<ActorId, (u32, u32)> = BTreeMap::new();
    for id in articles(read) {
        let article = workspace.corpus.article(id).article();
        let mut seen: BTreeMap<ActorId, BTreeSet<usize>> = BTreeMap::new();
        for (mention, other) in workspace.corpus.mentions_in(id) {
            let at = article.prose.derived(mention.start());
            seen.entry(other).or_default().insert(article.block_at(at).map_or(at, |block| block.span.start()));
        }
        let own = seen.remove(&actor).unwrap_or_default();
        for (other, blocks) in seen {
            let (articles, shared) = together.entry(other).or_default();
            *articles += 1;
            *shared += u32::try_from(blocks.intersection(&own).count()).unwrap_or(u32::MAX);
        }
    }
    let mut together: Vec<(ActorId, (u32, u32))> = together.into_iter().collect();
    together.sort_by_key(|&(id, counts)| (Reverse(counts), id));
    together.truncate(COMPANIONS);
    together.into_iter().map(|(id, (articles, _))| (id, articles)).collect()
}

/// The articles of these appearances, each once.
fn articles(appearances: &[Appearance]) -> Vec<ArticleId> {
    let mut articles: Vec<ArticleId> = appearances.iter().map(|appearance| appearance.article).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}
