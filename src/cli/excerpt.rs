//! Diagnostics drawn as compilers draw them: the note's line with carets, the source's line under it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::output::{coloured, safe, width};
use crate::check::{Diagnostic, Severity};
use crate::corpus::{Corpus, Place};
use crate::note::Note;
use crate::text::{LineIndex, Span};

/// How much of a long line is shown on either side of what is marked, in bytes.
const AROUND: usize = 60;

/// Draws diagnostics over one corpus.
pub(super) struct Excerpts<'a> {
    corpus: &'a Corpus,
    renderer: Renderer,
}

/// A piece of a text around a span, short enough to read.
struct Window {
    text: String,
    marked: std::ops::Range<usize>,
    line: usize,
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
            Severity::Information => Level::INFO,
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let window = Window::new(&note.text, &note.lines, found.span);
        let (message, shown) = (safe(&found.message), safe(shown));
        let snippet = Snippet::source(window.text)
            .path(shown)
            .line_start(window.line)
            .annotation(AnnotationKind::Primary.span(window.marked));
        let mut groups: Vec<Group<'_>> = vec![level.primary_title(message).id(found.code.name()).element(snippet)];
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
        let window = Window::new(text, &LineIndex::new(text), place.span);
        let snippet = Snippet::source(window.text)
            .path(safe(&entry.shown))
            .line_start(window.line)
            .annotation(AnnotationKind::Context.span(window.marked));
        Level::NOTE.secondary_title(format!("the source, @{}", safe(&entry.key))).element(snippet)
    }
}

impl Window {
    /// The lines that `span` touches, cut to what stands near it.
    fn new(text: &str, lines: &LineIndex, span: Span) -> Window {
        let line = lines.line_of(span.start());
        let first = lines.line(line, text);
        let last = lines.line(lines.line_of(span.end().saturating_sub(1).max(span.start())), text);
        let mut start = first.start().max(span.start().saturating_sub(AROUND));
        let mut end = last.end().min(span.end() + AROUND).max(span.end());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let mut shown = String::new();
        let cut = |yes: bool| if yes { "… " } else { "" };
        shown.push_str(cut(start > first.start()));
        shown.push_str(&one_width(text.get(start..span.start()).unwrap_or("")));
        let from = shown.len();
        shown.push_str(&one_width(span.of(text)));
        let to = shown.len();
        shown.push_str(&one_width(text.get(span.end()..end).unwrap_or("")));
        if end < last.end() {
            shown.push_str(" …");
        }
        Window { text: shown, marked: from..to, line: line + 1 }
    }
}

/// `text` with nothing that a terminal obeys; line breaks of any kind become `\n`.
fn one_width(text: &str) -> String {
    safe(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_what_is_marked() {
        let text = format!("{}NAME{}", "é".repeat(200), "ü".repeat(200));
        let at = text.find("NAME").unwrap();
        let window = Window::new(&text, &LineIndex::new(&text), Span::new(at, at + 4));
        assert_eq!(&window.text[window.marked.clone()], "NAME");
        assert!(window.text.starts_with("… é") && window.text.ends_with("ü …"), "{}", window.text);
        assert!(window.text.len() < 160);
    }
}
