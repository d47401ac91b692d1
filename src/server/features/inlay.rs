//! `textDocument/inlayHint`: preferred names and authors, for those who ask for them.

use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, Range};

use super::harmless;
use crate::ide;
use crate::server::state::View;
use crate::text::Span;

/// The hints inside `range`.
pub fn answer(view: &View, range: Range) -> Option<Vec<InlayHint>> {
    let wanted = view.settings.wanted_hints();
    if wanted == ide::inlay::Wanted::default() || !view.edition.is_note(&view.workspace) {
        return None;
    }
    let positions = view.edition.positions(view.session.encoding);
    let within = Span::new(positions.offset(range.start), positions.offset(range.end));
    let hints = ide::hints(&view.workspace, &view.edition.path, view.edition.note(), within, wanted);
    let hint = |hint: ide::Hint| InlayHint {
        position: positions.position(hint.offset),
        label: InlayHintLabel::String(harmless(&hint.label)),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Some(hints.into_iter().map(hint).collect())
}
