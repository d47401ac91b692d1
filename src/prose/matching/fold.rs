//! A text as the words that a comparison sees.

use unicode_normalization::char::is_combining_mark;

use crate::prose::names::key;
use crate::text::{Span, ascii};

/// A text in normal form, cut into words, and those words without anything between them.
///
/// Two texts that differ in typography alone have the same skeleton: case, punctuation, marks, spaces and hyphens
/// are gone from it. What carries meaning stays: letters with their accents, digits with the point inside a
/// number, signs of currency and percent.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub(super) words: Vec<Word>,
    pub(super) skeleton: String,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it stands in the text that was folded.
    pub(super) span: Span,
    /// Where it begins in the skeleton; it ends where the next begins.
    pub(super) start: u32,
    /// The key of its folded letters, the same on every machine.
    pub(super) hash: u64,
}

impl Folded {
    /// Folds a text in normal form.
    pub(super) fn new(normal: &str) -> Folded {
        let mut folder = Folder { text: normal, folded: Folded::default() };
        folder.folded.skeleton.reserve(normal.len());
        folder.folded.words.reserve(normal.len() / 6);
        let mut at = 0;
        while let Some(&byte) = normal.as_bytes().get(at) {
            at = match byte {
                b' ' => at + 1,
                b'a'..=b'z' | b'A'..=b'Z' => folder.plain_word(at).unwrap_or_else(|| folder.word(at)),
                _ => normal[at..].chars().next().map_or(normal.len(), |character| folder.step(character, at)),
            };
        }
        folder.folded
    }

    /// The folded letters of the word at `index`.
    pub(super) fn letters(&self, index: usize) -> &str {
        let Some(word) = self.words.get(index) else { return "" };
        let end = self.words.get(index + 1).map_or(self.skeleton.len(), |next| next.start as usize);
        self.skeleton.get(word.start as usize..end).unwrap_or("")
    }

    /// The span of the words `from..to` in the text that was folded.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.join(last.span),
            (Some(first), _) => Span { start: first.span.start, end: first.span.start },
            (None, _) => {
                let end = self.words.last().map_or(0, |last| last.span.end);
                Span { start: end, end }
            }
        }
    }

    /// The first word that begins at the byte `offset` of the text that was folded, or after it.
    pub(super) fn word_from(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.span.start() < offset)
    }
}

struct Folder<'a> {
    text: &'a str,
    folded: Folded,
}

impl Folder<'_> {
    fn step(&mut self, character: char, at: usize) -> usize {
        let next = at + character.len_utf8();
        match character {
            '[' => self.note_mark(next).unwrap_or(next),
            '0'..='9' => self.number(at),
            _ if is_written_without_spaces(character) => self.one_letter(at, next),
            _ if character.is_alphanumeric() => self.word(at),
            _ if is_sign(character) => self.push(at, next, |out| out.push(character)),
            _ => next,
        }
    }

    fn push(&mut self, from: usize, to: usize, letters: impl FnOnce(&mut String)) -> usize {
        let start = self.folded.skeleton.len();
        letters(&mut self.folded.skeleton);
        if self.folded.skeleton.len() > start {
            let hash = key::of_word(&self.folded.skeleton[start..]);
            self.folded.words.push(Word { span: Span::new(from, to), start: Span::at(start).start, hash });
        }
        to
    }

    /// `[12]` and `[sic]` lead away from the words and are none of them.
    fn note_mark(&self, inside: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let rest = &self.text[inside..];
        let label = &rest[..rest.bytes().take(LONGEST + 1).position(|byte| byte == b']')?];
        let number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
        (number || label == "sic").then_some(inside + label.len() + 1)
    }

    /// Digits, with the point or comma inside them unless it only groups thousands.
    fn number(&mut self, at: usize) -> usize {
        let digits = |from: usize| self.text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let mut number = String::new();
        let mut end = at;
        loop {
            let length = digits(end);
            number.push_str(&self.text[end..end + length]);
            end += length;
            let after = match self.text.as_bytes().get(end) {
                Some(b',' | b'.' | b'\'') => digits(end + 1),
                _ => 0,
            };
            match self.text.as_bytes().get(end) {
                Some(b',' | b'\'') if after == 3 => {}
                Some(&separator @ (b'.' | b',')) if after > 0 => number.push(char::from(separator)),
                _ => break,
            }
            end += 1;
        }
        if self.is_glued_note_mark(at, end) {
            return end;
        }
        // "21st", "2m", "4x4": what is written together is one word.
        let tail = self.letters_end(end);
        let (text, from) = (self.text, end);
        self.push(at, tail, |out| {
            out.push_str(&number);
            fold_into(&text[from..tail], out);
        })
    }

    /// A small number right behind the end of a sentence or a quotation ("… over.”3 Then") leads to a note.
    fn is_glued_note_mark(&self, at: usize, end: usize) -> bool {
        const LONGEST: usize = 3;
        let before = &self.text[..at];
        let mut characters = before.chars().rev();
        let mark = characters.next();
        let closes = match mark {
            Some('"') => characters.next().is_some_and(|c| matches!(c, '.' | ',' | '?' | '!') || c.is_alphabetic()),
            Some('.' | '?' | '!') => characters.take(4).filter(|c| c.is_lowercase()).count() == 4,
            _ => false,
        };
        end - at <= LONGEST && closes && self.text[end..].chars().next().is_none_or(char::is_whitespace)
    }

    /// A word of nothing but ASCII letters and digits, at least two, with neither an apostrophe nor another letter behind it:
    /// nearly every word of most texts. It gives what [`Folder::word`] would.
    fn plain_word(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let (mut end, mut hash, mut has_capitals) = (at, key::EMPTY, false);
        loop {
            let chunk = ascii::chunk(bytes, end);
            let count = ascii::before(!ascii::alphanumeric(chunk));
            if count > 0 {
                let letters = ascii::first(chunk, count);
                let lower = ascii::lower(letters, count);
                has_capitals |= lower != letters;
                hash = key::with(hash, lower);
                end += count;
            }
            if count < ascii::CHUNK {
                break;
            }
        }
        if end - at < 2 || bytes.get(end).is_some_and(|&next| next == b'\'' || !next.is_ascii()) {
            return None;
        }
        let start = self.folded.skeleton.len();
        self.folded.skeleton.push_str(self.text.get(at..end)?);
        if has_capitals {
            self.folded.skeleton.get_mut(start..)?.make_ascii_lowercase();
        }
        self.folded.words.push(Word { span: Span::new(at, end), start: Span::at(start).start, hash });
        Some(end)
    }

    fn one_letter(&mut self, at: usize, next: usize) -> usize {
        let rest = &self.text[next..];
        let end = next + rest.find(|c: char| !is_combining_mark(c)).unwrap_or(rest.len());
        let text = self.text;
        self.push(at, end, |out| fold_into(&text[at..end], out))
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = self.letters_end(at);
        let single = |from: usize, to: usize| {
            let mut letters = self.text[from..to].chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        };
        // "U.S." is one word, "J. Smith" two.
        let mut last = at;
        while single(last, end) && self.text[end..].starts_with('.') {
            let next = self.letters_end(end + 1);
            if !single(end + 1, next) {
                break;
            }
            (last, end) = (end + 1, next);
        }
        let text = self.text;
        self.push(at, end, |out| fold_into(&text[at..end], out))
    }

    /// Where the letters and digits from `at` end. An apostrophe inside belongs to the word ("don't") unless what
    /// stands before it is an article or pronoun of one or two letters ("l'État", "I'm").
    fn letters_end(&self, at: usize) -> usize {
        let mut end = at;
        let mut letters = 0;
        let mut characters = self.text[at..].char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            let continues = match character {
                '\'' => letters > 2 && characters.peek().is_some_and(|(_, next)| next.is_alphabetic()),
                _ if is_written_without_spaces(character) => false,
                _ => character.is_alphanumeric() || is_combining_mark(character),
            };
            if !continues {
                break;
            }
            letters += 1;
            end = at + offset + character.len_utf8();
        }
        end
    }
}

/// Appends the letters and digits of `word` without case.
fn fold_into(word: &str, out: &mut String) {
    for character in word.chars() {
        match character {
            'a'..='z' | '0'..='9' => out.push(character),
            'A'..='Z' => out.push(character.to_ascii_lowercase()),
            'ß' | 'ẞ' => out.push_str("ss"),
            'ς' => out.push('σ'),
            'İ' => out.push('i'),
            // The vowel points of Arabic and Hebrew are written or left out at will.
            '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}' => {}
            _ if character.is_alphanumeric() || is_combining_mark(character) => out.extend(character.to_lowercase()),
            _ => {}
        }
    }
}

/// Whether a letter is of a script that puts no space between words, so that each letter counts as one.
fn is_written_without_spaces(character: char) -> bool {
    matches!(
        character,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    ) && character.is_alphanumeric()
}

/// Whether a sign is read aloud, so that it counts as a word.
fn is_sign(character: char) -> bool {
    matches!(character, '$' | '£' | '¥' | '€' | '¢' | '₣'..='₿' | '%' | '‰' | '&' | '+' | '=' | '<' | '>' | '°' | '§')
}

#[cfg(test)]
mod tests;
