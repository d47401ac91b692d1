//! Where something was found last, so that it is not looked up by its text again.

use std::sync::atomic::{AtomicU64, Ordering};

/// A place in a table whose places are given anew when they are free: believed only while it is the same thing's.
#[derive(Debug)]
pub(super) struct Remembered(AtomicU64);

impl Default for Remembered {
    fn default() -> Remembered {
        Remembered(AtomicU64::new(u64::MAX))
    }
}

impl Remembered {
    /// The place, if it has not changed hands; `hands` says how often each place has.
    pub(super) fn get(&self, hands: &[u32]) -> Option<u32> {
        let known = self.0.load(Ordering::Relaxed);
        let (hand, place) = ((known >> 32) as u32, known as u32);
        (hands.get(place as usize) == Some(&hand)).then_some(place)
    }

    /// Remembers the place.
    pub(super) fn set(&self, place: u32, hands: &[u32]) {
        if let Some(&hand) = hands.get(place as usize) {
            self.0.store(u64::from(hand) << 32 | u64::from(place), Ordering::Relaxed);
        }
    }
}
