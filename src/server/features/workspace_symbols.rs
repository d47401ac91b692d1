//! `workspace/symbol`: actors, articles and headings.

use tower_lsp::lsp_types::{SymbolInformation, SymbolKind};

use super::{Locations, harmless};
use crate::ide::{self, SymbolSort};
use crate::prose::Kind;
use crate::server::session::Session;
use crate::server::state::State;

/// What fits `query`, anywhere in the workspace.
#[expect(deprecated, reason = "a field of the protocol's type that must be filled in")]
pub fn answer(state: &State, session: &Session, query: &str) -> Vec<SymbolInformation> {
    let found = ide::workspace_symbols(&state.workspace(), query);
    let mut locations = Locations::new(state, session.encoding);
    let symbol = |symbol: ide::WorkspaceSymbol| {
        Some(SymbolInformation {
            location: locations.of(&symbol.path, symbol.span, &symbol.text)?,
            name: harmless(&symbol.name),
            kind: kind(symbol.sort),
            tags: None,
            deprecated: None,
            container_name: Some(harmless(&symbol.container)),
        })
    };
    found.into_iter().filter_map(symbol).collect()
}

/// The protocol knows symbols of programs only: these are the nearest that editors draw apart from each other.
fn kind(sort: SymbolSort) -> SymbolKind {
    match sort {
        SymbolSort::Actor(Kind::Person) => SymbolKind::INTERFACE,
        SymbolSort::Actor(Kind::Organisation) => SymbolKind::CLASS,
        SymbolSort::Actor(Kind::State) => SymbolKind::NAMESPACE,
        SymbolSort::Article => SymbolKind::FILE,
        SymbolSort::Heading => SymbolKind::STRING,
    }
}
