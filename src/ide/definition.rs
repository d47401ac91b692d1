//! The one place that something comes from.

use std::path::{Path, PathBuf};

use super::Text;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// The one place that something comes from.
#[derive(Clone, Debug)]
pub struct Target {
    /// What leads there: the name, the citation, the quotation under the cursor.
    pub origin: Span,
    /// The file, absolute.
    pub path: PathBuf,
    /// Where in `text`.
    pub span: Span,
    /// The text of the file.
    pub text: Text,
}

/// Where what stands at the byte `offset` of `note`, which lies at `path`, comes from.
pub fn definition(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Target> {
    let _ = (workspace, path, note, offset);
    None
}
