//! What is worked out of all articles together and kept up to date, handed from snapshot to snapshot.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::declared::Corrections;
use super::sentences::Sentences;
use crate::actor::Resolver;

/// What the snapshots of one corpus share while it grows. It knows the articles of one of them: the one that was made last.
#[derive(Debug, Default)]
pub struct Grown(Mutex<Growing>);

/// What is kept up to date.
#[derive(Debug, Default)]
pub(super) struct Growing {
    pub(super) resolver: Resolver,
    /// Worked out when the first of these articles changes: whoever only reads the corpus once need not hold them.
    pub(super) sentences: Option<Sentences>,
    pub(super) corrections: Corrections,
    /// Which snapshot's articles these are: no two have one number, and none has 0.
    state: u64,
}

impl Grown {
    /// What is kept up to date, whichever snapshot's it is.
    pub(super) fn lock(&self) -> MutexGuard<'_, Growing> {
        // What failed half-way is no basis for anything: it begins again.
        if self.0.is_poisoned() {
            let mut growing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            *growing = Growing { state: growing.state + 1, ..Growing::default() };
            self.0.clear_poison();
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Growing {
    /// Whether these are the articles of the snapshot with this number.
    pub(super) fn is_of(&self, state: u64) -> bool {
        state != 0 && self.state == state
    }

    /// The number of the next snapshot, whose articles these are from now on.
    pub(super) fn next(&mut self) -> u64 {
        self.state += 1;
        self.state
    }
}
