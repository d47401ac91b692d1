//! "the ouster of X in Y": what happened to somebody, where nothing better may be said.

use super::Place;
use super::words::phrase;
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::text::Span;

const EVENTS: &str = "ouster overthrow toppling removal downfall assassination killing murder death arrest execution \
    election inauguration appointment resignation dismissal";

/// The event and the name up to the end of the phrase: "the ouster of X in Y".
pub(super) fn event(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let name = place.name();
    if name.kind != Kind::Person {
        return None;
    }
    let before = match name.title {
        Some(title) => place.text.get(place.block.start()..title.start()).unwrap_or(""),
        None => place.before(),
    };
    let lead = before.strip_suffix("of ")?.trim_end();
    let event = EVENTS
        .split_whitespace()
        .find(|event| lead.strip_suffix(*event).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))?;
    let start = place.block.start() + lead.len() - event.len();
    let after = phrase(place.after());
    // Where and as what: "in Libya", "as mayor"; the rest of the sentence is about something else.
    let more = after.strip_prefix(" in ").or_else(|| after.strip_prefix(" as "))?;
    let kept: usize = more
        .split_inclusive(' ')
        .take_while(|word| !matches!(word.trim_end(), "and" | "or" | "but" | "which" | "that"))
        .take(6)
        .map(str::len)
        .sum();
    let end = name.span.end() + (after.len() - more.len()) + kept;
    let span = Span::new(start, end);
    let trimmed = span.of(place.text).trim_end().len();
    Some((Span::new(start, start + trimmed), RoleEvidence::Event))
}
