//! Reported speech: who says the words that stand in quotation marks.

pub mod verbs;

pub use verbs::is_reporting_verb;
