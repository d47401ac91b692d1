//! From names of any kind to articles: by path, file name, address, key.
//!
//! A name is looked up by 64 bits of its BLAKE3 hash, so that a table is as small as it can be and the same in memory and on
//! disk. That two of a million names share them happens once in forty million tables; nobody can choose a name that shares
//! them with a given other.

use std::io;

use super::ArticleId;
use crate::kept::{Lazy, Place, Sink, Store};

/// Articles by their names; of one name in the order in which they were given.
#[derive(Debug)]
pub struct Lookup(Lazy<Vec<(u64, ArticleId)>>);

impl Default for Lookup {
    fn default() -> Lookup {
        Lookup::new(Vec::new())
    }
}

impl Lookup {
    /// A table of these.
    pub(super) fn new(mut pairs: Vec<(u64, ArticleId)>) -> Lookup {
        pairs.sort_by_key(|(name, _)| *name);
        pairs.shrink_to_fit();
        Lookup(Lazy::from(pairs))
    }

    /// A table of these, of which only the first of each name counts.
    pub(super) fn of_first(pairs: impl Iterator<Item = (u64, ArticleId)>) -> Lookup {
        let mut pairs: Vec<(u64, ArticleId)> = pairs.collect();
        pairs.sort_by_key(|(name, _)| *name);
        pairs.dedup_by_key(|(name, _)| *name);
        Lookup::new(pairs)
    }

    /// The table that was written to `place`.
    pub(super) fn kept(store: &Store, place: Place) -> Lookup {
        Lookup(Lazy::kept(store, place))
    }

    /// Writes the table.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, sink: &mut Sink<'_>) -> io::Result<Place> {
        self.0.write(sink)
    }

    /// The first article with this [`name`].
    pub(super) fn first(&self, name: u64) -> Option<ArticleId> {
        self.all(name).next()
    }

    /// All articles with this [`name`].
    pub(super) fn all(&self, name: u64) -> impl Iterator<Item = ArticleId> {
        let pairs = self.0.get().map_or(&[][..], Vec::as_slice);
        let first = pairs.partition_point(|(other, _)| *other < name);
        let rest = pairs.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(other, _)| *other == name).map(|(_, id)| *id)
    }
}

/// What a name is looked up by.
pub fn name(name: impl AsRef<[u8]>) -> u64 {
    blake3::hash(name.as_ref()).as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_articles_of_one_name_the_first_given_comes_first() {
        let (one, two) = (name("one"), name("two"));
        let pairs = vec![(two, ArticleId(3)), (one, ArticleId(7)), (two, ArticleId(1)), (one, ArticleId(0))];
        let all = Lookup::new(pairs.clone());
        assert_eq!(all.all(two).collect::<Vec<_>>(), [ArticleId(3), ArticleId(1)]);
        assert_eq!((all.first(one), all.first(name("three"))), (Some(ArticleId(7)), None));
        let first = Lookup::of_first(pairs.into_iter());
        assert_eq!(first.all(two).collect::<Vec<_>>(), [ArticleId(3)]);
    }

    #[test]
    fn a_written_table_answers_as_before() {
        let table = Lookup::new((0..500).map(|id| (name(format!("{id}")), ArticleId(id))).collect());
        let mut bytes = Vec::new();
        let place = table.write(&mut Sink::new(&mut bytes)).unwrap();
        let kept = Lookup::kept(&Store::new(bytes), place);
        assert!((0..600).all(|id| kept.first(name(format!("{id}"))) == table.first(name(format!("{id}")))));
    }
}
