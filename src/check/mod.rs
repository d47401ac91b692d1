//! One rule a file: (workspace, note) to diagnostics with fixes. The same in the editor and on the command line.

mod cited;
mod context;
mod judge;
pub mod mend;
mod names;
mod rules;
#[cfg(test)]
mod tests;
pub mod verdict;

pub use crate::workspace::code::{Code, Severity};
pub use cited::{Cited, citations};
pub use mend::{Fix, FixKind, TextEdit};
pub use verdict::{QuoteVerdict, Unchecked, Verdict};

use std::path::Path;

use crate::corpus::Place;
use crate::corpus::threads::each;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;
use context::Context;

/// Something a note gets wrong, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// How grave, as configured.
    pub severity: Severity,
    /// Where in the note.
    pub span: Span,
    /// What is wrong and what to do, for the analyst.
    pub message: String,
    /// The place in the corpus that proves it.
    pub source: Option<Place>,
    /// Edits that mend it, the best first.
    pub fixes: Vec<Fix>,
}

/// Everything the rules say of a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// In the order of the note.
    pub diagnostics: Vec<Diagnostic>,
    /// One for each of [`Note::quotations`] that counts as a quotation, in the order of the note.
    pub quotes: Vec<QuoteVerdict>,
}

/// Checks `note`, which lies or would lie at `path`.
pub fn check(workspace: &Workspace, path: &Path, note: &Note) -> Report {
    let context = Context::new(workspace, path, note);
    // A rule that is off is not even asked.
    let asked = rules::ALL.iter().filter_map(|(code, rule)| Some((*code, *rule, workspace.config.level(*code)?)));
    let asked: Vec<_> = asked.collect();
    let found = each(&asked, |(code, rule, severity)| {
        let found = rule(&context).into_iter().map(|found| Diagnostic {
            code: *code,
            severity: *severity,
            span: found.span,
            message: found.message,
            source: found.source,
            fixes: found.fixes,
        });
        found.collect::<Vec<_>>()
    });
    let mut diagnostics: Vec<Diagnostic> = found.into_iter().flatten().collect();
    silence(note, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let quotes = context.judged.iter().map(|judged| QuoteVerdict {
        quotation: judged.quotation,
        verdict: judged.verdict,
        cited: judged.cited.clone(),
        source: judged.best().map(|finding| workspace.corpus.place(finding.article, finding.found.span)),
    });
    Report { diagnostics, quotes: quotes.collect() }
}

/// What is said of a quotation can also be taken back: each gets the comments that silence it as its last fixes.
fn silence(note: &Note, diagnostics: &mut [Diagnostic]) {
    for found in diagnostics.iter_mut().filter(|found| found.code.is_of_quotation()) {
        let quotation = note.quotations.iter().find(|quotation| quotation.inner == found.span);
        found.fixes.extend(quotation.map_or(Vec::new(), |quotation| mend::silencing(note, quotation)));
    }
}
