//! `citation-ambiguous`: two articles claim this key.

use super::{Found, replace};
use crate::check::cited::Cited;
use crate::check::context::Context;
use crate::corpus::Place;
use crate::note::Target;
use crate::text::Span;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let citations = context.note.citations.iter().zip(&context.cited);
    citations
        .filter_map(|(citation, cited)| {
            let (Target::Key(key) | Target::Bare(key), Cited::Several(articles)) = (&citation.target, cited) else {
                return None;
            };
            let keys: Vec<String> = articles.iter().map(|&article| context.name(article)).collect();
            let fixes = articles.iter().map(|&article| {
                let entry = context.corpus().article(article);
                let title = entry.metadata().title.as_deref().unwrap_or(&entry.shown);
                replace(format!("Cite @{} (“{title}”)", entry.key), false, citation.span, context.name(article))
                    .choice()
            });
            Some(Found {
                span: citation.span,
                message: format!("{} articles claim the key “{key}”: {}", articles.len(), keys.join(", ")),
                source: articles
                    .iter()
                    .find(|&&article| context.corpus().article(article).is_file())
                    .map(|&article| Place { article, span: Span::default() }),
                fixes: fixes.collect(),
            })
        })
        .collect()
}
