//! Quotations in quotation marks.

use std::collections::HashMap;
use std::ops::Range;

use super::beside::{beside, cited_below, named_above};
use super::flat::{Flat, Mark};
use super::outline::BlockQuote;
use super::read::Prepared;
use super::{BlockKind, Quotation, QuotationStyle, Silenced};
use crate::prose::marks::{Quoted, quoted};
use crate::prose::speech::is_one_speech;
use crate::text::Span;

/// The quotations in marks of all blocks, but of those in `quotes`.
pub fn find(blocks: &[Prepared], quotes: &[BlockQuote], note: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut introductions: HashMap<Span, Vec<usize>> = HashMap::new();
    let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut quotes = quotes.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        while quotes.next_if(|quote| quote.blocks.end <= index).is_some() {}
        if !quotes.peek().is_some_and(|quote| quote.blocks.contains(&index)) {
            let first = found.len();
            in_block(block, index, note, &mut found);
            share_citations(block, found.get_mut(first..).unwrap_or(&mut []));
            // What introduces a list cites for items that cite nothing themselves.
            let above = block.draft.above_list.and_then(|above| blocks.get(above));
            let mut uncited =
                found.iter_mut().skip(first).filter(|quotation| quotation.citations.is_empty()).peekable();
            let introduced = above
                .map_or(&[][..], |above| introductions.entry(above.draft.span).or_insert_with(|| above.introduces()));
            if !introduced.is_empty() {
                uncited.for_each(|quotation| quotation.citations = introduced.to_vec());
            } else if matches!(block.draft.kind, BlockKind::Item | BlockKind::Row) && uncited.peek().is_some() {
                let above = block.draft.above_list;
                let mut around = above.map_or(Vec::new(), |above| {
                    named.entry(above).or_insert_with(|| named_above(blocks, above)).clone()
                });
                around.extend(cited_below(blocks, index..index + 1, note));
                uncited.for_each(|quotation| quotation.beside.extend(&around));
            }
        }
    }
    found
}

fn in_block(block: &Prepared, index: usize, note: &str, found: &mut Vec<Quotation>) {
    let flat = &block.draft.flat;
    let text = without_citations(flat, &block.dropped);
    let mut pairs: Vec<Quoted> = Vec::new();
    for segment in flat.segments() {
        let shift = |span: Span| span.shifted(segment.start);
        pairs.extend(quoted(text.get(segment.clone()).unwrap_or("")).into_iter().map(|pair| Quoted {
            outer: shift(pair.outer),
            inner: shift(pair.inner),
            ..pair
        }));
    }
    let nexts = pairs.iter().skip(1).map(|next| next.outer.start()).chain([flat.text().len()]).collect::<Vec<_>>();
    for (pair, next) in pairs.iter().zip(nexts) {
        let inner = trimmed(flat.text(), pair.inner.range());
        let words = flat.read(inner.clone(), &block.dropped);
        if !words.text().contains(char::is_alphanumeric) {
            continue;
        }
        let outer = pair.outer.range();
        let citations = block.anchors.of_quotation(&outer, next, &block.draft);
        found.push(Quotation {
            awaits_footnote: citations.is_empty() && refers_to_nothing(flat, outer.end, next),
            outer: flat.source(&outer),
            inner: between(flat, pair, note),
            words,
            style: QuotationStyle::Inline { open: pair.open, close: pair.close },
            beside: beside(&block.anchors, &block.draft, &outer, next, &citations),
            citations,
            block: index,
            attribution: None,
            silenced: silenced(flat, outer.end, next, &block.dropped),
        });
    }
}

/// `“A,” says X. “B” [@k].`: the two are one speech, and what is cited behind it stands for both.
fn share_citations(block: &Prepared, quotations: &mut [Quotation]) {
    if quotations.len() < 2 || block.draft.kind == BlockKind::Row {
        return;
    }
    let flat = &block.draft.flat;
    let place = |span: Span| flat.mapped.derived(span.start())..flat.mapped.derived(span.end());
    for index in (1..quotations.len()).rev() {
        let (before, behind) = quotations.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else { return };
        if !first.citations.is_empty() || first.awaits_footnote || second.citations.is_empty() {
            continue;
        }
        let (one, two) = (place(first.outer), place(second.outer));
        let between = flat.text().get(one.end..two.start).unwrap_or("");
        let text = |range: Range<usize>| flat.text().get(range).unwrap_or("");
        if is_one_speech(text(one), between, text(two)) {
            first.citations.clone_from(&second.citations);
        }
    }
}

/// Whether a reference to a footnote that is nowhere stands between `end` and `next`.
pub fn refers_to_nothing(flat: &Flat, end: usize, next: usize) -> bool {
    let behind = flat.noise.iter().filter(|noise| end <= noise.start && noise.start <= next);
    behind.into_iter().any(|noise| flat.text().get(noise.clone()).is_some_and(|text| text.starts_with("[^")))
}

/// What stands between the marks in the note, mark-up included, without white space at either end.
fn between(flat: &Flat, pair: &Quoted, note: &str) -> Span {
    let start = flat.source(&(pair.outer.start()..pair.inner.start())).end();
    let end = flat.source(&(pair.inner.end()..pair.outer.end())).start();
    Span::from(trimmed(note, start..end))
}

/// The text of a block in which nothing inside a citation or an address looks like a quotation mark; every byte keeps
/// its place.
fn without_citations(flat: &Flat, dropped: &[Range<usize>]) -> String {
    let mut text = String::with_capacity(flat.text().len());
    let mut at = 0;
    let mut gone: Vec<&Range<usize>> = dropped.iter().chain(&flat.noise).collect();
    gone.sort_by_key(|range| range.start);
    for range in gone {
        if range.start < at {
            continue;
        }
        text.push_str(flat.text().get(at..range.start).unwrap_or(""));
        let citation = flat.text().get(range.clone()).unwrap_or("");
        let bracket = |c: char| matches!(c, '[' | ']' | '(' | ')');
        text.extend(citation.chars().flat_map(|c| {
            // Brackets stay, for a mark beside them to face the right way.
            let filler = if bracket(c) { c } else { 'x' };
            std::iter::repeat_n(filler, c.len_utf8())
        }));
        at = range.end;
    }
    text.push_str(flat.text().get(at..).unwrap_or(""));
    text
}

/// `range` without white space at either end.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or("");
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}

/// What a comment between `end` and the next word, at most up to `next`, says of the quotation that ends there.
pub fn silenced(flat: &Flat, end: usize, next: usize, dropped: &[Range<usize>]) -> Option<Silenced> {
    let behind = flat.marks.get(flat.marks.partition_point(|(at, _)| *at < end)..).unwrap_or(&[]);
    let comments = behind.iter().take_while(|(at, _)| *at <= next).filter_map(|(at, mark)| match mark {
        Mark::Comment(text) => Some((*at, text)),
        Mark::Note(..) => None,
    });
    for (at, text) in comments {
        if flat.read(end..at, dropped).text().contains(char::is_alphanumeric) {
            return None;
        }
        let Some(word) = text.strip_prefix("ibid:") else { continue };
        return match word.split_whitespace().next() {
            Some("own") => Some(Silenced::Own),
            Some("translation") => Some(Silenced::Translation),
            Some("external") => Some(Silenced::External),
            _ => None,
        };
    }
    declares_translation(&flat.read(end..next.max(end), dropped).text().to_lowercase()).then_some(Silenced::Translation)
}

/// "(“No ship, no pay”, my translation)": said in words, in the same sentence.
fn declares_translation(behind: &str) -> bool {
    /// How far behind the quotation it may stand, in bytes.
    const NEAR: usize = 60;
    const PHRASES: [&str; 6] = [
        "my translation",
        "own translation",
        "our translation",
        "author's translation",
        "author’s translation",
        "translation mine",
    ];
    let sentence = behind.split(". ").next().unwrap_or_default();
    PHRASES.iter().any(|phrase| sentence.find(phrase).is_some_and(|at| at <= NEAR))
}
