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
    let files = found.chunk_by(|one, next| one.path == next.path);
    Some(files.flat_map(|places| of_file(&mut locations, places)).collect())
}

fn of_file(locations: &mut Locations, places: &[ide::Location]) -> Vec<Location> {
    let spans = places.iter().map(|place| place.span);
    places.first().map(|first| locations.all_of(&first.path, spans, &first.text)).unwrap_or_default()
}
