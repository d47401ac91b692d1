//! The list of references that ibid writes into a note: what stands between two comments.

use crate::text::Span;

/// The comment before the list.
pub const BEGIN: &str = "<!-- ibid: references -->";

/// The comment behind it.
pub const END: &str = "<!-- ibid: end -->";

/// Where the list stands in `text`, its comments included; the first where there are several.
pub fn list(text: &str) -> Option<Span> {
    let start = text.find(BEGIN)?;
    let after = start + BEGIN.len();
    let end = text.get(after..)?.find(END)?;
    Some(Span::new(start, after + end + END.len()))
}
