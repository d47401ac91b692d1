//! What of a note can be folded away: front matter, sections, lists, block quotes, code, tables, comments.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Note, front_matter, mask, outline};
use crate::text::{LineIndex, Span};

/// A part of a text that can be folded: its first line stays, the others go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// From its first byte to its last that is not white space.
    pub span: Span,
    /// Whether it is no text for a reader: a comment of the writer's, what stands around an article on its page.
    pub is_aside: bool,
}

impl Note {
    /// What can be folded, in order: no two begin on the same line, and each lies in another or apart from it. Reads
    /// the text once more, in time linear in its length.
    pub fn folds(&self) -> Vec<Fold> {
        let text = &*self.text;
        let front = front_matter::read(text).span;
        let mut reader = Reader::new(text, &self.lines);
        reader.add(front, false);
        for hidden in mask::hidden(text) {
            reader.add(hidden, hidden.of(text).starts_with("%%"));
        }
        let masked = mask::mask(text);
        let body = masked.get(front.end()..).unwrap_or("");
        for (event, range) in Parser::new_ext(body, outline::options()).into_offset_iter() {
            reader.event(&event, Span::from(range).shifted(front.end()));
        }
        reader.close_sections(HeadingLevel::H1, text.len());
        one_a_line(reader.found, &self.lines)
    }
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    found: Vec<Fold>,
    /// The sections that are open, outermost first, by the level and the beginning of their headings.
    sections: Vec<(HeadingLevel, usize)>,
    /// For each list that is open where it begins, and whether its first item has more than one line.
    lists: Vec<(Span, Option<bool>)>,
    /// How many block quotes, lists and footnotes are open: what stands in one of them begins no section.
    depth: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, lines: &'a LineIndex) -> Reader<'a> {
        Reader { text, lines, found: Vec::new(), sections: Vec::new(), lists: Vec::new(), depth: 0 }
    }

    fn event(&mut self, event: &Event, span: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) if self.depth == 0 => {
                self.close_sections(*level, span.start());
                self.sections.push((*level, span.start()));
            }
            Event::Start(Tag::List(_)) => {
                self.depth += 1;
                self.lists.push((span, None));
            }
            Event::Start(Tag::Item) => {
                let is_long = self.add(span, false);
                if let Some((_, first)) = self.lists.last_mut() {
                    first.get_or_insert(is_long);
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.depth = self.depth.saturating_sub(1);
                // Where the first item has several lines, folding at its line folds that item.
                if let Some((list, Some(false))) = self.lists.pop() {
                    self.add(list, false);
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                self.depth += 1;
                self.add(span, false);
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_)) => drop(self.add(span, false)),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let is_comment = span.of(self.text).trim_start().starts_with("<!--");
                self.add(span, is_comment);
            }
            _ => {}
        }
    }

    /// Ends the open sections at `level` or below it, at the byte `end`.
    fn close_sections(&mut self, level: HeadingLevel, end: usize) {
        while let Some((_, start)) = self.sections.pop_if(|(open, _)| *open >= level) {
            self.add(Span::new(start, end), false);
        }
    }

    /// Takes in what has more than one line, and says whether it has.
    fn add(&mut self, span: Span, is_aside: bool) -> bool {
        let (fold, is_long) = trimmed(span, self.text, self.lines);
        if is_long {
            self.found.push(Fold { span: fold, is_aside });
        }
        is_long
    }
}

/// `span` without the white space around it, and whether that has more than one line.
pub fn trimmed(span: Span, text: &str, lines: &LineIndex) -> (Span, bool) {
    let whole = span.of(text);
    let start = span.start() + whole.len() - whole.trim_start().len();
    let span = Span::new(start, start + whole.trim().len());
    (span, lines.line_of(span.start()) < lines.line_of(span.end()))
}

/// `folds` in order, the largest of those that begin on one line, and without those that overlap another half.
pub fn one_a_line(mut folds: Vec<Fold>, lines: &LineIndex) -> Vec<Fold> {
    folds.sort_by_key(|fold| (lines.line_of(fold.span.start()), std::cmp::Reverse(fold.span.end())));
    folds.dedup_by_key(|fold| lines.line_of(fold.span.start()));
    let mut open: Vec<usize> = Vec::new();
    folds.retain(|fold| {
        open.retain(|&end| end > fold.span.start());
        let fits = open.last().is_none_or(|&end| fold.span.end() <= end);
        if fits {
            open.push(fold.span.end());
        }
        fits
    });
    folds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_may_end_in_any_way() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["---", "title: x", "---", "# One", "", "> a", "> b", "", "- c", "- d", ""].join(end);
            let note = Note::read(text.as_str().into());
            let lines = |fold: Fold| (note.lines.line_of(fold.span.start()), note.lines.line_of(fold.span.end()));
            let folds: Vec<(usize, usize)> = note.folds().into_iter().map(lines).collect();
            assert_eq!(folds, [(0, 2), (3, 9), (5, 6), (8, 9)], "{end:?}");
        }
    }
}
