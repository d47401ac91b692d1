//! `textDocument/hover`.

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::Subject;
use super::plain::plain;
use crate::ide;
use crate::server::state::View;

/// What is known of what stands at `position`.
pub fn answer(view: &View, position: Position) -> Option<Hover> {
    let subject = Subject::at(view, position)?;
    let found = match &subject {
        Subject::Note { note, offset } => ide::hover(&view.workspace, &view.edition.path, note, *offset),
        Subject::Article { id, offset, .. } => ide::article::hover(&view.workspace, *id, *offset),
    }?;
    let range = Some(subject.range(found.span, view.session.encoding));
    Some(Hover { contents: HoverContents::Markup(markup(found.markdown, view.session.shows.markdown_hover)), range })
}

/// Markdown where the client shows it, else plain text.
pub fn markup(markdown: String, shows_markdown: bool) -> MarkupContent {
    if shows_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: markdown }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) }
    }
}
