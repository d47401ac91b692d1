//! `actor-unknown`: looks like a misspelling of a known actor.

use super::{Found, replace};
use crate::actor::Who;
use crate::check::context::Context;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let near = context.free_names().filter_map(|(span, name)| match &name.who {
        Who::Near(_, form) => Some((span, form)),
        _ => None,
    });
    near.map(|(span, form)| Found {
        span,
        message: format!("nobody of this name is known; the nearest is “{form}”"),
        source: None,
        fixes: vec![replace(format!("Replace with “{form}”"), false, span, form.clone())],
    })
    .collect()
}
