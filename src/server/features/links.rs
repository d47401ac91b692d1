//! `textDocument/documentLink`: citation keys that open their article.

use tower_lsp::lsp_types::DocumentLink;

use super::harmless;
use crate::ide;
use crate::server::state::{State, View};

/// The links of a note.
pub fn answer(state: &State, view: &View) -> Option<Vec<DocumentLink>> {
    if !view.edition.is_note(&view.workspace) {
        return None;
    }
    let positions = view.edition.positions(view.session.encoding);
    let links = ide::links(&view.workspace, &view.edition.path, view.edition.note());
    let link = |link: ide::Link| DocumentLink {
        range: positions.range(link.span),
        target: state.address_of(&link.path),
        tooltip: view.session.shows.link_tooltips.then(|| harmless(&link.tooltip)),
        data: None,
    };
    Some(links.into_iter().map(link).collect())
}
