//! `workspace/symbol`: actors, articles and headings.

use tower_lsp::lsp_types::{SymbolInformation, SymbolKind};

use super::{Locations, harmless};
use crate::ide::{self, SymbolSort};
use crate::prose::Kind;
use crate::server::long::Teller;
use crate::server::session::Session;
use crate::server::state::State;
use crate::workspace::Stop;

/// What fits `query`, anywhere in the open folders; where `teller` wants parts, they are told, and nothing is left for the
/// answer.
pub fn answer(state: &State, session: &Session, query: &str, stop: &Stop, teller: &Teller) -> Vec<SymbolInformation> {
    let mut all = Vec::new();
    for workspace in state.workspaces() {
        ide::each_symbol(&workspace, query, stop, &mut |found| {
            let found = to_protocol(state, session, found);
            if teller.wants_parts() {
                teller.part(&found);
            } else {
                all.extend(found);
            }
        });
    }
    all
}

#[expect(deprecated, reason = "a field of the protocol's type that must be filled in")]
fn to_protocol(state: &State, session: &Session, found: Vec<ide::WorkspaceSymbol>) -> Vec<SymbolInformation> {
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
