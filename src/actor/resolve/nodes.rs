//! The distinct names of the corpus, what they share, and which of them are alike.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::analyst::Vetoes;
use super::blocks::{self, Keys};
use super::forms::Form;
use super::marks::Marks;
use super::units::{Named, Unit, UnitId};
use crate::actor::matching::tokens::Token;
use crate::actor::organisation::OrganisationName;
use crate::article::PublicationDate;
use crate::prose::Kind;

/// Nobody: the number of no name and no actor.
pub(super) const NOBODY: u32 = u32::MAX;

/// What sort of name a node is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A person's full name.
    Person(Arc<Form>),
    /// A surname alone.
    Surname(Token),
    /// A name that says which body it is.
    Organisation(Arc<OrganisationName>),
    /// An acronym that its article does not explain.
    Acronym(String),
    /// A name that is one with its equal alone: a state, a body of many states.
    Name(Kind),
}

/// How a form is used under one name.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    pub(super) form: Arc<Form>,
    pub(super) count: u32,
    /// How many articles use it.
    pub(super) articles: u32,
    /// How many of them where they are no copies of others.
    pub(super) counted: u32,
    pub(super) latest: Option<PublicationDate>,
}

/// A distinct name.
#[derive(Debug)]
pub(super) struct Node {
    /// Unique; the first letter tells the sort.
    pub(super) key: String,
    pub(super) what: What,
    /// The units that this name counts, in order.
    pub(super) units: Vec<UnitId>,
    /// How their forms are used.
    pub(super) usage: Vec<Usage>,
    /// How many units are known under this name, counted here or elsewhere.
    pub(super) articles: u32,
    /// Of a person's name: of how many units it is the first with its last token, and with its surname.
    pub(super) bears: [u32; 2],
    /// The names that articles give to the same actor, each with the number of units.
    pub(super) beside: FxHashMap<u32, u32>,
    /// The acronyms that articles explain so, each with the number of units; of several names of a unit the first
    /// counts.
    pub(super) acronyms: FxHashMap<String, u32>,
    /// The names that are like this one, in order but while they are being found.
    pub(super) like: Vec<u32>,
    /// The cluster: the number of one of its names.
    pub(super) cluster: u32,
    /// The names of the cluster, at the one that stands for it.
    pub(super) members: Vec<u32>,
    /// The cluster after short names have found their long ones.
    pub(super) bearer: u32,
    /// What a short name, a surname or an acronym stands for.
    pub(super) stands_for: Standing,
    /// The names that stand for this one.
    pub(super) attached: Vec<u32>,
}

/// What a short name, a surname alone or a bare acronym stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// Itself.
    #[default]
    Alone,
    /// The actor of this name.
    For(u32),
    /// One of several, and nothing says which.
    Unclear,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    by_key: FxHashMap<String, u32>,
    rows: Vec<Option<Node>>,
    free: Vec<u32>,
    blocks: blocks::Blocks,
    /// Names whose units, neighbours or acronyms changed since they were last clustered.
    pub(super) dirty: Marks,
    /// Names that were met for the first time since.
    new: Marks,
    /// Names that nothing was called for a while since.
    emptied: Vec<u32>,
    /// Names whose acronyms changed since.
    respelt: FxHashSet<u32>,
    /// What the names that went were, for those that looked at them.
    pub(super) gone: Vec<(u32, Node)>,
}

impl Nodes {
    pub(super) fn get(&self, node: u32) -> Option<&Node> {
        self.rows.get(node as usize)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, node: u32) -> Option<&mut Node> {
        self.rows.get_mut(node as usize)?.as_mut()
    }

    pub(super) fn by_key(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// The numbers of the names under which a unit is known.
    pub(super) fn of_names(&mut self, names: Vec<Named<'_>>) -> Vec<u32> {
        let number = |name: Named<'_>| match self.by_key.get(name.key()) {
            Some(&node) => node,
            None => self.add(name.key().to_owned(), name.what()),
        };
        names.into_iter().map(number).collect()
    }

    /// Takes in a unit under its names, which it has already.
    pub(super) fn enter(&mut self, id: UnitId, unit: &Unit, published: Option<PublicationDate>) {
        self.count(unit, true);
        let Some(node) = unit.nodes.first().and_then(|&first| self.get_mut(first)) else { return };
        if let Err(at) = node.units.binary_search(&id) {
            node.units.insert(at, id);
        }
        for (form, count) in &unit.forms {
            match node.usage.iter_mut().find(|usage| Arc::ptr_eq(&usage.form, form)) {
                Some(usage) => {
                    usage.count += count;
                    usage.articles += 1;
                    usage.counted += u32::from(*count > 0);
                    usage.latest = usage.latest.max(published);
                }
                None => {
                    let counted = u32::from(*count > 0);
                    node.usage.push(Usage {
                        form: form.clone(),
                        count: *count,
                        articles: 1,
                        counted,
                        latest: published,
                    });
                }
            }
        }
    }

    /// Takes a unit out again; `latest` says when a form was last used by the units that are left.
    pub(super) fn leave(
        &mut self,
        id: UnitId,
        unit: &mut Unit,
        published: Option<PublicationDate>,
        latest: impl Fn(&[UnitId], &Arc<Form>) -> Option<PublicationDate>,
    ) {
        self.count(unit, false);
        if let Some(node) = unit.nodes.first().and_then(|&first| self.get_mut(first)) {
            if let Ok(at) = node.units.binary_search(&id) {
                node.units.remove(at);
            }
            let left = std::mem::take(&mut node.units);
            for (form, count) in &unit.forms {
                let Some(usage) = node.usage.iter_mut().find(|usage| Arc::ptr_eq(&usage.form, form)) else { continue };
                usage.count = usage.count.saturating_sub(*count);
                usage.articles = usage.articles.saturating_sub(1);
                usage.counted = usage.counted.saturating_sub(u32::from(*count > 0));
                if usage.articles > 0 && published.is_some() && usage.latest == published {
                    usage.latest = latest(&left, form);
                }
            }
            node.usage.retain(|usage| usage.articles > 0);
            node.units = left;
        }
        unit.nodes.clear();
    }

    fn add(&mut self, key: String, what: What) -> u32 {
        let row = Node {
            key: key.clone(),
            what,
            units: Vec::new(),
            usage: Vec::new(),
            articles: 0,
            bears: [0; 2],
            beside: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            like: Vec::new(),
            cluster: NOBODY,
            members: Vec::new(),
            bearer: NOBODY,
            stands_for: Standing::Alone,
            attached: Vec::new(),
        };
        let node = self.free.pop().unwrap_or_else(|| {
            self.rows.push(None);
            u32::try_from(self.rows.len() - 1).unwrap_or(NOBODY)
        });
        if let Some(slot) = self.rows.get_mut(node as usize) {
            *slot = Some(row);
        }
        self.by_key.insert(key, node);
        self.new.insert(node);
        node
    }

    /// Counts a unit under all its names, or takes it from the counts.
    fn count(&mut self, unit: &Unit, add: bool) {
        let step = |count: &mut u32| *count = if add { *count + 1 } else { count.saturating_sub(1) };
        let mut borne: Vec<String> = Vec::new();
        let mut explained = false;
        for (at, &node) in unit.nodes.iter().enumerate() {
            self.dirty.insert(node);
            let Some(row) = self.get_mut(node) else { continue };
            step(&mut row.articles);
            let emptied = row.articles == 0;
            if let What::Person(form) = &row.what {
                for (place, token) in surnames(form).into_iter().enumerate() {
                    if let Some(token) = token.filter(|token| !borne.contains(&token.plain)) {
                        if unit.nodes.len() > 1 {
                            borne.push(token.plain.clone());
                        }
                        row.bears.get_mut(place).map(step).unwrap_or_default();
                    }
                }
            }
            if let (What::Organisation(_), false) = (&row.what, explained) {
                explained = true;
                let mut respelt = false;
                for acronym in unit.acronyms() {
                    let count = row.acronyms.entry(acronym.to_owned()).or_default();
                    respelt |= *count == 0;
                    step(count);
                    respelt |= *count == 0;
                }
                row.acronyms.retain(|_, count| *count > 0);
                if respelt {
                    self.respelt.insert(node);
                }
            }
            if emptied {
                self.emptied.push(node);
            }
            for (other_at, &other) in unit.nodes.iter().enumerate() {
                if other_at != at
                    && let Some(row) = self.get_mut(node)
                {
                    let count = row.beside.entry(other).or_default();
                    step(count);
                    if *count == 0 {
                        row.beside.remove(&other);
                    }
                }
            }
        }
    }

    /// Finds the neighbours of new names, and forgets names that nothing is called any more.
    pub(super) fn settle(&mut self, vetoes: &Vetoes) {
        for node in std::mem::take(&mut self.emptied) {
            if self.get(node).is_none_or(|row| row.articles > 0) {
                continue;
            }
            self.new.remove(node);
            self.respelt.remove(&node);
            self.dirty.remove(node);
            let Some(row) = self.rows.get_mut(node as usize).and_then(Option::take) else { continue };
            self.by_key.remove(&row.key);
            self.blocks.remove(node, &row);
            self.unlike(node, &row.like);
            self.free.push(node);
            self.gone.push((node, row));
        }
        let respelt: Vec<u32> = std::mem::take(&mut self.respelt).into_iter().collect();
        for &node in &respelt {
            let Some(row) = self.get_mut(node) else { continue };
            let like = std::mem::take(&mut row.like);
            self.unlike(node, &like);
            if let Some(row) = self.rows.get(node as usize).and_then(Option::as_ref) {
                self.blocks.insert_acronyms(node, row);
            }
            self.dirty.extend(like);
        }
        let mut fresh: Vec<u32> = self.new.take();
        let mut keys: FxHashMap<u32, Keys> = fresh.par_iter().filter_map(|&node| self.keys_of(node)).collect();
        for (&node, keys) in &keys {
            if let Some(row) = self.rows.get(node as usize).and_then(Option::as_ref) {
                self.blocks.insert(node, row, keys);
            }
        }
        fresh.extend(respelt);
        for node in self.blocks.crossed() {
            let Some(row) = self.get_mut(node) else { continue };
            let like = std::mem::take(&mut row.like);
            self.unlike(node, &like);
            self.dirty.extend(like);
            self.dirty.insert(node);
            fresh.push(node);
        }
        fresh.sort_unstable();
        fresh.dedup();
        let is_fresh: FxHashSet<u32> = fresh.iter().copied().collect();
        let others: Vec<u32> = fresh.iter().copied().filter(|node| !keys.contains_key(node)).collect();
        keys.extend(others.into_iter().filter_map(|node| self.keys_of(node)));
        let rows = &self.rows;
        let row = |node: u32| rows.get(node as usize).and_then(Option::as_ref);
        let found: Vec<(u32, u32)> = fresh
            .par_iter()
            .flat_map_iter(|&node| {
                let known = row(node).zip(keys.get(&node));
                let candidates = known.map(|(row, keys)| self.blocks.candidates(row, keys)).unwrap_or_default();
                // Two new names meet twice; one time is enough.
                let others = candidates.into_iter().filter(|other| *other != node);
                let others = others.filter(|other| !is_fresh.contains(other) || node < *other);
                let like = others.filter(|&other| {
                    row(node).zip(row(other)).is_some_and(|(one, two)| blocks::are_like(one, two, vetoes))
                });
                like.map(|other| (node, other)).collect::<Vec<_>>()
            })
            .collect();
        let mut met: Vec<u32> = Vec::with_capacity(found.len());
        for (one, two) in found {
            for (one, two) in [(one, two), (two, one)] {
                if let Some(row) = self.get_mut(one) {
                    row.like.push(two);
                }
                met.push(one);
            }
        }
        met.sort_unstable();
        met.dedup();
        for node in met {
            self.dirty.insert(node);
            if let Some(row) = self.get_mut(node) {
                row.like.sort_unstable();
            }
        }
    }

    /// By what a name finds its like.
    fn keys_of(&self, node: u32) -> Option<(u32, Keys)> {
        Some((node, blocks::keys(&self.get(node)?.what)))
    }

    fn unlike(&mut self, node: u32, like: &[u32]) {
        for &other in like {
            if let Some(row) = self.get_mut(other) {
                row.like.retain(|&one| one != node);
                self.dirty.insert(other);
            }
        }
    }

    /// What `reach` connects with these names: the connected parts, each in the order of the keys.
    pub(super) fn parts(&self, from: &[u32], reach: impl Fn(&Node, &mut Vec<u32>)) -> Vec<Vec<u32>> {
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut parts = Vec::new();
        let mut next: Vec<u32> = Vec::new();
        for &start in from {
            if self.get(start).is_none() || !seen.insert(start) {
                continue;
            }
            let mut part = vec![start];
            let mut at = 0;
            while let Some(&node) = part.get(at) {
                at += 1;
                if let Some(row) = self.get(node) {
                    reach(row, &mut next);
                }
                part.extend(next.drain(..).filter(|&other| self.get(other).is_some() && seen.insert(other)));
            }
            part.sort_unstable_by(|&one, &two| self.key(one).cmp(self.key(two)));
            parts.push(part);
        }
        parts
    }

    pub(super) fn key(&self, node: u32) -> &str {
        self.get(node).map_or("", |row| &row.key)
    }
}

impl Node {
    pub(super) fn kind(&self) -> Kind {
        match self.what {
            What::Person(_) | What::Surname(_) => Kind::Person,
            What::Organisation(_) | What::Acronym(_) => Kind::Organisation,
            What::Name(kind) => kind,
        }
    }
}

/// The last token of a full name, and the surname where that is more ("van der Meer" is borne as a whole and as
/// "Meer").
pub(super) fn surnames(form: &Form) -> [Option<&Token>; 2] {
    let name = &form.person().name;
    let last = name.last();
    let surname = name.surname().filter(|surname| last.is_none_or(|last| last.plain != surname.plain));
    [last, surname]
}
