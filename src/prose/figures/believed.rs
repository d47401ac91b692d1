//! What a claim says of another thing than the sentence does, so that no figure of that sentence speaks against it.

use super::frame::Frame;
use super::statement::Statement;
use super::{Figure, Value};

/// Whether a claim whose figure `number` the `statement` has otherwise, as `found`, speaks of something else: of what is left, of a
/// difference, of another day that it counts from the same one.
pub(super) fn speaks_of_another(claim: &Statement, number: usize, statement: &Statement, found: &Figure) -> bool {
    let at = statement.figures.iter().position(|figure| figure.span == found.span);
    let differs = |statement: &Statement, at: usize| statement.frame(at).is_some_and(Frame::is_difference);
    let is_difference = differs(claim, number) && !at.is_some_and(|at| differs(statement, at));
    let is_date = matches!(found.value, Value::Date(_));
    let is_other = !is_date && (claim.excludes && !statement.excludes || is_difference);
    is_other
        || divides(claim, statement)
        || keeps_ratio(claim, statement)
        || is_of_same_week(claim, number, statement, found)
}

/// Whether the claim's amounts make one of the sentence together: nine and seven of "the remaining 16".
fn divides(claim: &Statement, statement: &Statement) -> bool {
    let parts: Vec<f64> = amounts(claim).collect();
    let whole: f64 = parts.iter().sum();
    parts.len() > 1 && amounts(statement).any(|amount| amount == whole)
}

/// Whether two amounts of the claim stand to each other as two of the sentence do: $350,000 for 50 million as $700,000 for 100.
fn keeps_ratio(claim: &Statement, statement: &Statement) -> bool {
    let [one, two] = *amounts(claim).collect::<Vec<f64>>().as_slice() else { return false };
    let told: Vec<f64> = amounts(statement).collect();
    let same = |other: f64, another: f64| ((one * another) / (two * other) - 1.0).abs() < 1e-6 && other != another;
    one != two
        && told.iter().any(|&other| other != one && told.iter().any(|&another| another != two && same(other, another)))
}

/// "14 September" of "Sunday's election, the commission said on Monday, 15 September".
fn is_of_same_week(claim: &Statement, number: usize, statement: &Statement, found: &Figure) -> bool {
    const DAYS: u8 = 6;
    let Some(Value::Date(claimed)) = claim.figures.get(number).map(|figure| figure.value) else { return false };
    let Value::Date(told) = found.value else { return false };
    let near = claimed.day.zip(told.day).is_some_and(|(one, two)| one.abs_diff(two) <= DAYS);
    near && claimed.month == told.month && statement.weekdays > 1
}

fn amounts(statement: &Statement) -> impl Iterator<Item = f64> + '_ {
    let amount = |figure: &Figure| if let Value::Amount(amount) = figure.value { Some(amount.said) } else { None };
    statement.figures.iter().filter_map(amount).filter(|said| *said > 0.0)
}
