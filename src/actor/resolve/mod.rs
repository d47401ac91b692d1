//! Which actors of which articles are one.
//!
//! Every local actor of every article is a *unit*. Names that some articles take for a person's and others for an
//! organisation's get one kind ([`kinds`]). States are one by the table of states; organisations by their
//! names and acronyms ([`organisations`]); persons by their names ([`persons`]). What the analyst says comes last and
//! wins ([`analyst`]). Nothing depends on the order of the articles: whatever must be chosen is chosen by counts and
//! then by text.

mod analyst;
mod clusters;
mod kinds;
mod organisations;
mod persons;
mod preferred;
mod states;
mod units;

use serde::{Deserialize, Serialize};

use super::ActorsFile;
use super::index::Index;
use super::reading::{FormCount, Reading};
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::text::Span;

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
    /// A stable identifier made from the preferred name ("inga-solberg"), unique in its corpus.
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
    pub(super) index: Index,
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
    let mut units = units::units(sources);
    kinds::settle(&mut units);
    let mut clusters = clusters::Clusters::new(units.len());
    states::join(&units, &mut clusters);
    organisations::join(&units, &mut clusters);
    persons::join(&units, &mut clusters, &analyst::Vetoes::new(analyst));
    let (groups, spoken_for) = analyst::settle(&units, &clusters, analyst);
    let mut actors: Vec<(Actor, Vec<usize>)> = groups
        .iter()
        .enumerate()
        .map(|(at, members)| {
            let entry = spoken_for.get(at).copied().flatten().and_then(|entry| analyst.entries.get(entry));
            (preferred::actor(&units, members, entry), members.clone())
        })
        .collect();
    // Actors alike in count, name and kind stand in different articles.
    actors.sort_by_cached_key(|(actor, members)| {
        let first = members.first().and_then(|&at| units.get(at)).map(|unit| (unit.path, unit.local));
        (std::cmp::Reverse(actor.mentions), actor.name.clone(), actor.kind, first)
    });
    preferred::number_slugs(actors.iter_mut().map(|(actor, _)| actor));
    let mut of_source: Vec<Vec<ActorId>> =
        sources.iter().map(|source| vec![ActorId(0); source.reading.actors.len()]).collect();
    for (id, (_, members)) in (0u32..).map(ActorId).zip(&actors) {
        for unit in members.iter().filter_map(|&member| units.get(member)) {
            if let Some(slot) =
                of_source.get_mut(unit.source as usize).and_then(|locals| locals.get_mut(unit.local as usize))
            {
                *slot = id;
            }
        }
    }
    let actors: Vec<Actor> = actors.into_iter().map(|(actor, _)| actor).collect();
    let index = Index::new(&actors);
    Actors { actors, of_source, index }
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
