//! Tables that two snapshots share but for the rows in which they differ.
//!
//! Both are two levels deep: a list of chunks, each behind a counted pointer. A copy copies the list; a change copies
//! the chunk that it touches. Rows are plain values in a plain order, so that they can be written as they are; a chunk that
//! was written waits in its file until one of its rows is asked for.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::few::Few;
use crate::kept::{Lazy, Place, Sink, Store};

/// How many rows a chunk of a [`Table`] has, unless it says otherwise.
pub(in crate::actor) const ROWS: usize = 64;
/// Fewer edits than this are not worth sorting on several cores.
const MOST_ALONE: usize = 1 << 12;
/// A chunk of [`Postings`] is cut in two when it has more keys than this.
const MOST_KEYS: usize = 128;

/// Rows by number, `N` in a chunk.
#[derive(Clone, Debug)]
pub(in crate::actor) struct Table<T, const N: usize = ROWS> {
    chunks: Vec<Lazy<Vec<T>>>,
}

impl<T, const N: usize> Default for Table<T, N> {
    fn default() -> Table<T, N> {
        Table { chunks: Vec::new() }
    }
}

impl<T: Clone + Default + DeserializeOwned, const N: usize> Table<T, N> {
    pub(in crate::actor) fn get(&self, at: u32) -> Option<&T> {
        self.chunks.get(at as usize / N)?.get()?.get(at as usize % N)
    }

    /// The row at `at`, to be changed: a chunk that another table shares is copied.
    pub(in crate::actor) fn get_mut(&mut self, at: u32) -> Option<&mut T> {
        self.chunks.get_mut(at as usize / N)?.get_mut()?.get_mut(at as usize % N)
    }

    /// Puts `row` at `at`; rows before it that were never set are empty.
    pub(in crate::actor) fn set(&mut self, at: u32, row: T) {
        let (chunk, place) = (at as usize / N, at as usize % N);
        while self.chunks.len() <= chunk {
            self.chunks.push(Lazy::from(Vec::new()));
        }
        if let Some(rows) = self.chunks.get_mut(chunk).and_then(Lazy::get_mut) {
            while rows.len() <= place {
                rows.push(T::default());
            }
            if let Some(slot) = rows.get_mut(place) {
                *slot = row;
            }
        }
    }

    /// How many rows have a place, empty ones included.
    pub(in crate::actor) fn len(&self) -> u32 {
        let last = self.chunks.last().and_then(Lazy::get).map_or(0, Vec::len);
        u32::try_from(self.chunks.len().saturating_sub(1) * N + last).unwrap_or(u32::MAX)
    }

    /// The table that was written to these places.
    pub(in crate::actor) fn kept(store: &Store, places: &[Place]) -> Table<T, N> {
        Table { chunks: places.iter().map(|&place| Lazy::kept(store, place)).collect() }
    }
}

/// Writes rows for [`Table::kept`], `N` in a chunk.
///
/// # Errors
/// As [`Sink::put`].
pub(in crate::actor) fn write<T: Serialize, const N: usize>(
    rows: impl Iterator<Item = T>,
    sink: &mut Sink<'_>,
) -> io::Result<Vec<Place>> {
    let (mut rows, mut places) = (rows.peekable(), Vec::new());
    while rows.peek().is_some() {
        places.push(sink.put(&rows.by_ref().take(N).collect::<Vec<T>>())?);
    }
    Ok(places)
}

/// Keys in order, each with its numbers.
type Chunk<K> = Vec<(K, Numbers)>;

/// The numbers of a key, in order: most have one.
type Numbers = Few<u32, 3>;

/// For each key, in order, the numbers that belong to it, in order.
#[derive(Clone, Debug)]
pub(in crate::actor) struct Postings<K> {
    chunks: Vec<Run<K>>,
}

/// A chunk; none is empty.
#[derive(Clone, Debug)]
struct Run<K> {
    /// Its first key.
    first: K,
    rows: Lazy<Chunk<K>>,
}

/// Where the chunks of written postings are, with the first key of each.
pub(in crate::actor) type Runs<K> = Vec<(K, Place)>;

impl<K> Default for Postings<K> {
    fn default() -> Postings<K> {
        Postings { chunks: Vec::new() }
    }
}

/// The first eight bytes of a text, as a number that is in the order of the texts.
pub(in crate::actor) fn prefix(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}

/// What keys are sorted by.
pub(in crate::actor) trait Key: Ord {
    /// A number that is in the order of the keys, where they differ in it.
    fn prefix(&self) -> u64;
}

impl Key for u32 {
    fn prefix(&self) -> u64 {
        u64::from(*self)
    }
}

impl Key for u64 {
    fn prefix(&self) -> u64 {
        *self
    }
}

impl Key for Box<str> {
    fn prefix(&self) -> u64 {
        prefix(self)
    }
}

impl Key for Arc<str> {
    fn prefix(&self) -> u64 {
        prefix(self)
    }
}

impl<A: Key, B: Ord> Key for (A, B) {
    fn prefix(&self) -> u64 {
        self.0.prefix()
    }
}

/// A number to add to a key's (`true`) or to take from them.
pub(in crate::actor) type Edit<K> = (K, u32, bool);

impl<K: Key + Clone + Send + Serialize + DeserializeOwned> Postings<K> {
    /// The numbers of `key`.
    pub(in crate::actor) fn get<Q: Ord + ?Sized>(&self, key: &Q, view: impl Fn(&K) -> &Q) -> &[u32] {
        let at = self.chunk_of(|other| view(other) <= key);
        let chunk = self.chunks.get(at).map_or(&[][..], Run::rows);
        let place = chunk.binary_search_by(|(other, _)| view(other).cmp(key));
        place.ok().and_then(|place| chunk.get(place)).map_or(&[], |(_, numbers)| &**numbers)
    }

    /// The keys that `before` does not hold of, with their numbers; it must hold of a beginning of them.
    pub(in crate::actor) fn from(&self, before: impl Fn(&K) -> bool) -> impl Iterator<Item = (&K, &[u32])> {
        let at = self.chunk_of(&before);
        let place = self.chunks.get(at).map_or(0, |chunk| chunk.rows().partition_point(|(key, _)| before(key)));
        let chunks = self.chunks.get(at..).unwrap_or(&[]);
        chunks.iter().flat_map(|chunk| chunk.rows().iter()).skip(place).map(|(key, numbers)| (key, &**numbers))
    }

    /// The postings that were written so.
    pub(in crate::actor) fn kept(store: &Store, runs: Runs<K>) -> Postings<K> {
        let run = |(first, place)| Run { first, rows: Lazy::kept(store, place) };
        Postings { chunks: runs.into_iter().map(run).collect() }
    }

    /// Writes the postings with other numbers, for [`Postings::kept`].
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(in crate::actor) fn write(&self, sink: &mut Sink<'_>, number: impl Fn(u32) -> u32) -> io::Result<Runs<K>> {
        let renumbered = |(key, numbers): &(K, Numbers)| {
            let mut numbers: Vec<u32> = numbers.iter().map(|&one| number(one)).collect();
            numbers.sort_unstable();
            (key.clone(), numbers.into_iter().collect::<Numbers>())
        };
        let mut runs = Runs::with_capacity(self.chunks.len());
        for run in &self.chunks {
            let rows: Chunk<K> = run.rows().iter().map(renumbered).collect();
            runs.push((run.first.clone(), sink.put(&rows)?));
        }
        Ok(runs)
    }

    /// The last chunk whose first key `fits`, or the first.
    fn chunk_of(&self, fits: impl Fn(&K) -> bool) -> usize {
        self.chunks.partition_point(|chunk| fits(&chunk.first)).saturating_sub(1)
    }

    /// Makes the edits; what is there is not added twice, what is not there is not missed. Tells which keys came
    /// (`true`) and which went.
    pub(in crate::actor) fn edit(&mut self, mut edits: Vec<Edit<K>>) -> Vec<(K, bool)> {
        let order = |one: &Edit<K>, two: &Edit<K>| (&one.0, one.1, one.2).cmp(&(&two.0, two.1, two.2));
        if edits.len() < MOST_ALONE {
            edits.sort_unstable_by(order);
        } else {
            let mut sketched: Vec<(u64, Edit<K>)> = edits.into_iter().map(|edit| (edit.0.prefix(), edit)).collect();
            sketched.par_sort_unstable_by(|one, two| one.0.cmp(&two.0).then_with(|| order(&one.1, &two.1)));
            edits = sketched.into_iter().map(|(_, edit)| edit).collect();
        }
        let mut turned = Vec::new();
        let mut edits = edits.into_iter().peekable();
        let mut at = 0;
        while let Some((first, _, _)) = edits.peek() {
            at += self.chunks.get(at..).map_or(0, |chunks| {
                let found = chunks.partition_point(|chunk| chunk.first <= *first);
                found.saturating_sub(1)
            });
            let bound = self.chunks.get(at + 1).map(|chunk| chunk.first.clone());
            let old = self.chunks.get_mut(at).map(Run::take).unwrap_or_default();
            let mut rows: Chunk<K> = Vec::with_capacity(old.len() + 1);
            let mut old = old.into_iter().peekable();
            while let Some((key, number, add)) =
                edits.next_if(|(key, _, _)| bound.as_ref().is_none_or(|bound| key < bound))
            {
                while let Some(row) = old.next_if(|(other, _)| *other <= key) {
                    rows.push(row);
                }
                apply(&mut rows, key, number, add, &mut turned);
            }
            rows.extend(old);
            rows.retain(|(_, numbers)| !numbers.is_empty());
            at = self.put(at, rows);
        }
        turned
    }

    /// Puts `rows` in the place of the chunk at `at`, cut where they are many; where the next chunk then is.
    fn put(&mut self, at: usize, rows: Chunk<K>) -> usize {
        let most = if rows.len() <= MOST_KEYS { MOST_KEYS } else { MOST_KEYS / 2 };
        let mut rows = rows.into_iter();
        let parts = std::iter::from_fn(|| Run::of(rows.by_ref().take(most).collect()));
        let parts: Vec<Run<K>> = parts.collect();
        let last = (at + parts.len()).saturating_sub(1);
        self.chunks.splice(at..(at + 1).min(self.chunks.len()), parts);
        last.min(self.chunks.len().saturating_sub(1))
    }
}

impl<K: Clone + DeserializeOwned> Run<K> {
    /// A chunk of these rows, unless there are none.
    fn of(rows: Chunk<K>) -> Option<Run<K>> {
        let first = rows.first()?.0.clone();
        Some(Run { first, rows: Lazy::from(rows) })
    }

    fn rows(&self) -> &[(K, Numbers)] {
        self.rows.get().map_or(&[], Vec::as_slice)
    }

    /// The rows, which are put back or replaced afterwards.
    fn take(&mut self) -> Chunk<K> {
        std::mem::replace(&mut self.rows, Lazy::from(Vec::new())).take().unwrap_or_default()
    }
}

fn apply<K: Ord + Clone>(rows: &mut Chunk<K>, key: K, number: u32, add: bool, turned: &mut Vec<(K, bool)>) {
    let there = rows.last().is_some_and(|(other, _)| *other == key);
    if !there {
        if !add {
            return;
        }
        rows.push((key.clone(), Numbers::default()));
    }
    let Some((_, numbers)) = rows.last_mut() else { return };
    let was = !numbers.is_empty();
    match (numbers.binary_search(&number), add) {
        (Err(place), true) => numbers.insert(place, number),
        (Ok(place), false) => numbers.remove(place),
        _ => {}
    }
    let is = !numbers.is_empty();
    if was != is {
        turned.push((key, is));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn postings_hold_what_a_map_of_sets_would(
            batches in prop::collection::vec(prop::collection::vec((0u32..400, 0u32..6, any::<bool>()), 0..300), 0..8)
        ) {
            let mut postings: Postings<u32> = Postings::default();
            let mut model: BTreeMap<u32, std::collections::BTreeSet<u32>> = BTreeMap::new();
            for batch in batches {
                let before = postings.clone();
                let shown: Vec<(u32, Vec<u32>)> = before.from(|_| false).map(|(k, v)| (*k, v.to_vec())).collect();
                postings.edit(batch.clone());
                let after: Vec<(u32, Vec<u32>)> = before.from(|_| false).map(|(k, v)| (*k, v.to_vec())).collect();
                prop_assert_eq!(shown, after, "a copy does not change");
                let mut batch = batch;
                batch.sort_unstable();
                for (key, number, add) in batch {
                    let set = model.entry(key).or_default();
                    if add { set.insert(number); } else { set.remove(&number); }
                }
                model.retain(|_, set| !set.is_empty());
                let held: Vec<(u32, Vec<u32>)> = postings.from(|_| false).map(|(k, v)| (*k, v.to_vec())).collect();
                let wanted: Vec<(u32, Vec<u32>)> = model.iter().map(|(k, v)| (*k, v.iter().copied().collect())).collect();
                prop_assert_eq!(held, wanted);
                for key in 0..400 {
                    let set: Vec<u32> = model.get(&key).map(|set| set.iter().copied().collect()).unwrap_or_default();
                    prop_assert_eq!(postings.get(&key, |k| k), set.as_slice());
                    let next = postings.from(|k| *k < key).next().map(|(k, _)| *k);
                    prop_assert_eq!(next, model.range(key..).next().map(|(k, _)| *k));
                }
            }
        }
    }

    #[test]
    fn a_copy_of_a_table_keeps_its_rows() {
        let mut table: Table<u32> = Table::default();
        table.set(200, 7);
        let copy = table.clone();
        table.set(200, 8);
        assert_eq!((copy.get(200), table.get(200), table.get(3), table.get(5000)), (Some(&7), Some(&8), None, None));
    }
}
