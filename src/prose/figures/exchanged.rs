//! Figures of one sentence that a claim gives to the wrong year, to the wrong bearer, or to each other.

use super::frame::Frame;
use super::size::{about_as_much, is_near};
use super::statement::Statement;
use super::unit::Unit;
use super::{Date, Figure, Value};

/// By what a number may be said for short, where the sentence has said before what it counts: "11.6 billion, of which 8.6".
const FACTORS: [f64; 5] = [1.0, 1e3, 1e6, 1e9, 1e12];

/// What `sentence` has in place of the figure `number` of `claim`, where it gives that very number to another year ("45 in
/// 2023, against 47 in 2022"), to somebody else ("8 to Egypt and 3 to Jordan"), or the other way round.
pub(super) fn exchanged<'s>(claim: &Statement, number: usize, sentence: &'s Statement) -> Option<&'s Figure> {
    let figure = claim.figures.get(number)?;
    let is_year = |date: Date| date == Date { year: date.year, ..Date::default() };
    if !matches!(figure.value, Value::Amount(_) | Value::Share(_))
        && !matches!(figure.value, Value::Date(date) if is_year(date))
    {
        return None;
    }
    let mut own = sentence.figures.iter().enumerate().filter(|(_, told)| is_same(figure, told));
    let ((own, _), None) = (own.next()?, own.next()) else { return None };
    let others = (0..sentence.figures.len()).filter(|&at| at != own && counts_alike(sentence, own, at));
    let is_exchanged =
        |at: usize| are_swapped(claim, number, sentence, own, at) || are_crossed(claim, number, sentence, own, at);
    let recounted =
        (0..sentence.figures.len()).find(|&at| at != own && are_recounted(claim, number, sentence, own, at));
    let found = recounted.or_else(|| others.clone().find(|&at| is_exchanged(at))).or_else(|| {
        let mut keyed = others.filter(|&at| is_of(claim, number, sentence, own, at));
        let found = keyed.next()?;
        keyed.all(|other| sentence.clause_of(other) == sentence.clause_of(found)).then_some(found)
    })?;
    sentence.figures.get(found)
}

/// Whether both are one number, to the digit.
pub(super) fn is_same(claimed: &Figure, told: &Figure) -> bool {
    match (claimed.value, told.value) {
        // "14 to Varn" of hours that were spoken of before.
        (Value::Amount(_), Value::Amount(_)) if claimed.unit == Unit::None && claimed.written == told.written => true,
        (Value::Amount(one), Value::Amount(two)) => {
            let factors = if told.unit == Unit::None { &FACTORS[..] } else { &FACTORS[..1] };
            factors.iter().any(|factor| (two.said * factor - one.said).abs() <= one.said.abs() * f64::EPSILON * 4.0)
        }
        (Value::Share(one), Value::Share(two)) => one.said == two.said,
        (Value::Date(one), Value::Date(two)) => one == two,
        _ => false,
    }
}

/// Whether two figures of a sentence may count the same, so that each could stand in the other's place.
fn counts_alike(sentence: &Statement, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (sentence.figures.get(one), sentence.figures.get(other)) else { return false };
    let untold = one.unit == Unit::None || other.unit == Unit::None;
    match (one.value, other.value) {
        (Value::Amount(a), Value::Amount(b)) => {
            let scaled =
                |factor: &f64| about_as_much(a.said * factor, b.said) || about_as_much(a.said, b.said * factor);
            let near = || is_near(a.said, b.said) || FACTORS.iter().any(scaled);
            a.said != b.said && if untold { near() } else { one.unit.fits(&other.unit) }
        }
        (Value::Share(a), Value::Share(b)) => a.said != b.said,
        (Value::Date(a), Value::Date(b)) => a != b && a.month.is_none() && b.month.is_none(),
        // "rose by 27 per cent and that of zinc by nine"
        (Value::Share(_), Value::Amount(_)) => other.unit == Unit::None,
        _ => false,
    }
}

/// Whether the claim speaks of the year, or of whom, the clause of the figure `at` names, and not of the other that the
/// clause of its `own` number names.
fn is_of(claim: &Statement, number: usize, sentence: &Statement, own: usize, at: usize) -> bool {
    let own_figure = own;
    let (Some(own), Some(other)) = (sentence.clause_of(own), sentence.clause_of(at)) else { return false };
    let (Some(clause), Some(found)) = (claim.clause_of(number), sentence.figures.get(at)) else { return false };
    // What compares names the other side too.
    let tells_both = claim.figures.iter().any(|figure| is_same(figure, found));
    let is_date = matches!(found.value, Value::Date(_));
    let shares_time = |told: usize| claim.shares_time(number, sentence, told);
    let keeps_time = || !is_date && shares_time(own_figure) && !shares_time(at);
    if own == other || tells_both || keeps_time() {
        return false;
    }
    let years = |clause: usize| sentence.years_of(clause);
    let claimed: Vec<u16> = claim.years_of(clause);
    let in_year = claimed.iter().any(|year| years(other).contains(year));
    let in_other_year = !years(own).is_empty() || sentence.is_relative(own);
    let by_year = in_year && in_other_year && !claimed.iter().any(|year| years(own).contains(year));
    // Where the claim dates the very number, it says the other year whatever else it shares with the right one.
    if by_year && !years(own).is_empty() && !claim.compares_times && claim.dates_at_once(clause) {
        return true;
    }
    let own_words: Vec<u64> = sentence.beside_all(own).collect();
    // "the price of tin rose by 27 per cent and that of zinc by nine"
    let by_bearer = || sentence.bearers_of(other).any(|bearer| claim.has(bearer) && !own_words.contains(&bearer));
    let shares_own = || claim.clause_has_words_of(sentence, own);
    is_at_time(claim, clause, sentence, own, other)
        || !claim.compares
            && (by_bearer()
                || by_year && !shares_own()
                || is_by_name(claim, number, sentence, own, other)
                || is_listed(claim, sentence, own_figure, at))
}

/// Whether the claim's figure is said of somebody whom the clause `other` names, and not of those of `own`.
fn is_by_name(claim: &Statement, number: usize, sentence: &Statement, own: usize, other: usize) -> bool {
    let bears = |name: u64| claim.beside(number).contains(&name);
    let bearers = |clause: usize| sentence.names_of(clause).chain(sentence.bearers_of(clause));
    let has = |clause: usize, year: &u16| sentence.years_of(clause).contains(year);
    let is_date = claim.figures.get(number).is_some_and(|figure| matches!(figure.value, Value::Date(_)));
    let is_dated = !is_date && claim.years().iter().any(|year| !has(other, year) || !has(own, year));
    sentence.names_of(other).any(bears) && bearers(own).next().is_some() && !bearers(own).any(bears) && !is_dated
}

/// "903 in the twelve months to June" for "612 in the twelve months to June, after 903 in the twelve months before", and the
/// other way round.
fn is_at_time(claim: &Statement, clause: usize, sentence: &Statement, own: usize, other: usize) -> bool {
    let dated = |inside: usize| claim.times_of(clause).any(|date| sentence.times_of(inside).any(|told| told == date));
    match (claim.is_shifted(clause), sentence.is_shifted(own), sentence.is_shifted(other)) {
        (false, true, false) => dated(other) && !dated(own),
        (true, false, true) => true,
        _ => false,
    }
}

/// "1.1 from dams" for "1.3 from dams, 1.1 from the sun": in a list that says what it counts but once.
fn is_listed(claim: &Statement, sentence: &Statement, own: usize, other: usize) -> bool {
    let words = |figure: usize| sentence.beside(figure);
    let is_item = |figure: &Figure| matches!(figure.unit, Unit::None | Unit::Part(_));
    let in_list = |figure: usize| sentence.figures.get(figure).is_some_and(is_item);
    in_list(own)
        && in_list(other)
        && !words(own).is_empty()
        && !words(other).is_empty()
        && words(other).iter().all(|word| claim.has(*word))
        && !words(own).iter().any(|word| claim.has(*word))
}

/// "14 samples from 9 farms" for "9 samples from 14 farms".
fn are_recounted(claim: &Statement, number: usize, sentence: &Statement, own: usize, at: usize) -> bool {
    let (Some(figure), Some(told)) = (claim.figures.get(number), sentence.figures.get(own)) else { return false };
    let Some(other) = sentence.figures.get(at) else { return false };
    let is_second = |second: &Figure| is_same(second, other) && second.unit.fits(&told.unit);
    figure.unit.fits(&other.unit) && !figure.unit.fits(&told.unit) && claim.figures.iter().any(is_second)
}

/// "is owed 7,200 and has seen 10,450" for "is owed 10,450 and has seen 7,200".
fn are_swapped(claim: &Statement, number: usize, sentence: &Statement, own: usize, at: usize) -> bool {
    let Some(other) = sentence.figures.get(at) else { return false };
    let Some(second) = claim.figures.iter().position(|figure| is_same(figure, other)) else { return false };
    let frame = |statement: &Statement, at: usize| statement.frame(at).and_then(Frame::lead);
    let second_at = second;
    let (first, second) = (frame(claim, number), frame(claim, second));
    first.is_some()
        && second.is_some()
        && first != second
        && first == frame(sentence, at)
        && second == frame(sentence, own)
        && !share_bearer(claim, number, sentence, own)
        && !share_bearer(claim, second_at, sentence, at)
}

/// "Orvia bought 90 and Norwick 70" for "70 went to Orvia and 90 to Norwick": what stands in the clause of each number of the
/// claim stands in that of the other in the sentence.
fn are_crossed(claim: &Statement, number: usize, sentence: &Statement, own: usize, at: usize) -> bool {
    let Some(other) = sentence.figures.get(at) else { return false };
    let Some(second) = claim.figures.iter().position(|figure| is_same(figure, other)) else { return false };
    let are_apart = second != number
        && sentence.clause_of(own) != sentence.clause_of(at)
        && claim.clause_of(number) != claim.clause_of(second);
    let share = |claimed: usize, told: usize| share_bearer(claim, claimed, sentence, told);
    let by_bearer = || share(number, at) && share(second, own) && !share(number, own) && !share(second, at);
    are_apart
        && (by_bearer() || are_crossed_behind(claim, [number, second], sentence, [own, at]) || {
            let share = |claimed: usize, told: usize| claim.shares_time(claimed, sentence, told);
            share(number, at) && share(second, own) && !share(number, own) && !share(second, at)
        })
}

/// "70 per cent of the coal is burnt and 30 sold" for "30 per cent of it is to be burnt and 70 goes abroad": by what stands behind the
/// numbers, where that is told of one of them and of the other nothing else.
fn are_crossed_behind(claim: &Statement, claimed: [usize; 2], sentence: &Statement, told: [usize; 2]) -> bool {
    let ([number, second], [own, at]) = (claimed, told);
    let share = |claimed: usize, told: usize| claim.shares_behind(claimed, sentence, told);
    let names = |statement: &Statement, figure: usize| -> Vec<u64> {
        statement.clause_of(figure).into_iter().flat_map(|clause| statement.names_of(clause)).collect()
    };
    let keeps_name = |claimed: usize, told: usize| {
        let theirs = names(sentence, told);
        names(claim, claimed).iter().any(|name| theirs.contains(name))
    };
    (share(number, at) || share(second, own))
        && !share(number, own)
        && !share(second, at)
        && !keeps_name(number, own)
        && !keeps_name(second, at)
        && !claim.shares_time(number, sentence, own)
        && !claim.shares_time(second, sentence, at)
}

/// Whether the clauses of two figures name the same; where the sentence names nobody in its clause, whether they share a word.
fn share_bearer(claim: &Statement, claimed: usize, sentence: &Statement, told: usize) -> bool {
    let names = || sentence.clause_of(told).into_iter().flat_map(|clause| sentence.names_of(clause));
    let (own, told) = (claim.around(claimed), sentence.around(told));
    if names().next().is_some() {
        names().any(|name| own.contains(&name))
    } else {
        told.iter().any(|word| own.contains(word))
    }
}
