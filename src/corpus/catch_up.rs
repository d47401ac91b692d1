//! Working out of all articles together what the next change builds on, for a snapshot that was found as it was written, or that is
//! not the last: what is read for it is not kept.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::ArticleId;
use super::build::{Snapshot, source};
use super::entries::Lying;
use super::grown::Growing;
use super::sentences::{Sentences, Sketched};
use super::slots::Slot;
use crate::actor::{self, ActorsFile, Reading, Told};

/// By which numbers the actors know the articles: for each slot, and the other way round.
pub(super) type Numbers = (Vec<u32>, Vec<Slot>);

/// An article of which nothing is at hand but where it is.
struct Distant {
    shown: String,
    lying: Lying,
    counted: Option<Reading>,
}

impl Told for Distant {
    fn told(&self) -> Cow<'_, Reading> {
        match &self.counted {
            Some(counted) => Cow::Borrowed(counted),
            None => Cow::Owned(Arc::unwrap_or_clone(self.lying.reading())),
        }
    }
}

impl Snapshot {
    /// Lets `growing` know the articles of this snapshot, all of them files. `None` where what was read of one of them is to be found no
    /// more.
    pub(super) fn catch_up(&self, growing: &mut Growing, analyst: &ActorsFile) -> Option<Numbers> {
        let slots = self.entries.slots();
        let all: Vec<(ArticleId, Slot)> = slots.iter().collect();
        let distant = |&(id, slot): &(ArticleId, Slot)| {
            let counted = self.duplicates.has_copies(slot).then(|| self.entries.in_slot(slot));
            let counted = counted.flatten().and_then(|entry| self.duplicates.counted(slot, entry));
            Some(Distant { shown: self.entries.shown(id)?, lying: self.entries.lying(id)?, counted })
        };
        let distant: Vec<Distant> = all.par_iter().map(distant).collect::<Option<_>>()?;
        if self.entries.has_lost() {
            return None;
        }
        let sources: Vec<(actor::Source<'_>, u64)> = distant
            .iter()
            .zip(&all)
            .map(|(one, &(id, _))| {
                let others = [one.lying.declared.as_deref(), one.counted.as_ref()];
                source(one, &one.lying.hash, &one.shown, self.published(id), others)
            })
            .collect();
        growing.sentences = None;
        let (_, numbers) = growing.resolver.update(&sources, analyst);
        let mut by_slot = vec![u32::MAX; slots.count() as usize];
        let mut of_source = vec![Slot(0); numbers.iter().max().map_or(0, |&most| most as usize + 1)];
        for (&(_, slot), &number) in all.iter().zip(&numbers) {
            by_slot[slot.0 as usize] = number;
            of_source[number as usize] = slot;
        }
        Some((by_slot, of_source))
    }

    /// The sentences of all articles. `None` where those of one of them are to be found no more, or where articles came since they
    /// were put in order.
    pub(super) fn all_sentences(&self) -> Option<Sentences> {
        let slots = self.entries.slots();
        let all: Vec<Slot> = slots.are_in_order().then(|| slots.iter().map(|(_, slot)| slot).collect())?;
        let sketched = all.par_iter().map(|&slot| Some((slot, self.entries.sketch(slot)?)));
        let sketched: Vec<Sketched> = sketched.collect::<Option<_>>()?;
        Some(Sentences::of(&sketched))
    }
}
