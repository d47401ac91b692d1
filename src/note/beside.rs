//! Which citations near a quotation may stand for it besides those that it takes.

use std::ops::Range;

use super::BlockKind;
use super::anchors::{Anchor, Anchors};
use super::block_quotes::is_near;
use super::outline::Draft;
use super::read::Prepared;
use crate::prose::marks::quoted;
use crate::text::sentences::sentences;

/// The citations of its block that may stand for the quotation at `outer`, which takes `taken`, where the next quotation
/// begins at `next`. None where what it takes stands in brackets of its own right behind it; the others of its
/// sentence where words stand between; the whole block's where the note says by a "cf." or a new sentence that what
/// follows is about something else. A quotation that takes none may have its citation at the end of the paragraph, or in
/// words before it; what stands in brackets before it closes what it follows.
pub fn beside(anchors: &Anchors, draft: &Draft, outer: &Range<usize>, next: usize, taken: &[usize]) -> Vec<usize> {
    /// How many places on either side are looked at.
    const MOST: usize = 16;
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
            match Follows::of(draft.flat.text(), outer, &behind.at, sentence.1) {
                Follows::AsItsOwn => return Vec::new(),
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

/// What the line above a list or a block quote names as the source in its last sentence, and what the line below cites,
/// for quotations in the blocks of `inside`, which cite nothing themselves; `above` is the block above.
pub fn around(blocks: &[Prepared], above: Option<usize>, inside: Range<usize>, note: &str) -> Vec<usize> {
    let above = above.and_then(|above| blocks.get(above)).filter(|above| above.draft.kind != BlockKind::Heading);
    let mut citations = above.map_or(Vec::new(), |block| {
        let text = block.draft.flat.text();
        let start = sentences(text).last().map_or(0, |sentence| sentence.start());
        let named = block.anchors.all().iter().filter(|anchor| start <= anchor.at.start && !anchor.closes(text));
        named.flat_map(|anchor| anchor.citations.clone()).collect()
    });
    if let Some(block) = below(blocks, inside, note) {
        citations.extend(block.anchors.all().iter().flat_map(|anchor| &anchor.citations));
    }
    citations
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
            return if begins_anew { Follows::Apart } else { Follows::AsItsOwn };
        }
        let behind = text.get(end..at.start).unwrap_or("");
        let other_sentence = end <= at.start && (!bracketed || behind.contains(char::is_alphanumeric));
        if other_sentence { Follows::Apart } else { Follows::InItsSentence }
    }
}

/// Whether a text that leads to a citation says that the source has something else to say.
fn compares(text: &str) -> bool {
    const WORDS: [&str; 9] = ["cf", "cp", "see", "but", "compare", "contrast", "contra", "unlike", "versus"];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}
