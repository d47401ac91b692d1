//! Annotations of a GitHub workflow: its workflow commands, one a line.

use std::fmt::Write;

use super::summary::summary;
use super::{Outcome, Slip};
use crate::check::Severity;
use crate::cli::json::Range;
use crate::cli::notes::Left;
use crate::cli::output::safe;

/// One annotation a diagnostic, and the count as the last line.
pub(super) fn annotations(outcome: &Outcome<'_>) -> String {
    let mut out = String::new();
    for Slip { shown, range, message } in &outcome.slips {
        let (file, line) = (property(shown), range.line);
        let _ = writeln!(out, "::warning file={file},line={line},title=slip::{}", data(message));
    }
    for Left { shown, reason } in &outcome.left {
        let _ = writeln!(out, "::error file={},title=not checked::{}", property(shown), data(reason));
    }
    for (checked, found) in outcome.diagnostics() {
        let level = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let Range { line, column, end_line, end_column } =
            Range::new(&checked.note.text, &checked.note.lines, found.span);
        let _ = write!(out, "::{level} file={},line={line},endLine={end_line}", property(&checked.shown));
        // Columns are refused for an annotation of several lines. The last column is drawn too.
        if line == end_line {
            let _ = write!(out, ",col={column},endColumn={}", (end_column - 1).max(column));
        }
        let _ = writeln!(out, ",title={}::{}", property(found.code.name()), data(outcome.message(found)));
    }
    out + &summary(&outcome.checked) + "\n"
}

/// A message as the runner reads it: nothing in it ends the command.
fn data(text: &str) -> String {
    safe(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property, which a colon or comma would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_begin_another_command() {
        assert_eq!(data("100 %\n::error::owned\u{1b}[2J"), "100 %25%0A::error::owned␛[2J");
        assert_eq!(property("a,b:c.md"), "a%2Cb%3Ac.md");
    }
}
