//! Dates.

use super::token::{Kind, Token};
use super::{Figure, Unit, Value};
use crate::text::Span;

/// A date, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// A part of the month or, where there is none, of the year.
    pub part: Option<Part>,
}

/// A part of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early January".
    Early,
    /// "mid-January".
    Middle,
    /// "late January", "the end of January".
    Late,
}

impl Date {
    /// Whether both may be the same: they say something of the same kind, none of it differs, and a day lies in the
    /// part of its month.
    pub fn agrees(&self, other: &Date) -> bool {
        let (said, same) = self.shared(other);
        said > 0 && said == same && self.in_part_of(other) && other.in_part_of(self)
    }

    fn in_part_of(&self, other: &Date) -> bool {
        let Some(part) = other.part else { return true };
        let (within, length) = match (other.month, self.month, self.day) {
            (Some(_), _, Some(day)) => (u16::from(day), 31),
            (None, Some(month), _) => (u16::from(month), 12),
            _ => return true,
        };
        // Parts overlap: the eleventh is "early" to some and "mid" to others.
        match part {
            Part::Early => within * 5 <= length * 2,
            Part::Middle => within * 10 >= length * 3 && within * 10 <= length * 7,
            Part::Late => within * 5 >= length * 3,
        }
    }

    /// How many of year, month and day both say, and how many of these are the same.
    pub fn shared(&self, other: &Date) -> (usize, usize) {
        let pairs = [
            self.year.zip(other.year).map(|(a, b)| a == b),
            self.month.zip(other.month).map(|(a, b)| a == b),
            self.day.zip(other.day).map(|(a, b)| a == b),
        ];
        let said = pairs.iter().flatten();
        (said.clone().count(), said.filter(|same| **same).count())
    }
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero"],
    &["february", "feb", "februar", "février", "febrero"],
    &["march", "mar", "märz", "mars", "marzo"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "julio"],
    &["august", "aug", "août", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "oktober", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "décembre", "diciembre"],
];

/// Words before a number of four digits that make it a year.
const BEFORE_YEARS: [&str; 25] = [
    "in", "since", "by", "until", "till", "from", "of", "during", "for", "before", "after", "between", "and", "to",
    "early", "late", "mid", "around", "through", "im", "en", "spring", "fiscal", "year", "fy",
];

/// The date that begins at a token, and the token behind it.
pub fn at(tokens: &[Token], at: usize) -> Option<(Option<Figure>, usize)> {
    let (part, from) = part(tokens, at);
    let (date, end) = days(tokens, from)
        .or_else(|| day_month(tokens, from))
        .or_else(|| month_day(tokens, from))
        .or_else(|| digits(tokens, from))
        .or_else(|| year(tokens, from, part.is_some()))?;
    let span = Span { start: tokens.get(at)?.span.start, end: tokens.get(end.checked_sub(1)?)?.span.end };
    let value = Value::Date(Date { part, ..date });
    Some((Some(Figure { span, value, unit: Unit::None, written: None, per: None, is_part: false }), end))
}

/// "early", "mid-", "late", "the end of".
fn part(tokens: &[Token], at: usize) -> (Option<Part>, usize) {
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let part = match &*word(at) {
        "early" | "beginning" | "start" | "anfang" => Part::Early,
        "mid" | "middle" | "mitte" => Part::Middle,
        "late" | "end" | "ende" => Part::Late,
        _ => return (None, at),
    };
    let mut next = at + 1;
    if tokens.get(next).is_some_and(Token::is_dash) || word(next) == "of" {
        next += 1;
    }
    (Some(part), next)
}

fn month(token: &Token) -> Option<u8> {
    // "may" and "march" are words too.
    if token.kind != Kind::Word
        || !token.text.starts_with(char::is_uppercase) && !token.text.starts_with(['f', 'j', 'a', 's', 'o', 'n', 'd'])
    {
        return None;
    }
    let word = token.word();
    MONTHS.iter().position(|names| names.contains(&&*word)).map(|month| month as u8 + 1)
}

fn day(token: &Token) -> Option<u8> {
    token.plain().filter(|day| (1..=31).contains(day)).map(|day| day as u8)
}

/// A year that a month or comma stands before.
fn year_of(token: &Token) -> Option<u16> {
    token.plain().filter(|year| token.text.len() == 4 && (1500..2100).contains(year)).map(|year| year as u16)
}

/// "3 to 15 May", "3-15 May 2021": the month alone, for the days between are meant too.
fn days(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    day(tokens.get(at)?)?;
    let joint = tokens.get(at + 1)?;
    if !joint.is_dash() && !matches!(&*joint.word(), "to" | "and" | "or") {
        return None;
    }
    let (date, end) = day_month(tokens, at + 2)?;
    Some((Date { day: None, ..date }, end))
}

/// "15 January 2024", "15th of January", "15. Januar".
fn day_month(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let day = day(tokens.get(at)?)?;
    let mut next = at + 1;
    if tokens
        .get(next)
        .is_some_and(|t| t.glued && (t.is('.') || matches!(&*t.word(), "st" | "nd" | "rd" | "th" | "er")))
    {
        next += 1;
    }
    if tokens.get(next).is_some_and(|token| matches!(&*token.word(), "of" | "de")) {
        next += 1;
    }
    let month = month(tokens.get(next)?)?;
    next += 1;
    let (year, next) = year_behind(tokens, next);
    Some((Date { year, month: Some(month), day: Some(day), part: None }, next))
}

/// "January 15, 2024", "Jan. 15", "January 2024", "January".
fn month_day(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let token = tokens.get(at)?;
    let month = month(token)?;
    let mut next = at + 1;
    if token.text.len() <= 4 && tokens.get(next).is_some_and(|token| token.is('.') && token.glued) {
        next += 1;
    }
    if let Some(year) = tokens.get(next).and_then(year_of) {
        return Some((Date { year: Some(year), month: Some(month), ..Date::default() }, next + 1));
    }
    // "By the end of April 29 per cent had come in"
    let is_share =
        tokens.get(next + 1).is_some_and(|sign| sign.is('%') || matches!(&*sign.word(), "percent" | "pct" | "per"));
    if let Some(day) = tokens.get(next).and_then(day).filter(|_| !is_share) {
        next += 1;
        if tokens.get(next).is_some_and(|t| t.glued && matches!(&*t.word(), "st" | "nd" | "rd" | "th")) {
            next += 1;
        }
        let (year, next) = year_behind(tokens, next);
        return Some((Date { year, month: Some(month), day: Some(day), part: None }, next));
    }
    // A month alone is written out and does not begin a name ("May", "Jan").
    let sure = token.text.chars().count() > 3 && !matches!(&*token.word(), "march" | "mars" | "sept");
    sure.then(|| {
        let (year, next) = year_behind(tokens, at + 1);
        (Date { year, month: Some(month), ..Date::default() }, next)
    })
}

/// The year behind a day or month, perhaps after a comma.
fn year_behind(tokens: &[Token], at: usize) -> (Option<u16>, usize) {
    let comma = usize::from(tokens.get(at).is_some_and(|token| token.is(',') && token.glued));
    match tokens.get(at + comma).and_then(year_of) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

/// "2024-01-15", "15.01.2024", "25/12/2024".
fn digits(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let [first, sign, second, again, third] = tokens.get(at..at + 5)? else { return None };
    let glued = sign.glued && second.glued && again.glued && third.glued && sign.kind == again.kind;
    if !glued {
        return None;
    }
    let date = |year: &Token, month: &Token, day: &Token| {
        let month_number = month.plain().filter(|month| (1..=12).contains(month))? as u8;
        Some(Date { year: Some(year_of(year)?), month: Some(month_number), day: Some(self::day(day)?), part: None })
    };
    let date = match sign.kind {
        Kind::Sign('-') => date(first, second, third),
        Kind::Sign('.') => date(third, second, first),
        // Which comes first is a matter of the country, unless one can be no month.
        Kind::Sign('/') if first.plain() > Some(12) => date(third, second, first),
        Kind::Sign('/') if second.plain() > Some(12) => date(third, first, second),
        _ => None,
    }?;
    Some((date, at + 5))
}

/// "in 2024", "early 2024", "2023–24".
fn year(tokens: &[Token], at: usize, sure: bool) -> Option<(Date, usize)> {
    let token = tokens.get(at)?;
    let year = year_of(token)?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map(Token::word).unwrap_or_default();
    let behind = tokens.get(at + 1);
    let counts = behind.is_some_and(|next| next.kind == Kind::Word && next.text.starts_with(char::is_lowercase));
    let spread = behind.is_some_and(|next| next.is_dash() && next.glued);
    // "2000 men" are men, and a range of years says more than this tells.
    if (counts && !BEFORE_YEARS.contains(&&*before)) || spread || !(sure || BEFORE_YEARS.contains(&&*before)) {
        return None;
    }
    Some((Date { year: Some(year), ..Date::default() }, at + 1))
}
