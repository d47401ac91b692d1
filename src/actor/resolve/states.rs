//! States: one by the table of states, else by equal name.

use rustc_hash::FxHashMap;

use super::clusters::Clusters;
use super::units::Unit;
use crate::actor::matching::phonemes::plain;
use crate::prose::Kind;
use crate::prose::states;

/// Joins the units of each state.
pub(super) fn join(units: &[Unit<'_>], clusters: &mut Clusters) {
    let mut first_of: FxHashMap<String, usize> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::State) {
        let known = unit.actor.forms.iter().find_map(|form| states::state_of(&form.text));
        let keys: Vec<String> = match known {
            Some(state) => vec![state.name.clone()],
            None => unit.actor.forms.iter().map(|form| format!("~{}", plain(&form.text))).collect(),
        };
        for key in keys {
            clusters.join(*first_of.entry(key).or_insert(at), at);
        }
    }
}
