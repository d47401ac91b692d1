//! `quote-altered`: the cited article says it differently.

use super::Found;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::check::mend::{Fix, use_source_words};
use crate::check::verdict::Verdict;
use crate::corpus::Finding;
use crate::note::QuotationStyle;
use crate::prose::matching::{Change, changes, describe};
use crate::text::Span;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let altered = context.judged.iter().filter(|judged| judged.verdict == Verdict::Altered);
    altered
        .filter_map(|judged| {
            let quotation = context.note.quotations.get(judged.quotation)?;
            let finding = judged.best()?;
            // What differs at the edge of a block quote may be the analyst's own: a label, a remark, a source.
            let safe = quotation.style != QuotationStyle::Block || !differs_at_edge(quotation.words.text(), finding);
            let fix = use_source_words(context, quotation, finding);
            Some(Found {
                span: quotation.inner,
                message: difference(context, judged, finding),
                source: Some(context.corpus().place(finding.article, finding.found.span)),
                fixes: fix.map(|fix| Fix { safe: fix.safe && safe, ..fix }).into_iter().collect(),
            })
        })
        .collect()
}

/// Whether the first or the last word of a quotation is not the source's.
fn differs_at_edge(words: &str, finding: &Finding) -> bool {
    let is_bare = |part: Option<&str>| !part.unwrap_or("").contains(char::is_alphanumeric);
    finding.found.edits.iter().any(|edit| {
        let is_edge = is_bare(words.get(..edit.quoted.start())) || is_bare(words.get(edit.quoted.end()..));
        is_edge && !edit.quoted.is_empty()
    })
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
