//! From names that are one to actors, the analyst's word last.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::actors::{Actors, Changes, Row};
use super::analyst::Claims;
use super::nodes::{NOBODY, Nodes, Standing, What};
use super::preferred::{self, Usage, Used};
use super::slugs::{self, Slugs};
use super::units::{SourceRow, Unit, UnitId};
use crate::actor::ActorsFile;
use crate::prose::Kind;

/// What makes an actor this one and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Identity {
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
struct Content {
    /// Names with all units that they count.
    nodes: Vec<u32>,
    /// Units by themselves.
    units: Vec<UnitId>,
}

/// The actors, and what each is made of.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) actors: Actors,
    slugs: Slugs,
    places: FxHashMap<Identity, u32>,
    contents: FxHashMap<Identity, Arc<Content>>,
    /// What each actor was made of when it was last made.
    made: FxHashMap<Identity, Arc<Content>>,
    by_place: Vec<Option<Identity>>,
    free: Vec<u32>,
    /// For each entry what falls to it, by the group or unit that it comes from.
    entries: Vec<FxHashMap<Identity, Content>>,
    /// The entries to which something of a group or unit falls.
    entries_of: FxHashMap<Identity, Vec<u32>>,
    /// For each name the group to which it belongs.
    group_of: FxHashMap<u32, u32>,
    claims: Claims,
    changes: Changes,
    /// Identities whose content changed.
    touched: FxHashSet<Identity>,
    /// Sources whose units have other names than before.
    renamed: FxHashSet<u32>,
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
        self.renamed.remove(&source);
        self.changes.names.push((source, names));
    }

    /// Notes that a name is no more.
    pub(super) fn forget(&mut self, node: u32) {
        self.gone.push(node);
    }

    /// Takes in what the analyst says now. Whoever has a form of which it speaks, or spoke, has to be looked at again.
    pub(super) fn claim(
        &mut self,
        claims: Claims,
        entries: usize,
        seeds: &mut FxHashSet<u32>,
        singles: &mut FxHashSet<UnitId>,
    ) {
        for form in self.claims.forms().chain(claims.forms()) {
            for &place in self.actors.index.places_of(form) {
                let identity = self.by_place.get(place as usize).copied().flatten();
                let Some(content) = identity.and_then(|identity| self.contents.get(&identity)) else { continue };
                seeds.extend(&content.nodes);
                singles.extend(&content.units);
                if let Some(Identity::Left(node)) = identity {
                    seeds.insert(node);
                }
            }
        }
        for (at, parts) in (0u32..).zip(std::mem::take(&mut self.entries)) {
            self.touched.insert(Identity::Entry(at));
            for (from, content) in parts {
                match from {
                    Identity::Unit(unit) => drop(singles.insert(unit)),
                    Identity::Names(node) | Identity::Left(node) => drop(seeds.insert(node)),
                    Identity::Entry(_) => {}
                }
                seeds.extend(content.nodes);
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
            if let Some(group) = self.group_of.remove(&node) {
                self.dissolve(group);
            }
        }
        for node in seeds {
            if let Some(&group) = self.group_of.get(node) {
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
        for group in groups {
            self.place(nodes, sources, group, &mut singles);
        }
        for unit in singles {
            self.single(nodes, sources, unit);
        }
        self.make(nodes, sources, analyst);
    }

    /// Takes apart what a group was.
    fn dissolve(&mut self, group: u32) {
        for identity in [Identity::Names(group), Identity::Left(group)] {
            self.contents.remove(&identity);
            self.touched.insert(identity);
        }
        self.withdraw(Identity::Names(group));
    }

    /// Takes from all entries what came from here.
    fn withdraw(&mut self, from: Identity) {
        for entry in self.entries_of.remove(&from).unwrap_or_default() {
            if let Some(parts) = self.entries.get_mut(entry as usize) {
                parts.remove(&from);
            }
            self.touched.insert(Identity::Entry(entry));
        }
    }

    fn give(&mut self, entry: u32, from: Identity, content: Content) {
        if let Some(parts) = self.entries.get_mut(entry as usize) {
            parts.insert(from, content);
        }
        self.entries_of.entry(from).or_default().push(entry);
        self.touched.insert(Identity::Entry(entry));
    }

    /// Says what becomes of names that are one.
    fn place(
        &mut self,
        nodes: &Nodes,
        sources: &[Option<SourceRow>],
        group: Vec<u32>,
        singles: &mut FxHashSet<UnitId>,
    ) {
        let Some(&head) = group.first() else { return };
        for &node in &group {
            self.group_of.insert(node, head);
            self.changes.of_name.push((node, NOBODY));
        }
        let rows = || group.iter().filter_map(|&node| nodes.get(node));
        let unclear = rows().all(|row| matches!(row.what, What::Surname(_)) && row.stands_for == Standing::Unclear);
        let was_single = |unit: &UnitId| {
            let identity = Identity::Unit(*unit);
            self.contents.contains_key(&identity) || self.entries_of.contains_key(&identity)
        };
        if unclear {
            singles.extend(rows().flat_map(|row| &row.units));
            return;
        }
        if rows().any(|row| matches!(row.what, What::Surname(_))) {
            singles.extend(rows().flat_map(|row| &row.units).filter(|unit| was_single(unit)));
        }
        let is_claimed = |form: &str| self.claims.of(form).is_some();
        let claimed =
            !self.claims.is_empty() && rows().flat_map(|row| &row.usage).any(|usage| is_claimed(&usage.form.text));
        let identity = Identity::Names(head);
        if !claimed {
            self.contents.insert(identity, Arc::new(Content { nodes: group, units: Vec::new() }));
            self.touched.insert(identity);
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
            Some(entry) if left.is_empty() => self.give(entry, identity, Content { nodes: group, units: Vec::new() }),
            _ => {
                for (entry, units) in of_entry {
                    self.give(entry, identity, Content { nodes: Vec::new(), units });
                }
                if !left.is_empty() {
                    self.contents.insert(Identity::Left(head), Arc::new(Content { nodes: Vec::new(), units: left }));
                    self.touched.insert(Identity::Left(head));
                }
            }
        }
    }

    /// Says what becomes of a unit that may stand by itself.
    fn single(&mut self, nodes: &Nodes, sources: &[Option<SourceRow>], id: UnitId) {
        let identity = Identity::Unit(id);
        self.contents.remove(&identity);
        self.touched.insert(identity);
        self.withdraw(identity);
        let Some(unit) = unit(sources, id) else { return };
        let name = unit.nodes.first().and_then(|&node| nodes.get(node));
        let alone = unit.nodes.is_empty() || name.is_some_and(|row| row.stands_for == Standing::Unclear);
        if !alone {
            return;
        }
        let content = Content { nodes: Vec::new(), units: vec![id] };
        match self.claim_of(unit) {
            Some(entry) => self.give(entry, identity, content),
            None => drop(self.contents.insert(identity, Arc::new(content))),
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
        for source in std::mem::take(&mut self.renamed) {
            let units = sources.get(source as usize).and_then(Option::as_ref).map_or(&[][..], |row| &row.units);
            let names = units.iter().map(|unit| unit.nodes.first().copied().unwrap_or(NOBODY));
            self.changes.names.push((source, names.collect()));
        }
        let mut touched: Vec<Identity> = std::mem::take(&mut self.touched).into_iter().collect();
        touched.sort_unstable();
        let mut taken: Vec<(u32, u32)> = Vec::new();
        for &identity in &touched {
            if let Identity::Entry(entry) = identity {
                match self.entries.get(entry as usize) {
                    Some(parts) => {
                        let mut content = Content::default();
                        for part in parts.values() {
                            content.nodes.extend(&part.nodes);
                            content.units.extend(&part.units);
                        }
                        self.contents.insert(identity, Arc::new(content));
                    }
                    None => drop(self.contents.remove(&identity)),
                }
            }
        }
        let contents = &self.contents;
        let rows: Vec<Option<Arc<Row>>> = touched
            .par_iter()
            .map(|identity| Some(Arc::new(row(nodes, sources, analyst, *identity, contents.get(identity)?))))
            .collect();
        let more = touched.len().saturating_sub(self.made.len());
        self.made.reserve(more);
        self.places.reserve(more);
        self.changes.rows.reserve(touched.len());
        for (identity, row) in touched.into_iter().zip(rows) {
            self.remake(identity, row, &mut taken);
        }
        // Names that fell to nobody: each unit is its own, or fell to an entry by itself.
        let named: FxHashSet<u32> = taken.iter().map(|(node, _)| *node).collect();
        let cleared = std::mem::take(&mut self.changes.of_name);
        let cleared = cleared.into_iter().filter(|(node, _)| !named.contains(node));
        self.changes.of_name = cleared.chain(taken).collect();
        self.actors.apply(std::mem::take(&mut self.changes), &mut self.slugs);
    }

    /// Puts the row of what was touched where it belongs, or takes away the one that was there.
    fn remake(&mut self, identity: Identity, row: Option<Arc<Row>>, taken: &mut Vec<(u32, u32)>) {
        let before = self.places.get(&identity).copied();
        // What pointed here points nowhere until somebody else takes it.
        if let Some(place) = before
            && let Some(old) = self.made.remove(&identity)
        {
            self.changes.of_name.extend(old.nodes.iter().map(|&node| (node, NOBODY)));
            self.changes.own.extend(old.units.iter().map(|&unit| (unit, place, false)));
        }
        let (Some(content), Some(row)) = (self.contents.get(&identity), row) else {
            if let Some(place) = self.places.remove(&identity) {
                self.changes.rows.insert(place, None);
                self.free.push(place);
                if let Some(slot) = self.by_place.get_mut(place as usize) {
                    *slot = None;
                }
            }
            return;
        };
        let place = before.unwrap_or_else(|| {
            let place = self.free.pop().unwrap_or_else(|| {
                self.by_place.push(None);
                u32::try_from(self.by_place.len() - 1).unwrap_or(NOBODY)
            });
            self.places.insert(identity, place);
            if let Some(slot) = self.by_place.get_mut(place as usize) {
                *slot = Some(identity);
            }
            place
        });
        taken.extend(content.nodes.iter().map(|&node| (node, place)));
        self.changes.own.extend(content.units.iter().map(|&unit| (unit, place, true)));
        self.changes.rows.insert(place, Some(row));
        self.made.insert(identity, content.clone());
    }
}

fn unit(sources: &[Option<SourceRow>], id: UnitId) -> Option<&Unit> {
    sources.get(id.0 as usize)?.as_ref()?.units.get(id.1 as usize)
}

fn row(
    nodes: &Nodes,
    sources: &[Option<SourceRow>],
    analyst: &ActorsFile,
    identity: Identity,
    content: &Content,
) -> Row {
    let mut usage = Usage::default();
    let mut kinds: [(u32, Kind); 3] = [(0, Kind::State), (0, Kind::Organisation), (0, Kind::Person)];
    let mut count = |kind: Kind, mentions: u32| {
        if let Some(entry) = kinds.iter_mut().find(|(_, other)| *other == kind) {
            entry.0 += mentions;
        }
    };
    let mut locals: Vec<UnitId> = Vec::new();
    let mut owner = None;
    let rows = content.nodes.iter().filter_map(|&node| nodes.get(node));
    let mut keys: Vec<&str> = rows.clone().map(|row| row.key.as_str()).collect();
    for row in rows {
        locals.extend(&row.units);
        if let What::Organisation(name) = &row.what {
            owner = owner.or(name.of.filter(|_| name.is_generic()));
        }
        for own in &row.usage {
            Used::add(&mut usage, &own.form, own.count, own.counted, own.latest);
            count(row.kind(), own.count);
        }
    }
    for &id in &content.units {
        let Some((source, unit)) = sources
            .get(id.0 as usize)
            .and_then(Option::as_ref)
            .and_then(|row| Some((row, row.units.get(id.1 as usize)?)))
        else {
            continue;
        };
        locals.push(id);
        owner = owner.or(unit.of);
        for (form, mentions) in &unit.forms {
            Used::add(&mut usage, form, *mentions, 1, source.published);
            count(unit.kind, *mentions);
        }
    }
    locals.sort_unstable();
    keys.sort_unstable();
    let kind = kinds.into_iter().max_by_key(|(count, _)| *count).map_or(Kind::Organisation, |(_, kind)| kind);
    let entry = if let Identity::Entry(entry) = identity { analyst.entries.get(entry as usize) } else { None };
    let actor = preferred::actor(kind, &usage, owner, locals, entry);
    let tie = match identity {
        Identity::Names(_) => keys.first().map_or_else(String::new, |key| format!("n{key}")),
        Identity::Left(node) => format!("l{}", nodes.key(node)),
        Identity::Entry(entry) => format!("e{entry:06}"),
        Identity::Unit((source, local)) => {
            let row = sources.get(source as usize).and_then(Option::as_ref);
            row.map_or_else(String::new, |row| format!("u{}\0{local:06}\0{:016x}", row.path, row.stamp))
        }
    };
    Row { bare: actor.slug.clone(), actor, code: slugs::code(&tie), tie }
}
