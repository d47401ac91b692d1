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
        let all = actors.iter().filter_map(|&id| Some(context.corpus().actor(id)?.name.as_str()));
        // A name that says no more than the note leaves nothing to choose.
        let mut names: Vec<&str> = all.filter(|name| *name != form).collect();
        let mut seen = FxHashSet::default();
        names.retain(|name| seen.insert(*name));
        names.truncate(TOLD);
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
