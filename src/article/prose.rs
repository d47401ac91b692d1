//! The text that a reader reads, out of the paragraphs and their roles.

use std::borrow::Cow;

use super::roles::Placed;
use super::roles::notes::note_number;
use super::{Block, Role};
use crate::text::{Mapped, MappedBuilder, Span};

/// How far the number of a note mark may run ahead of the last, where marks between were lost.
const MAX_GAP: u32 = 3;

/// How many rising marks show that figures glued to sentences are note marks, in a text without endnotes.
const ENOUGH_MARKS: usize = 3;

/// The prose of the paragraphs that are read, and its blocks.
pub fn prose(placed: &[Placed]) -> (Mapped, Vec<Block>) {
    let marks = bare_marks(placed);
    let read = placed.iter().filter(|placed| placed.role.is_read());
    let mut builder = MappedBuilder::with_room_for(read.map(|placed| placed.paragraph.as_str().len() + 1).sum());
    let mut blocks = Vec::with_capacity(placed.len());
    let mut paragraph = 0;
    let mut last_end = 0;
    for (at, Placed { paragraph: read, role, .. }) in
        placed.iter().enumerate().filter(|(_, placed)| placed.role.is_read())
    {
        let mut cuts = if *role == Role::Endnote { Vec::new() } else { bracketed_marks(read.as_str()) };
        cuts.extend(marks.get(at).into_iter().flatten());
        let text = without(&read.text, cuts);
        if text.text().trim().is_empty() {
            continue;
        }
        let source = text.source(Span::new(0, text.text().len()));
        // A note at the foot of a page, inside a paragraph that goes on behind it: prose follows its source in order.
        if *role == Role::Endnote && source.start() < last_end {
            continue;
        }
        if !blocks.is_empty() {
            builder.replace("\n", Span::new(last_end, source.start().max(last_end)));
        }
        let start = builder.text().len();
        builder.append(&text);
        last_end = source.end();
        let number = (*role == Role::Body).then(|| {
            paragraph += 1;
            paragraph
        });
        blocks.push(Block { role: *role, span: Span::new(start, builder.text().len()), paragraph: number });
    }
    (builder.finish(), blocks)
}

/// `text` without the `cuts`, and without line breaks of its own, which would end a block.
fn without(text: &Mapped, mut cuts: Vec<Span>) -> Cow<'_, Mapped> {
    let flat = text.text();
    let breaks = memchr::memchr2_iter(b'\n', b'\r', flat.as_bytes());
    let breaks: Vec<Span> = breaks.map(|at| Span::new(at, at + 1)).collect();
    if cuts.is_empty() && breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    cuts.sort_unstable();
    let mut builder = MappedBuilder::with_room_for(flat.len());
    let mut at = 0;
    let mut breaks = breaks.into_iter().peekable();
    let mut copy = |builder: &mut MappedBuilder, from: usize, to: usize| {
        let mut from = from;
        while let Some(line_break) = breaks.next_if(|line_break| line_break.start() < to) {
            if line_break.start() >= from {
                builder.copy(flat.get(from..line_break.start()).unwrap_or(""), from);
                builder.replace(" ", line_break);
                from = line_break.end();
            }
        }
        builder.copy(flat.get(from..to.max(from)).unwrap_or(""), from);
    };
    for cut in cuts {
        if cut.start() >= at {
            copy(&mut builder, at, cut.start());
            at = cut.end();
        }
    }
    copy(&mut builder, at, flat.len());
    Cow::Owned(text.compose(&builder.finish()))
}

/// Note marks in brackets: `[12]`, `[iv]`, and marks set as raised figures.
fn bracketed_marks(text: &str) -> Vec<Span> {
    let mut marks = Vec::new();
    for (at, _) in text.match_indices('[') {
        let Some(rest) = text.get(at + 1..) else { continue };
        let length = rest.chars().take(5).take_while(|&c| c != ']').map(char::len_utf8).sum::<usize>();
        let inner = rest.get(..length).unwrap_or("");
        let closed = rest.get(length..).is_some_and(|rest| rest.starts_with(']'));
        let number = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
        let roman = (1..=4).contains(&inner.len())
            && inner.bytes().all(|byte| b"ivx".contains(&byte))
            && !glued_behind(rest, length + 1);
        let is_link = rest.get(length + 1..).is_some_and(|rest| rest.starts_with('('));
        if closed && !is_link && (number || roman) {
            marks.push(Span::new(at, at + length + 2));
        }
    }
    // "m²" keeps its figure: a mark follows a stop, a closing quotation mark, or a word of more than one letter.
    for at in memchr::memchr2_iter(0xC2, 0xE2, text.as_bytes()) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()).filter(is_raised) else { continue };
        let before = text.get(..at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        if ".,;:!?”’»)\"".contains(before) || is_raised(&before) && marks.last().is_some_and(|last| last.end() == at)
        {
            marks.push(Span::new(at, at + character.len_utf8()));
        }
    }
    marks
}

/// Whether a character is a raised figure: those of Latin-1 begin with the byte C2, the others with E2.
fn is_raised(c: &char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a letter follows: `[i]t was` is a bracketed letter, no mark.
fn glued_behind(rest: &str, at: usize) -> bool {
    rest.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// Bare figures glued to the end of a sentence or a word ("the pier.12 In May"), where they rise with the notes of
/// the text.
fn bare_marks(placed: &[Placed]) -> Vec<Vec<Span>> {
    let notes = placed
        .iter()
        .filter(|placed| placed.role == Role::Endnote)
        .filter_map(|placed| note_number(placed.paragraph.as_str()))
        .max();
    let mut all = vec![Vec::new(); placed.len()];
    let mut last = 0;
    let mut count = 0;
    for (found, Placed { paragraph, role, .. }) in all.iter_mut().zip(placed) {
        if !matches!(role, Role::Body | Role::Heading | Role::Caption | Role::PullQuote) {
            continue;
        }
        for (span, number) in glued_figures(paragraph.as_str()) {
            let rises = number > last && number - last <= MAX_GAP && notes.is_none_or(|notes| number <= notes);
            // In a pull quote the mark of its original comes again.
            if rises || *role == Role::PullQuote && number <= last && number > 0 {
                found.push(span);
                count += usize::from(rises);
                last = last.max(number);
            }
        }
    }
    if notes.is_some() || count >= ENOUGH_MARKS { all } else { vec![Vec::new(); placed.len()] }
}

/// Figures of one to three digits directly behind a stop or a closing mark that follows a letter, before white space
/// or the end.
fn glued_figures(text: &str) -> Vec<(Span, u32)> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    // Most figures stand behind a blank or in a word; there are no marks among those.
    let is_glued = |one: u8, two: u8| two.is_ascii_digit() & (one != b' ') & !one.is_ascii_alphanumeric();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    if !pairs.fold(false, |found, (&one, &two)| found | is_glued(one, two)) {
        return out;
    }
    let mut at = 0;
    while let Some(start) = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|found| at + found) {
        let length = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
        let end = start + length;
        at = end;
        if length > 3 {
            continue;
        }
        let mut back = text.get(..start).unwrap_or("").chars().rev();
        let (one, two) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
        let is_stop = ".,;:!?”’»)\"".contains(one) && (two.is_alphabetic() || ".,!?”’»)".contains(two));
        let is_end = text.get(end..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace);
        if is_stop
            && is_end
            && let Some(number) = text.get(start..end).and_then(|digits| digits.parse().ok())
        {
            out.push((Span::new(start, end), number));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_marks_leave_the_prose() {
        let text = "The pier is old.[1] “We wait.”[iv] He said that “[i]t is late” in [2019].¹ Ten m² are left.";
        let whole = Mapped::identity(text, 0);
        let mapped = without(&whole, bracketed_marks(text));
        assert_eq!(
            mapped.text(),
            "The pier is old. “We wait.” He said that “[i]t is late” in [2019]. Ten m² are left."
        );
    }

    #[test]
    fn figures_that_belong_to_the_text_are_no_marks() {
        let numbers = |text: &str| glued_figures(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(numbers("the process.1 In July it cost 3.5 million, in 2019.”2 But S-300, U2 and 1,200"), [1, 2]);
    }
}
