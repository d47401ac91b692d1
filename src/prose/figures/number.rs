//! Numbers and number words with their units.

use super::token::{Kind, Token};
use super::unit::{self, Unit};
use super::{Amount, Figure, Value, words};
use crate::text::Span;

/// How far a rough number may be from the truth.
const ROUGHLY: f64 = 0.1;
/// How far a round word may be from it.
const VAGUELY: f64 = 0.25;
/// How far "nearly" falls short.
const NEARLY: f64 = 0.15;
/// How far "more than" may go beyond.
const BEYOND: f64 = 0.5;

/// Words whose number is a label: nothing is counted.
const LABELS: [&str; 28] = [
    "article",
    "articles",
    "resolution",
    "law",
    "no",
    "number",
    "section",
    "chapter",
    "route",
    "highway",
    "flight",
    "page",
    "para",
    "paragraph",
    "point",
    "area",
    "annex",
    "figure",
    "table",
    "version",
    "channel",
    "room",
    "block",
    "decree",
    "boeing",
    "airbus",
    "covid",
    "unit",
];

/// The figure that begins at a token, and the token behind it; a label is no figure, but is stepped over.
pub fn at(tokens: &[Token], at: usize) -> Option<(Option<Figure>, usize)> {
    if let Some((share, used)) = words::fraction(tokens.get(at..)?) {
        let said = Amount { low: share - 3.0, high: share + 3.0, said: share, at_least: false, digits: 15 };
        let amount = with_hedge(said, &hedge(tokens, at));
        return figure(tokens, at, at + used, Value::Share(amount), Unit::None);
    }
    let (first, mut end) = single(tokens, at)?;
    let Some(mut first) = first else { return Some((None, end)) };
    if first.is_ordinal {
        let unit = match unit::behind(tokens.get(end..)?).0 {
            Unit::None | Unit::Nouns(_) if is_place(tokens, at, end) => Unit::Nouns(vec![unit::stem("place")]),
            // "from 52nd to 39th place"
            Unit::None if tokens.get(end).is_some_and(|joint| matches!(&*joint.word(), "to" | "and" | "or")) => {
                match single(tokens, end + 1) {
                    Some((Some(second), next)) if second.is_ordinal => unit::behind(tokens.get(next..)?).0,
                    _ => Unit::None,
                }
            }
            unit => unit,
        };
        let fits = matches!(unit, Unit::Nouns(_) | Unit::Measure(_));
        let value = Value::Ordinal(first.value as u32);
        return if fits { figure(tokens, at, end, value, unit) } else { Some((None, end)) };
    }
    let mut last = first;
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let before = at.checked_sub(1).map(&word).unwrap_or_default();
    let joint = tokens.get(end).is_some_and(Token::is_dash)
        || (word(end) == "to" && before != "from")
        || (word(end) == "and" && before == "between");
    if joint && let Some((Some(second), next)) = single(tokens, end + 1).filter(|(second, _)| second.is_some()) {
        if second.value <= first.value && second.scaled == first.scaled || second.is_ordinal {
            // A result, a score, a code.
            return Some((None, next));
        }
        last = second;
        end = next;
    }
    // "From 2.8 to 4.5 million": the word behind the second number scales both.
    let scales_back = before == "from" && word(end) == "to" && !first.scaled;
    let other_end = scales_back.then(|| single(tokens, end + 1)).flatten().and_then(|(second, _)| second);
    let shared = other_end.filter(|second| second.scaled && is_as_large(first.value, second.value / second.scale));
    let shared_scale = shared.map_or(1.0, |second| second.scale);
    (first.value, last.value) = (first.value * shared_scale, last.value * shared_scale);
    let scale = if first.scaled { 1.0 } else { last.scale };
    let mut amount = Amount {
        low: first.value * scale,
        high: last.value,
        said: first.value * scale,
        at_least: false,
        digits: first.digits,
    };
    amount.high = amount.high.max(amount.low);
    // "from 11,000 to 15,500 francs": the unit stands behind the second number only.
    let behind_range = (word(end) == "to").then(|| single(tokens, end + 1)).flatten().map_or(end, |(_, next)| next);
    // How many tokens say that it is a share.
    let share = |at: usize| match &*word(at) {
        "percent" | "pct" | "percentage" => 1,
        "per" if word(at + 1) == "cent" => 2,
        _ => usize::from(tokens.get(at).is_some_and(|token| token.is('%'))),
    };
    // "200+", "20-odd".
    let open = tokens.get(end).is_some_and(|token| token.glued && token.is('+'));
    let odd = tokens.get(end).is_some_and(Token::is_dash) && word(end + 1) == "odd";
    let hedge = if open || odd { Hedge::AtLeast } else { hedge(tokens, at) };
    end += if odd { 2 } else { usize::from(open) };
    let hedged = with_hedge(amount, &hedge);
    // "A hundred", "two dozen": nobody has counted.
    let counted = !matches!(&*word(at), "a" | "an") && (at..end).all(|at| !matches!(&*word(at), "dozen" | "dozens"));
    let hedged = if counted { hedged } else { with_hedge(hedged, &Hedge::Vaguely) };
    if share(end) + share(behind_range) > 0 {
        return figure(tokens, at, end + share(end), Value::Share(hedged), Unit::None);
    }
    let (unit, factor) = match first.currency.or(last.currency) {
        Some(currency) => (Unit::Measure(currency), 1.0),
        None => match unit::behind(tokens.get(end..)?) {
            (Unit::None, _) if behind_range > end => unit::behind(tokens.get(behind_range..)?),
            // "4.7 mt" are million tonnes, "5,000 MT" metric ones; of "50 mt" nobody knows.
            _ if !first.scaled && first.value.fract() != 0.0 && is_megatonne(tokens, end) => {
                (Unit::Measure("gram"), 1e12)
            }
            found => found,
        },
    };
    let times = |amount: Amount| Amount {
        low: amount.low * factor,
        high: amount.high * factor,
        said: amount.said * factor,
        ..amount
    };
    let (found, next) = figure(tokens, at, end, Value::Amount(times(hedged)), unit)?;
    let per = tokens.get(end..).and_then(unit::per);
    Some((found.map(|found| Figure { written: Some(hedged.said), per, ..found }), next))
}

fn is_megatonne(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.text, "mt" | "Mt"))
}

/// Whether an ordinal says where something stands among others: "is ninth", "ranks tenth in the world", and not "is first seen".
fn is_place(tokens: &[Token], at: usize, end: usize) -> bool {
    const STANDING: [&str; 14] = [
        "is", "was", "are", "were", "be", "ranks", "ranked", "rank", "ranking", "came", "comes", "finished", "stands",
        "stood",
    ];
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let stands = at.checked_sub(1).is_some_and(|before| STANDING.contains(&word(before).as_str()));
    let ends =
        tokens.get(end).is_none_or(|next| next.kind != Kind::Word) || matches!(&*word(end), "in" | "among" | "of");
    stands && ends
}

fn figure(tokens: &[Token], from: usize, end: usize, value: Value, unit: Unit) -> Option<(Option<Figure>, usize)> {
    let span = Span { start: tokens.get(from)?.span.start, end: tokens.get(end.checked_sub(1)?)?.span.end };
    Some((Some(Figure { span, value, unit, written: None, per: None, is_part: false }), end))
}

/// Whether two numbers in front of one "million" may be its ends.
fn is_as_large(first: f64, second: f64) -> bool {
    const MAX_RATIO: f64 = 50.0;
    first <= second * MAX_RATIO && second <= first * MAX_RATIO
}

#[derive(Clone, Copy)]
struct Single {
    value: f64,
    digits: u8,
    /// What a scale word multiplied it by.
    scale: f64,
    scaled: bool,
    is_ordinal: bool,
    currency: Option<&'static str>,
}

/// One number with its sign of currency and scale, and the token behind it; `None` inside for a label.
fn single(tokens: &[Token], at: usize) -> Option<(Option<Single>, usize)> {
    let token = tokens.get(at)?;
    let mut start = at;
    let mut currency = None;
    // "US$": letters right before the sign belong to it.
    if token.kind == Kind::Word
        && token.text.len() <= 3
        && tokens.get(at + 1).is_some_and(|next| next.glued && is_currency(next))
    {
        start += 1;
    }
    if tokens.get(start).is_some_and(is_currency) {
        currency = tokens.get(start).and_then(|token| unit::measure(token.text)).map(|(name, _)| name);
        start += 1;
    } else if start > at {
        return None;
    }
    let plain = Single { value: 0.0, digits: 1, scale: 1.0, scaled: false, is_ordinal: false, currency };
    let Kind::Number(value, digits) = tokens.get(start)?.kind else {
        if currency.is_some() {
            return None;
        }
        if let Some((value, used)) = words::ordinal(tokens.get(at..)?) {
            return Some((Some(Single { value: f64::from(value), is_ordinal: true, ..plain }), at + used));
        }
        let (value, used) = words::cardinal(tokens.get(at..)?)?;
        // "two to three thousand": the word behind the second number scales both.
        let last = tokens.get(at + used - 1).map(Token::word).unwrap_or_default();
        let scale = words::scale(&last).filter(|scale| *scale >= 1e3);
        let scaled = value >= 1e6 || scale.is_some();
        let single = Single { value, digits: significant(value), scale: scale.unwrap_or(1.0), scaled, ..plain };
        return Some((Some(single), at + used));
    };
    if currency.is_none() && is_label(tokens, start) {
        return Some((None, start + 1));
    }
    let mut single = Single { value, digits, ..plain };
    let mut end = start + 1;
    if let Some(next) = tokens.get(end).filter(|next| next.kind == Kind::Word) {
        let word = next.word();
        if next.glued && matches!(&*word, "st" | "nd" | "rd" | "th") {
            return Some((Some(Single { is_ordinal: true, ..single }), end + 1));
        }
        // A lone "m" or "k" counts only right behind the digits.
        let scale = words::scale(&word).filter(|_| next.glued || word.len() > 1);
        if let Some(scale) = scale {
            single.value *= scale;
            single.scale = scale;
            single.scaled = true;
            end += 1;
        } else if next.glued && unit::measure(&word).is_none() {
            // "4x4", "3D", "1990s".
            return Some((None, end + 1));
        }
    }
    Some((Some(single), end))
}

fn is_currency(token: &Token) -> bool {
    matches!(token.kind, Kind::Sign('$' | '€' | '£' | '¥'))
}

/// Whether a number is part of a name or code: "G7", "AK-47", "Article 91", "14:30", "24/7".
fn is_label(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let behind = tokens.get(at + 1);
    let glued_before = token.glued
        && before.is_some_and(|before| match before.kind {
            Kind::Word => true,
            Kind::Sign(c) => matches!(c, ':' | '/' | '#' | '№' | '.' | '+' | '_' | '@'),
            Kind::Number(..) => true,
        });
    // "Covid-19", but not the second half of a range.
    let hyphened = token.glued
        && before.is_some_and(|before| before.is_dash() && before.glued)
        && at.checked_sub(2).and_then(|word| tokens.get(word)).is_some_and(|word| word.kind == Kind::Word);
    let glued_behind = behind.is_some_and(|next| {
        let number_follows =
            tokens.get(at + 2).is_some_and(|after| after.glued && matches!(after.kind, Kind::Number(..)));
        next.glued && number_follows && matches!(next.kind, Kind::Sign(':' | '/' | '.'))
    });
    let named = before.is_some_and(|before| {
        LABELS.contains(&&*before.word())
            || (before.is('.') && at >= 2 && tokens.get(at - 2).is_some_and(|t| LABELS.contains(&&*t.word())))
    });
    // "By the law 30 per cent are kept"
    let is_share = behind.is_some_and(|sign| sign.is('%') || matches!(&*sign.word(), "percent" | "pct"))
        || behind.is_some_and(|per| per.word() == "per")
            && tokens.get(at + 2).is_some_and(|cent| cent.word() == "cent");
    glued_before || hyphened || glued_behind || named && !is_share
}

enum Hedge {
    Exact,
    Roughly,
    Vaguely,
    Nearly,
    AtLeast,
    AtMost,
}

/// What the words before a number make of it.
fn hedge(tokens: &[Token], at: usize) -> Hedge {
    let word = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at)).map(Token::word).unwrap_or_default();
    // "No fewer than" is at least so many.
    let denied = matches!(&*word(3), "no" | "not");
    match (&*word(2), &*word(1)) {
        ("less" | "fewer", "than") if denied => return Hedge::AtLeast,
        ("more" | "greater", "than") if denied => return Hedge::AtMost,
        ("close", "to") => return Hedge::Roughly,
        ("more" | "greater", "than") | ("at", "least") | ("upwards" | "excess", "of") => return Hedge::AtLeast,
        ("less" | "fewer", "than") | ("at", "most") | ("up", "to") | ("many" | "much", "as") => return Hedge::AtMost,
        _ => {}
    }
    match &*word(1) {
        "about" | "around" | "roughly" | "some" | "approximately" | "circa" | "ca" | "approx" | "an" | "estimated" => {
            Hedge::Roughly
        }
        "nearly" | "almost" | "under" | "below" | "just" => Hedge::Nearly,
        "over" | "exceeding" | "above" => Hedge::AtLeast,
        _ if at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is('~') || token.is('≈')) => {
            Hedge::Roughly
        }
        _ => Hedge::Exact,
    }
}

fn with_hedge(amount: Amount, hedge: &Hedge) -> Amount {
    let Amount { low, high, .. } = amount;
    let (low, high) = match hedge {
        Hedge::Exact => (low, high),
        Hedge::Roughly => (low * (1.0 - ROUGHLY), high * (1.0 + ROUGHLY)),
        Hedge::Vaguely => (low * (1.0 - VAGUELY), high * (1.0 + VAGUELY)),
        Hedge::Nearly => (low * (1.0 - NEARLY), high),
        Hedge::AtLeast => (low, high * (1.0 + BEYOND)),
        Hedge::AtMost => (low * (1.0 - BEYOND), high),
    };
    Amount { low, high, at_least: matches!(hedge, Hedge::AtLeast), ..amount }
}

/// How many digits of a whole number are not zeros at its end.
fn significant(value: f64) -> u8 {
    let digits = format!("{value:.0}");
    digits.trim_end_matches('0').len().clamp(1, 15) as u8
}
