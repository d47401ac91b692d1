//! Which actors of which articles are one.

use serde::{Deserialize, Serialize};

use super::ActorsFile;
use super::reading::{FormCount, Reading};
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::text::{Mapped, Span};

/// An actor's number in one [`Actors`]; it means nothing in another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ActorId(pub u32);

/// One article as resolution needs it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What the article says of actors.
    pub reading: &'a Reading,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// Its path, for ties.
    pub path: &'a str,
}

/// An actor over the whole corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// A stable identifier made from the preferred name ("ali-khamenei"), unique in its corpus.
    pub slug: String,
    /// The preferred name.
    pub name: String,
    /// Person, organisation or state.
    pub kind: Kind,
    /// Every form with its count over the corpus, most frequent first.
    pub forms: Vec<FormCount>,
    /// The articles that speak of this actor and which of their actors it is: (index into the sources, index
    /// into [`Reading::actors`]), in the order of the sources.
    pub locals: Vec<(u32, u32)>,
    /// How many mentions over the corpus.
    pub mentions: u32,
}

/// All actors of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    actors: Vec<Actor>,
    /// For each source, the actor of each of its local actors.
    of_source: Vec<Vec<ActorId>>,
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

/// Resolves all readings into actors. The result does not depend on the order of `sources` but for the indices.
pub fn resolve(sources: &[Source<'_>], analyst: &ActorsFile) -> Actors {
    let _ = (sources, analyst);
    Actors::default()
}

impl Actors {
    /// The actor with this number.
    pub fn get(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0 as usize)
    }

    /// All actors, most mentioned first.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        (0u32..).map(ActorId).zip(&self.actors)
    }

    /// Who the `local` actor of the `source` (both indices) is.
    pub fn of_local(&self, source: usize, local: u32) -> Option<ActorId> {
        self.of_source.get(source)?.get(local as usize).copied()
    }

    /// The actors that have `form`, spelled exactly so but for white space and apostrophes.
    pub fn with_form(&self, form: &str) -> Vec<ActorId> {
        let _ = form;
        Vec::new()
    }

    /// Actors that `query` may mean: any part of any form, accents and small misspellings forgiven; best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found> {
        let _ = (query, limit);
        Vec::new()
    }

    /// The names in a note: `blocks` are its running texts in order, resolved together as one document.
    pub fn recognise(&self, blocks: &[&Mapped]) -> Vec<Vec<Recognised>> {
        blocks.iter().map(|_| Vec::new()).collect()
    }
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
