//! A snapshot as it is written beside the index, and as it is found again: nothing is worked out anew, and what is not asked
//! for is not read.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::build::{Snapshot, sorted};
use super::duplicates::Duplicates;
use super::entries::{Entries, KeptEntries};
use super::keys::{KeptKeys, Keys};
use super::names::{KeptNames, Names};
use super::slots::Slot;
use super::{Aliases, Archive, Basis, Bibliography, Corpus, Unread};
use crate::actor::{Actors, KeptActors};
use crate::article::PublicationDate;
use crate::kept::{Sink, Store};

/// Where the parts of a written snapshot are.
#[derive(Debug, Serialize, Deserialize)]
struct KeptSnapshot {
    basis: Basis,
    aliases: Vec<Aliases>,
    bibliographies: Vec<KeptBibliography>,
    entries: KeptEntries,
    files: u32,
    dates: Vec<Option<PublicationDate>>,
    listed: Vec<Unread>,
    problems: Vec<Unread>,
    sources: Vec<u32>,
    of_source: Vec<Slot>,
    duplicates: Duplicates,
    keys: KeptKeys,
    names: KeptNames,
    actors: KeptActors,
}

/// A bibliography that a snapshot was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBibliography {
    /// The file, absolute.
    #[serde(with = "crate::kept::path")]
    pub path: PathBuf,
    /// [`Bibliography::everywhere`].
    pub everywhere: bool,
    /// [`Bibliography::hash`].
    pub hash: [u8; 32],
}

/// A written snapshot, found again.
#[derive(Debug)]
pub struct KeptCorpus {
    store: Store,
    snapshot: KeptSnapshot,
    archive: Arc<Archive>,
}

impl KeptCorpus {
    /// The snapshot that was last written beside the index of `archive`; `None` where there is none, or it is damaged.
    pub fn of(archive: &Arc<Archive>) -> Option<KeptCorpus> {
        let store = archive.image()?;
        let snapshot = store.get(store.last()?)?;
        Some(KeptCorpus { store, snapshot, archive: archive.clone() })
    }

    /// What it was made of.
    pub fn basis(&self) -> Basis {
        self.snapshot.basis
    }

    /// What notes say of actors in it.
    pub fn aliases(&self) -> &[Aliases] {
        &self.snapshot.aliases
    }

    /// The bibliographies that it was made of.
    pub fn bibliographies(&self) -> &[KeptBibliography] {
        &self.snapshot.bibliographies
    }

    /// The snapshot, with the bibliographies that it was made of in the same order.
    pub fn open(self, bibliographies: Arc<Vec<Bibliography>>) -> Corpus {
        let KeptCorpus { store, snapshot: kept, archive } = self;
        let snapshot = Snapshot {
            entries: Entries::kept(&store, kept.entries, archive.clone(), bibliographies),
            files: kept.files as usize,
            dates: kept.dates,
            unread: sorted(&kept.listed, &kept.problems),
            listed: kept.listed,
            problems: kept.problems,
            archive: Some(archive),
            kept: Some(store.clone()),
            actors: Actors::kept(&store, kept.actors),
            sources: kept.sources,
            of_source: kept.of_source,
            duplicates: Arc::new(kept.duplicates),
            keys: Keys::kept(&store, kept.keys),
            names: Names::kept(&store, kept.names),
            ..Snapshot::default()
        };
        Corpus { inner: Arc::new(snapshot) }
    }
}

impl Corpus {
    /// Whether all that it answers from is as it was written, where it was, as far as that is known. What lies beside the index is read
    /// for that.
    pub fn is_whole(&self) -> bool {
        !self.inner.entries.has_lost() && self.inner.kept.as_ref().is_none_or(Store::is_whole)
    }

    /// Whether it answers from what lies beside the index, and has nothing in memory but what was asked for.
    pub fn is_at_rest(&self) -> bool {
        self.inner.kept.is_some() && !self.inner.is_changed
    }

    /// As [`Corpus::write`], where none was written a moment ago.
    ///
    /// # Errors
    /// As [`Corpus::write`].
    pub fn keep(&self, basis: Basis, aliases: &[Aliases], bibliographies: &[Bibliography]) -> io::Result<()> {
        match self.archive().is_some_and(|archive| archive.is_time_for_image()) {
            true => self.write(basis, aliases, bibliographies),
            false => Ok(()),
        }
    }

    /// Writes the snapshot, which was made of `basis`, these aliases and these bibliographies, beside the index, which has all its records.
    /// Nothing is written where there is no index, where it is there already, or where a note brings references of its own.
    ///
    /// # Errors
    /// What the system says; what was there before is whole.
    pub fn write(&self, basis: Basis, aliases: &[Aliases], bibliographies: &[Bibliography]) -> io::Result<()> {
        let Some(archive) = self.archive() else { return Ok(()) };
        if self.is_at_rest() || self.inner.is_foreseen || bibliographies.iter().any(|file| file.stamp.is_none()) {
            return Ok(());
        }
        if KeptCorpus::of(archive).is_some_and(|kept| kept.basis() == basis && kept.store.is_whole()) {
            return Ok(());
        }
        archive.write_image(|sink| {
            let kept = self.inner.write(bibliographies, sink)?;
            sink.put(&KeptSnapshot { basis, aliases: aliases.to_vec(), ..kept })
        })
    }
}

impl Snapshot {
    fn write(&self, bibliographies: &[Bibliography], sink: &mut Sink<'_>) -> io::Result<KeptSnapshot> {
        let kept = |file: &Bibliography| KeptBibliography {
            path: file.path.clone(),
            everywhere: file.everywhere,
            hash: file.hash,
        };
        let slots = self.entries.slots();
        // Every slot of an article is in the tables.
        let in_table = |slot: Slot| slot.0 as usize;
        Ok(KeptSnapshot {
            basis: Basis::default(),
            aliases: Vec::new(),
            bibliographies: bibliographies.iter().map(kept).collect(),
            entries: self.entries.write(bibliographies, sink)?,
            files: u32::try_from(self.files).map_err(io::Error::other)?,
            dates: slots.iter().map(|(_, slot)| self.dates.get(in_table(slot)).copied().flatten()).collect(),
            problems: self.problems.clone(),
            listed: self.listed.clone(),
            of_source: self.of_source.iter().map(|&slot| slots.id(slot).map_or(Slot(0), |id| Slot(id.0))).collect(),
            sources: slots.iter().filter_map(|(_, slot)| self.sources.get(in_table(slot)).copied()).collect(),
            duplicates: self.duplicates.numbered(slots),
            keys: self.keys.write(&self.entries, sink)?,
            names: self.names.write(slots, sink)?,
            actors: self.actors.write(sink)?,
        })
    }
}
