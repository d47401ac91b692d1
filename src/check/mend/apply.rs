//! Applying fixes: one, several at once, and whether one keeps what it promises.

use std::path::Path;

use super::{Fix, FixKind, TextEdit};
use crate::check::{Code, Report, check_unless};
use crate::note::Note;
use crate::workspace::{Stop, Workspace};

/// `text` after `edits`, which do not overlap. `None` where they do, or do not fit the text.
pub fn applied(text: &str, edits: &[TextEdit]) -> Option<String> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in sorted {
        out.push_str(text.get(at..edit.span.start())?);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The edits of as many of `fixes` as can be applied together, earlier ones first, and how many fixes that are.
pub fn combined<'a>(fixes: impl IntoIterator<Item = &'a Fix>) -> (Vec<TextEdit>, usize) {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut used = 0;
    for fix in fixes {
        let clashes = |edit: &TextEdit| {
            edits.iter().any(|other| edit.span.start <= other.span.end && other.span.start <= edit.span.end)
        };
        if fix.edits.iter().all(|edit| edits.contains(edit)) {
            used += 1;
        } else if !fix.edits.iter().any(clashes) {
            edits.extend(fix.edits.iter().cloned());
            used += 1;
        }
    }
    (edits, used)
}

/// The fix that mends each diagnostic of one kind, where it takes no choice: its first one.
pub fn fix_all(report: &Report, code: Code) -> impl Iterator<Item = &Fix> {
    let of_code = report.diagnostics.iter().filter(move |found| found.code == code);
    of_code.filter_map(|found| found.fixes.first().filter(|fix| fix.kind == FixKind::Mend))
}

/// The fixes that may run without being asked for each.
pub fn safe_fixes(report: &Report) -> impl Iterator<Item = (Code, &Fix)> {
    report.diagnostics.iter().filter_map(|found| Some((found.code, found.fixes.first().filter(|fix| fix.safe)?)))
}

/// Whether a note is better after `fix`, which mends `code`: fewer diagnostics of that kind, and no new one. A key that
/// is mended, and words that are cited at last, may bring to light what is wrong with the words: no fault of the fix.
pub fn holds(workspace: &Workspace, path: &Path, note: &Note, before: &Report, code: Code, fix: &Fix) -> bool {
    holds_unless(&Stop::default(), workspace, path, note, before, code, fix)
}

/// As [`holds`]; not where `stop` was asked for meanwhile.
pub fn holds_unless(
    stop: &Stop,
    workspace: &Workspace,
    path: &Path,
    note: &Note,
    before: &Report,
    code: Code,
    fix: &Fix,
) -> bool {
    let Some(text) = applied(&note.text, &fix.edits) else { return false };
    let Some(after) = check_unless(stop, workspace, path, &Note::read(text.into())) else { return false };
    let count = |report: &Report, code: Code| report.diagnostics.iter().filter(|found| found.code == code).count();
    if count(&after, code) >= count(before, code) {
        return false;
    }
    match code {
        Code::CitationUnknown | Code::CitationAmbiguous => true,
        Code::QuoteUncited => after.diagnostics.len() < before.diagnostics.len(),
        _ => Code::ALL.into_iter().all(|code| count(&after, code) <= count(before, code)),
    }
}
