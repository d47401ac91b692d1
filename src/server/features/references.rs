//! `textDocument/references`.

use tower_lsp::lsp_types::{Location, Position};

use super::{Locations, Subject};
use crate::ide;
use crate::server::long::Teller;
use crate::server::state::{State, View};
use crate::workspace::Stop;

/// How many places are told at once where they are told as they are found.
const PART: usize = 100;

/// Every place that speaks of what stands at `position`; where `teller` wants parts, they are told, and none is left for
/// the answer.
pub fn answer(state: &State, view: &View, position: Position, stop: &Stop, teller: &Teller) -> Option<Vec<Location>> {
    let subject = Subject::at(view, position)?;
    let mut locations = Locations::new(state, view.session.encoding);
    let mut found = Vec::new();
    let mut take = |places: Vec<ide::Location>| {
        found.extend(of_file(&mut locations, &places));
        if teller.wants_parts() && found.len() >= PART {
            teller.part(&std::mem::take(&mut found));
        }
    };
    let mut search = ide::Search::new(stop, &mut take);
    match subject {
        Subject::Note { note, offset } => {
            ide::each_reference(&view.workspace, &view.edition.path, &note, offset, &mut search);
        }
        Subject::Article { id, offset, .. } => {
            ide::article::each_reference(&view.workspace, id, offset, &mut search);
        }
    }
    if teller.wants_parts() && !found.is_empty() {
        teller.part(&std::mem::take(&mut found));
    }
    Some(found)
}

fn of_file(locations: &mut Locations, places: &[ide::Location]) -> Vec<Location> {
    let Some(first) = places.first() else { return Vec::new() };
    if let ide::Columns::In(text) = &first.columns {
        return locations.all_of(&first.path, places.iter().map(|place| place.span), text);
    }
    let counted = places.iter().filter_map(|place| match place.columns {
        ide::Columns::Counted(ends) => Some(ends),
        ide::Columns::In(_) => None,
    });
    locations.of_counted(&first.path, counted)
}
