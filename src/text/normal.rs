//! The normal form in which texts are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Mapped, MappedBuilder, Span, ascii};

/// `text` in the form in which quotations are compared with articles: one kind of quotation mark, apostrophe, dash,
/// ellipsis and space, no invisible characters, no hyphen at a line end, compatibility characters resolved (NFKC).
///
/// Linear in the length of `text`, but for the sorting of combining marks behind one letter.
pub fn normal(text: &str) -> Mapped {
    let mut form = Form { text, builder: MappedBuilder::default(), copied_from: 0 };
    let mut at = form.plain_end(0);
    while let Some(character) = text[at..].chars().next() {
        at = form.step(character, at);
        at = form.plain_end(at);
    }
    form.flush(text.len());
    form.builder.finish()
}

/// Whether a character is never seen and never counts: soft hyphens, zero-width characters, marks of direction,
/// variation selectors, the Arabic elongation.
pub fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{640}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFC}'
    )
}

/// Whether a character is a mark around a quotation inside another pair, or an apostrophe.
pub fn is_single_mark(character: char) -> bool {
    matches!(character, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '′' | 'ʼ' | 'ʻ' | '＇')
}

/// Whether a character is a mark around a quotation and nothing else.
pub fn is_double_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '″'
            | '〝'
            | '〞'
            | '〟'
            | '＂'
            | '❝'
            | '❞'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

struct Form<'a> {
    text: &'a str,
    builder: MappedBuilder,
    /// The start of the text that is copied as it stands and not yet in `builder`.
    copied_from: usize,
}

impl Form<'_> {
    /// Where characters begin, at `at` or after it, that may not stay as they are.
    fn plain_end(&self, at: usize) -> usize {
        let stays = |pair: &[u8]| match pair {
            [b' ', next] => next.is_ascii_graphic(),
            [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b',' | b';' | b':' | b'?' | b'!' | b'(' | b')', next] => {
                next.is_ascii()
            }
            _ => false,
        };
        let bytes = self.text.as_bytes();
        let mut at = at;
        loop {
            // Letters, digits and single spaces stay; the last byte of a chunk is looked at with what follows it.
            let chunk = ascii::chunk(bytes, at);
            let spaces = ascii::equal(chunk, b' ');
            let others = !(ascii::alphanumeric(chunk) | spaces) & ascii::HIGH;
            if others | (spaces & spaces << 8) == 0 {
                at += ascii::CHUNK - 1;
                continue;
            }
            let pairs = bytes.get(at..).unwrap_or_default().windows(2).take(ascii::CHUNK);
            let plain = pairs.take_while(|pair| stays(pair)).count();
            at += plain;
            if plain < ascii::CHUNK {
                return at;
            }
        }
    }

    /// Takes the character at `at`, and what belongs to it, and returns where the next begins.
    fn step(&mut self, character: char, at: usize) -> usize {
        let next = at + character.len_utf8();
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' if self.text.as_bytes().get(next).is_none_or(u8::is_ascii) => next,
            _ if character.is_whitespace() => self.space(at),
            '\u{AD}' => self.drop_hyphen(at, next).unwrap_or_else(|| self.put("", at, next)),
            _ if is_ignorable(character) => self.put("", at, next),
            '.' | '…' | '․' | '‥' => self.dots(at).unwrap_or(next),
            '-' | '\u{2010}' | '\u{2011}' | '﹣' | '－' => self.hyphen(at, next),
            '\u{2012}'..='\u{2015}' | '\u{2212}' | '⸺' | '⸻' | '﹘' => self.put("–", at, next),
            _ if is_double_mark(character) => self.put("\"", at, next),
            _ if is_single_mark(character) => self.single_mark(at, next),
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' if self.is_note_mark(at) => self.put("", at, next),
            _ => self.cluster(character, at, next),
        }
    }

    fn flush(&mut self, end: usize) {
        self.builder.copy(&self.text[self.copied_from..end], self.copied_from);
        self.copied_from = end;
    }

    /// Puts `normal` in the place of the bytes `start..end`; nothing is done where it is the same.
    fn put(&mut self, normal: &str, start: usize, end: usize) -> usize {
        if &self.text[start..end] != normal {
            self.flush(start);
            self.builder.replace(normal, Span::new(start, end));
            self.copied_from = end;
        }
        end
    }

    fn space(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let blank = |c: char| c.is_whitespace() || is_ignorable(c);
        let end = at + rest.find(|c| !blank(c)).unwrap_or(rest.len());
        self.put(" ", at, end)
    }

    /// Three or more dots, spaced or not, are one ellipsis; a line may end between two of them.
    fn dots(&mut self, at: usize) -> Option<usize> {
        let (mut dots, mut end) = (0, at);
        for (offset, character) in self.text[at..].char_indices() {
            dots += match character {
                '.' | '․' => 1,
                '‥' => 2,
                '…' => 3,
                _ if character.is_whitespace() => continue,
                _ => break,
            };
            end = at + offset + character.len_utf8();
        }
        if dots >= 3 {
            return Some(self.put("…", at, end));
        }
        None
    }

    fn hyphen(&mut self, at: usize, next: usize) -> usize {
        if let Some(end) = self.drop_hyphen(at, next) {
            return end;
        }
        let run = self.text[at..].find(|c| c != '-').unwrap_or(self.text.len() - at);
        if run >= 2 { self.put("–", at, at + run) } else { self.put("-", at, next) }
    }

    /// A hyphen or soft hyphen between a letter and the line break before a small letter is an accident of
    /// typesetting.
    fn drop_hyphen(&mut self, at: usize, next: usize) -> Option<usize> {
        let rest = &self.text[next..];
        let blank = rest.find(|c: char| !c.is_whitespace())?;
        let breaks = rest[..blank].contains(['\n', '\r']);
        let joins = breaks
            && rest[blank..].chars().next().is_some_and(char::is_lowercase)
            && self.text[..at].chars().next_back().is_some_and(char::is_alphabetic);
        joins.then(|| self.put("", at, next + blank))
    }

    /// Two single marks are one double mark, as typewriters and TeX have it.
    fn single_mark(&mut self, at: usize, next: usize) -> usize {
        let twice = |mark| matches!(mark, '\'' | '`' | '‘' | '’');
        let mut characters = self.text[at..].chars();
        match (characters.next(), characters.next()) {
            (Some(first), Some(second)) if first == second && twice(first) => {
                self.put("\"", at, next + second.len_utf8())
            }
            _ => self.put("'", at, next),
        }
    }

    /// A raised number behind a word or its punctuation leads to a note; behind a unit ("km²") or a number it is
    /// an exponent.
    fn is_note_mark(&self, at: usize) -> bool {
        const LONGEST_UNIT: usize = 2;
        /// So many characters before it are looked at.
        const NEAR: usize = 32;
        let near = self.text[..at].chars().rev().take(NEAR).filter(|&c| !is_ignorable(c));
        let mut before = near.skip_while(|&c| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)).take(LONGEST_UNIT + 1).peekable();
        let digit = before.peek().is_some_and(char::is_ascii_digit);
        let letters = before.take_while(|c| c.is_alphabetic()).count();
        !digit && (letters == 0 || letters > LONGEST_UNIT)
    }

    /// A character with its combining marks in its compatibility form.
    fn cluster(&mut self, first: char, at: usize, next: usize) -> usize {
        let joins = |c: char| is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}');
        let rest = &self.text[next..];
        let end = next + rest.find(|c: char| !joins(c) || is_ignorable(c)).unwrap_or(rest.len());
        if end == next && first.is_ascii() {
            return next;
        }
        let composed: String = self.text[at..end].nfkc().collect();
        // What looks like a space or a mark only after composition is folded too ("´" is a space with an accent).
        let folded = if composed.chars().all(char::is_whitespace) { " " } else { composed.as_str() };
        self.put(folded, at, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_typesetting_changes_is_one_form() {
        let cases = [
            ("„Wir“ ‚ja‘ «non»", "\"Wir\" 'ja' \"non\""),
            ("``well''", "\"well\""),
            ("a—b – c -- d", "a–b – c – d"),
            ("wait . .\n. now", "wait … now"),
            ("wait . . . now…or...never", "wait … now…or…never"),
            ("a\u{A0}b\u{202F}c\n  d\t e", "a b c d e"),
            ("gov\u{AD}ern\u{200B}ment", "government"),
            ("govern-\nment", "government"),
            ("govern\u{AD}\n  ment", "government"),
            ("Anglo-\nSaxon", "Anglo- Saxon"),
            ("ﬁne ﬂow", "fine flow"),
            ("cafe\u{301}", "café"),
            ("harbour.¹² Then 4 km²", "harbour. Then 4 km2"),
            ("we never\u{200B}\nagreed to hyphen\u{AD}\nation", "we never agreed to hyphenation"),
            ("The har\u{AD}bo\u{AD}ur² and 4 k\u{AD}m²", "The harbour and 4 km2"),
            ("\u{202B}نص\u{202C}", "نص"),
            ("ＡＢＣ", "ABC"),
        ];
        for (text, expected) in cases {
            assert_eq!(normal(text).text(), expected, "{text:?}");
        }
    }

    #[test]
    fn the_map_leads_back_to_the_characters_that_stand_there() {
        let text = "x “ﬁne govern-\nment” … cafe\u{301}";
        let form = normal(text);
        for (word, expected) in [("fine", "ﬁne"), ("government", "govern-\nment"), ("café", "cafe\u{301}")] {
            let at = form.text().find(word).unwrap();
            assert_eq!(form.source(Span::new(at, at + word.len())).of(text), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_normal_form_that_is_its_own(text in "\\PC{0,40}[\u{0}-\u{2F}…“”\u{301}\u{AD}.\\- ]{0,20}\\PC{0,20}") {
            let once = normal(&text);
            let end = once.source(Span::new(0, once.text().len())).end();
            assert!(end <= text.len());
            for (at, character) in once.text().char_indices() {
                let source = once.source(Span::new(at, at + character.len_utf8()));
                assert!(text.get(source.range()).is_some());
            }
        }
    }
}
