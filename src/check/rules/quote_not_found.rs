//! `quote-not-found`: the words stand nowhere in the cited articles or the corpus.

use super::Found;
use crate::check::context::Context;
use crate::check::verdict::{Verdict, nowhere_else};

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let nowhere = context.judged.iter().filter(|judged| judged.verdict == Verdict::NotFound);
    nowhere
        .filter_map(|judged| {
            let quotation = context.note.quotations.get(judged.quotation)?;
            let cited: Vec<String> = judged.cited.iter().map(|&article| context.name(article)).collect();
            let elsewhere = nowhere_else(context.corpus());
            let message = format!("these words stand neither in {} nor {elsewhere}", cited.join(", "));
            Some(Found { span: quotation.inner, message, ..Found::default() })
        })
        .collect()
}
