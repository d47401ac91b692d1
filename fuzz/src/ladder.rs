//! The ladder of comparisons between a quotation and a text: any two texts are compared in the end, the answer stands
//! where it says, and typography changes no verdict.

use ibid::prose::matching::{Exactness, Haystack, Match, changes, describe};

use super::input::{Bytes, sections, text};
use super::sound;

/// Looks for the second section of `data` in the first, or for a piece of the first that the third names.
pub fn run(data: &[u8]) {
    let mut sections = sections(data);
    let text_of = |section: Option<&[u8]>| text(section.unwrap_or_default()).into_owned();
    let (source, mut words) = (text_of(sections.next()), text_of(sections.next()));
    let hay = Haystack::new(&source);
    if let Some(piece) = sections.next() {
        words = cut(&source, &mut Bytes(piece));
        let found = hay.find(&words);
        // A word may have been cut in two, so that it stands there only in part.
        assert_fits(found.as_ref(), &source, &words);
    }
    let found = hay.find(&words);
    assert_fits(found.as_ref(), &source, &words);
    assert_eq!(found, hay.find(&words));
    for (name, changed) in typographic(&words) {
        let again = hay.find(&changed);
        assert_fits(again.as_ref(), &source, &changed);
        assert_eq!(rung(found.as_ref()), rung(again.as_ref()), "{name}: {words:?} {changed:?} in {source:?}");
    }
}

/// What a verdict depends on.
#[derive(PartialEq, Eq, Debug)]
enum Rung {
    Sound,
    Altered,
    Nowhere,
}

fn rung(found: Option<&Match>) -> Rung {
    match found {
        Some(found) if found.is_sound() => Rung::Sound,
        Some(_) => Rung::Altered,
        None => Rung::Nowhere,
    }
}

fn assert_fits(found: Option<&Match>, source: &str, words: &str) {
    let Some(found) = found else { return };
    sound::inside(found.span, source);
    for edit in &found.edits {
        sound::inside(edit.quoted, words);
        sound::inside(edit.source, source);
    }
    found.skipped.iter().for_each(|span| sound::inside(*span, source));
    assert!((0.0..=1.0).contains(&found.similarity), "{}", found.similarity);
    if found.exactness == Exactness::Altered {
        assert!(!found.edits.is_empty() || !found.skipped.is_empty(), "altered, and nothing said of it: {words:?}");
        describe(words, source, &found.edits);
        changes(words, source, &found.edits);
    }
}

/// A piece of `source` between two characters.
fn cut(source: &str, bytes: &mut Bytes<'_>) -> String {
    let from = source.floor_char_boundary(bytes.wide() % (source.len() + 1));
    let to = source.ceil_char_boundary((from + bytes.wide() % 200).min(source.len()));
    source[from..to].to_string()
}

/// The same words, set in other type.
fn typographic(words: &str) -> Vec<(&'static str, String)> {
    vec![
        ("no-break spaces", words.replace(' ', "\u{A0}")),
        ("line breaks", broken(words)),
        ("two spaces", words.replace(' ', "  ")),
        ("double marks", words.replace(['“', '”'], "\"")),
        ("single marks", words.replace('\u{2019}', "'")),
        ("dashes", words.replace('—', "–")),
        ("dots", words.replace("...", "…")),
        ("composed letters", words.replace("e\u{301}", "é")),
        ("soft hyphens", soft(words)),
    ]
}

/// With a line break for each blank, but where that would make one word of two ("long- and short-term"), or a line without
/// words, which ends a paragraph.
fn broken(words: &str) -> String {
    let is_kept = |at: usize| {
        let (before, after) = (&words[..at], &words[at + 1..]);
        before.ends_with(char::is_whitespace)
            || after.starts_with(char::is_whitespace)
            || before.ends_with(['-', '\u{2010}', '\u{2011}', '\u{AD}'])
    };
    words
        .char_indices()
        .map(|(at, character)| if character == ' ' && !is_kept(at) { '\n' } else { character })
        .collect()
}

/// With a soft hyphen between any two letters.
fn soft(words: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for character in words.chars() {
        if before.is_ascii_alphabetic() && character.is_ascii_alphabetic() {
            out.push('\u{AD}');
        }
        out.push(character);
        before = character;
    }
    out
}
