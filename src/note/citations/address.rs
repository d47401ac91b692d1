//! Web and Zotero addresses written as text.

use std::ops::Range;

const BEGINNINGS: [&str; 4] = ["https://", "http://", "zotero://", "www."];

/// The addresses in `text`, in order, without the punctuation behind them.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut resume = 0;
    let has_scheme = memchr::memmem::find(text.as_bytes(), b"://").is_some();
    let www = |window: &[u8]| window.eq_ignore_ascii_case(b"www.");
    if !has_scheme && !text.as_bytes().windows(4).any(www) {
        return found;
    }
    for (at, c) in text.char_indices() {
        if at < resume || !matches!(c, 'h' | 'z' | 'w' | 'H' | 'W') {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let begins = BEGINNINGS
            .iter()
            .any(|beginning| rest.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning)));
        let apart = text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        if !begins || !apart {
            continue;
        }
        let length = length(rest);
        resume = at + length;
        if rest.get(..length).is_some_and(|address| address.contains('.') || address.starts_with("zotero")) {
            found.push(at..resume);
        }
    }
    found
}

/// How long the address at the beginning of `text` is: to white space or a mark that stands in none; punctuation at
/// its end and a closing bracket without its opening one belong to the sentence.
fn length(text: &str) -> usize {
    let stops = |c: char| c.is_whitespace() || "<>{}\"“”„«»‹›‘’`|\u{FFFC}".contains(c);
    let mut length = text.find(stops).unwrap_or(text.len());
    let mut depth = text.get(..length).unwrap_or("").bytes().fold((0_i64, 0_i64), |(round, square), b| match b {
        b'(' => (round + 1, square),
        b')' => (round - 1, square),
        b'[' => (round, square + 1),
        b']' => (round, square - 1),
        _ => (round, square),
    });
    while let Some(last) = text.get(..length).and_then(|address| address.chars().next_back()) {
        match last {
            ')' if depth.0 < 0 => depth.0 += 1,
            ']' if depth.1 < 0 => depth.1 += 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | '—' | '–' => {}
            _ => break,
        }
        length -= last.len_utf8();
    }
    length
}
