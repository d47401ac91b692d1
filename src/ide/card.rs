//! An actor's card: who this is, in the words of the corpus.

use crate::actor::ActorId;
use crate::article::PublicationDate;
use crate::corpus::{ArticleId, Place};
use crate::prose::Kind;
use crate::workspace::Workspace;

/// What is worth knowing of an actor in three seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Who.
    pub actor: ActorId,
    /// The preferred name.
    pub name: String,
    /// Person, organisation or state.
    pub kind: Kind,
    /// Who the articles say this is; the first is the headline, the others say something else, latest first.
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

/// Who an article says somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRole {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: Place,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

/// A sentence of an article that tells of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardQuote {
    /// The sentence, white space folded, cut at a word with "…" where it is long.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

/// The card of `actor`; its quotes prefer the articles of `cited`.
pub fn card(workspace: &Workspace, actor: ActorId, cited: &[ArticleId]) -> Option<Card> {
    let _ = (workspace, actor, cited);
    None
}
