//! Numbers that are another one with a slip of the hand.

use super::contradiction::{LEAST_SHARED, NEAR, SAME_MATTER};
use super::nearness::{Named, Score};
use super::size::is_scaled;
use super::statement::Statement;
use super::unit::Unit;
use super::{Figure, Value};

/// From here on two digits are seldom each other's turned round by chance.
const LARGE: f64 = 100.0;

/// From here on a number is told apart from others by its size.
const MILLION: f64 = 1e6;

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
            one.agrees(&two) && (two.digits >= one.digits || one.said == two.said || score.part >= NEAR)
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
        let (fits, is_near) = (is_share || figure.unit.fits(&other.unit), score.shared > 0 && score.part >= NEAR);
        let untold = figure.unit == Unit::None || other.unit == Unit::None;
        if !is_near || !(fits || untold) {
            return false;
        }
        let same_matter = score.shared >= LEAST_SHARED && score.part >= SAME_MATTER;
        match slip(one.said, two.said) {
            // Ages, terms and counts of people are often each other's digits turned round by chance.
            Some(Slip::Swapped) if fits => {
                let is_long = one.said >= LARGE && score.shared > 1 || one.said.fract() != 0.0;
                let is_measured =
                    (is_share || figure.unit.is_measured()) && claim.meets(statement) > 1 && score.part >= SAME_MATTER;
                same_matter || figure.unit.is_rare() || is_long || is_measured
            }
            Some(Slip::Swapped) => one.said >= MILLION && score.shared > 1,
            Some(Slip::Other | Slip::Scaled) => fits && same_matter,
            None => false,
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
