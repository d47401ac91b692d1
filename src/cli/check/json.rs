//! The outcome for tools, in the fixed fields that DESIGN promises.

use serde::Serialize;

use super::{Checked, Outcome, Slip};
use crate::check::Severity;
use crate::cli::json::{Range, Source};
use crate::corpus::Place;
use crate::text::Span;

/// The whole outcome.
#[derive(Debug, Serialize)]
pub(super) struct Output<'a> {
    diagnostics: Vec<Diagnostic<'a>>,
    quotes: Vec<Quote<'a>>,
}

#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Range,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Range,
    text: &'a str,
    verdict: &'static str,
    reason: Option<&'static str>,
    cited: Vec<&'a str>,
    source: Option<Source>,
}

/// The code of what is wrong in the analyst's own files.
const SLIP: &str = "slip";

/// Everything that was found, and what is wrong in the analyst's own files.
pub(super) fn of<'a>(outcome: &'a Outcome<'_>) -> Output<'a> {
    let corpus = &outcome.workspace.corpus;
    let slip = |slip: &'a Slip| Diagnostic {
        path: &slip.shown,
        range: slip.range,
        code: SLIP,
        severity: Severity::Warning.name(),
        message: &slip.message,
        source: None,
    };
    let mut diagnostics: Vec<Diagnostic<'a>> = outcome.slips.iter().map(slip).collect();
    let mut quotes = Vec::new();
    let source = |place: Option<Place>| place.map(|place| Source::new(corpus, place));
    for Checked { shown, note, report, .. } in &outcome.checked {
        let range = |span: Span| Range::new(&note.text, &note.lines, span);
        diagnostics.extend(report.diagnostics.iter().map(|found| Diagnostic {
            path: shown,
            range: range(found.span),
            code: found.code.name(),
            severity: found.severity.name(),
            message: outcome.message(found),
            source: source(found.source),
        }));
        quotes.extend(report.quotes.iter().filter_map(|quote| {
            let quotation = note.quotations.get(quote.quotation)?;
            Some(Quote {
                path: shown,
                range: range(quotation.inner),
                text: if outcome.excerpts { quotation.inner.of(&note.text) } else { "" },
                verdict: quote.verdict.name(),
                reason: quote.verdict.reason(),
                cited: quote.cited.iter().map(|&id| corpus.article(id).key.as_str()).collect(),
                source: source(quote.source),
            })
        }));
    }
    Output { diagnostics, quotes }
}
