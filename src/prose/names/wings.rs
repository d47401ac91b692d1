//! Parentheses that are part of a party's name: "CPI(M)", "Janata Dal (United)", "KLFA (Independent)".

use super::Name;
use super::fold::fold;
use super::lexicon::{LEXICON, is};
use crate::prose::Kind;

/// The letters of a wing right behind the name.
const LONGEST_LETTERS: usize = 4;

/// Makes the wing in parentheses part of the name before it.
pub(super) fn join(text: &str, names: &mut Vec<Name>) {
    let mut end = 0;
    names.retain_mut(|name| {
        if name.span.start() < end {
            return false;
        }
        if name.kind == Kind::Organisation
            && let Some(length) = wing(name.span.of(text), text.get(name.span.end()..).unwrap_or(""))
        {
            name.span.end += length;
            end = name.span.end();
        }
        true
    });
}

/// How many bytes of `after` belong to the name that stands before it.
fn wing(name: &str, after: &str) -> Option<u32> {
    let glued = after.strip_prefix('(');
    let inside = glued.or_else(|| after.strip_prefix(" ("))?;
    let (word, _) = inside.split_once(')')?;
    let fits = match glued {
        Some(_) => {
            word.len() <= LONGEST_LETTERS
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.bytes().all(|b| b.is_ascii_alphabetic())
        }
        None => name.contains(' ') && tells_wing(word) || is_acronym(name) && tells_faction(word),
    };
    let length = word.len() + 2 + usize::from(glued.is_none());
    if fits { u32::try_from(length).ok() } else { None }
}

fn is_acronym(name: &str) -> bool {
    name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "KLFA (Independent)": which of those that split.
fn tells_faction(word: &str) -> bool {
    matches!(word, "Independent" | "Original" | "Real" | "Reformist" | "Maoist" | "Marxist" | "Democratic")
}

/// An ordinary adjective, not a place, a people, an office or what papers write beside pictures.
fn tells_wing(word: &str) -> bool {
    const CREEDS: [&str; 8] =
        ["marxist", "leninist", "maoist", "socialist", "communist", "secular", "democratic", "united"];
    const PICTURES: [&str; 10] =
        ["file", "photo", "left", "right", "top", "above", "handout", "archive", "center", "pictured"];
    let plain =
        word.len() >= 5 && word.starts_with(|c: char| c.is_uppercase()) && word.chars().skip(1).all(char::is_lowercase);
    let mut folded = String::new();
    fold(word, &mut folded);
    let traits = LEXICON.word(&folded);
    let other = is::TITLE
        | is::FUNCTION
        | is::NO_BODY
        | is::HEAD
        | is::PLACE
        | is::SEAT
        | is::STATE
        | is::DEMONYM
        | is::GIVEN
        | is::FAMILY
        | is::KNOWN
        | is::CALENDAR;
    plain
        && (CREEDS.contains(&folded.as_str())
            || traits & is::COMMON != 0 && traits & other == 0 && !PICTURES.contains(&folded.as_str()))
}
