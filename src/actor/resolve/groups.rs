//! From names that are one to actors, the analyst's word last.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::actors::{Actors, Changes, Row};
use super::analyst::Claims;
use super::few::Few;
use super::marks::Marks;
use super::nodes::{NOBODY, Nodes, Standing, What};
use super::rows::row;
use super::slugs::Slugs;
use super::units::{SourceRow, Unit, UnitId};
use crate::actor::ActorsFile;

/// What makes an actor this one and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Identity {
    /// The names that are one with this one.
    Names(u32),
    /// What is left of these names when the analyst's entries have taken theirs.
    Left(u32),
    /// A local actor that nothing joins with another.
    Unit(UnitId),
    /// An entry of the analyst's.
    Entry(u32),
}

/// Whom an actor is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// Names with all units that they count.
    pub(super) nodes: Few<u32, 4>,
    /// Units by themselves.
    pub(super) units: Few<UnitId, 2>,
}

/// What is known of an actor.
#[derive(Debug)]
struct Known {
    /// What it is made of now.
    content: Option<Arc<Content>>,
    /// What it was made of when it was last made.
    made: Option<Arc<Content>>,
    /// Where it is; [`NOBODY`] while it was never made.
    place: u32,
}

/// The actors, and what each is made of.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) actors: Actors,
    slugs: Slugs,
    known: FxHashMap<Identity, Known>,
    by_place: Vec<Option<Identity>>,
    free: Vec<u32>,
    /// For each entry what falls to it, by the group or unit that it comes from.
    entries: Vec<FxHashMap<Identity, Content>>,
    /// The entries to which something of a group or unit falls.
    entries_of: FxHashMap<Identity, Vec<u32>>,
    /// For each name the group to which it belongs, or [`NOBODY`].
    group_of: Vec<u32>,
    claims: Claims,
    changes: Changes,
    /// Identities whose content changed, some perhaps twice.
    touched: Vec<Identity>,
    /// Sources whose units have other names than before.
    renamed: Marks,
    /// Names that are no more.
    gone: Vec<u32>,
}

impl Groups {
    /// Notes that the units of this source have other names.
    pub(super) fn touch(&mut self, source: u32) {
        self.renamed.insert(source);
    }

    /// Sets the names of the units of a source.
    pub(super) fn rename(&mut self, source: u32, names: Arc<[u32]>) {
        self.renamed.remove(source);
        self.changes.names.push((source, names));
    }

    /// Notes that a name is no more.
    pub(super) fn forget(&mut self, node: u32) {
        self.gone.push(node);
    }

    /// Takes in what the analyst says now. Whoever has a form of which it speaks, or spoke, has to be looked at again.
    pub(super) fn claim(&mut self, claims: Claims, entries: usize, seeds: &mut Marks, singles: &mut FxHashSet<UnitId>) {
        for form in self.claims.forms().chain(claims.forms()) {
            for &place in self.actors.index.places_of(form) {
                let identity = self.by_place.get(place as usize).copied().flatten();
                let Some(content) = identity.and_then(|identity| content(&self.known, identity)) else { continue };
                seeds.extend(content.nodes.iter().copied());
                singles.extend(content.units.iter());
                if let Some(Identity::Left(node)) = identity {
                    seeds.insert(node);
                }
            }
        }
        for (at, parts) in (0u32..).zip(std::mem::take(&mut self.entries)) {
            self.touched.push(Identity::Entry(at));
            for (from, content) in parts {
                match from {
                    Identity::Unit(unit) => drop(singles.insert(unit)),
                    Identity::Names(node) | Identity::Left(node) => drop(seeds.insert(node)),
                    Identity::Entry(_) => {}
                }
                seeds.extend(content.nodes.iter().copied());
            }
        }
        self.entries_of.clear();
        self.entries = (0..entries).map(|_| FxHashMap::default()).collect();
        self.touched.extend((0u32..).take(entries).map(Identity::Entry));
        self.claims = claims;
    }

    /// Makes anew the actors of these names and units.
    pub(super) fn regroup(
        &mut self,
        nodes: &mut Nodes,
        sources: &[Option<SourceRow>],
        analyst: &ActorsFile,
        seeds: &[u32],
        mut singles: FxHashSet<UnitId>,
    ) {
        for node in std::mem::take(&mut self.gone) {
            if let Some(group) = self.group_of.get_mut(node as usize).map(|group| std::mem::replace(group, NOBODY)) {
                self.dissolve(group);
            }
        }
        for node in seeds {
            if let Some(&group) = self.group_of.get(*node as usize) {
                self.dissolve(group);
            }
        }
        let groups = nodes.parts(seeds, |row, next| {
            next.extend(row.attached.iter().chain(row.beside.keys()).copied());
            next.push(row.cluster);
            next.extend(&row.members);
            if let Standing::For(other) = row.stands_for {
                next.push(other);
            }
        });
        self.known.reserve(groups.len().saturating_sub(self.known.len()));
        for group in groups.iter() {
            self.place(nodes, sources, group, &mut singles);
        }
        for unit in singles {
            self.single(nodes, sources, unit);
        }
        self.make(nodes, sources, analyst);
    }

    /// Takes apart what a group was.
    fn dissolve(&mut self, group: u32) {
        if group == NOBODY {
            return;
        }
        for identity in [Identity::Names(group), Identity::Left(group)] {
            self.empty(identity);
        }
        self.withdraw(Identity::Names(group));
    }

    /// Notes that nobody is this actor.
    fn empty(&mut self, identity: Identity) {
        if let Some(known) = self.known.get_mut(&identity) {
            known.content = None;
            self.touched.push(identity);
        }
    }

    /// Notes what an actor is made of.
    fn fill(&mut self, identity: Identity, content: Content) {
        let known = self.known.entry(identity).or_insert(Known { content: None, made: None, place: NOBODY });
        known.content = Some(Arc::new(content));
        self.touched.push(identity);
    }

    /// Takes from all entries what came from here.
    fn withdraw(&mut self, from: Identity) {
        for entry in self.entries_of.remove(&from).unwrap_or_default() {
            if let Some(parts) = self.entries.get_mut(entry as usize) {
                parts.remove(&from);
            }
            self.touched.push(Identity::Entry(entry));
        }
    }

    fn give(&mut self, entry: u32, from: Identity, content: Content) {
        if let Some(parts) = self.entries.get_mut(entry as usize) {
            parts.insert(from, content);
        }
        self.entries_of.entry(from).or_default().push(entry);
        self.touched.push(Identity::Entry(entry));
    }

    /// Says what becomes of names that are one.
    fn place(&mut self, nodes: &Nodes, sources: &[Option<SourceRow>], group: &[u32], singles: &mut FxHashSet<UnitId>) {
        let Some(&head) = group.first() else { return };
        for &node in group {
            if self.group_of.len() <= node as usize {
                self.group_of.resize((node as usize + 1).next_power_of_two(), NOBODY);
            }
            if let Some(slot) = self.group_of.get_mut(node as usize) {
                *slot = head;
            }
            self.changes.of_name.push((node, NOBODY));
        }
        let rows = || group.iter().filter_map(|&node| nodes.get(node));
        let unclear = rows().all(|row| matches!(row.what, What::Surname(_)) && row.stands_for == Standing::Unclear);
        let was_single = |unit: &UnitId| {
            let identity = Identity::Unit(*unit);
            content(&self.known, identity).is_some() || self.entries_of.contains_key(&identity)
        };
        if unclear {
            singles.extend(rows().flat_map(|row| row.units.iter()));
            return;
        }
        if rows().any(|row| matches!(row.what, What::Surname(_))) {
            singles.extend(rows().flat_map(|row| row.units.iter()).filter(|unit| was_single(unit)));
        }
        let is_claimed = |form: &str| self.claims.of(form).is_some();
        let claimed =
            !self.claims.is_empty() && rows().flat_map(|row| &row.usage).any(|usage| is_claimed(&usage.form.text));
        let identity = Identity::Names(head);
        if !claimed {
            self.fill(identity, Content { nodes: group.iter().copied().collect(), units: Few::default() });
            return;
        }
        let units: Vec<UnitId> = rows().flat_map(|row| row.units.iter().copied()).collect();
        let claims: Vec<(UnitId, Option<u32>)> =
            units.iter().map(|&id| (id, unit(sources, id).and_then(|unit| self.claim_of(unit)))).collect();
        let mut entries: Vec<u32> = claims.iter().filter_map(|(_, entry)| *entry).collect();
        entries.sort_unstable();
        entries.dedup();
        let only = if let [only] = entries.as_slice() { Some(*only) } else { None };
        let mut of_entry: FxHashMap<u32, Vec<UnitId>> = FxHashMap::default();
        let mut left: Vec<UnitId> = Vec::new();
        for (id, own) in claims {
            // A unit that no entry names goes with its group, if that is one entry's and the entry does not refuse it.
            let goes_along = || only.filter(|&only| unit(sources, id).is_some_and(|unit| !self.is_denied(unit, only)));
            match own.or_else(goes_along) {
                Some(entry) => of_entry.entry(entry).or_default().push(id),
                None => left.push(id),
            }
        }
        match only {
            Some(entry) if left.is_empty() => {
                self.give(entry, identity, Content { nodes: group.iter().copied().collect(), units: Few::default() });
            }
            _ => {
                for (entry, units) in of_entry {
                    self.give(entry, identity, Content { nodes: Few::default(), units: units.into_iter().collect() });
                }
                if !left.is_empty() {
                    let content = Content { nodes: Few::default(), units: left.into_iter().collect() };
                    self.fill(Identity::Left(head), content);
                }
            }
        }
    }

    /// Says what becomes of a unit that may stand by itself.
    fn single(&mut self, nodes: &Nodes, sources: &[Option<SourceRow>], id: UnitId) {
        let identity = Identity::Unit(id);
        self.empty(identity);
        self.withdraw(identity);
        let Some(unit) = unit(sources, id) else { return };
        let name = unit.nodes.first().and_then(|&node| nodes.get(node));
        let alone = unit.nodes.is_empty() || name.is_some_and(|row| row.stands_for == Standing::Unclear);
        if !alone {
            return;
        }
        let content = Content { nodes: Few::default(), units: std::iter::once(id).collect() };
        match self.claim_of(unit) {
            Some(entry) => self.give(entry, identity, content),
            None => self.fill(identity, content),
        }
    }

    fn claim_of(&self, unit: &Unit) -> Option<u32> {
        if self.claims.is_empty() {
            return None;
        }
        unit.forms.iter().find_map(|(form, _)| self.claims.of(&form.text))
    }

    fn is_denied(&self, unit: &Unit, entry: u32) -> bool {
        unit.forms.iter().any(|(form, _)| self.claims.deny(&form.text, entry))
    }

    /// Makes the rows of what was touched, and all that leads to them.
    fn make(&mut self, nodes: &Nodes, sources: &[Option<SourceRow>], analyst: &ActorsFile) {
        for source in self.renamed.take() {
            let units = sources.get(source as usize).and_then(Option::as_ref).map_or(&[][..], |row| &row.units);
            let names = units.iter().map(|unit| unit.nodes.first().copied().unwrap_or(NOBODY));
            self.changes.names.push((source, names.collect()));
        }
        let mut touched: Vec<Identity> = std::mem::take(&mut self.touched);
        touched.par_sort_unstable();
        touched.dedup();
        for &identity in &touched {
            let Identity::Entry(entry) = identity else { continue };
            let Some(parts) = self.entries.get(entry as usize) else {
                self.empty(identity);
                continue;
            };
            let nodes = parts.values().flat_map(|part| part.nodes.iter().copied()).collect();
            let units = parts.values().flat_map(|part| part.units.iter().copied()).collect();
            self.fill(identity, Content { nodes, units });
        }
        self.touched.clear();
        let (known, said) = (&self.known, (analyst, &self.claims));
        let rows: Vec<Option<Arc<Row>>> = touched
            .par_iter()
            .map(|&identity| Some(Arc::new(row(nodes, sources, said, identity, content(known, identity)?))))
            .collect();
        self.changes.rows.reserve(touched.len());
        let mut taken: Vec<(u32, u32)> = Vec::new();
        for (identity, row) in touched.into_iter().zip(rows) {
            self.remake(identity, row, &mut taken);
        }
        // Names that fell to nobody: each unit is its own, or fell to an entry by itself.
        self.changes.of_name.append(&mut taken);
        self.actors.apply(std::mem::take(&mut self.changes), &mut self.slugs);
    }

    /// Puts the row of what was touched where it belongs, or takes away the one that was there.
    fn remake(&mut self, identity: Identity, row: Option<Arc<Row>>, taken: &mut Vec<(u32, u32)>) {
        let Some(known) = self.known.get_mut(&identity) else { return };
        // What pointed here points nowhere until somebody else takes it.
        if let Some(old) = known.made.take() {
            self.changes.of_name.extend(old.nodes.iter().map(|&node| (node, NOBODY)));
            self.changes.own.extend(old.units.iter().map(|&unit| (unit, known.place, false)));
        }
        let (Some(content), Some(row)) = (&known.content, row) else {
            if known.place != NOBODY {
                self.changes.rows.push((known.place, None));
                self.free.push(known.place);
                if let Some(slot) = self.by_place.get_mut(known.place as usize) {
                    *slot = None;
                }
            }
            self.known.remove(&identity);
            return;
        };
        if known.place == NOBODY {
            known.place = self.free.pop().unwrap_or_else(|| {
                self.by_place.push(None);
                u32::try_from(self.by_place.len() - 1).unwrap_or(NOBODY)
            });
            if let Some(slot) = self.by_place.get_mut(known.place as usize) {
                *slot = Some(identity);
            }
        }
        taken.extend(content.nodes.iter().map(|&node| (node, known.place)));
        self.changes.own.extend(content.units.iter().map(|&unit| (unit, known.place, true)));
        self.changes.rows.push((known.place, Some(row)));
        known.made = Some(content.clone());
    }
}

/// What an actor is made of now.
fn content(known: &FxHashMap<Identity, Known>, identity: Identity) -> Option<&Content> {
    known.get(&identity)?.content.as_deref()
}

pub(super) fn unit(sources: &[Option<SourceRow>], id: UnitId) -> Option<&Unit> {
    sources.get(id.0 as usize)?.as_ref()?.units.get(id.1 as usize)
}
