//! Documents and edits, and what they must come to: everything the slow and obvious way, on a `String`. Shared by
//! `tests/sync.rs` and the fuzzing of edits.

use ibid::text::Encoding;
use tower_lsp::lsp_types::{Position, TextDocumentContentChangeEvent};

/// The pieces that texts and edits are made of: what has broken editors before.
pub const PIECES: [&str; 18] = [
    "a",
    "bc ",
    "é",
    "e\u{301}",
    "ك",
    "🧭",
    "👩‍👩‍👧",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\t",
    "\u{FFFD}",
    "“",
    "𝔸",
];

/// The encodings that a client may ask for.
pub const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Every line as (first byte, byte after its last character before the line break).
pub fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\n' || character == '\r' {
            lines.push((start, at));
            start = at + 1;
            if character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some() {
                start += 1;
            }
        }
    }
    lines.push((start, text.len()));
    lines
}

/// How many units of `encoding` a text takes.
pub fn units(text: &str, encoding: Encoding) -> usize {
    text.chars()
        .map(|character| match encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        })
        .sum()
}

/// The byte at a position, as the protocol defines it.
pub fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&(start, end)) = lines(text).get(position.line as usize) else { return text.len() };
    let mut before = 0;
    for (at, character) in text[start..end].char_indices() {
        before += units(character.encode_utf8(&mut [0; 4]), encoding);
        if before > position.character as usize {
            return start + at;
        }
    }
    end
}

/// Does to `text` what `change` says, and returns where that ends, where it is the change of a range.
pub fn expected(text: &mut String, change: &TextDocumentContentChangeEvent, encoding: Encoding) -> Option<usize> {
    match change.range {
        None => {
            text.clone_from(&change.text);
            None
        }
        Some(range) => {
            let (one, other) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
            text.replace_range(one.min(other)..one.max(other), &change.text);
            Some(one.min(other) + change.text.len())
        }
    }
}
