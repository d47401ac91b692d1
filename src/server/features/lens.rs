//! `textDocument/codeLens`: verdict counts by section, for those who ask for them.

use tower_lsp::lsp_types::{CodeLens, Command};

use crate::ide;
use crate::server::state::View;

/// The lenses of a note.
pub fn answer(view: &View) -> Option<Vec<CodeLens>> {
    if !view.settings.code_lens.verdicts || !view.edition.is_note(&view.workspace) {
        return None;
    }
    let positions = view.edition.positions(view.session.encoding);
    let lenses = ide::lenses(&view.workspace, &view.edition.path, view.edition.note());
    let lens = |lens: ide::Lens| CodeLens {
        range: positions.range(lens.span),
        // A command without a name is text: there is nothing to run.
        command: Some(Command { title: lens.title, command: String::new(), arguments: None }),
        data: None,
    };
    Some(lenses.into_iter().map(lens).collect())
}
