//! Whether two names may be one person's: spelling, transliteration, initials, particles.
//!
//! A name is cut into tokens ([`tokens`]), each token folded to phonemes ([`phonemes`]), tokens are compared by a
//! weighted edit distance ([`distance`]), and names by aligning their tokens ([`person`]).

pub mod distance;
pub mod person;
pub mod phonemes;
pub mod tokens;
pub mod typo;

pub use person::{Likeness, PersonName};
