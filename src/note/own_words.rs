//! What stands in a block quote and is the analyst's own: who speaks, clauses that report, remarks, the source.
//!
//! Such words are no error of the quotation, and no mend may touch them. What is left out here is only not checked, so that
//! a label that the source has too does no harm.

use std::ops::Range;

use super::BlockKind;
use super::block_quotes::{Part, begins_like_a_name};
use super::quotations::trimmed;
use super::read::Prepared;
use crate::prose::marks::quoted;

/// The most words of a line that says where the quotation is from.
const MOST_OF_SOURCE: usize = 10;
/// The most words of a line that leads to the quotation.
const MOST_OF_LEAD: usize = 12;
/// The most words of a label, and its most bytes.
const MOST_OF_LABEL: usize = 4;
const LONGEST_LABEL: usize = 40;
/// The most words around quotation marks in one paragraph that report who speaks.
const MOST_OF_CLAUSE: usize = 14;
/// How many of a hundred letters stand within the quotation marks where those are the quotation.
const QUOTED: usize = 50;

/// What is quoted of `parts`, which are in order: one quotation, or one for each speaker where labels tell several.
pub(super) fn quoted_parts(mut parts: Vec<Part>, blocks: &[Prepared]) -> Vec<Vec<Part>> {
    leave_out(&mut parts, blocks);
    let mut spoken: Vec<Vec<Part>> = Vec::new();
    for part in &parts {
        for (is_labelled, part) in without_labels(part, blocks) {
            let within = within_marks(&part, blocks);
            match spoken.last_mut() {
                Some(last) if !is_labelled => last.extend(within),
                _ => spoken.push(within),
            }
        }
    }
    spoken
}

fn leave_out(parts: &mut Vec<Part>, blocks: &[Prepared]) {
    let kind = |part: &Part| blocks.get(part.block).map(|block| block.draft.kind);
    if parts.iter().any(|part| kind(part) != Some(BlockKind::Heading)) {
        parts.retain(|part| kind(part) != Some(BlockKind::Heading));
    }
    cut_source(parts, blocks);
    cut_remark(parts, blocks);
    if parts.iter().any(|part| text(part, blocks).starts_with("A:")) {
        parts.retain(|part| !text(part, blocks).starts_with("Q:"));
    }
    if parts.len() > 1 && parts.first().is_some_and(|part| leads(text(part, blocks))) {
        parts.remove(0);
    }
}

fn text<'a>(part: &Part, blocks: &'a [Prepared]) -> &'a str {
    blocks.get(part.block).and_then(|block| block.draft.flat.text().get(part.range.clone())).unwrap_or("").trim()
}

/// `Source: [@a1]`, `See @a1.`, `Ilze Ozola, in @a1`, `{cite="@a1"}`: a last line of its own that says where it is from.
fn cut_source(parts: &mut Vec<Part>, blocks: &[Prepared]) {
    let is_only_part = parts.len() == 1;
    let Some(last) = parts.last_mut() else { return };
    let Some(block) = blocks.get(last.block) else { return };
    let flat = &block.draft.flat;
    let lines = flat.line_ranges();
    let Some(line) = lines.iter().rev().find(|line| line.start < last.range.end) else { return };
    let start = line.start.max(last.range.start);
    if start == last.range.start && is_only_part {
        return;
    }
    let line = start..last.range.end.max(start);
    let written = flat.text().get(line.clone()).unwrap_or("").trim();
    let before = flat.text().get(last.range.start..start).unwrap_or("").trim_end();
    let cites = !block.anchors.within(&(start..usize::MAX)).is_empty();
    let is_attribute = written.starts_with('{') && written.ends_with('}');
    let first = written.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let is_named = matches!(first, "Source" | "Sources" | "See" | "From" | "Via" | "Cf" | "In");
    let is_over = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '’', '\'', '»', '“']);
    let inside = written.trim_end_matches(['.', ' ']);
    let is_signed = is_over
        && begins_like_a_name(written)
        && !inside.contains(['!', '?', '”', '"', ';'])
        && !inside.contains(". ")
        && is_name_before_citation(written);
    let few = written.split_whitespace().count() <= MOST_OF_SOURCE;
    if is_attribute || cites && few && (is_named || is_signed) {
        last.range.end = start;
        let range = trimmed(flat.text(), last.range.clone());
        last.range = range;
        if last.range.is_empty() {
            parts.pop();
        }
    }
}

/// "Ozola, in", "Ilze Ozola, harbour master": nothing but capitalised words before the first comma or "in".
fn is_name_before_citation(line: &str) -> bool {
    let end = [",", "(", " in ", " to ", " [", " @"].iter().filter_map(|mark| line.find(mark)).min();
    let name = line.get(..end.unwrap_or(line.len())).unwrap_or("").trim();
    !name.is_empty() && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// "(my emphasis)"
fn cut_remark(parts: &mut [Part], blocks: &[Prepared]) {
    /// The most words of it.
    const MOST: usize = 5;
    let Some(last) = parts.last_mut() else { return };
    let Some(flat) = blocks.get(last.block).map(|block| &block.draft.flat) else { return };
    let Some(written) = flat.text().get(last.range.clone()).map(str::trim_end) else { return };
    let Some(open) = written.strip_suffix(')').and_then(|inside| inside.rfind('(')) else { return };
    let remark = written.get(open..).unwrap_or("").to_lowercase();
    let remarks = ["emphasis", "emphases", "italics", "translation", "translated", "boldface"];
    if remark.split_whitespace().count() <= MOST && remarks.iter().any(|word| remark.contains(word)) {
        last.range = trimmed(flat.text(), last.range.start..last.range.start + open);
    }
}

/// "On the harbour master’s plan:", a paragraph of its own.
fn leads(paragraph: &str) -> bool {
    paragraph.ends_with(':') && paragraph.split_whitespace().count() <= MOST_OF_LEAD && !paragraph.contains(['“', '"'])
}

/// The part without "Ozola:" at the beginning of its lines: its pieces, and whether a label stood before each.
fn without_labels(part: &Part, blocks: &[Prepared]) -> Vec<(bool, Part)> {
    let Some(flat) = blocks.get(part.block).map(|block| &block.draft.flat) else { return Vec::new() };
    let all = flat.text();
    let mut out: Vec<(bool, Part)> = Vec::new();
    let (mut start, mut is_labelled) = (part.range.start, false);
    let mut push = |is_labelled: bool, range: Range<usize>| {
        let range = trimmed(all, range);
        if !range.is_empty() {
            out.push((is_labelled, Part { block: part.block, range }));
        }
    };
    for line in flat.line_ranges() {
        let from = line.start.max(part.range.start);
        if from >= part.range.end || line.end <= part.range.start {
            continue;
        }
        let written = all.get(from..line.end.min(part.range.end)).unwrap_or("");
        let before = all.get(part.range.start..from).unwrap_or("").trim_end();
        let opens = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '»']);
        if let Some(length) = label(written).filter(|_| opens) {
            push(is_labelled, start..from);
            (start, is_labelled) = (from + length, true);
        }
    }
    push(is_labelled, start..part.range.end);
    out
}

/// How long a label at the beginning of `line` is, in bytes, with its colon: "Ilze Ozola: ", "Q: ".
fn label(line: &str) -> Option<usize> {
    let indented = line.len() - line.trim_start().len();
    let (name, rest) = line.trim_start().split_once(':')?;
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
    };
    let words = name.split_whitespace().count();
    let fits =
        name.len() <= LONGEST_LABEL && (1..=MOST_OF_LABEL).contains(&words) && name.split_whitespace().all(is_word);
    (fits && rest.starts_with([' ', '“', '"', '«'])).then_some(indented + name.len() + 1)
}

/// What stands in quotation marks in the part, where the rest of it only reports who speaks.
fn within_marks(part: &Part, blocks: &[Prepared]) -> Vec<Part> {
    let written =
        blocks.get(part.block).and_then(|block| block.draft.flat.text().get(part.range.clone())).unwrap_or("");
    let pairs = quoted(written);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let inside: usize = pairs.iter().map(|pair| letters(pair.inner.of(written))).sum();
    let words = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let quoted_words: usize = pairs.iter().map(|pair| words(pair.outer.of(written))).sum();
    let around = words(written).saturating_sub(quoted_words);
    if pairs.is_empty() || inside * 100 < letters(written) * QUOTED || around > MOST_OF_CLAUSE {
        return vec![part.clone()];
    }
    let pairs = pairs.iter().map(|pair| pair.inner.shifted(part.range.start).range());
    pairs.map(|range| Part { block: part.block, range }).collect()
}
