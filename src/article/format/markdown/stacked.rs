//! Lines that stand for themselves one below the other, which Markdown takes for one paragraph.

use crate::article::metadata::authors::{is_known_person, is_row_of_names};
use crate::article::roles::furniture::{Furniture, furniture};
use crate::article::roles::imprint::is_small_print;
use crate::article::roles::opening::{is_byline, is_date};
use crate::article::words::{count, ends_sentence, starts_lower};
use crate::article::wrap::WrapWidth;

/// The longest line that says by itself what it is, in words.
const MAX_LINE: usize = 26;

/// A line as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its text, mark-up seen through.
    pub text: &'a str,
    /// Whether all of it is links.
    pub is_link: bool,
    /// Whether those are several.
    pub is_row: bool,
}

/// The numbers of the `lines` before which their paragraph falls apart. Most of them are bylines, dates, addresses, links and
/// pieces of furniture, and nothing shows that a sentence goes on: in wrapped text a line may be a link by chance.
pub fn seams(lines: &[Line]) -> Vec<usize> {
    if lines.iter().skip(1).any(|line| starts_lower(line.text) && !is_address(line.text)) {
        return Vec::new();
    }
    let alone: Vec<bool> = lines.iter().map(stands_alone).collect();
    let count_alone = alone.iter().filter(|alone| **alone).count();
    let is_sure = lines.len() == 2 && lines.iter().any(is_surely_alone);
    if count_alone * 2 <= lines.len() && !is_sure {
        return Vec::new();
    }
    let is_alone = |at: usize| alone.get(at) == Some(&true);
    let is_seam = |at: &usize| {
        let (Some(before), Some(line)) = (lines.get(at - 1), lines.get(*at)) else { return false };
        let has_ended = is_alone(at - 1) || ends_sentence(before.text);
        let goes_on = WrapWidth::of(&[]).continues(before.text, line.text);
        let is_open =
            before.text.ends_with([',', ';', '-']) || line.text.starts_with('(') || goes_on && !is_address(line.text);
        (is_alone(at - 1) || is_alone(*at)) && has_ended && !is_open
    };
    (1..lines.len()).filter(is_seam).collect()
}

fn stands_alone(line: &Line) -> bool {
    let words = count(line.text);
    let is_furniture = || furniture(line.text).is_some_and(|kind| kind != Furniture::Note) || is_small_print(line.text);
    line.is_link
        || (1..=MAX_LINE).contains(&words)
            && (is_address(line.text)
                || is_row_of_names(line.text)
                || is_known_person(line.text)
                || is_byline(line.text, words)
                || is_date(line.text, words)
                || is_furniture())
}

/// An address, or one with its label: no end of a sentence.
fn is_address(line: &str) -> bool {
    line.contains("://") && count(line) <= 3 && !line.ends_with('.')
}

/// Whether one such line is enough beside another that may be text.
fn is_surely_alone(line: &Line) -> bool {
    let words = count(line.text);
    line.is_row || line.text.starts_with('©') || is_byline(line.text, words) || is_date(line.text, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seams_of(text: &str) -> Vec<usize> {
        let lines: Vec<Line> = text.lines().map(|text| Line { text, is_link: false, is_row: false }).collect();
        seams(&lines)
    }

    #[test]
    fn a_byline_over_a_date_is_no_paragraph() {
        assert_eq!(seams_of("By Ana Ruiz and Bo Lind\n3 May 2020 – 06:00 (UTC-4)"), [1]);
        assert_eq!(seams_of("Ana Ruiz and Bo Lind\nThe Coast Ledger, 3 May 2020"), [1]);
        assert_eq!(seams_of("Hosted by Ana Ruiz\nFri, 22 May 2020 · 34 min\nListen on Spotify · RSS"), [1, 2]);
        assert_eq!(seams_of("Read more: Who sank it?\nhttps://coast.example/a\n© 2020 Coast Monitor"), [1, 2]);
    }

    #[test]
    fn a_wrapped_paragraph_stays_whole() {
        for text in [
            "The crews of the two tugs have been waiting at the pier since Sunday, and\nthey asked for a word with the owners. The answer was delivered that day\nby Ana Ruiz and Bo Lind, who own a third of the boats and wrote it in the\nMay 3, 2020 issue of the bulletin that all of them read on board.",
            "I saw the ships.\nThey saw me.\nNobody spoke.",
            "The tables of the port are at\nhttps://coast.example/tables",
            "The ships came in.\nSee also: the tables of the port and those of the pilots.",
        ] {
            assert_eq!(seams_of(text), Vec::<usize>::new(), "{text}");
        }
        let links =
            ["You can ask", "The pilots"].map(|text| Line { text, is_link: text == "The pilots", is_row: false });
        assert_eq!(seams(&links), Vec::<usize>::new());
        let links = ["Email,", "Telephone,", "Letters"].map(|text| Line { text, is_link: true, is_row: false });
        assert_eq!(seams(&links), Vec::<usize>::new());
    }
}
