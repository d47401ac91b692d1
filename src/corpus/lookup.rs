//! From names of any kind to articles: by path, file name, address, key.
//!
//! A name is looked up by 64 bits of its BLAKE3 hash, so that a table is as small as it can be and the same in memory and on
//! disk. That two of a million names share them happens once in forty million tables; nobody can choose a name that shares
//! them with a given other.

use std::io;

use rustc_hash::FxHashMap;

use super::slots::{Slot, Slots};
use crate::kept::{Lazy, Place, Sink, Store};

/// A name, by what it is looked up ([`name`]), and an article that has it.
pub type Named = (u64, Slot);

/// Articles by their names; of one name in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Lookup {
    written: Lazy<Vec<Named>>,
    /// The names that others have than when the table was made, with all who have them now.
    changed: FxHashMap<u64, Vec<Slot>>,
}

impl Default for Lookup {
    fn default() -> Lookup {
        Lookup::new(Vec::new())
    }
}

impl Lookup {
    /// A table of these.
    pub(super) fn new(mut pairs: Vec<Named>) -> Lookup {
        pairs.sort_by_key(|(name, _)| *name);
        pairs.shrink_to_fit();
        Lookup { written: Lazy::from(pairs), changed: FxHashMap::default() }
    }

    /// The table that was written to `place`.
    pub(super) fn kept(store: &Store, place: Place) -> Lookup {
        Lookup { written: Lazy::kept(store, place), changed: FxHashMap::default() }
    }

    /// The table when some have these names no more and others have them now; of one name in the order of the articles.
    pub(super) fn changed(&self, gone: &[Named], came: &[Named], slots: &Slots) -> Lookup {
        let mut changed = self.changed.clone();
        for &(name, slot) in gone {
            let all = changed.entry(name).or_insert_with(|| self.all(name).collect());
            all.retain(|&other| other != slot);
        }
        for &(name, slot) in came {
            let all = changed.entry(name).or_insert_with(|| self.all(name).collect());
            all.push(slot);
            all.sort_by_key(|&slot| slots.id(slot));
        }
        Lookup { written: self.written.clone(), changed }
    }

    /// Writes the table, in which each article is called by its number, for snapshots in which that is its slot.
    ///
    /// # Errors
    /// As [`Sink::put`], and where the table is damaged.
    pub(super) fn write(&self, slots: &Slots, sink: &mut Sink<'_>) -> io::Result<Place> {
        let written = self.written.get().ok_or_else(|| io::Error::other("a table of names is damaged"))?;
        let same = written.iter().filter(|(name, _)| !self.changed.contains_key(name)).copied();
        let changed = self.changed.iter().flat_map(|(&name, all)| all.iter().map(move |&slot| (name, slot)));
        let numbered = |(name, slot): Named| Some((name, Slot(slots.id(slot)?.0)));
        let mut pairs: Vec<Named> = same.chain(changed).filter_map(numbered).collect();
        pairs.sort_by_key(|(name, _)| *name);
        sink.put(&pairs)
    }

    /// The first article with this [`name`].
    pub(super) fn first(&self, name: u64) -> Option<Slot> {
        self.all(name).next()
    }

    /// All articles with these [`name`]s, each of which is there once, in any order.
    pub(super) fn of_all(&self, mut names: Vec<u64>) -> Vec<Slot> {
        /// Where so many names are looked up of a table, going through all of it is faster than looking up each.
        const ONE_OF: usize = 32;
        let pairs = self.written.get().map_or(&[][..], Vec::as_slice);
        if names.len() * ONE_OF < pairs.len() {
            return names.into_iter().flat_map(|name| self.all(name)).collect();
        }
        names.sort_unstable();
        let is_changed = |name: u64| !self.changed.is_empty() && self.changed.contains_key(&name);
        let mut found = Vec::with_capacity(names.len());
        let mut rest = pairs.iter();
        let mut next = rest.next();
        for name in names {
            if is_changed(name) {
                found.extend(self.all(name));
                continue;
            }
            while let Some((other, slot)) = next.filter(|(other, _)| *other <= name) {
                if *other == name {
                    found.push(*slot);
                }
                next = rest.next();
            }
        }
        found
    }

    /// All articles with this [`name`].
    pub(super) fn all(&self, name: u64) -> impl Iterator<Item = Slot> {
        let changed = if self.changed.is_empty() { None } else { self.changed.get(&name) };
        let pairs = if changed.is_some() { &[][..] } else { self.written.get().map_or(&[][..], Vec::as_slice) };
        let first = pairs.partition_point(|(other, _)| *other < name);
        let rest = pairs.get(first..).unwrap_or_default();
        let written = rest.iter().take_while(move |(other, _)| *other == name).map(|(_, slot)| *slot);
        changed.into_iter().flatten().copied().chain(written)
    }
}

/// What a name is looked up by.
pub fn name(name: impl AsRef<[u8]>) -> u64 {
    blake3::hash(name.as_ref()).as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::super::ArticleId;
    use super::*;

    #[test]
    fn of_several_articles_of_one_name_the_first_given_comes_first() {
        let (one, two) = (name("one"), name("two"));
        let table = Lookup::new(vec![(two, Slot(3)), (one, Slot(7)), (two, Slot(1)), (one, Slot(0))]);
        assert_eq!(table.all(two).collect::<Vec<_>>(), [Slot(3), Slot(1)]);
        assert_eq!((table.first(one), table.first(name("three"))), (Some(Slot(7)), None));
    }

    #[test]
    fn many_names_are_looked_up_as_each_by_itself() {
        let table = Lookup::new((0..5_000).map(|number| (name(format!("{}", number / 3)), Slot(number))).collect());
        let changed = table.changed(&[(name("7"), Slot(21))], &[(name("new"), Slot(9_000))], &Slots::straight(5_000));
        for count in [3, 1_000] {
            let names: Vec<u64> =
                (0..count).map(|number| name(format!("{}", number * 2 + 1))).chain([name("new")]).collect();
            let mut each: Vec<Slot> = names.iter().flat_map(|&name| changed.all(name)).collect();
            let mut all = changed.of_all(names);
            each.sort_unstable();
            all.sort_unstable();
            assert_eq!(all, each);
        }
    }

    #[test]
    fn a_table_that_is_changed_and_written_says_what_one_of_the_same_names_says() {
        let named = |numbers: std::ops::Range<u32>| -> Vec<Named> {
            numbers.map(|number| (name(format!("{}", number % 400)), Slot(number))).collect()
        };
        let all = named(0..500);
        let (gone, came) = (named(100..150), named(500..510));
        let ids: Vec<ArticleId> = (100..150).map(ArticleId).collect();
        let slots = Slots::straight(500).changed(&ids, &[ArticleId(500); 10]);
        let changed = Lookup::new(all).changed(&gone, &came, &slots);
        let mut bytes = Vec::new();
        let place = changed.write(&slots, &mut Sink::new(&mut bytes)).unwrap();
        let kept = Lookup::kept(&Store::new(bytes), place);
        for number in 0..500 {
            let name = name(format!("{number}"));
            let expected: Vec<u32> = [number, number + 400]
                .into_iter()
                .filter(|at| *at < 510 && number < 400 && !(100..150).contains(at))
                .collect();
            let here: Vec<u32> = changed.all(name).map(|slot| slot.0).collect();
            assert_eq!(here, expected);
            let written: Vec<u32> = expected.iter().map(|&at| if at < 100 { at } else { at - 50 }).collect();
            assert_eq!(kept.all(name).map(|slot| slot.0).collect::<Vec<_>>(), written);
        }
    }
}
