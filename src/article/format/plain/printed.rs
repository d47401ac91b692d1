//! Pages that were printed and came as plain text: their running heads and feet, their notes, and the paragraphs that go on
//! behind them.

use std::ops::Range;

use super::feet::{Place, furniture};
use crate::article::roles::notes::note_number;
use crate::article::words::{count, ends_sentence, is_rule};

/// The longest block of notes at the foot of a page, in lines.
const MAX_NOTE: usize = 12;

/// How many numbers may be lost between the notes of two pages, where a rule shows that they are notes.
const MAX_GAP: u32 = 2;

/// What some lines are to the page that they were printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Its text.
    Text,
    /// A running head or foot, the page's number, or the rule above its notes.
    Furniture,
    /// Notes at its foot, of which the first has this number.
    Notes(u32),
}

/// Lines of one run that are the same to their page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Which of the runs.
    pub run: usize,
    /// Which lines of it.
    pub lines: Range<usize>,
    /// What they are.
    pub part: Part,
    /// Whether a form feed stands before them.
    pub is_top: bool,
}

/// The `runs` of lines without a blank line between them, in pieces. A form feed stands before each of the `turns`.
pub fn pieces(runs: &[Vec<&str>], turns: &[Place]) -> Vec<Piece> {
    let furniture = furniture(runs, turns);
    let mut pieces: Vec<Piece> = Vec::with_capacity(runs.len());
    for (run, lines) in runs.iter().enumerate() {
        if furniture.is_empty() && turns.is_empty() {
            pieces.push(Piece { run, lines: 0..lines.len(), part: Part::Text, is_top: false });
            continue;
        }
        // A rule is a piece of its own.
        let is_ruled = |line: usize| lines.iter().take(line + 1).skip(line.saturating_sub(1)).any(|line| is_rule(line));
        for line in 0..lines.len() {
            let is_top = turns.binary_search(&(run, line)).is_ok();
            let is_text = furniture.binary_search(&(run, line)).is_err();
            let part = if is_text { Part::Text } else { Part::Furniture };
            match pieces.last_mut() {
                Some(open) if open.run == run && open.part == part && !is_top && !is_ruled(line) => {
                    open.lines.end = line + 1;
                }
                _ => pieces.push(Piece { run, lines: line..line + 1, part, is_top }),
            }
        }
    }
    if furniture.is_empty() && turns.is_empty() { pieces } else { with_notes(runs, pieces) }
}

/// Whether `next`, at the top of a page, goes on with the paragraph whose last line is `line`.
pub fn goes_on(line: &str, next: &str) -> bool {
    let is_open = !ends_sentence(line) && !line.ends_with([':', ';']) && count(line) > 4;
    is_open && next.starts_with(char::is_lowercase)
}

/// The number of a note at the foot of a page: "1 Interviews in", a figure with nothing but a blank behind it, or one in
/// brackets.
pub fn foot_number(line: &str) -> Option<u32> {
    let bare = || {
        let (number, rest) = line.split_once(' ')?;
        let is_figure = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let begins = |c: char| c.is_uppercase() || "“\"‘«(".contains(c);
        number.parse().ok().filter(|_| is_figure && rest.trim_start().starts_with(begins))
    };
    if line.starts_with(['[', '(']) { note_number(line) } else { bare() }
}

/// The pieces with the notes at the feet of the pages told from the text.
fn with_notes(runs: &[Vec<&str>], mut pieces: Vec<Piece>) -> Vec<Piece> {
    let (mut top, mut next) = (0, 1);
    for end in 0..=pieces.len() {
        let ends_page = pieces.get(end).is_none_or(|piece| piece.is_top || piece.part == Part::Furniture);
        if !ends_page {
            continue;
        }
        for (at, part) in notes(runs, pieces.get(top..end).unwrap_or_default(), &mut next) {
            if let Some(piece) = pieces.get_mut(top + at) {
                piece.part = part;
            }
        }
        top = end;
    }
    pieces
}

/// What is no text at the foot of a page: notes, each with the `next` number, whose mark stands in the text of the page,
/// which a rule stands above, or whose number is in brackets and follows on that of another page, and that rule.
fn notes(runs: &[Vec<&str>], page: &[Piece], next: &mut u32) -> Vec<(usize, Part)> {
    let lines = |piece: &Piece| -> Vec<&str> {
        runs.get(piece.run).and_then(|run| run.get(piece.lines.clone())).unwrap_or_default().to_vec()
    };
    let may_be_note = |piece: &&Piece| piece.part == Part::Text && is_note(&lines(piece));
    let first = page.len() - page.iter().rev().take_while(may_be_note).count();
    let rule = first.checked_sub(1).filter(|&above| page.get(above).is_some_and(|rule| is_ruled(&lines(rule))));
    let text: Vec<&str> = page.iter().take(first).flat_map(lines).collect();
    let mut found = Vec::new();
    for (at, piece) in page.iter().enumerate().skip(first) {
        let note = lines(piece);
        let Some(number) = note.first().and_then(|line| foot_number(line)) else { continue };
        // Some number their notes anew on each page.
        let fits = number == *next || number == 1;
        let is_near = number > *next && number - *next <= MAX_GAP;
        let is_marked = || text.iter().any(|line| bears_mark(line, number));
        // Marks that were set high may be lost.
        let follows = *next > 1 && number == *next && note.first().is_some_and(|line| line.starts_with('['));
        if fits && (follows || is_marked()) || rule.is_some() && (fits || is_near) {
            found.push((at, Part::Notes(number)));
            *next = number;
            for line in note {
                *next += u32::from(foot_number(line) == Some(*next));
            }
        }
    }
    let is_first = found.first().is_some_and(|(at, _)| *at == first);
    found.extend(rule.filter(|_| is_first).map(|rule| (rule, Part::Furniture)));
    found
}

fn is_note(lines: &[&str]) -> bool {
    lines.len() <= MAX_NOTE && lines.first().is_some_and(|line| foot_number(line).is_some())
}

fn is_ruled(lines: &[&str]) -> bool {
    matches!(lines, [rule] if is_rule(rule))
}

/// Whether the number stands in brackets, or glued to a stop or a closing mark: "their goats.1".
fn bears_mark(line: &str, number: u32) -> bool {
    let mark = number.to_string();
    line.match_indices(&mark).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let behind = line.get(at + mark.len()..).and_then(|behind| behind.chars().next());
        let is_bracketed = before == Some('[') && behind == Some(']');
        is_bracketed || before.is_some_and(|c| ".,;:!?”’»)\"".contains(c)) && behind.is_none_or(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts_of(text: &str) -> Vec<Part> {
        let runs: Vec<Vec<&str>> = text.split("\n\n").map(|run| run.lines().map(str::trim).collect()).collect();
        pieces(&runs, &[]).into_iter().map(|piece| piece.part).collect()
    }

    #[test]
    fn feet_heads_and_notes_are_told_from_the_text_that_goes_on() {
        let text = "Slow Ships and Cranes:\nThe Ports of Bergen\n\nAna Ruiz and Bo Lind\n\nThe crews have been\nwaiting for days.1 They say that nobody will\n\n1 Interviews in Bergen,\nMay 2020.\n\nHarbour Papers | 7        1\n\nSlow Ships and Cranes\n\nanswer them before winter.\n\nThe port authority\n\nHarbour Papers | 7        2\n\nRuiz and Lind\n\nThe end.\n\nHarbour Papers | 7        3";
        use Part::{Furniture, Notes, Text};
        assert_eq!(
            parts_of(text),
            [Text, Text, Text, Notes(1), Furniture, Furniture, Text, Text, Furniture, Furniture, Text, Furniture]
        );
    }

    #[test]
    fn two_feet_that_say_what_they_are_of_are_enough() {
        let text =
            "The ship left.\n\nHarbour Papers 2024/07        2\n\nIt came back.\n\nHarbour Papers 2024/07        3";
        assert_eq!(parts_of(text), [Part::Text, Part::Furniture, Part::Text, Part::Furniture]);
        let tables = "The ship left.\n\nTable  |  1\n\nIt came back.\n\nTable  |  2";
        assert!(parts_of(tables).iter().all(|part| *part == Part::Text));
    }

    #[test]
    fn numbered_headings_are_no_feet() {
        for text in [
            "Chapter 1\n\nThe ship left.\n\nChapter 2\n\nThe ship came.\n\nChapter 3\n\nIt sank.",
            "1\n\nThe ship left the port.\n\n2\n\nThe ship came back to it.\n\n3\n\nIt sank.",
            "12 Crews walked out.\n\n13 Crews came back.\n\n14 Crews stayed at home.",
        ] {
            assert!(parts_of(text).iter().all(|part| *part == Part::Text), "{text}");
        }
        let cut = "The ship left the port and it\n\n1\n\nwas never seen again.\n\n2\n\nNobody asked.\n\n3";
        assert_eq!(parts_of(cut).iter().filter(|part| **part == Part::Furniture).count(), 3);
    }
}
