//! Where lines begin and end.

use super::{Encoding, Span};

/// How far apart the marks of a long line stand, in bytes. Shorter lines have none.
const STEP: usize = 2048;

/// How long most lines are at least, in bytes, of texts of many lines.
const LINE: usize = 64;

/// The line starts of a text. A line ends at `\n`, `\r\n` or a lone `\r`, as the Language Server Protocol
/// counts; U+2028 and the like end none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
    /// Columns known on the way along long lines, in order, so that a place far out on one is not counted from its
    /// start: five thousand quotations in one paragraph cost one walk along it, in whatever order they are asked for.
    marks: Vec<Mark>,
}

/// The columns before a byte of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    /// The byte, in the text: the start of a character.
    byte: u32,
    utf16: u32,
    code_points: u32,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(1 + bytes.len() / LINE);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let first_of_pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !first_of_pair {
                starts.push(Span::at(at + 1).start);
            }
        }
        let length = Span::at(text.len()).start;
        let ends = starts.iter().skip(1).copied().chain([length]);
        let marks =
            starts.iter().zip(ends).flat_map(|(&start, end)| marks(text, start as usize, end as usize)).collect();
        LineIndex { starts, length, marks }
    }

    /// How many lines there are; a text that ends in a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 0-based line that holds the byte at `offset`; the last line for anything past the end.
    pub fn line_of(&self, offset: usize) -> usize {
        let offset = Span::at(offset).start;
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The span of the 0-based `line` in `text` without its line break; empty at the end for a line that is not there.
    pub fn line(&self, line: usize, text: &str) -> Span {
        let Some(&start) = self.starts.get(line) else {
            return Span { start: self.length, end: self.length };
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.length);
        let full = Span { start, end };
        let trimmed = full.of(text).trim_end_matches(['\n', '\r']).len();
        Span::new(full.start(), full.start() + trimmed)
    }

    /// The 0-based line and column of the byte at `offset` of `text`: an offset inside a character counts as its start,
    /// one inside a line break or past the end as the end of its line. Takes the same time wherever in a line it is.
    pub fn place(&self, offset: usize, text: &str, encoding: Encoding) -> (usize, usize) {
        let line = self.line_of(offset.min(text.len()));
        let span = self.line(line, text);
        let offset = offset.clamp(span.start(), span.end());
        let before = self.marks.partition_point(|mark| mark.byte as usize <= offset);
        let mark = before.checked_sub(1).and_then(|at| self.marks.get(at));
        let (from, columns) = match mark.filter(|mark| mark.byte >= span.start) {
            Some(mark) => (mark.byte as usize, mark.columns(span.start(), encoding)),
            None => (span.start(), 0),
        };
        let rest = text.get(from..span.end()).unwrap_or_default();
        (line, columns + encoding.column(rest, offset - from))
    }

    /// The first byte of the 0-based `line`; the end of the text for a line that is not there.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.length) as usize
    }
}

impl Mark {
    /// The columns of its line before it; the line begins at `start`.
    fn columns(&self, start: usize, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => self.byte as usize - start,
            Encoding::Utf16 => self.utf16 as usize,
            Encoding::Utf32 => self.code_points as usize,
        }
    }
}

/// The marks of the line from `start` to `end`.
fn marks(text: &str, start: usize, end: usize) -> impl Iterator<Item = Mark> {
    let (mut from, mut utf16, mut code_points) = (start, 0, 0);
    std::iter::from_fn(move || {
        let to = (from + STEP..end).find(|&at| text.is_char_boundary(at))?;
        for &byte in text.as_bytes().get(from..to)? {
            // Every byte but those that continue a character begins one; four bytes are two units of UTF-16.
            code_points += u32::from(byte & 0xC0 != 0x80);
            utf16 += u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0);
        }
        from = to;
        Some(Mark { byte: Span::at(to).start, utf16, code_points })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn places_on_an_endless_line_are_what_counting_from_its_start_gives() {
        let long = "a🧭é\u{301}كb “”".repeat(800);
        let text = format!("é\n{long}\r\nshort 🧭\r{long}");
        let lines = LineIndex::new(&text);
        assert!(lines.marks.len() > 10);
        for encoding in ENCODINGS {
            for offset in (0..text.len() + 3).rev().step_by(7) {
                let line = lines.line_of(offset.min(text.len()));
                let span = lines.line(line, &text);
                let column = encoding.column(span.of(&text), offset - span.start());
                assert_eq!(lines.place(offset, &text, encoding), (line, column), "{encoding:?} {offset}");
            }
        }
    }

    #[test]
    fn short_lines_need_no_marks() {
        assert!(LineIndex::new(&"A line of an ordinary note.\n".repeat(9999)).marks.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
        #[test]
        fn a_place_leads_back_to_its_byte(
            pieces in prop::collection::vec(prop::sample::select(&["a", "é", "🧭", "\n", "\r\n", "\r", "\u{2028}"][..]), 0..40),
            times in 1..200_usize,
        ) {
            let text = pieces.concat().repeat(times);
            let lines = LineIndex::new(&text);
            for encoding in ENCODINGS {
                for (offset, _) in text.char_indices().step_by(1 + times / 2) {
                    let (line, column) = lines.place(offset, &text, encoding);
                    let span = lines.line(line, &text);
                    prop_assert!(column <= encoding.column(span.of(&text), span.len()));
                    prop_assert_eq!(span.start() + encoding.offset(span.of(&text), column), offset.min(span.end()));
                }
            }
        }
    }

    #[test]
    fn every_kind_of_line_break_counts_once() {
        let text = "a\nb\r\nc\rd\u{2028}e\n";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (0..index.count()).map(|n| index.line(n, text).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d\u{2028}e", ""]);
    }

    #[test]
    fn an_offset_belongs_to_the_line_it_stands_in() {
        let index = LineIndex::new("ab\r\ncd");
        assert_eq!([0, 2, 3, 4, 6, 99].map(|offset| index.line_of(offset)), [0, 0, 0, 1, 1, 1]);
    }
}
