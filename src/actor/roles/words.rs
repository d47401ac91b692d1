//! Words with their places, and phrases made of them.

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
        self.text.trim_matches(|c: char| !c.is_alphanumeric())
    }

    pub(super) fn lower(&self) -> String {
        self.bare().to_lowercase()
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
    let mut previous = ' ';
    let mut characters = text.char_indices().peekable();
    let mut skipped = 0;
    while let Some((at, character)) = characters.next() {
        if at < skipped {
            continue;
        }
        if let Some(length) = acronym(text.get(at..).unwrap_or("")) {
            skipped = at + length;
            continue;
        }
        let next = characters.peek().map_or(' ', |(_, c)| *c);
        let ends = match character {
            ',' => !(previous.is_ascii_digit() && next.is_ascii_digit()),
            ';' | ':' | '(' | ')' | '[' | ']' | '—' | '–' | '"' | '“' | '”' | '!' | '?' | '\n' => true,
            '-' => previous == ' ' && next == ' ',
            '.' => {
                next.is_whitespace() && !is_abbreviated(text.get(..at).unwrap_or(""))
                    || characters.peek().is_none()
                    || next == '['
            }
            _ => false,
        };
        if ends {
            return text.get(..at).unwrap_or("").trim_end();
        }
        previous = character;
    }
    text.trim_end()
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
