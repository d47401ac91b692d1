//! Diagnostics drawn as compilers draw them: the note's line with carets, the source's line under it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};

use super::output::{coloured, one_line, safe, width};
use crate::check::{Diagnostic, Severity};
use crate::corpus::{Corpus, Place};
use crate::note::Note;
use crate::text::{LineIndex, Span};

/// Of a longer line only so many bytes are drawn on either side of what is marked; the renderer cuts the rest to the
/// width of the terminal.
const LONGEST_SIDE: usize = 8192;

/// Draws diagnostics over one corpus.
pub(super) struct Excerpts<'a> {
    corpus: &'a Corpus,
    renderer: Renderer,
}

/// The lines that a span touches, made harmless.
struct Lines {
    text: String,
    marked: std::ops::Range<usize>,
    /// The number of the first line, from 1.
    number: usize,
}

impl<'a> Excerpts<'a> {
    /// For a terminal or a pipe, as standard output is.
    pub(super) fn new(corpus: &'a Corpus) -> Excerpts<'a> {
        let renderer = if coloured() { Renderer::styled() } else { Renderer::plain() };
        Excerpts { corpus, renderer: renderer.decor_style(DecorStyle::Unicode).term_width(width()) }
    }

    /// One diagnostic of `note`, whose path is `shown`.
    pub(super) fn diagnostic(&mut self, shown: &str, note: &Note, found: &Diagnostic) -> String {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO.with_name(Severity::Information.name()),
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let lines = Lines::new(&note.text, &note.lines, found.span);
        let title = level.primary_title(safe(&found.message).into_owned()).id(found.code.name());
        let mut groups: Vec<Group<'_>> = vec![lines.drawn(title, shown, AnnotationKind::Primary)];
        if let Some(place) = found.source {
            groups.push(self.source(place));
        }
        if let Some(fix) = found.fixes.first() {
            groups.push(Group::with_title(Level::HELP.secondary_title(safe(&fix.title).into_owned())));
        }
        self.renderer.render(&groups)
    }

    fn source(&self, place: Place) -> Group<'a> {
        let entry = self.corpus.article(place.article);
        let text = &entry.article().source;
        let lines = Lines::new(text, &LineIndex::new(text), place.span);
        let title = Level::NOTE.secondary_title(format!("the source, @{}", safe(&entry.key)));
        lines.drawn(title, &entry.shown, AnnotationKind::Context)
    }
}

impl Lines {
    fn new(text: &str, index: &LineIndex, span: Span) -> Lines {
        let line = index.line_of(span.start());
        let last = index.line_of(span.end().saturating_sub(1).max(span.start()));
        let start =
            index.line(line, text).start().max(text.floor_char_boundary(span.start().saturating_sub(LONGEST_SIDE)));
        let end = index.line(last, text).end().min(text.ceil_char_boundary(span.end() + LONGEST_SIDE)).max(span.end());
        let mut shown = printable(text.get(start..span.start()).unwrap_or(""));
        let from = shown.len();
        shown.push_str(&printable(span.of(text)));
        let to = shown.len();
        shown.push_str(&printable(text.get(span.end()..end).unwrap_or("")));
        Lines { text: shown, marked: from..to, number: line + 1 }
    }

    fn drawn<'a>(self, title: Title<'a>, path: &str, kind: AnnotationKind) -> Group<'a> {
        let snippet = Snippet::source(self.text).path(one_line(path).into_owned()).line_start(self.number);
        title.element(snippet.annotation(kind.span(self.marked)))
    }
}

/// `text` with nothing that a terminal obeys; line breaks of any kind become `\n`.
fn printable(text: &str) -> String {
    safe(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_span_are_whole_and_harmless() {
        let text = "one\r\ntwo \u{1b}[2J NAME here\r\nthree";
        let at = text.find("NAME").unwrap();
        let lines = Lines::new(text, &LineIndex::new(text), Span::new(at, at + 4));
        assert_eq!((lines.text.as_str(), lines.number), ("two ␛[2J NAME here", 2));
        assert_eq!(&lines.text[lines.marked.clone()], "NAME");
    }

    #[test]
    fn an_endless_line_is_cut() {
        let text = format!("{}NAME{}", "é".repeat(1 << 20), "ü".repeat(1 << 20));
        let at = text.find("NAME").unwrap();
        let lines = Lines::new(&text, &LineIndex::new(&text), Span::new(at, at + 4));
        assert_eq!(&lines.text[lines.marked.clone()], "NAME");
        assert!(lines.text.len() <= 2 * LONGEST_SIDE + 8);
    }
}
