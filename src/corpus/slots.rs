//! Where articles are in the tables of a snapshot.
//!
//! Articles are numbered in the order of their paths: one that comes in between gives all behind it other numbers. What a
//! table says of an article it says of its *slot*, which is the same from snapshot to snapshot while the article is, so that
//! a change of one article leaves alone what is said of the others. An article that changes gets another slot.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ArticleId;

/// The place of an article in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot(pub u32);

/// The slots of all articles, and the articles of all slots. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    of: Arc<Vec<Slot>>,
    ids: Arc<Vec<Option<ArticleId>>>,
}

impl Slots {
    /// Of so many articles, each in the slot of its number.
    pub(super) fn straight(count: usize) -> Slots {
        let numbers = || (0u32..).take(count);
        Slots {
            of: Arc::new(numbers().map(Slot).collect()),
            ids: Arc::new(numbers().map(ArticleId).map(Some).collect()),
        }
    }

    /// The slots after these articles went and others came: the numbers of the ones, and before which numbers the others come,
    /// both in order. The slots of those that came are behind all others, in the same order.
    pub(super) fn changed(&self, gone: &[ArticleId], came: &[ArticleId]) -> Slots {
        let mut of: Vec<Slot> = Vec::with_capacity(self.of.len() + came.len());
        let mut next = (self.count()..).map(Slot);
        let (mut gone, mut came) = (gone.iter().peekable(), came.iter().peekable());
        for (id, &slot) in (0u32..).map(ArticleId).zip(self.of.iter()) {
            while came.next_if(|&&before| before <= id).is_some() {
                of.extend(next.next());
            }
            if gone.next_if(|&&one| one == id).is_none() {
                of.push(slot);
            }
        }
        of.extend(next.take(came.len()));
        let most = of.iter().max().map_or(0, |slot| slot.0 as usize + 1);
        let mut ids = vec![None; most.max(self.ids.len())];
        for (id, slot) in (0u32..).map(ArticleId).zip(&of) {
            if let Some(place) = ids.get_mut(slot.0 as usize) {
                *place = Some(id);
            }
        }
        Slots { of: Arc::new(of), ids: Arc::new(ids) }
    }

    /// Whether the slot of each article is its number, and there are no others.
    pub(super) fn are_straight(&self) -> bool {
        self.of.len() == self.ids.len() && self.iter().all(|(id, slot)| slot.0 == id.0)
    }

    /// Whether the slots are in the order of the articles.
    pub(super) fn are_in_order(&self) -> bool {
        self.of.is_sorted()
    }

    /// How many articles.
    pub(super) fn len(&self) -> usize {
        self.of.len()
    }

    /// How many slots there are or were.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }

    /// The slot of an article.
    pub(super) fn of(&self, id: ArticleId) -> Option<Slot> {
        self.of.get(id.0 as usize).copied()
    }

    /// The article in a slot; `None` where it is no more.
    pub(super) fn id(&self, slot: Slot) -> Option<ArticleId> {
        self.ids.get(slot.0 as usize).copied().flatten()
    }

    /// All articles with their slots, in the order of the articles.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ArticleId, Slot)> {
        (0u32..).map(ArticleId).zip(self.of.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stays_keeps_the_slot_and_who_comes_gets_one_that_nobody_had() {
        let slots = Slots::straight(4).changed(&[ArticleId(1)], &[ArticleId(1), ArticleId(4)]);
        let of: Vec<u32> = slots.iter().map(|(_, slot)| slot.0).collect();
        assert_eq!(of, [0, 4, 2, 3, 5]);
        assert_eq!((slots.id(Slot(1)), slots.id(Slot(4))), (None, Some(ArticleId(1))));
        let again = slots.changed(&[ArticleId(4)], &[ArticleId(0)]);
        let of: Vec<u32> = again.iter().map(|(_, slot)| slot.0).collect();
        assert_eq!(of, [6, 0, 4, 2, 3]);
        assert_eq!((again.len(), again.count(), again.id(Slot(5))), (5, 7, None));
    }
}
