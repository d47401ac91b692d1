//! Locators: "p. 3", "pp. 3–5", "¶ 4", "S. 12".

use std::ops::Range;

use super::super::flat::Flat;
use super::super::{Locator, LocatorUnit};

/// A locator inside a piece of text.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    range: Range<usize>,
    unit: LocatorUnit,
    from: String,
    to: Option<String>,
}

/// The terms, lower-case and without dots, of citeproc's locator labels in English, German and French.
const TERMS: [(LocatorUnit, &[&str]); 4] = [
    (LocatorUnit::Page, &["p", "pp", "pg", "pgs", "page", "pages", "s", "seite", "seiten", "str"]),
    (
        LocatorUnit::Paragraph,
        &["para", "paras", "par", "pars", "paragraph", "paragraphs", "¶", "¶¶", "abs", "absatz", "absätze", "al"],
    ),
    (LocatorUnit::Line, &["l", "ll", "line", "lines", "z", "zeile", "zeilen", "ligne", "lignes"]),
    (
        LocatorUnit::Other,
        &[
            "ch", "chap", "chaps", "chapter", "chapters", "chs", "sec", "secs", "section", "sections", "§", "§§",
            "vol", "vols", "volume", "fig", "figs", "figure", "figures", "n", "nn", "note", "notes", "fn", "no", "art",
            "article", "bk", "book", "col", "cols", "column", "columns", "fol", "pt", "part", "v", "vv", "verse",
            "kap", "kapitel", "rn", "app", "appendix", "ex", "ann", "annex", "loc", "slide", "t", "min",
        ],
    ),
];

impl Found {
    /// The locator, found in the text of `flat` from `offset` on.
    pub fn at(self, flat: &Flat, offset: usize) -> Locator {
        let span = flat.source(&(self.range.start + offset..self.range.end + offset));
        Locator { span, unit: self.unit, from: self.from, to: self.to }
    }
}

/// The locator in what follows a key in its group: with a term anywhere behind a comma or space, or bare digits right
/// behind a comma, which are pages.
pub fn in_suffix(suffix: &str) -> Option<Found> {
    let lead = suffix.len() - suffix.trim_start_matches([',', ' ', '\u{a0}', '{', '(', ':']).len();
    let body = suffix.get(lead..)?;
    if lead > 0
        && body.starts_with(|c: char| c.is_ascii_digit())
        && let Some((length, from, to)) = values(body)
    {
        let after = body.get(length..).unwrap_or("").trim_start();
        // Bare digits are pages only where nothing else is said of them.
        if after.is_empty() || after.starts_with([',', '}', ')']) {
            return Some(Found { range: lead..lead + length, unit: LocatorUnit::Page, from, to });
        }
    }
    let mut at = lead;
    while at < suffix.len() {
        let rest = suffix.get(at..)?;
        if let Some(found) = term(rest) {
            return Some(Found { range: at + found.range.start..at + found.range.end, ..found });
        }
        // The next word.
        let word = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '{')).unwrap_or(rest.len());
        at += word + rest.get(word..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    None
}

/// The locator right at the beginning of `text`, behind a comma, in brackets or in parentheses; with the length of
/// all that.
pub fn behind(text: &str) -> Option<(Found, usize)> {
    let trimmed = text.trim_start_matches([' ', '\u{a0}']);
    let mut lead = text.len() - trimmed.len();
    let close = match trimmed.chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        ',' => None,
        _ => return None,
    };
    lead += 1;
    let body = text.get(lead..)?;
    let space = body.len() - body.trim_start_matches([' ', '\u{a0}']).len();
    lead += space;
    let found = term(body.get(space..)?)?;
    let mut end = lead + found.range.end;
    if let Some(close) = close {
        let rest = text.get(end..)?;
        if !rest.starts_with(close) {
            return None;
        }
        end += close.len_utf8();
    }
    Some((Found { range: lead + found.range.start..lead + found.range.end, ..found }, end))
}

/// A term with its value at the beginning of `text`.
fn term(text: &str) -> Option<Found> {
    let is_sign = |c: char| matches!(c, '¶' | '§');
    let signs = text.starts_with(is_sign);
    let length = text.find(|c: char| if signs { !is_sign(c) } else { !c.is_alphabetic() }).unwrap_or(text.len());
    let word = text.get(..length)?.to_lowercase();
    let (unit, _) = TERMS.iter().find(|(_, terms)| terms.contains(&word.as_str()))?;
    let rest = text.get(length..)?;
    let value = rest.trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
    let start = length + rest.len() - value.len();
    let (value_length, from, to) = values(value)?;
    // "s in" is no page: a roman number needs a term that cannot be a word, and a dot or space behind it.
    if !value.starts_with(|c: char| c.is_ascii_digit()) && (rest.len() == value.len() || word.len() > 2 && !signs) {
        let roman_after_word = ["page", "pages", "chapter", "section", "part", "book"].contains(&word.as_str());
        if !roman_after_word {
            return None;
        }
    }
    Some(Found { range: 0..start + value_length, unit: *unit, from, to })
}

/// A value or a range of values at the beginning of `text`: its length, the first and the last.
fn values(text: &str) -> Option<(usize, String, Option<String>)> {
    let first = value(text)?;
    let from = text.get(..first)?.to_owned();
    let rest = text.get(first..)?;
    let tail = rest.trim_start_matches(' ');
    let dash = ["--", "–", "—", "-", "to ", "bis "].into_iter().find(|dash| tail.starts_with(dash));
    if let Some(dash) = dash {
        let tail = tail.get(dash.len()..)?.trim_start_matches(' ');
        if let Some(last) = value(tail) {
            let to = tail.get(..last)?.to_owned();
            return Some((text.len() - tail.len() + last, from, Some(to)));
        }
    }
    Some((first, from, None))
}

/// The length of a page label, number or roman number at the beginning of `text`: "12", "A4", "xiv", "5a".
fn value(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..length)?;
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let roman = word.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b));
    let label = digits > 0 && word.len() - digits <= 2;
    (!word.is_empty() && word.len() <= 12 && (label || roman)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(suffix: &str, unit: LocatorUnit, from: &str, to: Option<&str>, text: &str) {
        let found = in_suffix(suffix).unwrap();
        assert_eq!((found.unit, found.from.as_str(), found.to.as_deref()), (unit, from, to), "in {suffix}");
        assert_eq!(&suffix[found.range], text);
    }

    #[test]
    fn pages_paragraphs_lines_and_chapters_are_told_apart() {
        check(", p. 3", LocatorUnit::Page, "3", None, "p. 3");
        check(", pp. 33–35, 38", LocatorUnit::Page, "33", Some("35"), "pp. 33–35");
        check(", 33--35", LocatorUnit::Page, "33", Some("35"), "33--35");
        check(" p.\u{a0}xiv", LocatorUnit::Page, "xiv", None, "p.\u{a0}xiv");
        check(", S. 12f.", LocatorUnit::Page, "12f", None, "S. 12f");
        check(", para. 4", LocatorUnit::Paragraph, "4", None, "para. 4");
        check(", ¶¶ 4-6", LocatorUnit::Paragraph, "4", Some("6"), "¶¶ 4-6");
        check(", l. 12 and elsewhere", LocatorUnit::Line, "12", None, "l. 12");
        check(", see especially chap. 3", LocatorUnit::Other, "3", None, "chap. 3");
        check(" {p. 7}", LocatorUnit::Page, "7", None, "p. 7");
    }

    #[test]
    fn words_and_years_are_no_locators() {
        for suffix in ["", " and others", ", s in the", ", page layout", ", 3 of them said so", ", a line in it"] {
            assert_eq!(in_suffix(suffix), None, "in {suffix}");
        }
    }

    #[test]
    fn a_locator_follows_a_lone_key_in_brackets_or_behind_a_comma() {
        assert_eq!(behind(" [p. 3] says").map(|(_, length)| length), Some(" [p. 3]".len()));
        assert_eq!(behind(", para. 4, says").map(|(_, length)| length), Some(", para. 4".len()));
        assert!(behind(" p. 3").is_none());
        assert!(behind(" [see p. 3]").is_none());
    }
}
