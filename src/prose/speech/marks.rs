//! Which stretches of a paragraph stand in quotation marks.

use crate::text::Span;
use crate::text::normal::{is_double_mark, is_single_mark};

/// Which side of a quotation a mark stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Before its first word.
    Opening,
    /// Behind its last.
    Closing,
}

impl Side {
    /// Told by what stands beside the mark that begins at the byte `at`, else by its shape: the mark that closes in
    /// one language opens in another. `None` for an apostrophe and where nothing fits.
    pub fn of(text: &str, at: usize) -> Option<Side> {
        let mut from = text.get(at..)?.chars();
        let mark = from.next()?;
        let after = from.next();
        let before = text.get(..at)?.chars().next_back();
        let is_mark = |c: char| is_double_mark(c) || is_single_mark(c);
        let outside = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—') || is_mark(c));
        let ends = before.is_some_and(|c| matches!(c, '.' | ',' | '?' | '!' | '…' | '–' | '—'));
        let written = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '[') || is_mark(c));
        let letter = after.is_some_and(char::is_alphanumeric);
        if outside && written {
            return Some(Side::Opening);
        }
        if ends && !letter {
            return Some(Side::Closing);
        }
        if is_single_mark(mark) {
            let stop = after.is_some_and(|c| matches!(c, ',' | '.' | ';'));
            return (!outside && stop).then_some(Side::Closing);
        }
        if !outside && !letter {
            return Some(Side::Closing);
        }
        match mark {
            '“' | '«' | '„' | '「' | '『' => Some(Side::Opening),
            '”' | '»' | '」' | '』' => Some(Side::Closing),
            _ => None,
        }
    }
}

/// A stretch of a paragraph between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quoted {
    /// What stands between the marks.
    pub inner: Span,
    /// Whether a mark opens it; else it begins with the paragraph.
    pub opened: bool,
    /// Whether a mark closes it; else the next paragraph goes on with it.
    pub closed: bool,
}

/// The quoted stretches of the paragraph at `block`, in order. Single marks count where there are no double ones.
pub fn quoted(text: &str, block: Span) -> Vec<Quoted> {
    let paragraph = block.of(text);
    let double = paragraph.contains(is_double_mark);
    let is_mark = |c: char| if double { is_double_mark(c) } else { is_single_mark(c) };
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    for (at, mark) in paragraph.char_indices().filter(|(_, c)| is_mark(*c)) {
        let (from, behind) = (block.start() + at, block.start() + at + mark.len_utf8());
        match Side::of(text, from) {
            Some(Side::Opening) => open = Some(open.unwrap_or(behind)),
            Some(Side::Closing) => {
                if let Some(start) = open.take() {
                    all.push(Quoted { inner: Span::new(start, from), opened: true, closed: true });
                }
            }
            None => {}
        }
    }
    if let Some(start) = open {
        all.push(Quoted { inner: Span::new(start, block.end()), opened: true, closed: false });
    }
    all
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
                quoted(text, Span::new(0, text.len())).iter().map(|q| (q.inner.of(text), q.closed)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
