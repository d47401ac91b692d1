//! One rule a file: (workspace, note) to diagnostics with fixes. The same in the editor and on the command line.

mod beside;
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
pub use verdict::{QuoteVerdict, Unchecked, Verdict, nowhere_else};

use std::path::Path;

use crate::corpus::Place;
use crate::corpus::threads::each;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::{Stop, Workspace};
use context::Context;
use judge::{Judged, judge_one};

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
    check_unless(&Stop::default(), workspace, path, note).unwrap_or_default()
}

/// As [`check`], unless it is given up: `stop` is looked at between quotations and between rules.
pub fn check_unless(stop: &Stop, workspace: &Workspace, path: &Path, note: &Note) -> Option<Report> {
    let mut context = Context::new(workspace, path, note, stop);
    context.judge()?;
    // A rule that is off is not even asked.
    let asked = rules::ALL.iter().filter_map(|(code, rule)| Some((*code, *rule, workspace.config.level(*code)?)));
    let asked: Vec<_> = asked.collect();
    let found = each(&asked, |(code, rule, severity)| {
        if stop.is_asked() {
            return Vec::new();
        }
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
    if stop.is_asked() {
        return None;
    }
    let mut diagnostics: Vec<Diagnostic> = found.into_iter().flatten().collect();
    silence(note, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let quotes = context.judged.iter().map(|judged| told(workspace, judged));
    Some(Report { diagnostics, quotes: quotes.collect() })
}

/// The verdict on the quotation number `index` of `note`, which lies at `path`, alone; `None` where it is no quotation.
pub fn verdict_on(workspace: &Workspace, path: &Path, note: &Note, index: usize) -> Option<QuoteVerdict> {
    let context = Context::new(workspace, path, note, &Stop::default());
    let judged = judge_one(&context, index, note.quotations.get(index)?)?;
    Some(told(workspace, &judged))
}

/// The verdicts on all quotations of `note`, in its order, unless they are given up.
pub fn verdicts_unless(stop: &Stop, workspace: &Workspace, path: &Path, note: &Note) -> Option<Vec<QuoteVerdict>> {
    let mut context = Context::new(workspace, path, note, stop);
    context.judge()?;
    Some(context.judged.iter().map(|judged| told(workspace, judged)).collect())
}

fn told(workspace: &Workspace, judged: &Judged) -> QuoteVerdict {
    QuoteVerdict {
        quotation: judged.quotation,
        verdict: judged.verdict,
        cited: judged.cited.clone(),
        source: judged.best().map(|finding| workspace.corpus.place(finding.article, finding.found.span)),
    }
}

/// What is said of a quotation can also be taken back: each gets the comments that silence it as its last fixes.
fn silence(note: &Note, diagnostics: &mut [Diagnostic]) {
    for found in diagnostics.iter_mut().filter(|found| found.code.is_of_quotation()) {
        let quotation = note.quotations.iter().find(|quotation| quotation.inner == found.span);
        found.fixes.extend(quotation.map_or(Vec::new(), |quotation| mend::silencing(note, quotation)));
    }
}
