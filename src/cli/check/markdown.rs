//! A report for fact-checkers, to paste into a pull request: every quotation with its verdict, place and excerpt.

use std::fmt::Write;

use super::summary::summary;
use super::{Checked, Outcome};
use crate::cli::json::{Range, Source};
use crate::corpus::Place;
use crate::ide::markdown::{code, escape};

/// The most of a quotation or an excerpt that a cell holds, in code points.
const LONGEST_CELL: usize = 300;

/// The count, what is wrong, and the quotations, note by note.
pub(super) fn report(outcome: &Outcome<'_>) -> String {
    let mut out = format!("## ibid check\n\n{}\n", summary(&outcome.checked));
    for checked in &outcome.checked {
        let Checked { shown, note, report, .. } = checked;
        if report.diagnostics.is_empty() && report.quotes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n### {}", cell(&code(shown)));
        if !report.diagnostics.is_empty() {
            out.push_str("\n| Line | Level | Code | Says | Source |\n|---:|---|---|---|---|\n");
        }
        for found in &report.diagnostics {
            let Range { line, .. } = Range::new(&note.text, &note.lines, found.span);
            let message = text(outcome.message(found));
            let place = found.source.map_or(String::new(), |place| place_of(outcome, place));
            let link = format!("[{}]({})", found.code, found.code.page());
            let _ = writeln!(out, "| {line} | {} | {link} | {message} | {place} |", found.severity.name());
        }
        quotations(outcome, checked, &mut out);
    }
    out
}

fn quotations(outcome: &Outcome<'_>, Checked { note, report, .. }: &Checked, out: &mut String) {
    if report.quotes.is_empty() {
        return;
    }
    let excerpts = outcome.excerpts;
    let (header, rule) = if excerpts { (" Quotation |", "---|") } else { ("", "") };
    let (last, last_rule) = if excerpts { (" The source has |", "---|") } else { ("", "") };
    let _ = writeln!(out, "\n| Line |{header} Verdict | Place |{last}\n|---:|{rule}---|---|{last_rule}");
    for quote in &report.quotes {
        let Some(quotation) = note.quotations.get(quote.quotation) else { continue };
        let Range { line, .. } = Range::new(&note.text, &note.lines, quotation.inner);
        let place = quote.source.map_or(String::new(), |place| place_of(outcome, place));
        let verdict = match quote.verdict.reason() {
            Some(reason) => format!("{}: {reason}", quote.verdict.name()),
            None => quote.verdict.name().to_string(),
        };
        let _ = write!(out, "| {line} |");
        if excerpts {
            let _ = write!(out, " {} |", text(quotation.words.text()));
        }
        let _ = write!(out, " {verdict} | {place} |");
        if excerpts {
            let words = quote.source.map_or(String::new(), |place| {
                let source = &outcome.workspace.corpus.article(place.article).article().source;
                text(place.span.of(source))
            });
            let _ = write!(out, " {words} |");
        }
        out.push('\n');
    }
}

fn place_of(outcome: &Outcome<'_>, place: Place) -> String {
    let Source { path, range, .. } = Source::new(&outcome.workspace.corpus, place);
    cell(&code(&format!("{path}:{}:{}", range.line, range.column)))
}

/// Words of an article or a note as they stand in a cell: shown, not obeyed, and not without end.
fn text(words: &str) -> String {
    let cut = match words.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words)),
        None => words.to_string(),
    };
    // GitHub would tell somebody of each name behind an `@`.
    cell(&escape(&cut)).replace('@', "@\u{200B}")
}

/// Nothing in a cell ends it.
fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for c in markdown.chars() {
        if matches!(c, '\n' | '\r') {
            out.push(' ');
            continue;
        }
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_ends_it_or_is_obeyed() {
        let shown = text("a | b\n`x` <img src=x> ![p](u) \u{202e} @octocat\u{1b}");
        assert!(!shown.contains(['\n', '\u{202e}', '\u{1b}']), "{shown}");
        assert!(!shown.contains(" | ") && !shown.contains(" <img") && !shown.contains("@octocat"), "{shown}");
        assert_eq!(cell("`a|b`"), "`a\\|b`");
        assert_eq!(cell("a \\| b"), "a \\| b");
    }
}
