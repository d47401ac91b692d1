//! `textDocument/completion` and `completionItem/resolve`.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CompletionContext, CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit,
    CompletionTriggerKind, Documentation, InsertTextFormat, Position, TextEdit,
};

use super::{Subject, harmless, hover};
use crate::ide::{self, DocKey, ItemKind};
use crate::prose::Kind;
use crate::server::session::Session;
use crate::server::state::{State, View};

/// What may stand at `position`.
pub fn answer(view: &View, position: Position, context: Option<&CompletionContext>) -> Option<CompletionResponse> {
    let subject = Subject::at(view, position)?;
    let Subject::Note { note, offset } = &subject else { return None };
    let kind = context.map(|context| context.trigger_kind);
    let again = kind == Some(CompletionTriggerKind::TRIGGER_FOR_INCOMPLETE_COMPLETIONS);
    let complete = if again { ide::recompletion } else { ide::completion };
    let found = complete(&view.workspace, &view.edition.path, note, *offset);
    let range = subject.range(found.replace, view.session.encoding);
    let item = |item: ide::Item| {
        let extra = item.extra.as_ref().map(|extra| TextEdit {
            range: subject.range(extra.span, view.session.encoding),
            new_text: extra.text.clone(),
        });
        let root = view.workspace.root.to_path_buf();
        CompletionItem { additional_text_edits: extra.map(|edit| vec![edit]), ..to_protocol(item, range, root) }
    };
    let items = found.items.into_iter().map(item).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items }))
}

/// What comes back with an item whose documentation is asked for.
#[derive(Debug, Serialize, Deserialize)]
struct Data {
    /// The folder whose corpus it is of.
    root: PathBuf,
    about: DocKey,
}

/// `item` with its documentation.
pub fn resolve(state: &State, session: &Session, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let written = data.map(|data| ide::documentation(&state.workspace_at(&data.root), &data.about));
    if let Some(markdown) = written.filter(|text| !text.is_empty()) {
        let markup = hover::markup(markdown, session.shows.markdown_documentation);
        item.documentation = Some(Documentation::MarkupContent(markup));
    }
    item
}

fn to_protocol(item: ide::Item, range: tower_lsp::lsp_types::Range, root: PathBuf) -> CompletionItem {
    CompletionItem {
        label: harmless(&item.label),
        kind: Some(kind(item.kind)),
        detail: Some(harmless(&item.detail)).filter(|detail| !detail.is_empty()),
        filter_text: Some(item.filter),
        sort_text: Some(item.sort),
        insert_text_format: Some(InsertTextFormat::PLAIN_TEXT),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: item.insert })),
        data: serde_json::to_value(Data { root, about: item.documentation }).ok(),
        ..CompletionItem::default()
    }
}

/// The kinds of the protocol are those of programming languages; these have the fitting icons.
fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Actor(Kind::Person) => CompletionItemKind::VARIABLE,
        ItemKind::Actor(Kind::Organisation) => CompletionItemKind::CLASS,
        ItemKind::Actor(Kind::State) => CompletionItemKind::MODULE,
        ItemKind::Key => CompletionItemKind::REFERENCE,
        ItemKind::Quotation => CompletionItemKind::TEXT,
    }
}
