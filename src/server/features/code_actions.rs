//! `textDocument/codeAction`: the fixes of diagnostics.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::diagnostics;
use crate::check::{self, Fix};
use crate::server::state::{State, View};
use crate::text::Span;

/// The fixes of what was found where `range` touches it. They are computed anew: what the client sends back may be
/// of an older edition.
pub fn answer(state: &State, view: &View, range: Range, context: &CodeActionContext) -> Option<CodeActionResponse> {
    if !wants_quick_fixes(context) || !view.edition.is_note(&view.workspace) {
        return None;
    }
    let note = view.edition.note();
    let positions = view.edition.positions(view.session.encoding);
    let asked = Span::new(positions.offset(range.start), positions.offset(range.end));
    let report = check::check(&view.workspace, &view.edition.path, note);
    let touched =
        report.diagnostics.iter().filter(|found| found.span.touches(asked.start()) || asked.overlaps(found.span));
    let mut actions = Vec::new();
    for found in touched {
        let shown = diagnostics::to_protocol(state, &view.session, &view.workspace, &view.edition, &[found]);
        actions.extend(found.fixes.iter().enumerate().map(|(rank, fix)| {
            CodeActionOrCommand::CodeAction(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(shown.clone()),
                edit: Some(edit(view, fix)),
                is_preferred: Some(fix.safe && rank == 0),
                ..CodeAction::default()
            })
        }));
    }
    Some(actions)
}

fn wants_quick_fixes(context: &CodeActionContext) -> bool {
    // A client that asks for "quickfix.x" or "" asks for what lies below or above it.
    let is_asked = |kind: &CodeActionKind| kind.as_str().is_empty() || *kind == CodeActionKind::QUICKFIX;
    context.only.as_ref().is_none_or(|only| only.iter().any(is_asked))
}

fn edit(view: &View, fix: &Fix) -> WorkspaceEdit {
    let positions = view.edition.positions(view.session.encoding);
    let to_protocol =
        |edit: &check::TextEdit| TextEdit { range: positions.range(edit.span), new_text: edit.text.clone() };
    let edits: Vec<TextEdit> = fix.edits.iter().map(to_protocol).collect();
    let uri = view.edition.address.clone();
    if !view.session.shows.versioned_edits {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(view.edition.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let change = TextDocumentEdit { text_document, edits };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
}
