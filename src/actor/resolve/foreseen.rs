//! Who the actors of a few articles are, as far as names say that are known: at once, without what resolution has worked out of all
//! articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Actor;
use super::actors::{Actors, Row};
use super::nodes::NOBODY;
use super::preferred::{slug, sort};
use super::units::UnitId;
use crate::actor::reading::{FormCount, LocalActor, Reading};

/// What changes of one actor.
#[derive(Debug, Default)]
struct Edit<'a> {
    gone: Vec<(UnitId, &'a LocalActor)>,
    came: Vec<(UnitId, &'a LocalActor)>,
}

impl Actors {
    /// These actors when the sources `gone` (number, and what it said) are no more, and `new` ones are there. An actor of a new
    /// source is who alone has one of its forms, tried in their order; whoever has none that is known is somebody new, and mentioned least.
    pub fn foreseen(&self, gone: &[(u32, Arc<Reading>)], new: &[(u32, Arc<Reading>)]) -> Actors {
        let mut next = self.clone();
        let mut edits: BTreeMap<u32, Edit<'_>> = BTreeMap::new();
        let mut owned: Vec<(UnitId, u32, bool)> = Vec::new();
        for (unit, actor) in locals(gone) {
            if let Some(place) = self.place_of(unit) {
                owned.push((unit, place, false));
                edits.entry(place).or_default().gone.push((unit, actor));
            }
        }
        let mut free = self.by_rank.iter().max().map_or(0, |&last| last + 1);
        let mut named: BTreeMap<&str, u32> = BTreeMap::new();
        for (unit, actor) in locals(new) {
            let place = match self.called(actor) {
                Called::By(place) => place,
                Called::BySeveral => continue,
                Called::ByNobody => {
                    let forms = || actor.forms.iter().map(|form| form.text.as_str());
                    let place = forms().find_map(|form| named.get(form).copied()).unwrap_or(free);
                    free = free.max(place + 1);
                    named.extend(forms().map(|form| (form, place)));
                    place
                }
            };
            owned.push((unit, place, true));
            edits.entry(place).or_default().came.push((unit, actor));
        }
        for (source, _) in gone {
            next.names.set(*source, Arc::from([]));
        }
        for (source, reading) in new {
            next.names.set(*source, vec![NOBODY; reading.actors.len()].into());
        }
        next.own.edit(owned);
        next.take_over(&edits);
        next
    }

    fn take_over(&mut self, edits: &BTreeMap<u32, Edit<'_>>) {
        let mut changed = Vec::with_capacity(edits.len());
        for (&place, edit) in edits {
            let before = self.rows.get(place).cloned().flatten();
            let mut locals = self.locals(place).to_vec();
            locals.retain(|unit| !edit.gone.iter().any(|(other, _)| other == unit));
            locals.extend(edit.came.iter().map(|(unit, _)| *unit));
            locals.sort_unstable();
            let is_left = !locals.is_empty();
            let row = before.clone().or_else(|| edit.came.first().map(|(_, actor)| Arc::new(row_of(actor))));
            let row = row.filter(|row| is_left || row.is_entry()).map(|mut row| {
                let changed = Arc::make_mut(&mut row);
                edit.count(&mut changed.actor);
                changed.in_sources = if self.in_sources.is_none() { locals.clone() } else { Vec::new() };
                row
            });
            if let Some(written) = &mut self.in_sources {
                written.set(place, locals);
            }
            self.rows.set(place, row.clone());
            changed.push((place, before, row));
        }
        // Those who came are mentioned least; the others keep their order.
        let is_there = |place: &&u32| self.at(**place).is_some();
        let mut by_rank: Vec<u32> =
            self.by_rank.iter().filter(|place| !edits.contains_key(place) || is_there(place)).copied().collect();
        by_rank.extend(edits.keys().filter(|place| self.id(**place).is_none() && is_there(place)));
        self.set_ranks(by_rank);
        self.index.update(&changed);
    }
}

/// Who is called by the forms of a local actor.
enum Called {
    By(u32),
    BySeveral,
    ByNobody,
}

impl Actors {
    fn called(&self, local: &LocalActor) -> Called {
        let mut called = Called::ByNobody;
        for form in &local.forms {
            let is_one = |place: &u32| self.at(*place).is_some_and(|row| row.actor.kind == local.kind);
            let places: Vec<u32> = self.index.places_of(&form.text).iter().copied().filter(is_one).collect();
            match places.as_slice() {
                [] => {}
                [only] => return Called::By(*only),
                _ => called = Called::BySeveral,
            }
        }
        // Whoever the article leaves open is not one with others.
        if local.unresolved { Called::BySeveral } else { called }
    }
}

impl Edit<'_> {
    /// Counts the mentions, and how names are written.
    fn count(&self, actor: &mut Actor) {
        let forms = |locals: &[(UnitId, &LocalActor)]| -> Vec<FormCount> {
            locals.iter().flat_map(|(_, local)| local.forms.iter().cloned()).collect()
        };
        for form in forms(&self.gone) {
            actor.mentions = actor.mentions.saturating_sub(form.count);
            if let Some(known) = actor.forms.iter_mut().find(|known| known.text == form.text) {
                known.count = known.count.saturating_sub(form.count);
            }
        }
        for form in forms(&self.came) {
            actor.mentions += form.count;
            match actor.forms.iter_mut().find(|known| known.text == form.text) {
                Some(known) => known.count += form.count,
                None => actor.forms.push(form),
            }
        }
        sort(&mut actor.forms);
    }
}

/// The row of somebody of whom nothing is known yet.
fn row_of(local: &LocalActor) -> Row {
    let name = local.forms.first().map(|form| form.text.clone()).unwrap_or_default();
    let actor = Actor { slug: slug(&name), name, kind: local.kind, forms: Vec::new(), mentions: 0 };
    Row::new(actor, Vec::new(), String::new())
}

fn locals(sources: &[(u32, Arc<Reading>)]) -> impl Iterator<Item = (UnitId, &LocalActor)> {
    sources
        .iter()
        .flat_map(|(source, reading)| (0u32..).zip(&reading.actors).map(|(local, actor)| ((*source, local), actor)))
}
