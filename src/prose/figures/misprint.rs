//! Numbers that are another one with a slip of the hand.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::contradiction::{LEAST_SHARED, NEAR, NEARLY_ALL, SAME_MATTER};
use super::exchanged::is_same as is_same_number;
use super::nearness::{Named, Score};
use super::size::is_scaled;
use super::statement::Statement;
use super::unit::Unit;
use super::{Amount, Figure, Value};

/// From here on two digits are seldom each other's turned round by chance.
const LARGE: f64 = 100.0;

/// A range whose ends are so many times each other's is wide.
const WIDE: f64 = 1.5;

/// From here on a number is told apart from others by its size.
const MILLION: f64 = 1e6;

/// A number of so many digits is seldom another's turned round by chance.
const LONG: u8 = 3;

/// The only number of the text that is a figure of the claim with a slip of the hand, where the text has the claim's own
/// nowhere: two neighbouring digits changed places, one is another, or it is thousands for millions.
pub(super) fn misprinted<'a>(
    claim: &Statement,
    number: usize,
    text: &'a [Statement],
    scores: &[Score],
    names: &[Named],
) -> Option<(&'a Figure, &'a Statement, f64)> {
    let figure = claim.figures.get(number)?;
    let stands = |other: &Figure, score: &Score| match (figure.value, other.value) {
        (Value::Amount(one), Value::Amount(two)) => {
            let untold = figure.unit == Unit::None || other.unit == Unit::None;
            let (one, two) = if untold { (as_written(figure, one), as_written(other, two)) } else { (one, two) };
            // A wide range elsewhere holds much: "between 150 and 500".
            let is_wide = two.low * WIDE < two.high && !figure.unit.fits(&other.unit);
            one.agrees(&two)
                && !(is_wide && score.part < NEAR)
                && (two.digits >= one.digits || one.said == two.said || score.part >= NEAR)
        }
        _ => figure.value.agrees(&other.value),
    };
    let meant = |other: &Figure| claim.figures.iter().any(|own| own.value.agrees(&other.value));
    let mut scored = text.iter().zip(scores);
    if scored.any(|(statement, score)| statement.figures.iter().any(|other| stands(other, score))) {
        return None;
    }
    let slips = |other: &Figure, statement: &Statement, score: &Score| {
        let (one, two) = match (&figure.value, &other.value) {
            (Value::Amount(one), Value::Amount(two)) | (Value::Share(one), Value::Share(two)) => (one, two),
            _ => return false,
        };
        let is_share = matches!(figure.value, Value::Share(_));
        let fits = is_share || figure.unit.fits(&other.unit);
        if score.shared == 0 || !(fits || may_count_alike(claim, figure, other, statement)) {
            return false;
        }
        let (own, told) = (as_written(figure, *one), as_written(other, *two));
        let of_one_scale = !fits
            || is_share
            || (own.said * two.said - told.said * one.said).abs() < f64::EPSILON * own.said * two.said;
        let compared = if of_one_scale { slip(own.said, told.said) } else { slip(one.said, two.said) };
        let Some(slip) = compared else { return false };
        let (words, beside) = (claim.meets_besides_times(statement), stands_beside(claim, number, statement));
        let (shared, is_near) = (words + beside, score.part >= NEAR || !fits && beside > 0);
        let same_matter = score.shared >= LEAST_SHARED && score.part >= SAME_MATTER;
        let written = own.said;
        let is_long = written >= LARGE || written.fract() != 0.0;
        match slip {
            _ if !is_near => false,
            // Ages, terms and counts of people are often each other's digits turned round by chance.
            Slip::Swapped if fits => {
                let is_sure = written >= LARGE && (score.shared > 1 || shared > 1) || written.fract() != 0.0;
                let is_measured = (is_share || figure.unit.is_measured()) && shared > 1 && score.part >= SAME_MATTER;
                same_matter || figure.unit.is_rare() || is_sure || is_measured
            }
            Slip::Swapped => {
                let untold = figure.unit == Unit::None || other.unit == Unit::None;
                let enough = if one.digits >= LONG || score.part >= NEARLY_ALL { 2 } else { LEAST_SHARED };
                let is_same = is_long && shared >= enough && (score.part >= SAME_MATTER || beside > 0);
                is_same || untold && one.said >= MILLION && score.shared > 1
            }
            Slip::Other | Slip::Scaled => fits && same_matter,
        }
    };
    let allowed = |statement: &Statement| names.iter().all(|name| name.allows(statement.block));
    let near = text.iter().zip(scores).filter(|(statement, _)| allowed(statement));
    let mut found = near.flat_map(|(statement, score)| {
        let figures = statement.figures.iter().filter(move |other| slips(other, statement, score) && !meant(other));
        figures.map(move |other| (other, statement, score.part.max(SAME_MATTER)))
    });
    let first = found.next()?;
    found.all(|(other, ..)| other.value.agrees(&first.0.value)).then_some(first)
}

/// An amount without what its unit multiplies it by.
fn as_written(figure: &Figure, amount: Amount) -> Amount {
    let factor = figure.written.filter(|written| *written > 0.0).map_or(1.0, |written| amount.said / written);
    let Amount { low, high, said, .. } = amount;
    Amount { low: low / factor, high: high / factor, said: figure.written.unwrap_or(said), ..amount }
}

/// Whether a number of a sentence may count what one of the claim does, though their units are not the same in so many words: one of
/// them leaves it out ("the rest are 416,000"), or the other's stands elsewhere ("35,000 cubic feet a second (cusecs)").
fn may_count_alike(claim: &Statement, figure: &Figure, other: &Figure, statement: &Statement) -> bool {
    let names = |unit: &Unit, by: &Statement| unit.nouns().any(|noun| by.has(FxBuildHasher.hash_one(noun)));
    match (&figure.unit, &other.unit) {
        (Unit::None, _) | (_, Unit::None) => true,
        (Unit::Measure(_), Unit::Measure(_)) => false,
        _ => names(&figure.unit, statement) || names(&other.unit, claim),
    }
}

/// How many of the claim's other figures a sentence has to the digit, or to the day.
fn stands_beside(claim: &Statement, number: usize, statement: &Statement) -> usize {
    let is_same = |one: &Figure, two: &Figure| match (one.value, two.value) {
        (Value::Date(one), Value::Date(two)) => one == two || one.day.is_some() && one.agrees(&two),
        (Value::Share(one), Value::Share(two)) => one.said == two.said,
        (Value::Ordinal(one), Value::Ordinal(two)) => one == two,
        (Value::Amount(_), Value::Amount(_)) => is_same_number(one, two) || is_same_number(two, one),
        _ => false,
    };
    let others = claim.figures.iter().enumerate().filter(|(at, _)| *at != number);
    others.filter(|(_, own)| statement.figures.iter().any(|told| is_same(own, told))).count()
}

/// What a slip of the hand did to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// Two neighbouring digits changed places.
    Swapped,
    /// One digit of three or more is another.
    Other,
    /// "Million" was written for "billion".
    Scaled,
}

/// The one slip that makes one number of the other.
fn slip(one: f64, other: f64) -> Option<Slip> {
    if is_scaled(one, other) {
        return Some(Slip::Scaled);
    }
    // So many digits behind the point that 4.1 million has none.
    let written = |number: f64| format!("{number:.3}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let (one, other) = (written(one), written(other));
    if one.len() != other.len() {
        return None;
    }
    let differs: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).collect();
    let first = one.bytes().zip(other.bytes()).position(|(one, other)| one != other)?;
    let significant = one.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count();
    match differs.as_slice() {
        [(a, b), (c, d)] if a == d && b == c => {
            // "6.9" and "9.6": the point does not part them.
            let next =
                one.bytes().zip(other.bytes()).enumerate().skip(first + 1).find(|(_, (one, other))| one != other);
            let between = next.and_then(|(at, _)| one.get(first + 1..at));
            between.is_some_and(|between| between.trim_matches('.').is_empty()).then_some(Slip::Swapped)
        }
        [_] if significant >= 3 => Some(Slip::Other),
        _ => None,
    }
}
