//! `textDocument/documentSymbol`: the headings of a note or an article.

use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::harmless;
use crate::ide::{self, Symbol};
use crate::server::positions::Positions;
use crate::server::state::View;
use crate::text::LineIndex;

/// What a heading is called in the protocol: the word for Markdown headings in every editor.
const HEADING: SymbolKind = SymbolKind::STRING;

/// The headings of a note or of an article of the corpus, as a tree where the client shows one.
pub fn answer(view: &View) -> Option<DocumentSymbolResponse> {
    if let Some(id) = view.workspace.article(&view.edition.path) {
        let source = &view.workspace.corpus.article(id).article().source;
        let lines = LineIndex::new(source);
        let positions = Positions::new(source, &lines, view.session.encoding);
        return Some(respond(view, &ide::article::symbols(&view.workspace, id), &positions));
    }
    if !view.edition.is_note(&view.workspace) {
        return None;
    }
    let note = view.edition.note();
    let positions = Positions::new(&note.text, &note.lines, view.session.encoding);
    Some(respond(view, &ide::symbols(note), &positions))
}

fn respond(view: &View, symbols: &[Symbol], positions: &Positions) -> DocumentSymbolResponse {
    if view.session.shows.symbol_tree {
        return DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| tree(symbol, positions)).collect());
    }
    let mut flat = Vec::new();
    flatten(symbols, None, view, positions, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "a field of the protocol's type that must be filled in")]
fn tree(symbol: &Symbol, positions: &Positions) -> DocumentSymbol {
    DocumentSymbol {
        name: harmless(&symbol.name),
        detail: None,
        kind: HEADING,
        tags: None,
        deprecated: None,
        range: positions.range(symbol.span),
        selection_range: positions.range(symbol.heading),
        children: Some(symbol.children.iter().map(|child| tree(child, positions)).collect()),
    }
}

#[expect(deprecated, reason = "a field of the protocol's type that must be filled in")]
fn flatten(
    symbols: &[Symbol],
    container: Option<&str>,
    view: &View,
    positions: &Positions,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: harmless(&symbol.name),
            kind: HEADING,
            tags: None,
            deprecated: None,
            location: Location { uri: view.edition.address.clone(), range: positions.range(symbol.span) },
            container_name: container.map(str::to_string),
        });
        flatten(&symbol.children, Some(&symbol.name), view, positions, flat);
    }
}
