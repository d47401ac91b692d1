//! `textDocument/semanticTokens`: names by kind, citations, quotations by verdict; of a newer edition what differs.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tower_lsp::lsp_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensLegend, Url,
};

use crate::check::Report;
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

/// The tokens of a note, of which the check says `report`; those inside `range` where one is given.
pub fn answer(view: &View, report: &Report, range: Option<Range>) -> SemanticTokens {
    let positions = view.edition.positions(view.session.encoding);
    let within = range.map(|range| Span::new(positions.offset(range.start), positions.offset(range.end)));
    let tokens = ide::tokens(&view.workspace, &view.edition.path, view.edition.note(), &report.quotes);
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
    SemanticTokens { result_id: None, data: data.collect() }
}

/// What clients have of open notes, for those that want to be told what differs.
#[derive(Debug, Default)]
pub struct Told {
    known: Mutex<HashMap<Url, SemanticTokens>>,
}

impl Told {
    /// `tokens` are told of the note at `address`; named, so that the client can say what it has. They are remembered
    /// only while the note `is_open`.
    pub fn whole(&self, address: &Url, tokens: SemanticTokens, is_open: impl Fn() -> bool) -> SemanticTokens {
        let tokens = SemanticTokens { result_id: Some(name(&tokens.data)), ..tokens };
        self.lock().insert(address.clone(), tokens.clone());
        // It may have been closed, and forgotten, while its tokens were worked out.
        if !is_open() {
            self.forget(address);
        }
        tokens
    }

    /// What has to be changed in the tokens called `before` to have `tokens`, where they are known; else all of them.
    pub fn differing(
        &self,
        address: &Url,
        before: &str,
        tokens: SemanticTokens,
        is_open: impl Fn() -> bool,
    ) -> SemanticTokensFullDeltaResult {
        let known = self.lock().get(address).filter(|known| known.result_id.as_deref() == Some(before)).cloned();
        let tokens = self.whole(address, tokens, is_open);
        match known {
            None => SemanticTokensFullDeltaResult::Tokens(tokens),
            Some(known) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                edits: edit(&known.data, &tokens.data).into_iter().collect(),
                result_id: tokens.result_id,
            }),
        }
    }

    /// The note at `address` is closed.
    pub fn forget(&self, address: &Url) {
        self.lock().remove(address);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Url, SemanticTokens>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same for the same tokens, in this and the next run of the server.
fn name(tokens: &[SemanticToken]) -> String {
    let mut hasher = blake3::Hasher::new();
    for token in tokens {
        let numbers =
            [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset];
        for number in numbers {
            hasher.update(&number.to_le_bytes());
        }
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// The one replacement that makes `after` of `before`; `None` where they are the same.
fn edit(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    /// How many numbers make a token.
    const WIDTH: usize = 5;
    let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (old, new) = (before.get(head..)?, after.get(head..)?);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, new) = (old.get(..old.len() - tail)?, new.get(..new.len() - tail)?);
    let count = |tokens: usize| u32::try_from(tokens * WIDTH).ok();
    (!old.is_empty() || !new.is_empty()).then_some(SemanticTokensEdit {
        start: count(head)?,
        delete_count: count(old.len())?,
        data: Some(new.to_vec()),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> SemanticTokens {
        let token = |&length: &u32| SemanticToken {
            delta_line: 0,
            delta_start: 1,
            length,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        SemanticTokens { result_id: None, data: lengths.iter().map(token).collect() }
    }

    #[test]
    fn only_what_differs_is_told_of_what_the_client_has() {
        let (told, address) = (Told::default(), Url::parse("untitled:a").unwrap());
        let id = |tokens: &SemanticTokens| tokens.result_id.clone().unwrap();
        let first = told.whole(&address, tokens(&[1, 2, 3, 4]), || true);
        let second = told.differing(&address, &id(&first), tokens(&[1, 2, 7, 8, 4]), || true);
        let SemanticTokensFullDeltaResult::TokensDelta(delta) = second else { panic!("{second:?}") };
        let [edit] = delta.edits.as_slice() else { panic!("{delta:?}") };
        assert_eq!((edit.start, edit.delete_count), (10, 5));
        assert_eq!(edit.data.as_ref().map(Vec::len), Some(2));
        let same = told.differing(&address, delta.result_id.as_ref().unwrap(), tokens(&[1, 2, 7, 8, 4]), || true);
        let SemanticTokensFullDeltaResult::TokensDelta(same) = same else { panic!("{same:?}") };
        assert_eq!((same.edits.len(), same.result_id), (0, delta.result_id));
        let other = told.differing(&address, "another", tokens(&[9]), || true);
        assert!(matches!(other, SemanticTokensFullDeltaResult::Tokens(_)));
        told.forget(&address);
        let other = told.differing(&address, &id(&first), tokens(&[1]), || false);
        assert!(matches!(other, SemanticTokensFullDeltaResult::Tokens(_)));
        assert!(told.lock().is_empty(), "nothing is remembered of a note that was closed meanwhile");
    }
}
