//! What is known of the actor, the citation or the quotation under the cursor.

use std::path::Path;

use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// What is known of something in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is known of: the name, the citation, the quotation.
    pub span: Span,
    /// At most [`LIMIT`] bytes of Markdown in which nothing of an article or note is live.
    pub markdown: String,
}

/// The longest hover, in bytes.
pub const LIMIT: usize = 8 * 1024;

/// What is known of what stands at the byte `offset` of `note`, which lies at `path`.
pub fn hover(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Hover> {
    let _ = (workspace, path, note, offset);
    None
}
