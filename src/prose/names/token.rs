//! Words and what stands between them, and how often a document writes each word in which case.

use rustc_hash::FxHashMap;

use super::fold::{fold, is_apostrophe};
use super::lexicon::{self, LEXICON, Traits, is};
use crate::text::Span;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last, possessive ending excluded.
    pub end: u32,
    /// An index into [`Document::words`].
    pub word: u32,
    /// What stands between the word before and this one: a set of the constants of [`gap`].
    pub gap: u16,
    /// How it is written.
    pub shape: Shape,
    /// Whether "'s" follows.
    pub possessive: bool,
    /// Whether it opens a sentence, a quotation, an item of a list.
    pub opens: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "word"; also words of scripts without case.
    Lower,
    /// "Word", "McWord".
    Title,
    /// "WORD", of two letters at least.
    Caps,
    /// "W."
    Initial,
    /// "W.O."
    Dotted,
    /// Digits first.
    Number,
}

impl Token {
    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it is written with a capital.
    pub(super) fn is_capital(&self) -> bool {
        !matches!(self.shape, Shape::Lower | Shape::Number)
    }
}

/// What can stand between two words.
pub(super) mod gap {
    /// Blanks, no-break spaces among them.
    pub(in super::super) const SPACE: u16 = 1;
    /// A single line break.
    pub(in super::super) const LINE: u16 = 1 << 1;
    /// A comma.
    pub(in super::super) const COMMA: u16 = 1 << 2;
    /// A colon or semicolon.
    pub(in super::super) const COLON: u16 = 1 << 3;
    /// A full stop, question mark, exclamation mark, ellipsis.
    pub(in super::super) const STOP: u16 = 1 << 4;
    /// An opening quotation mark (or one that could be).
    pub(in super::super) const QUOTE: u16 = 1 << 5;
    /// A parenthesis or bracket opens.
    pub(in super::super) const OPEN: u16 = 1 << 6;
    /// A parenthesis or bracket closes.
    pub(in super::super) const CLOSE: u16 = 1 << 7;
    /// A hyphen between two letters.
    pub(in super::super) const HYPHEN: u16 = 1 << 8;
    /// A dash.
    pub(in super::super) const DASH: u16 = 1 << 9;
    /// "&".
    pub(in super::super) const AND: u16 = 1 << 10;
    /// An apostrophe before a word.
    pub(in super::super) const APOSTROPHE: u16 = 1 << 11;
    /// Anything else.
    pub(in super::super) const OTHER: u16 = 1 << 12;
    /// "@" or "_": a handle, an address.
    pub(in super::super) const HANDLE: u16 = 1 << 14;
    /// The block begins.
    pub(in super::super) const BLOCK: u16 = 1 << 13;
}

/// A word as a document uses it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What the lists say of it.
    pub traits: Traits,
    /// Written with a capital inside a sentence of running text.
    pub capital: u32,
    /// Written in lower case.
    pub lower: u32,
    folded: (u32, u32),
}

/// The words of some text.
#[derive(Default)]
pub(super) struct Document {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// Every distinct folded word.
    pub words: Vec<Word>,
    index: FxHashMap<u64, u32>,
    folded: String,
    buffer: String,
}

impl Document {
    /// What the lists say of the word of `token`.
    pub(super) fn traits(&self, token: usize) -> Traits {
        self.tokens.get(token).and_then(|token| self.words.get(token.word as usize)).map_or(0, |word| word.traits)
    }

    /// The word of `token`, where there is one.
    pub(super) fn word(&self, token: usize) -> Option<&Word> {
        self.words.get(self.tokens.get(token)?.word as usize)
    }

    /// The folded form of the word of `token`.
    pub(super) fn folded(&self, token: usize) -> &str {
        self.word(token).map_or("", |word| Span { start: word.folded.0, end: word.folded.1 }.of(&self.folded))
    }

    /// Reads the words of one block and returns how many tokens there are then.
    pub(super) fn read(&mut self, text: &str, block: Span) -> usize {
        let body = block.of(text);
        let mut position = 0;
        let mut between = gap::BLOCK;
        while let Some(&byte) = body.as_bytes().get(position) {
            if byte == b' ' {
                between |= gap::SPACE;
                position += 1;
                continue;
            }
            let (character, width) = next(body, position);
            if character.is_alphanumeric() {
                let end = word_end(body, position);
                self.push_split(text, block.start(), position, end, between);
                let mut after = end;
                between = 0;
                if let Some(length) = possessive_length(body, end) {
                    if let Some(last) = self.tokens.last_mut() {
                        last.possessive = true;
                    }
                    after += length;
                }
                position = after;
            } else {
                between |= separator(body, position, character);
                position += width;
            }
        }
        self.tokens.len()
    }

    /// Adds the word at `start..end` of a block, as two words where two have run into each other.
    fn push_split(&mut self, text: &str, base: usize, start: usize, end: usize, between: u16) {
        let word = Span::new(base + start, base + end).of(text);
        match glued_at(word, self) {
            Some(at) => {
                self.push(text, base + start, base + start + at, between);
                self.push(text, base + start + at, base + end, gap::OTHER);
            }
            None => self.push(text, base + start, base + end, between),
        }
    }

    fn push(&mut self, text: &str, start: usize, end: usize, gap: u16) {
        let written = Span::new(start, end).of(text);
        let shape = shape(written);
        let word = self.intern(written);
        let span = Span::new(start, end);
        self.tokens.push(Token { start: span.start, end: span.end, word, gap, shape, possessive: false, opens: false });
    }

    fn intern(&mut self, written: &str) -> u32 {
        self.buffer.clear();
        fold(written, &mut self.buffer);
        let key = lexicon::key(&self.buffer);
        let folded = &mut self.folded;
        let words = &mut self.words;
        let buffer = &self.buffer;
        *self.index.entry(key).or_insert_with(|| {
            let span = Span::new(folded.len(), folded.len() + buffer.len());
            folded.push_str(buffer);
            let traits = traits_of(buffer, key);
            words.push(Word { traits, capital: 0, lower: 0, folded: (span.start, span.end) });
            u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// Endings of English words that no list of words has in full.
const ABSTRACT_ENDINGS: [&str; 12] = [
    "ism", "isms", "ness", "ically", "ological", "ization", "isation", "tional", "ability", "ivity", "itical", "ically",
];

/// What the lists say of a folded word; a plural is as common as its singular.
fn traits_of(folded: &str, key: u64) -> Traits {
    let traits = LEXICON.keyed(key);
    if let Some(singular) = folded.strip_suffix('s').filter(|singular| singular.len() > 3) {
        let plural = LEXICON.word(singular);
        if traits & !is::COMMON == 0 {
            return traits | plural & (is::COMMON | is::TITLE | is::NO_BODY);
        }
        if traits & is::HEAD == 0 && plural & is::TITLE != 0 {
            return traits | is::TITLE;
        }
    }
    if traits == 0 && ABSTRACT_ENDINGS.iter().any(|ending| folded.len() > ending.len() + 3 && folded.ends_with(ending))
    {
        return is::COMMON;
    }
    traits
}

fn next(text: &str, position: usize) -> (char, usize) {
    let character = text.get(position..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    (character, character.len_utf8())
}

fn peek(text: &str, position: usize) -> Option<char> {
    text.get(position..)?.chars().next()
}

/// The end of the word that begins at `start`: letters, marks, digits, inner apostrophes, the full stops of "U.S.".
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_alphanumeric() => end += 1,
            None => return end,
            Some(byte) if byte.is_ascii() && *byte != b'\'' && *byte != b'.' => return end,
            Some(_) => {
                let (character, width) = next(text, end);
                if character.is_alphanumeric() || is_mark(character) {
                    end += width;
                } else if is_apostrophe(character) {
                    let Some(after) = peek(text, end + width).filter(|c| c.is_alphabetic()) else { return end };
                    let ends = !peek(text, end + width + after.len_utf8()).is_some_and(char::is_alphanumeric);
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
            Some(c) if c.is_alphanumeric() => break,
            _ => return after,
        }
    }
    end
}

/// The length of a possessive ending at `end`.
fn possessive_length(text: &str, end: usize) -> Option<usize> {
    let apostrophe = peek(text, end).filter(|&c| is_apostrophe(c))?;
    let ending = end + apostrophe.len_utf8();
    peek(text, ending).filter(|c| matches!(c, 's' | 'S'))?;
    (!peek(text, ending + 1).is_some_and(char::is_alphanumeric)).then(|| apostrophe.len_utf8() + 1)
}

fn separator(text: &str, position: usize, character: char) -> u16 {
    let width = character.len_utf8();
    let before_word = || peek(text, position + width).is_some_and(char::is_alphanumeric);
    let after_word = || {
        text.get(..position).and_then(|left| left.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '.')
    };
    match character {
        ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}' => gap::SPACE,
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
        c if is_apostrophe(c) && before_word() => gap::APOSTROPHE,
        c if c.is_whitespace() => gap::SPACE,
        _ => gap::OTHER,
    }
}

fn shape(written: &str) -> Shape {
    if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let capitals = written.bytes().filter(u8::is_ascii_uppercase).count();
        return match written.bytes().next() {
            Some(first) if first.is_ascii_lowercase() => Shape::Lower,
            _ if capitals > 1 && capitals == written.len() => Shape::Caps,
            _ => Shape::Title,
        };
    }
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

/// Where two words have run into each other, as web pages leave them: "NOVAKRussian", "GazetteThe".
fn glued_at(word: &str, document: &Document) -> Option<usize> {
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
                    traits & is::FUNCTION != 0 && right.len() >= 3 || traits & (is::DEMONYM | is::STATE) != 0
                }
                _ => false,
            };
            if known && document.tokens.len() < u32::MAX as usize {
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
