//! The lines of plain text, and which of them belong to one paragraph.

use crate::article::roles::notes::note_number;
use crate::article::words::{ends_sentence, is_blank, is_deck, is_invisible, starts_lower};
use crate::article::wrap::WrapWidth;
use crate::text::{LineIndex, Span};

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Counted from nought.
    pub number: usize,
    /// The text without the white space around it.
    pub span: Span,
    /// How many characters of white space it begins with.
    pub indent: usize,
}

/// The runs of lines without a blank line between them, from line `first` on.
pub(super) fn chunks(source: &str, index: &LineIndex, first: usize) -> Vec<Vec<Line>> {
    let mut chunks = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for number in first..index.count() {
        let span = index.line(number, source);
        let text = span.of(source);
        if is_blank(text) {
            if !open.is_empty() {
                chunks.push(std::mem::take(&mut open));
            }
            continue;
        }
        let padding = |c: char| c.is_whitespace() || is_invisible(c);
        let start = span.start() + (text.len() - text.trim_start_matches(padding).len());
        let end = span.start() + text.trim_end_matches(padding).len();
        let indent = text.chars().take_while(|&c| padding(c)).count();
        open.push(Line { number, span: Span::new(start, end), indent });
    }
    if !open.is_empty() {
        chunks.push(open);
    }
    chunks
}

/// Cuts a chunk into paragraphs: wrapped lines and the lines of one numbered note stay together.
pub(super) fn paragraphs_of(source: &str, chunk: &[Line], width: WrapWidth) -> Vec<Vec<Line>> {
    let text = |line: &Line| line.span.of(source);
    let notes = chunk.iter().filter(|line| note_number(text(line)).is_some()).count();
    let is_list_of_notes = notes >= 2 && chunk.first().is_some_and(|line| note_number(text(line)).is_some());
    let mut out: Vec<Vec<Line>> = Vec::new();
    // "… left the port on May | 3. The crews …": a figure that came to stand at the beginning of a line.
    let is_by_chance = |previous: &Line, line: &Line| {
        let (previous, line) = (text(previous), text(line));
        notes == 1 && width.continues(previous, line) && !ends_sentence(previous) && !previous.ends_with([':', ';'])
    };
    for line in chunk {
        let joined = match out.last().and_then(|open| open.last()) {
            None => false,
            Some(previous) if note_number(text(line)).is_some() => is_by_chance(previous, line),
            Some(_) if is_item(text(line)) || is_deck(text(line)) => false,
            Some(previous) if is_list_of_notes => text(previous).len() < 400 || !ends_sentence(text(previous)),
            Some(previous) => {
                // The lines of an item hang.
                let hangs = || out.last().and_then(|open| open.first()).is_some_and(|head| is_item(text(head)));
                width.continues(text(previous), text(line))
                    && (line.indent <= previous.indent || starts_lower(text(line)) || hangs())
            }
        };
        match out.last_mut() {
            Some(open) if joined => open.push(*line),
            _ => out.push(vec![*line]),
        }
    }
    out
}

/// Whether a line begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let mut characters = line.chars();
    characters.next().is_some_and(|c| "-*•·‣▪►–◦".contains(c)) && characters.next().is_some_and(char::is_whitespace)
}
