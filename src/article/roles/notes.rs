//! Endnotes: the numbered notes and references after a text.

use std::ops::Range;

use super::furniture::Furniture;
use crate::article::Role;
use crate::article::draft::Paragraph;
use crate::article::words::folded;

/// How many numbers two neighbouring notes may lie apart, where some were lost.
const MAX_GAP: u32 = 3;

/// The number of a note that a line begins with: `[3]`, `3.`, `3)`, `(3)` are marks; figures are none.
pub fn note_number(line: &str) -> Option<u32> {
    let line = line.trim_start();
    let opened = line.trim_start_matches(['[', '(', '^']);
    let digits = opened.bytes().take_while(u8::is_ascii_digit).take(4).count();
    let number: u32 = opened.get(..digits)?.parse().ok().filter(|number| (1..1000).contains(number))?;
    let rest = opened.get(digits..)?;
    let after = rest.trim_start_matches([']', ')', '.', ':']);
    let closed = after.len() < rest.len();
    let separate = opened.len() < line.len() || !after.starts_with(char::is_alphanumeric);
    (closed && separate).then_some(number)
}

/// Which paragraphs are endnotes: a run of rising numbers, or what stands under their heading, behind the greater
/// part of the text; `counts` are the words of each.
pub fn endnotes(paragraphs: &[Paragraph], counts: &[usize], furniture: &[Option<Furniture>]) -> Range<usize> {
    let total: usize = paragraphs.iter().map(|paragraph| paragraph.as_str().len()).sum();
    let words = Words::of(counts, furniture);
    let mut before = 0;
    let mut best = 0..0;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let is_late = before * 3 >= total;
        let headed = furniture.get(at) == Some(&Some(Furniture::NotesHeading));
        if is_late && (headed || note_number(paragraph.as_str()).is_some()) {
            let start = at + usize::from(headed);
            let end = run_end(paragraphs, furniture, start, headed);
            if end > start
                && (headed || speaks_of_sources(paragraphs.get(start..end).unwrap_or_default()))
                && words.are_last(end)
            {
                best = start..end;
                break;
            }
            at = end.max(at + 1);
            continue;
        }
        before += paragraph.as_str().len();
        at += 1;
    }
    best
}

/// Whether the heading `at` stands directly above notes, and is one of them.
pub fn is_heading_of_notes(roles: &[Option<Role>], at: usize) -> bool {
    roles.get(at + 1) == Some(&Some(Role::Endnote))
}

/// The end of the run of notes that begins at `start`.
fn run_end(paragraphs: &[Paragraph], furniture: &[Option<Furniture>], start: usize, headed: bool) -> usize {
    let mut last_number: Option<u32> = None;
    let mut end = start;
    for (at, paragraph) in paragraphs.iter().enumerate().skip(start) {
        if matches!(furniture.get(at), Some(Some(kind)) if *kind != Furniture::Wall)
            && note_number(paragraph.as_str()).is_none()
        {
            break;
        }
        match note_number(paragraph.as_str()) {
            Some(number) if last_number.is_none_or(|last| number > last && number - last <= MAX_GAP) => {
                last_number = Some(number);
                end = at + 1;
            }
            // Under a heading, references need no numbers; between numbers, a line goes on with its note.
            None if headed && last_number.is_none() => end = at + 1,
            None if last_number.is_some() && at < end + 2 => {}
            _ => break,
        }
    }
    // A note's own second paragraph, directly behind it.
    let same_chunk = |a: usize, b: usize| match (paragraphs.get(a), paragraphs.get(b)) {
        (Some(a), Some(b)) => a.chunk == b.chunk,
        _ => false,
    };
    while last_number.is_some() && end > start && same_chunk(end - 1, end) && furniture.get(end) == Some(&None) {
        end += 1;
    }
    end
}

/// Whether notes look like notes and not like a numbered list of the text: bracketed numbers, or sources named.
fn speaks_of_sources(notes: &[Paragraph]) -> bool {
    let numbered = notes.iter().filter(|note| note_number(note.as_str()).is_some()).count();
    let bracketed = notes.iter().filter(|note| note.as_str().trim_start().starts_with('[')).count();
    let source = |note: &&Paragraph| {
        let lower = folded(note.as_str());
        let cues = [
            "http",
            "www.",
            "ibid",
            "op. cit",
            "see ",
            "pp. ",
            "p. ",
            "vol.",
            "retrieved",
            "accessed",
            "interview",
            "press",
            "doi",
            "id.",
        ];
        cues.iter().any(|cue| lower.contains(cue)) || lower.contains(['“', '”', '"', '«']) || has_year(&lower)
    };
    let sources = notes.iter().filter(source).count();
    numbered >= 1 && bracketed == numbered || numbered >= 2 && sources * 2 >= notes.len()
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// How many words stand before each paragraph, and in all.
struct Words {
    before: Vec<usize>,
    /// Up to the site furniture after the article.
    all: usize,
}

impl Words {
    fn of(counts: &[usize], furniture: &[Option<Furniture>]) -> Words {
        let mut before = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        let mut all = None;
        for (at, count) in counts.iter().enumerate() {
            before.push(sum);
            if at * 2 > counts.len() && matches!(furniture.get(at), Some(Some(Furniture::End | Furniture::Comments))) {
                all = all.or(Some(sum));
            }
            sum += count;
        }
        before.push(sum);
        Words { before, all: all.unwrap_or(sum) }
    }

    /// Whether no more text of any length follows on the notes from `start` to `end` than a note on the author.
    fn are_last(&self, end: usize) -> bool {
        let until = self.before.get(end).copied().unwrap_or(self.all);
        self.all.saturating_sub(until) * 5 <= until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_marks_are_told_from_figures() {
        assert_eq!(
            ["[3] Ibid.", "12. Berg.", "(4) See", "[2], May"].map(note_number),
            [Some(3), Some(12), Some(4), Some(2)]
        );
        assert_eq!(["3.5 million people", "2019. It was", "1,200 men", "3 men"].map(note_number), [None; 4]);
    }
}
