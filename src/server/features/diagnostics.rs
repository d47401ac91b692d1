//! Diagnostics as the protocol has them.

use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, Url,
};

use super::{Locations, harmless};
use crate::check::{self, Severity};
use crate::ide::shown;
use crate::note::Note;
use crate::server::documents::Edition;
use crate::server::positions::Positions;
use crate::server::session::Session;
use crate::server::state::State;
use crate::text::{Encoding, LineIndex};
use crate::workspace::{Slips, Workspace};

/// Who says it.
const SOURCE: &str = "ibid";

/// What was found in `edition`.
pub fn to_protocol(
    state: &State,
    session: &Session,
    workspace: &Workspace,
    edition: &Edition,
    found: &[&check::Diagnostic],
) -> Vec<Diagnostic> {
    of_note(state, session, workspace, edition.note(), found)
}

/// What was found in `note`.
pub fn of_note(
    state: &State,
    session: &Session,
    workspace: &Workspace,
    note: &Note,
    found: &[&check::Diagnostic],
) -> Vec<Diagnostic> {
    let positions = Positions::new(&note.text, &note.lines, session.encoding);
    let mut locations = Locations::new(state, session.encoding);
    let mut related = |diagnostic: &check::Diagnostic| {
        let place = diagnostic.source.filter(|_| session.shows.related_information)?;
        let article = workspace.corpus.article(place.article);
        let location = locations.of(&article.opens(), place.span, &article.article().source)?;
        let message = harmless(&shown::place(workspace, place));
        Some(vec![DiagnosticRelatedInformation { location, message }])
    };
    found
        .iter()
        .map(|diagnostic| Diagnostic {
            range: positions.range(diagnostic.span),
            severity: Some(severity(diagnostic.severity)),
            code: Some(NumberOrString::String(diagnostic.code.name().to_string())),
            code_description: session.shows.code_description.then(|| page(diagnostic.code)).flatten(),
            source: Some(SOURCE.to_string()),
            message: harmless(&diagnostic.message),
            related_information: related(diagnostic),
            data: session.shows.diagnostic_data.then(|| json!({"fixes": titles(diagnostic)})),
            ..Diagnostic::default()
        })
        .collect()
}

/// Slips in a file of the analyst's.
pub fn of_slips(slips: &Slips, encoding: Encoding) -> Vec<Diagnostic> {
    let lines = LineIndex::new(&slips.text);
    let positions = Positions::new(&slips.text, &lines, encoding);
    let to_protocol = |problem: &crate::actor::FileProblem| Diagnostic {
        range: positions.range(problem.span),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(SOURCE.to_string()),
        message: harmless(&problem.message),
        ..Diagnostic::default()
    };
    slips.problems.iter().map(to_protocol).collect()
}

/// The page that explains a code.
fn page(code: check::Code) -> Option<CodeDescription> {
    Some(CodeDescription { href: Url::parse(&code.page()).ok()? })
}

fn titles(diagnostic: &check::Diagnostic) -> Vec<&str> {
    diagnostic.fixes.iter().map(|fix| fix.title.as_str()).collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}
