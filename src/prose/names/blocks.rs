//! Where sentences open, and which blocks capitalise words that are no names.

use super::lexicon::is;
use super::token::{Document, Extent, Shape, Token, gap, within};

/// How a block uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Names and sentence openings only.
    Running,
    /// Every important word, as English headlines do.
    Headline,
    /// Everything.
    Capitals,
}

/// A block's share of the tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// How it uses capitals.
    pub style: Style,
}

/// From this share of ordinary words with a capital on, capitals say nothing.
const HEADLINE_SHARE: f32 = 0.8;
/// The same for what ends like a sentence.
const SENTENCE_SHARE: f32 = 1.0;
/// The longest headline, in words.
const LONGEST_HEADLINE: usize = 18;
/// From this share of words in capitals on, a line is all capitals.
const CAPITALS_SHARE: f32 = 0.8;

/// Finds the style of a block and counts its words.
pub(super) fn survey(document: &mut Document, first: usize, extent: Extent, text: &str) -> Block {
    let style = style(document, first, extent, text);
    count(document, first, extent.end, style);
    Block { first, end: extent.end, style }
}

/// The mark that ends the block as it would a sentence.
fn last_mark(text: &str) -> Option<char> {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’' | '\'' | '»' | ')'))
        .chars()
        .next_back()
        .filter(|mark| matches!(mark, '.' | '!' | '?'))
}

/// Marks the tokens that open a sentence, of the whole document.
pub(super) fn mark_openings(document: &mut Document) {
    // Nothing opens after a blank alone.
    let marks = std::mem::take(&mut document.marks);
    for index in marks.iter().map(|&index| index as usize) {
        let Some(token) = document.tokens.get(index).copied() else { continue };
        let after_stop = token.gap & gap::STOP != 0 && !ends_with_abbreviation(document, index, token.gap);
        let after_mark = token.gap & (gap::QUOTE | gap::BLOCK | gap::COLON) != 0;
        let after_dots = token.gap == gap::SPACE && follows_sentence_end(document, index);
        let item = token.gap & gap::OTHER != 0;
        // "LIMA (Noticias del Sur) - Fighters have": a dateline ends.
        let after_dateline =
            token.gap & gap::CLOSE != 0 && token.gap & gap::DASH != 0 && document.traits(index) & is::KNOWN == 0;
        if let Some(token) = document.tokens.get_mut(index) {
            token.opens = after_stop || after_mark || after_dots || item || after_dateline;
        }
    }
    document.marks = marks;
}

/// "Gen. Ruiz" and "Acme Inc. said": the stop before the token belongs to the word before it.
fn ends_with_abbreviation(document: &Document, index: usize, gap: u16) -> bool {
    gap & !(gap::STOP | gap::SPACE | gap::LINE | gap::COMMA) == 0
        && index.checked_sub(1).is_some_and(|before| {
            document.traits(before) & is::ABBREVIATION != 0
                && document.tokens.get(before).is_some_and(|token| token.is_capital() || token.end - token.start <= 3)
        })
}

/// "in the U.S. The talks": the last stop of the acronym ends the sentence if an ordinary word follows.
fn follows_sentence_end(document: &Document, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| document.tokens.get(before));
    before.is_some_and(|token| token.shape == Shape::Dotted) && document.traits(index) & is::FUNCTION != 0
}

fn style(document: &Document, first: usize, extent: Extent, text: &str) -> Style {
    let is_word = |token: &Token| !matches!(token.shape, Shape::Number | Shape::Initial | Shape::Dotted);
    let tokens = document.tokens.get(first..extent.end).unwrap_or(&[]);
    let (mut caps, mut others) = (0, extent.numbers);
    for token in document.starts(first, extent.end).iter().filter_map(|&index| document.tokens.get(index as usize)) {
        caps += usize::from(token.shape == Shape::Caps);
        others += usize::from(matches!(token.shape, Shape::Initial | Shape::Dotted));
    }
    let words = tokens.len() - others;
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    if words >= 3 && share(caps, words) >= CAPITALS_SHARE {
        return Style::Capitals;
    }
    if words > LONGEST_HEADLINE {
        return Style::Running;
    }
    let (mut ordinary, mut raised) = (0, 0);
    for (index, token) in (first..extent.end).zip(tokens).filter(|(_, token)| is_word(token)) {
        let traits = document.traits(index);
        let long = token.end - token.start > 3;
        if long && traits & is::COMMON != 0 && traits & (is::FUNCTION | is::TITLE | is::GIVEN) == 0 && index > first {
            ordinary += 1;
            raised += usize::from(token.shape == Shape::Title || token.shape == Shape::Caps);
        }
    }
    // "Who Owns the Harbour's Cranes?" is a headline sooner than what ends with a full stop.
    let (least, wanted) = match last_mark(text) {
        None => (2, HEADLINE_SHARE),
        Some('?') => (3, SENTENCE_SHARE),
        Some(_) => (4, SENTENCE_SHARE),
    };
    if ordinary >= least && share(raised, ordinary) >= wanted { Style::Headline } else { Style::Running }
}

/// Counts the words with a capital of running text; those in lower case count already, and do not where the block says
/// nothing of how words are written.
fn count(document: &mut Document, first: usize, end: usize, style: Style) {
    if style != Style::Running {
        for token in document.tokens.get(first..end).unwrap_or(&[]).iter().filter(|token| token.shape == Shape::Lower) {
            if let Some(word) = document.words.get_mut(token.word as usize) {
                word.lower = word.lower.saturating_sub(1);
            }
        }
        return;
    }
    let starts = within(&document.starts, first, end);
    for token in starts.iter().filter_map(|&index| document.tokens.get(index as usize)) {
        if token.shape == Shape::Title
            && !token.opens
            && let Some(word) = document.words.get_mut(token.word as usize)
        {
            word.capital += 1;
        }
    }
}
