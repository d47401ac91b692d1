//! All actors of a corpus as one set of tables, which the next set shares but for what differs.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::nodes::NOBODY;
use super::slugs::{self, Slugs, Suffix};
use super::tables::{Postings, Table, prefix};
use super::units::UnitId;
use super::{Actor, ActorId};
use crate::actor::declared::Declared;
use crate::actor::index::{Changed, Index};

/// An actor in its place, which it keeps while others come and go.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::actor) struct Row {
    pub(in crate::actor) actor: Actor,
    /// The local actors that are this one, in order. They may be so many that they are written by themselves.
    #[serde(skip)]
    pub(super) in_sources: Vec<UnitId>,
    /// The code of the slug that its name alone makes.
    pub(super) bare: u64,
    /// How long that slug is, with which its own begins.
    pub(super) bare_length: usize,
    /// What tells it from every other, whatever they are called.
    pub(super) tie: String,
    /// The code of that.
    pub(super) code: u64,
}

impl Row {
    /// The row of `actor`, whose slug is the one that its name makes: who these local actors are, told from every other by `tie`.
    pub(super) fn new(actor: Actor, in_sources: Vec<UnitId>, tie: String) -> Row {
        let (bare, bare_length) = (slugs::code(&actor.slug), actor.slug.len());
        Row { actor, in_sources, bare, bare_length, code: slugs::code(&tie), tie }
    }

    /// Whether the analyst says who it is: it is there though no article speaks of it.
    pub(super) fn is_entry(&self) -> bool {
        self.tie.starts_with(ENTRY)
    }

    /// Whether it is this entry of the analyst's.
    pub(in crate::actor) fn is_of_entry(&self, entry: u32) -> bool {
        self.tie == entry_tie(entry)
    }
}

/// What the tie of an actor begins with of whom the analyst says who it is.
const ENTRY: char = 'e';

/// The tie of the actor of an entry.
pub(super) fn entry_tie(entry: u32) -> String {
    format!("{ENTRY}{entry:06}")
}

/// How many actors are fetched with one: a row may be long, and those of the neighbours are seldom asked for.
pub(super) const TOGETHER: usize = 16;

/// The local actors of so many actors are fetched together.
pub(super) const FEW_TOGETHER: usize = 4;

/// All actors of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    pub(super) rows: Table<Option<Arc<Row>>, TOGETHER>,
    /// Places in the order of rank.
    pub(super) by_rank: Arc<Vec<u32>>,
    /// Ranks by place.
    pub(super) rank_of: Arc<Vec<u32>>,
    /// For each local actor of each source the name that it is known by.
    pub(super) names: Table<Arc<[u32]>>,
    /// The place of the actor of each name.
    pub(super) of_name: Table<u32>,
    /// The places of local actors that no name speaks for.
    pub(super) own: Postings<UnitId>,
    /// The local actors of each, where they were written.
    pub(super) in_sources: Option<Table<Vec<UnitId>, FEW_TOGETHER>>,
    pub(in crate::actor) index: Index,
    /// The forms by which the analyst says who is meant.
    pub(in crate::actor) declared: Declared,
}

/// What is to be changed.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Actors by their places, `None` for those that went; of several in one place the last counts.
    pub(super) rows: Vec<(u32, Option<Arc<Row>>)>,
    pub(super) names: Vec<(u32, Arc<[u32]>)>,
    pub(super) of_name: Vec<(u32, u32)>,
    pub(super) own: Vec<(UnitId, u32, bool)>,
}

impl Actors {
    /// The actor with this number.
    pub fn get(&self, id: ActorId) -> Option<&Actor> {
        self.at(*self.by_rank.get(id.0 as usize)?).map(|row| &row.actor)
    }

    /// All actors, most mentioned first.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        let rows = self.by_rank.iter().filter_map(|&place| self.at(place));
        (0u32..).map(ActorId).zip(rows.map(|row| &row.actor))
    }

    /// The forms by which the analyst says who is meant.
    pub fn declared(&self) -> &Declared {
        &self.declared
    }

    /// How many actors.
    pub fn len(&self) -> usize {
        self.by_rank.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_rank.is_empty()
    }

    /// The articles that speak of this actor and which of their actors it is: (number of the source, index into
    /// [`Reading::actors`](crate::actor::Reading::actors)), in the order of these numbers. Which articles these are the corpus knows.
    pub fn in_sources(&self, id: ActorId) -> &[(u32, u32)] {
        self.locals(self.by_rank.get(id.0 as usize).copied().unwrap_or(NOBODY))
    }

    /// Who the `local` actor of the `source` (both numbers) is.
    pub fn of_local(&self, source: u32, local: u32) -> Option<ActorId> {
        self.id(self.place_of((source, local))?)
    }

    /// The place of the actor that a local actor is.
    pub(super) fn place_of(&self, unit: UnitId) -> Option<u32> {
        let name = self.names.get(unit.0)?.get(unit.1 as usize).copied()?;
        let spoken_for = if name == NOBODY { None } else { self.of_name.get(name).copied().filter(|&at| at != NOBODY) };
        spoken_for.or_else(|| self.own.get(&unit, |unit| unit).first().copied())
    }

    /// The local actors that the actor in this place is.
    pub(super) fn locals(&self, place: u32) -> &[UnitId] {
        match &self.in_sources {
            Some(written) => written.get(place).map_or(&[], Vec::as_slice),
            None => self.at(place).map_or(&[], |row| &row.in_sources),
        }
    }

    pub(in crate::actor) fn at(&self, place: u32) -> Option<&Row> {
        self.rows.get(place)?.as_deref()
    }

    /// The number of the actor in this place.
    pub(in crate::actor) fn id(&self, place: u32) -> Option<ActorId> {
        self.rank_of.get(place as usize).copied().filter(|&rank| rank != NOBODY).map(ActorId)
    }

    pub(super) fn apply(&mut self, changes: Changes, slugs: &mut Slugs) {
        for (source, names) in changes.names {
            self.names.set(source, names);
        }
        for (name, place) in changes.of_name {
            self.of_name.set(name, place);
        }
        self.own.edit(changes.own);
        let mut rows = changes.rows;
        rows.reverse();
        rows.par_sort_by_key(|(place, _)| *place);
        rows.dedup_by_key(|(place, _)| *place);
        let places: Vec<u32> = rows.iter().map(|(place, _)| *place).collect();
        // What each bare slug's changed actors are and were told apart by.
        let mut bares: Vec<(u64, u64)> = Vec::with_capacity(rows.len());
        slugs.reserve(rows.len().saturating_sub(self.by_rank.len()));
        let mut edits: Vec<Changed> = Vec::with_capacity(rows.len());
        for (place, mut new) in rows {
            let old = self.rows.get(place).cloned().flatten();
            if let Some(old) = &old {
                slugs.remove(old.bare, old.code, place);
                bares.push((old.bare, old.code));
                if let Some(new) = new.as_mut().filter(|new| (new.bare, new.bare_length) == (old.bare, old.bare_length))
                {
                    Arc::make_mut(new).actor.slug.clone_from(&old.actor.slug);
                }
            }
            if let Some(new) = &new {
                slugs.add(new.bare, new.code, place);
                bares.push((new.bare, new.code));
            }
            self.rows.set(place, new.clone());
            edits.push((place, old, new));
        }
        self.rank(&places);
        self.index.update(&edits);
        drop(edits);
        bares.par_sort_unstable();
        let mut named: Vec<(u32, Suffix)> = Vec::with_capacity(bares.len());
        for codes in bares.chunk_by(|one, two| one.0 == two.0) {
            let Some(&(bare, _)) = codes.first() else { continue };
            let rank = |place: u32| self.rank_of.get(place as usize).copied().unwrap_or(NOBODY);
            let code = |place: u32| self.at(place).map_or(0, |row| row.code);
            slugs.named(bare, &places, codes, rank, code, |place, suffix| named.push((place, suffix)));
        }
        for (place, suffix) in named {
            self.name(place, suffix);
        }
    }

    fn name(&mut self, place: u32, suffix: Suffix) {
        let Some(row) = self.at(place) else { return };
        let bare = row.actor.slug.get(..row.bare_length).unwrap_or("");
        if suffix == Suffix::None && bare.len() == row.actor.slug.len() {
            return;
        }
        let slug = suffix.to(bare);
        if row.actor.slug != slug
            && let Some(Some(row)) = self.rows.get_mut(place)
        {
            Arc::make_mut(row).actor.slug = slug;
        }
    }

    /// Puts the actors in these places in their order among the others.
    fn rank(&mut self, places: &[u32]) {
        let mut out: Vec<usize> = places.iter().filter_map(|&place| self.id(place)).map(|id| id.0 as usize).collect();
        out.sort_unstable();
        let mut kept: Vec<u32> = Vec::with_capacity(self.by_rank.len());
        let mut next = 0;
        for at in out {
            kept.extend_from_slice(self.by_rank.get(next..at).unwrap_or_default());
            next = at + 1;
        }
        kept.extend_from_slice(self.by_rank.get(next..).unwrap_or_default());
        // Most differ in their mentions or the first letters of their names.
        let sketch = |place: u32| {
            let actor = &self.at(place)?.actor;
            Some((Reverse(actor.mentions), prefix(&actor.name), place))
        };
        let mut put: Vec<(Reverse<u32>, u64, u32)> = places.iter().filter_map(|&place| sketch(place)).collect();
        put.par_sort_unstable_by(|one, two| {
            (one.0, one.1).cmp(&(two.0, two.1)).then_with(|| self.compare(one.2, two.2))
        });
        let mut by_rank: Vec<u32> = Vec::with_capacity(kept.len() + put.len());
        let mut rest = kept.as_slice();
        for (_, _, place) in put {
            let before = rest.partition_point(|&other| self.compare(other, place) == Ordering::Less);
            let (head, tail) = rest.split_at(before);
            by_rank.extend_from_slice(head);
            by_rank.push(place);
            rest = tail;
        }
        by_rank.extend_from_slice(rest);
        self.set_ranks(by_rank);
    }

    /// Puts the actors in the order of these places.
    pub(super) fn set_ranks(&mut self, by_rank: Vec<u32>) {
        let most = by_rank.iter().max().map_or(0, |&place| place as usize + 1);
        let mut rank_of = vec![NOBODY; most];
        for (rank, &place) in (0u32..).zip(&by_rank) {
            if let Some(slot) = rank_of.get_mut(place as usize) {
                *slot = rank;
            }
        }
        (self.by_rank, self.rank_of) = (Arc::new(by_rank), Arc::new(rank_of));
    }

    /// Most mentioned first, then by name and kind.
    fn compare(&self, one: u32, two: u32) -> Ordering {
        let (Some(one), Some(two)) = (self.at(one), self.at(two)) else { return Ordering::Equal };
        (two.actor.mentions, &one.actor.name, one.actor.kind, &one.tie).cmp(&(
            one.actor.mentions,
            &two.actor.name,
            two.actor.kind,
            &two.tie,
        ))
    }
}
