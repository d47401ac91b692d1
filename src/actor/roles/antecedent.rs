//! "his successor": whose, where the paragraph leaves no doubt.

use super::Place;
use crate::prose::Kind;
use crate::text::Span;

/// The words of the role, white space folded. A pronoun that begins them is followed in brackets by the one person
/// whom the paragraph named before, as quotations do; where it named none or several, the pronoun stands alone.
pub(super) fn resolved(place: &Place<'_>, role: Span) -> String {
    let words = role.of(place.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((pronoun, rest)) = words.split_once(' ') else { return words };
    if !matches!(pronoun.to_lowercase().as_str(), "his" | "her") {
        return words;
    }
    let before = place.names.iter().filter(|name| place.block.covers(name.span) && name.span.end <= role.start);
    let mut persons: Vec<&str> =
        before.filter(|name| name.kind == Kind::Person).map(|name| name.span.of(place.text)).collect();
    persons.dedup();
    // A later surname alone is the person named in full before.
    persons.dedup_by(|later, earlier| earlier.ends_with(*later));
    match persons.as_slice() {
        [only] => format!("{pronoun} [{}’s] {rest}", only.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => words,
    }
}
