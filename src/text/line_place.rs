//! Places counted once, for editors that count in any encoding.

use serde::{Deserialize, Serialize};

use super::{Encoding, LineIndex, Span};

/// A line and the columns before a place in it, in all encodings; all count from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LinePlace {
    /// The line.
    pub line: u32,
    /// Bytes.
    pub utf8: u32,
    /// UTF-16 code units.
    pub utf16: u32,
    /// Code points.
    pub code_points: u32,
}

impl LinePlace {
    /// The column in `encoding`.
    pub fn column(&self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.utf8,
            Encoding::Utf16 => self.utf16,
            Encoding::Utf32 => self.code_points,
        }
    }

    /// The place behind `text`, in which no line ends.
    fn behind(mut self, text: &str) -> LinePlace {
        let bytes = Span::at(text.len()).start;
        self.utf8 += bytes;
        // Every byte but those that continue a character begins one; four bytes are two units of UTF-16.
        let of_each = |is: fn(u8) -> bool| text.bytes().map(|byte| u32::from(is(byte))).sum::<u32>();
        let (continued, long) =
            if text.is_ascii() { (0, 0) } else { (of_each(|byte| byte & 0xC0 == 0x80), of_each(|byte| byte >= 0xF0)) };
        self.code_points += bytes - continued;
        self.utf16 += bytes - continued + long;
        self
    }
}

/// Counts the places of a text, quickest from left to right.
#[derive(Debug)]
pub struct Counting<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    /// The byte that was asked for last, and its place.
    last: (usize, LinePlace),
    /// The line of that place.
    line: Span,
}

impl<'a> Counting<'a> {
    /// `lines` must be those of `text`.
    pub fn new(text: &'a str, lines: &'a LineIndex) -> Counting<'a> {
        Counting { text, lines, last: (0, LinePlace::default()), line: lines.line(0, text) }
    }

    /// The place of the byte at `offset`: one inside a line break or past the end counts as the end of its line.
    pub fn place(&mut self, offset: usize) -> LinePlace {
        let (from, before) = match self.last {
            (at, place) if (at..=self.line.end()).contains(&offset) => (at, place),
            _ => {
                let line = self.lines.line_of(offset.min(self.text.len()));
                self.line = self.lines.line(line, self.text);
                (self.line.start(), LinePlace { line: Span::at(line).start, ..LinePlace::default() })
            }
        };
        let offset = offset.clamp(self.line.start(), self.line.end());
        // An offset inside a character counts as its start.
        let offset = (from..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(from);
        let place = before.behind(Span::new(from, offset).of(self.text));
        self.last = (offset, place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_each_encoding_counts() {
        let text = "plain line\nد. علی 🧭 met é\u{301}\r\n\rend 🧭";
        let lines = LineIndex::new(text);
        let mut onward = Counting::new(text, &lines);
        for offset in (0..=text.len() + 2).chain((0..text.len()).rev().step_by(3)) {
            let place = onward.place(offset);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let counted = (place.line as usize, place.column(encoding) as usize);
                assert_eq!(counted, lines.place(offset, text, encoding), "{offset} {encoding:?}");
            }
        }
    }
}
