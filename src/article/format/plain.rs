//! Plain text: paragraphs out of lines, whether a paragraph is one long line or is wrapped over many.

use super::header;
use crate::article::draft::{Draft, Paragraph, Setting};
use crate::article::roles::notes::note_number;
use crate::article::words::{ends_sentence, is_blank, is_invisible, is_rule, starts_lower};
use crate::article::wrap::{InnerLine, Joiner, WrapWidth};
use crate::article::{Format, Role};
use crate::text::{LineIndex, Span};

/// Reads a decoded text file.
pub fn draft(source: String) -> Draft {
    let index = LineIndex::new(&source);
    let (header, stated) = header::read(&source, &index);
    let first = header.last().map_or(0, |last| last.line + 1);
    let joiner = Joiner::new(&source);
    let mut paragraphs: Vec<Paragraph> = header
        .iter()
        .map(|line| Paragraph {
            from: line.line,
            to: line.line,
            chunk: 0,
            text: joiner.join(&source, &[line.value]),
            stated: Some(line.role),
            setting: Setting::Plain,
        })
        .collect();
    let chunks = chunks(&source, &index, first);
    let inner = |chunk: &Vec<Line>| {
        let pairs = chunk.iter().zip(chunk.iter().skip(1));
        pairs.map(|(line, next)| InnerLine::new(line.span.of(&source), next.span.of(&source))).collect::<Vec<_>>()
    };
    let width = WrapWidth::of(&chunks.iter().flat_map(inner).collect::<Vec<_>>());
    for (number, chunk) in chunks.iter().enumerate() {
        for lines in paragraphs_of(&source, chunk, width) {
            let (Some(head), Some(last)) = (lines.first(), lines.last()) else { continue };
            let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
            let is_rule = lines.len() == 1 && is_rule(head.span.of(&source));
            paragraphs.push(Paragraph {
                from: head.number,
                to: last.number,
                chunk: number + 1,
                text: joiner.join(&source, &spans),
                stated: is_rule.then_some(Role::Boilerplate),
                setting: if is_item(head.span.of(&source)) { Setting::Item } else { Setting::Plain },
            });
        }
    }
    Draft { format: Format::Plain, source, stated, paragraphs, problems: Vec::new() }
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    number: usize,
    /// The text without the white space around it.
    span: Span,
    /// How many characters of white space it begins with.
    indent: usize,
}

/// The runs of lines without a blank line between them, from line `first` on.
fn chunks(source: &str, index: &LineIndex, first: usize) -> Vec<Vec<Line>> {
    let mut chunks = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for number in first..index.count() {
        let span = index.line(number, source);
        let text = span.of(source);
        if is_blank(text) {
            if !open.is_empty() {
                chunks.push(std::mem::take(&mut open));
            }
            continue;
        }
        let padding = |c: char| c.is_whitespace() || is_invisible(c);
        let start = span.start() + (text.len() - text.trim_start_matches(padding).len());
        let end = span.start() + text.trim_end_matches(padding).len();
        let indent = text.chars().take_while(|&c| padding(c)).count();
        open.push(Line { number, span: Span::new(start, end), indent });
    }
    if !open.is_empty() {
        chunks.push(open);
    }
    chunks
}

/// Cuts a chunk into paragraphs: wrapped lines and the lines of one numbered note stay together.
fn paragraphs_of(source: &str, chunk: &[Line], width: WrapWidth) -> Vec<Vec<Line>> {
    let text = |line: &Line| line.span.of(source);
    let notes = chunk.iter().filter(|line| note_number(text(line)).is_some()).count();
    let is_list_of_notes = notes >= 2 && chunk.first().is_some_and(|line| note_number(text(line)).is_some());
    let mut out: Vec<Vec<Line>> = Vec::new();
    for line in chunk {
        let joined = match out.last().and_then(|open| open.last()) {
            None => false,
            Some(_) if note_number(text(line)).is_some() || is_item(text(line)) => false,
            Some(previous) if is_list_of_notes => text(previous).len() < 400 || !ends_sentence(text(previous)),
            Some(previous) => {
                width.continues(text(previous), text(line))
                    && (line.indent <= previous.indent || starts_lower(text(line)))
            }
        };
        match out.last_mut() {
            Some(open) if joined => open.push(*line),
            _ => out.push(vec![*line]),
        }
    }
    out
}

fn is_item(line: &str) -> bool {
    let mut characters = line.chars();
    characters.next().is_some_and(|c| "-*•·‣▪►–◦".contains(c)) && characters.next().is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        draft(source.to_string()).paragraphs.iter().map(|p| p.as_str().to_string()).collect()
    }

    #[test]
    fn hard_wrapped_lines_become_one_paragraph() {
        let source = "The harbour master had not slept for two days when the\nfirst of the freighters came in. Nobody had told him of\nthe strike, and nobody would have been able to say what\nit was for. He went down to the quay and counted the con-\ntainers himself, as he had done when he was young.\n\nBy noon there were four hundred of them on the quay, and\nmore were coming.\n";
        let texts = texts(source);
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("counted the containers himself"));
        assert!(texts[0].contains("of the strike") || texts[0].contains("told him of the strike"));
    }

    #[test]
    fn lines_that_end_of_their_own_accord_stay_apart() {
        assert_eq!(texts("Politics\nBy Irena Novak\n3 May 2020").len(), 3);
    }

    #[test]
    fn a_note_keeps_its_wrapped_lines() {
        let source = "  1. Ola Berg, “The Long Pier,” Harbour Weekly, retrieved\n    May 3, 2019, from http://example.net/long-\n    pier.\n  2. Interview in Bergen.";
        let texts = texts(source);
        assert_eq!(texts.len(), 2);
        assert!(texts[0].ends_with("long-pier."), "{texts:?}");
    }
}
