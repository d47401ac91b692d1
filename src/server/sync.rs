//! Incremental changes of a text in the client's positions.
//!
//! Positions are taken as the protocol says: a column past the end of its line is that end, one inside a character
//! is that character's start, a line past the last is the end of the text. The ends of a range that stand in the
//! wrong order are swapped.

use ropey::{Rope, RopeSlice};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use crate::text::Encoding;

/// Applies changes in order, each to the result of the one before. Returns the byte at which the last one ends in
/// the new text, where it was the change of a range.
pub fn apply(text: &mut Rope, changes: &[TextDocumentContentChangeEvent], encoding: Encoding) -> Option<usize> {
    let mut last = None;
    for change in changes {
        last = match change.range {
            None => {
                *text = Rope::from_str(&change.text);
                None
            }
            Some(range) => replace(text, range, &change.text, encoding)
                // Unreachable as far as ropey is right: both ends come from the text itself.
                .inspect_err(|_| tracing::error!("a change could not be applied"))
                .ok(),
        };
    }
    last
}

fn replace(text: &mut Rope, range: Range, new: &str, encoding: Encoding) -> Result<usize, ropey::Error> {
    let start = char_index(text, range.start, encoding);
    let end = char_index(text, range.end, encoding);
    let (start, end) = (start.min(end), start.max(end));
    text.try_remove(start..end)?;
    text.try_insert(start, new)?;
    Ok(text.try_char_to_byte(start)? + new.len())
}

/// The index of the character at `position`.
fn char_index(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    let (Some(slice), Ok(start)) = (text.get_line(line), text.try_line_to_char(line)) else {
        return text.len_chars();
    };
    start + column_to_char(slice, position.character as usize, encoding)
}

fn column_to_char(line: RopeSlice, column: usize, encoding: Encoding) -> usize {
    let content = content_chars(line);
    let chars = match encoding {
        Encoding::Utf8 => line.try_byte_to_char(column),
        Encoding::Utf16 => line.try_utf16_cu_to_char(column),
        Encoding::Utf32 => Ok(column),
    };
    chars.map_or(content, |chars| chars.min(content))
}

/// The length of a line in characters without its line break.
fn content_chars(line: RopeSlice) -> usize {
    let length = line.len_chars();
    let mut last = line.chars_at(length);
    match (last.prev(), last.prev()) {
        (Some('\n'), Some('\r')) => length - 2,
        (Some('\n' | '\r'), _) => length - 1,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, range: [u32; 4], new: &str, encoding: Encoding) -> String {
        let mut rope = Rope::from_str(text);
        let [a, b, c, d] = range;
        let range = Some(Range::new(Position::new(a, b), Position::new(c, d)));
        apply(
            &mut rope,
            &[TextDocumentContentChangeEvent { range, range_length: None, text: new.to_string() }],
            encoding,
        );
        rope.to_string()
    }

    #[test]
    fn columns_count_in_the_encoding_agreed_on() {
        let table = [(Encoding::Utf8, 6), (Encoding::Utf16, 4), (Encoding::Utf32, 3)];
        for (encoding, column) in table {
            assert_eq!(edited("a🧭e\u{301}", [0, 0, 0, column], "", encoding), "\u{301}");
        }
    }

    #[test]
    fn a_position_inside_a_character_is_its_start() {
        assert_eq!(edited("a🧭b", [0, 2, 0, 3], "", Encoding::Utf16), "ab");
        assert_eq!(edited("a🧭b", [0, 0, 0, 2], "", Encoding::Utf16), "🧭b");
        assert_eq!(edited("aéb", [0, 2, 0, 3], "-", Encoding::Utf8), "a-b");
    }

    #[test]
    fn what_lies_past_the_end_is_the_end() {
        assert_eq!(edited("ab\r\ncd", [0, 99, 1, 0], "", Encoding::Utf16), "abcd");
        assert_eq!(edited("ab\rcd", [7, 0, 9, 9], "!", Encoding::Utf16), "ab\rcd!");
        assert_eq!(edited("", [u32::MAX, u32::MAX, u32::MAX, u32::MAX], "x", Encoding::Utf8), "x");
    }

    #[test]
    fn ends_in_the_wrong_order_are_swapped() {
        assert_eq!(edited("abcd", [0, 3, 0, 1], "-", Encoding::Utf16), "a-d");
    }

    #[test]
    fn only_the_protocol_s_line_breaks_end_a_line() {
        assert_eq!(
            edited("a\u{2028}b\u{85}c\u{b}d\u{c}\n", [0, 8, 0, 99], "", Encoding::Utf32),
            "a\u{2028}b\u{85}c\u{b}d\u{c}\n"
        );
        assert_eq!(edited("a\rb\nc", [2, 0, 2, 1], "", Encoding::Utf16), "a\rb\n");
    }
}
