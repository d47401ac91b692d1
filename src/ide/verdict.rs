//! The verdict on one quotation, for features that ask about it alone.

use std::path::Path;

use crate::check::{self, QuoteVerdict};
use crate::note::Note;
use crate::workspace::Workspace;

/// The verdict on the quotation number `index` of `note`, which lies at `path`; `None` where it is no quotation.
pub fn of(workspace: &Workspace, path: &Path, note: &Note, index: usize) -> Option<QuoteVerdict> {
    check::verdict_on(workspace, path, note, index)
}
