//! White space folded.

use std::borrow::Cow;

/// `text` with one blank for every run of white space, and none at its ends.
pub fn single_blanks(text: &str) -> Cow<'_, str> {
    // Characters that are white space beyond ASCII begin with one of four bytes.
    let may_be_space = |byte: u8| matches!(byte, b'\t'..=b'\r' | 0xC2 | 0xE1..=0xE3);
    let mut before = b' ';
    let is_odd = |byte: u8| may_be_space(byte) || std::mem::replace(&mut before, byte) == b' ' && byte == b' ';
    if !text.bytes().any(is_odd) && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_other_white_space_is_written_anew() {
        for text in ["", "Ola", "Olá Berg"] {
            assert!(matches!(single_blanks(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
        for text in [" Ola Berg", "Ola Berg ", "Ola  Berg", "Ola\nBerg", "Ola\u{a0}Berg", "Ola \u{2009}Berg\t"] {
            assert_eq!(single_blanks(text), "Ola Berg", "{text:?}");
        }
        assert_eq!(single_blanks(" "), "");
    }
}
