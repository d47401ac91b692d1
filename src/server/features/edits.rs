//! Edits of several files as one edit of the workspace, in the form that the client understands.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::rename::difference;
use crate::check;
use crate::server::positions::Positions;
use crate::server::state::{State, View};
use crate::text::LineIndex;

/// Edits that are made together or not at all.
#[derive(Debug)]
pub struct FileEdits<'a> {
    state: &'a State,
    view: &'a View,
    created: Vec<Url>,
    files: Vec<(Url, Option<i32>, Vec<TextEdit>)>,
}

impl<'a> FileEdits<'a> {
    /// None yet.
    pub fn new(state: &'a State, view: &'a View) -> FileEdits<'a> {
        FileEdits { state, view, created: Vec::new(), files: Vec::new() }
    }

    /// Changes the file at `path`, whose text is `text`.
    pub fn add(&mut self, path: &Path, text: &str, edits: &[check::TextEdit]) {
        let Some(address) = self.state.address_of(path) else { return };
        let lines = LineIndex::new(text);
        let positions = Positions::new(text, &lines, self.view.session.encoding);
        let edits =
            edits.iter().map(|edit| TextEdit { range: positions.range(edit.span), new_text: edit.text.clone() });
        let version = self.state.documents.get(&address).map(|edition| edition.version);
        self.files.push((address, version, edits.collect()));
    }

    /// Makes the content of the file at `path` `new`, which was `old`; makes the file where there is none and the
    /// client can.
    pub fn write(&mut self, path: &Path, old: &str, new: &str) {
        if old == new {
            return;
        }
        if let Some(address) = self.state.address_of(path).filter(|_| !path.exists()) {
            self.created.push(address);
        }
        let (span, text) = difference(old, new);
        self.add(path, old, &[check::TextEdit { span, text }]);
    }

    /// The edit.
    pub fn finish(self) -> WorkspaceEdit {
        let shows = self.view.session.shows;
        if !shows.versioned_edits {
            let changes = self.files.into_iter().map(|(address, _, edits)| (address, edits));
            return WorkspaceEdit { changes: Some(HashMap::from_iter(changes)), ..WorkspaceEdit::default() };
        }
        let edits = self.files.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let changes = if self.created.is_empty() || !shows.creates_files {
            DocumentChanges::Edits(edits.collect())
        } else {
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            let create =
                |uri| ResourceOp::Create(CreateFile { uri, options: Some(options.clone()), annotation_id: None });
            let created = self.created.into_iter().map(|uri| DocumentChangeOperation::Op(create(uri)));
            DocumentChanges::Operations(created.chain(edits.map(DocumentChangeOperation::Edit)).collect())
        };
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}
