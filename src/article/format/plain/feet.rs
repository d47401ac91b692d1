//! The running heads and feet of printed pages, and the pages' numbers.

use rustc_hash::FxHashMap;

use super::printed::goes_on;
use crate::article::words::{count, ends_sentence, folded};

/// How many feet with rising numbers make pages.
const PAGES: usize = 3;

/// How many words a foot has that tells by itself that it is one.
const TELLING: usize = 3;

/// The longest running head or foot, in words.
const MAX_HEAD: usize = 14;

/// How many of the first lines hold the title and the authors that running heads repeat.
const OPENING: usize = 12;

/// How many lines of a run, from either of its ends, may be printed around a page.
const EDGE: usize = 2;

/// How many words a page has at least between its number and the next page's.
const PAGE_WORDS: usize = 60;

/// What stands before a page's number, `folded`.
const LABELS: [&str; 8] = ["page", "pages", "p.", "pg.", "seite", "pagina", "pag.", "стр."];

/// Those of which one is enough.
const SURE_LABELS: [&str; 3] = ["page", "seite", "pagina"];

/// A run of lines and a line of it.
pub type Place = (usize, usize);

/// The lines of the `runs` that are printed around pages, in order. A page begins at each of the `turns`.
pub fn furniture(runs: &[Vec<&str>], turns: &[Place]) -> Vec<Place> {
    let lines = Lines::new(runs);
    let mut found = lines.feet();
    found.extend(lines.around(turns));
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_unstable();
    found.dedup();
    for _ in 0..EDGE {
        let heads = lines.heads(&found);
        if heads.is_empty() {
            break;
        }
        found.extend(heads);
        found.sort_unstable();
    }
    found.into_iter().filter_map(|at| lines.places.get(at).copied()).collect()
}

/// The lines of all runs, one behind the other.
struct Lines<'a> {
    runs: &'a [Vec<&'a str>],
    places: Vec<Place>,
}

impl<'a> Lines<'a> {
    fn new(runs: &'a [Vec<&'a str>]) -> Lines<'a> {
        let places = runs.iter().enumerate().flat_map(|(run, lines)| (0..lines.len()).map(move |line| (run, line)));
        Lines { runs, places: places.collect() }
    }

    fn line(&self, at: usize) -> Option<&'a str> {
        let &(run, line) = self.places.get(at)?;
        self.runs.get(run)?.get(line).copied()
    }

    /// How many lines stand in the run of this one.
    fn beside(&self, at: usize) -> usize {
        self.places.get(at).and_then(|&(run, _)| self.runs.get(run)).map_or(0, Vec::len)
    }

    fn is_at_edge(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|&(_, line)| line < EDGE || line + EDGE >= self.beside(at))
    }

    /// The lines that pages end or begin with: alike but for a number which rises from page to page.
    fn feet(&self) -> Vec<usize> {
        let mut alike: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
        let mut found: Vec<usize> = Vec::new();
        for at in 0..self.places.len() {
            let Some(numbered) = self.line(at).and_then(numbered) else { continue };
            let is_alone = self.beside(at) == 1;
            if numbered.is_sure() {
                found.push(at);
            } else if is_alone || self.is_at_edge(at) && numbered.is_apart && !numbered.rest.is_empty() {
                alike.entry(folded(numbered.rest)).or_default().push((at, numbered.number));
            }
        }
        for (rest, lines) in alike {
            // Left and right pages may differ.
            let rises = lines.windows(2).all(|pair| match pair {
                [(_, one), (_, two)] => (1..=2).contains(&two.saturating_sub(*one)),
                _ => true,
            });
            // Sections are numbered too; only a page's end cuts sentences.
            let is_bare = !rest.contains(char::is_alphabetic);
            let cuts = || lines.iter().any(|&(at, _)| self.cuts_sentence(at));
            // Two that say more than "Table" are enough.
            let are_enough = lines.len() >= PAGES
                || (count(&rest) >= TELLING || rest.contains("://"))
                    && matches!(lines.as_slice(), [(_, one), (_, two)] if one + 1 == *two);
            if are_enough && rises && (!is_bare || cuts()) {
                found.extend(lines.iter().map(|&(at, _)| at));
            }
        }
        found.extend(self.numbers_at_heads());
        found
    }

    /// The bare numbers of pages that stand directly above a running head, or below a running foot, and rise from page to
    /// page: those tell by what stands beside them, though no page ends within a sentence.
    fn numbers_at_heads(&self) -> Vec<usize> {
        let bare = |at: usize| self.line(at).and_then(numbered).filter(|line| line.rest.is_empty() && !line.is_sure());
        let mut alike: FxHashMap<(bool, String), Vec<(usize, u32)>> = FxHashMap::default();
        for at in (0..self.places.len()).filter(|&at| self.is_at_edge(at)) {
            let Some(number) = bare(at).map(|line| line.number) else { continue };
            let beside = [(true, Some(at + 1)), (false, at.checked_sub(1))];
            for (is_below, head) in
                beside.into_iter().filter_map(|(is_below, beside)| Some((is_below, self.head(beside?)?)))
            {
                alike.entry((is_below, head)).or_default().push((at, number));
            }
        }
        let is_page = |from: usize, to: usize| {
            let mut words = 0;
            (from + 1..to).filter_map(|at| self.line(at)).any(|line| {
                words += count(line);
                words >= PAGE_WORDS
            })
        };
        let mut found: Vec<usize> = Vec::new();
        let mut last = None;
        for ((is_below, _), lines) in alike {
            let rises = lines.windows(2).all(|pair| match pair {
                [(from, one), (to, two)] => (1..=2).contains(&two.saturating_sub(*one)) && is_page(*from, *to),
                _ => true,
            });
            let is_parted =
                || lines.first().is_some_and(|(at, _)| self.is_parted(if is_below { at + 1 } else { at - 1 }));
            if rises && (lines.len() >= PAGES || lines.len() == 2 && is_parted()) {
                last = last.max(lines.last().copied());
                found.extend(lines.iter().map(|&(at, _)| at));
            }
        }
        // No head stands below the number of the last page.
        let end = self.places.len().saturating_sub(1);
        let follows = |line: &Numbered| last.is_some_and(|(at, number)| at < end && line.number == number + 1);
        found.extend(bare(end).filter(follows).map(|_| end));
        found
    }

    /// Whether a wide gap parts a line: the house on the left, the title on the right.
    fn is_parted(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.contains("   "))
    }

    /// Whether a sentence stands on both sides of the line `at`.
    fn cuts_sentence(&self, at: usize) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.line(above));
        above.zip(self.line(at + 1)).is_some_and(|(above, below)| goes_on(above, below))
    }

    /// What stands on both sides of the form feeds: numbers, and lines that come again there.
    fn around(&self, turns: &[Place]) -> Vec<usize> {
        let tops: Vec<usize> = turns.iter().filter_map(|turn| self.places.binary_search(turn).ok()).collect();
        let is_number = |at: usize| self.line(at).and_then(numbered).is_some_and(|line| line.rest.is_empty());
        let mut found: Vec<usize> = Vec::new();
        for side in [|top: usize| top.checked_sub(1), |top: usize| Some(top)] {
            let beside = || tops.iter().filter_map(|&top| side(top));
            found.extend(beside().filter(|&at| is_number(at)));
            let again = |at: usize| {
                let line = self.head(at)?;
                Some(line.chars().filter(|c| !c.is_ascii_digit()).collect::<String>())
            };
            found.extend(repeated(&beside().filter_map(|at| Some((at, again(at)?))).collect::<Vec<_>>()));
        }
        found
    }

    /// The lines beside what is `found` that come again there, or that stand alone and repeat the title or the authors.
    fn heads(&self, found: &[usize]) -> Vec<usize> {
        let is_new = |at: &usize| found.binary_search(at).is_err();
        let named = |at: usize| Some((at, self.head(at)?));
        let below: Vec<(usize, String)> = found.iter().map(|at| at + 1).filter(is_new).filter_map(named).collect();
        let above: Vec<(usize, String)> =
            found.iter().filter_map(|at| at.checked_sub(1)).filter(is_new).filter_map(named).collect();
        // What opens the first page, which no head stands above.
        let first = found.first().copied().unwrap_or_default().min(OPENING);
        let opening: Vec<String> = (0..first).filter_map(|at| self.line(at)).map(folded).collect();
        let opens = |text: &str| opening.iter().any(|line| line.starts_with(text) || repeats_names(line, text));
        let named: Vec<usize> =
            below.iter().filter(|(at, text)| self.beside(*at) == 1 && opens(text)).map(|(at, _)| *at).collect();
        // Browsers print a head on the first page too.
        let top = self.head(0).filter(|top| below.iter().any(|(_, text)| text == top));
        let mut heads = repeated(&below);
        heads.extend(named);
        heads.extend(top.filter(|_| is_new(&0)).map(|_| 0));
        heads.extend(repeated(&above));
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// A line that may be a running head, `folded`.
    fn head(&self, at: usize) -> Option<String> {
        let line = self.line(at)?;
        let may_be =
            (2..=MAX_HEAD).contains(&count(line)) && !ends_sentence(line) && !line.starts_with(char::is_lowercase);
        may_be.then(|| folded(line))
    }
}

/// Those of the lines of which there are several.
fn repeated(lines: &[(usize, String)]) -> Vec<usize> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, text) in lines {
        *times.entry(text).or_default() += 1;
    }
    lines
        .iter()
        .filter(|(_, text)| times.get(text.as_str()).is_some_and(|&times| times > 1))
        .map(|(at, _)| *at)
        .collect()
}

/// "Khan and Stone" of "Ayesha Khan and Farid Stone": every word stands in the line, in order.
fn repeats_names(line: &str, head: &str) -> bool {
    let mut words = line.split_whitespace();
    head.split_whitespace().all(|wanted| words.any(|word| word.trim_matches(',') == wanted.trim_matches(',')))
}

/// A line with a page's number at its beginning or end.
struct Numbered<'a> {
    /// The line without the number.
    rest: &'a str,
    number: u32,
    /// What stands before the number: "page".
    label: Option<String>,
    /// Whether a wide gap or a bar stands between the number and the rest.
    is_apart: bool,
}

impl Numbered<'_> {
    /// Whether one such line is enough: "Harbour Papers        Page 2".
    fn is_sure(&self) -> bool {
        self.is_apart && self.label.as_deref().is_some_and(|label| SURE_LABELS.contains(&label))
    }
}

/// What a line is that begins or ends with a page's number. A number belongs to the words beside it but where a label, a wide
/// gap or a bar stands between them: "Chapter 3" is a heading.
fn numbered(line: &str) -> Option<Numbered<'_>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    let is_figure = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (starts, ends) = (is_figure(line.as_bytes().first()), is_figure(line.as_bytes().last()));
    if !starts && !ends || count(line) > MAX_HEAD {
        return None;
    }
    if ends && let Some(found) = numbered_at_end(line) {
        return Some(found);
    }
    let cut = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at_checked(cut)?;
    let is_apart = rest.starts_with("  ") || rest.starts_with('\t') || rest.trim_start().starts_with(['|', '·', '•']);
    let number = page_number(number).filter(|_| is_apart)?;
    Some(Numbered { rest: rest.trim_start(), number, label: None, is_apart })
}

fn numbered_at_end(line: &str) -> Option<Numbered<'_>> {
    let (mut rest, mut number) = cut_figure(line)?;
    // "2 of 4", "2/4"
    let of = |rest: &str| {
        let before = rest.trim_end().strip_suffix('/').or_else(|| {
            ["of", "von", "de", "sur", "di", "из"]
                .iter()
                .find_map(|of| rest.trim_end().strip_suffix(of)?.strip_suffix(' '))
        })?;
        Some(before.trim_end().len())
    };
    if let Some((before, first)) =
        of(rest).and_then(|end| cut_figure(rest.get(..end)?)).filter(|(_, first)| *first <= number)
    {
        (rest, number) = (before, first);
    }
    let bare = rest.trim_end();
    let label = bare.rsplit(|c: char| c.is_whitespace() || "|·•".contains(c)).next().map(folded);
    let label = label.filter(|label| LABELS.contains(&label.as_str()));
    if label.is_some() {
        rest = bare.trim_end_matches(|c: char| !c.is_whitespace() && !"|·•".contains(c));
    }
    let is_apart = rest.trim().is_empty()
        || rest.ends_with("  ")
        || rest.ends_with('\t')
        || rest.trim_end().ends_with(['|', '·', '•']);
    (is_apart || label.is_some()).then(|| Numbered { rest: rest.trim(), number, label, is_apart })
}

/// A line in front of the figure that it ends with, and that figure.
fn cut_figure(line: &str) -> Option<(&str, u32)> {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((before, page_number(line.get(before.len()..)?)?))
}

fn page_number(figures: &str) -> Option<u32> {
    (1..=4).contains(&figures.len()).then(|| figures.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_is_told_from_the_number_of_a_section() {
        let found = |line: &'static str| numbered(line).map(|found| (found.rest, found.number, found.is_sure()));
        assert_eq!(found("Harbour Papers 12        Page 3"), Some(("Harbour Papers 12", 3, true)));
        assert_eq!(found("Slow Ships        3 of 9"), Some(("Slow Ships", 3, false)));
        assert_eq!(found("Page 3 of 9"), Some(("", 3, true)));
        assert_eq!(found("– 3 –"), Some(("", 3, false)));
        assert_eq!(found("Harbour Papers, page 3"), Some(("Harbour Papers,", 3, false)));
        assert_eq!(found("Chapter 3"), None);
        assert_eq!(found("3. The eastern quay"), None);
    }
}
