//! The text that a page's structured data states (`articleBody`), held against the text that was found: it tells
//! boxes between the paragraphs from the paragraphs, and stands in where the page shows its text by script only.

use rustc_hash::FxHashSet;

use super::text::Written;
use crate::article::Role;
use crate::article::draft::{Paragraph, Setting};
use crate::article::words::{count, is_unspaced};

/// A shorter statement is a summary.
const LEAST_WORDS: usize = 100;

/// How many tokens in a row make the unit that is compared.
const SHINGLE: usize = 4;

/// Holds `written` against the text `stated`.
pub fn compare(written: &mut Written, stated: &str) {
    if count(stated) < LEAST_WORDS {
        return;
    }
    let tokens = tokens(stated);
    let known: FxHashSet<&[String]> = tokens.windows(SHINGLE).collect();
    let shares: Vec<Option<(usize, f64)>> = written.paragraphs.iter().map(|one| share(one, &known)).collect();
    let found: usize = shares.iter().flatten().filter(|(_, share)| *share >= 0.5).map(|(size, _)| size).sum();
    if found * 4 < tokens.len() {
        replace(written, stated);
        return;
    }
    // What covers little of the statement, or is covered by little of it, is another text or a cut one.
    if found * 10 < tokens.len() * 7 {
        return;
    }
    let is_stated = |share: &Option<(usize, f64)>| share.is_some_and(|(size, share)| size >= 6 && share >= 0.5);
    let (Some(first), Some(last)) = (shares.iter().position(is_stated), shares.iter().rposition(is_stated)) else {
        return;
    };
    let end = tokens.get(tokens.len().saturating_sub(SHINGLE)..).unwrap_or_default();
    let is_whole = written.paragraphs.get(last).is_some_and(|paragraph| {
        let own = self::tokens(paragraph.as_str());
        own.windows(SHINGLE).any(|window| window == end)
    });
    for (at, (paragraph, share)) in written.paragraphs.iter_mut().zip(&shares).enumerate() {
        if !matches!(paragraph.stated, None | Some(Role::Heading)) {
            continue;
        }
        let is_text = is_stated(share) && paragraph.stated.is_none();
        let is_box = match share {
            Some((_, share)) => *share < 0.2,
            None => false,
        };
        let is_plain = paragraph.setting == Setting::Plain && paragraph.stated.is_none();
        if is_text {
            paragraph.stated = Some(Role::Body);
        } else if is_box && is_plain && (at > first && at < last) || at > last && is_whole && share.is_some() && is_box
        {
            paragraph.stated = Some(Role::Boilerplate);
        }
    }
}

/// The text as it is stated, for a page that shows another one or none.
fn replace(written: &mut Written, stated: &str) {
    let lines: Vec<&str> = stated.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    written.keep_opening();
    for line in lines {
        written.push(line, None, Setting::Plain, 0);
    }
}

/// How many tokens a paragraph has, and how much of it is stated; `None` for one too short to say.
fn share(paragraph: &Paragraph, known: &FxHashSet<&[String]>) -> Option<(usize, f64)> {
    let own = tokens(paragraph.as_str());
    let all = own.windows(SHINGLE).count();
    let stated = own.windows(SHINGLE).filter(|window| known.contains(window)).count();
    (all > 0).then(|| (own.len(), stated as f64 / all as f64))
}

/// Words in lower case; characters of scripts without blanks alone.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = String::new();
    for character in text.chars() {
        if is_unspaced(character) || !character.is_alphanumeric() {
            if !open.is_empty() {
                out.push(std::mem::take(&mut open));
            }
            if is_unspaced(character) {
                out.push(character.to_string());
            }
        } else {
            open.extend(character.to_lowercase());
        }
    }
    if !open.is_empty() {
        out.push(open);
    }
    out
}
