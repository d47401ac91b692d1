//! Writing to the terminal. Everything that comes from an article or a note passes [`safe`] first.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

/// Prints `text` to standard output. A reader that went away (`ibid … | head`) is no error.
///
/// # Errors
/// What the system said, for anything else.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints `value` as JSON and a line break: characters that a terminal would obey are escaped, as JSON can.
///
/// # Errors
/// As [`print()`].
pub(super) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    print(&(escaped(&serde_json::to_string_pretty(value)?) + "\n"))
}

/// `json` with the characters that a terminal obeys as `\uXXXX`. They stand in strings only, and below U+10000.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if is_obeyed(character) {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

/// Prints a message for the user to standard error.
pub(super) fn complain(message: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "ibid: {}", safe(message));
}

/// Tells the user something beside the output, on standard error.
pub(super) fn tell(message: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "{}", safe(message));
}

/// Whether standard output is a terminal, which obeys what it shows.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether to colour what is printed: on a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
pub(super) fn coloured() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// The width of the terminal in columns, or a readable one where there is none.
pub(super) fn width() -> usize {
    const READABLE: usize = 120;
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(READABLE).clamp(40, 240)
}

/// `text` with everything visible that a terminal would obey: control characters as their pictures, characters that
/// change the direction of writing as U+FFFD.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    let harmless = |character: char| !is_obeyed(character);
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if harmless(character) { character } else { picture(character) }).collect())
}

/// As [`safe`], on one line: the name of a file may hold a line break.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_blank = |character: char| matches!(character, '\n' | '\t');
    match safe(text) {
        text if !text.contains(is_blank) => text,
        text => Cow::Owned(text.chars().map(|c| if is_blank(c) { picture(c) } else { c }).collect()),
    }
}

/// "3 notes", "1 note".
pub(super) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 || noun == "information" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn is_obeyed(character: char) -> bool {
    let bidi = matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    bidi || character.is_control() && character != '\n' && character != '\t'
}

fn picture(character: char) -> char {
    match u32::from(character) {
        control @ 0..0x20 => char::from_u32(0x2400 + control).unwrap_or('\u{FFFD}'),
        0x7F => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_what_it_held_and_commands_no_terminal() {
        let text = "a\u{9b}31m\u{7f}\u{202e}b";
        let json = escaped(&serde_json::to_string_pretty(&[text]).unwrap());
        assert!(!json.chars().any(is_obeyed), "{json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }

    #[test]
    fn the_name_of_a_file_stays_on_its_line() {
        assert_eq!(one_line("notes/two\nlines\t\u{1b}.md"), "notes/two␊lines␉␛.md");
    }

    #[test]
    fn a_title_cannot_command_the_terminal() {
        assert_eq!(safe("plain “text”\n"), "plain “text”\n");
        assert_eq!(safe("\u{1b}]8;;http://x\u{7}\u{202e}\u{9b}"), "␛]8;;http://x␇\u{FFFD}\u{FFFD}");
    }
}
