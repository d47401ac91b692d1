//! What was read and is not on disk yet.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tables::Values;
use crate::corpus::ContentHash;
use crate::corpus::index::Document;

/// What was read and is in no tables yet.
#[derive(Default)]
pub(super) struct Waiting {
    /// In no index either.
    pub(super) records: FxHashMap<ContentHash, Arc<Packed>>,
    /// How much room these take, but for those that are being written.
    pub(super) bytes: usize,
    /// Their texts are in the index.
    pub(super) values: FxHashMap<ContentHash, Arc<Values>>,
    /// Those of them that no file had when the tables were last written: files that were being read meanwhile may have them.
    spared: FxHashSet<ContentHash>,
}

/// A record as it will be written: a few pieces of memory where the record takes hundreds.
pub(super) struct Packed {
    pub(super) document: Document,
    pub(super) values: Arc<Values>,
}

impl Waiting {
    /// What is to be written of the record with this hash into the tables.
    pub(super) fn of(&self, hash: &ContentHash) -> Option<&Arc<Values>> {
        self.records.get(hash).map(|packed| &packed.values).or_else(|| self.values.get(hash))
    }

    /// Takes a record in. How much waits then, in bytes.
    pub(super) fn put(&mut self, hash: ContentHash, packed: Packed) -> usize {
        self.bytes += packed.bytes();
        if let Some(same) = self.records.insert(hash, Arc::new(packed)) {
            // It counts for nothing any more while it is being written.
            self.bytes = self.bytes.saturating_sub(same.bytes());
        }
        self.bytes
    }

    /// The texts of `written` are in the index.
    pub(super) fn move_on(&mut self, written: &[(ContentHash, Arc<Packed>)]) {
        for (hash, packed) in written {
            self.records.remove(hash);
            self.values.insert(*hash, packed.values.clone());
        }
        self.bytes = self.records.values().map(|packed| packed.bytes()).sum();
    }

    /// Forgets of `written` what is in the tables now, as it is `live`, and what was spared before and nobody needs.
    pub(super) fn forget_written(&mut self, written: &FxHashMap<ContentHash, Arc<Values>>, live: &[ContentHash]) {
        let is_live = |hash: &ContentHash| live.binary_search(hash).is_ok();
        let before = std::mem::take(&mut self.spared);
        self.values.retain(|hash, _| !written.contains_key(hash) || !is_live(hash) && !before.contains(hash));
        self.spared = self.values.keys().filter(|hash| written.contains_key(*hash)).copied().collect();
    }
}

impl Packed {
    fn bytes(&self) -> usize {
        self.document.bytes() + self.values.digest.len() + self.values.reading.len()
    }
}
