//! `quote-altered`: the cited article says it differently.

use super::Found;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::check::mend::use_source_words;
use crate::check::verdict::Verdict;
use crate::corpus::Finding;
use crate::prose::matching::{Change, changes, describe};

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let altered = context.judged.iter().filter(|judged| judged.verdict == Verdict::Altered);
    altered
        .filter_map(|judged| {
            let quotation = context.note.quotations.get(judged.quotation)?;
            let finding = judged.best()?;
            Some(Found {
                span: quotation.inner,
                message: difference(context, judged, finding),
                source: Some(context.corpus().place(finding.article, finding.found.span)),
                fixes: use_source_words(context, quotation, finding).into_iter().collect(),
            })
        })
        .collect()
}

/// What is different, the changes of meaning first.
pub(super) fn difference(context: &Context<'_>, judged: &Judged, finding: &Finding) -> String {
    let quotation = context.note.quotations.get(judged.quotation);
    let words = quotation.map_or("", |quotation| quotation.words.text());
    let source = context.corpus().article(finding.article).article().prose.text();
    let edits = &finding.found.edits;
    let grave: Vec<&str> = changes(words, source, edits).into_iter().map(name).collect();
    let plain = describe(words, source, edits);
    if grave.is_empty() { plain } else { format!("{}: {plain}", grave.join(", ")) }
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Number => "a number changed",
        Change::NegationDropped => "a negation was dropped",
        Change::NegationAdded => "a negation was added",
        Change::ConditionDropped => "a condition was dropped",
        Change::ConditionAdded => "a condition was added",
    }
}
