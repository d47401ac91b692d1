//! `actor-ambiguous`: a name fits two actors.

use rustc_hash::FxHashSet;

use super::{Found, replace};
use crate::actor::Who;
use crate::check::context::Context;

/// How many candidates are named.
const TOLD: usize = 4;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let mut told = FxHashSet::default();
    let mut found = Vec::new();
    for (span, name) in context.free_names() {
        let Who::Ambiguous(actors) = &name.who else { continue };
        let form = span.of(&context.note.text);
        let names: Vec<&str> =
            actors.iter().take(TOLD).filter_map(|&id| Some(context.corpus().actor(id)?.name.as_str())).collect();
        if names.len() < 2 || !told.insert(form) {
            continue;
        }
        found.push(Found {
            span,
            message: format!("“{form}” may be {}", names.join(" or ")),
            source: None,
            fixes: names.iter().map(|name| replace(format!("Use “{name}”"), false, span, *name).choice()).collect(),
        });
    }
    found
}
