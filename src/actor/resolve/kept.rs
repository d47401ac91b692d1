//! Actors as they are written, and as they are found again.
//!
//! What is written knows each actor by its rank: those of whom much is said lie together, and with them most that is asked for.

use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ActorId;
use super::actors::{Actors, FEW_TOGETHER, Row, TOGETHER};
use super::nodes::NOBODY;
use super::tables::{self, Postings, ROWS, Runs, Table};
use super::units::UnitId;
use crate::actor::declared::Declared;
use crate::actor::index::{Index, KeptIndex};
use crate::kept::{Place, Sink, Store};

/// Where written actors are.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptActors {
    count: u32,
    rows: Vec<Place>,
    in_sources: Vec<Place>,
    names: Vec<Place>,
    of_name: Vec<Place>,
    own: Runs<UnitId>,
    index: KeptIndex,
    declared: Declared,
}

impl Actors {
    /// Writes all actors, for [`Actors::kept`].
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub fn write(&self, sink: &mut Sink<'_>) -> io::Result<KeptActors> {
        let rank = |place: u32| self.rank_of.get(place as usize).copied().unwrap_or(NOBODY);
        let rows = self.by_rank.iter().map(|&place| self.at(place));
        let locals = (0..self.len()).map(|rank| self.in_sources(ActorId(u32::try_from(rank).unwrap_or(NOBODY))));
        let names = (0..self.names.len()).map(|source| self.names.get(source).map_or(&[][..], |names| names));
        let of_name = (0..self.of_name.len()).map(|name| self.of_name.get(name).map_or(NOBODY, |&place| rank(place)));
        Ok(KeptActors {
            count: u32::try_from(self.len()).unwrap_or(NOBODY),
            rows: tables::write::<Option<&Row>, TOGETHER>(rows, sink)?,
            in_sources: tables::write::<&[UnitId], FEW_TOGETHER>(locals, sink)?,
            names: tables::write::<&[u32], ROWS>(names, sink)?,
            of_name: tables::write::<u32, ROWS>(of_name, sink)?,
            own: self.own.write(sink, rank)?,
            index: self.index.write(sink, rank)?,
            declared: self.declared.clone(),
        })
    }

    /// The actors that were written to `store`. They are read as they are asked for.
    pub fn kept(store: &Store, kept: KeptActors) -> Actors {
        // No more than there can be, whatever is said.
        let most = u32::try_from(kept.rows.len() * TOGETHER).unwrap_or(NOBODY);
        let ranks: Arc<Vec<u32>> = Arc::new((0..kept.count.min(most)).collect());
        Actors {
            rows: Table::kept(store, &kept.rows),
            by_rank: ranks.clone(),
            rank_of: ranks,
            in_sources: Some(Table::kept(store, &kept.in_sources)),
            names: Table::kept(store, &kept.names),
            of_name: Table::kept(store, &kept.of_name),
            own: Postings::kept(store, kept.own),
            index: Index::kept(store, kept.index),
            declared: kept.declared,
        }
    }
}
