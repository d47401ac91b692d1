//! What stands under the cursor.

use std::path::Path;

use crate::actor::{ActorId, Who};
use crate::check::{Cited, citations};
use crate::corpus::ArticleId;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// What stands under the cursor in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A name.
    Name(Name),
    /// This one of [`Note::citations`], and what it points at.
    Citation(usize, Cited),
    /// This one of [`Note::quotations`].
    Quotation(usize),
}

/// A name in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands in the note.
    pub span: Span,
    /// Who is meant.
    pub who: Who,
}

/// What stands at the byte `offset` of `note`, which lies at `path`: the innermost, so that the name of somebody known
/// inside a quotation is the name. Links and handles that lead to no article are ordinary words.
pub fn at(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Subject> {
    if let Some(index) = citation_at(note, offset) {
        let cited = citations(workspace, path, note).into_iter().nth(index)?;
        if !matches!(cited, Cited::Outside | Cited::Nothing) {
            return Some(Subject::Citation(index, cited));
        }
    }
    let known = names(workspace, note).into_iter().filter(|name| !matches!(name.who, Who::Unknown(_))).collect();
    if let Some(name) = touched(known, offset, |name: &Name| name.span) {
        return Some(Subject::Name(name));
    }
    quotation_at(note, offset).map(Subject::Quotation)
}

/// The quotation around the byte `offset`, the innermost where one stands in another.
pub fn quotation_at(note: &Note, offset: usize) -> Option<usize> {
    let around = note.quotations.iter().enumerate().filter(|(_, quotation)| quotation.outer.touches(offset));
    around.min_by_key(|(_, quotation)| quotation.outer.len()).map(|(index, _)| index)
}

/// The names in `note`, in order.
pub fn names(workspace: &Workspace, note: &Note) -> Vec<Name> {
    let blocks: Vec<_> = note.blocks.iter().map(|block| &block.prose).collect();
    let found = workspace.corpus.recognise(&blocks);
    let mut names = Vec::new();
    for (prose, found) in blocks.into_iter().zip(found.iter()) {
        names.extend(found.iter().map(|name| Name { span: prose.source(name.span), who: name.who.clone() }));
    }
    names
}

/// The actor named at the byte `offset` of an article's source.
pub fn in_article(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<(Span, ActorId)> {
    touched(workspace.corpus.mentions_in(article), offset, |(span, _)| *span)
}

/// The citation at `offset`: its key or link, its locator, else the last one before `offset` in its brackets.
fn citation_at(note: &Note, offset: usize) -> Option<usize> {
    let citations = || note.citations.iter().enumerate();
    let exact = citations().find(|(_, citation)| citation.span.contains(offset)).or_else(|| {
        citations().find(|(_, citation)| {
            citation.span.touches(offset) || citation.locator.as_ref().is_some_and(|place| place.span.touches(offset))
        })
    });
    let in_group = || {
        let group = || citations().filter(|(_, citation)| citation.group.contains(offset));
        group().rfind(|(_, citation)| citation.span.start() <= offset).or_else(|| group().next())
    };
    exact.or_else(in_group).map(|(index, _)| index)
}

/// The item that holds the byte at `offset`, else the one that ends there.
fn touched<T>(items: Vec<T>, offset: usize, span: impl Fn(&T) -> Span) -> Option<T> {
    let at = items.iter().position(|item| span(item).contains(offset));
    let at = at.or_else(|| items.iter().position(|item| span(item).touches(offset)))?;
    items.into_iter().nth(at)
}
