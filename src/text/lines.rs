//! Where lines begin and end.

use super::Span;

/// The line starts of a text. A line ends at `\n`, `\r\n` or a lone `\r`, as the Language Server Protocol
/// counts; U+2028 and the like end none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let first_of_pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !first_of_pair {
                starts.push(Span::at(at + 1).start);
            }
        }
        LineIndex { starts, length: Span::at(text.len()).start }
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

    /// The first byte of the 0-based `line`; the end of the text for a line that is not there.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.length) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
