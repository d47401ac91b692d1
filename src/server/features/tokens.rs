//! `textDocument/semanticTokens`: names by kind, citations, quotations by verdict.

use tower_lsp::lsp_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
};

use crate::ide::{self, Token, TokenKind};
use crate::prose::Kind;
use crate::server::state::View;
use crate::text::Span;

/// The types in the order of the legend. They are ibid's own: editors colour them through their own tables, and
/// those that have none show nothing.
const TYPES: [&str; 5] = ["person", "organisation", "state", "citation", "quotation"];

/// The modifiers in the order of the legend.
const MODIFIERS: [&str; 3] = ["verified", "wrong", "unchecked"];

const VERIFIED: u32 = 1;
const WRONG: u32 = 2;
const UNCHECKED: u32 = 4;

/// What the numbers of tokens mean.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.map(SemanticTokenType::new).to_vec(),
        token_modifiers: MODIFIERS.map(SemanticTokenModifier::new).to_vec(),
    }
}

/// The tokens of a note, those inside `range` where one is given.
pub fn answer(view: &View, range: Option<Range>) -> Option<SemanticTokens> {
    if !view.edition.is_note(&view.workspace) {
        return None;
    }
    let positions = view.edition.positions(view.session.encoding);
    let within = range.map(|range| Span::new(positions.offset(range.start), positions.offset(range.end)));
    let tokens = ide::tokens(&view.workspace, &view.edition.path, view.edition.note());
    let wanted = tokens.into_iter().filter(|token| within.is_none_or(|within| within.overlaps(token.span)));
    let (mut line, mut column) = (0, 0);
    let data = wanted.map(|Token { span, kind }| {
        let range = positions.range(span);
        let (token_type, token_modifiers_bitset) = number(kind);
        let delta_line = range.start.line - line;
        let delta_start = if delta_line == 0 { range.start.character - column } else { range.start.character };
        (line, column) = (range.start.line, range.start.character);
        let length = range.end.character.saturating_sub(range.start.character);
        SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset }
    });
    Some(SemanticTokens { result_id: None, data: data.collect() })
}

fn number(kind: TokenKind) -> (u32, u32) {
    match kind {
        TokenKind::Name(Kind::Person) => (0, 0),
        TokenKind::Name(Kind::Organisation) => (1, 0),
        TokenKind::Name(Kind::State) => (2, 0),
        TokenKind::Citation => (3, 0),
        TokenKind::BrokenCitation => (3, WRONG),
        TokenKind::Verified => (4, VERIFIED),
        TokenKind::Wrong => (4, WRONG),
        TokenKind::Unchecked => (4, UNCHECKED),
    }
}
