//! Block quotes as quotations: which of their text is quoted, who is named under them, what they cite.

use std::ops::Range;

use super::beside::{cited_below, named_above};
use super::outline::BlockQuote;
use super::own_words;
use super::quotations::{refers_to_nothing, silenced, trimmed};
use super::read::Prepared;
use super::{BlockKind, Quotation, QuotationStyle};
use crate::prose::names::is_full_name;
use crate::text::{MappedBuilder, Span};

/// The longest attribution line, in words.
const MAX_ATTRIBUTION: usize = 30;

/// Some text of a block, by its index.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) block: usize,
    pub(super) range: Range<usize>,
}

/// The quotations that `quotes` are; `note` is the whole text.
pub fn find(blocks: &[Prepared], quotes: &[BlockQuote], note: &str) -> Vec<Quotation> {
    quotes.iter().flat_map(|quote| read(blocks, quote, note)).collect()
}

fn read(blocks: &[Prepared], quote: &BlockQuote, note: &str) -> Vec<Quotation> {
    let mut parts: Vec<Part> = quote
        .blocks
        .clone()
        .filter_map(|block| Some(Part { block, range: 0..blocks.get(block)?.draft.flat.text().len() }))
        .collect();
    let mut attribution = title(&mut parts, quote, blocks);
    if let Some(line) = cut_attribution(&mut parts, blocks) {
        attribution = Some(line);
    }
    parts.iter_mut().for_each(|part| trim_part(part, blocks));
    parts.retain(|part| !part.range.is_empty());
    let source = |part: &Part| {
        let block = blocks.get(part.block);
        block.map_or(Span::default(), |block| block.draft.flat.source_with_mark_up(&part.range, note))
    };
    let mut citations = attribution.as_ref().map_or(Vec::new(), |part| cited(blocks, part));
    let mut line = attribution.as_ref().map(source);
    if citations.is_empty() {
        let whole = |block: usize| cited(blocks, &Part { block, range: 0..usize::MAX });
        citations = quote.blocks.clone().flat_map(whole).collect();
    }
    if citations.is_empty() {
        let (below, cites) = below(blocks, quote, note);
        line = line.or(below);
        citations = cites;
    }
    if citations.is_empty() {
        citations = introduction(blocks, quote, note);
    }
    let above = quote
        .blocks
        .start
        .checked_sub(1)
        .filter(|above| blocks.get(*above).is_some_and(|above| is_near(note, above.draft.span, quote.span)));
    let mut beside = Vec::new();
    if citations.is_empty() {
        beside = above.map_or(Vec::new(), |above| named_above(blocks, above));
        beside.extend(cited_below(blocks, quote.blocks.clone(), note));
    }
    let awaits = |block: &Prepared| refers_to_nothing(&block.draft.flat, 0, usize::MAX);
    let awaits_footnote = citations.is_empty() && quote.blocks.clone().filter_map(|at| blocks.get(at)).any(awaits);
    let spoken = own_words::quoted_parts(parts, blocks);
    let is_one = spoken.len() == 1;
    let quotation = |parts: &Vec<Part>| {
        let (first, last) = (parts.first()?, parts.last()?);
        let words = parts.iter().fold(MappedBuilder::default(), |mut words, part| {
            if let Some(block) = blocks.get(part.block) {
                block.draft.flat.append(&mut words, part.range.clone(), &block.dropped);
            }
            words
        });
        let words = words.finish();
        let inner = Span::new(source(first).start(), source(last).end());
        let silenced = blocks.get(last.block).and_then(|block| {
            silenced(&block.draft.flat, last.range.end, block.draft.flat.text().len(), &block.dropped)
        });
        words.text().contains(char::is_alphanumeric).then_some(Quotation {
            awaits_footnote,
            outer: if is_one { quote.span } else { inner },
            inner,
            words,
            style: QuotationStyle::Block,
            citations: citations.clone(),
            beside: beside.clone(),
            block: first.block,
            // One line below cannot tell which of several speakers is meant.
            attribution: line.filter(|_| is_one),
            silenced,
        })
    };
    spoken.iter().filter_map(quotation).collect()
}

fn cited(blocks: &[Prepared], part: &Part) -> Vec<usize> {
    blocks.get(part.block).map_or(Vec::new(), |block| block.anchors.within(&part.range))
}

/// Cuts the title of a `[!quote]` callout off; it names whom it quotes.
fn title(parts: &mut [Part], quote: &BlockQuote, blocks: &[Prepared]) -> Option<Part> {
    let range = quote.title.clone()?;
    let first = parts.first_mut()?;
    first.range.start = range.end;
    let range = trimmed(blocks.get(first.block)?.draft.flat.text(), range);
    (!range.is_empty()).then_some(Part { block: first.block, range })
}

/// Cuts the attribution off the last part: its last lines from one that begins with a dash, or what follows a dash
/// or stands in parentheses behind the end of the last sentence.
fn cut_attribution(parts: &mut [Part], blocks: &[Prepared]) -> Option<Part> {
    let only = parts.len() == 1;
    let last = parts.last_mut()?;
    let block = blocks.get(last.block)?;
    let flat = &block.draft.flat;
    let lines = flat.line_ranges();
    let from_dash = lines.iter().enumerate().rev().take(3).find_map(|(number, line)| {
        let line = line.start.max(last.range.start)..flat.text().len();
        let is_first = number == 0 && only;
        let text = flat.text().get(line.clone())?;
        let names = || is_attribution(text) || is_office(text) && ends_with_citation(block, &line);
        (!is_first && names()).then_some(line.start)
    });
    let signed = (!only && is_signature(block, &last.range)).then_some(last.range.start);
    let start = from_dash.or(signed).or_else(|| behind_last_sentence(block, &last.range))?;
    let line = Part { block: last.block, range: trimmed(flat.text(), start..flat.text().len()) };
    last.range.end = start;
    Some(line)
}

/// Whether a paragraph is nothing but who spoke, and where: `Ana Kovář, in [@a1]`.
fn is_signature(block: &Prepared, range: &Range<usize>) -> bool {
    /// The most words before the citation.
    const MOST: usize = 12;
    let Some(cited) = block.dropped.last().filter(|cited| range.contains(&cited.start)) else { return false };
    let text = block.draft.flat.text();
    let (before, behind) = (text.get(range.start..cited.start), text.get(cited.end..range.end));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let name =
        before.split([',', '(']).next().unwrap_or_default().trim().trim_end_matches(" in").trim_end_matches(" to");
    // In "Salva Kiir never came back to it [@a1]" the quotation goes on.
    let lead = before.trim_end();
    let leads = lead == name || [" in", " to", ",", "("].iter().any(|end| lead.ends_with(end));
    leads
        && behind.trim().trim_matches(['.', ')']).is_empty()
        && before.split_whitespace().count() <= MOST
        && !before.contains(['.', '!', '?', '“', '”', '"'])
        && is_full_name(name)
}

/// Whether a line names who spoke: a dash, then a name or a citation, and not much more.
fn is_attribution(line: &str) -> bool {
    let Some(name) = after_dash(line.trim()) else { return false };
    name.split_whitespace().count() <= MAX_ATTRIBUTION && begins_like_a_name(name)
}

/// Whether a line says by the office alone who spoke: `— the harbour master of Lower Quay [@a1]`.
fn is_office(line: &str) -> bool {
    let first = after_dash(line.trim()).and_then(|name| name.split_whitespace().next());
    first.is_some_and(|first| matches!(first, "the" | "a" | "an" | "his" | "her" | "their"))
        && line.split_whitespace().count() <= MAX_ATTRIBUTION
}

/// Whether a citation is the last that stands in `range`.
fn ends_with_citation(block: &Prepared, range: &Range<usize>) -> bool {
    let cited = block.dropped.iter().rev().find(|cited| range.start <= cited.start && cited.end <= range.end);
    let behind = cited.and_then(|cited| block.draft.flat.text().get(cited.end..range.end));
    behind.is_some_and(|behind| !behind.contains(char::is_alphanumeric))
}

/// `(Ilze Ozola, harbour master; @a1.)`: a paragraph of nothing but parentheses that say whose the words above are.
fn is_in_parentheses(line: &str) -> bool {
    /// What opens an aside that has its own to say.
    const ASIDES: [&str; 10] = ["See", "Cf", "Compare", "But", "Also", "This", "That", "The", "It", "For"];
    let inside = line.trim().trim_end_matches('.').strip_prefix('(').and_then(|inside| inside.strip_suffix(')'));
    inside.is_some_and(|inside| {
        let first = inside.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        begins_like_a_name(inside)
            && !ASIDES.contains(&first)
            && !inside.contains(['“', '”', '"', '«', '?', '!'])
            && inside.split_whitespace().count() <= MAX_ATTRIBUTION
    })
}

/// "Thus Kovář.", "So Ilze Ozola of the port": nothing but whose the words above are.
fn is_thus(line: &str) -> bool {
    /// How many words may say so.
    const MOST: usize = 6;
    let line = line.trim().trim_end_matches(['.', ',', ':']);
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=MOST).contains(&words.len())
        && matches!(words.first().copied(), Some("Thus" | "So" | "Thus,"))
        && words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’' | ',')))
        && words.get(1).is_some_and(|name| begins_like_a_name(name))
}

fn after_dash(line: &str) -> Option<&str> {
    let dash = ["---", "--", "—", "–", "―", "~"].into_iter().find(|dash| line.starts_with(dash))?;
    line.get(dash.len()..).map(str::trim_start)
}

pub(super) fn begins_like_a_name(text: &str) -> bool {
    match text.chars().next() {
        Some('[' | '@' | '(') => true,
        Some(first) => first.is_alphabetic() && !first.is_lowercase(),
        None => false,
    }
}

/// Where ` — Name` or `(Name, [@key])` begins behind the end of the last sentence.
fn behind_last_sentence(block: &Prepared, range: &Range<usize>) -> Option<usize> {
    let text = block.draft.flat.text().get(range.clone())?;
    let dashes = text.char_indices().rev().filter(|(_, c)| matches!(c, '—' | '–' | '―' | '-'));
    let dash = dashes.take(8).find_map(|(at, _)| {
        let before = text.get(..at)?.trim_end();
        let ends = before.ends_with(|c: char| ".!?…\"”’»“'".contains(c));
        let rest = text.get(at..)?;
        let name = after_dash(rest)?;
        (ends && is_attribution(rest) && name.split_whitespace().count() <= 12).then_some(range.start + at)
    });
    dash.or_else(|| {
        let open = text.trim_end().trim_end_matches('.').strip_suffix(')')?.rfind('(')? + range.start;
        block.dropped.iter().any(|cited| open < cited.start).then_some(open)
    })
}

/// Takes white space and citations off both ends, and the full stop behind a citation.
fn trim_part(part: &mut Part, blocks: &[Prepared]) {
    let Some(block) = blocks.get(part.block) else { return };
    let text = block.draft.flat.text();
    let mut gone: Vec<&Range<usize>> = block.dropped.iter().chain(&block.draft.flat.noise).collect();
    gone.sort_by_key(|range| range.start);
    part.range = trimmed(text, part.range.clone());
    for range in &gone {
        if range.start <= part.range.start && part.range.start < range.end {
            part.range = trimmed(text, range.end.min(part.range.end)..part.range.end);
        }
    }
    for range in gone.iter().rev() {
        let behind = text.get(range.end..part.range.end).unwrap_or("");
        if range.start < part.range.end && behind.chars().all(|c| c.is_whitespace() || ".,;".contains(c)) {
            part.range = trimmed(text, part.range.start..range.start.max(part.range.start));
        }
    }
}

/// What the paragraph right below cites, if it says nothing else or names who spoke.
fn below(blocks: &[Prepared], quote: &BlockQuote, note: &str) -> (Option<Span>, Vec<usize>) {
    let Some(block) = blocks.get(quote.blocks.end) else { return (None, Vec::new()) };
    let text = block.draft.flat.text();
    if !is_near(note, quote.span, block.draft.span) || block.draft.kind == BlockKind::Heading {
        return (None, Vec::new());
    }
    let prose = block.draft.flat.read(0..text.len(), &block.dropped);
    let bare = !prose.text().contains(char::is_alphanumeric);
    if !bare && !is_attribution(text) && !is_thus(prose.text()) && !is_in_parentheses(text) {
        return (None, Vec::new());
    }
    (Some(block.draft.span), block.anchors.within(&(0..usize::MAX)))
}

/// What the sentence right above cites, if it ends in a colon.
fn introduction(blocks: &[Prepared], quote: &BlockQuote, note: &str) -> Vec<usize> {
    let above = quote.blocks.start.checked_sub(1).and_then(|above| blocks.get(above));
    let above = above.filter(|block| is_near(note, block.draft.span, quote.span));
    above.map_or(Vec::new(), Prepared::introduces)
}

/// Whether nothing but white space, quote markers and the bars of a table stands between two blocks.
pub fn is_near(note: &str, above: Span, below: Span) -> bool {
    let between = note.get(above.end()..below.start());
    between.is_some_and(|between| between.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '|')))
}
