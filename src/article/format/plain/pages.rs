//! Paragraphs that go on over the foot of a printed page, and what is printed around the pages.

use super::lines::{Line, is_item, paragraphs_of};
use super::printed::{self, Part};
use super::tables;
use crate::article::Role;
use crate::article::roles::furniture::furniture;
use crate::article::roles::notes::note_number;
use crate::article::roles::opening::{is_byline, is_date};
use crate::article::words::{count, ends_sentence};
use crate::article::wrap::WrapWidth;

/// The lines of a paragraph before they are joined.
pub(super) struct Cut {
    /// In the order of the text, one at least.
    pub lines: Vec<Line>,
    /// The chunk that it begins in.
    pub chunk: usize,
    /// What its place on the page makes of it.
    pub stated: Option<Role>,
    /// Whether it is of a table.
    pub is_row: bool,
}

/// Cuts lines of text into paragraphs; each row of a table is one.
fn paragraphs_and_rows(source: &str, lines: &[Line], width: WrapWidth) -> Vec<(Vec<Line>, tables::Part)> {
    let plain = |lines: &[Line]| {
        paragraphs_of(source, lines, width).into_iter().map(|lines| (lines, tables::Part::None)).collect::<Vec<_>>()
    };
    let of_table = tables::parts(source, lines);
    if of_table.iter().all(|part| *part == tables::Part::None) {
        return plain(lines);
    }
    let mut found = Vec::new();
    let mut from = 0;
    for run in of_table.chunk_by(|one, two| one == two) {
        let lines = lines.get(from..from + run.len()).unwrap_or_default();
        match run.first() {
            None | Some(tables::Part::None) => found.extend(plain(lines)),
            Some(part) => found.extend(lines.iter().map(|line| (vec![*line], *part))),
        }
        from += run.len();
    }
    found
}

/// The lines of each paragraph in order: a paragraph that goes on over the foot of a printed page is one.
pub(super) fn cut(source: &str, chunks: &[Vec<Line>], width: WrapWidth) -> Vec<Cut> {
    let runs: Vec<Vec<&str>> =
        chunks.iter().map(|chunk| chunk.iter().map(|line| line.span.of(source)).collect()).collect();
    let mut cut: Vec<Cut> = Vec::new();
    let mut has_text = false;
    // The last paragraph of the text so far, and whether a page has ended since.
    let mut open: Option<usize> = None;
    let mut is_turned = false;
    for piece in printed::pieces(&runs, &turns(source, chunks)) {
        let number = piece.run;
        let lines = chunks.get(number).and_then(|chunk| chunk.get(piece.lines.clone())).unwrap_or_default();
        is_turned |= piece.is_top;
        match piece.part {
            Part::Furniture => {
                is_turned = true;
                cut.push(Cut { lines: lines.to_vec(), chunk: number, stated: Some(Role::Boilerplate), is_row: false });
            }
            Part::Notes(first) => {
                let notes = notes_of(source, lines, first);
                cut.extend(notes.into_iter().map(|lines| Cut {
                    lines,
                    chunk: number,
                    stated: Some(Role::Endnote),
                    is_row: false,
                }));
            }
            Part::Text => {
                let mut found = if !has_text && is_title_of_two_lines(source, lines) {
                    vec![(lines.to_vec(), tables::Part::None)]
                } else {
                    paragraphs_and_rows(source, lines, width)
                };
                has_text |= found.iter().any(|(lines, _)| lines.len() > 2);
                let first =
                    found.first().filter(|(_, part)| *part == tables::Part::None).and_then(|(lines, _)| lines.first());
                if let (Some(open), Some(first)) = (open.filter(|_| is_turned).and_then(|at| cut.get_mut(at)), first)
                    && let Some(last) = open.lines.last()
                    && (printed::goes_on(last.span.of(source), first.span.of(source))
                        || found.first().is_some_and(|(found, _)| ends_what_is_open(source, &open.lines, found, width)))
                    && !is_item(first.span.of(source))
                {
                    open.lines.extend(found.remove(0).0);
                }
                if !found.is_empty() {
                    open = Some(cut.len() + found.len() - 1);
                }
                cut.extend(found.into_iter().map(|(lines, part)| Cut {
                    lines,
                    chunk: number,
                    stated: (part == tables::Part::Labels).then_some(Role::Boilerplate),
                    is_row: part != tables::Part::None,
                }));
                is_turned = false;
            }
        }
    }
    cut
}

/// The lines that a form feed stands before, but for the first of all, as the chunk and the line in it.
fn turns(source: &str, chunks: &[Vec<Line>]) -> Vec<(usize, usize)> {
    const FEED: u8 = b'\x0C';
    let mut feeds = memchr::memchr_iter(FEED, source.as_bytes()).peekable();
    if feeds.peek().is_none() {
        return Vec::new();
    }
    let places = chunks
        .iter()
        .enumerate()
        .flat_map(|(run, lines)| lines.iter().enumerate().map(move |(line, span)| ((run, line), span.span.start())));
    let mut turns = Vec::new();
    for (place, start) in places {
        let mut is_behind = false;
        while feeds.next_if(|&feed| feed < start).is_some() {
            is_behind = true;
        }
        if is_behind && place != (0, 0) {
            turns.push(place);
        }
    }
    turns
}

/// Whether wrapped lines at the top of a page end the sentence that those at the foot of the last left open, though they begin
/// with a capital: "… said Ola | Berg, who …".
fn ends_what_is_open(source: &str, open: &[Line], found: &[Line], width: WrapWidth) -> bool {
    let text = |line: Option<&Line>| line.map_or("", |line| line.span.of(source));
    let (last, first) = (text(open.last()), text(found.first()));
    let is_open = open.len() > 1 && !ends_sentence(last) && !last.ends_with([':', ';']);
    is_open && width.continues(last, first) && note_number(first).is_none() && ends_sentence(text(found.last()))
}

/// The notes at the foot of a page, of which the first has the number `next`.
fn notes_of(source: &str, chunk: &[Line], mut next: u32) -> Vec<Vec<Line>> {
    let mut notes: Vec<Vec<Line>> = Vec::new();
    for line in chunk {
        let is_new = printed::foot_number(line.span.of(source)) == Some(next);
        next += u32::from(is_new);
        match notes.last_mut() {
            Some(note) if !is_new => note.push(*line),
            _ => notes.push(vec![*line]),
        }
    }
    notes
}

/// "Slow Ships and Cranes:" over "The Ports of the North": a title that goes on in the line below its colon.
fn is_title_of_two_lines(source: &str, chunk: &[Line]) -> bool {
    /// The longest line of such a title, in words.
    const MAX_LINE: usize = 14;
    let [one, two] = chunk else { return false };
    let (one, two) = (one.span.of(source), two.span.of(source));
    let long = |line: &str| {
        line.split_whitespace().filter(|word| word.chars().count() > 3).map(str::to_owned).collect::<Vec<_>>()
    };
    let is_titled = |line: &str| {
        let long = long(line);
        long.len() >= 2 && long.iter().all(|word| !word.starts_with(char::is_lowercase))
    };
    one.ends_with(':')
        && is_titled(one)
        && is_titled(two)
        && [one, two].iter().all(|line| count(line) <= MAX_LINE && furniture(line).is_none() && !line.contains("://"))
        && !is_byline(two, count(two))
        && !is_date(two, count(two))
        && !ends_sentence(two)
}
