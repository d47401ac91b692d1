//! Words and what stands between them, and how often a document writes each word in which case.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fold::{fold, is_apostrophe};
use super::key;
use super::lexicon::{LEXICON, Traits, is};
use super::scan::{elided, glued_at, is_alphanumeric, next, possessive_length, separator, shape as shape_of, word};
use super::seen::{Met, Table};
use crate::text::{Span, WordList};

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
    /// Whether it is another word of some fixed phrase than the first.
    pub continues: bool,
    /// Written with a capital inside a sentence of running text.
    pub capital: u32,
    /// Written in lower case; in headlines, too, before the blocks are surveyed.
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
    /// Whether it is in another language than English.
    pub is_foreign: bool,
    /// Whether that is French, which writes the names of bodies in small letters but for the first.
    pub is_french: bool,
    /// Whether that is German, which writes every noun with a capital.
    pub is_german: bool,
    /// Whether it is one that writes "l’Union".
    pub elides: bool,
    /// The tokens that more or less than a blank parts from those before, and those after an acronym with stops.
    pub marks: Vec<u32>,
    /// The tokens at which a run may begin: what most words fail. None does without a capital in its first two words,
    /// unless with an article.
    pub starts: Vec<u32>,
    /// The token behind the last acronym with stops.
    after_dots: u32,
    /// By the key of the folded word, an index into `words`.
    index: FxHashMap<u64, u32>,
    /// By the word as it is written.
    seen: Table,
    folded: String,
    buffer: String,
}

/// How much of a text one block is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// The token after its last.
    pub end: usize,
    /// How many of its tokens are numbers.
    pub numbers: usize,
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
        let tokens = bytes / BYTES_A_WORD;
        Document {
            tokens: Vec::with_capacity(tokens),
            words: Vec::with_capacity(forms),
            marks: Vec::with_capacity(tokens / 4),
            starts: Vec::with_capacity(tokens / 2),
            index: FxHashMap::with_capacity_and_hasher(forms, FxBuildHasher),
            seen: Table::for_text(),
            folded: String::with_capacity(forms * 8),
            ..Document::default()
        }
    }

    /// Forgets all words, to read those of a text that writes "l’Union".
    pub(super) fn elide(&mut self) {
        self.elides = true;
        self.tokens.clear();
        self.words.clear();
        self.marks.clear();
        self.starts.clear();
        self.after_dots = 0;
        self.index.clear();
        self.seen.next_text();
        self.folded.clear();
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
        let word = *self.index.get(&key::of_word(folded))?;
        self.words.get_mut(word as usize)
    }

    /// The key of the words of the tokens `first..end`: their own where it is one, else that of the phrase.
    pub(super) fn key(&self, first: usize, end: usize) -> u64 {
        let keys = (first..end).filter_map(|token| Some(self.word(token)?.key));
        keys.reduce(key::of_phrase).unwrap_or(0)
    }

    /// Those of the tokens `first..end` that more or less than a blank parts from the one before, or that follow an
    /// acronym with stops.
    pub(super) fn marks(&self, first: usize, end: usize) -> &[u32] {
        within(&self.marks, first, end)
    }

    /// Those of the tokens `first..end` at which a run may begin: all that have a capital are among them.
    pub(super) fn starts(&self, first: usize, end: usize) -> &[u32] {
        within(&self.starts, first, end)
    }

    /// Reads the words of one block.
    pub(super) fn read(&mut self, text: &str, block: Span) -> Extent {
        let body = block.of(text);
        let bytes = body.as_bytes();
        let (mut position, mut numbers) = (0, 0);
        let mut between = gap::BLOCK;
        while let Some(&byte) = bytes.get(position) {
            if byte == b' ' {
                // Columns of a table; what stands in one goes on nowhere else.
                let is_wide =
                    between & gap::SPACE != 0 && body.get(..position).is_some_and(|left| left.ends_with("  "));
                between |= if is_wide { gap::SPACE | gap::OTHER } else { gap::SPACE };
                position += 1;
                continue;
            }
            if !byte.is_ascii_alphanumeric() {
                let (character, width) = if byte < 0x80 { (char::from(byte), 1) } else { next(body, position) };
                if byte < 0x80 || !is_alphanumeric(character) {
                    between |= separator(body, position, character);
                    position += width;
                    continue;
                }
            }
            let (end, key) = word(body, position);
            self.push(body, block.start, position..end, key, between);
            numbers += usize::from(byte.is_ascii_digit() || byte >= 0x80 && self.ends_with_number());
            position = end;
            between = 0;
            let possessive = bytes.get(end).is_some_and(|&byte| byte >= 0x80 || byte == b'\'' || byte == b'`');
            if possessive && let Some(length) = possessive_length(body, end) {
                if let Some(last) = self.tokens.last_mut() {
                    last.possessive = true;
                }
                position += length;
            }
        }
        Extent { end: self.tokens.len(), numbers }
    }

    /// Adds the word at `place` of a block that begins at `base`, as two words where two have run into each other;
    /// `key` is of its letters as they are written.
    #[inline(always)]
    fn push(&mut self, body: &str, base: u32, place: Range<usize>, key: u64, between: u16) {
        let Met { word, shape, begins, glued } = match self.seen.met(key) {
            Some(met) => met,
            None => self.meet(body.get(place.clone()).unwrap_or(""), key),
        };
        let span = Span { start: base + place.start as u32, end: base + place.end as u32 };
        if !(glued || self.elides) || !self.push_parts(body.get(place).unwrap_or(""), span, between) {
            self.push_token(span, word, shape, begins, between);
        }
    }

    /// Adds the two words that have run into each other in the one at `span`, where they have.
    #[cold]
    fn push_parts(&mut self, written: &str, span: Span, between: u16) -> bool {
        let Some((left, right, gap)) = self.parts(written) else { return false };
        let halves = [(0..left, between), (right..written.len(), gap)];
        for (half, gap) in halves {
            let span = Span { start: span.start + half.start as u32, end: span.start + half.end as u32 };
            let written = written.get(half).unwrap_or("");
            let (word, shape) = (self.intern(written), shape_of(written));
            let begins = self.begins(word, shape);
            self.push_token(span, word, shape, begins, gap);
        }
        true
    }

    /// Takes a word in that this text has not had yet.
    #[inline(never)]
    fn meet(&mut self, written: &str, key: u64) -> Met {
        let (index, words, folded) = (&mut self.index, &mut self.words, &mut self.folded);
        self.seen.meet(written, key, |seen| {
            *index.entry(seen.key).or_insert_with(|| {
                let start = folded.len();
                seen.folded.fold(written, folded);
                // "Märt" is not the English word "mart".
                let length = folded.len() - start;
                let is_marked = written.len() > length && !written.is_ascii() && !written.contains(is_apostrophe);
                let nothing_else = seen.traits & !(is::COMMON | is::GIVEN | is::FAMILY | is::PLACE) == 0
                    && !LOANS.has(folded.get(start..).unwrap_or(""));
                let is_other = is_marked && nothing_else && written.starts_with(char::is_uppercase);
                let traits = if is_other { seen.traits & !is::COMMON } else { seen.traits };
                add(words, seen.key, traits, seen.continues, Span::new(start, folded.len()))
            })
        })
    }

    /// Where the first of two words ends that are written as one, where the second begins, and what stands between.
    fn parts(&self, written: &str) -> Option<(usize, usize, u16)> {
        let elided = if self.elides { elided(written) } else { None };
        match elided {
            Some((at, apostrophe)) => Some((at - apostrophe, at, gap::APOSTROPHE)),
            None => glued_at(written).map(|at| (at, at, gap::OTHER)),
        }
    }

    fn begins(&self, word: u32, shape: Shape) -> bool {
        !matches!(shape, Shape::Lower | Shape::Number)
            || self.words.get(word as usize).is_some_and(|word| word.traits & is::ARTICLE != 0)
    }

    /// Whether the token may stand between the words of a name: "de", "la".
    #[inline]
    fn is_small_word(&self, number: u32) -> bool {
        let word = self.tokens.get(number as usize).filter(|token| token.shape == Shape::Lower);
        let word = word.and_then(|token| self.words.get(token.word as usize));
        word.is_some_and(|word| word.traits & is::PARTICLE != 0)
    }

    fn ends_with_number(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.shape == Shape::Number)
    }

    #[inline(always)]
    fn push_token(&mut self, span: Span, word: u32, shape: Shape, begins: bool, gap: u16) {
        let number = self.tokens.len() as u32;
        if gap != gap::SPACE || number == self.after_dots {
            self.marks.push(number);
        }
        if begins {
            if shape != Shape::Lower && number > 0 && self.starts.last() != Some(&(number - 1)) {
                // "de la Fuente": two small words may belong to the name.
                if number > 1
                    && self.is_small_word(number - 1)
                    && self.is_small_word(number - 2)
                    && self.starts.last().is_none_or(|&last| last < number - 2)
                {
                    self.starts.push(number - 2);
                }
                self.starts.push(number - 1);
            }
            self.starts.push(number);
            if shape == Shape::Dotted {
                self.after_dots = number + 1;
            }
        }
        if shape == Shape::Lower
            && let Some(word) = self.words.get_mut(word as usize)
        {
            word.lower += 1;
        }
        let Span { start, end } = span;
        self.tokens.push(Token { start, end, word, gap, shape, possessive: false, opens: false });
    }

    fn intern(&mut self, written: &str) -> u32 {
        self.buffer.clear();
        fold(written, &mut self.buffer);
        let key = key::of_word(&self.buffer);
        let (words, folded, buffer) = (&mut self.words, &mut self.folded, &self.buffer);
        *self.index.entry(key).or_insert_with(|| {
            let start = folded.len();
            folded.push_str(buffer);
            add(words, key, traits_of(buffer, key), LEXICON.continues(key), Span::new(start, folded.len()))
        })
    }
}

fn add(words: &mut Vec<Word>, key: u64, traits: Traits, continues: bool, folded: Span) -> u32 {
    words.push(Word { traits, key, continues, capital: 0, lower: 0, folded: (folded.start, folded.end) });
    u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
}

/// Those numbers of a sorted list that lie in `first..end`.
pub(super) fn within(list: &[u32], first: usize, end: usize) -> &[u32] {
    let from = list.partition_point(|&token| (token as usize) < first);
    let rest = list.get(from..).unwrap_or(&[]);
    let length = rest.partition_point(|&token| (token as usize) < end);
    rest.get(..length).unwrap_or(&[])
}

/// Words that English writes with marks too, and words of other languages that open sentences, folded.
static LOANS: WordList = WordList::new(
    "cafe cafes uber resume facade facades elite elites naive cliche cliches role roles creme decor debut regime regimes premiere \
    protege proteges fiance fiancee expose detente seance soiree attache communique entree melee matinee saute voila vis etat ete ecole \
    eglise etude emigre emigres reveille risque pate puree souffle",
);

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
