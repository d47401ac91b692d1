//! Where words begin and end, how they are written, and what stands between them.

use super::fold::{fold, is_apostrophe};
use super::key;
use super::lexicon::{LEXICON, is};
use super::token::{Shape, gap};
use crate::text::ascii;

pub(super) fn next(text: &str, position: usize) -> (char, usize) {
    let character = text.get(position..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    (character, character.len_utf8())
}

fn peek(text: &str, position: usize) -> Option<char> {
    text.get(position..)?.chars().next()
}

/// The end of the word that begins at `start`, and the key of its bytes as they are written.
#[inline(always)]
pub(super) fn word(text: &str, start: usize) -> (usize, u64) {
    let bytes = text.as_bytes();
    let (mut end, mut key) = (start, key::EMPTY);
    loop {
        let chunk = ascii::chunk(bytes, end);
        let others = !ascii::alphanumeric(chunk) & ascii::HIGH;
        if others == 0 {
            key = key::with(key, chunk);
            end += key::CHUNK;
            continue;
        }
        let bits = others.trailing_zeros() & !7;
        if bits > 0 {
            key = key::with(key, chunk & ((1 << bits) - 1));
            end += bits as usize / 8;
        }
        break;
    }
    match bytes.get(end) {
        Some(&byte) if byte >= 0x80 || byte == b'\'' || byte == b'.' && end - start <= 1 => past(text, start, end, key),
        _ => (end, key),
    }
}

/// The same as [`word`] where something else than an ASCII letter or digit may be part of the word.
#[inline(never)]
fn past(text: &str, start: usize, from: usize, key: u64) -> (usize, u64) {
    let end = word_end(text, start, from);
    (end, if end == from { key } else { key::of_word(text.get(start..end).unwrap_or("")) })
}

/// The end of the word that begins at `start` and goes on to `from` at least: letters, marks, digits, inner apostrophes, the full stops of "U.S.".
fn word_end(text: &str, start: usize, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_alphanumeric() => end += 1,
            None => return end,
            Some(byte) if byte.is_ascii() && *byte != b'\'' && *byte != b'.' => return end,
            Some(_) => {
                let (character, width) = next(text, end);
                if is_alphanumeric(character) || is_mark(character) {
                    end += width;
                } else if is_apostrophe(character) {
                    let Some(after) = peek(text, end + width).filter(|c| c.is_alphabetic()) else { return end };
                    let ends = !peek(text, end + width + after.len_utf8()).is_some_and(is_alphanumeric);
                    if matches!(after, 's' | 'S') && ends {
                        return end;
                    }
                    end += width;
                } else if character == '.' {
                    return dotted_end(text, start, end);
                } else {
                    return end;
                }
            }
        }
    }
}

/// The same as of `char`, but quick for what most texts consist of.
pub(super) fn is_alphanumeric(character: char) -> bool {
    match character {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => !matches!(character, '×' | '÷'),
        // Quotation marks, dashes, blanks.
        '\u{2000}'..='\u{206f}' => false,
        c => c.is_alphanumeric(),
    }
}

/// Whether `character` is a combining mark or a soft hyphen inside a word.
fn is_mark(character: char) -> bool {
    character == '\u{ad}' || unicode_normalization::char::is_combining_mark(character)
}

/// The end of an initial or a dotted acronym whose first letter ends at `end`, else `end`.
fn dotted_end(text: &str, start: usize, end: usize) -> usize {
    let is_single = text.get(start..end).is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    if !is_single {
        return end;
    }
    let mut end = end + 1;
    while let Some(letter) = peek(text, end).filter(|c| c.is_alphabetic()) {
        let after = end + letter.len_utf8();
        match peek(text, after) {
            Some('.') => end = after + 1,
            Some(c) if is_alphanumeric(c) => break,
            _ => return after,
        }
    }
    end
}

/// The length of a possessive ending at `end`.
pub(super) fn possessive_length(text: &str, end: usize) -> Option<usize> {
    if text.as_bytes().get(end).is_none_or(|&byte| byte < 0x80 && byte != b'\'' && byte != b'`') {
        return None;
    }
    let apostrophe = peek(text, end).filter(|&c| is_apostrophe(c))?;
    let ending = end + apostrophe.len_utf8();
    // "Teachers’ Union"
    if text.as_bytes().get(end.wrapping_sub(1)) == Some(&b's') && peek(text, ending) == Some(' ') {
        return Some(apostrophe.len_utf8());
    }
    peek(text, ending).filter(|c| matches!(c, 's' | 'S'))?;
    (!peek(text, ending + 1).is_some_and(is_alphanumeric)).then(|| apostrophe.len_utf8() + 1)
}

pub(super) fn separator(text: &str, position: usize, character: char) -> u16 {
    let width = character.len_utf8();
    let before_word = || peek(text, position + width).is_some_and(is_alphanumeric);
    let after_word = || {
        text.get(..position).and_then(|left| left.chars().next_back()).is_some_and(|c| is_alphanumeric(c) || c == '.')
    };
    match character {
        '\t' => gap::SPACE | gap::OTHER,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}' => gap::SPACE,
        '\n' | '\r' => gap::LINE | gap::SPACE,
        ',' => gap::COMMA,
        ':' | ';' => gap::COLON,
        '.' | '!' | '?' | '…' => gap::STOP,
        '“' | '"' | '„' | '«' | '‹' | '「' | '『' => gap::QUOTE,
        '(' | '[' => gap::OPEN,
        ')' | ']' => gap::CLOSE,
        '-' | '‐' | '‑'
            if after_word() && (before_word() || peek(text, position + width).is_some_and(is_apostrophe)) =>
        {
            gap::HYPHEN
        }
        '-' | '–' | '—' | '―' | '‐' | '‑' => gap::DASH,
        '&' => gap::AND,
        '@' | '_' => gap::HANDLE,
        '$' | '€' | '£' | '¥' if after_word() => gap::MONEY,
        // "Achieng’ Odhiambo"
        c if is_apostrophe(c) && text.get(..position).is_some_and(|left| left.ends_with("ng")) => gap::APOSTROPHE,
        c if is_apostrophe(c) && before_word() => gap::APOSTROPHE,
        c if c.is_whitespace() => gap::SPACE,
        _ => gap::OTHER,
    }
}

pub(super) fn shape(written: &str) -> Shape {
    if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let capitals = written.bytes().filter(u8::is_ascii_uppercase).count();
        return match written.bytes().next() {
            Some(first) if first.is_ascii_lowercase() => Shape::Lower,
            _ if capitals > 1 && capitals == written.len() => Shape::Caps,
            // "PiS", "MoD", "PvdA"
            _ if capitals > 1 && written.len() <= 4 && written.ends_with(|c: char| c.is_ascii_uppercase()) => {
                Shape::Caps
            }
            _ => Shape::Title,
        };
    }
    // "d’Ávila": the small letter belongs to the name behind it.
    let elided = written.strip_prefix('d').and_then(|rest| rest.strip_prefix(is_apostrophe));
    let written = elided.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(written);
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Number };
    if written.starts_with(|c: char| c.is_numeric()) {
        return Shape::Number;
    }
    let dots = written.bytes().filter(|&byte| byte == b'.').count();
    if !first.is_uppercase() || !is_latin(first) {
        return Shape::Lower;
    }
    if dots > 0 {
        return if dots == 1 && written.ends_with('.') && letters.next().is_none() {
            Shape::Initial
        } else {
            Shape::Dotted
        };
    }
    let mut others = letters.peekable();
    if others.peek().is_some() && others.all(char::is_uppercase) { Shape::Caps } else { Shape::Title }
}

/// Whether capitals of this script are read as marks of names; of other scripts there are no word lists.
fn is_latin(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Where a word with its vowel elided ends, apostrophe and all, and how long the apostrophe is: "l’|Union", "J’|ai". In
/// "N’Djamena" and "D’Angelo" nothing is elided.
pub(super) fn elided(word: &str) -> Option<(usize, usize)> {
    let (at, apostrophe) = word.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    let (before, rest) = (word.get(..at)?, word.get(at + apostrophe.len_utf8()..)?);
    let small = rest.starts_with(char::is_lowercase);
    let elides = match before {
        "l" | "d" | "j" | "c" | "s" | "n" | "m" | "t" | "qu" | "dell" | "all" | "dall" | "nell" | "sull" | "un" => true,
        "L" | "J" | "C" | "S" | "Qu" | "Dell" | "All" | "Dall" | "Nell" | "Sull" | "Un" => true,
        "D" | "N" | "M" | "T" => small,
        _ => false,
    };
    elides.then_some((at + apostrophe.len_utf8(), apostrophe.len_utf8()))
}

/// Where two words have run into each other, as web pages leave them: "NOVAKRussian", "GazetteThe".
pub(super) fn glued_at(word: &str) -> Option<usize> {
    let inner = word.as_bytes().get(3..).unwrap_or(&[]);
    if !inner.iter().any(|byte| byte.is_ascii_uppercase() || *byte >= 0x80) {
        return None;
    }
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) || !word.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut previous: Option<char> = None;
    for (at, character) in word.char_indices() {
        let next_is_lower =
            word.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase);
        if character.is_uppercase() && next_is_lower && at >= 3 {
            let (left, right) = word.split_at(at);
            let traits = LEXICON.word(&folded(right));
            let known = match previous {
                Some(before) if before.is_uppercase() && left.chars().all(char::is_uppercase) => {
                    right.len() >= 3 && traits != 0
                }
                Some(before) if before.is_lowercase() && left.starts_with(char::is_uppercase) => {
                    // "AmboreFirst" is a party's brand, "PowerChina" is a firm.
                    if matches!(right, "First" | "Now" | "Forward") {
                        return None;
                    }
                    let firm = traits & is::DEMONYM == 0 && LEXICON.word(&folded(left)) & is::COMMON != 0;
                    traits & is::FUNCTION != 0 && right.len() >= 3 || traits & (is::DEMONYM | is::STATE) != 0 && !firm
                }
                _ => false,
            };
            if known {
                return Some(at);
            }
        }
        previous = Some(character);
    }
    None
}

fn folded(word: &str) -> String {
    let mut out = String::new();
    fold(word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_words_key_is_that_of_its_letters_wherever_it_ends() {
        for length in 1..=40 {
            let written: String = ('a'..='z').chain('A'..='Z').take(length).collect();
            for after in ["", " ", ", and more", "…", "\u{301} and a mark", "é9"] {
                let text = format!("{written}{after}");
                let (end, key) = word(&text, 0);
                let whole = text.get(..end).unwrap();
                assert!(whole.starts_with(&written) && text.is_char_boundary(end), "{text}");
                assert_eq!(key, key::of_word(whole), "{text}");
                assert_eq!(whole.len() > length, after.starts_with(['é', '\u{301}']), "{text}");
            }
        }
    }
}
