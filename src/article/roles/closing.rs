//! What stands at the end of the running text and after it: notes on the author, the publication's notes, furniture.

use std::ops::Range;

use super::furniture::Furniture;
use super::{Page, set};
use crate::article::Role;
use crate::article::draft::Setting;
use crate::article::metadata::authors::names_in;
use crate::article::words::{folded, is_name_word};

/// The longest note on an author, in words.
const MAX_NOTE: usize = 110;

/// How many of the last paragraphs of the text may be notes on its authors.
const LAST: usize = 4;

/// Gives the notes at the end of `body` and the paragraphs after it their roles; `footer` is where site furniture
/// begins.
pub fn place(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>, footer: usize) {
    let authors: Vec<String> = (0..body.start)
        .filter(|&at| roles.get(at) == Some(&Some(Role::Byline)))
        .flat_map(|at| page.text(at).split(['|', '·', '•']).flat_map(names_in))
        .collect();
    notes_at_the_end(page, roles, body, &authors);
    let mut ended = false;
    // What a label of furniture ("Read more:") stands above.
    let mut labelled = false;
    for at in body.end..page.paragraphs.len() {
        ended |= at >= footer && matches!(page.furniture(at), Some(Furniture::End | Furniture::Comments));
        if roles.get(at) != Some(&None) {
            continue;
        }
        let is_note = page.furniture(at) == Some(Furniture::Note) || is_author_note(page, at, &authors);
        labelled = page.furniture(at).is_some() || labelled && page.setting(at) == Setting::Item;
        let role = match page.furniture(at) {
            _ if ended => Role::Footer,
            _ if is_note => Role::EditorNote,
            Some(Furniture::NotesHeading) if next_is_endnote(roles, at) => Role::Heading,
            None if at < footer && goes_on(page, at) => Role::Body,
            None if at < footer && page.is_structured && page.is_stated_heading(at) => Role::Heading,
            None if at < footer && page.is_structured && !labelled && is_set_apart(page.setting(at)) => Role::Body,
            _ => Role::Footer,
        };
        set(roles, at, role);
    }
}

/// Set as only text is set where the format has mark-up.
fn is_set_apart(setting: Setting) -> bool {
    matches!(setting, Setting::Item | Setting::Quotation | Setting::Verbatim)
}

fn next_is_endnote(roles: &[Option<Role>], at: usize) -> bool {
    roles.get(at + 1) == Some(&Some(Role::Endnote))
}

/// A short last sentence that the density did not reach.
fn goes_on(page: &Page, at: usize) -> bool {
    page.ends(at) && page.words(at) >= 2 && !page.is_stated_heading(at)
}

/// The last paragraphs of the text that speak of its authors or of the article.
fn notes_at_the_end(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>, authors: &[String]) {
    let mut left = LAST;
    for at in body.clone().rev() {
        match roles.get(at) {
            Some(Some(Role::Duplicate | Role::Caption | Role::Endnote | Role::PullQuote | Role::Boilerplate)) => {
                continue;
            }
            Some(None) if left > 0 => {}
            _ => break,
        }
        left -= 1;
        let is_note = page.furniture(at) == Some(Furniture::Note) || is_author_note(page, at, authors);
        if !is_note && page.furniture(at).is_none() {
            break;
        }
        if is_note {
            set(roles, at, Role::EditorNote);
        }
    }
}

/// Whether a paragraph at the end of an article speaks of its author.
fn is_author_note(page: &Page, at: usize, authors: &[String]) -> bool {
    let text = page.text(at).trim_start_matches(|c: char| c.is_whitespace() || "*†‡_—–-".contains(c));
    if page.words(at) > MAX_NOTE || page.words(at) < 4 || page.is_stated_heading(at) {
        return false;
    }
    let is_starred = page.text(at).trim_start().starts_with(['*', '†']) || page.setting(at) == Setting::Italic;
    let by_author =
        authors.iter().any(|author| text.starts_with(author.as_str()) || starts_with_family_name(text, author));
    let rest = after_name(text);
    if !by_author && rest.is_none() {
        return false;
    }
    let lower = folded(rest.unwrap_or(text));
    let has_verb = rest.is_some() && VERBS.iter().any(|verb| lower.starts_with(verb));
    let has_cue = || CUES.iter().any(|cue| lower.contains(cue));
    by_author && (has_verb || has_cue()) || has_verb && (is_starred || has_cue())
}

fn starts_with_family_name(text: &str, author: &str) -> bool {
    author.rsplit(' ').next().is_some_and(|family| family.chars().count() > 2 && text.starts_with(family))
}

/// The text after the name that it begins with: two to six words written as names are, or a family name after a
/// title.
fn after_name(text: &str) -> Option<&str> {
    let mut at = 0;
    let mut words = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let is_name = is_name_word(word) && !word.trim_end().ends_with(['!', '?', ':', ';']);
        if !is_name || words == 6 {
            break;
        }
        words += 1;
        at += word.len();
        if word.trim_end().ends_with(',') {
            break;
        }
    }
    (words >= 2).then(|| text.get(at..).unwrap_or(""))
}

/// What a note says that its author does, `folded`, after the name.
const VERBS: [&str; 52] = [
    "is a ",
    "is an ",
    "is the ",
    "is director",
    "is president",
    "is professor",
    "is senior",
    "is author",
    "is co-",
    "is currently",
    "is based",
    "is chair",
    "is head",
    "is editor",
    "is associate",
    "is assistant",
    "is research",
    "is fellow",
    "is one of",
    "was a ",
    "was the ",
    "has reported",
    "has written",
    "has covered",
    "has worked",
    "has been",
    "has taught",
    "has published",
    "are ",
    "directs",
    "teaches",
    "lectures",
    "covers",
    "writes",
    "works",
    "serves",
    "heads",
    "leads",
    "reports",
    "studies",
    "researches",
    "edits",
    "contributed",
    "est ",
    "ist ",
    "es ",
    "e ",
    "dirige",
    "enseigne",
    "lehrt",
    "—",
    "–",
];

/// What notes on authors speak of, `folded`.
const CUES: [&str; 58] = [
    "follow him",
    "follow her",
    "follow them",
    "follow @",
    "twitter",
    "tweets at",
    "on x",
    "linkedin",
    "bluesky",
    "mastodon",
    "@",
    "fellow",
    "professor",
    "lecturer",
    "lectures",
    "correspondent",
    "journalist",
    "reporter",
    "columnist",
    "freelance",
    "researcher",
    "analyst",
    "scholar",
    "contributor",
    "editor",
    "writer",
    "author of",
    "book",
    "institute",
    "university",
    "think tank",
    "center",
    "centre",
    "council",
    "programme",
    "project",
    "phd",
    "doctoral",
    "policy",
    "based in",
    "covers",
    "has reported",
    "writes",
    "chercheu",
    "professeur",
    "journaliste",
    "auteur de",
    "wissenschaft",
    "journalist",
    "autor",
    "professor",
    "investigador",
    "periodista",
    "catedratic",
    "ricercat",
    "giornalista",
    "журналист",
    "политолог",
];
