//! `textDocument/definition`, `declaration` and `typeDefinition`: exactly one place.

use tower_lsp::lsp_types::{GotoDefinitionResponse, LocationLink, Position};

use super::{Locations, Subject};
use crate::ide;
use crate::server::state::{State, View};

/// Where what stands at `position` comes from; with the range of its origin where `links` says that it is shown.
pub fn answer(state: &State, view: &View, position: Position, links: bool) -> Option<GotoDefinitionResponse> {
    let subject = Subject::at(view, position)?;
    let target = match &subject {
        Subject::Note { note, offset } => ide::definition(&view.workspace, &view.edition.path, note, *offset),
        Subject::Article { id, offset, .. } => ide::article::definition(&view.workspace, *id, *offset),
    }?;
    lead(state, view, &subject, &target, links)
}

/// `textDocument/typeDefinition`: who somebody is in the article cited here.
pub fn of_type(state: &State, view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let subject = Subject::at(view, position)?;
    let target = match &subject {
        Subject::Note { note, offset } => ide::type_definition(&view.workspace, &view.edition.path, note, *offset),
        Subject::Article { id, offset, .. } => ide::article::type_definition(&view.workspace, *id, *offset),
    }?;
    lead(state, view, &subject, &target, view.session.shows.type_definition_links)
}

fn lead(
    state: &State,
    view: &View,
    subject: &Subject,
    target: &ide::Target,
    links: bool,
) -> Option<GotoDefinitionResponse> {
    let encoding = view.session.encoding;
    let location = Locations::new(state, encoding).of(&target.path, target.span, &target.text)?;
    if !links {
        return Some(GotoDefinitionResponse::Scalar(location));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(subject.range(target.origin, encoding)),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    }]))
}
