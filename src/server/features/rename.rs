//! `textDocument/prepareRename` and `textDocument/rename`.

use std::path::Path;

use tower_lsp::lsp_types::{Position, PrepareRenameResponse, WorkspaceEdit};

use super::{Subject, edits::FileEdits};
use crate::corpus::store;
use crate::ide::rename::{self, Refusal};
use crate::ide::subject;
use crate::server::state::{State, View};
use crate::text::Span;
use crate::workspace::Stop;

/// What can be renamed at `position`; `None` where nothing can, which is no error: a client asks before it offers to.
pub fn prepare(view: &View, position: Position) -> Option<PrepareRenameResponse> {
    let subject = Subject::at(view, position)?;
    let Subject::Note { note, offset } = &subject else { return None };
    let found = rename::prepare(&view.workspace, note, *offset).ok()?;
    let range = subject.range(found.span, view.session.encoding);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.placeholder })
}

/// The edits that give the actor at `position` a new name.
///
/// # Errors
/// Why it cannot be renamed.
pub fn answer(
    state: &State,
    view: &View,
    position: Position,
    new: &str,
    stop: &Stop,
) -> Result<WorkspaceEdit, Refusal> {
    let subject = Subject::at(view, position).ok_or(Refusal::NoActor)?;
    let (note, offset) = match &subject {
        Subject::Note { note, offset } => (note, offset),
        Subject::Article { id, offset, .. } => {
            let named = subject::in_article(&view.workspace, *id, *offset);
            return Err(named.map_or(Refusal::NoActor, |_| Refusal::InArticle));
        }
    };
    let actors_file = actors_file(state, &view.workspace.root);
    let renaming = rename::rename(&view.workspace, &view.edition.path, note, *offset, new, &actors_file, stop)?;
    let mut edits = FileEdits::new(state, view);
    for (path, (text, changes)) in &renaming.notes {
        edits.add(path, text, changes);
    }
    if let Some((path, content)) = &renaming.actors_file {
        edits.write(path, &actors_file, content);
    }
    Ok(edits.finish())
}

/// The content of `actors.toml`, as the editor has it where it is open; empty where there is none.
pub fn actors_file(state: &State, root: &Path) -> String {
    let path = root.join(crate::workspace::ACTORS_FILE);
    let open = state.documents.at(&path).map(|edition| edition.text().to_string());
    open.or_else(|| store::read_text(&path).ok()).unwrap_or_default()
}

/// The smallest replacement that makes `new` out of `old`.
pub fn difference(old: &str, new: &str) -> (Span, String) {
    let head: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let same = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let text = new_rest.get(..new_rest.len() - tail).unwrap_or_default().to_string();
    (Span::new(head, old.len() - tail), text)
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::text::Span;

    #[test]
    fn only_what_differs_is_replaced() {
        assert_eq!(difference("a = 1\nb = 2\n", "a = 1\nc = 2\n"), (Span::new(6, 7), "c".to_string()));
        assert_eq!(difference("", "x\n"), (Span::new(0, 0), "x\n".to_string()));
        assert_eq!(difference("aa", "aaa"), (Span::new(2, 2), "a".to_string()));
        assert_eq!(difference("é", "è"), (Span::new(0, 2), "è".to_string()));
    }
}
