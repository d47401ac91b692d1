//! Reported speech: who says the words that stand in quotation marks.

mod around;
mod called;
mod clause;
mod credit;
mod speaker;
mod subject;
mod verbs;

pub use clause::sentence_ends;
pub use credit::{Credit, credit, is_one_speech};
pub use speaker::{Scene, Speaker};
pub use verbs::is_reporting_verb;

use crate::text::Span;

/// A name in a text, and who is meant by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// Who is meant: a number of the caller's.
    pub who: u32,
    /// Whether that is a human being.
    pub person: bool,
}
