//! Words and what stands between them, and how often a document writes each word in which case.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fold::fold;
use super::lexicon::{self, LEXICON, Traits, is};
use super::scan::{elided, glued_at, next, possessive_length, separator, shape, word};
use super::seen::Seen;
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
    /// Whether it has a capital or is an article that a name may begin with.
    pub begins: bool,
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
    /// The sign of a currency.
    pub(in super::super) const MONEY: u16 = 1 << 15;
    /// The block begins.
    pub(in super::super) const BLOCK: u16 = 1 << 13;
}

/// A word as a document uses it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What the lists say of it.
    pub traits: Traits,
    /// Its key in the lists.
    pub key: u64,
    /// Written with a capital inside a sentence of running text.
    pub capital: u32,
    /// Written in lower case.
    pub lower: u32,
    folded: (u32, u32),
}

/// A word in one way of writing it.
#[derive(Clone, Copy, Debug)]
struct Written {
    /// An index into [`Document::words`].
    word: u32,
    shape: Shape,
    /// Whether two words have run into each other in it.
    glued: bool,
}

/// The words of some text.
#[derive(Default)]
pub(super) struct Document {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// Every distinct folded word.
    pub words: Vec<Word>,
    /// Whether it is in another language than English.
    pub is_foreign: bool,
    /// Whether that is French, which writes the names of bodies in small letters but for the first.
    pub is_french: bool,
    /// Whether that is German, which writes every noun with a capital.
    pub is_german: bool,
    /// Whether it is one that writes "l’Union".
    pub elides: bool,
    /// By the key of the folded word, an index into `words`.
    index: FxHashMap<u64, u32>,
    /// By the key of the word as it is written: most words of a text stand there in the same letters again.
    written: FxHashMap<u64, Written>,
    folded: String,
    buffer: String,
}

/// So many bytes of text have one word, and one different way of writing one, at least.
const BYTES_A_WORD: usize = 6;
const BYTES_A_FORM: usize = 14;
/// Room for this many different words is made beforehand; longer texts repeat themselves.
const MOST_FORMS: usize = 1 << 12;

impl Document {
    /// No words yet, with room for those of a text of so many bytes.
    pub(super) fn with_room_for(bytes: usize) -> Document {
        let forms = (bytes / BYTES_A_FORM).min(MOST_FORMS);
        Document {
            tokens: Vec::with_capacity(bytes / BYTES_A_WORD),
            words: Vec::with_capacity(forms),
            index: FxHashMap::with_capacity_and_hasher(forms, FxBuildHasher),
            written: FxHashMap::with_capacity_and_hasher(forms, FxBuildHasher),
            folded: String::with_capacity(forms * 8),
            ..Document::default()
        }
    }

    /// No words yet, of a text that writes "l’Union".
    pub(super) fn eliding() -> Document {
        Document { elides: true, ..Document::default() }
    }

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

    /// The word with this folded form, where the text has it.
    pub(super) fn find(&mut self, folded: &str) -> Option<&mut Word> {
        let word = *self.index.get(&lexicon::key(folded))?;
        self.words.get_mut(word as usize)
    }

    /// The key of the words of the tokens `first..end`: their own where it is one, else that of the phrase.
    pub(super) fn key(&self, first: usize, end: usize) -> u64 {
        let keys = (first..end).filter_map(|token| Some(self.word(token)?.key));
        keys.reduce(lexicon::phrase_key).unwrap_or(0)
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
            let (character, width) = if byte < 0x80 { (char::from(byte), 1) } else { next(body, position) };
            if !character.is_alphanumeric() {
                between |= separator(body, position, character);
                position += width;
                continue;
            }
            let (end, key) = word(body, position);
            self.push(body, block.start(), position..end, key, between);
            position = end;
            between = 0;
            if let Some(length) = possessive_length(body, end) {
                if let Some(last) = self.tokens.last_mut() {
                    last.possessive = true;
                }
                position += length;
            }
        }
        self.tokens.len()
    }

    /// Adds the word at `place` of a block that begins at `base`, as two words where two have run into each other;
    /// `key` is of its letters as they are written.
    fn push(&mut self, body: &str, base: usize, place: Range<usize>, key: u64, between: u16) {
        let Range { start, end } = place;
        let known = match self.written.get(&key) {
            Some(known) => *known,
            None => {
                let written = body.get(start..end).unwrap_or("");
                let seen = Seen::of(written, key);
                let glued = seen.glued || self.elides && self.parts(written).is_some();
                let known = Written { word: self.enter(written, seen.key, seen.traits), shape: seen.shape, glued };
                self.written.insert(key, known);
                known
            }
        };
        let parts = if known.glued { self.parts(body.get(start..end).unwrap_or("")) } else { None };
        match parts {
            Some((left, right, gap)) => {
                for (part, gap) in [(start..start + left, between), (start + right..end, gap)] {
                    let written = body.get(part.clone()).unwrap_or("");
                    let (word, shape) = (self.intern(written), shape(written));
                    self.push_token(base + part.start, base + part.end, word, shape, gap);
                }
            }
            None => self.push_token(base + start, base + end, known.word, known.shape, between),
        }
    }

    /// Where the first of two words ends that are written as one, where the second begins, and what stands between.
    fn parts(&self, written: &str) -> Option<(usize, usize, u16)> {
        let elided = if self.elides { elided(written) } else { None };
        match elided {
            Some((at, apostrophe)) => Some((at - apostrophe, at, gap::APOSTROPHE)),
            None => glued_at(written).map(|at| (at, at, gap::OTHER)),
        }
    }

    fn push_token(&mut self, start: usize, end: usize, word: u32, shape: Shape, gap: u16) {
        let span = Span::new(start, end);
        let begins = !matches!(shape, Shape::Lower | Shape::Number)
            || self.words.get(word as usize).is_some_and(|word| word.traits & is::ARTICLE != 0);
        self.tokens.push(Token {
            start: span.start,
            end: span.end,
            word,
            gap,
            shape,
            possessive: false,
            opens: false,
            begins,
        });
    }

    fn intern(&mut self, written: &str) -> u32 {
        self.buffer.clear();
        fold(written, &mut self.buffer);
        let key = lexicon::key(&self.buffer);
        let traits = traits_of(&self.buffer, key);
        self.enter(written, key, traits)
    }

    /// The number of the word whose folded form has this key.
    fn enter(&mut self, written: &str, key: u64, traits: Traits) -> u32 {
        let (folded, words) = (&mut self.folded, &mut self.words);
        *self.index.entry(key).or_insert_with(|| {
            let start = folded.len();
            fold(written, folded);
            let span = Span::new(start, folded.len());
            words.push(Word { traits, key, capital: 0, lower: 0, folded: (span.start, span.end) });
            u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// Endings of English words that no list of words has in full.
const ABSTRACT_ENDINGS: [&str; 12] = [
    "ism", "isms", "ness", "ically", "ological", "ization", "isation", "tional", "ability", "ivity", "itical", "ically",
];

/// What the lists say of a folded word; a plural is as common as its singular.
pub(super) fn traits_of(folded: &str, key: u64) -> Traits {
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
