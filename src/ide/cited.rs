//! The articles that a note cites.

use std::path::Path;

use crate::check::{Cited, citations};
use crate::corpus::ArticleId;
use crate::note::Note;
use crate::workspace::Workspace;

/// The articles that `note` cites, each once: first those cited in the block at `offset`, then the others, in the
/// order of the note.
pub fn articles(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Vec<ArticleId> {
    let here = note.blocks.iter().position(|block| block.span.touches(offset));
    let cited = note.citations.iter().zip(citations(workspace, path, note));
    let (near, far): (Vec<_>, Vec<_>) = cited.partition(|(citation, _)| Some(citation.block) == here);
    let mut articles = Vec::new();
    for (_, cited) in near.into_iter().chain(far) {
        if let Cited::Article(article) = cited
            && !articles.contains(&article)
        {
            articles.push(article);
        }
    }
    articles
}
