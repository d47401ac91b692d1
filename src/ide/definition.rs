//! The one place that something comes from.

use std::path::{Path, PathBuf};

use super::introduction::introduction;
use super::subject::{self, Name, Subject};
use super::{Text, verdict};
use crate::actor::Who;
use crate::article::{Article, Role};
use crate::check::Cited;
use crate::corpus::{ArticleId, Place};
use crate::note::{Locator, LocatorUnit, Note};
use crate::text::{LineIndex, Span};
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

/// Where what stands at the byte `offset` of `note`, which lies at `path`, comes from: an actor from the article that
/// introduces it, a citation from its article, a quotation from the very words.
pub fn definition(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Target> {
    match subject::at(workspace, path, note, offset)? {
        Subject::Name(Name { span, who: Who::Known(actor) | Who::Near(actor, _) }) => {
            Some(target(workspace, span, introduction(workspace, actor)?))
        }
        Subject::Name(_) => None,
        Subject::Citation(index, cited) => {
            let citation = note.citations.get(index)?;
            let Cited::Article(article) = cited else { return None };
            let place = located(workspace, article, citation.locator.as_ref());
            Some(target(workspace, citation.span, place))
        }
        Subject::Quotation(index) => {
            let place = verdict::of(workspace, path, note, index)?.source?;
            Some(target(workspace, note.quotations.get(index)?.inner, place))
        }
    }
}

/// A place in an article as what `origin` leads to.
pub(super) fn target(workspace: &Workspace, origin: Span, place: Place) -> Target {
    let entry = workspace.corpus.article(place.article);
    // A source without a file is nowhere but in its bibliography.
    if let Some((library, span)) = entry.in_bibliography() {
        return Target { origin, path: entry.path.clone(), span, text: Text::Note(library.text.clone()) };
    }
    Target { origin, path: entry.opens(), span: place.span, text: Text::Article(entry.article()) }
}

/// Where a citation points: the page, paragraph or line of its locator, else the title, else the beginning.
fn located(workspace: &Workspace, id: ArticleId, locator: Option<&Locator>) -> Place {
    let article = workspace.corpus.article(id).article();
    let span = locator.and_then(|locator| place_of(&article, locator));
    let title = || article.blocks.iter().find(|block| block.role == Role::Title);
    let span = span.or_else(|| title().map(|block| article.prose.source(block.span)));
    Place { article: id, span: span.unwrap_or_default() }
}

/// The page, paragraph or line that a locator names, where the article has it.
pub(super) fn place_of(article: &Article, locator: &Locator) -> Option<Span> {
    if locator.unit == LocatorUnit::Page {
        return page_of(article, &locator.from);
    }
    let number: u32 = locator.from.parse().ok()?;
    match locator.unit {
        LocatorUnit::Paragraph => {
            let block = article.blocks.iter().find(|block| block.paragraph == Some(number))?;
            Some(article.prose.source(block.span))
        }
        LocatorUnit::Line => {
            let lines = LineIndex::new(&article.source);
            let line = (number as usize).checked_sub(1).filter(|line| *line < lines.count())?;
            Some(lines.line(line, &article.source))
        }
        LocatorUnit::Page | LocatorUnit::Other => None,
    }
}

/// The first text of a page.
fn page_of(article: &Article, label: &str) -> Option<Span> {
    let at = article.pages.iter().position(|page| page.label.eq_ignore_ascii_case(label))?;
    let start = article.pages.get(at)?.start as usize;
    let next = article.pages.get(at + 1).map_or(article.source.len(), |page| page.start as usize);
    // Behind the line with the page's mark.
    let from = start + article.source.get(start..next)?.find('\n')?;
    let text = article.source.get(from..next)?;
    let lead = text.len() - text.trim_start_matches(['\n', '#', ' ']).len();
    let end = text.get(lead..)?.find('\n').map_or(next, |length| from + lead + length);
    Some(Span::new(from + lead, end))
}
