//! The other places of what stands under the cursor, within its own document.

use std::path::Path;

use super::subject::{self, Name, Subject};
use crate::actor::Who;
use crate::check::{Cited, citations};
use crate::corpus::ArticleId;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// Every name of the same actor, or every citation of the same article, in `note`, which lies at `path`; in order.
pub fn highlights(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Vec<Span> {
    match subject::at(workspace, path, note, offset) {
        Some(Subject::Name(Name { who: Who::Known(actor), .. })) => {
            let same = subject::names(workspace, note).into_iter().filter(|name| name.who == Who::Known(actor));
            same.map(|name| name.span).collect()
        }
        Some(Subject::Citation(_, Cited::Article(article))) => {
            let cited = note.citations.iter().zip(citations(workspace, path, note));
            let same = cited.filter(|(_, cited)| *cited == Cited::Article(article));
            same.map(|(citation, _)| citation.span).collect()
        }
        _ => Vec::new(),
    }
}

/// Every mention in `article` of the actor named at the byte `offset` of its source, in order.
pub fn in_article(workspace: &Workspace, article: ArticleId, offset: usize) -> Vec<Span> {
    let Some((_, actor)) = subject::in_article(workspace, article, offset) else { return Vec::new() };
    let mentions = workspace.corpus.mentions_in(article).into_iter();
    mentions.filter(|(_, other)| *other == actor).map(|(span, _)| span).collect()
}
