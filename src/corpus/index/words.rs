//! The words of a text as the index knows them: without case and accents.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::article::words::{SMALL, is_alphanumeric};
use crate::text::normal::is_ignorable;

/// The tokenizer's name in the schema.
pub(super) const NAME: &str = "words";

/// The longest word that is kept, in bytes; the rest of it is passed over.
const LONGEST: usize = 64;

/// Cuts a text into words; in scripts that do not part words, every character is one.
#[derive(Clone, Default)]
pub(super) struct Words {
    /// The text with the letters of ASCII in lower case.
    small: String,
    token: Token,
}

/// The words of one text.
pub(super) struct Stream<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        self.small.clear();
        self.small.push_str(text);
        // Of a whole text many letters are made small at once.
        self.small.make_ascii_lowercase();
        Stream { text: &self.small, at: 0, token: &mut self.token }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = next_word(self.text, self.at) else { return false };
        self.at = word.to;
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (word.from, word.to);
        self.token.text.clear();
        let text = word.of(self.text);
        if word.is_ascii {
            self.token.text.push_str(text.get(..LONGEST).unwrap_or(text));
        } else {
            fold(text, &mut self.token.text);
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The words of `text`, folded, in order.
pub fn of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(found) = next_word(text, at) {
        let mut word = String::new();
        fold(found.of(text), &mut word);
        words.push(word);
        at = found.to;
    }
    words
}

/// Where a word stands, in bytes.
struct Found {
    from: usize,
    to: usize,
    is_ascii: bool,
}

impl Found {
    fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.from..self.to).unwrap_or_default()
    }
}

/// The first word at or after `at`.
fn next_word(text: &str, at: usize) -> Option<Found> {
    let from = first_letter(text, at)?;
    let mut to = from;
    let mut is_ascii = true;
    loop {
        to = first(text, to, |byte| !is_part(byte));
        let Some(character) = character_at(text, to) else { break };
        let inside = is_alphanumeric(character) || is_combining_mark(character) || is_ignorable(character);
        let is_first = to == from;
        if !inside || !is_first && stands_alone(character) {
            break;
        }
        is_ascii = false;
        to += character.len_utf8();
        if is_first && stands_alone(character) {
            break;
        }
    }
    Some(Found { from, to, is_ascii })
}

/// The first letter or figure at or after `at`.
fn first_letter(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    loop {
        from = first(text, from, |byte| is_part(byte) || !byte.is_ascii());
        match character_at(text, from) {
            Some(character) if !is_alphanumeric(character) => from += character.len_utf8(),
            Some(_) => return Some(from),
            None => return (from < text.len()).then_some(from),
        }
    }
}

/// The first byte at or after `at` that is as asked for; else the end.
fn first(text: &str, at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|&byte| is(byte)).map_or(text.len(), |length| at + length)
}

/// The character at `at`, where one stands there that is not ASCII.
fn character_at(text: &str, at: usize) -> Option<char> {
    if text.as_bytes().get(at)?.is_ascii() { None } else { text.get(at..)?.chars().next() }
}

/// Whether a byte is a letter or a figure of ASCII.
fn is_part(byte: u8) -> bool {
    SMALL.get(usize::from(byte)).is_some_and(|&small| small != 0)
}

/// Whether words are not parted by spaces in the script of this letter.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        let kept = word.get(..word.len().min(LONGEST)).unwrap_or_default();
        out.push_str(kept);
        out.make_ascii_lowercase();
        return;
    }
    let letters = word.nfkd().filter(|c| !is_combining_mark(*c) && !is_ignorable(*c));
    for letter in letters.flat_map(char::to_lowercase) {
        if out.len() + letter.len_utf8() > LONGEST {
            break;
        }
        out.push(letter);
    }
}

/// A number for a folded word, the same in every process; two words of one number are as good as never met.
pub fn number(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    // The upper half is the better mixed one.
    (hasher.finish() >> 32) as u32
}

/// The numbers of the words of `text`, in order.
pub fn numbers(text: &str) -> Vec<u32> {
    let (mut numbers, mut word, mut at) = (Vec::new(), String::new(), 0);
    while let Some(found) = next_word(text, at) {
        word.clear();
        fold(found.of(text), &mut word);
        numbers.push(number(&word));
        at = found.to;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn words_lose_case_accents_and_what_nobody_sees() {
        assert_eq!(of("Émile’s “co\u{AD}operation”, 14½%"), ["emile", "s", "cooperation", "141⁄2"]);
        assert_eq!(of("ﬁrst—SECOND"), ["first", "second"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        assert_eq!(of("北京said"), ["北", "京", "said"]);
    }
}
