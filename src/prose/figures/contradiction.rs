//! Which of a text contradicts a claim.

use super::believed::speaks_of_another;
use super::exchanged::exchanged;
use super::misprint::misprinted;
use super::nearness::{Named, Score, score};
use super::other_unit::{has_other_unit, is_no_share};
use super::size::{about_as_much, is_near, is_scaled};
use super::statement::Statement;
use super::unit::Unit;
use super::worked_out::is_worked_out;
use super::{Amount, Figure, Value};
use crate::text::Span;

/// What speaks against a figure of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The figure of the claim.
    pub claimed: Figure,
    /// The figure that the text has of the same thing.
    pub found: Figure,
    /// The sentence it stands in.
    pub sentence: Span,
}

/// A sentence speaks of a claim's matter where it has this part of the claim's words.
pub(super) const SAME_MATTER: f64 = 0.5;
/// Where a date differs in nothing but its day, month or year, it may have fewer of the words.
const SAME_EVENT: f64 = 0.6;
/// A sentence with this part of them speaks of it though it does not name somebody whom the claim names.
pub(super) const NEARLY_ALL: f64 = 0.75;
/// How many words must be the same.
pub(super) const LEAST_SHARED: usize = 3;
/// What speaks against a claim must stand in the sentence that is nearest to it, or in one nearly as near.
const NEAREST: f64 = 0.8;
/// From here on, a sentence with the claim's own number backs it whatever it counts.
pub(super) const NEAR: f64 = 0.25;
/// Smaller numbers are everywhere: one elsewhere backs a claim only where it counts the same.
const COMMON: f64 = 31.0;

/// So large a number, when it is not round, is seldom that of two things.
const LARGE: f64 = 1_000.0;

/// So large a number is seldom that of two things even in sentences that share but a word.
const VERY_LARGE: f64 = 100_000.0;

/// A claim with more figures than this is a table, which no sentence of a text answers.
const MAX_CLAIMED: usize = 40;

/// What in `text`, the sentences of the articles that `claim` cites, speaks against its figures: of the same thing
/// another number or date, where the claim's own stands nowhere near. That something is missing is no contradiction.
pub fn contradiction(claim: &Statement, text: &[Statement]) -> Vec<Contradiction> {
    if claim.figures.is_empty() || claim.figures.len() > MAX_CLAIMED || claim.stems.is_empty() {
        return Vec::new();
    }
    let scores: Vec<Score> = (0..text.len()).map(|at| score(claim, text, at)).collect();
    // The first word has a capital anyway; it is a name where the text has it as one.
    let first = claim.first.filter(|first| text.iter().any(|statement| statement.names.contains(first)));
    let names: Vec<Named> = claim.names.iter().copied().chain(first).map(|name| Named::new(name, text)).collect();
    let nearest = scores.iter().map(|score| score.part).fold(0.0, f64::max);
    let candidates: Vec<(&Statement, &Score)> = text
        .iter()
        .zip(&scores)
        .filter(|(statement, score)| {
            let allowed = || names.iter().all(|name| name.allows(statement.block));
            let whole = score.part >= NEARLY_ALL && score.shared > LEAST_SHARED;
            score.shared > 0 && score.part >= nearest * NEAREST && (whole || allowed())
        })
        .collect();
    let against = |(number, figure): (usize, &Figure)| {
        let given_to_another = || exchanged_in(claim, number, text, &scores, &candidates);
        if let Some(told) = given_to_another().filter(|told| !is_believed(claim, number, told, text)) {
            return Some(told);
        }
        if let Some(told) = in_other_unit(claim, figure, text, &scores, &names) {
            return Some(told);
        }
        let frame = claim.frames.get(number);
        let (found, statement, part) = candidates
            .iter()
            .filter(|(statement, _)| !statement.figures.iter().any(|other| figure.value.agrees(&other.value)))
            .flat_map(|(statement, score)| {
                let figures = statement.figures.iter().zip(&statement.beside).zip(&statement.frames);
                let told = figures.filter(|((other, beside), _)| same_clause(other, beside, claim));
                told.map(move |((other, _), around)| (other, *statement, *score, around))
            })
            .filter(|(other, statement, score, around)| {
                let same = match (&figure.value, &other.value) {
                    (Value::Date(_), Value::Date(_)) => statement.dates() == 1,
                    _ => figure.unit.fits(&other.unit),
                };
                let framed = frame.is_some_and(|frame| frame.fits(around, same));
                is_against(figure, other, claim, statement, score)
                    || framed
                        && claim.meets(statement) >= 2
                        && is_against_in_frame(figure, other, claim, statement, score)
            })
            .map(|(other, statement, score, _)| (other, statement, score.part))
            .max_by(|(_, _, a), (_, _, b)| a.total_cmp(b))
            .or_else(|| only_one(claim, number, text, &names))
            .or_else(|| misprinted(claim, number, text, &scores, &names))?;
        let is_made = |near: &Statement| is_worked_out(figure, &told_beside(claim, near, text));
        let near = || text.iter().zip(&scores).filter(|(_, score)| score.part >= SAME_MATTER && score.shared > 1);
        if is_made(statement)
            || near().any(|(near, _)| is_made(near))
            || speaks_of_another(claim, number, statement, found)
            || are_of_other_years(claim, statement)
        {
            return None;
        }
        let backed = text.iter().zip(&scores).any(|(statement, score)| {
            let mut figures = statement.figures.iter();
            // Where a sentence says nearly the same of the same thing, a number elsewhere is of something else.
            let same_thing = !matches!(figure.value, Value::Amount(_)) || figure.unit.fits(&found.unit);
            let sure = part >= NEARLY_ALL && same_thing;
            figures.any(|other| backs(figure, other, score, sure) && decides(figure, found, other))
        });
        (!backed).then(|| Contradiction { claimed: figure.clone(), found: found.clone(), sentence: statement.span })
    };
    claim.figures.iter().enumerate().filter_map(against).collect()
}

/// Whether a claim that gives a sentence's number to another speaks of something else.
fn is_believed(claim: &Statement, number: usize, told: &Contradiction, text: &[Statement]) -> bool {
    let Some(statement) = text.iter().find(|statement| statement.span == told.sentence) else { return false };
    speaks_of_another(claim, number, statement, &told.found)
}

/// The figures from which a claim may work out its own: those of the sentence; where it says "together", of those beside it, too.
fn told_beside<'a>(claim: &Statement, statement: &'a Statement, text: &'a [Statement]) -> Vec<&'a Figure> {
    let at = text.iter().position(|other| other.span == statement.span).filter(|_| claim.sums);
    let beside = |at: usize| text.get(at.saturating_sub(1)..text.len().min(at + 2));
    let sentences = at.and_then(beside).unwrap_or(std::slice::from_ref(statement));
    sentences.iter().filter(|other| other.block == statement.block).flat_map(|other| &other.figures).collect()
}

/// The figure that the sentence nearest to the claim has in place of one of the claim's, which it gives to something else; no
/// other sentence of the matter may have the claim's own.
fn exchanged_in(
    claim: &Statement,
    number: usize,
    text: &[Statement],
    scores: &[Score],
    candidates: &[(&Statement, &Score)],
) -> Option<Contradiction> {
    let figure = claim.figures.get(number)?;
    let near = candidates.iter().filter(|(_, score)| score.part >= SAME_MATTER);
    let (statement, found) =
        near.filter_map(|(statement, _)| Some((*statement, exchanged(claim, number, statement)?))).next()?;
    let is_elsewhere = text.iter().zip(scores).any(|(other, score)| {
        let stands = || other.figures.iter().any(|told| figure.value.agrees(&told.value));
        other.span != statement.span && score.part >= NEAR && stands()
    });
    (!is_elsewhere).then(|| Contradiction { claimed: figure.clone(), found: found.clone(), sentence: statement.span })
}

/// Whether two statements speak of two times: both give years and amounts, and share none of either.
fn are_of_other_years(claim: &Statement, statement: &Statement) -> bool {
    let amounts = |statement: &Statement| -> Vec<Amount> {
        let amount = |figure: &Figure| if let Value::Amount(amount) = figure.value { Some(amount) } else { None };
        statement.figures.iter().filter_map(amount).collect()
    };
    fn share_none<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
        !one.is_empty() && !other.is_empty() && !one.iter().any(|one| other.iter().any(|other| same(one, other)))
    }
    share_none(&claim.years(), &statement.years(), u16::eq)
        && share_none(&amounts(claim), &amounts(statement), Amount::agrees)
}

/// Whether a figure's own clause speaks of the claim's matter, and not only its sentence ("killed many and drove 5,000
/// people away"). A date often stands apart.
fn same_clause(figure: &Figure, beside: &[u64], claim: &Statement) -> bool {
    matches!(figure.value, Value::Date(_)) || beside.is_empty() || beside.iter().any(|word| claim.has(*word))
}

/// Whether `other`, a figure of `statement`, speaks against `figure`.
fn is_against(figure: &Figure, other: &Figure, claim: &Statement, statement: &Statement, score: &Score) -> bool {
    // A whole that both name with its number is as good as a word.
    let whole = |claimed: &&Figure| {
        claimed.span != figure.span
            && statement.figures.iter().any(|told| told.value == claimed.value && told.unit.fits(&claimed.unit))
    };
    let wholes = if matches!(figure.unit, Unit::Part(_)) { claim.figures.iter().filter(whole).count() } else { 0 };
    // Another figure of the claim may be what stands there.
    if claim.figures.iter().any(|claimed| claimed.value.agrees(&other.value)) {
        return false;
    }
    let same_matter = score.part >= SAME_MATTER && score.shared + wholes >= LEAST_SHARED;
    match (&figure.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => {
            let (said, same) = a.shared(b);
            if said == same || a.day.is_some() != b.day.is_some() {
                return false;
            }
            let slip = said - same == 1 && said >= 2;
            let words = claim.stems.len();
            let with_date = (score.part * words as f64 + same as f64) / (words + same) as f64;
            let enough = score.shared >= if words > LEAST_SHARED { 2 } else { 1 };
            // Of several dates in a sentence, two may be the ends of a time in which the claim's lies.
            let same_event = same_matter && score.part >= SAME_EVENT && statement.dates() == 1;
            let in_year = a.month.is_some() && a.month == b.month && with_date >= NEARLY_ALL;
            (slip && (a.day.is_some() || in_year) && with_date >= SAME_EVENT && enough) || same_event
        }
        (Value::Share(_), Value::Share(_)) => same_matter,
        (Value::Amount(a), Value::Amount(b)) => {
            let same = same_matter || a.shares_one_end(b) && score.part >= SAME_MATTER && score.shared > 1;
            same && is_comparable(a, b) && figure.unit.fits(&other.unit)
        }
        (Value::Ordinal(_), Value::Ordinal(_)) => same_matter && figure.unit.fits(&other.unit),
        _ => false,
    }
}

/// Whether one amount may stand for the other by mistake: they are about as much, or "million" was written for "billion".
fn is_comparable(one: &Amount, other: &Amount) -> bool {
    is_near(one.said, other.said) || is_scaled(one.said, other.said)
}

/// Whether `other` speaks against `figure`, where the words right around both are the same.
fn is_against_in_frame(
    figure: &Figure,
    other: &Figure,
    claim: &Statement,
    statement: &Statement,
    score: &Score,
) -> bool {
    if score.shared < 2 && claim.meets(statement) < 2
        || score.part < SAME_MATTER
        || claim.figures.iter().any(|own| own.value.agrees(&other.value))
    {
        return false;
    }
    match (&figure.value, &other.value) {
        (Value::Amount(a), Value::Amount(b)) => is_comparable(a, b),
        (Value::Date(a), Value::Date(b)) => {
            let (said, same) = a.shared(b);
            said > same && a.day.is_some() == b.day.is_some() && a.month.is_some() == b.month.is_some()
        }
        (Value::Share(_), Value::Share(_)) | (Value::Ordinal(_), Value::Ordinal(_)) => true,
        _ => false,
    }
}

/// The same number of something else, where the text has the figure of the claim nowhere.
fn in_other_unit(
    claim: &Statement,
    figure: &Figure,
    text: &[Statement],
    scores: &[Score],
    names: &[Named],
) -> Option<Contradiction> {
    let is_same = |told: &Figure| {
        let same_time = told.per.is_none() || told.per == figure.per;
        figure.value.agrees(&told.value) && same_time && (figure.unit.fits(&told.unit) || figure.unit == told.unit)
    };
    if text.iter().flat_map(|statement| &statement.figures).any(is_same) {
        return None;
    }
    let speaks = |(statement, score): &(&Statement, &Score)| {
        score.part >= SAME_MATTER && claim.meets(statement) > 0 && names.iter().all(|name| name.allows(statement.block))
    };
    text.iter().zip(scores).filter(speaks).find_map(|(statement, score)| {
        let is_told = |told: &&Figure| {
            has_other_unit(figure, told, score.part >= NEARLY_ALL)
                || score.part >= NEARLY_ALL && is_no_share(figure, told)
        };
        let told = statement.figures.iter().find(is_told)?;
        Some(Contradiction { claimed: figure.clone(), found: told.clone(), sentence: statement.span })
    })
}

/// The only amount that the text gives of what a figure of the claim counts, where it differs: of a railway that is so
/// many kilometres long there is one length.
fn only_one<'a>(
    claim: &Statement,
    number: usize,
    text: &'a [Statement],
    names: &[Named],
) -> Option<(&'a Figure, &'a Statement, f64)> {
    let (figure, own) = (claim.figures.get(number)?, claim.beside.get(number)?);
    let Value::Amount(claimed) = figure.value else { return None };
    let speaks = |statement: &&Statement| {
        let shared = own.iter().filter(|word| statement.has(**word)).count();
        own.len() > 1 && shared > 0 && shared * 2 >= own.len() && names.iter().all(|name| name.allows(statement.block))
    };
    let counts = |(other, beside): &(&Figure, &Vec<u64>)| {
        figure.unit.fits(&other.unit) && beside.iter().any(|word| own.contains(word))
    };
    let mut found = text.iter().filter(speaks).flat_map(|statement| {
        let figures = statement.figures.iter().zip(&statement.beside).filter(counts);
        figures.map(move |(other, _)| (other, statement))
    });
    let (first, statement) = found.next()?;
    let Value::Amount(said) = first.value else { return None };
    let near = about_as_much(claimed.said, said.said);
    let clear = near && found.all(|(other, _)| other.value.agrees(&first.value));
    let meant = claim.figures.iter().any(|own| own.value.agrees(&first.value));
    (clear && !meant).then_some((first, statement, SAME_MATTER))
}

/// Whether `other`, in a sentence with this score, says the same as `figure`, as exactly; where a contradiction is `sure`,
/// it has to be of the same thing, too.
fn backs(figure: &Figure, other: &Figure, score: &Score, sure: bool) -> bool {
    if !figure.value.agrees(&other.value) {
        return false;
    }
    // One word of a short claim stands in many sentences.
    let is_near = score.part >= NEAR && (score.shared > 1 || score.part >= SAME_MATTER);
    let may_be = !sure || is_near;
    match (&figure.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => {
            let exact = |date: &super::Date| (date.day.is_some() || date.part.is_some(), date.month.is_some());
            exact(b) >= exact(a) && may_be
        }
        (Value::Amount(a), Value::Amount(b)) => {
            // "300" somewhere else is no 258 rounded.
            let is_coarse = b.digits < a.digits && b.said != a.said && (sure || !is_near);
            let may_count = figure.unit.fits(&other.unit) || figure.unit == Unit::None || other.unit == Unit::None;
            let elsewhere = a.said > COMMON || score.part >= NEAR;
            let is_seen = is_near || a.said >= VERY_LARGE && score.shared > 0;
            let is_very = b.said == a.said && a.said >= LARGE && a.digits > 1 && is_seen;
            !is_coarse && (may_be && may_count || !sure && elsewhere || is_very)
        }
        _ => may_be,
    }
}

/// Whether `other`, which agrees with `figure`, says what `found` says otherwise: "24 February" backs no year.
fn decides(figure: &Figure, found: &Figure, other: &Figure) -> bool {
    let (Value::Date(claimed), Value::Date(found), Value::Date(other)) = (figure.value, found.value, other.value)
    else {
        return true;
    };
    let differs = |claimed: Option<u16>, found: Option<u16>, other: Option<u16>| {
        claimed.is_some() && found.is_some() && claimed != found && other.is_some()
    };
    let of = |small: Option<u8>| small.map(u16::from);
    differs(claimed.year, found.year, other.year)
        || differs(of(claimed.month), of(found.month), of(other.month))
        || differs(of(claimed.day), of(found.day), of(other.day))
}
