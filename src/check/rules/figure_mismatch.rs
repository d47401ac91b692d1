//! `figure-mismatch`: an unquoted, cited sentence gives a number or date that its source contradicts.

use std::borrow::Cow;
use std::sync::Arc;

use super::Found;
use crate::check::context::Context;
use crate::corpus::ArticleId;
use crate::note::{BlockKind, Note, NoteBlock, Target};
use crate::prose::figures::Contradiction;
use crate::text::Span;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, block) in context.note.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Quote | BlockKind::Heading) {
            continue;
        }
        for claim in claims(context, index, block) {
            if context.stop.is_asked() {
                return Vec::new();
            }
            let cited = claim.citations.iter().filter_map(|&citation| context.cited.get(citation));
            let articles: Vec<ArticleId> = cited.flat_map(|cited| cited.articles().iter().copied()).collect();
            found.extend(of_claim(context, block, claim.span, &articles));
        }
    }
    found
}

/// A part of a sentence and what it cites.
struct Claim {
    /// Where it stands in the block's prose.
    span: Span,
    citations: Vec<usize>,
}

fn of_claim(context: &Context<'_>, block: &NoteBlock, claim: Span, articles: &[ArticleId]) -> Vec<Found> {
    if articles.is_empty() {
        return Vec::new();
    }
    let text = block.prose.text();
    let against = context.corpus().contradictions(&said(claim.of(text), block.kind), articles);
    let shown = |(id, against): &(ArticleId, Contradiction)| {
        let article = context.corpus().article(*id).article();
        let prose = article.prose.text();
        let (claimed, found) =
            shown_apart(text, against.claimed.span.shifted(claim.start()), prose, against.found.span);
        Found {
            span: block.prose.source(claimed),
            message: format!("{} has “{}” here: “{}”", context.name(*id), found.of(prose), against.sentence.of(prose)),
            source: Some(context.corpus().place(*id, against.found.span)),
            fixes: Vec::new(),
        }
    };
    against.iter().map(shown).collect()
}

/// A claim with the borders of the cells in it, where it is a row: what stands behind a border is not counted before it.
fn said(claim: &str, kind: BlockKind) -> Cow<'_, str> {
    if kind == BlockKind::Row { claim.replace('\n', "|").into() } else { claim.into() }
}

/// Both figures as they are shown: where they are the same number, with what they count.
fn shown_apart(text: &str, claimed: Span, prose: &str, found: Span) -> (Span, Span) {
    if claimed.of(text) == found.of(prose) {
        (with_unit(text, claimed), with_unit(prose, found))
    } else {
        (claimed, found)
    }
}

/// A number with the words behind it, up to the next stop.
fn with_unit(text: &str, number: Span) -> Span {
    const WORDS: usize = 3;
    let behind = text.get(number.end()..).unwrap_or_default();
    let ends = |at: &usize| behind.get(*at..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let stop = behind.find(|c: char| !c.is_alphanumeric() && c != ' ').unwrap_or(behind.len());
    let places = behind.char_indices().map(|(at, _)| at).chain([behind.len()]).filter(ends);
    let words = places.filter(|&at| at > 0 && at <= stop && !behind[..at].ends_with(' '));
    let length = words.take(WORDS).last().unwrap_or(0);
    Span::new(number.start(), number.end() + length)
}

/// The claims of a block: each sentence, cut behind its citations, without what it quotes.
fn claims(context: &Context<'_>, index: usize, block: &NoteBlock) -> Vec<Claim> {
    let note = context.note;
    let text = block.prose.text();
    let places = citing_places(note, index);
    if places.is_empty() {
        return Vec::new();
    }
    let quoted: Vec<Span> = note
        .quotations
        .iter()
        .filter(|quotation| block.span.covers(quotation.outer))
        .map(|quotation| {
            Span::new(block.prose.derived(quotation.outer.start()), block.prose.derived(quotation.outer.end()))
        })
        .collect();
    let whole = [Span::new(0, text.len())];
    let sentences = if block.kind == BlockKind::Row { Arc::from(whole) } else { context.corpus().sentences(text) };
    let mut places = places.into_iter().peekable();
    let mut claims = Vec::new();
    for &sentence in sentences.iter() {
        let mut from = sentence.start();
        // In a table what is cited may have a cell of its own.
        let mut end = if block.kind == BlockKind::Row { block.span.end() } else { block.prose.source(sentence).end() };
        let mut leading: Option<Vec<usize>> = None;
        while let Some(place) = places.next_if(|place| place.follows(note, end)) {
            end = end.max(place.span.end());
            let at = block.prose.derived(place.span.start()).clamp(from, sentence.end().max(from));
            let clause = Span::new(from, at);
            if clause.of(text).contains(char::is_alphanumeric) {
                claims.push((clause, place.citations.clone()));
            }
            // "As @key writes, …" cites for what follows.
            leading = place.bare.then_some(place.citations);
            from = at;
        }
        if let Some(citations) = leading {
            claims.push((Span::new(from, sentence.end()), citations));
        }
    }
    let unquoted = claims.into_iter().flat_map(|(clause, citations)| {
        let parts = without(clause, &quoted);
        parts.into_iter().map(move |part| (part, citations.clone()))
    });
    unquoted.map(|(span, citations)| Claim { span, citations }).collect()
}

/// A place at which a block cites.
struct Place {
    span: Span,
    citations: Vec<usize>,
    /// A key in the running text, which may stand before what it is cited for.
    bare: bool,
}

impl Place {
    /// Whether it belongs to a sentence that ends at `end` in the note: it stands in it, or right behind it.
    fn follows(&self, note: &Note, end: usize) -> bool {
        let between = || note.text.get(end..self.span.start()).unwrap_or("x");
        self.span.end() <= end || (!self.bare && between().trim().is_empty())
    }
}

fn citing_places(note: &Note, index: usize) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (number, citation) in note.citations.iter().enumerate().filter(|(_, citation)| citation.block == index) {
        match places.last_mut() {
            Some(last) if last.span == citation.group => last.citations.push(number),
            _ => {
                let bare = matches!(citation.target, Target::Bare(_));
                places.push(Place { span: citation.group, citations: vec![number], bare });
            }
        }
    }
    let footnotes = note.footnotes.iter().filter(|reference| reference.block == index);
    places.extend(footnotes.map(|reference| Place {
        span: reference.span,
        citations: reference.citations.clone(),
        bare: false,
    }));
    places.sort_by_key(|place| place.span);
    places
}

/// The parts of `whole` outside `gone`, which is in order.
fn without(whole: Span, gone: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = whole.start();
    for gone in gone.iter().filter(|gone| gone.overlaps(whole)) {
        parts.push(Span::new(from, gone.start().max(from)));
        from = gone.end().max(from);
    }
    parts.push(Span::new(from.min(whole.end()), whole.end()));
    parts.retain(|part| !part.is_empty());
    parts
}
