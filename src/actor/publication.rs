//! The publication that an article stands in, where the article names it.

use memchr::memmem;

use crate::prose::Kind;
use crate::prose::names::Name;
use crate::text::Span;

/// Makes the `publisher` one organisation wherever the `blocks` of `text` have its name of several words: what is told of it
/// there seldom says what it is. `names` are those found, in order, and stay so.
pub(super) fn mark(text: &str, blocks: &[Span], publisher: &str, names: &mut Vec<Name>) {
    let bare = publisher.strip_prefix("The ").unwrap_or(publisher).trim();
    if !bare.contains(' ') || !bare.starts_with(char::is_uppercase) {
        return;
    }
    let is_apart = |span: Span| {
        let before = text.get(..span.start()).and_then(|before| before.chars().next_back());
        let behind = text.get(span.end()..).and_then(|behind| behind.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    };
    let found: Vec<Span> = memmem::find_iter(text.as_bytes(), bare.as_bytes())
        .map(|at| Span::new(at, at + bare.len()))
        .filter(|&span| is_apart(span) && is_inside(span, blocks))
        .filter(|&span| is_free(span, names))
        .collect();
    if found.is_empty() {
        return;
    }
    // Its parts are no names of their own.
    names.retain(|name| !found.iter().any(|span| span.covers(name.span)));
    names.extend(found.into_iter().map(|span| Name { span, kind: Kind::Organisation, title: None }));
    names.sort_by_key(|name| name.span);
}

fn is_inside(span: Span, blocks: &[Span]) -> bool {
    let next = blocks.partition_point(|block| block.start <= span.start);
    next.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(|block| block.covers(span))
}

/// Whether no name goes beyond it ("the Harbour Weekly Foundation").
fn is_free(span: Span, names: &[Name]) -> bool {
    let first = names.partition_point(|name| name.span.end <= span.start);
    let rest = names.get(first..).unwrap_or_default();
    rest.iter().take_while(|name| name.span.start < span.end).all(|name| span.covers(name.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_is_one_name_in_its_own_article() {
        let text = "A columnist of the Pier Lantern said so. Pier Lanterns are many. The Pier Lantern Group pays.";
        let name = |words: &str, kind| {
            let at = text.find(words).unwrap();
            Name { span: Span::new(at, at + words.len()), kind, title: None }
        };
        let mut names = vec![name("Pier", Kind::Person), name("Pier Lantern Group", Kind::Organisation)];
        mark(text, &[Span::new(0, text.len())], "The Pier Lantern", &mut names);
        let found: Vec<(&str, Kind)> = names.iter().map(|name| (name.span.of(text), name.kind)).collect();
        assert_eq!(found, [("Pier Lantern", Kind::Organisation), ("Pier Lantern Group", Kind::Organisation)]);
    }
}
