//! What is known of the actor, the citation or the quotation under the cursor.

pub mod actor;
pub mod citation;
pub mod quotation;

use std::path::Path;

use super::cited;
use super::subject::{self, Name, Subject};
use crate::actor::Who;
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

/// Of how many names in a note the cards are made ready.
const MOST_PREPARED: usize = 128;

/// Makes ready what the names in `note`, which lies at `path`, are most likely to be asked about, while it is wanted.
pub fn prepare(workspace: &Workspace, path: &Path, note: &Note, is_wanted: impl Fn() -> bool) {
    for Name { span, who } in subject::names(workspace, note).into_iter().take(MOST_PREPARED) {
        if !is_wanted() {
            return;
        }
        if let Who::Known(actor) = who {
            // It is kept where it is made.
            let _ = actor::markdown(workspace, actor, &cited::articles(workspace, path, note, span.start()));
        }
    }
}

/// What is known of what stands at the byte `offset` of `note`, which lies at `path`.
pub fn hover(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Hover> {
    match subject::at(workspace, path, note, offset)? {
        Subject::Name(Name { span, who }) => {
            let cited = cited::articles(workspace, path, note, offset);
            let mut markdown = match who {
                Who::Known(actor) => actor::markdown(workspace, actor, &cited)?,
                Who::Near(actor, form) => actor::near(workspace, actor, &form, &cited)?,
                Who::Ambiguous(actors) => actor::candidates(workspace, &actors),
                Who::Unknown(_) => return None,
            };
            // A name inside quotation marks is asked about, and so is the quotation: its verdict fits one line.
            let around = subject::quotation_at(note, offset);
            let verdict = around.and_then(|index| quotation::summary(workspace, path, note, index));
            if let Some(verdict) = verdict.filter(|verdict| markdown.len() + verdict.len() + 16 <= LIMIT) {
                markdown = format!("{markdown}\n\nThe quotation: {verdict}");
            }
            Some(Hover { span, markdown })
        }
        Subject::Citation(index, cited) => {
            let citation = note.citations.get(index)?;
            Some(Hover { span: citation.span, markdown: citation::markdown(workspace, citation, cited)? })
        }
        Subject::Quotation(index) => {
            let span = note.quotations.get(index)?.outer;
            Some(Hover { span, markdown: quotation::markdown(workspace, path, note, index)? })
        }
    }
}
