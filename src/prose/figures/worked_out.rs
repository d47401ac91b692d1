//! Figures that a claim works out from those of a sentence: sums, differences, remainders, parts, shares.

use super::unit::Unit;
use super::{Amount, Figure, Value};

/// So much may be rounded away of an amount, as a part of it.
const ROUNDED: f64 = 0.005;

/// The same of a share, in per cent.
const POINTS: f64 = 0.5;

/// A sentence with more amounts is a table, in which any two may make a third.
const MOST: usize = 8;

/// By what numbers are multiplied that leave out what the first of them counts: "57.4 tonnes, and 21.9 the year before".
const FACTORS: [f64; 6] = [1.0, 60.0, 1e3, 3_600.0, 1e6, 1e9];

/// Things that come in more parts than this are not divided in the head.
const MOST_PARTS: f64 = 100.0;

/// Whether `figure` is what amounts of one sentence make, whose figures are `told`: the sum of some in a row, what is left of one
/// without the others, the difference of two, one divided by the other or times it, or, in per cent, what the less is of the
/// more, what it lacks, and by how much it grew.
pub(super) fn is_worked_out(figure: &Figure, told: &[Figure]) -> bool {
    let (Value::Amount(claimed) | Value::Share(claimed)) = figure.value else { return false };
    let is_share = matches!(figure.value, Value::Share(_));
    let amount = |other: &Figure| if let Value::Amount(amount) = other.value { Some(amount.said) } else { None };
    let counts = |other: &&Figure| is_share || other.unit == Unit::None || figure.unit.fits(&other.unit);
    let fitting: Vec<&Figure> = told.iter().filter(counts).filter(|other| amount(other).is_some()).collect();
    let parts: Vec<f64> = told.iter().filter_map(amount).filter(|&parts| (2.0..=MOST_PARTS).contains(&parts)).collect();
    (1..=MOST).contains(&fitting.len())
        && FACTORS.iter().any(|factor| {
            let scaled = |other: &&Figure| {
                amount(other).unwrap_or_default() * if other.unit == Unit::None { *factor } else { 1.0 }
            };
            let amounts: Vec<f64> = fitting.iter().map(scaled).collect();
            if is_share { makes_share(&claimed, &amounts) } else { makes_amount(&claimed, &amounts, &parts) }
        })
}

fn makes_amount(claimed: &Amount, amounts: &[f64], parts: &[f64]) -> bool {
    let is = |made: f64| (made - claimed.said).abs() <= claimed.said.abs() * ROUNDED;
    let sums = (2..=amounts.len()).flat_map(|length| amounts.windows(length)).map(|row| row.iter().sum::<f64>());
    let total: f64 = amounts.iter().sum();
    let left = amounts.iter().map(|whole| 2.0 * whole - total);
    let divided = || amounts.iter().flat_map(|whole| parts.iter().flat_map(move |part| [whole / part, whole * part]));
    sums.chain(left).any(is) || pairs(amounts).any(|(one, two)| is((one - two).abs())) || divided().any(is)
}

fn makes_share(claimed: &Amount, amounts: &[f64]) -> bool {
    let is = |made: f64| (claimed.low - POINTS..=claimed.high + POINTS).contains(&made);
    pairs(amounts).any(|(one, two)| {
        let part = 100.0 * one.min(two) / one.max(two);
        // "rose by two thirds": of 15 to 25.
        is(part) || is(100.0 - part) || is(100.0 * one.max(two) / one.min(two) - 100.0)
    })
}

fn pairs(amounts: &[f64]) -> impl Iterator<Item = (f64, f64)> + '_ {
    amounts.iter().enumerate().flat_map(|(at, &one)| amounts.iter().skip(at + 1).map(move |&two| (one, two)))
}
