//! `textDocument/documentHighlight`.

use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, Position};

use super::Subject;
use crate::ide;
use crate::server::state::View;

/// The other places in the document of what stands at `position`.
pub fn answer(view: &View, position: Position) -> Option<Vec<DocumentHighlight>> {
    let subject = Subject::at(view, position)?;
    let spans = match &subject {
        Subject::Note { note, offset } => ide::highlights(&view.workspace, &view.edition.path, note, *offset),
        Subject::Article { id, offset, .. } => ide::highlight::in_article(&view.workspace, *id, *offset),
    };
    let encoding = view.session.encoding;
    let ranges = subject.ranges(&spans, encoding).into_iter();
    Some(ranges.map(|range| DocumentHighlight { range, kind: Some(DocumentHighlightKind::TEXT) }).collect())
}
