//! `textDocument/codeAction`: the fixes of diagnostics, one by one and all of a kind at once, and what the analyst may
//! decide.

use std::collections::{BTreeSet, HashMap};

use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse, CodeActionTriggerKind,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::edits::FileEdits;
use super::rename::actors_file;
use super::{diagnostics, harmless};
use crate::check::mend::{combined, fix_all, holds_unless, safe_fixes};
use crate::check::{self, Code, Diagnostic, Fix, FixKind, Report};
use crate::ide::{self, actions::Change};
use crate::server::state::{State, View};
use crate::text::Span;
use crate::workspace::{ACTORS_FILE, Stop};

/// The kind of the action that mends all that can be mended without a question.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.ibid");

/// The kind of the action that writes the list of sources.
pub const REFERENCES: CodeActionKind = CodeActionKind::new("source.references.ibid");

/// Whether a client that asks with `context` wants any action that there may be.
pub fn is_wanted(context: &CodeActionContext) -> bool {
    let kinds = [CodeActionKind::QUICKFIX, FIX_ALL, CodeActionKind::REFACTOR, REFERENCES];
    kinds.iter().any(|kind| wants(context, kind))
}

/// The fixes of what was found where `range` touches it, and those of a whole note. They are computed anew: what the
/// client sends back may be of an older edition.
pub fn answer(
    state: &State,
    view: &View,
    report: &Report,
    stop: &Stop,
    range: Range,
    context: &CodeActionContext,
) -> CodeActionResponse {
    let (quick, source) = (wants(context, &CodeActionKind::QUICKFIX), wants(context, &FIX_ALL));
    let mut actions = Vec::new();
    if quick {
        let positions = view.edition.positions(view.session.encoding);
        let asked = Span::new(positions.offset(range.start), positions.offset(range.end));
        let touched: Vec<&Diagnostic> = report
            .diagnostics
            .iter()
            .filter(|found| found.span.touches(asked.start()) || asked.overlaps(found.span))
            .collect();
        touched.iter().for_each(|found| actions.extend(fixes(state, view, report, stop, found)));
        let codes: BTreeSet<Code> = touched.iter().map(|found| found.code).collect();
        actions.extend(codes.into_iter().filter_map(|code| all_of(view, report, stop, code)));
    }
    if wants(context, &CodeActionKind::REFACTOR) {
        actions.extend(decisions(state, view, range));
    }
    if source {
        actions.extend(everything_safe(view, report));
    }
    // Nobody is shown it who only moves the cursor.
    let is_asked = context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    if is_asked && wants(context, &REFERENCES) {
        actions.extend(reference_list(view));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The fixes of one diagnostic that keep their promise, the comments that silence it last.
fn fixes(state: &State, view: &View, report: &Report, stop: &Stop, found: &Diagnostic) -> Vec<CodeAction> {
    let shown = diagnostics::to_protocol(state, &view.session, &view.workspace, &view.edition, &[found]);
    let note = view.edition.note();
    let keeps = |fix: &&Fix| {
        let (workspace, path) = (&view.workspace, &view.edition.path);
        fix.kind == FixKind::Silence || holds_unless(stop, workspace, path, note, report, found.code, fix)
    };
    let (marks, mut best) = (view.session.shows.preferred_actions, true);
    let action = |fix: &Fix| CodeAction {
        title: harmless(&fix.title),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(shown.clone()),
        edit: Some(edit(view, &fix.edits)),
        is_preferred: marks.then(|| fix.safe && std::mem::take(&mut best)),
        ..CodeAction::default()
    };
    found.fixes.iter().filter(keeps).map(action).collect()
}

/// What the analyst may decide at `range`: who is who, and how to cite.
fn decisions(state: &State, view: &View, range: Range) -> Vec<CodeAction> {
    let note = view.edition.note();
    let positions = view.edition.positions(view.session.encoding);
    let asked = Span::new(positions.offset(range.start), positions.offset(range.end));
    let known = actors_file(state, &view.workspace.root);
    let actions = ide::actions(&view.workspace, &view.edition.path, note, asked, &known);
    let action = |action: ide::Action| {
        let mut edits = FileEdits::new(state, view);
        match &action.change {
            Change::Note(changes) => edits.add(&view.edition.path, &note.text, changes),
            Change::ActorsFile(content) => edits.write(&view.workspace.root.join(ACTORS_FILE), &known, content),
        }
        CodeAction {
            title: harmless(&action.title),
            kind: Some(CodeActionKind::REFACTOR),
            edit: Some(edits.finish()),
            ..CodeAction::default()
        }
    };
    actions.into_iter().map(action).collect()
}

/// All diagnostics of one kind mended at once, where there are several.
fn all_of(view: &View, report: &Report, stop: &Stop, code: Code) -> Option<CodeAction> {
    let (edits, number) = combined(fix_all(report, code));
    let fix =
        Fix { title: format!("Fix all {number} “{code}” in this note"), safe: false, kind: FixKind::Mend, edits };
    let (workspace, path) = (&view.workspace, &view.edition.path);
    let keeps = number > 1 && holds_unless(stop, workspace, path, view.edition.note(), report, code, &fix);
    keeps.then(|| CodeAction {
        edit: Some(edit(view, &fix.edits)),
        title: fix.title,
        kind: Some(CodeActionKind::QUICKFIX),
        ..CodeAction::default()
    })
}

/// What restores the source's words or a unique key, everywhere in the note.
fn everything_safe(view: &View, report: &Report) -> Option<CodeAction> {
    let (edits, number) = combined(safe_fixes(report).map(|(_, fix)| fix));
    (number > 0).then(|| CodeAction {
        title: format!("Restore the source's words and unique keys ({number})"),
        kind: Some(FIX_ALL),
        edit: Some(edit(view, &edits)),
        ..CodeAction::default()
    })
}

/// The list of the sources that the note cites, written or brought up to date.
fn reference_list(view: &View) -> Option<CodeAction> {
    let list = ide::reference_list(&view.workspace, &view.edition.path, view.edition.note())?;
    Some(CodeAction {
        title: harmless(&list.title),
        kind: Some(REFERENCES),
        edit: Some(edit(view, &[list.edit])),
        ..CodeAction::default()
    })
}

/// Whether a client wants actions of `kind`: one that asks for "source" or "" asks for what lies below it.
fn wants(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let is_asked = |asked: &CodeActionKind| {
        let below = kind.as_str().strip_prefix(asked.as_str());
        below.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    context.only.as_ref().is_none_or(|only| only.iter().any(is_asked))
}

fn edit(view: &View, edits: &[check::TextEdit]) -> WorkspaceEdit {
    let positions = view.edition.positions(view.session.encoding);
    let to_protocol =
        |edit: &check::TextEdit| TextEdit { range: positions.range(edit.span), new_text: edit.text.clone() };
    let edits: Vec<TextEdit> = edits.iter().map(to_protocol).collect();
    let uri = view.edition.address.clone();
    if !view.session.shows.versioned_edits {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(view.edition.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let change = TextDocumentEdit { text_document, edits };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
}
