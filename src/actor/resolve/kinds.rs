//! One name, one kind: what some articles take for a person and others for an organisation.
//!
//! A reader of one article may take "Tadmor Shipping" for a person where nothing beside it says what it is. Over the
//! corpus the articles that tell outvote those that do not.

use rustc_hash::FxHashMap;

use super::units::Unit;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::without_designator;
use crate::prose::Kind;

/// How often a name was taken for a person and for an organisation: articles, then mentions. "Tadmor Shipping Ltd"
/// speaks for "Tadmor Shipping" too.
#[derive(Clone, Copy, Default)]
struct Votes {
    person: (u32, u32),
    organisation: (u32, u32),
}

/// Gives units whose fullest form is the same one kind.
pub(super) fn settle(units: &mut [Unit<'_>]) {
    let mut votes: FxHashMap<String, Votes> = FxHashMap::default();
    for unit in units.iter() {
        let Some(form) = fullest(unit) else { continue };
        match unit.kind {
            Kind::Person => {
                // Who has a role or a surname of their own was not guessed at.
                let told = u32::from(!unit.actor.roles.is_empty()) + u32::from(unit.actor.forms.len() > 1);
                add(&mut votes.entry(key(form)).or_default().person, unit, told);
            }
            Kind::Organisation => {
                add(&mut votes.entry(key(form)).or_default().organisation, unit, 0);
                if let Some(bare) = without_designator(form) {
                    add(&mut votes.entry(key(bare)).or_default().organisation, unit, 0);
                }
            }
            Kind::State => {}
        }
    }
    for unit in units.iter_mut().filter(|unit| unit.kind != Kind::State) {
        let Some(votes) = fullest(unit).and_then(|form| votes.get(&key(form))) else { continue };
        if let Some(kind) = votes.decided() {
            unit.kind = kind;
        }
    }
}

impl Votes {
    fn decided(self) -> Option<Kind> {
        let contested = self.person.0 > 0 && self.organisation.0 > 0;
        contested.then_some(if self.person > self.organisation { Kind::Person } else { Kind::Organisation })
    }
}

fn add(votes: &mut (u32, u32), unit: &Unit<'_>, told: u32) {
    votes.0 += 1 + told;
    votes.1 += unit.mentions();
}

fn fullest<'u>(unit: &Unit<'u>) -> Option<&'u str> {
    unit.actor.forms.first().map(|form| form.text.as_str())
}

fn key(form: &str) -> String {
    let plain = plain(form);
    plain.strip_prefix("the ").unwrap_or(&plain).to_owned()
}
