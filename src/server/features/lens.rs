//! `textDocument/codeLens`: verdict counts by section, for those who ask for them.

use tower_lsp::lsp_types::{CodeLens, Command};

use crate::check::Report;
use crate::ide;
use crate::server::state::View;

/// The lenses of a note, of which the check says `report`.
pub fn answer(view: &View, report: &Report) -> Vec<CodeLens> {
    let positions = view.edition.positions(view.session.encoding);
    let lenses = ide::lenses(view.edition.note(), &report.quotes);
    let lens = |lens: ide::Lens| CodeLens {
        range: positions.range(lens.span),
        // A command without a name is text: there is nothing to run.
        command: Some(Command { title: lens.title, command: String::new(), arguments: None }),
        data: None,
    };
    lenses.into_iter().map(lens).collect()
}
