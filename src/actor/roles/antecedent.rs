//! "his successor", "its leader": whose, where the paragraph leaves no doubt.

use super::Place;
use super::words::lower;
use crate::prose::Kind;
use crate::text::{Span, single_blanks};

/// The words of the role, white space folded. A pronoun that begins them is followed in brackets by the one person
/// whom the paragraph named before, or the one body that the sentences here and before name, as quotations do; where
/// there is none or several, the pronoun stands alone.
pub(super) fn resolved(place: &Place<'_>, role: Span) -> String {
    let words = single_blanks(role.of(place.text)).into_owned();
    let Some((pronoun, rest)) = words.split_once(' ') else { return words };
    let only = match &*lower(pronoun) {
        "his" | "her" => person(place, role),
        "its" => body(place, role),
        _ => return words,
    };
    match only {
        Some(only) => {
            let owner = single_blanks(only);
            let mark = if owner.ends_with('s') && pronoun.eq_ignore_ascii_case("its") { "’" } else { "’s" };
            format!("{pronoun} [{owner}{mark}] {rest}")
        }
        None => words,
    }
}

fn person<'t>(place: &Place<'t>, role: Span) -> Option<&'t str> {
    let before = place.names.iter().filter(|name| place.block.covers(name.span) && name.span.end <= role.start);
    let mut persons: Vec<&str> =
        before.filter(|name| name.kind == Kind::Person).map(|name| name.span.of(place.text)).collect();
    persons.dedup();
    // A later surname alone is the person named in full before.
    persons.dedup_by(|later, earlier| earlier.ends_with(*later));
    if let [only] = persons.as_slice() { Some(only) } else { None }
}

fn body<'t>(place: &Place<'t>, role: Span) -> Option<&'t str> {
    let lead = place.text.get(place.block.start()..role.start())?;
    let from = lead.rmatch_indices(". ").nth(1).map_or(0, |(at, _)| at) + place.block.start();
    let before = place.names.partition_point(|name| name.span.end <= role.start);
    let first = place.names.partition_point(|name| name.span.start() < from);
    let before = place.names.get(first..before).unwrap_or(&[]).iter();
    // An acronym in parentheses is the body before it.
    let own = |name: &&super::Name| !place.text.get(..name.span.start()).is_some_and(|text| text.ends_with('('));
    let mut bodies: Vec<&str> =
        before.filter(|name| name.kind != Kind::Person).filter(own).map(|name| name.span.of(place.text)).collect();
    bodies.dedup();
    if let [only] = bodies.as_slice() { Some(only) } else { None }
}
