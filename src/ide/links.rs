//! The citations of a note that lead to an article.

use std::path::{Path, PathBuf};

use super::shown;
use crate::check::{Cited, citations};
use crate::note::{Note, Target};
use crate::text::Span;
use crate::workspace::Workspace;

/// A citation that opens its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The citation in the note.
    pub span: Span,
    /// The file it opens: absolute.
    pub path: PathBuf,
    /// Author, date and title, as plain text.
    pub tooltip: String,
}

/// The keys of `note`, which lies at `path`, that open an article. Markdown links and addresses are left to the editor,
/// which opens them already.
pub fn links(workspace: &Workspace, path: &Path, note: &Note) -> Vec<Link> {
    let cited = note.citations.iter().zip(citations(workspace, path, note));
    let keys =
        cited.filter(|(citation, _)| !matches!(citation.target, Target::Path(_) | Target::Url(_) | Target::Ibid));
    keys.filter_map(|(citation, cited)| {
        let Cited::Article(id) = cited else { return None };
        let entry = workspace.corpus.article(id);
        let metadata = &entry.article().metadata;
        let date = metadata.published.map(|date| format!(", {date}")).unwrap_or_default();
        let title = metadata.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
        let tooltip = format!("{}{date}{title}", shown::article(entry));
        Some(Link { span: citation.span, path: entry.opens(), tooltip })
    })
    .collect()
}
