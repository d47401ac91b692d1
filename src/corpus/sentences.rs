//! Which articles share sentences, kept up to date: what one more article changes, and nothing else.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Digest;
use super::duplicates::BITS;
use super::slots::{Slot, Slots};

/// With how many others an article is compared for one sentence: what more share is found through these.
const MOST_SHARERS: usize = 16;

/// How many bits tell articles apart beside a sentence; of more than four million articles the rest are compared with none.
const SLOT_BITS: u32 = u64::BITS - BITS;

/// How many sentences each two articles share that share any.
pub type Shared = FxHashMap<(Slot, Slot), usize>;

/// An article with its sentences.
pub type Sketched = (Slot, Arc<Digest>);

/// The sentences of all articles, and who shares them.
#[derive(Debug, Default)]
pub struct Sentences {
    /// The hash of a sentence above the slot of an article that has it, in order.
    all: Vec<u64>,
    /// The sentences that others have than when these were sorted, with all who have them now.
    changed: FxHashMap<u64, Vec<Slot>>,
    shared: Shared,
}

impl Sentences {
    /// The sentences of articles in these slots, whose numbers are in the order of the articles.
    pub fn of(articles: &[Sketched]) -> Sentences {
        let mut all: Vec<u64> = Vec::with_capacity(articles.iter().map(|(_, digest)| digest.sketch.len()).sum());
        for (slot, digest) in articles.iter().filter(|(slot, _)| slot.0 < 1 << SLOT_BITS) {
            all.extend(digest.sketch.iter().map(|hash| hash << SLOT_BITS | u64::from(slot.0)));
        }
        all.par_sort_unstable();
        all.shrink_to_fit();
        let mut shared = Shared::default();
        let mut sharers: Vec<Slot> = Vec::new();
        for run in all.chunk_by(|one, two| one >> SLOT_BITS == two >> SLOT_BITS).filter(|run| run.len() > 1) {
            sharers.clear();
            sharers.extend(run.iter().copied().map(slot_of));
            pairs(&sharers, |pair| *shared.entry(pair).or_default() += 1);
        }
        Sentences { all, changed: FxHashMap::default(), shared }
    }

    /// Takes in that some articles with these sentences have gone and others have come. Who shares more or fewer sentences with anybody
    /// since.
    pub fn change(&mut self, gone: &[Sketched], came: &[Sketched], slots: &Slots) -> FxHashSet<Slot> {
        let mut hashes: Vec<u64> =
            gone.iter().chain(came).flat_map(|(_, digest)| digest.sketch.iter().copied()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut touched = FxHashSet::default();
        for hash in hashes {
            let old = self.sharers(hash);
            let has = |of: &[Sketched]| -> Vec<Slot> {
                let holders = of.iter().filter(|(_, digest)| digest.sketch.binary_search(&hash).is_ok());
                holders.map(|(slot, _)| *slot).filter(|slot| slot.0 < 1 << SLOT_BITS).collect()
            };
            let (left, joined) = (has(gone), has(came));
            let mut new: Vec<Slot> = old.iter().copied().filter(|slot| !left.contains(slot)).chain(joined).collect();
            new.sort_by_key(|&slot| slots.id(slot));
            self.exchange(&old, &new, &mut touched);
            self.changed.insert(hash, new);
        }
        touched
    }

    /// How many sentences each two articles share that share any; of two slots the lower comes first.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Who has a sentence, in the order of the articles.
    fn sharers(&self, hash: u64) -> Vec<Slot> {
        if let Some(changed) = self.changed.get(&hash) {
            return changed.clone();
        }
        let first = self.all.partition_point(|one| one >> SLOT_BITS < hash);
        let rest = self.all.get(first..).unwrap_or_default();
        rest.iter().take_while(|one| **one >> SLOT_BITS == hash).copied().map(slot_of).collect()
    }

    /// One sentence is shared by these and no more by those.
    fn exchange(&mut self, old: &[Slot], new: &[Slot], touched: &mut FxHashSet<Slot>) {
        let mut difference: FxHashMap<(Slot, Slot), i64> = FxHashMap::default();
        pairs(old, |pair| *difference.entry(pair).or_default() -= 1);
        pairs(new, |pair| *difference.entry(pair).or_default() += 1);
        for (pair, by) in difference.into_iter().filter(|(_, by)| *by != 0) {
            touched.extend([pair.0, pair.1]);
            let count = self.shared.entry(pair).or_default();
            *count = count.saturating_add_signed(isize::try_from(by).unwrap_or(0));
            if *count == 0 {
                self.shared.remove(&pair);
            }
        }
    }
}

fn slot_of(one: u64) -> Slot {
    Slot(u32::try_from(one & ((1 << SLOT_BITS) - 1)).unwrap_or(0))
}

/// Each two that are compared of those who share a sentence.
fn pairs(sharers: &[Slot], mut each: impl FnMut((Slot, Slot))) {
    for (at, &two) in sharers.iter().enumerate() {
        for &one in sharers.iter().take(at.min(MOST_SHARERS)) {
            each((one.min(two), one.max(two)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{ArticleId, Record};
    use super::*;
    use crate::article::Article;

    fn digest() -> impl Strategy<Value = Arc<Digest>> {
        prop::collection::btree_set(0u64..30, 0..12).prop_map(|hashes| {
            let digest = Record::of([0; 32], Article::of_pdf(Err("is empty".to_string()))).digest;
            Arc::new(Digest { sketch: hashes.into_iter().collect(), ..Digest::clone(&digest) })
        })
    }

    proptest! {
        #[test]
        fn changes_lead_where_sorting_everything_leads(
            first in prop::collection::vec(digest(), 1..40),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(digest())), 0..12),
        ) {
            let mut slots = Slots::straight(first.len());
            let numbered: Vec<Sketched> = (0u32..).map(Slot).zip(first).collect();
            let mut sentences = Sentences::of(&numbered);
            let mut digests: FxHashMap<Slot, Arc<Digest>> = numbered.into_iter().collect();
            for (at, new) in changes {
                if slots.len() == 0 {
                    break;
                }
                let id = ArticleId(u32::try_from(at.index(slots.len())).unwrap());
                let old = slots.of(id).unwrap();
                let places: &[ArticleId] = if new.is_some() { &[id] } else { &[] };
                let next = slots.changed(&[id], places);
                let came: Vec<Sketched> = new.into_iter().map(|new| (Slot(slots.count()), new)).collect();
                let gone = [(old, digests.remove(&old).unwrap())];
                sentences.change(&gone, &came, &next);
                digests.extend(came);
                slots = next;
            }
            let anew: Vec<Sketched> = slots.iter().map(|(id, slot)| (Slot(id.0), digests[&slot].clone())).collect();
            let slot = |number: Slot| slots.of(ArticleId(number.0)).unwrap();
            let in_slots = |((one, two), count)| {
                let (one, two) = (slot(one), slot(two));
                ((one.min(two), one.max(two)), count)
            };
            let expected: Shared = Sentences::of(&anew).shared.into_iter().map(in_slots).collect();
            prop_assert_eq!(sentences.shared, expected);
        }
    }
}
