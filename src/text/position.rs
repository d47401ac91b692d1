//! Columns in the three encodings that editors count in.

use serde::{Deserialize, Serialize};

/// The unit in which columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: the protocol's default.
    Utf16,
    /// Unicode code points: what the command line's JSON counts in.
    Utf32,
}

impl Encoding {
    /// How many units `character` takes.
    pub fn width(self, character: char) -> usize {
        match self {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// The 0-based column of the byte at `offset` of `line`; an offset inside a character counts as its start,
    /// one past the end as the end.
    pub fn column(self, line: &str, offset: usize) -> usize {
        line.char_indices()
            .take_while(|(at, character)| at + character.len_utf8() <= offset)
            .map(|(_, character)| self.width(character))
            .sum()
    }

    /// The byte offset of the 0-based `column` in `line`; a column inside a character counts as its start, one
    /// past the end as the end, as the protocol demands.
    pub fn offset(self, line: &str, column: usize) -> usize {
        let mut units = 0;
        for (at, character) in line.char_indices() {
            units += self.width(character);
            if units > column {
                return at;
            }
        }
        line.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_survives_the_round_trip_in_every_encoding() {
        let line = "a🧭é\u{301}كb";
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in line.char_indices() {
                assert_eq!(encoding.offset(line, encoding.column(line, offset)), offset);
            }
            assert_eq!(encoding.offset(line, 99), line.len());
        }
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_is_the_start_of_its_character() {
        assert_eq!(Encoding::Utf16.offset("a🧭b", 2), 1);
    }
}
