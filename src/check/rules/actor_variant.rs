//! `actor-variant`: known under another, preferred name.

use rustc_hash::FxHashMap;

use super::{Found, replace};
use crate::actor::Who;
use crate::check::TextEdit;
use crate::check::context::Context;
use crate::prose::Kind;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    // Each form is told once, and mended wherever it stands.
    let mut told: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Vec<Found> = Vec::new();
    for (span, name) in context.free_names() {
        let Who::Known(id) = name.who else { continue };
        let Some(actor) = context.corpus().actor(id) else { continue };
        let form = span.of(&context.note.text);
        if actor.kind == Kind::State || !is_variant(form, &actor.name) {
            continue;
        }
        if let Some(first) = told.get(form).and_then(|&first| found.get_mut(first)) {
            let edit = TextEdit { span, text: actor.name.clone() };
            first.fixes.iter_mut().for_each(|fix| fix.edits.push(edit.clone()));
            continue;
        }
        told.insert(form, found.len());
        found.push(Found {
            span,
            message: format!("known as “{}” in the corpus", actor.name),
            source: None,
            fixes: vec![replace(format!("Use “{}”", actor.name), false, span, actor.name.clone())],
        });
    }
    found
}

/// Whether a form is the preferred name spelled otherwise: word for word, not shorter, no acronym.
fn is_variant(form: &str, preferred: &str) -> bool {
    let (form, preferred) = (words(form), words(preferred));
    form != preferred
        && form.len() == preferred.len()
        && form.len() >= 2
        && form.iter().zip(&preferred).all(|(one, other)| both_full(one, other))
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == '\u{a0}');
    words.filter(|word| !word.is_empty()).map(|word| word.replace('’', "'")).collect()
}

/// Whether two words may be spellings of one: neither is an initial.
fn both_full(one: &str, other: &str) -> bool {
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    one == other || (!initial(one) && !initial(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_spelling_is_a_variant_and_a_shorter_name_is_none() {
        let cases = [
            ("Tomas Kovar", "Tomáš Kovář", true),
            ("Tomáš Kovář", "Tomáš Kovář", false),
            ("Kovar", "Tomáš Kovář", false),
            ("T. Kovar", "Tomáš Kovář", false),
            ("BSF", "Baltic Salt Fund", false),
        ];
        for (form, preferred, expected) in cases {
            assert_eq!(is_variant(form, preferred), expected, "{form}");
        }
    }
}
