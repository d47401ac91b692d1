//! Which way a quotation mark faces, from the characters on either side of it.

use super::sort::{is_mark, is_single, may_be_marks};

/// A quotation mark in a text.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The byte at which it begins.
    pub at: usize,
    /// The mark.
    pub char: char,
    /// What it can do where it stands.
    pub flank: Flank,
    /// It would close, but may as well be a possessive ("the workers’ rights") or a measure (12" pipe).
    pub doubtful: bool,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flank {
    /// Only open.
    Opens,
    /// Only close.
    Closes,
    /// Close what is open, else open.
    Either,
}

impl Mark {
    /// The byte after it.
    pub fn end(&self) -> usize {
        self.at + self.char.len_utf8()
    }
}

/// Words that English writes with an apostrophe in front.
const CLIPPED: [&str; 14] =
    ["tis", "twas", "twere", "twill", "em", "til", "till", "cause", "n", "round", "bout", "cept", "nuff", "ere"];

/// Words that follow no possessive.
const FUNCTION_WORDS: [&str; 32] = [
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "he", "in", "is", "it",
    "of", "on", "or", "she", "that", "the", "they", "this", "to", "was", "were", "which", "who", "will", "with",
];

/// How far, in bytes, a doubtful mark looks ahead for one that closes beyond doubt.
const DOUBT_REACH: usize = 300;

/// The marks of `text` in order; apostrophes inside words, years ('90s) and primes are none.
pub fn marks(text: &str) -> Vec<Mark> {
    let mark = |(at, char): (usize, char)| {
        let (before, after) = (text.get(..at)?.chars().next_back(), text.get(at + char.len_utf8()..)?);
        let (flank, doubtful) = face(char, before, after)?;
        Some(Mark { at, char, flank, doubtful })
    };
    may_be_marks(text).filter(|(_, char)| is_mark(*char)).filter_map(mark).collect()
}

/// For each mark whether it is doubtful and a later mark of its sort closes beyond doubt, before another opens.
pub fn doubtful_that_do_not_close(marks: &[Mark]) -> Vec<bool> {
    let mut result = vec![false; marks.len()];
    // Where the nearest sure closing mark stands: of single curly, single straight and double straight ones.
    let mut sure: [Option<usize>; 3] = [None; 3];
    for (mark, result) in marks.iter().zip(&mut result).rev() {
        let sort = match mark.char {
            '‘' | '’' => 0,
            '\'' => 1,
            '"' => 2,
            _ => continue,
        };
        if mark.flank == Flank::Opens {
            sure[sort] = None;
        } else if !mark.doubtful {
            sure[sort] = Some(mark.at);
        } else {
            *result = sure[sort].is_some_and(|at| at - mark.at <= DOUBT_REACH);
        }
    }
    result
}

/// What a mark with this before and after it can do, and whether that is doubtful; `None` where it is no quotation
/// mark.
fn face(mark: char, before: Option<char>, after: &str) -> Option<(Flank, bool)> {
    let next = after.chars().next();
    let opens = before.is_none_or(|c| begins_after(mark, c)) && next.is_some_and(|_| can_begin(after));
    let closes = before.is_some_and(|c| !c.is_whitespace() && !is_opening(c)) && next.is_none_or(ends_before);
    let flank = match (opens, closes) {
        (true, true) => Flank::Either,
        (true, false) => Flank::Opens,
        (false, true) => Flank::Closes,
        (false, false) => return by_itself(mark, before, next).map(|flank| (flank, false)),
    };
    match mark {
        '„' | '‟' | '‛' | '「' | '『' => Some((Flank::Opens, false)),
        '」' | '』' => Some((Flank::Closes, false)),
        '‚' => (flank != Flank::Closes).then_some((Flank::Opens, false)),
        '’' => (flank != Flank::Opens).then(|| (Flank::Closes, is_doubtful(mark, before, after))),
        '\'' | '‘' if opens && is_elision(after) => None,
        // A straight single mark between punctuation could be anything; it opens only before a word.
        '\'' if opens => {
            next.is_some_and(|c| !c.is_ascii_punctuation() || "[(\"".contains(c)).then_some((flank, false))
        }
        _ => Some((flank, closes && is_doubtful(mark, before, after))),
    }
}

/// What a mark with space on both sides or letters on both sides can do, by its shape alone.
fn by_itself(mark: char, before: Option<char>, next: Option<char>) -> Option<Flank> {
    let in_word = before.is_some_and(|c| !c.is_whitespace()) && next.is_some_and(|c| !c.is_whitespace());
    match mark {
        // French sets its guillemets off with a space.
        '«' | '‹' | '„' | '「' | '『' => Some(Flank::Opens),
        '»' | '›' | '」' | '』' => Some(Flank::Closes),
        _ if is_single(mark) => None,
        '“' if in_word => Some(Flank::Opens),
        '”' => Some(Flank::Closes),
        // Writing without spaces between words, or a space forgotten: `said:"We left,"he`.
        '"' | '＂' if in_word && [before, next].iter().flatten().any(|c| !c.is_ascii_alphanumeric()) => {
            Some(Flank::Either)
        }
        _ => None,
    }
}

/// Whether a passage that `mark` opens can begin after `c`.
fn begins_after(mark: char, c: char) -> bool {
    let dash = matches!(c, '—' | '–' | '/' | '=' | '*' | '|') || (c == '-' && !is_single(mark));
    c.is_whitespace() || is_opening(c) || dash || is_mark(c) || c == '\u{FFFC}'
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '¿' | '¡')
}

/// Whether quoted words can begin with `after`.
fn can_begin(after: &str) -> bool {
    let Some(first) = after.chars().next() else { return false };
    let ellipsis = after.starts_with("..") || after.starts_with(". .");
    ellipsis || !(first.is_whitespace() || matches!(first, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}'))
}

/// Whether quoted words can end before `c`.
fn ends_before(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a word with an apostrophe in front begins here: '90s, 'em.
fn is_elision(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let rest = after.get(2..).unwrap_or("");
        let decade = rest.strip_prefix("er").or_else(|| rest.strip_prefix('s'));
        return match decade {
            Some(rest) => !rest.starts_with(char::is_alphanumeric),
            None => !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '.' | ',')),
        };
    }
    let word: String = after.chars().take(6).take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    CLIPPED.contains(&word.as_str())
}

fn begins_with_function_word(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    FUNCTION_WORDS.contains(&word)
}

/// Whether a mark that could close may be a possessive or a measure instead.
fn is_doubtful(mark: char, before: Option<char>, after: &str) -> bool {
    let mut following = after.chars();
    let space = following.next().is_some_and(char::is_whitespace);
    let word = space && following.next().is_some_and(char::is_alphanumeric);
    match mark {
        '’' | '\'' => {
            let plural = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x' | 'n'));
            word && plural && !begins_with_function_word(after.trim_start())
        }
        '"' => word && before.is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}
