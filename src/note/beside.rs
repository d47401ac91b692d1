//! Which citations near a quotation may stand for it besides those that it takes.

use std::ops::Range;

use super::anchors::{Anchor, Anchors};
use super::block_quotes::is_near;
use super::citations::Found;
use super::outline::Draft;
use super::read::Prepared;
use super::{BlockKind, Quotation};
use crate::prose::marks::quoted;
use crate::text::sentences::sentences;

/// How many places on either side are looked at.
const MOST: usize = 16;

/// The citations of its block that may stand for the quotation at `outer`, which takes `taken`, where the next quotation
/// begins at `next`. None where what it takes stands in brackets of its own right behind it; the others of its
/// sentence where words stand between; the whole block's where the note says by a "cf." or a new sentence that what
/// follows is about something else. A quotation that takes none may have its citation at the end of the paragraph, or in
/// words before it; what stands in brackets before it closes what it follows.
pub fn beside(anchors: &Anchors, draft: &Draft, outer: &Range<usize>, next: usize, taken: &[usize]) -> Vec<usize> {
    let all = anchors.all();
    let here = all.partition_point(|anchor| anchor.at.start < outer.start);
    let all = all.get(here.saturating_sub(MOST)..all.len().min(here + MOST)).unwrap_or(&[]);
    if all.len() < 2 && !taken.is_empty() {
        return Vec::new();
    }
    let takes = |anchor: &&Anchor| anchor.citations.iter().any(|citation| taken.contains(citation));
    let is_before = |anchor: &&Anchor| anchor.at.start < outer.start;
    // A footnote may be referred to on both sides; the one behind counts.
    let taken_at = all.iter().filter(|anchor| !is_before(anchor)).find(takes);
    let (start, end) = match taken_at.or_else(|| all.iter().rev().filter(is_before).find(takes)) {
        None => {
            let text = draft.flat.text();
            let stands = all.iter().filter(|anchor| outer.end <= anchor.at.start || !anchor.closes(text));
            return stands.flat_map(|anchor| &anchor.citations).copied().collect();
        }
        Some(inside) if outer.start <= inside.at.start && inside.at.end <= outer.end && !inside.at.is_empty() => {
            return Vec::new();
        }
        Some(behind) if outer.end <= behind.at.start && behind.at.start <= next => {
            let sentence = anchors.sentence(draft, outer);
            let text = draft.flat.text();
            match Follows::of(text, outer, &behind.at, sentence.1) {
                _ if behind.compares => (0, usize::MAX),
                // The others of the same parenthesis.
                Follows::AsItsOwn => {
                    let opens = text.get(..behind.at.start).is_some_and(|before| before.trim_end().ends_with('('));
                    let closes = text.get(behind.at.end..).and_then(|rest| rest.find(')')).filter(|_| opens);
                    (behind.at.start, behind.at.end + closes.unwrap_or(0))
                }
                Follows::InItsSentence => sentence,
                Follows::Apart => (0, usize::MAX),
            }
        }
        Some(_) => anchors.sentence(draft, outer),
    };
    let near = all.iter().filter(|anchor| start <= anchor.at.start && anchor.at.start <= end);
    let citations = near.flat_map(|anchor| &anchor.citations).copied();
    citations.filter(|citation| !taken.contains(citation)).collect()
}

/// What the last sentence of the block above a list or a block quote names as the source.
pub fn named_above(blocks: &[Prepared], above: usize) -> Vec<usize> {
    let Some(block) = blocks.get(above).filter(|above| above.draft.kind != BlockKind::Heading) else {
        return Vec::new();
    };
    if block.anchors.all().is_empty() {
        return Vec::new();
    }
    let text = block.draft.flat.text();
    let start = sentences(text).last().map_or(0, |sentence| sentence.start());
    let named = block.anchors.all().iter().filter(|anchor| start <= anchor.at.start && !anchor.closes(text));
    named.flat_map(|anchor| anchor.citations.clone()).take(MOST).collect()
}

/// What the line right below a list, a table or block quotes cites, for quotations in the blocks of `inside`.
pub fn cited_below(blocks: &[Prepared], inside: Range<usize>, note: &str) -> Vec<usize> {
    let anchors = below(blocks, inside, note).map_or(&[][..], |block| block.anchors.all());
    anchors.iter().flat_map(|anchor| anchor.citations.clone()).take(MOST).collect()
}

/// The paragraph right below the list or the block quotes that `inside` begins, if it quotes nothing itself and says,
/// below a list, one thing only.
fn below<'a>(blocks: &'a [Prepared], inside: Range<usize>, note: &str) -> Option<&'a Prepared> {
    /// How many blocks of the same kind may stand between.
    const MOST: usize = 40;
    let kind = blocks.get(inside.start)?.draft.kind;
    let rest = blocks.get(inside.end.checked_sub(1)?..)?;
    let mut pairs = rest.iter().zip(rest.iter().skip(1)).take(MOST);
    let (last, below) = pairs.find(|(_, below)| below.draft.kind != kind)?;
    if below.anchors.all().is_empty() {
        return None;
    }
    let text = below.draft.flat.text();
    let quotes_nothing = quoted(text).is_empty() && (kind == BlockKind::Quote || sentences(text).len() == 1);
    let near = is_near(note, last.draft.span, below.draft.span);
    (below.draft.kind == BlockKind::Paragraph && near && quotes_nothing).then_some(below)
}

/// How a citation follows a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Follows {
    /// Right behind it: `“…” [@key]`.
    AsItsOwn,
    /// With words between, in the same sentence.
    InItsSentence,
    /// As something else: in another sentence, clause or cell, or for comparison.
    Apart,
}

impl Follows {
    /// How the citation at `at` follows the quotation at `outer`, whose sentence ends at `end`.
    fn of(text: &str, outer: &Range<usize>, at: &Range<usize>, end: usize) -> Follows {
        let between = text.get(outer.end..at.start).unwrap_or("");
        let itself = text.get(at.clone()).unwrap_or("");
        let opening = itself.split('@').next().filter(|opening| opening.starts_with('[')).unwrap_or("");
        if [between, opening].iter().any(|text| compares(text)) || between.contains([';', '\n']) {
            return Follows::Apart;
        }
        let bracketed = at.is_empty() || itself.starts_with('[') || between.trim_end().ends_with(['(', '[']);
        if !between.contains(char::is_alphanumeric) {
            let quoted = text.get(outer.clone()).unwrap_or("");
            let ends = |text: &str| {
                text.trim_end_matches(|c: char| c.is_whitespace() || "”“\"’'»«".contains(c))
                    .ends_with(['.', '!', '?', '…'])
            };
            let begins_anew = !bracketed && (ends(between) || between.trim().is_empty() && ends(quoted));
            // "“…”, @key has it": the beginning of another clause.
            let goes_on =
                text.get(at.end..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(char::is_alphanumeric));
            if !bracketed && !begins_anew && goes_on {
                return Follows::InItsSentence;
            }
            return if begins_anew { Follows::Apart } else { Follows::AsItsOwn };
        }
        let behind = text.get(end..at.start).unwrap_or("");
        let other_sentence = end <= at.start && (!bracketed || behind.contains(char::is_alphanumeric));
        if other_sentence { Follows::Apart } else { Follows::InItsSentence }
    }
}

/// Whether what stands before the first citation of a footnote says that it is for comparison.
pub fn leads_to_comparison(footnote: &Draft, found: &[Found]) -> bool {
    let first = found.first().and_then(|first| footnote.flat.text().get(..first.at.start));
    first.is_some_and(compares)
}

/// What the heading right above cites stands for the quotations of its section that cite nothing.
pub fn under_headings(blocks: &[Prepared], quotations: &mut [Quotation]) {
    let mut next = 0;
    let mut cited: Vec<usize> = Vec::new();
    for quotation in quotations {
        for block in blocks.get(next..=quotation.block).unwrap_or(&[]) {
            if block.draft.kind == BlockKind::Heading {
                cited = block.anchors.within(&(0..usize::MAX));
            }
        }
        next = next.max(quotation.block + 1);
        if quotation.citations.is_empty() {
            quotation.beside.extend(cited.iter().take(MOST));
        }
    }
}

/// Whether a text that leads to a citation says that the source has something else to say.
fn compares(text: &str) -> bool {
    const WORDS: [&str; 9] = ["cf", "cp", "see", "but", "compare", "contrast", "contra", "unlike", "versus"];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}
