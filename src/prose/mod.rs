//! What articles and notes share: names, quotation marks, reported speech, figures, and how words are matched.

pub mod figures;
pub mod kind;
pub mod language;
pub mod marks;
pub mod matching;
pub mod names;
pub mod speech;
pub mod states;

pub use kind::Kind;
