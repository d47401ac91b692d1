//! Which actors of which articles are one.
//!
//! Every local actor of every article is a *unit*. Names that some articles take for a person's and others for an
//! organisation's get one kind ([`kinds`]). States are one by the table of states; organisations by their
//! names and acronyms; persons by their names. What the analyst says comes last and
//! wins ([`analyst`]). Nothing depends on the order of the articles: whatever must be chosen is chosen by counts and
//! then by text.

mod actors;
mod analyst;
mod blocks;
mod clusters;
mod counting;
mod few;
mod foreseen;
mod forms;
mod groups;
mod kept;
mod kinds;
mod marks;
mod nodes;
mod parts;
mod preferred;
mod remembered;
mod resolver;
mod rows;
mod settling;
mod slugs;
mod standing;
pub(super) mod tables;
mod units;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::ActorsFile;
use super::reading::{FormCount, Reading};
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::text::Span;
pub use actors::Actors;
pub(super) use actors::Row;
pub use kept::KeptActors;
pub use resolver::Resolver;

/// An actor's number in one [`Actors`]; it means nothing in another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ActorId(pub u32);

/// One article as resolution needs it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What the article says of actors.
    pub told: &'a dyn Told,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// Its path, for ties.
    pub path: &'a str,
}

/// Knows what an article says of actors; it may have to be fetched first.
pub trait Told: Sync {
    /// What it says.
    fn told(&self) -> Cow<'_, Reading>;
}

impl Told for Reading {
    fn told(&self) -> Cow<'_, Reading> {
        Cow::Borrowed(self)
    }
}

/// An actor over the whole corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// A stable identifier made from the preferred name ("inga-solberg"), unique in its corpus.
    pub slug: String,
    /// The preferred name.
    pub name: String,
    /// Person, organisation or state.
    pub kind: Kind,
    /// Every form with its count over the corpus, most frequent first.
    pub forms: Vec<FormCount>,
    /// How many mentions over the corpus.
    pub mentions: u32,
}

/// What a name in a note may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Where it stands in the prose given.
    pub span: Span,
    /// Who is meant.
    pub who: Who,
}

/// Who is meant by a name in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This actor, by one of its forms.
    Known(ActorId),
    /// One of these, and the note does not say which.
    Ambiguous(Vec<ActorId>),
    /// Nobody known, but it looks like a misspelling of this form of this actor.
    Near(ActorId, String),
    /// A name of nobody known.
    Unknown(Kind),
}

/// Resolves all readings into actors. The result does not depend on the order of `sources` but for their numbers, which
/// are the places in `sources`.
pub fn resolve(sources: &[Source<'_>], analyst: &ActorsFile) -> Actors {
    let stamped: Vec<(Source<'_>, u64)> = sources.iter().copied().zip(0u64..).collect();
    Resolver::default().update(&stamped, analyst).0
}

/// An actor that a query found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who.
    pub actor: ActorId,
    /// The form that fitted.
    pub form: String,
    /// Higher is better.
    pub score: u32,
}

#[cfg(test)]
mod tests;
