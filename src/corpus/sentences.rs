//! Which articles share sentences, kept up to date: what one more article changes, and nothing else.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::duplicates::{BITS, Sketch};
use super::slots::{Slot, Slots};

/// With how many others an article is compared for one sentence: what more share is found through these.
const MOST_SHARERS: usize = 16;

/// How many bits tell articles apart beside a sentence; of more than four million articles the rest are compared with none.
const SLOT_BITS: u32 = u64::BITS - BITS;

/// How many sentences two articles share.
pub type Shared = FxHashMap<(Slot, Slot), usize>;

/// An article with the hashes of its sentences.
pub type Sketched = (Slot, Sketch);

/// The sentences of all articles, and who shares them.
#[derive(Debug, Default)]
pub struct Sentences {
    /// The hash of a sentence above the slot of an article that has it, in order.
    all: Vec<u64>,
    /// The sentences that others have than when these were sorted, with all who have them now.
    changed: FxHashMap<u64, Vec<Slot>>,
    /// Of each two articles that share any; of most that is one.
    shared: Shared,
    /// Of those that share most of what the shorter one has.
    related: Shared,
    /// How many sentences the article in each slot has.
    sizes: Vec<u32>,
}

impl Sentences {
    /// The sentences of articles in these slots, whose numbers are in the order of the articles.
    pub fn of(articles: &[Sketched]) -> Sentences {
        let mut all: Vec<u64> = Vec::with_capacity(articles.iter().map(|(_, sketch)| sketch.len()).sum());
        for (slot, sketch) in articles.iter().filter(|(slot, _)| slot.0 < 1 << SLOT_BITS) {
            all.extend(sketch.iter().map(|hash| hash << SLOT_BITS | u64::from(slot.0)));
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
        let mut sentences = Sentences { all, shared, ..Sentences::default() };
        sentences.measure(articles);
        let related = sentences.shared.iter().filter(|(pair, count)| sentences.is_related(**pair, **count));
        sentences.related = related.map(|(pair, count)| (*pair, *count)).collect();
        sentences
    }

    /// Takes in that some articles with these sentences have gone and others have come. Who is related to anybody, or was, and now shares
    /// more or fewer sentences.
    pub fn change(&mut self, gone: &[Sketched], came: &[Sketched], slots: &Slots) -> FxHashSet<Slot> {
        self.measure(came);
        let mut hashes: Vec<u64> = gone.iter().chain(came).flat_map(|(_, sketch)| sketch.iter().copied()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut touched = FxHashSet::default();
        for hash in hashes {
            let old = self.sharers(hash);
            let has = |of: &[Sketched]| -> Vec<Slot> {
                let holders = of.iter().filter(|(_, sketch)| sketch.binary_search(&hash).is_ok());
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

    /// How many sentences each two articles share that are related; of two slots the lower comes first.
    pub fn related(&self) -> &Shared {
        &self.related
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

    /// Whether two articles that share so many sentences are related: they share most of those of the shorter one.
    fn is_related(&self, (one, two): (Slot, Slot), count: usize) -> bool {
        let size = |slot: Slot| self.sizes.get(slot.0 as usize).map_or(0, |size| *size as usize);
        let less = size(one).min(size(two));
        count >= 3 && count * 2 >= less || count >= 2 && count * 10 >= less * 8
    }

    fn measure(&mut self, articles: &[Sketched]) {
        for (slot, sketch) in articles {
            self.sizes.resize(self.sizes.len().max(slot.0 as usize + 1), 0);
            if let Some(size) = self.sizes.get_mut(slot.0 as usize) {
                *size = u32::try_from(sketch.len()).unwrap_or(u32::MAX);
            }
        }
    }

    /// One sentence is shared by these and no more by those.
    fn exchange(&mut self, old: &[Slot], new: &[Slot], touched: &mut FxHashSet<Slot>) {
        let mut difference: FxHashMap<(Slot, Slot), isize> = FxHashMap::default();
        pairs(old, |pair| *difference.entry(pair).or_default() -= 1);
        pairs(new, |pair| *difference.entry(pair).or_default() += 1);
        for (pair, by) in difference.into_iter().filter(|(_, by)| *by != 0) {
            let count = self.shared.entry(pair).or_default();
            *count = count.saturating_add_signed(by);
            let count = *count;
            if count == 0 {
                self.shared.remove(&pair);
            }
            let is_related = self.is_related(pair, count);
            let before = if is_related { self.related.insert(pair, count) } else { self.related.remove(&pair) };
            if is_related || before.is_some() {
                touched.extend([pair.0, pair.1]);
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

    use super::super::ArticleId;
    use super::*;

    fn sketch() -> impl Strategy<Value = Sketch> {
        prop::collection::btree_set(0u64..30, 0..12).prop_map(|hashes| hashes.into_iter().collect())
    }

    proptest! {
        #[test]
        fn changes_lead_where_sorting_everything_leads(
            first in prop::collection::vec(sketch(), 1..40),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(sketch())), 0..12),
        ) {
            let mut slots = Slots::straight(first.len());
            let numbered: Vec<Sketched> = (0u32..).map(Slot).zip(first).collect();
            let mut sentences = Sentences::of(&numbered);
            let mut sketches: FxHashMap<Slot, Sketch> = numbered.into_iter().collect();
            for (at, new) in changes {
                if slots.len() == 0 {
                    break;
                }
                let id = ArticleId(u32::try_from(at.index(slots.len())).unwrap());
                let old = slots.of(id).unwrap();
                let places: &[ArticleId] = if new.is_some() { &[id] } else { &[] };
                let next = slots.changed(&[id], places);
                let came: Vec<Sketched> = new.into_iter().map(|new| (Slot(slots.count()), new)).collect();
                let gone = [(old, sketches.remove(&old).unwrap())];
                sentences.change(&gone, &came, &next);
                sketches.extend(came);
                slots = next;
            }
            let anew: Vec<Sketched> = slots.iter().map(|(id, slot)| (Slot(id.0), sketches[&slot].clone())).collect();
            let slot = |number: Slot| slots.of(ArticleId(number.0)).unwrap();
            let in_slots = |((one, two), count)| {
                let (one, two) = (slot(one), slot(two));
                ((one.min(two), one.max(two)), count)
            };
            let anew = Sentences::of(&anew);
            prop_assert_eq!(sentences.shared, anew.shared.into_iter().map(in_slots).collect::<Shared>());
            prop_assert_eq!(sentences.related, anew.related.into_iter().map(in_slots).collect::<Shared>());
        }
    }
}
