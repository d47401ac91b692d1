//! `citation-unknown`: no article has this key.

use super::{Found, replace};
use crate::check::cited::Cited;
use crate::check::context::Context;
use crate::corpus::key_distance;
use crate::note::Target;

/// A key this near, with no other as near, is what was meant.
const SURE: usize = 2;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let citations = context.note.citations.iter().zip(&context.cited);
    citations
        .filter_map(|(citation, cited)| {
            let (Target::Key(key) | Target::Bare(key), Cited::Unknown(near)) = (&citation.target, cited) else {
                return None;
            };
            let message = match near.first() {
                Some(nearest) => format!("no article has the key “{key}”; the nearest is “{nearest}”"),
                None => format!("no article has the key “{key}”"),
            };
            let near_enough = |known: &&String| key_distance(key, known, SURE).is_some();
            let only = near.iter().filter(near_enough).count() == 1;
            let fixes = near.iter().map(|known| {
                let safe = only && near_enough(&known);
                replace(format!("Replace with “@{known}”"), safe, citation.span, format!("@{known}"))
            });
            Some(Found { span: citation.span, message, source: None, fixes: fixes.collect() })
        })
        .collect()
}
