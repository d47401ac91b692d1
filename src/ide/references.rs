//! Every place that speaks of an actor or cites an article.

use std::path::{Path, PathBuf};

use super::Text;
use super::subject::{self, Name, Subject};
use crate::actor::{ActorId, Who};
use crate::check::{Cited, check, citations};
use crate::corpus::ArticleId;
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
/// lies at `path`: mentions in articles first, in the order of their paths.
pub fn references(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Vec<Location> {
    match subject::at(workspace, path, note, offset) {
        Some(Subject::Name(Name { who: Who::Known(actor), .. })) => to_actor(workspace, actor, Some((path, note))),
        Some(Subject::Citation(_, Cited::Article(article))) => to_article(workspace, article, path, note),
        _ => Vec::new(),
    }
}

/// Every mention of `actor`, in articles and notes; `open` is a note as its editor has it.
pub(super) fn to_actor(workspace: &Workspace, actor: ActorId, open: Option<(&Path, &Note)>) -> Vec<Location> {
    let mentions = workspace.corpus.mentions(actor).into_iter();
    let in_articles = mentions.map(|place| {
        let entry = workspace.corpus.article(place.article);
        Location { path: entry.opens(), span: place.span, text: Text::Article(entry.article()) }
    });
    let mut locations: Vec<Location> = in_articles.collect();
    for (path, note) in notes(workspace, open) {
        let mine = subject::names(workspace, note).into_iter().filter(|name| name.who == Who::Known(actor));
        locations.extend(mine.map(|name| in_note(path, note, name.span)));
    }
    locations
}

/// Every citation of `article` in the notes.
fn to_article(workspace: &Workspace, article: ArticleId, path: &Path, note: &Note) -> Vec<Location> {
    let mut locations = Vec::new();
    for (path, note) in notes(workspace, Some((path, note))) {
        let cited = note.citations.iter().zip(citations(workspace, path, note));
        let same = cited.filter(|(_, cited)| *cited == Cited::Article(article));
        locations.extend(same.map(|(citation, _)| in_note(path, note, citation.span)));
    }
    locations
}

/// The quotations of the notes that stand at the byte `offset` of an article's source.
pub(super) fn to_passage(workspace: &Workspace, article: ArticleId, offset: usize) -> Vec<Location> {
    let mut locations = Vec::new();
    for (path, note) in notes(workspace, None) {
        if !citations(workspace, path, note).contains(&Cited::Article(article)) {
            continue;
        }
        for verdict in check(workspace, path, note).quotes {
            let here = verdict.source.is_some_and(|place| place.article == article && place.span.touches(offset));
            let quotation = note.quotations.get(verdict.quotation).filter(|_| here);
            locations.extend(quotation.map(|quotation| in_note(path, note, quotation.inner)));
        }
    }
    locations
}

/// All notes in the order of their paths, `open` in the place of its file.
fn notes<'a>(workspace: &'a Workspace, open: Option<(&'a Path, &'a Note)>) -> Vec<(&'a Path, &'a Note)> {
    let others = workspace.notes.iter().map(|(path, note)| (path.as_ref(), note.as_ref()));
    let mut notes: Vec<(&Path, &Note)> =
        others.filter(|(path, _)| open.is_none_or(|(open, _)| open != *path)).collect();
    notes.extend(open);
    notes.sort_by_key(|(path, _)| *path);
    notes
}

fn in_note(path: &Path, note: &Note, span: Span) -> Location {
    Location { path: path.to_path_buf(), span, text: Text::Note(note.text.clone()) }
}
