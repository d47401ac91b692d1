//! Finding dates in the ways that pages write them.

use super::PublicationDate;
use super::calendars::{era_year, islamic, islamic_month, solar, solar_month, thai_year};
use super::months::month;
use crate::article::words::folded;
use crate::text::Span;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// The date.
    pub date: PublicationDate,
}

/// The most exact of the first dates in `text`: what a line or a field that is about a date says.
pub fn published_in(text: &str) -> Option<PublicationDate> {
    let found = dates(text);
    found.iter().find(|found| found.date.day.is_some()).or(found.first()).map(|found| found.date)
}

/// Every date of `text`, as exact as it is written. A date of figures that could be read as two different days
/// (03/04/2021) is known only by its year. A year alone is a date only where it is all that `text` says.
pub fn dates(text: &str) -> Vec<Found> {
    // Every date has figures; Arabic and Persian ones begin with these bytes.
    if !text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit() | matches!(byte, 0xD9 | 0xDB)) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(text, tokens.get(at..).unwrap_or_default()) {
            Some((date, taken)) => {
                let last = tokens.get(at + taken - 1).map_or(0, |token| token.span.end());
                let first = tokens.get(at).map_or(0, |token| token.span.start());
                out.push(Found { span: Span::new(first, last), date });
                at += taken;
            }
            None => at += 1,
        }
    }
    if let ([], [only]) = (out.as_slice(), tokens.as_slice())
        && let Some(date) = only.year().and_then(|year| PublicationDate::new(year, None, None))
    {
        out.push(Found { span: only.span, date });
    }
    out
}

/// A run of figures or a run of letters.
struct Token {
    span: Span,
    number: Option<i16>,
    digits: usize,
    word: String,
}

impl Token {
    fn year(&self) -> Option<i16> {
        self.number.filter(|year| self.digits == 4 && (1500..2200).contains(year))
    }

    /// The year of a date like 18.11.24 or 25/12/19, written with two figures in each place. A newspaper's day lies
    /// nearer than 1970.
    fn short_year(&self, first: &Token, second: &Token, mark: &str) -> Option<i16> {
        let is_short = [first, second, self].iter().all(|token| token.digits == 2) && matches!(mark, "." | "/");
        let year = self.number.filter(|_| is_short)?;
        Some(if year < 70 { 2000 + year } else { 1900 + year })
    }

    fn day(&self) -> Option<u8> {
        self.small(31)
    }

    fn month_number(&self) -> Option<u8> {
        self.small(12)
    }

    fn small(&self, most: u8) -> Option<u8> {
        let number = self.number.filter(|_| self.digits <= 2)?;
        u8::try_from(number).ok().filter(|number| (1..=most).contains(number))
    }

    fn month(&self) -> Option<u8> {
        if self.number.is_some() { None } else { month(&self.word) }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Figures,
        Letters,
        Ideograph,
        Other,
    }
    let kind = |c: char| match c {
        '年' | '月' | '日' | '년' | '월' | '일' => Kind::Ideograph,
        c if c.is_ascii_digit() || arabic_digit(c).is_some() => Kind::Figures,
        c if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) => Kind::Letters,
        _ => Kind::Other,
    };
    let mut out = Vec::new();
    let mut start = 0;
    let mut open = Kind::Other;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        let next = kind(character);
        if next == open && next != Kind::Ideograph {
            continue;
        }
        let span = Span::new(start, at);
        match open {
            Kind::Figures => {
                let figures: String = span.of(text).chars().map(|c| arabic_digit(c).unwrap_or(c)).take(5).collect();
                out.push(Token {
                    span,
                    number: figures.parse().ok(),
                    digits: span.of(text).chars().count(),
                    word: String::new(),
                });
            }
            Kind::Letters | Kind::Ideograph => {
                out.push(Token { span, number: None, digits: 0, word: folded(span.of(text)) });
            }
            Kind::Other => {}
        }
        (start, open) = (at, next);
    }
    out
}

/// The European figure for an Arabic or Persian one.
fn arabic_digit(character: char) -> Option<char> {
    let value = match character {
        '\u{660}'..='\u{669}' => u32::from(character) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(character) - 0x6F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// The date that `tokens` begin with, and how many of them it takes.
fn date_at(text: &str, tokens: &[Token]) -> Option<(PublicationDate, usize)> {
    let is_small = |token: &&Token| matches!(token.word.as_str(), "de" | "del" | "of" | "the" | "den");
    let ordinal = |token: &&Token| {
        matches!(token.word.as_str(), "st" | "nd" | "rd" | "th" | "er" | "ro" | "re" | "o" | "a" | "e")
    };
    let first = tokens.first()?;
    // The tokens from `at` on that are neither ordinal endings nor "of": index and token.
    let skip = |from: usize, most: usize| -> usize {
        let mut at = from;
        while at < from + most && tokens.get(at).as_ref().is_some_and(|token| is_small(token) || ordinal(token)) {
            at += 1;
        }
        at
    };
    let near = |from: usize, to: usize| close_together(text, tokens.get(from), tokens.get(to));

    // 18 novembre 2015, 1er mars 2020, 18. November 2015, 18 de noviembre de 2015, 18-Nov-2015
    if let Some(day) = first.day() {
        let at = skip(1, 2);
        if let Some(month) = tokens.get(at).and_then(Token::month).filter(|_| near(0, at)) {
            let after = skip(at + 1, 1);
            if let Some(year) = tokens.get(after).and_then(Token::year).filter(|_| near(at, after)) {
                let month = if is_croatian(text, first, tokens.get(at)) { 10 } else { month };
                return PublicationDate::new(year, Some(month), Some(day)).map(|date| (date, after + 1));
            }
        }
    }
    if let Some(found) = other_calendar(text, tokens) {
        return Some(found);
    }
    // November 18, 2015; Nov. 18th 2015; November 2015
    if let Some(month) = first.month() {
        let before = text.get(..first.span.start()).and_then(|text| text.chars().next_back());
        let whole_word = !before.is_some_and(char::is_alphanumeric);
        if let Some(day) = tokens.get(1).and_then(Token::day).filter(|_| near(0, 1)) {
            let at = skip(2, 1);
            if let Some(year) = tokens.get(at).and_then(Token::year).filter(|_| near(1, at)) {
                return PublicationDate::new(year, Some(month), Some(day)).map(|date| (date, at + 1));
            }
        }
        let at = skip(1, 1);
        if let Some(year) =
            tokens.get(at).and_then(Token::year).filter(|_| near(0, at) && whole_word && first.word.chars().count() > 2)
        {
            return PublicationDate::new(year, Some(month), None).map(|date| (date, at + 1));
        }
    }
    // 2024. november 18., 2024 m. lapkričio 18 d.
    if let Some(year) = first.year()
        && let Some(at) = (1..=2).find(|&at| tokens.get(at).is_some_and(|token| token.month().is_some()))
        && (at == 1 || tokens.get(1).is_some_and(|token| token.word.chars().count() == 1))
        && let Some(day) = tokens.get(at + 1).and_then(Token::day).filter(|_| near(0, at) && near(at, at + 1))
    {
        let month = tokens.get(at).and_then(Token::month)?;
        return PublicationDate::new(year, Some(month), Some(day)).map(|date| (date, at + 2));
    }
    // 2015年11月18日
    if let (Some(year), [_, mark, month, _, day, ..]) = (first.year(), tokens)
        && matches!(mark.span.of(text), "年" | "년")
    {
        return PublicationDate::new(year, Some(month.month_number()?), Some(day.day()?))
            .map(|date| (date, 6.min(tokens.len())));
    }
    figures(text, tokens)
}

/// A date by another calendar: 27 آبان 1403, 18 พฤศจิกายน 2567, 令和6年11月18日, 民國113年11月18日, 18 tháng 11 năm 2015, 6 صفر 1437.
fn other_calendar(text: &str, tokens: &[Token]) -> Option<(PublicationDate, usize)> {
    let first = tokens.first()?;
    let near = |from: usize, to: usize| close_together(text, tokens.get(from), tokens.get(to));
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let small = |at: usize| tokens.get(at).and_then(Token::day);
    if let Some(day) = first.day() {
        if word(1) == "thang" && near(0, 2) {
            let at = if word(3) == "nam" { 4 } else { 3 };
            let year = tokens.get(at).and_then(Token::year).filter(|_| near(2, at))?;
            let month = tokens.get(2).and_then(Token::month_number)?;
            return PublicationDate::new(year, Some(month), Some(day)).map(|date| (date, at + 1));
        }
        // Between the day and the year stands the month, of which some names have two words.
        for at in 1..=2 {
            let behind = at + 1 + usize::from(matches!(word(at + 1), "ماه" | "พ" | "سال"));
            let Some(year) = number(behind).filter(|_| near(0, at) && near(at, behind)) else { continue };
            let date = solar_month(word(at))
                .and_then(|month| solar(year, month, day))
                .or_else(|| islamic_month(word(at)).and_then(|month| islamic(year, month, day)))
                .or_else(|| PublicationDate::new(thai_year(year)?, Some(month(word(at))?), Some(day)));
            if let Some(date) = date {
                return Some((date, behind + 1));
            }
        }
    }
    if first.number.is_none() && matches!(word(2), "年") {
        let year = era_year(&first.word, number(1)?)?;
        let date = PublicationDate::new(year, Some(tokens.get(3)?.month_number()?), small(5));
        return date.map(|date| (date, 7.min(tokens.len())));
    }
    // The first year of an era has a word of its own.
    if let Some(era) = first.word.strip_suffix('元').filter(|_| word(1) == "年") {
        let date = PublicationDate::new(era_year(era, 1)?, Some(tokens.get(2)?.month_number()?), small(4));
        return date.map(|date| (date, 6.min(tokens.len())));
    }
    None
}

/// A date of figures alone: 2015-11-18, 2015/11/18, 18.11.2015, 11/18/2015.
fn figures(text: &str, tokens: &[Token]) -> Option<(PublicationDate, usize)> {
    let [first, second, third, ..] = tokens else { return None };
    let between = |a: &Token, b: &Token| text.get(a.span.end()..b.span.start());
    let mark = between(first, second)?;
    if !matches!(mark, "-" | "/" | "." | "\u{2010}" | "\u{2011}" | "–") || between(second, third)? != mark {
        return None;
    }
    if let Some(year) = first.year() {
        let date = PublicationDate::new(year, Some(second.month_number()?), Some(third.day()?))?;
        return Some((date, 3));
    }
    if let Some(year) = first.number.filter(|year| first.digits == 4 && (1300..1450).contains(year)) {
        return Some((solar(year, second.month_number()?, third.day()?)?, 3));
    }
    let year = third.year().or_else(|| thai_year(third.number.filter(|_| third.digits == 4)?));
    let (year, one, two) = (year.or_else(|| third.short_year(first, second, mark))?, first.day()?, second.day()?);
    let date = match (one > 12, two > 12) {
        // Dates with full stops begin with the day everywhere.
        (_, false) if mark == "." || one > 12 => PublicationDate::new(year, Some(two), Some(one)),
        (false, true) => PublicationDate::new(year, Some(one), Some(two)),
        (false, false) if one == two => PublicationDate::new(year, Some(two), Some(one)),
        (false, false) => PublicationDate::new(year, None, None),
        _ => None,
    };
    Some((date?, 3))
}

/// "18. listopada" is Croatian, for October; "18 listopada" is Polish, for November.
fn is_croatian(text: &str, day: &Token, month: Option<&Token>) -> bool {
    month.is_some_and(|month| month.word == "listopada")
        && text.get(day.span.end()..).is_some_and(|text| text.starts_with('.'))
}

/// Whether nothing but blanks, a comma, a full stop or a hyphen stands between two tokens.
fn close_together(text: &str, one: Option<&Token>, two: Option<&Token>) -> bool {
    let (Some(one), Some(two)) = (one, two) else { return false };
    let between = text.get(one.span.end()..two.span.start()).unwrap_or("\n");
    between.len() <= 16
        && !between.contains('\n')
        && between.chars().all(|c| c.is_whitespace() || c.is_alphanumeric() || ",.-/ºª°،’'‑".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        published_in(text).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_usual_ways_to_write_a_date_are_read() {
        for (text, date) in [
            ("2019-03-07T06:30:00+01:00", "2019-03-07"),
            ("Posted on March 7, 2019 by admin", "2019-03-07"),
            ("Mar. 7th, 2019", "2019-03-07"),
            ("Thursday 7 March 2019 14.05 GMT", "2019-03-07"),
            ("the 7th of March, 2019", "2019-03-07"),
            ("07.03.2019, 18:12 Uhr", "2019-03-07"),
            ("7. März 2019", "2019-03-07"),
            ("Publié le 7 mars 2019 à 18h12", "2019-03-07"),
            ("le 1er août 2019", "2019-08-01"),
            ("7 de marzo de 2019", "2019-03-07"),
            ("7 marzo 2019", "2019-03-07"),
            ("7 Mart 2019 Perşembe", "2019-03-07"),
            ("7 марта 2019 г.", "2019-03-07"),
            ("٧ مارس ٢٠١٩", "2019-03-07"),
            ("2019年3月7日", "2019-03-07"),
            ("07-Mar-2019", "2019-03-07"),
            ("25/12/2019", "2019-12-25"),
            ("12/25/2019", "2019-12-25"),
            ("March 2019", "2019-03"),
            ("2019", "2019"),
            ("14 February 2021 · 7 min read", "2021-02-14"),
            ("Do 25.04.24 | 14:07 Uhr", "2024-04-25"),
            ("27 آبان 1403", "2024-11-17"),
            ("یکشنبه ۲۷ آبان ۱۴۰۳ - ۱۰:۲۰", "2024-11-17"),
            ("1403/08/27", "2024-11-17"),
            ("18 พฤศจิกายน 2567", "2024-11-18"),
            ("18/11/2567", "2024-11-18"),
            ("令和6年11月18日", "2024-11-18"),
            ("平成元年4月1日", "1989-04-01"),
            ("民國113年11月18日", "2024-11-18"),
            ("2024년 11월 18일", "2024-11-18"),
            ("Thứ hai, 18 tháng 11 năm 2024", "2024-11-18"),
            ("2024. november 18., hétfő", "2024-11-18"),
            ("18. marraskuuta 2024", "2024-11-18"),
            ("18 नवंबर 2024", "2024-11-18"),
            ("6 صفر 1437", "2015-11"),
            ("18 Novemba 2024", "2024-11-18"),
            ("18. listopada 2024.", "2024-10-18"),
            ("18 listopada 2024", "2024-11-18"),
        ] {
            assert_eq!(first(text), date, "{text}");
        }
    }

    #[test]
    fn a_date_of_figures_that_may_be_two_days_is_known_by_its_year() {
        assert_eq!(first("03/04/2021"), "2021");
        assert_eq!(first("04/04/2021"), "2021-04-04");
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in ["Boeing 737 may 1200", "in 2019 he left", "1/2", "99.99.2019", "Version 2019.13.45"] {
            assert_eq!(first(text), "", "{text}");
        }
    }
}
