//! The outline of a note.

use crate::note::Note;
use crate::text::Span;

/// A section of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The heading's words.
    pub name: String,
    /// The whole section: to the next heading of the same or a higher level.
    pub span: Span,
    /// The heading alone.
    pub heading: Span,
    /// The sections inside, in order.
    pub children: Vec<Symbol>,
}

/// The sections of `note`, nested as its headings are.
pub fn symbols(note: &Note) -> Vec<Symbol> {
    let mut done = Vec::new();
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    for heading in &note.headings {
        close(&mut open, &mut done, heading.level, heading.span.start());
        let name = if heading.text.trim().is_empty() { "(untitled)" } else { &heading.text };
        let symbol = Symbol { name: name.to_string(), span: heading.span, heading: heading.span, children: Vec::new() };
        open.push((heading.level, symbol));
    }
    close(&mut open, &mut done, 0, note.text.len());
    done
}

/// Ends the open sections at `level` or below it, at the byte `end`.
fn close(open: &mut Vec<(u8, Symbol)>, done: &mut Vec<Symbol>, level: u8, end: usize) {
    while let Some((_, mut symbol)) = open.pop_if(|(open, _)| *open >= level) {
        symbol.span = Span::new(symbol.span.start(), end.max(symbol.span.end()));
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(symbol),
            None => done.push(symbol),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Heading;

    fn outline(levels: &[u8]) -> String {
        let mut note = Note::read("".into());
        note.text = " ".repeat(levels.len() * 10).into();
        note.headings = (levels.iter().zip(0..))
            .map(|(&level, n)| Heading { level, text: format!("h{n}"), span: Span::new(n * 10, n * 10 + 2) })
            .collect();
        fn shown(symbols: &[Symbol]) -> String {
            let one = |s: &Symbol| format!("{} {}..{}[{}]", s.name, s.span.start, s.span.end, shown(&s.children));
            symbols.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        shown(&symbols(&note))
    }

    #[test]
    fn a_section_reaches_to_the_next_heading_of_its_level() {
        assert_eq!(outline(&[1, 2, 2, 1]), "h0 0..30[h1 10..20[] h2 20..30[]] h3 30..40[]");
    }

    #[test]
    fn skipped_and_reversed_levels_still_nest() {
        assert_eq!(outline(&[3, 1, 4, 2]), "h0 0..10[] h1 10..40[h2 20..30[] h3 30..40[]]");
    }
}
