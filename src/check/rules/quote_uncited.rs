//! `quote-uncited`: words of the corpus without a citation.

use super::quote_altered::difference;
use super::{Found, replace};
use crate::check::context::Context;
use crate::check::verdict::Verdict;
use crate::text::Span;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let uncited = context.judged.iter().filter(|judged| judged.verdict == Verdict::Uncited);
    uncited
        .filter_map(|judged| {
            let quotation = context.note.quotations.get(judged.quotation)?;
            let finding = judged.best()?;
            let there = context.name(finding.article);
            let message = if finding.found.is_sound() {
                format!("these words stand in {there}, which is not cited")
            } else {
                format!(
                    "nearly these words stand in {there}, which is not cited: {}",
                    difference(context, judged, finding)
                )
            };
            // With several articles to choose from, which one was read only the analyst knows.
            let fix = replace(
                format!("Insert the citation [{there}]"),
                false,
                Span::at(quotation.outer.end()),
                format!(" [{there}]"),
            );
            Some(Found {
                span: quotation.inner,
                message,
                source: Some(context.corpus().place(finding.article, finding.found.span)),
                fixes: vec![fix],
            })
        })
        .collect()
}
