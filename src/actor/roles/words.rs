//! Words with their places, and phrases made of them.

use std::borrow::Cow;

use crate::text::Span;

/// A word and where it stands in the string it was cut from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

impl<'t> Word<'t> {
    /// Without marks around it.
    pub(super) fn bare(&self) -> &'t str {
        let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        if is_part(self.text.as_bytes().first()) && is_part(self.text.as_bytes().last()) {
            return self.text;
        }
        self.text.trim_matches(|c: char| !c.is_alphanumeric())
    }

    pub(super) fn lower(&self) -> Cow<'t, str> {
        lower(self.bare())
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.bare().starts_with(char::is_uppercase)
    }

    /// "Solberg's": the name of an owner.
    pub(super) fn is_possessive(&self) -> bool {
        let bare = self.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        bare.ends_with("'s") || bare.ends_with("’s") || bare.ends_with("s'") || bare.ends_with("s’")
    }
}

/// `word` in lower case, as most words are already.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The words of `text`; spans count in `text`.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let place = |word: &str| (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let cut = text.split_whitespace().filter_map(|word| place(word).map(|start| (word, start)));
    cut.map(|(word, start)| Word { text: word, span: Span::new(start, start + word.len()) }).collect()
}

/// The last words of `text`, at most so many; spans count in `text`.
pub(super) fn last_words(text: &str, most: usize) -> Vec<Word<'_>> {
    let start = text.split_whitespace().rev().take(most).last();
    let from = start.and_then(|word| (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize)).unwrap_or(0);
    let moved = |word: Word<'_>| Span::new(word.span.start() + from, word.span.end() + from);
    let last = words(text.get(from..).unwrap_or(""));
    last.into_iter().map(|word| Word { text: word.text, span: moved(word) }).collect()
}

/// Determiners and pronouns that a noun phrase begins with.
pub(super) fn is_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "one" | "whose" | "another")
}

/// Words after which a noun phrase is qualified: its head stands before them.
pub(super) fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "to"
            | "for"
            | "at"
            | "in"
            | "on"
            | "from"
            | "with"
            | "under"
            | "by"
            | "who"
            | "whose"
            | "that"
            | "which"
            | "into"
            | "during"
            | "and"
            | "between"
            | "against"
            | "based"
            | "since"
            | "until"
            | "behind"
            | "over"
            | "near"
    )
}

/// Words that show that a phrase is a clause of its own.
pub(super) fn is_verb(lower: &str) -> bool {
    matches!(
        lower,
        "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "should"
            | "must"
            | "did"
            | "does"
            | "warned"
            | "asked"
            | "argued"
            | "announced"
            | "insisted"
            | "noted"
            | "explained"
            | "claimed"
            | "stated"
            | "declared"
            | "reported"
            | "met"
    )
}

/// The text up to the first mark that ends a phrase: a comma, semicolon, colon, bracket, dash, quotation mark, or the
/// full stop of a sentence. A full stop after an abbreviation or an initial ends none.
pub(super) fn phrase(text: &str) -> &str {
    let mut from = 0;
    while let Some(at) = text.as_bytes().iter().skip(from).position(|&byte| may_be_mark(byte)).map(|at| from + at) {
        let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        if let Some(length) = acronym(behind) {
            from = at + length;
            continue;
        }
        let mut characters = behind.chars();
        let (character, next) = (characters.next().unwrap_or(' '), characters.next());
        let ends = match character {
            ',' => !(before.ends_with(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())),
            ';' | ':' | '(' | ')' | '[' | ']' | '—' | '–' | '"' | '“' | '”' | '!' | '?' | '\n' => true,
            '-' => (before.is_empty() || before.ends_with(' ')) && next.is_none_or(|next| next == ' '),
            '.' => next.is_none_or(|next| next == '[' || next.is_whitespace() && !is_abbreviated(before)),
            _ => false,
        };
        if ends {
            return before.trim_end();
        }
        from = at + character.len_utf8();
    }
    text.trim_end()
}

/// Whether a byte is a mark that may end a phrase, or the first of one.
fn may_be_mark(byte: u8) -> bool {
    // All dashes and quotation marks that are not ASCII begin with the same byte.
    matches!(byte, b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'"' | b'!' | b'?' | b'\n' | b'-' | b'.' | 0xE2)
}

/// What follows an age and a comma ("49, a digger"), where `text` begins with them.
pub(super) fn behind_age(text: &str) -> Option<&str> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    text.get(digits..).filter(|_| digits <= 3)?.strip_prefix(',')
}

/// The length of a parenthesis that holds only an acronym and after which the phrase goes on: "(NFB) harbour board".
pub(super) fn acronym(text: &str) -> Option<usize> {
    let (inside, rest) = text.strip_prefix('(')?.split_once(')')?;
    let goes_on = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    (goes_on
        && inside.len() <= 10
        && inside.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '&'))
        && !inside.is_empty())
    .then_some(inside.len() + 2)
}

/// Whether the last word is a title cut short or an initial, which a full stop follows inside a sentence.
pub(super) fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let short = matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Lt"
            | "Gen"
            | "Col"
            | "Maj"
            | "Capt"
            | "Sgt"
            | "St"
            | "No"
            | "Prof"
            | "Rep"
            | "Sen"
            | "Gov"
            | "Rev"
            | "Adm"
            | "Brig"
            | "Cmdr"
            | "Min"
            | "Dir"
            | "Ing"
            | "Supt"
            | "Insp"
            | "Hon"
            | "Pres"
            | "Amb"
            | "Msgr"
            | "Fr"
            | "Sr"
            | "Jr"
    );
    short
        || word.chars().filter(|c| c.is_alphabetic()).count() == 1 && word.starts_with(char::is_uppercase)
        || word.contains('.')
}
