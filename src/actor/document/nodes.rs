//! Names of one document under way to being grouped.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::actor::matching::phonemes::plain;
use crate::prose::Kind;
use crate::prose::names::Name;
use crate::prose::states::State;
use crate::text::{Span, single_blanks};

/// The names of a document as nodes: every name with the same text and kind is one node, and nodes are joined.
pub(crate) struct Nodes<'t> {
    /// The document.
    pub(crate) document: &'t str,
    /// Its names.
    pub(crate) names: &'t [Name],
    nodes: Vec<Node<'t>>,
    of_name: Vec<usize>,
    /// A forest of joined nodes: each points to another of its group, or to itself.
    parent: Vec<usize>,
}

struct Node<'t> {
    kind: Kind,
    /// Ways of writing it, the first met first.
    spellings: Vec<(Cow<'t, str>, u32)>,
    /// Indices of its names, in the order of the text.
    names: Vec<usize>,
    owner: Option<&'static State>,
    unresolved: bool,
}

impl<'t> Nodes<'t> {
    pub(crate) fn new(document: &'t str, names: &'t [Name]) -> Nodes<'t> {
        let room = names.len();
        let mut nodes: Vec<Node<'t>> = Vec::with_capacity(room);
        let mut of_key: FxHashMap<String, usize> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut of_text: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut of_name = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let written = name.span.of(document);
            let text = single_blanks(written);
            let node = *of_text.entry(written).or_insert_with(|| {
                *of_key.entry(key(&text)).or_insert_with(|| {
                    nodes.push(Node::new(name.kind));
                    nodes.len() - 1
                })
            });
            if let Some(node) = nodes.get_mut(node) {
                node.add(index, text);
            }
            of_name.push(node);
        }
        for node in &mut nodes {
            node.kind = majority_kind(names, &node.names);
        }
        let parent = (0..nodes.len()).collect();
        Nodes { document, names, nodes, of_name, parent }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn kind(&self, node: usize) -> Kind {
        self.nodes.get(node).map_or(Kind::Organisation, |node| node.kind)
    }

    /// The first spelling met.
    pub(crate) fn text(&self, node: usize) -> &str {
        self.spellings(node).first().map_or("", |(text, _)| text)
    }

    pub(crate) fn spellings(&self, node: usize) -> &[(Cow<'t, str>, u32)] {
        self.nodes.get(node).map_or(&[], |node| &node.spellings)
    }

    /// The names of this node, in the order of the text.
    pub(crate) fn names_of(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map_or(&[], |node| &node.names)
    }

    /// Where the name with this index stands.
    pub(crate) fn span(&self, name: usize) -> Span {
        self.names.get(name).map_or(Span::default(), |name| name.span)
    }

    pub(crate) fn node_of(&self, name: usize) -> usize {
        self.of_name.get(name).copied().unwrap_or(0)
    }

    pub(crate) fn owner(&self, node: usize) -> Option<&'static State> {
        self.nodes.get(node)?.owner
    }

    pub(crate) fn set_owner(&mut self, node: usize, state: &'static State) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.owner = Some(state);
        }
    }

    pub(crate) fn is_unresolved(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|node| node.unresolved)
    }

    /// Marks the node as one of which the document does not say who is meant.
    pub(crate) fn set_unresolved(&mut self, node: usize) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.unresolved = true;
        }
    }

    /// Takes `name` out of its node into a node of its own, which is returned.
    pub(crate) fn split_off(&mut self, name: usize) -> usize {
        let old = self.node_of(name);
        let text = single_blanks(self.span(name).of(self.document));
        let Some(node) = self.nodes.get_mut(old) else { return old };
        if node.names.len() < 2 {
            return old;
        }
        node.names.retain(|&other| other != name);
        if let Some(spelling) = node.spellings.iter_mut().find(|(spelling, _)| *spelling == text) {
            spelling.1 = spelling.1.saturating_sub(1);
        }
        node.spellings.retain(|(_, count)| *count > 0);
        let mut own = Node::new(node.kind);
        own.add(name, text);
        self.nodes.push(own);
        let new = self.nodes.len() - 1;
        self.parent.push(new);
        if let Some(of_name) = self.of_name.get_mut(name) {
            *of_name = new;
        }
        new
    }

    /// Joins the groups of two nodes.
    pub(crate) fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        let (low, high) = (one.min(two), one.max(two));
        if let Some(parent) = self.parent.get_mut(high) {
            *parent = low;
        }
    }

    /// Joins the nodes of the names that stand at these places, and makes all what the first is.
    pub(crate) fn join_at(&mut self, spans: &[Span]) {
        let node_at = |nodes: &Self, span: &Span| {
            let at = nodes.names.partition_point(|name| name.span.start < span.start);
            nodes.names.get(at).filter(|name| name.span == *span).map(|_| nodes.node_of(at))
        };
        let Some(first) = spans.first().and_then(|span| node_at(self, span)) else { return };
        let kind = self.kind(first);
        for span in spans.iter().skip(1) {
            let Some(other) = node_at(self, span) else { continue };
            if let Some(node) = self.nodes.get_mut(other) {
                node.kind = kind;
            }
            self.join(first, other);
        }
    }

    /// One node that stands for the group of this one.
    pub(crate) fn root(&self, node: usize) -> usize {
        let mut at = node;
        while let Some(&parent) = self.parent.get(at)
            && parent != at
        {
            at = parent;
        }
        at
    }

    /// The groups in the order of their first mention, and for each name the number of its group.
    pub(crate) fn groups(&self) -> (Vec<Vec<usize>>, Vec<u32>) {
        let mut groups: Vec<Vec<usize>> = Vec::with_capacity(self.nodes.len());
        let mut of_root: FxHashMap<usize, u32> = FxHashMap::with_capacity_and_hasher(self.nodes.len(), FxBuildHasher);
        let mut of_name = Vec::with_capacity(self.names.len());
        for &node in &self.of_name {
            let group = *of_root.entry(self.root(node)).or_insert_with(|| {
                groups.push(Vec::new());
                u32::try_from(groups.len() - 1).unwrap_or(u32::MAX)
            });
            if let Some(members) = groups.get_mut(group as usize)
                && !members.contains(&node)
            {
                members.push(node);
            }
            of_name.push(group);
        }
        (groups, of_name)
    }
}

impl<'t> Node<'t> {
    fn new(kind: Kind) -> Node<'t> {
        Node { kind, spellings: Vec::with_capacity(1), names: Vec::with_capacity(1), owner: None, unresolved: false }
    }

    fn add(&mut self, name: usize, text: Cow<'t, str>) {
        self.names.push(name);
        match self.spellings.iter_mut().find(|(spelling, _)| *spelling == text) {
            Some((_, count)) => *count += 1,
            None => self.spellings.push((text, 1)),
        }
    }
}

/// What spellings of one name within a document share.
fn key(text: &str) -> String {
    let plain = plain(text);
    let bare = plain.strip_prefix("the ").unwrap_or(&plain);
    if bare.is_ascii() && !bare.contains('.') {
        return bare.to_owned();
    }
    bare.chars().filter(|&c| c != '.').map(|c| if matches!(c, '‐' | '‑' | '–') { '-' } else { c }).collect()
}

/// The kind that most of these names have; the first met where two are as many.
fn majority_kind(names: &[Name], of: &[usize]) -> Kind {
    let mut counts: Vec<(Kind, u32)> = Vec::new();
    for name in of.iter().filter_map(|&name| names.get(name)) {
        match counts.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((name.kind, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(Kind::Organisation, |(kind, _)| kind)
}
