//! What is made of an article's text when it is first asked for, and kept while it is asked for.
//!
//! It belongs to the content and not to a snapshot: the snapshots of one corpus share it. What nobody asked for lately is
//! forgotten, so that a corpus of any size costs a bounded amount of memory.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::ContentHash;
use super::answers::Answers;
use crate::prose::figures::Statement;
use crate::prose::matching::{Haystack, Match, Sound};

/// How many bytes of text are kept ready at least, and at most twice as many and one article more. Made ready a text takes
/// about seven times as many bytes of memory.
const KEPT: usize = 4 << 20;

/// How many places of quotations are remembered at least, in all articles together: those of some notes of many quotations,
/// each looked for in a dozen articles. Counted for each article by itself they would be without a bound that matters: whoever
/// writes a quotation asks anew with every letter.
const PLACES: usize = 4096;

/// What is made of the articles asked about lately.
#[derive(Debug, Default)]
pub struct Ready {
    generations: Mutex<[Generation; 2]>,
    /// Where words stand in an article as they are, and where nearly, as far as it was asked lately.
    pub(super) sound: Answers<(ContentHash, String), Arc<Sound>, PLACES>,
    pub(super) near: Answers<(ContentHash, String), Option<Arc<Match>>, PLACES>,
}

/// What is made of one article's prose.
#[derive(Debug, Default)]
pub struct Derived {
    pub(super) haystack: OnceLock<Arc<Haystack>>,
    pub(super) statements: OnceLock<Arc<[Statement]>>,
    pub(super) language: OnceLock<Option<&'static str>>,
}

#[derive(Debug, Default)]
struct Generation {
    all: FxHashMap<ContentHash, Arc<Derived>>,
    bytes: usize,
}

impl Ready {
    /// What there is of the content with this hash, whose text has so many bytes; empty where it was not asked for lately.
    pub(super) fn of(&self, hash: &ContentHash, bytes: usize) -> Arc<Derived> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        if let Some(derived) = young.all.get(hash) {
            return derived.clone();
        }
        let derived = old.all.remove(hash).unwrap_or_default();
        if young.bytes >= KEPT {
            *old = std::mem::take(young);
        }
        young.bytes += bytes;
        young.all.insert(*hash, derived.clone());
        derived
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_what_is_not_goes() {
        let ready = Ready::default();
        let hash = |number: u32| {
            let mut hash = [0; 32];
            hash[..4].copy_from_slice(&number.to_le_bytes());
            hash
        };
        let first = ready.of(&hash(0), 1 << 20);
        for number in 1..40 {
            ready.of(&hash(number), 1 << 20);
            assert!(Arc::ptr_eq(&first, &ready.of(&hash(0), 1 << 20)));
        }
        let count = |ready: &Ready| -> usize {
            let generations = ready.generations.lock().unwrap_or_else(PoisonError::into_inner);
            generations.iter().map(|generation| generation.all.len()).sum()
        };
        assert!(count(&ready) <= 10);
        for number in 40..60 {
            ready.of(&hash(number), 1 << 20);
        }
        assert!(!Arc::ptr_eq(&first, &ready.of(&hash(0), 1 << 20)));
    }
}
