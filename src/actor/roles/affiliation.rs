//! "X of the Harbour Board": the body that somebody belongs to.

use super::Place;
use super::words::{acronym, is_preposition, is_verb, words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::text::Span;

/// What may lead from a person to a body.
const LINKS: [&str; 4] = ["of", "from", "with", "at"];
/// The body is named within so many bytes behind the link: "of the Karaganda-based research centre X".
const REACH: usize = 60;

/// "X of the Y Centre said".
pub(super) fn direct(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    if place.name().kind != Kind::Person || !place.after().starts_with(" of ") {
        return None;
    }
    let start = place.name().span.end() + 1;
    let body = body(place, start)?;
    Some((Span::new(start, with_place(place, body)), RoleEvidence::Affiliation))
}

/// The organisation that the words from `start` on lead to with "of the" and the like.
pub(super) fn body(place: &Place<'_>, start: usize) -> Option<Span> {
    let following = place.names.iter().skip(place.index + 1);
    let mut near = following.take_while(|name| name.span.start() <= start + REACH && place.block.covers(name.span));
    let body = near.find(|name| name.kind != Kind::State)?;
    if body.kind != Kind::Organisation {
        return None;
    }
    let lead = place.text.get(start..body.span.start())?;
    let parts = words(lead);
    let (link, rest) = parts.split_first()?;
    let plain = |lower: &str| !is_verb(lower) && !is_preposition(lower);
    let leads = LINKS.contains(&link.text)
        && rest.iter().all(|word| plain(&word.lower()))
        && !lead.contains([',', '.', ';', ':', '(', ')', '“', '"', '—', '\n']);
    leads.then_some(body.span)
}

/// Where the phrase ends: behind the body, or behind the town it is in ("in Quito").
fn with_place(place: &Place<'_>, body: Span) -> usize {
    let after = place.text.get(body.end()..place.block.end()).unwrap_or("");
    let short = after.strip_prefix(' ').and_then(acronym).map_or(0, |length| length + 1);
    let Some(town) = after.get(short..).and_then(|after| after.strip_prefix(" in ")) else { return body.end() };
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let Some(first) = town.split_whitespace().next().filter(capital) else { return body.end() };
    let second = town.split_whitespace().nth(1).filter(capital).filter(|_| first.ends_with(char::is_alphanumeric));
    let length = second.map_or(first.len(), |second| first.len() + 1 + second.len());
    let bare = town.get(..length).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    body.end() + short + " in ".len() + bare.trim_end_matches("’s").trim_end_matches("'s").len()
}
