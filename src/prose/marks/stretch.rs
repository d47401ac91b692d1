//! Which stretches of an article's paragraph stand in quotation marks, one that the next paragraph goes on with among
//! them.

use super::quoted;
use super::sort::may_be_marks;
use crate::text::Span;
use crate::text::normal::is_double_mark;

/// A stretch of a paragraph between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// What stands between the marks.
    pub inner: Span,
    /// Whether a mark closes it; else it runs to the end of the paragraph, and the next one goes on with it.
    pub closed: bool,
}

/// The quoted stretches of the paragraph at `block`, in order.
pub fn stretches(text: &str, block: Span) -> Vec<Stretch> {
    let paragraph = block.of(text);
    let mut all: Vec<Stretch> = Vec::new();
    let mut end = 0;
    for pair in quoted(paragraph) {
        end = pair.outer.end();
        all.push(Stretch { inner: pair.inner.shifted(block.start()), closed: true });
    }
    if let Some(open) = left_open(paragraph, end) {
        all.push(Stretch { inner: Span::new(block.start() + open, block.end()), closed: false });
    }
    all
}

/// Where the words behind a mark begin that opens a quotation behind the byte `from` and is never closed.
fn left_open(paragraph: &str, from: usize) -> Option<usize> {
    let rest = paragraph.get(from..)?;
    let opens = |at: usize, mark: char| {
        let before = rest[..at].chars().next_back();
        let after = rest[at + mark.len_utf8()..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–'))
            && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '[' | '‘' | '\''))
    };
    let (at, mark) = may_be_marks(rest).find(|&(at, c)| is_double_mark(c) && opens(at, c))?;
    Some(from + at + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_stretches_are_told_in_every_style() {
        let cases: [(&str, &[(&str, bool)]); 6] = [
            ("“It is,” she said, “late.”", &[("It is,", true), ("late.", true)]),
            ("\"It is,\" she said. \"Late.\"", &[("It is,", true), ("Late.", true)]),
            ("„Es ist spät“, sagte sie", &[("Es ist spät", true)]),
            ("‘It’s late,’ she said of the workers’ bus", &[("It’s late,", true)]),
            ("“It is late. The lamps’ oil", &[("It is late. The lamps’ oil", false)]),
            ("nothing’s here", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<(&str, bool)> =
                stretches(text, Span::new(0, text.len())).iter().map(|q| (q.inner.of(text), q.closed)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
