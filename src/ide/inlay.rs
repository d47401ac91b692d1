//! Words shown behind others, where the analyst asks for them.

use std::collections::HashSet;
use std::path::Path;

use super::{shown, subject};
use crate::actor::Who;
use crate::check::{Cited, citations};
use crate::note::{Note, Target};
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::Workspace;

/// Which hints are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// The preferred name behind a bare surname or an acronym, once a block.
    pub names: bool,
    /// Author and year behind a citation key.
    pub keys: bool,
}

/// Words to show behind a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the note behind which they are shown.
    pub offset: usize,
    /// Plain text.
    pub label: String,
}

/// The hints inside `within`, a span of `note`, which lies at `path`; in order.
pub fn hints(workspace: &Workspace, path: &Path, note: &Note, within: Span, wanted: Wanted) -> Vec<Hint> {
    let mut hints = Vec::new();
    if wanted.names {
        hints.extend(names(workspace, note, within));
    }
    if wanted.keys {
        hints.extend(keys(workspace, path, note, within));
    }
    hints.sort_by_key(|hint| hint.offset);
    hints
}

fn names(workspace: &Workspace, note: &Note, within: Span) -> Vec<Hint> {
    let mut told = HashSet::new();
    let named = subject::names(workspace, note).into_iter().filter_map(|name| {
        let Who::Known(actor) = name.who else { return None };
        let block = note.blocks.iter().position(|block| block.span.touches(name.span.start()));
        let who = workspace.corpus.actor(actor)?;
        let written = name.span.of(&note.text);
        // A name in full says itself who is meant, and so does every later one of its block.
        let is_short = who.kind != Kind::State && written.chars().count() < who.name.chars().count();
        let is_first = told.insert((block, actor));
        let is_news = is_short && is_first && within.touches(name.span.end());
        is_news.then(|| Hint { offset: name.span.end(), label: who.name.clone() })
    });
    named.collect()
}

fn keys(workspace: &Workspace, path: &Path, note: &Note, within: Span) -> Vec<Hint> {
    let cited = note.citations.iter().zip(citations(workspace, path, note));
    cited
        .filter(|(citation, _)| within.touches(citation.span.end()))
        .filter(|(citation, _)| matches!(citation.target, Target::Key(_) | Target::Bare(_)))
        .filter_map(|(citation, cited)| {
            let Cited::Article(id) = cited else { return None };
            let entry = workspace.corpus.article(id);
            let year = entry.article().metadata.published.map(|date| format!(" {}", date.year)).unwrap_or_default();
            Some(Hint { offset: citation.span.end(), label: format!("{}{year}", shown::article(entry)) })
        })
        .collect()
}
