//! The next snapshot at once, when a few articles change and what is worked out of all articles together is not at hand: to get that
//! takes the longer the larger the corpus is.
//!
//! What is asked of texts, keys and files is right. Actors are those whom the names say that were known before; which articles
//! are copies of others is not asked anew. It serves until [`Snapshot::changed`] has made the one that is right in all.

use std::path::PathBuf;
use std::sync::Arc;

use super::build::Snapshot;
use super::change::Together;
use super::slots::Slot;
use super::{ArticleEntry, Holding, Unread};
use crate::actor::Reading;

impl Snapshot {
    /// As [`Snapshot::changed`], as far as can be said at once. `None` also where that is no quicker.
    pub(super) fn foreseen(
        &self,
        paths: &[PathBuf],
        articles: Vec<(PathBuf, String, Holding)>,
        listed: Vec<Unread>,
    ) -> Option<Snapshot> {
        if self.is_grown() {
            return None;
        }
        let exchanged = self.exchanged(paths, articles)?;
        let said = |slot: Slot, entry: &ArticleEntry| match self.duplicates.counted(slot, entry) {
            Some(counted) => Arc::new(counted),
            None => entry.reading(),
        };
        let number = |slot: Slot| self.sources.get(slot.0 as usize).copied();
        let gone: Vec<(u32, Arc<Reading>)> =
            exchanged.left.iter().filter_map(|&(slot, entry)| Some((number(slot)?, said(slot, entry)))).collect();
        let first = u32::try_from(self.of_source.len()).ok()?;
        let added = exchanged.added();
        let new: Vec<(u32, Arc<Reading>)> = (first..).zip(added.iter().map(|(_, entry)| entry.reading())).collect();
        let given: Vec<(Slot, u32)> = added.iter().map(|(slot, _)| *slot).zip(first..).collect();
        let together = Together {
            actors: self.actors.foreseen(&gone, &new),
            numbers: (self.sources.clone(), self.of_source.clone()),
            duplicates: self.duplicates.clone(),
            state: 0,
        };
        Some(Snapshot { is_foreseen: true, ..exchanged.snapshot(self, listed, together, &given) })
    }

    /// Whether what is worked out of all articles together is at hand, so that a change costs what it touches.
    pub(super) fn is_grown(&self) -> bool {
        self.grown.lock().is_of(self.state)
    }
}
