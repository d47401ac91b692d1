//! `actor-unknown`: looks like a misspelling of a known actor.

use super::{Found, replace};
use crate::actor::Who;
use crate::check::context::Context;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let near = context.free_names().filter_map(|(span, name)| match &name.who {
        Who::Near(_, form) => Some((span, as_short(form, span.of(&context.note.text)))),
        _ => None,
    });
    near.filter(|(span, form)| !is_plural(span.of(&context.note.text), form))
        .map(|(span, form)| Found {
            span,
            message: format!("nobody of this name is known; the nearest is “{form}”"),
            source: None,
            fixes: vec![replace(format!("Replace with “{form}”"), false, span, form)],
        })
        .collect()
}

/// As much of the end of `form` as `name` has words: a surname is mended to a surname.
fn as_short<'a>(form: &'a str, name: &str) -> &'a str {
    let words = name.split_whitespace().count();
    let mut starts: Vec<usize> = form.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at + 1).collect();
    starts.insert(0, 0);
    let start = starts.len().checked_sub(words).and_then(|at| starts.get(at)).copied().unwrap_or(0);
    form.get(start..).unwrap_or(form)
}

/// "The Kovars" is no slip for "Kovar", and what is right already no slip at all.
fn is_plural(name: &str, form: &str) -> bool {
    name.strip_prefix(form).is_some_and(|rest| matches!(rest, "" | "s" | "es" | "’s" | "'s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_mended_to_a_surname_and_a_family_is_no_slip() {
        assert_eq!(as_short("Amina van der Kovač", "Kovac"), "Kovač");
        assert_eq!(as_short("Kovač", "Amina Kovac"), "Kovač");
        assert!(is_plural("Kovačs", "Kovač") && is_plural("Kovač", "Kovač") && !is_plural("Kovach", "Kovač"));
    }
}
