//! `quote-uncited`: words of the corpus without a citation.

use super::Found;
use super::quote_altered::difference;
use crate::check::Fix;
use crate::check::context::Context;
use crate::check::mend::insert_citation;
use crate::check::verdict::Verdict;
use crate::corpus::Finding;

/// How many articles are offered to choose from.
const OFFERED: usize = 4;

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
            let mut places: Vec<&Finding> = judged.found.iter().collect();
            places.dedup_by_key(|finding| finding.article);
            places.truncate(OFFERED);
            let fixes = places.iter().map(|place| insert_citation(context, quotation, place));
            let fixes: Vec<Fix> = if places.len() > 1 { fixes.map(Fix::choice).collect() } else { fixes.collect() };
            Some(Found {
                span: quotation.inner,
                message,
                source: Some(context.corpus().place(finding.article, finding.found.span)),
                fixes,
            })
        })
        .collect()
}
