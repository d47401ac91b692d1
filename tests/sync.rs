//! Incremental sync against an oracle that does everything the slow and obvious way, on a `String`.

use ibid::server::sync;
use ibid::text::Encoding;
use proptest::prelude::*;
use ropey::Rope;
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

/// The pieces that texts and edits are made of: what has broken editors before.
const PIECES: [&str; 18] = [
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

const WITHOUT_BREAKS: [&str; 5] = ["a", "é", "🧭", "e\u{301}", "\u{2028}"];

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Every line as (first byte, byte after its last character before the line break).
fn lines(text: &str) -> Vec<(usize, usize)> {
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

/// The byte at a position, as the protocol defines it.
fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&(start, end)) = lines(text).get(position.line as usize) else { return text.len() };
    let mut units = 0;
    for (at, character) in text[start..end].char_indices() {
        units += match encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        };
        if units > position.character as usize {
            return start + at;
        }
    }
    end
}

fn expected(text: &mut String, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        None => text.clone_from(&change.text),
        Some(range) => {
            let (one, other) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
            text.replace_range(one.min(other)..one.max(other), &change.text);
        }
    }
}

fn texts(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), pieces).prop_map(|pieces| pieces.concat())
}

fn positions() -> impl Strategy<Value = Position> {
    let past_the_end = prop_oneof![Just(u32::MAX), Just(1_000_000_u32)];
    let number = |limit: u32| prop_oneof![30 => 0..limit, 1 => past_the_end.clone()];
    (number(12), number(14)).prop_map(|(line, character)| Position { line, character })
}

fn changes() -> impl Strategy<Value = TextDocumentContentChangeEvent> {
    let range = prop_oneof![
        20 => (positions(), positions()).prop_map(|(start, end)| Some(Range { start, end })),
        20 => positions().prop_map(|start| Some(Range { start, end: Position { character: start.character.saturating_add(1), ..start } })),
        1 => Just(None),
    ];
    (range, texts(0..4)).prop_map(|(range, text)| TextDocumentContentChangeEvent { range, range_length: None, text })
}

/// As many cases as `PROPTEST_CASES` says, for a long run.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn fault_15_a_document_is_what_its_changes_make_it(
        text in texts(0..40),
        notifications in prop::collection::vec(prop::collection::vec(changes(), 0..3), 0..12),
        encoding in prop::sample::select(&ENCODINGS[..]),
    ) {
        let (mut rope, mut oracle) = (Rope::from_str(&text), text);
        for changes in &notifications {
            sync::apply(&mut rope, changes, encoding);
            for change in changes {
                expected(&mut oracle, change, encoding);
            }
            prop_assert_eq!(rope.to_string(), oracle.as_str(), "{:?} {:?}", encoding, changes);
        }
    }

    #[test]
    fn an_edit_and_its_undoing_leave_the_document_as_it_was(
        text in texts(1..40),
        at in 0_usize..200,
        new in prop::collection::vec(prop::sample::select(&WITHOUT_BREAKS[..]), 1..4),
        encoding in prop::sample::select(&ENCODINGS[..]),
    ) {
        let new = new.concat();
        // Between the halves of a line break there is no position.
        let is_place = |at: usize| text.is_char_boundary(at) && !text[..at].ends_with('\r');
        let boundary = (0..=at.min(text.len())).rev().find(|&at| is_place(at)).unwrap_or(0);
        let line = lines(&text).iter().rposition(|(start, _)| *start <= boundary).unwrap_or(0);
        let start = lines(&text)[line].0;
        let units = |part: &str| part.chars().map(|c| encoding.width(c)).sum::<usize>();
        let position = |column: usize| Position { line: line as u32, character: column as u32 };
        let before = units(&text[start..boundary]);
        let change = |end: usize, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range { start: position(before), end: position(end) }),
            range_length: None,
            text: text.to_string(),
        };
        let mut rope = Rope::from_str(&text);
        sync::apply(&mut rope, &[change(before, &new), change(before + units(&new), "")], encoding);
        prop_assert_eq!(rope.to_string(), text);
    }
}

#[test]
fn fault_18_a_line_break_of_two_characters_survives_being_split_and_joined() {
    for encoding in ENCODINGS {
        let mut rope = Rope::from_str("a\rb\n");
        let mut oracle = "a\rb\n".to_string();
        let at = |line, character| Position { line, character };
        for (range, text) in [
            (Range { start: at(1, 0), end: at(1, 1) }, ""),
            (Range { start: at(0, 1), end: at(1, 0) }, "\r"),
            (Range { start: at(1, 0), end: at(1, 0) }, "\n"),
            (Range { start: at(0, 9), end: at(1, 0) }, "\r\n\r"),
        ] {
            let change =
                TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_string() };
            sync::apply(&mut rope, std::slice::from_ref(&change), encoding);
            expected(&mut oracle, &change, encoding);
            assert_eq!(rope.to_string(), oracle);
        }
    }
}
