//! Running heads, feet and page numbers: found by their return from page to page, and taken out of the text.

use rustc_hash::FxHashMap;

use super::lines::Line;
use super::notes::is_caption;
use super::paragraphs::{LARGER, body_size};
use crate::article::words::count;

/// The part of a page's height at its head and its foot in which running heads stand.
const ZONE: f32 = 0.13;

/// The part in which they stand where a wide margin is all that is outside of them.
const WIDE_ZONE: f32 = 0.2;

/// How many levels of lines from the edge of a page are looked at.
const MAX_LEVELS: usize = 4;

/// The longest running head that is known by the page's number beside it, in words.
const MAX_HEAD: usize = 12;

/// How far the places of a running head differ from page to page, in points.
const SWAY: f32 = 8.0;

/// The pages with their running heads taken out, and what the pages call themselves.
#[derive(Debug)]
pub struct Stripped {
    /// The lines of each page.
    pub pages: Vec<Vec<Line>>,
    /// The number or roman number printed on each page.
    pub printed: Vec<Option<String>>,
}

/// Takes the running heads and page numbers out of `pages`, of which each has its height in `heights`; `stated` are the
/// labels that the document gives them.
pub fn strip(mut pages: Vec<Vec<Line>>, heights: &[f32], stated: Option<&[String]>) -> Stripped {
    let edges: Vec<Vec<usize>> = pages.iter().zip(heights).map(|(lines, &height)| edge_lines(lines, height)).collect();
    let mut seen: FxHashMap<String, Vec<(usize, f32)>> = FxHashMap::default();
    for (page, (lines, edge)) in pages.iter().zip(&edges).enumerate() {
        for line in edge.iter().filter_map(|&at| lines.get(at)) {
            seen.entry(key(&line.text)).or_default().push((page, line.y));
        }
    }
    let body = body_size(pages.iter().flatten());
    let few = pages.len() <= 6;
    let returns = |line: &Line, page: usize| {
        let Some(places) = seen.get(&key(&line.text)) else { return false };
        let mut others: Vec<usize> = places
            .iter()
            .filter(|(other, y)| *other != page && (y - line.y).abs() <= SWAY)
            .map(|(page, _)| *page)
            .collect();
        others.dedup();
        others.len() >= if few { 1 } else { 2 }
    };
    let mut candidates: Vec<Vec<String>> = Vec::with_capacity(pages.len());
    let mut heads: Vec<Vec<usize>> = Vec::with_capacity(pages.len());
    for (page, (lines, edge)) in pages.iter().zip(&edges).enumerate() {
        let (mut numbers, mut found) = (Vec::new(), Vec::new());
        for &at in edge {
            let Some(line) = lines.get(at) else { continue };
            let lone = page_number(&line.text);
            let is_worded = key(&line.text).chars().any(char::is_alphabetic);
            // The title of a table stands again where it goes on.
            let again = is_worded && returns(line, page) && !is_caption(&line.text);
            // "2 The Pier" in large type is a section.
            let is_section = is_worded && !again && line.size > body * LARGER;
            if let Some(number) = &lone {
                numbers.push(number.clone());
            } else if again || count(&line.text) <= MAX_HEAD && !is_section {
                numbers.extend(outer_numbers(&line.text));
            }
            if again || lone.is_some() {
                found.push(at);
            }
        }
        candidates.push(numbers);
        heads.push(found);
    }
    let printed = printed(&candidates);
    for (page, (lines, (heads, edge))) in pages.iter_mut().zip(heads.iter().zip(&edges)).enumerate() {
        let label = stated.and_then(|labels| labels.get(page)).or(printed.get(page).and_then(Option::as_ref));
        let levels = numbered_levels(lines, edge, label, body);
        let mut at = 0;
        lines.retain(|line| {
            let is_head = heads.contains(&at);
            at += 1;
            // A lone number that is not the page's may be a figure of the text.
            let is_other = page_number(&line.text)
                .is_some_and(|number| label.is_some_and(|label| !label.eq_ignore_ascii_case(&number)));
            let is_beside = edge.contains(&(at - 1))
                && count(&line.text) <= MAX_HEAD
                && !is_caption(&line.text)
                && levels.iter().any(|y| (y - line.y).abs() <= 3.0);
            !is_beside && (!is_head || is_other)
        });
    }
    Stripped { pages, printed }
}

/// The levels on which the page's own label stands, first or last in its line.
fn numbered_levels(lines: &[Line], edge: &[usize], label: Option<&String>, body: f32) -> Vec<f32> {
    let Some(label) = label else { return Vec::new() };
    let bears = |line: &&Line| {
        let lone = page_number(&line.text);
        let is_section = lone.is_none() && line.size > body * LARGER;
        let is_note = lone.is_none() && tells_something(&line.text);
        let numbers = lone.into_iter().chain(outer_numbers(&line.text).into_iter().filter(|_| !is_section));
        !is_note
            && count(&line.text) <= MAX_HEAD
            && numbers.into_iter().any(|number| number.eq_ignore_ascii_case(label))
    };
    edge.iter().filter_map(|&at| lines.get(at)).filter(bears).map(|line| line.y).collect()
}

/// "1 Annual averages. In the last quarter the output ex-": a note that begins with the number of its page, and no running
/// head: a sentence ends in it, or a word is parted at its end.
fn tells_something(text: &str) -> bool {
    const LONG: usize = 5;
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_long = |word: &&str| word.chars().filter(|c| c.is_lowercase()).count() >= LONG;
    let ends_sentence = |pair: &[&str]| match pair {
        [one, two] => one.ends_with('.') && is_long(one) && two.starts_with(char::is_uppercase),
        _ => false,
    };
    let is_parted = text.strip_suffix(['-', '‐', '\u{ad}']).is_some_and(|rest| rest.ends_with(char::is_lowercase));
    let is_closed = text.ends_with('.') && words.len() >= LONG && words.last().is_some_and(is_long);
    text.starts_with(|c: char| c.is_ascii_digit()) && (is_parted || is_closed || words.windows(2).any(ends_sentence))
}

/// The lines at the head and at the foot of a page, from the edges inwards.
fn edge_lines(lines: &[Line], height: f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| match (lines.get(a), lines.get(b)) {
        (Some(a), Some(b)) => a.y.total_cmp(&b.y),
        _ => std::cmp::Ordering::Equal,
    });
    let level = |at: Option<&usize>| at.and_then(|&at| lines.get(at)).map_or(0.0, |line| line.y);
    let (top, bottom) = (level(order.first()), level(order.last()));
    let in_zone = |at: &usize| {
        lines.get(*at).is_some_and(|line| {
            let is_outermost = line.y - top <= 3.0 || bottom - line.y <= 3.0;
            let zone = height * if is_outermost { WIDE_ZONE } else { ZONE };
            line.y < zone || line.y > height - zone
        })
    };
    let head = outer(order.iter().copied(), lines);
    let foot = outer(order.iter().rev().copied(), lines);
    let mut edge: Vec<usize> = head.into_iter().chain(foot).filter(in_zone).collect();
    edge.sort_unstable();
    edge.dedup();
    edge
}

/// The lines of the first few levels.
fn outer(order: impl Iterator<Item = usize>, lines: &[Line]) -> Vec<usize> {
    let (mut levels, mut last) = (0, f32::MIN);
    order
        .take_while(|&at| {
            let Some(line) = lines.get(at) else { return false };
            if (line.y - last).abs() > 3.0 {
                (levels, last) = (levels + 1, line.y);
            }
            levels <= MAX_LEVELS
        })
        .collect()
}

/// What a running head has in common on all pages: its letters, without the numbers.
fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The number of a line that says nothing but the page's: "12", "– 12 –", "Page 12 of 40", "xiv".
fn page_number(text: &str) -> Option<String> {
    const WORDS: [&str; 14] =
        ["page", "p", "seite", "s", "pagina", "página", "стр", "of", "von", "de", "sur", "/", "|", "pág"];
    let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = bare
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut number = None;
    for word in words {
        if WORDS.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        if !is_number(word) || number.is_some() && !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        number = number.or_else(|| Some(word.to_string()));
    }
    number
}

fn is_number(word: &str) -> bool {
    let digits = !word.is_empty() && word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    let roman = !word.is_empty() && word.len() <= 7 && word.bytes().all(|byte| b"ivxlIVXL".contains(&byte));
    digits || roman || prefixed(word).is_some()
}

/// The number of a page that is counted by chapters or appendices, with what stands before it: "A-5", "12-3".
fn prefixed(word: &str) -> Option<(&str, i64)> {
    let at = word.rfind(['-', '–'])?;
    let (chapter, rest) = word.split_at_checked(at)?;
    let number = rest.trim_start_matches(['-', '–']);
    let is_chapter = chapter.len() == 1 && chapter.bytes().all(|byte| byte.is_ascii_uppercase())
        || (1..=2).contains(&chapter.len()) && chapter.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let before = word.get(..word.len() - number.len())?;
    (is_chapter && is_number).then_some((before, number.parse().ok()?))
}

/// The numbers that a running head begins or ends with.
fn outer_numbers(text: &str) -> Vec<String> {
    let part = |word: &&str| is_number(word);
    let split = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '/');
    let words: Vec<&str> = text.split(split).filter(|word| !word.is_empty()).collect();
    let outer = [words.first(), words.last()];
    outer.into_iter().flatten().copied().filter(part).map(str::to_string).collect()
}

/// The number printed on each page: the numbers that rise with the pages, and roman ones before them.
fn printed(candidates: &[Vec<String>]) -> Vec<Option<String>> {
    // What stands before a number, and how far the number is ahead of its page.
    type Run<'a> = (&'a str, i64);
    let run = |page: i64, number: &'_ str| -> Option<(String, i64)> {
        let (before, value) = prefixed(number).or_else(|| Some(("", number.parse().ok()?)))?;
        Some((before.to_string(), value - page))
    };
    let runs: Vec<Vec<(String, i64)>> = (0i64..)
        .zip(candidates)
        .map(|(page, numbers)| {
            let mut mine: Vec<(String, i64)> = numbers.iter().filter_map(|number| run(page, number)).collect();
            mine.sort_unstable();
            mine.dedup();
            mine
        })
        .collect();
    let mut pages_of: FxHashMap<Run<'_>, usize> = FxHashMap::default();
    for (before, offset) in runs.iter().flatten() {
        *pages_of.entry((before, *offset)).or_default() += 1;
    }
    let numbered = candidates.iter().filter(|numbers| !numbers.is_empty()).count();
    let plain = pages_of.iter().filter(|((before, _), _)| before.is_empty());
    let best = plain.max_by_key(|&(&(_, offset), &pages)| (pages, -offset.abs()));
    let offset = best.filter(|&(_, &pages)| pages >= 2 && pages * 2 >= numbered).map(|(&(_, offset), _)| offset);
    (0i64..)
        .zip(candidates.iter().zip(&runs))
        .map(|(page, (numbers, runs))| {
            let of_chapter = runs.iter().find(|(before, offset)| {
                !before.is_empty() && pages_of.get(&(before.as_str(), *offset)).is_some_and(|&pages| pages >= 2)
            });
            match (offset, of_chapter) {
                (None, Some((before, offset))) => Some(format!("{before}{}", page + offset)),
                (Some(offset), _) if page + offset >= 1 => Some((page + offset).to_string()),
                // Roman numbers before the first page that counts.
                (Some(_), _) => {
                    let is_roman = |number: &&String| number.bytes().all(|byte| byte.is_ascii_alphabetic());
                    numbers.iter().find(is_roman).map(|number| number.to_lowercase())
                }
                (None, None) => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[(&str, f32)], page: usize) -> Vec<Line> {
        let line = |(text, y): &(&str, f32)| Line {
            text: text.to_string(),
            x0: 50.0,
            x1: 500.0,
            y: *y,
            size: 10.0,
            bold: false,
            page,
            stretch: 0,
        };
        texts.iter().map(line).collect()
    }

    #[test]
    fn heads_and_numbers_that_return_are_taken_out_and_name_the_pages() {
        let pages = vec![
            page(&[("Harbour Review 33", 40.0), ("The pier sank.", 300.0)], 0),
            page(&[("34 Ana Ruiz", 40.0), ("It rained.", 300.0), ("14", 310.0)], 1),
            page(&[("Harbour Review 35", 40.0), ("It stopped.", 300.0)], 2),
            page(&[("36 Ana Ruiz", 41.0), ("The end.", 300.0)], 3),
        ];
        let stripped = strip(pages, &[800.0; 4], None);
        let texts: Vec<&str> = stripped.pages.iter().flatten().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["The pier sank.", "It rained.", "14", "It stopped.", "The end."]);
        let labels: Vec<String> = stripped.printed.into_iter().flatten().collect();
        assert_eq!(labels, ["33", "34", "35", "36"]);
    }

    #[test]
    fn a_note_with_the_number_of_its_page_is_no_running_foot() {
        let note = "1 Annual averages. In the last quarter the output ex-";
        let pages = vec![
            page(&[("The pier sank.", 300.0), (note, 760.0), ("ceeded 650 crates.", 770.0), ("1", 790.0)], 0),
            page(&[("It rained.", 300.0), ("2", 790.0)], 1),
            page(&[("It stopped.", 300.0), ("3 Harbour Review", 790.0)], 2),
        ];
        let stripped = strip(pages, &[800.0; 3], None);
        let texts: Vec<&str> = stripped.pages.iter().flatten().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["The pier sank.", note, "ceeded 650 crates.", "It rained.", "It stopped."]);
    }

    #[test]
    fn pages_that_are_counted_by_chapters_are_called_so() {
        let pages: Vec<Vec<Line>> = ["A-5", "A-6", "B-1", "B-2"]
            .iter()
            .enumerate()
            .map(|(at, number)| page(&[("The pier sank.", 300.0), (number, 780.0)], at))
            .collect();
        let stripped = strip(pages, &[800.0; 4], None);
        assert_eq!(stripped.pages.iter().map(Vec::len).sum::<usize>(), 4);
        assert_eq!(stripped.printed.into_iter().flatten().collect::<Vec<_>>(), ["A-5", "A-6", "B-1", "B-2"]);
    }

    #[test]
    fn a_running_head_below_a_wide_margin_is_taken_out() {
        let pages = (0..4).map(|at| page(&[("Silt and Stone", 130.0), ("The pier sank.", 300.0)], at)).collect();
        let stripped = strip(pages, &[800.0; 4], None);
        let texts: Vec<&str> = stripped.pages.iter().flatten().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["The pier sank."; 4]);
    }

    #[test]
    fn a_page_number_is_known_in_its_usual_dresses() {
        let known = ["12", "– 12 –", "Page 3 of 10", "xiv", "3/10", "Seite 4"].map(page_number);
        assert_eq!(known.map(Option::unwrap_or_default), ["12", "12", "3", "xiv", "3", "4"]);
        assert_eq!(["12 ships", "of the pier", "May 2020"].map(page_number), [None, None, None]);
    }
}
