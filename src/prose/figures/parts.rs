//! Parts of a whole that a sentence counts one by one.

use super::unit::Unit;
use super::{Figure, Value};

/// What stands before a whole whose parts are counted behind it.
const OF_WHOLE: [&str; 8] = ["of", "of the", "of its", "of her", "of his", "of their", "of these", "of those"];

/// What tells that parts of the figure before are counted.
const OF_WHICH: [&str; 5] = ["of which", "of whom", "of these", "of them", "of that"];

/// "90 tonnes, of which 50 were sold and 30 eaten": marks what is told as a part of a figure before it, up to the next semicolon.
pub(super) fn mark_parts(text: &str, figures: &mut [Figure]) {
    let mut end_before: Option<usize> = None;
    let mut in_parts = false;
    for figure in figures.iter_mut().filter(|figure| matches!(figure.value, Value::Amount(_))) {
        let between = end_before.and_then(|end| text.get(end..figure.span.start())).unwrap_or_default();
        let rest = between.rsplit(';').next().unwrap_or_default();
        in_parts = in_parts && rest.len() == between.len()
            || end_before.is_some() && OF_WHICH.iter().any(|of| rest.contains(of));
        figure.is_part = in_parts;
        end_before = Some(figure.span.end());
    }
}

/// "Of the 16 boats that it had, three are afloat", "eleven of the boats are lost, seven damaged": what is told after the whole
/// counts parts of it.
pub(super) fn count_parts(text: &str, figures: &mut [Figure]) {
    let mut whole: Option<Unit> = None;
    for figure in figures {
        let before = text.get(..figure.span.start()).unwrap_or_default().trim_end();
        let behind = text.get(figure.span.end()..).unwrap_or_default().trim_start();
        let verb = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let ends = |rest: &str| !rest.trim_start().starts_with(char::is_alphanumeric);
        let is_verb = verb.ends_with("ed") && behind.get(verb.len()..).is_some_and(ends);
        match &figure.unit {
            Unit::Nouns(nouns) if opens_with_of(before) => {
                whole = Some(Unit::Part(nouns.clone()));
            }
            Unit::Part(_) => whole = Some(figure.unit.clone()),
            Unit::None | Unit::Nouns(_) if matches!(figure.value, Value::Amount(_)) => {
                if let Some(whole) = whole.as_ref().filter(|_| figure.unit == Unit::None || is_verb) {
                    figure.unit = whole.clone();
                }
            }
            _ => {}
        }
    }
}

/// Whether a clause begins with "of the" at the end of `before`.
fn opens_with_of(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '—', '(']).next().unwrap_or_default().trim();
    OF_WHOLE.iter().any(|of| clause.eq_ignore_ascii_case(of))
}
