//! Organisations of one document: names that contain one another, and bodies that every state has.

use std::hash::Hasher;
use std::rc::Rc;

use super::apart;
use super::context::{after, before, last_word};
use super::nodes::Nodes;
use crate::actor::bodies::body_of;
use crate::actor::organisation::OrganisationName;
use crate::prose::Kind;
use crate::prose::states::{self, State};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHasher};

/// Documents with more different organisations than this (lists, registers) are grouped by equal text alone.
const MOST_COMPARED: usize = 500;

/// Joins what names one organisation.
pub(super) fn join(nodes: &mut Nodes<'_>) {
    let organisations: Vec<(usize, Rc<OrganisationName>)> = (0..nodes.len())
        .filter(|&node| nodes.kind(node) == Kind::Organisation)
        .map(|node| (node, apart::organisation(nodes.text(node))))
        .collect();
    let mut of_body: FxHashMap<&str, usize> = FxHashMap::default();
    for (node, _) in &organisations {
        // What the document explains itself it has joined by now; two long forms of one acronym stay two.
        let Some(body) = body_of(nodes.text(*node)) else { continue };
        let first = *of_body.entry(body).or_insert(*node);
        if !is_explained(nodes, first, body, &organisations) && !is_explained(nodes, *node, body, &organisations) {
            nodes.join(first, *node);
        }
    }
    if organisations.len() > MOST_COMPARED {
        return;
    }
    let codes: Vec<u64> = organisations.iter().map(|(_, name)| code(name)).collect();
    for (at, (node, name)) in organisations.iter().enumerate() {
        let same_code = organisations.iter().zip(&codes).take(at).filter(|(_, other)| codes.get(at) == Some(*other));
        for ((other, other_name), _) in same_code {
            if name.is_certain() && other_name.is_certain() && name.is_same(other_name) {
                nodes.join(*node, *other);
            }
        }
    }
    for (node, name) in &organisations {
        let longer = |other: &OrganisationName| name.is_tail_of(other) || name.is_head_of(other);
        let alike = only_group(nodes, organisations.iter().filter(|(_, other)| longer(other)));
        let called = || {
            let firms = organisations
                .iter()
                .filter(|(other, long)| name.is_firm_of(long) && !are_told_apart(nodes, *node, *other));
            only_group(nodes, firms)
        };
        if let Some(other) = alike.or_else(called) {
            nodes.join(*node, other);
        }
    }
    join_heads(nodes, &organisations);
    for (node, name) in &organisations {
        if name.is_generic() && !name.acronym {
            match name.of {
                Some(state) => nodes.set_owner(*node, state),
                None => settle_generic(nodes, *node, name, &organisations),
            }
        }
    }
}

/// Whether the document names the two side by side in one sentence, as a firm and its parent: "Gazprom said it would sell
/// Gazprom Energy".
fn are_told_apart(nodes: &Nodes<'_>, one: usize, other: usize) -> bool {
    let names_both = |name: usize| {
        let pair = [nodes.node_of(name - 1), nodes.node_of(name)];
        pair == [one, other] || pair == [other, one]
    };
    let in_one_sentence = |name: usize| {
        let gap = nodes.document.get(nodes.span(name - 1).end()..nodes.span(name).start()).unwrap_or_default();
        !gap.contains(['.', '!', '?', '\n'])
    };
    let near = nodes.names_of(one).iter().flat_map(|&name| [name, name + 1]);
    near.filter(|&name| name > 0 && name < nodes.names.len()).any(|name| names_both(name) && in_one_sentence(name))
}

/// Words that stand alone for the one body of the document that they head. "Congress", "the Army" are not among them:
/// everybody has those.
const HEADS: &str = "court commission committee council authority agency bank fund institute center foundation tribunal \
    front movement alliance league federation association organization mission university academy";

/// "the Court" is the "Court of Appeal of the Islands" if the document named that before, and no other court.
fn join_heads(nodes: &mut Nodes<'_>, organisations: &[(usize, Rc<OrganisationName>)]) {
    for (node, name) in organisations {
        let [head] = name.words.as_slice() else { continue };
        if name.of.is_some() || name.acronym || !HEADS.split_whitespace().any(|listed| listed == head) {
            continue;
        }
        let longer = organisations.iter().filter(|(other, long)| {
            other != node
                && long.words.len() + usize::from(long.of.is_some()) > 1
                && (long.words.first() == Some(head) || long.words.last() == Some(head))
        });
        let Some(bearer) = only_group(nodes, longer.clone()) else { continue };
        let first = |node: usize| nodes.names_of(node).first().map(|&name| nodes.span(name).start);
        let named_before = longer.clone().filter_map(|(other, _)| first(*other)).min() < first(*node);
        if named_before {
            nodes.join(*node, bearer);
        }
    }
}

/// A code that all spellings of a name share, and few other names: the codes of its words' sounds.
fn code(name: &OrganisationName) -> u64 {
    let mut hasher = FxHasher::default();
    name.sounds().iter().for_each(|word| hasher.write_u64(word.code));
    hasher.finish()
}

/// Whether the document says that the node is something else than `body`.
fn is_explained(nodes: &Nodes<'_>, node: usize, body: &str, organisations: &[(usize, Rc<OrganisationName>)]) -> bool {
    let root = nodes.root(node);
    let group = organisations.iter().filter(|(other, name)| nodes.root(*other) == root && !name.acronym);
    group.map(|(other, _)| body_of(nodes.text(*other))).any(|other| other != Some(body))
}

/// A node of the only group that these belong to.
fn only_group<'o>(nodes: &Nodes<'_>, of: impl Iterator<Item = &'o (usize, Rc<OrganisationName>)>) -> Option<usize> {
    let mut roots: Vec<usize> = of.map(|(node, _)| nodes.root(*node)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [only] = roots.as_slice() { Some(*only) } else { None }
}

/// Whose is "the Foreign Ministry"? Every mention is settled by the words around it.
fn settle_generic(
    nodes: &mut Nodes<'_>,
    node: usize,
    name: &OrganisationName,
    organisations: &[(usize, Rc<OrganisationName>)],
) {
    let bearers = organisations.iter().filter(|(_, other)| other.of.is_some() && other.words == name.words);
    let only = only_group(nodes, bearers.clone());
    let bearers: Vec<(usize, &'static State)> = bearers.filter_map(|(node, other)| Some((*node, other.of?))).collect();
    let mut own: Vec<(usize, &'static State)> = Vec::new();
    let mut somebodys: Option<usize> = None;
    for mention in nodes.names_of(node).to_vec() {
        let span = nodes.span(mention);
        if let Some(state) = owner(nodes, mention) {
            let split = nodes.split_off(mention);
            nodes.set_owner(split, state);
            let twin = bearers.iter().chain(&own).find(|(_, other)| other.name == state.name);
            match twin {
                Some((other, _)) => nodes.join(split, *other),
                None => own.push((split, state)),
            }
        } else if let (Some(other), false) = (only, is_somebodys(nodes.document, span)) {
            let split = nodes.split_off(mention);
            nodes.join(split, other);
        } else {
            let split = nodes.split_off(mention);
            nodes.set_unresolved(split);
            nodes.join(split, *somebodys.get_or_insert(split));
        }
    }
}

/// The state that a possessive before the mention or an "of" or "in" after it names.
fn owner(nodes: &Nodes<'_>, mention: usize) -> Option<&'static State> {
    let span = nodes.span(mention);
    let state_of = |name: usize| {
        let text = nodes.names.get(name).filter(|name| name.kind == Kind::State)?.span.of(nodes.document);
        states::state_of(text)
    };
    if let Some(previous) = mention.checked_sub(1) {
        let gap = nodes.document.get(nodes.span(previous).end()..span.start()).unwrap_or("");
        if matches!(gap, "'s " | "’s " | "' " | "’ ") {
            return state_of(previous);
        }
    }
    let adjective = last_word(before(nodes.document, span, 40));
    if let Some(state) = states::state_of_demonym(adjective).filter(|_| adjective.starts_with(char::is_uppercase)) {
        return Some(state);
    }
    let next = nodes.names.get(mention + 1)?;
    let gap = nodes.document.get(span.end()..next.span.start()).unwrap_or("");
    matches!(gap, " of " | " of the " | " in ").then(|| state_of(mention + 1))?
}

/// Whether the words before say that it is somebody's who is not named here.
fn is_somebodys(text: &str, span: Span) -> bool {
    let lead = before(text, span, 40);
    let word = last_word(lead).to_lowercase();
    matches!(
        word.as_str(),
        "its" | "their" | "his" | "her" | "our" | "my" | "whose" | "own" | "a" | "another" | "each" | "every"
    ) || lead.trim_end().ends_with(['\'', '’'])
        || lead.ends_with("'s ")
        || lead.ends_with("’s ")
        || after(text, span, 4).starts_with(" of ")
}
