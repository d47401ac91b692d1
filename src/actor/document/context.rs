//! What stands around a name.

use crate::text::Span;

/// The text before `span` back to the last end of a line, at most `limit` bytes.
pub(super) fn before(text: &str, span: Span, limit: usize) -> &str {
    let mut start = span.start().saturating_sub(limit);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let window = text.get(start..span.start()).unwrap_or("");
    let line = memchr::memrchr(b'\n', window.as_bytes()).map_or(0, |at| at + 1);
    window.get(line..).unwrap_or("")
}

/// The text after `span` up to the next end of a line, at most `limit` bytes.
pub(super) fn after(text: &str, span: Span, limit: usize) -> &str {
    let mut end = (span.end() + limit).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = text.get(span.end()..end).unwrap_or("");
    let line = memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len());
    window.get(..line).unwrap_or("")
}

/// The text between two spans, if the second follows the first in the same line within `limit` bytes.
pub(super) fn between(text: &str, first: Span, second: Span, limit: usize) -> Option<&str> {
    let gap = text.get(first.end()..second.start())?;
    (gap.len() <= limit && !gap.contains('\n')).then_some(gap)
}

/// The last word of `text`, without marks around it.
pub(super) fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric())
}
