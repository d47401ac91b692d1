//! The day of a newspaper's printed issue, which stands at the head of its pages.

use super::publisher::is_house_name;
use crate::article::date::scan::published_in;
use crate::article::roles::Placed;
use crate::article::words::{folded, is_upper};
use crate::article::{PublicationDate, Role};

/// The day of a printed issue: beside the number of the issue, or "THE HARBOUR GAZETTE      Saturday, 26 November 2022" at the very top.
pub fn day(placed: &[Placed]) -> Option<PublicationDate> {
    numbered_issue(placed).or_else(|| dated_masthead(placed))
}

/// Whether a line bears the number of an issue: "Firm and Fair      Vol. 19, No. 4,211".
pub fn is_number(line: &str) -> bool {
    let lower = folded(line);
    let has = |label: &str| {
        lower.split_once(label).is_some_and(|(_, rest)| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    has("vol.") && (has("no.") || has("issue")) || is_named_issue(&lower)
}

/// "The Harbour Brief | No. 118"
fn is_named_issue(lower: &str) -> bool {
    let mut parts = lower.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty());
    let is_number = |part: &str| {
        let number = ["no.", "no", "issue", "nr.", "#"].iter().find_map(|label| part.strip_prefix(label));
        number.is_some_and(|number| {
            let number = number.trim();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    parts.next().is_some() && parts.any(is_number)
}

/// "Vol. 19, No. 4,211" over or under "ABUJA, THURSDAY, OCTOBER 17, 2024": the day beside the number of an issue is no clock.
fn numbered_issue(placed: &[Placed]) -> Option<PublicationDate> {
    /// How many of the first lines are the head of a printed page.
    const HEAD: usize = 6;
    let head = || {
        placed.iter().take(HEAD).take_while(|placed| placed.role != Role::Body).map(|placed| placed.paragraph.as_str())
    };
    head().any(is_number).then(|| head().filter_map(published_in).find(|date| date.day.is_some())).flatten()
}

fn dated_masthead(placed: &[Placed]) -> Option<PublicationDate> {
    let line = placed.first().filter(|placed| placed.role != Role::Body)?.paragraph.as_str();
    let (name, rest) = line.split_once("  ").or_else(|| line.split_once('\t'))?;
    let is_name = is_upper(name) || is_house_name(name);
    published_in(rest).filter(|date| is_name && date.day.is_some() && !rest.contains(['°', '℃', '℉']))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::Article;

    #[test]
    fn the_day_beside_the_number_of_an_issue_is_that_of_its_articles() {
        let long =
            "The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.";
        let published = |head: &str| {
            let text = format!(
                "{head}\n\nBerths still stand empty as strike enters week 3\n\nFrom Ana Ruiz, Bergen and Tom Holm, Oslo\n\n{long}\n\n{long} Why?\n"
            );
            let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
            assert_eq!(article.metadata.authors, ["Ana Ruiz", "Tom Holm"]);
            article.metadata.published.map(|date| date.to_string())
        };
        let rule = "-".repeat(60);
        let issue = format!(
            "THE COAST HERALD\nFirm and Fair            Vol. 19, No. 4,211\nBERGEN, THURSDAY, MAY 7, 2020          N500\n{rule}\nNEWS             Page 5"
        );
        assert_eq!(published(&issue).as_deref(), Some("2020-05-07"));
        let clock = "THE COAST HERALD\nNews   Sport   Opinion\nThursday, May 7, 2020   18°\nLog in";
        assert_eq!(published(clock), None);
    }
}
