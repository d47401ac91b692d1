//! The outcome for people at a terminal.

use std::fmt::Write;

use super::summary::summary;
use super::{Checked, Outcome};
use crate::check::Verdict;
use crate::cli::excerpt::Excerpts;
use crate::cli::json::{Range, Source};
use crate::cli::output::{one_line, safe};

/// Every diagnostic drawn, every other quotation with the place that proves it, and the count.
pub(super) fn draw(outcome: &Outcome<'_>) -> String {
    let mut out = String::new();
    let mut pictures = Excerpts::new(&outcome.workspace.corpus);
    for checked in &outcome.checked {
        let Checked { shown, note, report, .. } = checked;
        for found in &report.diagnostics {
            if outcome.excerpts {
                let _ = writeln!(out, "{}\n", pictures.diagnostic(shown, note, found));
            } else {
                let Range { line, column, .. } = Range::new(&note.text, &note.lines, found.span);
                let (level, message) = (found.severity.name(), outcome.message(found));
                let _ = writeln!(out, "{}:{line}:{column}: {level}[{}]: {message}", one_line(shown), found.code);
            }
        }
        out.push_str(&others(outcome, checked));
    }
    let _ = writeln!(out, "{}", summary(&outcome.checked));
    out
}

/// The quotations that no diagnostic speaks of, each with the place that proves it or the reason why none does.
fn others(outcome: &Outcome<'_>, Checked { shown, note, report, .. }: &Checked) -> String {
    let mut out = String::new();
    for quote in &report.quotes {
        let Some(quotation) = note.quotations.get(quote.quotation) else { continue };
        if !quote.verdict.is_sound() && !matches!(quote.verdict, Verdict::Unchecked(_)) {
            continue;
        }
        let Range { line, column, .. } = Range::new(&note.text, &note.lines, quotation.inner);
        let proof = match (quote.source, quote.verdict.reason()) {
            (_, Some(reason)) => reason.to_string(),
            (Some(place), None) => {
                let Source { path, range, .. } = Source::new(&outcome.workspace.corpus, place);
                format!("{path}:{}:{}", range.line, range.column)
            }
            (None, None) => continue,
        };
        let _ = write!(out, "{}:{line}:{column}: {}: {}", one_line(shown), quote.verdict.name(), one_line(&proof));
        if outcome.excerpts {
            let _ = write!(out, "  “{}”", safe(&beginning(quotation.words.text())));
        }
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The first words of a quotation, enough to know it again.
fn beginning(words: &str) -> String {
    const ENOUGH: usize = 48;
    match words.char_indices().nth(ENOUGH) {
        None => words.to_string(),
        Some((end, _)) => {
            let cut = words.get(..end).unwrap_or(words);
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
        }
    }
}
