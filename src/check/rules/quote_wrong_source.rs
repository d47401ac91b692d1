//! `quote-wrong-source`: the words stand in another article than the cited one.

use super::Found;
use super::quote_altered::difference;
use crate::check::context::Context;
use crate::check::mend::cite_instead;
use crate::check::verdict::Verdict;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let elsewhere = context.judged.iter().filter(|judged| judged.verdict == Verdict::WrongSource);
    elsewhere
        .filter_map(|judged| {
            let quotation = context.note.quotations.get(judged.quotation)?;
            let finding = judged.best()?;
            let there = context.name(finding.article);
            let cited: Vec<String> = judged.cited.iter().map(|&article| context.name(article)).collect();
            let cited = cited.join(", ");
            let message = if finding.found.is_sound() {
                format!("these words stand in {there}, not in {cited}")
            } else {
                let difference = difference(context, judged, finding);
                format!("not in {cited}; nearly these words stand in {there}: {difference}")
            };
            Some(Found {
                span: quotation.inner,
                message,
                source: Some(context.corpus().place(finding.article, finding.found.span)),
                fixes: vec![cite_instead(context, quotation, finding)],
            })
        })
        .collect()
}
