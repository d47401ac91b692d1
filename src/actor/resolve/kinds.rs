//! One name, one kind: what some articles take for a person and others for an organisation.
//!
//! A reader of one article may take "Tadmor Shipping" for a person where nothing beside it says what it is. Over the
//! corpus the articles that tell outvote those that do not.

use rustc_hash::FxHashMap;

use super::units::{Unit, UnitId};
use crate::prose::Kind;

/// How often a name was taken for a person and for an organisation: articles, then mentions. "Tadmor Shipping Ltd"
/// speaks for "Tadmor Shipping" too.
#[derive(Debug, Default)]
struct Votes {
    name: Box<str>,
    person: (u32, u32),
    organisation: (u32, u32),
    /// Whose fullest form this name is, in no order.
    units: Vec<UnitId>,
    /// Whether they changed since they were last counted.
    touched: bool,
    /// What was decided when it was last asked.
    decided: Option<Kind>,
}

/// The votes on every name.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    /// By name, where its votes are.
    by_name: FxHashMap<Box<str>, u32>,
    votes: Vec<Votes>,
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
        for (own, key) in [(true, Some(form.spoken_key())), (false, bare)] {
            let Some(key) = key else { continue };
            let at = match self.by_name.get(key) {
                Some(&at) => at,
                None => self.first(key),
            };
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
                votes.units.swap_remove(at);
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
            if decision != votes.decided {
                votes.decided = decision;
                turned.extend(votes.units.iter().copied());
            }
            if votes.person.0 == 0 && votes.organisation.0 == 0 {
                self.by_name.remove(&std::mem::take(votes).name);
                self.free.push(at);
            }
        }
        turned
    }

    /// Makes a place for the votes on a name that was not met before.
    fn first(&mut self, name: &str) -> u32 {
        let at = self.free.pop().unwrap_or_else(|| {
            self.votes.push(Votes::default());
            u32::try_from(self.votes.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(votes) = self.votes.get_mut(at as usize) {
            votes.name = name.into();
        }
        self.by_name.insert(name.into(), at);
        at
    }

    /// What a unit is to be taken for.
    pub(super) fn of(&self, unit: &Unit) -> Kind {
        if unit.declared == Kind::State {
            return Kind::State;
        }
        let at = unit.fullest().and_then(|form| self.by_name.get(form.spoken_key()));
        let votes = at.and_then(|&at| self.votes.get(at as usize));
        votes.and_then(|votes| votes.decided).unwrap_or(unit.declared)
    }
}

impl Votes {
    fn decision(&self) -> Option<Kind> {
        let contested = self.person.0 > 0 && self.organisation.0 > 0;
        contested.then_some(if self.person > self.organisation { Kind::Person } else { Kind::Organisation })
    }
}
