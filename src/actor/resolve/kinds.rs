//! One name, one kind: what some articles take for a person and others for an organisation.
//!
//! A reader of one article may take "Tadmor Shipping" for a person where nothing beside it says what it is. Over the
//! corpus the articles that tell outvote those that do not.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::few::Few;
use super::remembered::Remembered;
use super::units::{Unit, UnitId};
use crate::prose::Kind;

/// How often a name was taken for a person and for an organisation: articles, then mentions. "Tadmor Shipping Ltd"
/// speaks for "Tadmor Shipping" too.
#[derive(Debug, Default)]
struct Votes {
    name: Arc<str>,
    person: (u32, u32),
    organisation: (u32, u32),
    /// Whose fullest form this name is, in no order.
    units: Few<UnitId, 2>,
    /// Whether they changed since they were last counted.
    touched: bool,
}

/// The votes on every name.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    /// By name, where its votes are.
    by_name: FxHashMap<Arc<str>, u32>,
    votes: Vec<Votes>,
    /// What was decided on each when it was last asked.
    decided: Vec<Option<Kind>>,
    /// How often the place of each has changed hands.
    hands: Vec<u32>,
    free: Vec<u32>,
    touched: Vec<u32>,
}

impl Kinds {
    /// Takes in how an article takes a unit, or takes it back.
    pub(super) fn vote(&mut self, id: UnitId, unit: &Unit, add: bool) {
        let Some(form) = unit.fullest() else { return };
        if unit.declared == Kind::State {
            return;
        }
        // Who has a role or a surname of their own was not guessed at.
        let person = unit.declared == Kind::Person;
        let told = u32::from(person) * (u32::from(unit.has_role) + u32::from(unit.forms.len() > 1));
        let (articles, mentions) = (1 + told, unit.mentions());
        let bare = form.bare_key().filter(|_| !person);
        let [spoken_at, bare_at] = &form.votes;
        for (own, key, at) in [(true, Some(form.spoken_key()), spoken_at), (false, bare, bare_at)] {
            let Some(key) = key else { continue };
            let at = self.place(key, at);
            let Some(votes) = self.votes.get_mut(at as usize) else { continue };
            let count = if person { &mut votes.person } else { &mut votes.organisation };
            if add {
                *count = (count.0 + articles, count.1 + mentions);
            } else {
                *count = (count.0.saturating_sub(articles), count.1.saturating_sub(mentions));
            }
            if own && add {
                votes.units.push(id);
            } else if own && let Some(at) = votes.units.iter().position(|other| *other == id) {
                votes.units.remove(at);
            }
            if !std::mem::replace(&mut votes.touched, true) {
                self.touched.push(at);
            }
        }
    }

    /// The units of which something else was decided than before.
    pub(super) fn turned(&mut self) -> Vec<UnitId> {
        let mut turned = Vec::new();
        for at in std::mem::take(&mut self.touched) {
            let Some(votes) = self.votes.get_mut(at as usize) else { continue };
            votes.touched = false;
            let decision = votes.decision();
            if let Some(decided) = self.decided.get_mut(at as usize).filter(|decided| **decided != decision) {
                *decided = decision;
                turned.extend(votes.units.iter().copied());
            }
            if votes.person.0 == 0 && votes.organisation.0 == 0 {
                self.by_name.remove(&std::mem::take(votes).name);
                self.free.push(at);
                if let Some(hands) = self.hands.get_mut(at as usize) {
                    *hands += 1;
                }
            }
        }
        turned
    }

    /// Where the votes on a name stand.
    fn place(&mut self, name: &Arc<str>, remembered: &Remembered) -> u32 {
        if let Some(at) = remembered.get(&self.hands) {
            return at;
        }
        let at = match self.by_name.get(name) {
            Some(&at) => at,
            None => self.first(name),
        };
        remembered.set(at, &self.hands);
        at
    }

    /// Makes a place for the votes on a name that was not met before.
    fn first(&mut self, name: &Arc<str>) -> u32 {
        let at = self.free.pop().unwrap_or_else(|| {
            self.votes.push(Votes::default());
            self.decided.push(None);
            self.hands.push(0);
            u32::try_from(self.votes.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(votes) = self.votes.get_mut(at as usize) {
            votes.name = name.clone();
        }
        self.by_name.insert(name.clone(), at);
        at
    }

    /// What a unit is to be taken for.
    pub(super) fn of(&self, unit: &Unit) -> Kind {
        if unit.declared == Kind::State {
            return Kind::State;
        }
        let at = unit.fullest().and_then(|form| {
            let [spoken, _] = &form.votes;
            spoken.get(&self.hands).or_else(|| self.by_name.get(form.spoken_key()).copied())
        });
        at.and_then(|at| *self.decided.get(at as usize)?).unwrap_or(unit.declared)
    }
}

impl Votes {
    fn decision(&self) -> Option<Kind> {
        let contested = self.person.0 > 0 && self.organisation.0 > 0;
        contested.then_some(if self.person > self.organisation { Kind::Person } else { Kind::Organisation })
    }
}
