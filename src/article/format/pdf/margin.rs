//! The numbers of lines in the margin, as transcripts, bills and court papers have them.

use super::lines::Line;

/// The fewest numbered lines of a page that are taken for a count of its lines.
const FEWEST: usize = 8;

/// Takes the numbers out of the lines of one page that counts them: bare numbers that rise by one from line to line, in
/// front of most of its lines. The numbers of a list have a full stop or a bracket.
pub fn strip(lines: &mut Vec<Line>) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| match (lines.get(a), lines.get(b)) {
        (Some(a), Some(b)) => a.y.total_cmp(&b.y),
        _ => std::cmp::Ordering::Equal,
    });
    let numbered: Vec<(usize, u32)> =
        order.into_iter().filter_map(|at| Some((at, number(&lines.get(at)?.text)?.0))).collect();
    let run = longest_count(&numbered);
    let written = lines.iter().filter(|line| line.text.chars().any(char::is_alphabetic)).count();
    let beside_text = run.iter().filter(|&&at| lines.get(at).is_some_and(|line| number_alone(&line.text).is_none()));
    let apart = run.len() - beside_text.count();
    if run.len() < FEWEST || (run.len() - apart) * 5 < written.saturating_sub(apart) * 3 {
        return;
    }
    let mut at = 0;
    lines.retain_mut(|line| {
        let is_counted = run.contains(&at);
        at += 1;
        if !is_counted {
            return true;
        }
        line.text = number(&line.text).map_or(String::new(), |(_, rest)| rest.to_string());
        !line.text.is_empty()
    });
}

/// The lines of the longest run of numbers that rise by one, other numbers between them left out.
fn longest_count(numbered: &[(usize, u32)]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    // A count begins at the head of a page with 1, or goes on from the page before.
    for (from, &(_, first)) in numbered.iter().enumerate().take(4) {
        let mut next = first;
        let mut run = Vec::new();
        for &(at, number) in numbered.iter().skip(from) {
            if number == next {
                run.push(at);
                next += 1;
            }
        }
        if run.len() > best.len() {
            best = run;
        }
    }
    best
}

/// The bare number that a line begins with, and the rest of the line.
fn number(text: &str) -> Option<(u32, &str)> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_number = (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    Some((first.parse().ok().filter(|_| is_number)?, rest.trim_start()))
}

fn number_alone(text: &str) -> Option<u32> {
    number(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(texts: &[&str]) -> Vec<String> {
        let mut y = 100.0;
        let mut lines: Vec<Line> = texts
            .iter()
            .map(|text| {
                y += 24.0;
                Line {
                    text: (*text).to_string(),
                    x0: 100.0,
                    x1: 500.0,
                    y,
                    size: 12.0,
                    bold: false,
                    page: 0,
                    stretch: 0,
                }
            })
            .collect();
        strip(&mut lines);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_transcript_is_read_without_the_numbers_of_its_lines() {
        let page = [
            "1 THE HEARING",
            "2 The harbour master came on for oral",
            "3 examination before the board at",
            "4 10 o'clock.",
            "5 MR. RUIZ: How many berths were",
            "6 empty?",
            "7 MS. HOLM: Nine.",
            "8",
            "9 MR. RUIZ: Nine of 12.",
        ];
        let texts = stripped(&page);
        assert_eq!(
            texts[1..4],
            ["The harbour master came on for oral", "examination before the board at", "10 o'clock."]
        );
        assert_eq!(texts.last().unwrap(), "MR. RUIZ: Nine of 12.");
        assert!(!texts.contains(&String::new()));
    }

    #[test]
    fn the_figures_of_a_text_stay() {
        let page = [
            "12 ships came.",
            "The pier",
            "13 of them left",
            "again on Monday.",
            "14 did not, and",
            "nobody knew why.",
        ];
        assert_eq!(stripped(&page), page);
        let list: Vec<String> = (1..=9).map(|n| format!("{n}. Berth of the north pier")).collect();
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        assert_eq!(stripped(&list), list);
    }
}
