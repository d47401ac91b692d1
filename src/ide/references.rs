//! Every place that speaks of an actor or cites an article.

use std::path::{Path, PathBuf};

use super::Text;
use super::subject::{self, Name, Subject};
use crate::actor::{ActorId, Mention, Who};
use crate::check::{Cited, QuoteVerdict, citations, verdicts_unless};
use crate::corpus::threads::each;
use crate::corpus::{ArticleId, Mentioned};
use crate::note::Note;
use crate::text::{LinePlace, Span};
use crate::workspace::{Stop, Workspace};

/// How many articles are fetched before what was found in them is handed over.
const AT_ONCE: usize = 64;

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Location {
    /// The file, absolute.
    pub path: PathBuf,
    /// Where in its text.
    pub span: Span,
    /// The same as lines and columns.
    pub columns: Columns,
}

/// How lines and columns of a place are known.
#[derive(Clone, Debug)]
pub enum Columns {
    /// They have to be counted in this text of the file.
    In(Text),
    /// They were counted when the article was read: where the place begins, and where it ends.
    Counted([LinePlace; 2]),
}

/// Every mention of the actor, or every citation of the article, that stands at the byte `offset` of `note`, which
/// lies at `path`: mentions in articles first, in the order of their paths.
pub fn references(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Vec<Location> {
    let mut all = Vec::new();
    each_reference(workspace, path, note, offset, &mut Search::new(&Stop::default(), &mut |places| all.extend(places)));
    all
}

/// As [`references`], file by file.
pub fn each_reference(workspace: &Workspace, path: &Path, note: &Note, offset: usize, search: &mut Search<'_>) {
    match subject::at(workspace, path, note, offset) {
        Some(Subject::Name(Name { who: Who::Known(actor), .. })) => {
            to_actor(workspace, actor, Some((path, note)), search);
        }
        Some(Subject::Citation(_, Cited::Article(article))) => to_article(workspace, article, path, note, search),
        _ => {}
    }
}

/// A search that hands over what it finds as it goes, and ends where it is given up.
pub struct Search<'a> {
    stop: &'a Stop,
    found: &'a mut dyn FnMut(Vec<Location>),
}

impl<'a> Search<'a> {
    /// `found` is handed the places of one file after the other, never none.
    pub fn new(stop: &'a Stop, found: &'a mut dyn FnMut(Vec<Location>)) -> Search<'a> {
        Search { stop, found }
    }

    fn found(&mut self, places: Vec<Location>) {
        if !places.is_empty() {
            (self.found)(places);
        }
    }
}

/// Every mention of `actor`, in articles and notes; `open` is a note as its editor has it.
pub(super) fn to_actor(workspace: &Workspace, actor: ActorId, open: Option<(&Path, &Note)>, search: &mut Search<'_>) {
    let appearances = workspace.corpus.appearances(actor);
    let articles: Vec<&[(ArticleId, u32)]> = appearances.chunk_by(|one, next| one.0 == next.0).collect();
    // Few at first, so that the first are there at once.
    let (mut left, mut many) = (articles.as_slice(), 2);
    while !left.is_empty() {
        if search.stop.is_asked() {
            return;
        }
        let (some, rest) = left.split_at(left.len().min(many));
        each(some, |locals| in_article(workspace, locals)).into_iter().for_each(|places| search.found(places));
        (left, many) = (rest, (many * 2).min(AT_ONCE));
    }
    for (path, note) in notes(workspace, open) {
        if search.stop.is_asked() {
            return;
        }
        let mine = subject::names(workspace, note).into_iter().filter(|name| name.who == Who::Known(actor));
        search.found(mine.map(|name| in_note(path, note, name.span)).collect());
    }
}

/// The mentions of one article.
fn in_article(workspace: &Workspace, locals: &[(ArticleId, u32)]) -> Vec<Location> {
    let mentioned = locals.first().and_then(|&(article, _)| workspace.corpus.mentioned(article, locals));
    let Some(Mentioned { path, mentions }) = mentioned else { return Vec::new() };
    let place = |mention: &Mention| Location {
        path: path.clone(),
        span: mention.span,
        columns: Columns::Counted(mention.lines),
    };
    mentions.iter().map(place).collect()
}

/// Every citation of `article` in the notes.
fn to_article(workspace: &Workspace, article: ArticleId, path: &Path, note: &Note, search: &mut Search<'_>) {
    for (path, note) in notes(workspace, Some((path, note))) {
        if search.stop.is_asked() {
            return;
        }
        let cited = note.citations.iter().zip(citations(workspace, path, note));
        let same = cited.filter(|(_, cited)| *cited == Cited::Article(article));
        search.found(same.map(|(citation, _)| in_note(path, note, citation.span)).collect());
    }
}

/// The quotations of the notes that stand at the byte `offset` of an article's source.
pub(super) fn to_passage(workspace: &Workspace, article: ArticleId, offset: usize, search: &mut Search<'_>) {
    for (path, note) in notes(workspace, None) {
        if !citations(workspace, path, note).contains(&Cited::Article(article)) {
            continue;
        }
        let Some(verdicts) = verdicts_unless(search.stop, workspace, path, note) else { return };
        let here = |verdict: &QuoteVerdict| {
            verdict.source.is_some_and(|place| place.article == article && place.span.touches(offset))
        };
        let quoted = verdicts.iter().filter(|verdict| here(verdict));
        let quotations = quoted.filter_map(|verdict| note.quotations.get(verdict.quotation));
        search.found(quotations.map(|quotation| in_note(path, note, quotation.inner)).collect());
    }
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
    Location { path: path.to_path_buf(), span, columns: Columns::In(Text::Note(note.text.clone())) }
}
