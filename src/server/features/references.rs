//! `textDocument/references`.

use tower_lsp::lsp_types::{Location, Position};

use super::{Locations, Subject};
use crate::ide;
use crate::server::state::{State, View};

/// Every place that speaks of what stands at `position`.
pub fn answer(state: &State, view: &View, position: Position) -> Option<Vec<Location>> {
    let found = match Subject::at(view, position)? {
        Subject::Note { note, offset } => ide::references(&view.workspace, &view.edition.path, &note, offset),
        Subject::Article { id, offset, .. } => ide::article::references(&view.workspace, id, offset),
    };
    let mut locations = Locations::new(state, view.session.encoding);
    Some(found.iter().filter_map(|place| locations.of(&place.path, place.span, &place.text)).collect())
}
