//! The edit that restores the source's words inside a quotation.

use super::nested::Writing;
use super::{Fix, TextEdit};
use crate::check::context::Context;
use crate::corpus::Finding;
use crate::note::{BlockKind, Quotation};
use crate::prose::matching::Edit;
use crate::text::Span;

/// Replaces, in the note, exactly the words that differ: marks, wrapping and mark-up around them stay as they are.
pub(in crate::check) fn use_source_words(
    context: &Context<'_>,
    quotation: &Quotation,
    finding: &Finding,
) -> Option<Fix> {
    let article = context.corpus().article(finding.article).article();
    let source = article.prose.text();
    let kind = context.note.blocks.get(quotation.block).map_or(BlockKind::Paragraph, |block| block.kind);
    let place = Place { note: &context.note.text, quotation, source, writing: Writing::new(quotation.style, kind) };
    let edits: Option<Vec<TextEdit>> = finding.found.edits.iter().map(|edit| place.text_edit(edit)).collect();
    let edits = edits.filter(|edits| !edits.is_empty())?;
    Some(Fix::of("Use the source's words", true, edits))
}

/// Where the words are put.
struct Place<'a> {
    note: &'a str,
    quotation: &'a Quotation,
    source: &'a str,
    writing: Writing,
}

/// What stands between two words of the note: `before` a line break (mark-up), the break with the signs that begin
/// the next line, and what is `behind` it.
struct Gap<'a> {
    before: &'a str,
    line_break: &'a str,
    behind: &'a str,
}

impl Place<'_> {
    fn text_edit(&self, edit: &Edit) -> Option<TextEdit> {
        let words = self.quotation.words.text();
        let new: Vec<String> =
            edit.source.of(self.source).split_whitespace().map(|word| self.writing.write(word)).collect();
        if edit.quoted.is_empty() {
            // Words that the note lacks go before the word that follows them, or behind the last.
            let at = self.quotation.words.source(edit.quoted).start();
            let behind = words.get(edit.quoted.start()..)?.trim().is_empty();
            let new = new.join(" ");
            let text = if behind { format!(" {new}") } else { format!("{new} ") };
            return Some(TextEdit { span: Span::at(at), text });
        }
        let old = self.words_of(edit.quoted);
        let (first, last) = (*old.first()?, *old.last()?);
        let gaps: Vec<Gap<'_>> = old
            .windows(2)
            .filter_map(|pair| Some(Gap::new(self.note.get(pair.first()?.end()..pair.last()?.start())?)))
            .collect();
        let mut span = first.join(last);
        let mut text = String::new();
        let kept = new.len().saturating_sub(1).min(gaps.len());
        for (index, word) in new.iter().enumerate() {
            text.push_str(word);
            match gaps.get(index).filter(|_| index < kept) {
                Some(gap) => gap.write(&mut text),
                None if index + 1 < new.len() => text.push(' '),
                None => {}
            }
        }
        let rest = gaps.get(kept..).unwrap_or(&[]);
        rest.iter().for_each(|gap| {
            text.push_str(gap.before.trim());
            text.push_str(gap.behind.trim());
        });
        let line_break = rest.iter().map(|gap| gap.line_break).find(|gap| !gap.is_empty());
        if new.is_empty() && text.is_empty() {
            span = self.with_empty_mark_up(span);
            span = self.with_a_space(span, line_break.is_some());
        }
        if let Some(line_break) = line_break {
            let next = self.note.get(span.end()..).unwrap_or("");
            let blanks = next.len() - next.trim_start_matches([' ', '\t']).len();
            // The rest of the line goes to the next one.
            if blanks > 0 {
                span = Span::new(span.start(), span.end() + blanks);
                text.push_str(line_break);
            }
        }
        Some(TextEdit { span, text })
    }

    /// Where each word of a part of the quotation stands in the note.
    fn words_of(&self, part: Span) -> Vec<Span> {
        let words = self.quotation.words.text();
        let text = part.of(words);
        let at = |word: &str| part.start() + (word.as_ptr() as usize - text.as_ptr() as usize);
        text.split_whitespace()
            .map(|word| self.quotation.words.source(Span::new(at(word), at(word) + word.len())))
            .collect()
    }

    /// `span` with the signs of emphasis around it that would be left with nothing between them.
    fn with_empty_mark_up(&self, mut span: Span) -> Span {
        loop {
            let before = self.note.get(..span.start()).and_then(|text| text.chars().next_back());
            let behind = self.note.get(span.end()..).and_then(|text| text.chars().next());
            match (before, behind) {
                (Some(before), Some(behind)) if before == behind && matches!(before, '*' | '_' | '=' | '~') => {
                    span = Span::new(span.start() - 1, span.end() + 1);
                }
                _ => return span,
            }
        }
    }

    /// `span` with the space behind it, or before it at the end of a line or of the quotation.
    fn with_a_space(&self, span: Span, breaks: bool) -> Span {
        let before = self.note.get(..span.start()).unwrap_or("");
        let behind = self.note.get(span.end()..).unwrap_or("");
        let blank = |c: char| c == ' ' || c == '\t' || c == '\u{a0}';
        match (before.chars().next_back().filter(|c| blank(*c)), behind.chars().next().filter(|c| blank(*c))) {
            // The break that is kept takes the place of the space behind.
            (_, Some(_)) if breaks => match before.chars().next_back().filter(|c| blank(*c)) {
                Some(c) => Span::new(span.start() - c.len_utf8(), span.end()),
                None => span,
            },
            (_, Some(c)) if !self.begins_line(span.start()) || behind.len() > 1 => {
                Span::new(span.start(), span.end() + c.len_utf8())
            }
            (Some(c), _) if !self.begins_line(span.start()) => Span::new(span.start() - c.len_utf8(), span.end()),
            // A word alone on its line goes with its line.
            _ => {
                let gap = Gap::new(self.up_to_word(span.end()));
                if self.begins_line(span.start()) && !gap.line_break.is_empty() && gap.before.trim().is_empty() {
                    Span::new(span.start(), span.end() + gap.before.len() + gap.line_break.len())
                } else {
                    span
                }
            }
        }
    }

    fn begins_line(&self, at: usize) -> bool {
        let line = self.note.get(..at).unwrap_or("").rsplit(['\n', '\r']).next().unwrap_or("");
        line.chars().all(|c| c.is_whitespace() || c == '>')
    }

    /// What stands behind `at` up to the next character that is neither white space nor the sign of a block quote.
    fn up_to_word(&self, at: usize) -> &str {
        let rest = self.note.get(at..).unwrap_or("");
        let length = rest.find(|c: char| !c.is_whitespace() && c != '>').unwrap_or(rest.len());
        rest.get(..length).unwrap_or("")
    }
}

impl Gap<'_> {
    fn new(raw: &str) -> Gap<'_> {
        let Some(start) = raw.find(['\n', '\r']) else { return Gap { before: raw, line_break: "", behind: "" } };
        let rest = raw.get(start..).unwrap_or("");
        let length = rest.find(|c: char| !c.is_whitespace() && c != '>').unwrap_or(rest.len());
        Gap {
            before: raw.get(..start).unwrap_or(""),
            line_break: rest.get(..length).unwrap_or(""),
            behind: rest.get(length..).unwrap_or(""),
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.before);
        out.push_str(self.line_break);
        out.push_str(self.behind);
    }
}
