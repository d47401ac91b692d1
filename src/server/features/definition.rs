//! `textDocument/definition`: exactly one place.

use tower_lsp::lsp_types::{GotoDefinitionResponse, LocationLink, Position};

use super::{Locations, Subject};
use crate::ide;
use crate::server::state::{State, View};

/// Where what stands at `position` comes from.
pub fn answer(state: &State, view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let encoding = view.session.encoding;
    let subject = Subject::at(view, position)?;
    let target = match &subject {
        Subject::Note { note, offset } => ide::definition(&view.workspace, &view.edition.path, note, *offset),
        Subject::Article { id, offset, .. } => ide::article::definition(&view.workspace, *id, *offset),
    }?;
    let location = Locations::new(state, encoding).of(&target.path, target.span, &target.text)?;
    if !view.session.shows.definition_links {
        return Some(GotoDefinitionResponse::Scalar(location));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(subject.range(target.origin, encoding)),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    }]))
}
