//! The title without what pages put around it: the site's name, the label of a series, the byline.

use super::address::{host, spells};
use super::authors::{after_opening, names_in};
use super::publisher::is_house_name;
use crate::article::words::{count, folded, is_upper};
use crate::text::single_blanks;

/// A title line taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleLine {
    /// The title alone.
    pub title: String,
    /// The names of a byline behind it.
    pub authors: Vec<String>,
    /// The label before it or the site behind it.
    pub label: Option<String>,
}

/// Labels that stand before a title, `folded`.
const LABELS: [&str; 34] = [
    "analysis",
    "opinion",
    "op-ed",
    "oped",
    "commentary",
    "comment",
    "exclusive",
    "breaking",
    "interview",
    "explainer",
    "explained",
    "update",
    "watch",
    "live",
    "report",
    "special report",
    "investigation",
    "feature",
    "editorial",
    "viewpoint",
    "perspective",
    "briefing",
    "policy brief",
    "factbox",
    "q&a",
    "essay",
    "review",
    "column",
    "guest post",
    "analyse",
    "kommentar",
    "opinion",
    "tribune",
    "entretien",
];

/// The marks between a title and what is behind it.
const BARS: [&str; 7] = [" | ", " – ", " — ", " - ", " :: ", " » ", " · "];

/// Takes a title line apart. `site` is the publisher where it is known.
pub fn title_line(line: &str, site: Option<&str>) -> TitleLine {
    let mut title = single_blanks(line).into_owned();
    let mut authors = Vec::new();
    let mut label = None;
    // Two parts at most stand behind a title: the byline and the site.
    for _ in 0..2 {
        // Most titles have no bar at all.
        let has_bar = title.split(' ').any(|word| matches!(word, "|" | "–" | "—" | "-" | "::" | "»" | "·"));
        let Some((head, tail)) =
            BARS.iter().filter(|_| has_bar).filter_map(|bar| title.rsplit_once(bar)).min_by_key(|(_, tail)| tail.len())
        else {
            break;
        };
        let names = after_opening(tail).map(names_in).unwrap_or_default();
        let is_site = site.is_some_and(|site| folded(site) == folded(tail)) || is_house_name(tail);
        if !names.is_empty() {
            authors = names;
        } else if is_site && count(head) >= 2 {
            label = Some(tail.to_string());
        } else {
            break;
        }
        title = head.trim().to_string();
    }
    if let Some((before, rest)) = label_before(&title) {
        label = label.or(Some(before.to_string()));
        title = rest.to_string();
    }
    TitleLine { title: title.trim_matches(['*', '#', ' ']).to_string(), authors, label }
}

/// The title behind the site's name: "Harbour Weekly - Cranes at Rest".
pub fn behind_site(title: &str, site: &str) -> Option<String> {
    let has_bar = |bar: &&&str| title.contains(**bar);
    let (head, rest) =
        BARS.iter().filter(has_bar).filter_map(|bar| title.split_once(bar)).min_by_key(|(head, _)| head.len())?;
    (folded(head) == folded(site) && count(rest) >= 2).then(|| rest.trim().to_string())
}

/// A title and the site behind it that the page's address spells: "Cranes at Rest | Pier Notes" at piernotes.example.
pub fn before_site<'a>((title, url): (&'a str, &str)) -> Option<(&'a str, &'a str)> {
    let bars = BARS.iter().filter(|bar| title.contains(**bar));
    let (head, tail) = bars.filter_map(|bar| title.rsplit_once(bar)).min_by_key(|(_, tail)| tail.len())?;
    (count(head) >= 2 && spells(host(url)?, tail)).then(|| (head.trim(), tail.trim()))
}

/// The label of a series before a title, and the title: a known label, or several words in capitals before a colon
/// where the title itself is in small letters.
fn label_before(title: &str) -> Option<(&str, &str)> {
    let (label, rest) =
        title.split_once(": ").or_else(|| title.split_once(" | ")).or_else(|| title.split_once(" – "))?;
    let (label, rest) = (label.trim(), rest.trim());
    let is_known = LABELS.contains(&folded(label).as_str());
    let is_shouted = is_upper(label) && count(label) >= 2 && !is_upper(rest);
    ((is_known || is_shouted) && count(rest) >= 2).then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_comes_out_of_what_pages_put_around_it() {
        let table = [
            ("HARBOUR WEEKLY REVIEW : Cranes at Rest – By Ana Ruiz", None, "Cranes at Rest"),
            ("Cranes at Rest | Harbour Weekly", None, "Cranes at Rest"),
            ("Cranes at Rest - Bergenposten", Some("Bergenposten"), "Cranes at Rest"),
            ("Opinion: Cranes at Rest", None, "Cranes at Rest"),
            ("Bergen: A City and its Cranes", None, "Bergen: A City and its Cranes"),
            ("UNCTAD: the long way round", None, "UNCTAD: the long way round"),
            ("War – and Peace", None, "War – and Peace"),
        ];
        for (line, site, title) in table {
            assert_eq!(title_line(line, site).title, title);
        }
        assert_eq!(behind_site("Harbour Weekly - Cranes at Rest", "Harbour Weekly").as_deref(), Some("Cranes at Rest"));
        assert_eq!(behind_site("Bergen - Cranes at Rest", "Harbour Weekly"), None);
        assert_eq!(title_line("Cranes at Rest – By Ana Ruiz", None).authors, ["Ana Ruiz"]);
    }
}
