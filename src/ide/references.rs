//! Every place that speaks of an actor or cites an article.

use std::path::{Path, PathBuf};

use super::Text;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Location {
    /// The file, absolute.
    pub path: PathBuf,
    /// Where in `text`.
    pub span: Span,
    /// The text of the file.
    pub text: Text,
}

/// Every mention of the actor, or every citation of the article, that stands at the byte `offset` of `note`, which
/// lies at `path`. Articles first, in the order of their paths.
pub fn references(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Vec<Location> {
    let _ = (workspace, path, note, offset);
    Vec::new()
}
