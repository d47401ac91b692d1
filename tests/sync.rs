//! Incremental sync against an oracle that does everything the slow and obvious way, on a `String`.

#[path = "sync/oracle.rs"]
#[allow(dead_code, reason = "shared with the fuzzing of edits")]
mod oracle;

use ibid::server::sync;
use oracle::{ENCODINGS, PIECES, expected, lines};
use proptest::prelude::*;
use ropey::Rope;
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

const WITHOUT_BREAKS: [&str; 5] = ["a", "é", "🧭", "e\u{301}", "\u{2028}"];

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

/// Numbers in an order of their own (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % below
    }

    fn text(&mut self, pieces: u32) -> String {
        (0..self.roll(pieces)).map(|_| PIECES[self.roll(PIECES.len() as u32) as usize]).collect()
    }

    /// A number that is mostly within a small document.
    fn number(&mut self) -> u32 {
        match self.roll(64) {
            0 => u32::MAX,
            1 => 1_000_000,
            _ => self.roll(12),
        }
    }

    fn change(&mut self) -> TextDocumentContentChangeEvent {
        let start = Position { line: self.number(), character: self.number() };
        let range = match self.roll(32) {
            0 => None,
            1..=18 => Some(Range {
                start,
                end: Position { character: start.character.saturating_add(self.roll(4)), ..start },
            }),
            _ => Some(Range { start, end: Position { line: self.number(), character: self.number() } }),
        };
        TextDocumentContentChangeEvent { range, range_length: None, text: self.text(5) }
    }
}

/// `EDITS` of each encoding (ten million in `make edits`), each held against the full text, with the place where it ends.
#[test]
fn fault_15_any_number_of_edits_gives_what_the_full_text_gives() {
    let edits: u64 = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(50_000);
    for (number, encoding) in ENCODINGS.into_iter().enumerate() {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ number as u64);
        let mut full = dice.text(60);
        let mut rope = Rope::from_str(&full);
        for edit in 0..edits {
            let change = dice.change();
            let told = sync::apply(&mut rope, std::slice::from_ref(&change), encoding);
            let end = expected(&mut full, &change, encoding);
            assert_eq!(told, end, "edit {edit} in {encoding:?}: {change:?}");
            assert!(rope == full.as_str(), "edit {edit} in {encoding:?}: {change:?}\n{full:?}\n{rope:?}");
            if full.len() > 600 {
                full = dice.text(60);
                rope = Rope::from_str(&full);
            }
        }
        println!("{edits} edits in {encoding:?}, each as the full text has it");
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
