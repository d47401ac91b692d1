//! `textDocument/diagnostic` and `workspace/diagnostic`: diagnostics for clients that fetch them.
//!
//! Open notes are answered by the thread that checks them ([`crate::server::publish`]), which knows what may be said
//! while the analyst writes. All other notes are checked when the workspace is asked for, each once for as long as
//! neither it nor the corpus changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Url, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostics;
use crate::check;
use crate::note::Note;
use crate::server::long::Teller;
use crate::server::positions;
use crate::server::session::Session;
use crate::server::state::State;
use crate::workspace::{Judge, Stop, Workspace};

/// How many notes are told of at once where they are told of as they are checked.
const PART: usize = 20;

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
    judge: Judge,
    shown: Shown,
}

impl Closed {
    /// The answer for all notes of the open folders that are not open themselves; where `teller` wants parts, they are told,
    /// and none is left for the answer.
    pub fn answer(
        &self,
        state: &State,
        session: &Session,
        before: &[PreviousResultId],
        stop: &Stop,
        teller: &Teller,
    ) -> WorkspaceDiagnosticReport {
        let has: HashMap<&Url, &str> = before.iter().map(|known| (&known.uri, known.value.as_str())).collect();
        let workspaces = state.workspaces();
        let total = workspaces.iter().map(|workspace| workspace.notes.len()).sum();
        let (mut items, mut kept, mut done) = (Vec::new(), HashMap::new(), 0);
        for workspace in &workspaces {
            for (path, note) in workspace.notes.iter() {
                done += 1;
                if done % PART == 0 {
                    teller.came_to(done, total);
                    if teller.wants_parts() {
                        teller.part(&WorkspaceDiagnosticReport { items: std::mem::take(&mut items) });
                    }
                }
                let address = state.address_of(path).filter(|uri| state.documents.get(uri).is_none());
                let Some(uri) = address else { continue };
                let known = self.known(path, note, workspace);
                let Some(checked) = known.or_else(|| checked(state, session, workspace, path, note, stop)) else {
                    // What was found so far is kept for the next time.
                    self.known.lock().unwrap_or_else(PoisonError::into_inner).extend(kept);
                    return WorkspaceDiagnosticReport::default();
                };
                let has = has.get(&uri).copied();
                items.push(item(uri, &checked.shown, has));
                kept.insert(path.clone(), checked);
            }
        }
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        items.extend(forgotten(state, &has, &workspaces));
        if teller.wants_parts() {
            teller.part(&WorkspaceDiagnosticReport { items: std::mem::take(&mut items) });
        }
        WorkspaceDiagnosticReport { items }
    }

    fn known(&self, path: &PathBuf, note: &Arc<Note>, workspace: &Workspace) -> Option<Checked> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |checked: &&Checked| Arc::ptr_eq(&checked.note, note) && checked.judge.is_like(workspace);
        known.get(path).filter(same).cloned()
    }
}

/// Of notes that the client has diagnostics of, and that are no more: that there are none.
fn forgotten(
    state: &State,
    has: &HashMap<&Url, &str>,
    workspaces: &[Arc<Workspace>],
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let is_gone = |uri: &Url| {
        let is_note = |path: PathBuf| workspaces.iter().any(|workspace| workspace.note(&path).is_some());
        state.documents.get(uri).is_none() && !positions::path_of(uri).is_some_and(is_note)
    };
    let nothing = Shown { result: name(&[]), diagnostics: Vec::new() };
    let mut gone: Vec<&Url> = has.keys().copied().filter(|uri| is_gone(uri)).collect();
    gone.sort_unstable();
    gone.into_iter().map(|uri| item(uri.clone(), &nothing, has.get(uri).copied())).collect()
}

fn checked(
    state: &State,
    session: &Session,
    workspace: &Arc<Workspace>,
    path: &Path,
    note: &Arc<Note>,
    stop: &Stop,
) -> Option<Checked> {
    let found = check::check_unless(stop, workspace, path, note)?.diagnostics;
    let found: Vec<&check::Diagnostic> = found.iter().collect();
    let diagnostics = diagnostics::of_note(state, session, workspace, note, &found);
    let shown = Shown { result: name(&diagnostics), diagnostics };
    Some(Checked { note: Arc::clone(note), judge: workspace.judge(), shown })
}

/// A name for a list of diagnostics: the same for the same list, in this and the next run of the server.
pub fn name(diagnostics: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(diagnostics).unwrap_or_default();
    blake3::hash(&bytes).to_hex().chars().take(16).collect()
}

fn item(uri: Url, shown: &Shown, before: Option<&str>) -> WorkspaceDocumentDiagnosticReport {
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
