//! Endnotes: the numbered notes and references after a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::MAX_HEADING;
use super::furniture::Furniture;
use crate::article::Role;
use crate::article::draft::Paragraph;
use crate::article::words::{count, ends_sentence, folded};

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
    let mut numbering = Numbering::default();
    while let Some(paragraph) = paragraphs.get(at) {
        let is_late = before * 3 >= total;
        let headed = furniture.get(at) == Some(&Some(Furniture::NotesHeading));
        let may_begin = headed || note_number(paragraph.as_str()).is_some() && !is_numbered_heading(paragraphs, at);
        let goes_on = !headed && numbering.takes(paragraph.as_str());
        if is_late && may_begin && !goes_on {
            let start = at + usize::from(headed);
            let end = run_end(paragraphs, furniture, start, headed);
            if end > start
                && (headed || are_notes(paragraphs.get(start..end).unwrap_or_default()))
                && words.are_last(end)
            {
                best = start..end;
                break;
            }
            let next = end.max(at + 1);
            for paragraph in paragraphs.get(at + 1..next).unwrap_or_default() {
                numbering.takes(paragraph.as_str());
            }
            at = next;
            continue;
        }
        before += paragraph.as_str().len();
        at += 1;
    }
    best
}

/// The numbers that paragraphs of the text have begun with so far: of its sections, of its paragraphs, of its theses.
#[derive(Default)]
struct Numbering {
    last: FxHashMap<Mark, u32>,
}

/// How a number is set: whether in brackets, and what stands behind it.
type Mark = (bool, Option<char>);

impl Numbering {
    /// Takes in a paragraph that begins with a number, and says whether that goes on with those before: notes have
    /// numbers of their own, which begin anew.
    fn takes(&mut self, text: &str) -> bool {
        let Some(number) = note_number(text) else { return false };
        let text = text.trim_start();
        let is_bracketed = !text.starts_with(|c: char| c.is_ascii_digit());
        let behind = text.trim_start_matches(['[', '(', '^']).trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = (is_bracketed, behind.chars().next());
        let last = self.last.insert(mark, number);
        last.is_some_and(|last| number == last + 1)
    }
}

/// "3. The eastern quay" above text without a number: no note, which would end as a sentence ends, name a source, or stand
/// in a row with others.
fn is_numbered_heading(paragraphs: &[Paragraph], at: usize) -> bool {
    let text = |at: usize| paragraphs.get(at).map(Paragraph::as_str);
    let is_note = |at: usize| text(at).is_some_and(|text| note_number(text).is_some());
    let Some(heading) = text(at) else { return false };
    let is_stated = || paragraphs.get(at).is_some_and(|paragraph| paragraph.stated == Some(Role::Heading));
    let is_titled = || count(heading) <= MAX_HEADING && !ends_sentence(heading) && !names_source(&folded(heading));
    let is_above_text = || text(at + 1).is_some_and(|below| !is_note(at + 1) && count(below) > count(heading));
    let is_in_row = || at > 0 && is_note(at - 1);
    is_stated() || !heading.starts_with('[') && is_titled() && is_above_text() && !is_in_row()
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
        if at > start && note_number(paragraph.as_str()).is_some() && is_numbered_heading(paragraphs, at) {
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

/// Whether notes look like notes and not like a numbered list of the text: bracketed numbers, or sources named, and little
/// between them that has no number.
fn are_notes(notes: &[Paragraph]) -> bool {
    let is_numbered = |note: &&Paragraph| note_number(note.as_str()).is_some();
    let numbered = notes.iter().filter(is_numbered).count();
    let bracketed = notes.iter().filter(|note| note.as_str().trim_start().starts_with('[')).count();
    let length: usize = notes.iter().map(|note| note.as_str().len()).sum();
    let of_numbered: usize = notes.iter().filter(is_numbered).map(|note| note.as_str().len()).sum();
    let sources = || notes.iter().filter(|note| names_source(&folded(note.as_str()))).count();
    of_numbered * 2 >= length
        && (numbered >= 1 && bracketed == numbered || numbered >= 2 && sources() * 2 >= notes.len())
}

/// Whether a text, `folded`, names a source, or what it quotes, or a year.
fn names_source(lower: &str) -> bool {
    const CUES: [&str; 14] = [
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
    CUES.iter().any(|cue| lower.contains(cue)) || lower.contains(['“', '”', '"', '«']) || has_year(lower)
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
    use std::path::Path;

    use super::*;
    use crate::article::Article;

    /// The first words of the paragraphs that are endnotes.
    fn notes_of(text: &str) -> Vec<String> {
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        let notes = article.blocks.iter().filter(|block| block.role == Role::Endnote);
        notes
            .map(|note| note.span.of(article.prose.text()).split_whitespace().take(3).collect::<Vec<_>>().join(" "))
            .collect()
    }

    const BODY: &str = "The crews of both tugs have been waiting at the pier since the winter of 2019, and “nobody has told them why”, as the pilot said when we met him there.";

    #[test]
    fn numbered_sections_of_a_text_are_no_notes() {
        let text = format!(
            "Slow Ships\n\n1. The western quay\n\n{BODY}\n\n{BODY} He was not alone.\n\n2. Who pays\n\nThe port, it says, pays the pilots. {BODY}\n\n3. The eastern quay\n\nOne quay has been opened and the other shut. {BODY}\n\nNor was that all. {BODY}\n\n4. What we ask\n\nThat the port pay. {BODY}\n\n[1] Interview, 2 May.\n[2] All names have been changed.\n"
        );
        assert_eq!(notes_of(&text), ["[1] Interview, 2", "[2] All names"]);
    }

    #[test]
    fn numbered_paragraphs_of_a_text_are_no_notes() {
        let paragraphs: Vec<String> = (1..=9).map(|number| format!("{number}. Of quay {number}: {BODY}\n\n")).collect();
        assert_eq!(notes_of(&format!("Slow Ships\n\n{}", paragraphs.concat())), Vec::<String>::new());
    }

    #[test]
    fn notes_behind_numbered_sections_begin_anew() {
        let text = format!(
            "Slow Ships\n\n1. The western quay\n\n{BODY}\n\n2. The eastern quay\n\n{BODY} He was not alone.\n\n1. Interview, Bergen, 2 May 2019\n2. Ola Berg, “Tugs”, Harbour Weekly\n3. See the report of the pilots, 2018\n"
        );
        assert_eq!(notes_of(&text), ["1. Interview, Bergen,", "2. Ola Berg,", "3. See the"]);
    }

    #[test]
    fn note_marks_are_told_from_figures() {
        assert_eq!(
            ["[3] Ibid.", "12. Berg.", "(4) See", "[2], May"].map(note_number),
            [Some(3), Some(12), Some(4), Some(2)]
        );
        assert_eq!(["3.5 million people", "2019. It was", "1,200 men", "3 men"].map(note_number), [None; 4]);
    }
}
