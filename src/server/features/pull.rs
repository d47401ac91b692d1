//! `textDocument/diagnostic` and `workspace/diagnostic`: diagnostics for clients that fetch them.
//!
//! Open notes are answered by the thread that checks them ([`crate::server::publish`]), which knows what may be said
//! while the analyst writes. All other notes are checked when the workspace is asked for, each once for as long as
//! neither it nor the corpus changes.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostics;
use crate::check;
use crate::note::Note;
use crate::server::session::Session;
use crate::server::state::State;
use crate::workspace::Workspace;

/// What is to be shown of one document now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Names this very list.
    pub result: String,
    /// The list.
    pub diagnostics: Vec<Diagnostic>,
}

/// The answer for one open document; `before` is the result that the client has.
pub fn report(shown: Shown, before: Option<&str>) -> DocumentDiagnosticReport {
    if before == Some(shown.result.as_str()) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: shown.result };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report =
        FullDocumentDiagnosticReport { result_id: Some(shown.result), items: shown.diagnostics };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
}

/// What was found in notes that are not open.
#[derive(Debug, Default)]
pub struct Closed {
    known: Mutex<HashMap<PathBuf, Checked>>,
}

#[derive(Clone, Debug)]
struct Checked {
    note: Arc<Note>,
    workspace: Arc<Workspace>,
    shown: Shown,
}

impl Closed {
    /// The answer for all notes of the workspace that are not open.
    pub fn answer(&self, state: &State, session: &Session, before: &[PreviousResultId]) -> WorkspaceDiagnosticReport {
        let workspace = state.workspace();
        let mut items = Vec::new();
        let mut kept = HashMap::new();
        for (path, note) in workspace.notes.iter() {
            let Some(uri) = state.address_of(path).filter(|uri| state.documents.get(uri).is_none()) else { continue };
            let checked = self.known(path, note, &workspace).unwrap_or_else(|| {
                let found = check::check(&workspace, path, note).diagnostics;
                let found: Vec<&check::Diagnostic> = found.iter().collect();
                let diagnostics = diagnostics::of_note(state, session, &workspace, note, &found);
                let shown = Shown { result: name(&diagnostics), diagnostics };
                Checked { note: Arc::clone(note), workspace: Arc::clone(&workspace), shown }
            });
            let has = before.iter().find(|known| known.uri == uri).map(|known| known.value.as_str());
            items.push(item(uri, &checked.shown, has));
            kept.insert(path.clone(), checked);
        }
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        WorkspaceDiagnosticReport { items }
    }

    fn known(&self, path: &PathBuf, note: &Arc<Note>, workspace: &Workspace) -> Option<Checked> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |checked: &&Checked| Arc::ptr_eq(&checked.note, note) && checked.workspace.judges_like(workspace);
        known.get(path).filter(same).cloned()
    }
}

/// A name for a list of diagnostics: the same for the same list, in this and the next run of the server.
pub fn name(diagnostics: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(diagnostics).unwrap_or_default();
    blake3::hash(&bytes).to_hex().chars().take(16).collect()
}

fn item(uri: tower_lsp::lsp_types::Url, shown: &Shown, before: Option<&str>) -> WorkspaceDocumentDiagnosticReport {
    if before == Some(shown.result.as_str()) {
        let unchanged_document_diagnostic_report =
            UnchangedDocumentDiagnosticReport { result_id: shown.result.clone() };
        return WorkspaceUnchangedDocumentDiagnosticReport { uri, version: None, unchanged_document_diagnostic_report }
            .into();
    }
    let full_document_diagnostic_report =
        FullDocumentDiagnosticReport { result_id: Some(shown.result.clone()), items: shown.diagnostics.clone() };
    WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report }.into()
}
