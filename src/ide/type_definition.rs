//! Who somebody is in the article that the note cites here.

use std::path::Path;

use super::definition::{Target, target};
use super::introduction::introduction_in;
use super::subject::{self, Name, Subject};
use super::{cited, definition};
use crate::actor::Who;
use crate::note::Note;
use crate::workspace::Workspace;

/// The place that introduces the actor at the byte `offset` of `note` in the first article cited near it that speaks of
/// this actor, else where [`definition()`] leads. Citations and quotations lead where they always do.
pub fn type_definition(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Option<Target> {
    if let Some(Subject::Name(Name { span, who: Who::Known(actor) | Who::Near(actor, _) })) =
        subject::at(workspace, path, note, offset)
    {
        let near = cited::articles(workspace, path, note, offset);
        let place = near.into_iter().find_map(|article| introduction_in(workspace, actor, article));
        if let Some(place) = place {
            return Some(target(workspace, span, place));
        }
    }
    definition(workspace, path, note, offset)
}
