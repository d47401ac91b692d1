//! Pages that were printed and came as plain text: their running heads and feet, their notes, and the paragraphs that go on
//! behind them.

use rustc_hash::FxHashMap;

use crate::article::words::{count, ends_sentence, folded};

/// How many feet with rising numbers make pages.
const PAGES: usize = 3;

/// How many words a foot has that tells by itself that it is one.
const TELLING: usize = 3;

/// The longest running head or foot, in words.
const MAX_HEAD: usize = 14;

/// How many of the first lines hold the title and the authors that running heads repeat.
const OPENING: usize = 12;

/// The longest block of notes at the foot of a page, in lines.
const MAX_NOTE: usize = 12;

/// What a run of lines without a blank line between them is to the page that it was printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Its text.
    Text,
    /// A running head or foot, or the page's number.
    Furniture,
    /// Notes at its foot, of which the first has this number.
    Notes(u32),
}

/// What each of the `runs` of lines is.
pub fn parts(runs: &[Vec<&str>]) -> Vec<Part> {
    let mut parts = vec![Part::Text; runs.len()];
    let feet = feet(runs);
    if feet.is_empty() {
        return parts;
    }
    let heads = heads(runs, &feet);
    for &at in feet.iter().chain(&heads) {
        if let Some(part) = parts.get_mut(at) {
            *part = Part::Furniture;
        }
    }
    notes(runs, &feet, &mut parts);
    parts
}

/// Whether `next`, at the top of a page, goes on with the paragraph whose last line is `line`.
pub fn goes_on(line: &str, next: &str) -> bool {
    let is_open = !ends_sentence(line) && !line.ends_with([':', ';']) && count(line) > 4;
    is_open && next.starts_with(char::is_lowercase)
}

/// The number of a note at the foot of a page: "1 Interviews in", a figure with nothing but a blank behind it.
pub fn foot_number(line: &str) -> Option<u32> {
    let (number, rest) = line.split_once(' ')?;
    let is_figure = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let begins = |c: char| c.is_uppercase() || "“\"‘«(".contains(c);
    number.parse().ok().filter(|_| is_figure && rest.trim_start().starts_with(begins))
}

/// The lines that the pages end or begin with: alone, alike but for a number which rises from page to page.
fn feet(runs: &[Vec<&str>]) -> Vec<usize> {
    let mut alike: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
    for (at, run) in runs.iter().enumerate() {
        let [line] = run.as_slice() else { continue };
        if let Some((rest, number)) = numbered(line) {
            alike.entry(folded(rest)).or_default().push((at, number));
        }
    }
    let mut found: Vec<usize> = Vec::new();
    for (rest, lines) in alike {
        // Left and right pages may differ.
        let rises = lines.windows(2).all(|pair| match pair {
            [(_, one), (_, two)] => (1..=2).contains(&two.saturating_sub(*one)),
            _ => true,
        });
        // Sections are numbered too; only a page's end cuts sentences.
        let is_bare = !rest.contains(char::is_alphabetic);
        let cuts = || lines.iter().any(|&(at, _)| cuts_sentence(runs, at));
        // Two that say more than "Table" are enough.
        let are_enough = lines.len() >= PAGES
            || count(&rest) >= TELLING && matches!(lines.as_slice(), [(_, one), (_, two)] if one + 1 == *two);
        if are_enough && rises && (!is_bare || cuts()) {
            found.extend(lines.iter().map(|&(at, _)| at));
        }
    }
    found.sort_unstable();
    found
}

/// A line without the page's number that it begins or ends with, and that number. A number belongs to the words beside it but
/// where a wide gap or a bar stands between them: "Chapter 3" is a heading.
fn numbered(line: &str) -> Option<(&str, u32)> {
    if count(line) > MAX_HEAD {
        return None;
    }
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&text.len());
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    if figures(bare) {
        return Some(("", bare.parse().ok()?));
    }
    let is_apart =
        |rest: &str| rest.ends_with("  ") || rest.ends_with('\t') || rest.trim_end().ends_with(['|', '·', '•']);
    let cut = line.rfind(|c: char| !c.is_ascii_digit()).map(|at| line.ceil_char_boundary(at + 1))?;
    let (rest, number) = line.split_at_checked(cut)?;
    if figures(number) && is_apart(rest) {
        return Some((rest.trim_end(), number.parse().ok()?));
    }
    let cut = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at_checked(cut)?;
    let is_apart = rest.starts_with("  ") || rest.starts_with('\t') || rest.trim_start().starts_with(['|', '·', '•']);
    (figures(number) && is_apart).then_some((rest.trim_start(), number.parse().ok()?))
}

/// Whether a sentence stands on both sides of the run `at`.
fn cuts_sentence(runs: &[Vec<&str>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| runs.get(above)).and_then(|run| run.last());
    let below = runs.get(at + 1).and_then(|run| run.first());
    above.zip(below).is_some_and(|(above, below)| goes_on(above, below))
}

/// The lines alone behind a foot that come again there, or that repeat the title or the authors.
fn heads(runs: &[Vec<&str>], feet: &[usize]) -> Vec<usize> {
    let line = |at: usize| match runs.get(at).map(Vec::as_slice) {
        Some([line])
            if (2..=MAX_HEAD).contains(&count(line))
                && !ends_sentence(line)
                && !line.starts_with(char::is_lowercase) =>
        {
            Some(folded(line))
        }
        _ => None,
    };
    let is_foot = |at: usize| feet.binary_search(&at).is_ok();
    let candidates: Vec<(usize, String)> =
        feet.iter().filter_map(|foot| Some((foot + 1, line(foot + 1)?))).filter(|(at, _)| !is_foot(*at)).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, text) in &candidates {
        *times.entry(text).or_default() += 1;
    }
    // What opens the first page, which no head stands above.
    let first = feet.first().copied().unwrap_or_default();
    let opening = runs.get(..first).unwrap_or_default().iter().flatten().take(OPENING);
    let opening: Vec<String> = opening.map(|line| folded(line)).collect();
    let is_head = |text: &str| {
        let again = times.get(text).is_some_and(|&times| times > 1);
        again || opening.iter().any(|line| line.starts_with(text) || repeats_names(line, text))
    };
    candidates.iter().filter(|(_, text)| is_head(text)).map(|(at, _)| *at).collect()
}

/// "Khan and Stone" of "Ayesha Khan and Farid Stone": every word stands in the line, in order.
fn repeats_names(line: &str, head: &str) -> bool {
    let mut words = line.split_whitespace();
    head.split_whitespace().all(|wanted| words.any(|word| word.trim_matches(',') == wanted.trim_matches(',')))
}

/// Notes directly above a foot, each with the next number, whose mark stands in the text of the page.
fn notes(runs: &[Vec<&str>], feet: &[usize], parts: &mut [Part]) {
    let mut next = 1;
    let mut top = 0;
    for &foot in feet {
        let mut first = foot;
        while first > top && runs.get(first - 1).is_some_and(|run| is_note(run)) {
            first -= 1;
        }
        for at in first..foot {
            let Some(run) = runs.get(at) else { continue };
            let number = run.first().and_then(|line| foot_number(line)).filter(|number| *number == next);
            let is_marked = number.is_some_and(|number| {
                runs.get(top..first).unwrap_or_default().iter().flatten().any(|line| bears_mark(line, number))
            });
            if let (Some(number), true, Some(part)) = (number, is_marked, parts.get_mut(at)) {
                *part = Part::Notes(number);
                for line in run {
                    next += u32::from(foot_number(line) == Some(next));
                }
            }
        }
        top = foot + 1;
    }
}

fn is_note(run: &[&str]) -> bool {
    run.len() <= MAX_NOTE && run.first().is_some_and(|line| foot_number(line).is_some())
}

/// Whether the number stands glued to a stop or a closing mark: "their goats.1".
fn bears_mark(line: &str, number: u32) -> bool {
    let mark = number.to_string();
    line.match_indices(&mark).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let behind = line.get(at + mark.len()..).and_then(|behind| behind.chars().next());
        before.is_some_and(|c| ".,;:!?”’»)\"".contains(c)) && behind.is_none_or(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts_of(text: &str) -> Vec<Part> {
        let runs: Vec<Vec<&str>> = text.split("\n\n").map(|run| run.lines().map(str::trim).collect()).collect();
        parts(&runs)
    }

    #[test]
    fn feet_heads_and_notes_are_told_from_the_text_that_goes_on() {
        let text = "Slow Ships and Cranes:\nThe Ports of Bergen\n\nAna Ruiz and Bo Lind\n\nThe crews have been\nwaiting for days.1 They say that nobody will\n\n1 Interviews in Bergen,\nMay 2020.\n\nHarbour Papers | 7        1\n\nSlow Ships and Cranes\n\nanswer them before winter.\n\nThe port authority\n\nHarbour Papers | 7        2\n\nRuiz and Lind\n\nThe end.\n\nHarbour Papers | 7        3";
        use Part::{Furniture, Notes, Text};
        assert_eq!(
            parts_of(text),
            [Text, Text, Text, Notes(1), Furniture, Furniture, Text, Text, Furniture, Furniture, Text, Furniture]
        );
    }

    #[test]
    fn two_feet_that_say_what_they_are_of_are_enough() {
        let text =
            "The ship left.\n\nHarbour Papers 2024/07        2\n\nIt came back.\n\nHarbour Papers 2024/07        3";
        assert_eq!(parts_of(text), [Part::Text, Part::Furniture, Part::Text, Part::Furniture]);
        let tables = "The ship left.\n\nTable  |  1\n\nIt came back.\n\nTable  |  2";
        assert!(parts_of(tables).iter().all(|part| *part == Part::Text));
    }

    #[test]
    fn numbered_headings_are_no_feet() {
        for text in [
            "Chapter 1\n\nThe ship left.\n\nChapter 2\n\nThe ship came.\n\nChapter 3\n\nIt sank.",
            "1\n\nThe ship left the port.\n\n2\n\nThe ship came back to it.\n\n3\n\nIt sank.",
            "12 Crews walked out.\n\n13 Crews came back.\n\n14 Crews stayed at home.",
        ] {
            assert!(parts_of(text).iter().all(|part| *part == Part::Text), "{text}");
        }
        let cut = "The ship left the port and it\n\n1\n\nwas never seen again.\n\n2\n\nNobody asked.\n\n3";
        assert_eq!(parts_of(cut).iter().filter(|part| **part == Part::Furniture).count(), 3);
    }
}
