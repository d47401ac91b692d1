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
    votes: FxHashMap<Box<str>, Votes>,
    touched: Vec<Box<str>>,
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
            if !self.votes.contains_key(key) {
                self.votes.insert(key.into(), Votes::default());
            }
            let Some(votes) = self.votes.get_mut(key) else { continue };
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
                self.touched.push(key.into());
            }
        }
    }

    /// The units of which something else was decided than before.
    pub(super) fn turned(&mut self) -> Vec<UnitId> {
        let mut turned = Vec::new();
        for key in std::mem::take(&mut self.touched) {
            let Some(votes) = self.votes.get_mut(&key) else { continue };
            votes.touched = false;
            let decision = votes.decision();
            if decision != votes.decided {
                votes.decided = decision;
                turned.extend(votes.units.iter().copied());
            }
            if votes.person.0 == 0 && votes.organisation.0 == 0 {
                self.votes.remove(&key);
            }
        }
        turned
    }

    /// What a unit is to be taken for.
    pub(super) fn of(&self, unit: &Unit) -> Kind {
        if unit.declared == Kind::State {
            return Kind::State;
        }
        let votes = unit.fullest().and_then(|form| self.votes.get(form.spoken_key()));
        votes.and_then(|votes| votes.decided).unwrap_or(unit.declared)
    }
}

impl Votes {
    fn decision(&self) -> Option<Kind> {
        let contested = self.person.0 > 0 && self.organisation.0 > 0;
        contested.then_some(if self.person > self.organisation { Kind::Person } else { Kind::Organisation })
    }
}
