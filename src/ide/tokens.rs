//! What the words of a note are, for colours: names by kind, citations, quotations by verdict.

use std::path::Path;

use super::subject;
use crate::actor::Who;
use crate::check::{Cited, QuoteVerdict, Verdict, citations};
use crate::note::Note;
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::Workspace;

/// What some words are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TokenKind {
    /// A name of a known actor of this kind.
    Name(Kind),
    /// A citation of a known article.
    Citation,
    /// A citation that leads nowhere, or to several articles.
    BrokenCitation,
    /// Words that stand in a cited article.
    Verified,
    /// Words that do not stand where the note says.
    Wrong,
    /// Words that could not be checked.
    Unchecked,
}

/// A stretch of the note of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where: never over a line break, never overlapping another.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

/// The tokens of `note`, which lies at `path`, in order. A name inside a quotation keeps its own colour. `quotes` are the
/// verdicts on the note's quotations.
pub fn tokens(workspace: &Workspace, path: &Path, note: &Note, quotes: &[QuoteVerdict]) -> Vec<Token> {
    let mut inner: Vec<Token> = names(workspace, note);
    let cited = note.citations.iter().zip(citations(workspace, path, note));
    inner.extend(cited.filter_map(|(citation, cited)| {
        let kind = match cited {
            Cited::Article(_) => TokenKind::Citation,
            Cited::Several(_) | Cited::Unknown(_) => TokenKind::BrokenCitation,
            _ => return None,
        };
        Some(Token { span: citation.span, kind })
    }));
    inner.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
    drop_overlaps(&mut inner);
    let mut all = inner.clone();
    for quotation in quotations(note, quotes) {
        all.extend(without(quotation, &inner));
    }
    all.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
    let mut lines: Vec<Token> = all.into_iter().flat_map(|token| by_line(note, token)).collect();
    drop_overlaps(&mut lines);
    lines
}

fn names(workspace: &Workspace, note: &Note) -> Vec<Token> {
    let known = subject::names(workspace, note).into_iter().filter_map(|name| {
        let Who::Known(actor) = name.who else { return None };
        Some(Token { span: name.span, kind: TokenKind::Name(workspace.corpus.actor(actor)?.kind) })
    });
    known.collect()
}

fn quotations(note: &Note, quotes: &[QuoteVerdict]) -> Vec<Token> {
    quotes
        .iter()
        .filter_map(|quote| {
            let kind = match quote.verdict {
                verdict if verdict.is_sound() => TokenKind::Verified,
                Verdict::WrongSource | Verdict::Altered | Verdict::NotFound => TokenKind::Wrong,
                _ => TokenKind::Unchecked,
            };
            Some(Token { span: note.quotations.get(quote.quotation)?.inner, kind })
        })
        .collect()
}

/// The parts of `token` that no one of `others` (in order, apart from each other) covers.
fn without(token: Token, others: &[Token]) -> Vec<Token> {
    let mut parts = Vec::new();
    let mut from = token.span.start();
    for other in others.iter().filter(|other| token.span.overlaps(other.span)) {
        parts.push(Span::new(from, other.span.start().max(from)));
        from = other.span.end().max(from);
    }
    parts.push(Span::new(from, token.span.end().max(from)));
    parts.into_iter().filter(|span| !span.is_empty()).map(|span| Token { span, ..token }).collect()
}

/// The parts of `token` line by line, white space and quote marks at their edges left out.
fn by_line(note: &Note, token: Token) -> Vec<Token> {
    let text = &*note.text;
    let mut parts = Vec::new();
    let mut at = token.span.start();
    for line in token.span.of(text).split_inclusive(['\n', '\r']) {
        let head = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
        let words = line.get(head..).unwrap_or_default().trim_end();
        if !words.is_empty() {
            parts.push(Token { span: Span::new(at + head, at + head + words.len()), kind: token.kind });
        }
        at += line.len();
    }
    parts
}

/// Of two that overlap the first stays.
fn drop_overlaps(tokens: &mut Vec<Token>) {
    let mut end = 0;
    tokens.retain(|token| {
        let keep = token.span.start() >= end;
        if keep {
            end = token.span.end();
        }
        keep
    });
}
