//! Words, numbers and signs.

use crate::text::Span;

/// A word, number or sign of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'a> {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: &'a str,
    /// Whether it stands right behind the one before it, without white space.
    pub glued: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits with their separators: the value, and how many digits are not zeros at its end.
    Number(f64, u8),
    /// Anything else, one character.
    Sign(char),
}

impl Token<'_> {
    /// Whether it is the sign `c`.
    pub fn is(&self, c: char) -> bool {
        self.kind == Kind::Sign(c)
    }

    /// Whether it is one of the dashes and hyphens.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '–' | '—' | '‑'))
    }

    /// The word in lower case; empty for numbers and signs.
    pub fn word(&self) -> String {
        if self.kind == Kind::Word { self.text.to_lowercase() } else { String::new() }
    }

    /// A number of digits alone, at most nine of them.
    pub fn plain(&self) -> Option<u32> {
        let plain = matches!(self.kind, Kind::Number(..)) && self.text.len() <= 9;
        plain.then(|| self.text.parse().ok()).flatten()
    }
}

/// Cuts `text` into tokens.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let (length, kind) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            (rest.find(|c: char| !c.is_alphabetic() && c != '\u{301}').unwrap_or(rest.len()), Kind::Word)
        } else {
            (first.len_utf8(), Kind::Sign(first))
        };
        let span = Span::new(at, at + length);
        let glued = tokens.last().is_some_and(|before| before.span.end == span.start);
        tokens.push(Token { span, text: span.of(text), glued, kind });
        at += length;
    }
    tokens
}

/// The number at the beginning of `text`: groups of three digits may be set off by commas, apostrophes, thin or hard
/// spaces, or more than one full stop; else a comma or full stop begins the decimals.
fn number(text: &str) -> (usize, Kind) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let mut length = first;
    let mut value: String = text.get(..first).unwrap_or("").to_owned();
    let separator = text.get(length..).and_then(|rest| rest.chars().next());
    if let Some(separator) = separator
        .filter(|c| first <= 3 && matches!(c, ',' | '\'' | '’' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
    {
        let mut groups = 0;
        let mut end = length;
        // India sets the lakhs and crores off by two digits: "1,20,000".
        let indian = |rest: &str| digits(rest) == 2 && rest.get(2..).is_some_and(|rest| rest.starts_with(','));
        while let Some(group) = text.get(end..).and_then(|rest| rest.strip_prefix(','))
            && first <= 2
            && indian(group)
        {
            end += 3;
        }
        while let Some(group) = text.get(end..).and_then(|rest| rest.strip_prefix(separator))
            && digits(group) == 3
        {
            groups += 1;
            end += separator.len_utf8() + 3;
        }
        if groups > usize::from(separator == '.') {
            value.extend(text.get(length..end).unwrap_or("").chars().filter(char::is_ascii_digit));
            length = end;
        }
    }
    let point = text.get(length..).filter(|rest| rest.starts_with(['.', ','])).map_or(0, |rest| digits(&rest[1..]));
    if point > 0 && !(text[length..].starts_with(',') && point == 3) {
        value.push('.');
        value.push_str(text.get(length + 1..length + 1 + point).unwrap_or(""));
        length += 1 + point;
    }
    let significant = value.trim_start_matches(['0', '.']);
    let significant = if value.contains('.') { significant } else { significant.trim_end_matches('0') };
    let count = significant.bytes().filter(u8::is_ascii_digit).count().min(15);
    (length, Kind::Number(value.parse().unwrap_or(f64::INFINITY), count as u8))
}
