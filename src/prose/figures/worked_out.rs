//! Figures that a claim works out from those of a sentence: sums, differences, remainders, parts, shares.

use super::unit::Unit;
use super::{Amount, Figure, Value};

/// So much may be rounded away of an amount, as a part of it.
const ROUNDED: f64 = 0.005;

/// The same of a share, in per cent.
const POINTS: f64 = 0.5;

/// The same of a share with a figure behind the point.
const TENTH: f64 = 0.06;

/// A sentence with more amounts is a table, in which any two may make a third.
const MOST: usize = 8;

/// By what numbers are multiplied that leave out what the first of them counts: "57.4 tonnes, and 21.9 the year before".
const FACTORS: [f64; 5] = [1.0, 1e3, 1e6, 1e9, 1e12];

/// The same of minutes and hours, which are counted in seconds.
const FACTORS_OF_TIME: [f64; 2] = [60.0, 3_600.0];

/// By how much of it what is worked out may lie above "more than".
const BEYOND: f64 = 0.15;

/// The same where it was rounded both before and after it was worked out.
const ROUNDED_TWICE: f64 = 0.02;

/// Things that come in more parts than this are not divided in the head.
const MOST_PARTS: f64 = 100.0;

/// Whether `figure` is what amounts of one sentence make, whose figures are `told`: the sum of some in a row, what is left of one
/// without the others, the difference of two, one divided by the other or times it, or, in per cent, what the less is of the
/// more, what it lacks, and by how much it grew.
pub(super) fn is_worked_out(figure: &Figure, told: &[&Figure]) -> bool {
    let (Value::Amount(claimed) | Value::Share(claimed)) = figure.value else { return false };
    let is_share = matches!(figure.value, Value::Share(_));
    let untold = |figure: &Figure| figure.unit == Unit::None;
    let alike = |other: &Figure| {
        let part = matches!(figure.unit, Unit::Part(_)) && !matches!(other.unit, Unit::Measure(_));
        figure.unit.fits(&other.unit) || figure.unit.is_of(&other.unit) || part
    };
    let counts = |other: &Figure| is_share || untold(other) || untold(figure) || alike(other);
    let amounts: Vec<Told> = told
        .iter()
        .enumerate()
        .filter_map(|(at, other)| {
            let Value::Amount(amount) = other.value else { return None };
            let whole = if other.is_part {
                (0..at).rev().find(|&whole| !told.get(whole).is_some_and(|whole| whole.is_part))
            } else {
                None
            };
            Some(Told { at, amount, unit: &other.unit, counts: counts(other), whole })
        })
        .collect();
    let fitting: Vec<&Told> = amounts.iter().filter(|told| told.counts).collect();
    let is_time = figure.unit == Unit::Measure("second");
    let factors = FACTORS.iter().chain(if is_time { &FACTORS_OF_TIME[..] } else { &[] });
    is_share && makes_share_of_shares(&claimed, told)
        || !is_share
            && (is_base(figure, &claimed, told)
                || is_rate(figure, &claimed, told)
                || is_in_proportion(figure, &claimed, told))
        || (1..=MOST).contains(&fitting.len())
            && factors.copied().any(|factor| {
                if is_share {
                    makes_share(&claimed, &fitting, factor)
                } else {
                    makes_amount(&claimed, &fitting, &amounts, factor)
                }
            })
}

/// Whether a share is what several shares make together, what one has more than another, or what they leave of a hundred.
fn makes_share_of_shares(claimed: &Amount, told: &[&Figure]) -> bool {
    // What is told to a tenth is worked out to a tenth.
    let slack = if claimed.said.fract() == 0.0 { POINTS } else { TENTH };
    let shares: Vec<f64> = shares(told).take(MOST).collect();
    let sums = (1..1_usize << shares.len()).map(|chosen| {
        let parts = shares.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        (chosen.count_ones(), parts.map(|(_, part)| part).sum::<f64>())
    });
    let apart = || {
        shares
            .iter()
            .enumerate()
            .any(|(at, one)| shares.iter().skip(at + 1).any(|two| is(claimed, (one - two).abs(), slack / 2.0)))
    };
    let mut sums = sums;
    sums.any(|(count, sum)| count > 1 && is(claimed, sum, slack) || is(claimed, 100.0 - sum, slack)) || apart()
}

fn shares(told: &[&Figure]) -> impl Iterator<Item = f64> {
    told.iter().filter_map(|other| if let Value::Share(share) = other.value { Some(share.said) } else { None })
}

/// Whether an amount is what a share of the sentence makes of one of its amounts: the part, the rest, the whole, what it was
/// before it grew or shrank by so much, and by how much it did.
fn is_base(figure: &Figure, claimed: &Amount, told: &[&Figure]) -> bool {
    let slack = slack(claimed, ROUNDED_TWICE);
    amounts_like(figure, told).any(|amount| {
        shares(told).filter(|share| *share > 0.0).any(|share| {
            let part = share / 100.0;
            let (grown, shrunk) = (amount / (1.0 + part), amount / (1.0 - part));
            let made = [
                amount * part,
                amount - amount * part,
                amount / part,
                grown,
                shrunk,
                amount - grown,
                shrunk - amount,
                amount / part - amount,
            ];
            made.into_iter().any(|made| made.is_finite() && is(claimed, made, slack))
        })
    })
}

/// Whether an amount is one of the sentence for another time: 70,000 a week for 10,000 a day.
fn is_rate(figure: &Figure, claimed: &Amount, told: &[&Figure]) -> bool {
    /// How many of one period make another.
    const PERIODS: [f64; 11] = [3.0, 4.0, 7.0, 12.0, 24.0, 30.0, 31.0, 52.0, 60.0, 90.0, 365.0];
    let slack = claimed.said.abs() * ROUNDED_TWICE;
    let may_be = |other: &&&Figure| other.per != figure.per || other.per.is_none();
    let fits = |other: &&Figure| figure.unit.fits(&other.unit) || other.unit == Unit::None || figure.unit == Unit::None;
    let amounts = told.iter().filter(may_be).filter(|other| fits(other)).filter_map(|other| amount_of(other));
    let mut made = amounts.flat_map(|amount| PERIODS.iter().flat_map(move |period| [amount * period, amount / period]));
    figure.per.is_some() && made.any(|made| is(claimed, made, slack))
}

/// Whether an amount stands to one of the sentence as two others do: $12.8 million for 128 million where 410 are $41.
fn is_in_proportion(figure: &Figure, claimed: &Amount, told: &[&Figure]) -> bool {
    let slack = slack(claimed, ROUNDED);
    let all: Vec<(f64, &Unit)> = told.iter().filter_map(|other| Some((amount_of(other)?, &other.unit))).collect();
    let (given, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, unit)| figure.unit.fits(unit));
    let alike = |one: &Unit, two: &Unit| *one == Unit::None || *two == Unit::None || one.fits(two);
    let makes = |given: f64, one: (f64, &Unit), two: (f64, &Unit)| {
        one.0 != two.0 && alike(one.1, two.1) && is(claimed, given * one.0 / two.0, slack)
    };
    given.len() + others.len() <= MOST
        && given.iter().any(|(given, _)| others.iter().any(|&one| others.iter().any(|&two| makes(*given, one, two))))
}

fn amount_of(figure: &Figure) -> Option<f64> {
    if let Value::Amount(amount) = figure.value { Some(amount.said).filter(|said| *said > 0.0) } else { None }
}

fn amounts_like(figure: &Figure, told: &[&Figure]) -> impl Iterator<Item = f64> {
    let fits = |other: &&&Figure| {
        figure.unit.fits(&other.unit)
            || figure.unit.is_of(&other.unit)
            || other.unit == Unit::None
            || figure.unit == Unit::None
    };
    told.iter().filter(fits).filter_map(|other| amount_of(other))
}

/// An amount of the sentence.
struct Told<'a> {
    /// Its place among the figures.
    at: usize,
    amount: Amount,
    unit: &'a Unit,
    /// Whether it may count what the claim's figure counts.
    counts: bool,
    /// The place of what it is told as a part of.
    whole: Option<usize>,
}

impl Told<'_> {
    /// How much it is where a number without a unit is multiplied by `factor`.
    fn times(&self, factor: f64) -> f64 {
        if *self.unit == Unit::None { self.amount.said * factor } else { self.amount.said }
    }
}

/// How much may have been rounded away of an amount, at most this part of it: of 1,247, written to the last digit, next to nothing.
fn slack(claimed: &Amount, part: f64) -> f64 {
    const TO_THE_DIGIT: u8 = 4;
    let size = claimed.said.abs();
    let last = 10_f64.powi(size.log10().floor() as i32 + 1 - i32::from(claimed.digits));
    let most = if claimed.digits >= TO_THE_DIGIT && size > 0.0 { last } else { f64::INFINITY };
    (size * part).min(most)
}

/// Whether `made` is what is claimed, rounded by as much as `slack`; "more than 500" may be 517.
fn is(claimed: &Amount, made: f64, slack: f64) -> bool {
    let high = if claimed.at_least { claimed.low * (1.0 + BEYOND) } else { claimed.high };
    (claimed.low - slack..=high.max(claimed.said) + slack).contains(&made)
}

fn makes_amount(claimed: &Amount, fitting: &[&Told], all: &[Told], factor: f64) -> bool {
    let is = |made: f64| is(claimed, made, slack(claimed, ROUNDED));
    let amounts: Vec<f64> = fitting.iter().map(|told| told.times(factor)).collect();
    // Nobody adds a part to its whole.
    let adds_up = |chosen: &usize| {
        let is_chosen =
            |place: usize| fitting.iter().enumerate().any(|(at, told)| chosen & (1 << at) != 0 && told.at == place);
        let has_whole = |(at, told): (usize, &&Told)| chosen & (1 << at) != 0 && told.whole.is_some_and(is_chosen);
        chosen.count_ones() > 1 && !fitting.iter().enumerate().any(has_whole)
    };
    let sums = (1..1_usize << amounts.len()).filter(adds_up).map(|chosen| {
        let parts = amounts.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        parts.map(|(_, part)| part).sum::<f64>()
    });
    let total: f64 = amounts.iter().sum();
    let left = amounts.iter().filter(|_| amounts.len() > 1).map(|whole| 2.0 * whole - total);
    // "rose from 2.8 to 4.5 million"
    let spans = fitting.iter().filter(|told| told.amount.low == told.amount.said && !told.amount.at_least);
    let spans = spans.map(|told| told.amount.high - told.amount.low);
    let parts = |whole: &Told| {
        let at = whole.at;
        let others = all.iter().filter(move |part| part.at != at).map(|part| part.amount.said);
        others.filter(|parts| (2.0..=MOST_PARTS).contains(parts)).collect::<Vec<f64>>()
    };
    let divided = || {
        fitting.iter().any(|told| {
            let whole = told.times(factor);
            parts(told).iter().any(|part| is(whole / part) || is(whole * part))
        })
    };
    let differ =
        || amounts.iter().enumerate().any(|(at, one)| amounts.iter().skip(at + 1).any(|two| is((one - two).abs())));
    sums.chain(left).chain(spans).any(is) || differ() || divided()
}

fn makes_share(claimed: &Amount, fitting: &[&Told], factor: f64) -> bool {
    let is = |made: f64| is(claimed, made, POINTS);
    let alike = |one: &Told, two: &Told| {
        *one.unit == Unit::None || *two.unit == Unit::None || one.unit.fits(two.unit) || one.unit.is_of(two.unit)
    };
    let makes = |one: &Told, two: &Told| {
        let (less, more) = (one.times(factor).min(two.times(factor)), one.times(factor).max(two.times(factor)));
        let part = 100.0 * less / more;
        // "rose by two thirds": of 15 to 25.
        is(part) || is(100.0 - part) || is(100.0 * more / less - 100.0)
    };
    let span = |told: &Told| {
        let Amount { low, high, said, at_least, .. } = told.amount;
        low == said
            && high > low
            && !at_least
            && (is(100.0 * low / high) || is(100.0 - 100.0 * low / high) || is(100.0 * high / low - 100.0))
    };
    fitting.iter().any(|told| span(told))
        || fitting
            .iter()
            .enumerate()
            .any(|(at, one)| fitting.iter().skip(at + 1).any(|two| alike(one, two) && makes(one, two)))
}
