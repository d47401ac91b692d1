//! Who somebody is, in the words of an article: titles, appositions, relative clauses, copulas, parentheses.
//!
//! Each construction has its file and one signature: it looks around one name and says what it finds. A phrase is a
//! role only where a noun for what people do or hold heads it ([`nouns`]).

mod affiliation;
mod antecedent;
mod appositions;
mod clauses;
mod events;
mod foreign;
mod nouns;
mod titles;
mod words;

use super::reading::{RoleEvidence, RoleFact};
use crate::prose::Kind;
use crate::prose::names::Name;
use crate::text::Span;

/// A name and what a construction needs to know around it.
pub(super) struct Place<'t> {
    /// The document.
    pub(super) text: &'t str,
    /// The paragraph, heading or caption that the name stands in.
    pub(super) block: Span,
    /// Its names in order.
    pub(super) names: &'t [Name],
    /// Which of them is looked at.
    pub(super) index: usize,
}

impl Place<'_> {
    fn name(&self) -> Name {
        let nothing = Name { span: Span::default(), kind: Kind::State, title: None };
        self.names.get(self.index).copied().unwrap_or(nothing)
    }

    /// What stands before the name, or its title, in the block.
    fn before(&self) -> &str {
        self.text.get(self.block.start()..self.name().span.start()).unwrap_or("")
    }

    /// What stands after the name in the block.
    fn after(&self) -> &str {
        self.text.get(self.name().span.end()..self.block.end()).unwrap_or("")
    }
}

type Construction = fn(&Place<'_>) -> Option<(Span, RoleEvidence)>;

const CONSTRUCTIONS: [Construction; 11] = [
    appositions::after,
    appositions::before,
    titles::title,
    clauses::relative,
    clauses::copula,
    clauses::parenthesis,
    clauses::heading,
    affiliation::direct,
    events::event,
    foreign::before,
    foreign::after,
];

/// A role longer than this many bytes tells a story.
const LONGEST: usize = 180;

/// Without the word at the end that leads on to what was cut off: "a farmer from the coast and[, until May, …]".
fn whole(text: &str, span: Span) -> Span {
    const LEADING: [&str; 14] =
        [" and", " or", " but", " who", " as", " of", " for", " in", " with", " the", " a", " to", " at", " which"];
    let mut words = span.of(text);
    while let Some(rest) = LEADING.iter().find_map(|word| words.strip_suffix(word)) {
        words = rest.trim_end();
    }
    Span::new(span.start(), span.start() + words.len())
}

/// With the whole of the name that it ends in: "the son of Joko “Jokowi” Widodo".
fn with_names(place: &Place<'_>, span: Span) -> Span {
    let next = place.names.partition_point(|name| name.span.end() <= span.end());
    let cut = place.names.get(next).filter(|name| name.span.start() < span.end());
    cut.map_or(span, |name| Span::new(span.start(), name.span.end()))
}

/// The roles that `text` gives to its `names`, with the index of the name. States have none.
pub(super) fn find(text: &str, blocks: &[Span], names: &[Name]) -> Vec<(usize, RoleFact)> {
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.kind != Kind::State) {
        let next = blocks.partition_point(|block| block.start <= name.span.start);
        let Some(&block) = next.checked_sub(1).and_then(|at| blocks.get(at)) else { continue };
        if !block.covers(name.span) {
            continue;
        }
        let place = Place { text, block, names, index };
        for construction in CONSTRUCTIONS {
            if let Some((span, evidence)) = construction(&place) {
                let span = with_names(&place, whole(text, span));
                let words = antecedent::resolved(&place, span);
                if !words.is_empty() && words.len() <= LONGEST {
                    found.push((index, RoleFact { text: words, span, evidence }));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
