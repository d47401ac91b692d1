//! "Deputy Foreign Minister X", "Quds Force leader X": the words directly before a name.

use super::Place;
use super::nouns::is_role;
use super::words::{Word, is_determiner, words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::prose::states;
use crate::text::Span;

/// How many words a title may have.
const MOST_WORDS: usize = 10;
/// Forms of address: they do not say who somebody is.
const ADDRESS: [&str; 17] = [
    "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "sister", "brother", "mister", "madam", "madame",
    "monsieur", "sheikh", "st", "saint",
];
/// Lower-case words that belong to the title they stand in.
const MODIFIERS: [&str; 38] = [
    "former",
    "ex",
    "then",
    "acting",
    "interim",
    "deputy",
    "vice",
    "late",
    "outgoing",
    "incoming",
    "new",
    "current",
    "senior",
    "top",
    "chief",
    "prime",
    "foreign",
    "interior",
    "finance",
    "defence",
    "defense",
    "military",
    "political",
    "opposition",
    "rebel",
    "exiled",
    "veteran",
    "party",
    "army",
    "police",
    "government",
    "presidential",
    "supreme",
    "ousted",
    "deposed",
    "jailed",
    "longtime",
    "transitional",
];

/// The title before a name of a person.
pub(super) fn title(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let name = place.name();
    if name.kind != Kind::Person {
        return None;
    }
    let before = place.before();
    // The title is in the same phrase: nothing but spaces between its words.
    let from =
        before.char_indices().rev().find(|&(at, c)| is_break(before, at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let phrase = before.get(from..)?;
    let all = words(phrase);
    let window = all.get(all.len().saturating_sub(MOST_WORDS)..)?;
    let known = name.title.map(|title| title.start().saturating_sub(place.block.start() + from));
    let mut first = window.len();
    let mut has_role = false;
    for (at, word) in window.iter().enumerate().rev() {
        let inside_known = known.is_some_and(|start| word.span.start() >= start);
        let role = is_role(word.bare()) || inside_known;
        let linked = has_link(window, at) && at + 1 < first + 1;
        if !(role || belongs(word) && (has_role || word.is_capitalised()) || linked && first < window.len()) {
            break;
        }
        has_role |= role;
        first = at;
    }
    let title = trimmed(window.get(first..)?);
    let (start, end) = (title.first()?, title.last()?);
    let says_something = title.iter().any(|word| is_role(word.bare()) && !ADDRESS.contains(&word.lower().as_str()))
        || known.is_some() && title.iter().any(|word| !ADDRESS.contains(&word.lower().trim_end_matches('.')));
    let offset = place.block.start() + from;
    let span = Span::new(offset + start.span.start(), offset + end.span.end());
    (has_role && says_something).then_some((span, RoleEvidence::Title))
}

/// Whether the character ends the phrase that a title stands in.
fn is_break(text: &str, at: usize, character: char) -> bool {
    match character {
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | '—' | '–' | '!' | '?' | '\n' => true,
        '.' => {
            // "U.S." and "Lt." go on; the end of a sentence does not.
            let word = text.get(..at).and_then(|text| text.rsplit(char::is_whitespace).next()).unwrap_or("");
            let abbreviated =
                word.chars().filter(|c| c.is_alphabetic()).count() <= 4 && word.starts_with(char::is_uppercase);
            !(word.contains('.') || abbreviated)
        }
        _ => false,
    }
}

/// "of" and "and" inside a title: "Minister of Foreign Affairs".
fn has_link(window: &[Word<'_>], at: usize) -> bool {
    let link = |word: &Word<'_>| matches!(word.text, "of" | "and" | "for" | "the" | "&");
    let Some(word) = window.get(at) else { return false };
    let role_before = window.iter().take(at).rev().take(4).any(|word| is_role(word.bare()));
    link(word) && role_before && window.get(at + 1).is_some_and(|next| next.is_capitalised() || link(next))
}

fn belongs(word: &Word<'_>) -> bool {
    let lower = word.lower();
    if is_determiner(&lower) {
        return false;
    }
    word.is_capitalised() && !is_function(&lower)
        || MODIFIERS.contains(&lower.as_str())
        || states::state_of_demonym(word.bare()).is_some()
}

/// Capitalised only because a sentence begins with them.
fn is_function(lower: &str) -> bool {
    matches!(
        lower,
        "as" | "in"
            | "on"
            | "at"
            | "by"
            | "but"
            | "and"
            | "or"
            | "while"
            | "when"
            | "after"
            | "before"
            | "for"
            | "if"
            | "since"
            | "with"
            | "from"
            | "to"
            | "under"
            | "according"
            | "although"
            | "though"
            | "because"
            | "both"
            | "even"
            | "like"
            | "last"
            | "that"
            | "this"
            | "these"
            | "so"
            | "yet"
            | "now"
            | "later"
            | "today"
            | "yesterday"
            | "what"
            | "where"
            | "why"
            | "how"
            | "who"
            | "will"
            | "is"
            | "did"
    )
}

/// Without links at its ends.
fn trimmed<'w, 't>(title: &'w [Word<'t>]) -> &'w [Word<'t>] {
    let link = |word: &Word<'_>| matches!(word.text, "of" | "and" | "for" | "the" | "&");
    let start = title.iter().take_while(|word| link(word)).count();
    title.get(start..).unwrap_or(&[])
}
