//! The count of verdicts.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Checked;
use crate::check::{Severity, Unchecked, Verdict};
use crate::cli::output::counted;

/// “12 quotations: 9 verified, 1 wrong, 2 unchecked”, and what else was found.
pub(super) fn summary(checked: &[Checked]) -> String {
    let verdicts: Vec<Verdict> = checked
        .iter()
        .flat_map(|note| &note.report.quotes)
        .map(|quote| quote.verdict)
        .filter(|verdict| *verdict != Verdict::Unchecked(Unchecked::TooShort))
        .collect();
    let verified = verdicts.iter().filter(|verdict| verdict.is_sound()).count();
    let unchecked = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Unchecked(_))).count();
    let uncited = verdicts.iter().filter(|verdict| **verdict == Verdict::Uncited).count();
    let wrong = verdicts.len() - verified - unchecked - uncited;
    let mut out =
        format!("{}: {verified} verified, {wrong} wrong, {unchecked} unchecked", counted(verdicts.len(), "quotation"));
    if uncited > 0 {
        let _ = write!(out, ", {uncited} uncited");
    }
    let mut levels: BTreeMap<Severity, usize> = BTreeMap::new();
    for found in checked.iter().flat_map(|note| &note.report.diagnostics) {
        *levels.entry(found.severity).or_default() += 1;
    }
    let levels: Vec<String> = levels.iter().rev().map(|(level, number)| counted(*number, level.name())).collect();
    let found = if levels.is_empty() { "nothing to mend".to_string() } else { levels.join(", ") };
    let _ = write!(out, " · {} · {found}", counted(checked.len(), "note"));
    out
}
