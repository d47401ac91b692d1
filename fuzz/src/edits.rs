//! Incremental changes of a document against doing them on the full text.

#[path = "../../tests/sync/oracle.rs"]
mod oracle;

use ibid::server::sync;
use ibid::text::{Encoding, LineIndex};
use ropey::Rope;
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use super::input::Bytes;
use super::sound;

/// Reads `data` as an encoding, a document and its changes.
pub fn run(data: &[u8]) {
    let mut bytes = Bytes(data);
    let encoding = oracle::ENCODINGS[bytes.byte() % 3];
    let mut full = text(&mut bytes);
    let mut rope = Rope::from_str(&full);
    while !bytes.is_empty() {
        let change = change(&mut bytes);
        let told = sync::apply(&mut rope, std::slice::from_ref(&change), encoding);
        let end = oracle::expected(&mut full, &change, encoding);
        assert_eq!(told, end, "{encoding:?} {change:?}");
        assert!(rope == full.as_str(), "{encoding:?} {change:?}");
    }
    assert_eq!(rope.to_string(), full);
    places(&full, encoding);
}

/// Places as lines and columns are those of counting, and lead back.
fn places(text: &str, encoding: Encoding) {
    let index = LineIndex::new(text);
    let lines = oracle::lines(text);
    assert_eq!(index.count(), lines.len());
    for (number, &(start, end)) in lines.iter().enumerate() {
        let span = index.line(number, text);
        sound::inside(span, text);
        assert_eq!((span.start(), span.end()), (start, end));
        for at in (start..=end).filter(|&at| text.is_char_boundary(at)) {
            let column = oracle::units(&text[start..at], encoding);
            assert_eq!(index.place(at, text, encoding), (number, column));
            assert_eq!(start + encoding.offset(span.of(text), column), at);
        }
    }
}

fn text(bytes: &mut Bytes<'_>) -> String {
    let count = bytes.byte() % 64;
    let pieces = bytes.take(count).iter();
    pieces.map(|&byte| oracle::PIECES[usize::from(byte) % oracle::PIECES.len()]).collect()
}

fn change(bytes: &mut Bytes<'_>) -> TextDocumentContentChangeEvent {
    let kind = bytes.byte();
    let mut number = || match bytes.byte() {
        255 => u32::MAX,
        254 => 1_000_000,
        small => (small % 32) as u32,
    };
    let start = Position { line: number(), character: number() };
    let range = match kind % 8 {
        0 => None,
        1..=3 => Some(Range { start, end: Position { character: start.character.saturating_add(number()), ..start } }),
        _ => Some(Range { start, end: Position { line: number(), character: number() } }),
    };
    TextDocumentContentChangeEvent { range, range_length: None, text: text(bytes) }
}
