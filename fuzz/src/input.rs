//! Any bytes as what a target needs.

use std::borrow::Cow;
use std::sync::Once;

/// The byte between two sections: one that no UTF-8 has, so that seeds stay legible.
const BETWEEN: u8 = 0xFF;

/// The parts between separators.
pub fn sections(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.split(|&byte| byte == BETWEEN)
}

/// These parts as one input.
pub fn joined(sections: &[&[u8]]) -> Vec<u8> {
    sections.join(&BETWEEN)
}

/// A first byte that chooses, and the rest.
pub fn choice(data: &[u8]) -> (usize, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (usize::from(*first), rest))
}

/// Bytes as text, what is no text replaced.
pub fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Numbers that come of bytes in order, zeros behind the last.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> usize {
        let (first, rest) = choice(self.0);
        self.0 = rest;
        first
    }

    /// A number from two bytes.
    pub fn wide(&mut self) -> usize {
        self.byte() << 8 | self.byte()
    }

    /// The next `count` bytes, or as many as there are.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Lets panics of libraries unwind, where ibid catches them and goes on: the fuzzer would take any for the end.
pub fn forgive_libraries() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|location| location.file().contains("/registry/")) {
                hook(panic);
            }
        }));
    });
}
