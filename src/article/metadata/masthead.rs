//! The publication's name where no line states it: at the very top of the page, or spelled in the page's address.

use super::publisher::{is_house_name, is_kind_of_text};
use crate::article::Role;
use crate::article::roles::Placed;
use crate::article::roles::furniture::furniture;
use crate::article::words::{count, folded, is_upper};

/// How many lines from the top a masthead is looked for.
const TOP: usize = 4;

/// The longest name of a publication, in words.
const MAX_NAME: usize = 5;

/// The name in the first lines above the title: a short line, or the first part of a bar of links, whose name the page
/// speaks of again, that is called like a house, or that stands in capitals over a menu.
pub fn masthead(placed: &[Placed], title_at: usize) -> Option<String> {
    let above = placed.get(..title_at.min(TOP)).unwrap_or_default();
    let rest: Vec<&str> = placed.get(title_at..).unwrap_or_default().iter().map(|one| one.paragraph.as_str()).collect();
    above.iter().enumerate().filter(|(_, one)| one.role == Role::Boilerplate).find_map(|(at, one)| {
        let line = one.paragraph.as_str().trim();
        let name = line.split(['|', '·', '•', '\t']).next()?.split("  ").next()?.trim();
        let is_name = (1..=MAX_NAME).contains(&count(name))
            && name.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3)
            && name.chars().next().is_some_and(|c| c.is_alphanumeric())
            && !name.contains([':', '@', '/', '°'])
            && !is_kind_of_text(name)
            && furniture(name).is_none();
        let is_bar = name.len() < line.len();
        let over_menu = above.get(at + 1).is_some_and(|next| furniture(next.paragraph.as_str()).is_some());
        let opens_menu = at == 0 && over_menu && count(name) >= 2;
        let is_masthead = is_house_name(name) || is_upper(name) && over_menu || opens_menu || speaks_of(&rest, name);
        (is_name && (!is_bar || count(name) >= 2) && is_masthead && (at == 0 || !is_bar && is_house_name(name)))
            .then(|| name.to_string())
    })
}

/// Whether one of the lines names it again, as it stands or in usual spelling.
fn speaks_of(lines: &[&str], name: &str) -> bool {
    let name = folded(name);
    count(&name) >= 2 && lines.iter().any(|line| folded(line).contains(&name))
}

/// The name that the host of `address` spells without blanks ("harbourweekly.example"), as a line of the article writes
/// it, with what belongs to it ("Harbour Weekly Review").
pub fn spelled_in_address(address: &str, placed: &[Placed]) -> Option<String> {
    let host = address.split_once("://")?.1.split(['/', ':', '?']).next()?;
    let labels: Vec<&str> = host.trim_start_matches("www.").split('.').collect();
    let label = labels.get(..labels.len().saturating_sub(1))?.iter().max_by_key(|label| label.len())?;
    let wanted: String = label.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    if wanted.chars().count() < 5 {
        return None;
    }
    let found = || placed.iter().filter_map(|one| spelled_in(&wanted, one.paragraph.as_str()));
    found().find(|name| !is_upper(name)).or_else(|| found().next())
}

fn spelled_in(wanted: &str, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "()[]/,;:|“”\"".contains(c)).collect();
    let plain = |word: &str| {
        let lower = folded(word);
        lower.trim_end_matches("'s").chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    for (start, first) in words.iter().enumerate() {
        // Most words are told by their first letter.
        let initial = first.as_bytes().first().filter(|byte| byte.is_ascii()).map(u8::to_ascii_lowercase);
        if initial.is_some_and(|initial| !wanted.as_bytes().starts_with(&[initial])) {
            continue;
        }
        if !first.starts_with(char::is_uppercase) || !wanted.starts_with(&plain(first)) {
            continue;
        }
        let mut squashed = String::new();
        for length in 1..=MAX_NAME {
            let Some(word) = words.get(start + length - 1) else { break };
            squashed.push_str(&plain(word));
            if squashed != *wanted {
                if wanted.starts_with(&squashed) { continue } else { break }
            }
            let follows = words.get(start + length).filter(|next| {
                is_house_name(next.trim_end_matches(['.', '!', '?'])) && word.ends_with(char::is_alphanumeric)
            });
            let mut name: Vec<&str> = words.get(start..start + length)?.to_vec();
            name.extend(follows.map(|next| next.trim_end_matches(['.', '!', '?'])));
            let whole = name.join(" ");
            return Some(
                whole
                    .trim_end_matches(['.', '!', '?', '\'', '’'])
                    .trim_end_matches("’s")
                    .trim_end_matches("'s")
                    .to_string(),
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_spells_the_name_that_a_line_writes() {
        for (wanted, text, name) in [
            ("harbourweekly", "A letter from Harbour Weekly’s correspondent", Some("Harbour Weekly")),
            ("harbourpolicy", "She is a fellow of Harbour Policy Review. It rains.", Some("Harbour Policy Review")),
            ("reuters", "BERGEN, May 3 (Reuters) - The pier", Some("Reuters")),
            ("harbourweekly", "The harbour is closed weekly", None),
        ] {
            assert_eq!(spelled_in(wanted, text).as_deref(), name, "{text}");
        }
    }
}
