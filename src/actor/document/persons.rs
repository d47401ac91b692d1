//! Persons of one document: the full name introduces, the surname alone goes to whom the document introduced.

use rustc_hash::FxHashMap;

use super::nodes::Nodes;
use crate::actor::matching::distance::alike;
use crate::actor::matching::phonemes::block_key;
use crate::actor::matching::tokens::Token;
use crate::actor::matching::{Likeness, PersonName};
use crate::prose::Kind;
use crate::text::Span;

/// Within a block of like surnames, more full names than this are not compared with one another.
const MOST_COMPARED: usize = 200;

struct Person {
    node: usize,
    name: PersonName,
}

/// Joins the names of each person.
pub(super) fn join(nodes: &mut Nodes<'_>, blocks: &[Span]) {
    let persons: Vec<Person> = (0..nodes.len())
        .filter(|&node| nodes.kind(node) == Kind::Person)
        .map(|node| Person { node, name: PersonName::new(nodes.text(node)) })
        .collect();
    let (full, single): (Vec<Person>, Vec<Person>) = persons.into_iter().partition(|person| person.name.is_full());
    join_full(nodes, &full);
    for person in &single {
        settle(nodes, person, &full, blocks);
    }
}

fn join_full(nodes: &mut Nodes<'_>, full: &[Person]) {
    let mut by_surname: FxHashMap<String, Vec<&Person>> = FxHashMap::default();
    for person in full {
        if let Some(last) = person.name.last() {
            by_surname.entry(block_key(&last.phonemes)).or_default().push(person);
        }
    }
    let mut blocks: Vec<Vec<&Person>> = by_surname.into_values().filter(|block| block.len() <= MOST_COMPARED).collect();
    blocks.sort_by_key(|block| block.first().map(|person| person.node));
    for block in &blocks {
        for (at, one) in block.iter().enumerate() {
            for two in block.iter().take(at) {
                if one.name.likeness(&two.name) == Likeness::Same {
                    nodes.join(one.node, two.node);
                }
            }
        }
        // "Hashemi" of a "Y. Hashemi" or of a longer name that ends so: where only one in the document can be meant.
        for one in block {
            let longer = block.iter().filter(|two| {
                is_short_for(&one.name, &two.name) || is_tail_of(nodes.text(one.node), nodes.text(two.node))
            });
            if let Some(two) = only_group(nodes, longer.map(|two| two.node)) {
                nodes.join(one.node, two);
            }
        }
    }
}

/// Whether `short` is the end of `long`, or differs from it by giving the first name as an initial.
fn is_short_for(short: &PersonName, long: &PersonName) -> bool {
    let same = |(one, two): (&Token, &Token)| one.plain == two.plain;
    if short.is_initialled() {
        return !long.is_initialled() && short.likeness(long) == Likeness::Possible;
    }
    let extra = long.tokens.len().saturating_sub(short.tokens.len());
    extra > 0 && long.tokens.iter().skip(extra).zip(&short.tokens).all(same)
}

/// Whether `long` ends with the words of `short`: "El Haddad" alone looks like two names, and is one of a "Karim El
/// Haddad".
fn is_tail_of(short: &str, long: &str) -> bool {
    long.strip_suffix(short).is_some_and(|before| before.ends_with(char::is_whitespace))
}

fn only_group(nodes: &Nodes<'_>, of: impl Iterator<Item = usize>) -> Option<usize> {
    let mut roots: Vec<usize> = of.map(|node| nodes.root(node)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [only] = roots.as_slice() { Some(*only) } else { None }
}

/// Gives a name of one token to its bearer.
fn settle(nodes: &mut Nodes<'_>, person: &Person, full: &[Person], blocks: &[Span]) {
    let Some(token) = person.name.last() else { return };
    let fits: [&dyn Fn(&PersonName) -> bool; 3] = [
        &|name| name.has_surname(&person.name),
        &|name| name.last().is_some_and(|last| alike(&last.phonemes, &token.phonemes)),
        &|name| name.tokens.iter().any(|other| other.plain == token.plain),
    ];
    for fit in fits {
        let bearers: Vec<usize> = full.iter().filter(|other| fit(&other.name)).map(|other| other.node).collect();
        if bearers.is_empty() {
            continue;
        }
        // Of "Ana Rojas Vidal" and "Luz Rojas" either may be the "Rojas" of the text.
        let inner = full.iter().filter(|other| has_inner(&other.name, token)).map(|other| other.node);
        let bearers: Vec<usize> = bearers.into_iter().chain(inner).collect();
        match only_group(nodes, bearers.iter().copied()) {
            Some(bearer) => nodes.join(person.node, bearer),
            None => settle_each(nodes, person.node, &bearers, blocks),
        }
        return;
    }
}

/// Whether the token stands in the name between the first and the last.
fn has_inner(name: &PersonName, token: &Token) -> bool {
    let [_, inner @ .., _] = name.tokens.as_slice() else { return false };
    inner.iter().any(|other| !other.initial && other.plain == token.plain)
}

/// Several in the document have this surname: each mention goes to the only one of them that its paragraph named
/// before, in full, else to the one to whom the surname already went, else to the only one named before, else to
/// nobody.
fn settle_each(nodes: &mut Nodes<'_>, node: usize, bearers: &[usize], blocks: &[Span]) {
    let mut introductions: Vec<(u32, usize)> = bearers
        .iter()
        .flat_map(|&bearer| nodes.names_of(bearer).iter().map(move |&name| (name, bearer)))
        .map(|(name, bearer)| (nodes.span(name).start, bearer))
        .collect();
    introductions.sort_unstable();
    let mut established: Option<usize> = None;
    let mut nobody: Option<usize> = None;
    for mention in nodes.names_of(node).to_vec() {
        let at = nodes.span(mention).start;
        let block_start = blocks.iter().rev().find(|block| block.start <= at).map_or(0, |block| block.start);
        let seen = introductions.partition_point(|(start, _)| *start < at);
        let seen = introductions.get(..seen).unwrap_or(&[]);
        let in_block = seen.iter().filter(|(start, _)| *start >= block_start).map(|(_, bearer)| *bearer);
        let (here, several) = match only_group(nodes, in_block.clone()) {
            Some(bearer) => (Some(bearer), false),
            None => (None, in_block.clone().next().is_some()),
        };
        let only = only_group(nodes, seen.iter().map(|(_, bearer)| *bearer));
        let split = nodes.split_off(mention);
        match here.or(established.filter(|_| !several)).or(only) {
            Some(bearer) => {
                established = Some(bearer);
                nodes.join(split, bearer);
            }
            None => {
                nodes.set_unresolved(split);
                nodes.join(split, *nobody.get_or_insert(split));
            }
        }
    }
}
