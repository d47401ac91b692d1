//! Keeping resolution up to date: what one more article changes, and nothing else.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Source;
use super::actors::Actors;
use super::analyst::{Claims, Vetoes};
use super::clusters;
use super::forms::{Form, Forms};
use super::groups::Groups;
use super::kinds::Kinds;
use super::marks::Marks;
use super::nodes::{NOBODY, Node, Nodes, Standing, What};
use super::standing::Bearers;
use super::units::{SourceRow, Unit, UnitId};
use crate::actor::ActorsFile;
use crate::actor::declared::Declared;

/// All that resolution has worked out, so that a change costs what it touches. What it says of a set of articles does
/// not depend on the changes by which the set came about.
#[derive(Debug, Default)]
pub struct Resolver {
    forms: Forms,
    sources: Vec<Option<SourceRow>>,
    /// By path: the stamp and the number of each reading there.
    by_source: FxHashMap<Arc<str>, Vec<(u64, u32)>>,
    free: Vec<u32>,
    kinds: Kinds,
    nodes: Nodes,
    bearers: Bearers,
    groups: Groups,
    analyst: ActorsFile,
    vetoes: Vetoes,
    touched: Touched,
}

/// The names that have to be looked at again.
#[derive(Debug, Default)]
struct Touched {
    /// Whose actor is made anew.
    seeds: Marks,
    /// Full names that may be short for another.
    short: Marks,
    /// Surnames alone and bare acronyms.
    alone: Marks,
}

/// How many names a core looks through at a time.
const NAMES: usize = 1 << 10;

impl Resolver {
    /// Brings everything to where it resolves `sources`, each with a stamp that tells its reading from any other at the
    /// same path, and `analyst`; in return the actors, and the number by which they know each source.
    pub fn update(&mut self, sources: &[(Source<'_>, u64)], analyst: &ActorsFile) -> (Actors, Vec<u32>) {
        let vetoes = Vetoes::new(analyst);
        if vetoes != self.vetoes {
            *self = Resolver { vetoes, ..Resolver::default() };
        }
        let mut singles: FxHashSet<UnitId> = FxHashSet::default();
        let numbers = self.take_in(sources, &mut singles);
        (self.settle(analyst, singles), numbers)
    }

    /// As [`Resolver::update`] with the sources of the last time, but for those with the numbers `gone`, and with `new` ones; in return the
    /// actors, and the numbers of these.
    pub fn change(&mut self, gone: &[u32], new: &[(Source<'_>, u64)], analyst: &ActorsFile) -> (Actors, Vec<u32>) {
        let mut singles: FxHashSet<UnitId> = FxHashSet::default();
        let new: Vec<&(Source<'_>, u64)> = new.iter().collect();
        let numbers = self.exchange(gone, &new, &mut singles);
        (self.settle(analyst, singles), numbers)
    }

    /// Works out what hangs on what was taken in.
    fn settle(&mut self, analyst: &ActorsFile, mut singles: FxHashSet<UnitId>) -> Actors {
        self.nodes.settle(&self.vetoes);
        let mut touched = std::mem::take(&mut self.touched);
        self.cluster(&mut touched);
        self.stand_short(&mut touched);
        self.stand_alone(&mut touched);
        if *analyst != self.analyst {
            self.analyst = analyst.clone();
            self.groups.actors.declared = Declared::new(analyst);
            self.groups.claim(Claims::new(analyst), analyst.entries.len(), &mut touched.seeds, &mut singles);
        }
        let seeds = touched.seeds.take();
        self.touched = touched;
        self.groups.regroup(&mut self.nodes, &self.sources, analyst, &seeds, singles);
        self.forms.sweep();
        self.groups.actors.clone()
    }

    /// Takes in the sources that are new and lets go of those that are no more. The numbers of all.
    fn take_in(&mut self, sources: &[(Source<'_>, u64)], singles: &mut FxHashSet<UnitId>) -> Vec<u32> {
        let mut seen = vec![false; self.sources.len()];
        let mut numbers: Vec<Option<u32>> = Vec::with_capacity(sources.len());
        let mut new = Vec::new();
        for source in sources {
            let (told, stamp) = source;
            let there = self.by_source.get(told.path).map_or(&[][..], Vec::as_slice);
            let known = there.iter().find(|(other, _)| other == stamp).map(|(_, number)| *number);
            let same = |number: &u32| {
                self.sources
                    .get(*number as usize)
                    .and_then(Option::as_ref)
                    .is_some_and(|row| row.published == told.published)
            };
            let known = known.filter(same);
            match known.and_then(|number| seen.get_mut(number as usize)) {
                Some(seen) => *seen = true,
                None => new.push(source),
            }
            numbers.push(known);
        }
        let gone: Vec<u32> = (0u32..)
            .zip(&seen)
            .filter(|(number, seen)| !**seen && self.sources.get(*number as usize).is_some_and(Option::is_some))
            .map(|(number, _)| number)
            .collect();
        let mut places = self.exchange(&gone, &new, singles).into_iter();
        numbers.into_iter().map(|number| number.or_else(|| places.next()).unwrap_or(NOBODY)).collect()
    }

    /// Lets go of sources and takes others in. The numbers of these.
    fn exchange(&mut self, gone: &[u32], new: &[&(Source<'_>, u64)], singles: &mut FxHashSet<UnitId>) -> Vec<u32> {
        for &number in gone {
            self.let_go(number, singles);
        }
        let forms = &self.forms;
        let rows: Vec<SourceRow> =
            new.par_iter().map(|(source, stamp)| SourceRow::new(source, *stamp, forms)).collect();
        self.free.sort_unstable_by(|one, two| two.cmp(one));
        let places: Vec<u32> = rows.iter().map(|_| self.free_place()).collect();
        // While it is counted what each name is taken for, names are found as if each was taken for what it is called.
        let Resolver { kinds, nodes, forms, .. } = self;
        let ((), names) = rayon::join(
            || {
                for (&number, row) in places.iter().zip(&rows) {
                    for (local, unit) in (0u32..).zip(&row.units) {
                        kinds.vote((number, local), unit, true);
                    }
                }
            },
            || -> Vec<_> {
                let units = rows.iter().flat_map(|row| &row.units);
                units.map(|unit| nodes.of_names(unit, forms)).collect()
            },
        );
        let mut names = names.into_iter();
        let mut entered: Vec<UnitId> = Vec::with_capacity(names.len());
        for (mut row, &number) in rows.into_iter().zip(&places) {
            self.by_source.entry(row.path.clone()).or_default().push((row.stamp, number));
            for ((local, unit), names) in (0u32..).zip(&mut row.units).zip(names.by_ref()) {
                unit.nodes = names;
                entered.push((number, local));
            }
            if let Some(slot) = self.sources.get_mut(number as usize) {
                *slot = Some(row);
            }
        }
        // A number that went is free only now, so that none means two articles within one update.
        self.free.extend(gone.iter().copied());
        entered.par_sort_unstable();
        let mut turned: Vec<UnitId> = self.kinds.turned();
        turned.retain(|id| entered.binary_search(id).is_err());
        turned.sort_unstable();
        for &id in &turned {
            self.leave(id, singles);
        }
        entered.extend(turned);
        for &id in &entered {
            self.number(id, singles);
        }
        self.nodes.enter(&entered, &self.sources);
        places
    }

    fn let_go(&mut self, number: u32, singles: &mut FxHashSet<UnitId>) {
        let count = self.sources.get(number as usize).and_then(Option::as_ref).map_or(0, |row| row.units.len());
        for local in (0u32..).take(count) {
            self.leave((number, local), singles);
        }
        let Some(row) = self.sources.get_mut(number as usize).and_then(Option::take) else { return };
        for (local, unit) in (0u32..).zip(&row.units) {
            self.kinds.vote((number, local), unit, false);
        }
        if let Some(there) = self.by_source.get_mut(&row.path) {
            there.retain(|(_, other)| *other != number);
            if there.is_empty() {
                self.by_source.remove(&row.path);
            }
        }
        self.groups.rename(number, Arc::from([]));
    }

    /// A number that no source has.
    fn free_place(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.sources.push(None);
            u32::try_from(self.sources.len() - 1).unwrap_or(NOBODY)
        })
    }

    /// Finds the names under which a unit is known, where they are not those that were found already.
    fn number(&mut self, id: UnitId, singles: &mut FxHashSet<UnitId>) {
        let Some(row) = self.sources.get_mut(id.0 as usize).and_then(Option::as_mut) else { return };
        let Some(unit) = row.units.get_mut(id.1 as usize) else { return };
        let kind = self.kinds.of(unit);
        if kind != unit.kind || unit.nodes.is_empty() {
            // Nobody may be called so.
            self.nodes.emptied.extend(unit.nodes.iter());
            unit.kind = kind;
            unit.nodes = self.nodes.of_names(unit, &self.forms);
        }
        if unit.nodes.is_empty() {
            singles.insert(id);
        }
        self.groups.touch(id.0);
    }

    fn leave(&mut self, id: UnitId, singles: &mut FxHashSet<UnitId>) {
        let Some(row) = self.sources.get_mut(id.0 as usize).and_then(Option::as_mut) else { return };
        let published = row.published;
        let Some(unit) = row.units.get_mut(id.1 as usize) else { return };
        let mut unit = std::mem::replace(unit, Unit::empty());
        let sources = &self.sources;
        let latest = |units: &[UnitId], form: &Arc<Form>| {
            let uses = |(number, local): &&UnitId| {
                let row = sources.get(*number as usize)?.as_ref()?;
                let unit = row.units.get(*local as usize)?;
                unit.forms.iter().any(|(other, _)| Arc::ptr_eq(other, form)).then_some(row.published)?
            };
            units.iter().filter_map(|id| uses(&id)).max()
        };
        self.nodes.leave(id, &mut unit, published, latest);
        if let Some(slot) = self
            .sources
            .get_mut(id.0 as usize)
            .and_then(Option::as_mut)
            .and_then(|row| row.units.get_mut(id.1 as usize))
        {
            *slot = unit;
        }
        singles.insert(id);
        self.groups.touch(id.0);
    }

    /// Clusters anew what a change connects.
    fn cluster(&mut self, touched: &mut Touched) {
        for (node, row) in std::mem::take(&mut self.nodes.gone) {
            self.bearers.short_for(&self.nodes, &row, &mut touched.short);
            self.bearers.alone_for(&self.nodes, &row, self.bearers.listed_acronyms(node), &mut touched.alone);
            self.bearers.list(node, &row, false);
            if let Standing::For(other) = row.stands_for {
                self.detach(node, other);
                touched.seeds.insert(other);
            }
            touched.seeds.extend(row.attached.iter().chain(row.beside.keys()).copied());
            touched.short.extend(row.attached.iter().copied());
            touched.alone.extend(row.attached.iter().copied());
            self.groups.forget(node);
        }
        let dirty = self.nodes.dirty.take();
        let parts = self.nodes.parts(&dirty, |row, next| next.extend(row.like.iter().chain(row.beside.keys())));
        let several: Vec<usize> = (0..parts.len()).filter(|&part| parts.get(part).len() > 1).collect();
        let clustered = several.par_iter().map(|&part| clusters::clusters(&self.nodes, parts.get(part), &self.vetoes));
        for cluster in clustered.collect::<Vec<_>>().into_iter().flatten() {
            let Some(&head) = cluster.first() else { continue };
            for &node in &cluster {
                if let Some(row) = self.nodes.get_mut(node) {
                    (row.cluster, row.members) = (head, Vec::new());
                }
            }
            if let Some(row) = self.nodes.get_mut(head).filter(|_| cluster.len() > 1) {
                row.members = cluster;
            }
        }
        for part in parts.iter() {
            if let ([only], Some(row)) = (part, part.first().and_then(|&only| self.nodes.get_mut(only))) {
                (row.cluster, row.members) = (*only, Vec::new());
            }
        }
        self.list(parts.names(), touched);
        // Short names of what was listed just now.
        let nodes = &self.nodes;
        let found: Vec<(Vec<u32>, Vec<u32>)> = parts
            .names()
            .par_chunks(NAMES)
            .map(|names| {
                let (mut short, mut alone) = (Vec::new(), Vec::new());
                for row in names.iter().filter_map(|&node| nodes.get(node)) {
                    self.bearers.short_for(nodes, row, &mut short);
                    self.bearers.alone_for(nodes, row, &[], &mut alone);
                }
                (short, alone)
            })
            .collect();
        for (short, alone) in found {
            touched.short.extend(short);
            touched.alone.extend(alone);
        }
        for &node in parts.names() {
            if let Some(row) = self.nodes.get_mut(node)
                && row.bearer == NOBODY
            {
                row.bearer = row.cluster;
            }
        }
    }

    /// Lists these names where they and what they are short for find each other.
    fn list(&mut self, names: &[u32], touched: &mut Touched) {
        let mut listed: Vec<(u32, &Node)> = Vec::with_capacity(names.len());
        for &node in names {
            let Some(row) = self.nodes.get(node) else { continue };
            match row.what {
                What::Person(_) => drop(touched.short.insert(node)),
                What::Surname(_) | What::Acronym(_) => drop(touched.alone.insert(node)),
                _ => {}
            }
            touched.seeds.insert(node);
            if row.bearer == NOBODY {
                // What is new was nobody's before.
                listed.push((node, row));
                continue;
            }
            let before = self.bearers.listed_acronyms(node);
            let changed =
                before.len() != row.acronyms.len() || before.iter().any(|acronym| !row.acronyms.contains_key(acronym));
            self.bearers.short_for(&self.nodes, row, &mut touched.short);
            self.bearers.alone_for(&self.nodes, row, before, &mut touched.alone);
            if changed && matches!(row.what, What::Organisation(_)) {
                listed.push((node, row));
            }
        }
        self.bearers.list_all(&listed);
    }

    /// Finds whom short names stand for, and then what is one bearer.
    fn stand_short(&mut self, touched: &mut Touched) {
        let mut moved: Vec<u32> = touched.seeds.all();
        let short: Vec<u32> = touched.short.take();
        let standings = short.par_iter().filter_map(|&node| {
            let row = self.nodes.get(node).filter(|row| matches!(row.what, What::Person(_)))?;
            Some((node, self.bearers.of_short(&self.nodes, row, &self.vetoes)))
        });
        for (node, standing) in standings.collect::<Vec<(u32, Standing)>>() {
            self.stand(node, standing, touched, &mut moved);
        }
        let is_name = |node: u32| self.nodes.get(node).is_some_and(|row| matches!(row.what, What::Person(_)));
        let bearers = self.nodes.parts(&moved, |row, next| {
            next.extend(row.attached.iter().copied().filter(|&node| is_name(node)));
            next.push(row.cluster);
            next.extend(&row.members);
            if let (What::Person(_), Standing::For(other)) = (&row.what, row.stands_for) {
                next.push(other);
            }
        });
        for part in bearers.iter() {
            // The first by key of those that may bear others: its number says which bearer this is.
            let is_full = |node: &&u32| {
                self.nodes.get(**node).is_some_and(|row| !matches!(row.what, What::Surname(_) | What::Acronym(_)))
            };
            let Some(&bearer) = part.iter().find(is_full).or(part.first()) else { continue };
            for &node in part {
                let Some(row) = self.nodes.get_mut(node) else { continue };
                if row.bearer != bearer {
                    row.bearer = bearer;
                    if let Some(row) = self.nodes.get(node) {
                        self.bearers.alone_for(&self.nodes, row, &[], &mut touched.alone);
                    }
                }
            }
        }
    }

    /// Finds whom surnames alone and bare acronyms stand for.
    fn stand_alone(&mut self, touched: &mut Touched) {
        let alone: Vec<u32> = touched.alone.take();
        let standings = alone.par_iter().filter_map(|&node| match &self.nodes.get(node)?.what {
            What::Surname(token) => Some((node, self.bearers.of_surname(&self.nodes, token, &self.vetoes))),
            What::Acronym(acronym) => Some((node, self.bearers.of_acronym(&self.nodes, acronym))),
            _ => None,
        });
        for (node, standing) in standings.collect::<Vec<(u32, Standing)>>() {
            self.stand(node, standing, touched, &mut Vec::new());
        }
    }

    /// Notes what a name stands for; whom that moves.
    fn stand(&mut self, node: u32, standing: Standing, touched: &mut Touched, moved: &mut Vec<u32>) {
        let Some(row) = self.nodes.get_mut(node) else { return };
        let before = std::mem::replace(&mut row.stands_for, standing);
        if let Standing::For(other) = before {
            self.detach(node, other);
        }
        if let Standing::For(other) = standing
            && let Some(row) = self.nodes.get_mut(other)
        {
            row.attached.push(node);
        }
        if before == standing {
            return;
        }
        let first = moved.len();
        moved.push(node);
        moved.extend([before, standing].into_iter().filter_map(|standing| match standing {
            Standing::For(other) => Some(other),
            _ => None,
        }));
        touched.seeds.extend(moved.iter().skip(first).copied());
    }

    fn detach(&mut self, node: u32, from: u32) {
        if let Some(row) = self.nodes.get_mut(from) {
            row.attached.retain(|&other| other != node);
        }
    }
}
