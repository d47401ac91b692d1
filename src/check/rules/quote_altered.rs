//! `quote-altered`: the cited article says it differently.

use super::Found;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::check::mend::use_source_words;
use crate::check::verdict::Verdict;
use crate::corpus::Finding;
use crate::prose::matching::{Change, changes, describe};
use crate::text::Span;

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
    let article = context.corpus().article(finding.article).article();
    let source = article.prose.text();
    let edits = &finding.found.edits;
    if let ([], [second]) = (edits.as_slice(), finding.found.skipped.as_slice()) {
        return joined(source, finding.found.span, *second);
    }
    let grave: Vec<&str> = changes(words, source, edits).into_iter().map(name).collect();
    let plain = describe(words, source, edits);
    if grave.is_empty() { plain } else { format!("{}: {plain}", grave.join(", ")) }
}

/// What is said of two passages quoted as one.
fn joined(source: &str, first: Span, second: Span) -> String {
    let [one, other] = [first, second].map(|span| beginning(span.of(source)));
    if second.start < first.start {
        format!("two passages in the wrong order: in the source “{other}” stands before “{one}”")
    } else {
        format!("two passages are joined: in the source “{other}” stands far behind “{one}”")
    }
}

/// The first words of a passage.
fn beginning(words: &str) -> String {
    const MOST: usize = 6;
    let first: Vec<&str> = words.split_whitespace().take(MOST + 1).collect();
    if first.len() <= MOST { first.join(" ") } else { format!("{} …", first[..MOST].join(" ")) }
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
