//! What the analyst says of actors, which wins over everything that was worked out.

use rustc_hash::{FxHashMap, FxHashSet};

use super::clusters::Clusters;
use super::units::Unit;
use crate::actor::ActorsFile;
use crate::actor::index::exact;
use crate::actor::matching::PersonName;

/// Pairs of names that the analyst holds apart.
#[derive(Default)]
pub(super) struct Vetoes {
    pairs: FxHashSet<(String, String)>,
}

impl Vetoes {
    pub(super) fn new(analyst: &ActorsFile) -> Vetoes {
        let mut pairs = FxHashSet::default();
        let key = |name: &str| {
            let name = PersonName::new(name);
            name.tokens.iter().map(|token| token.plain.as_str()).collect::<Vec<_>>().join(" ")
        };
        for entry in &analyst.entries {
            let own: Vec<String> = std::iter::once(&entry.name).chain(&entry.forms).map(|form| key(form)).collect();
            for other in entry.not.iter().chain(&entry.distinct_from).map(|form| key(form)) {
                for one in &own {
                    pairs.insert((one.clone(), other.clone()));
                    pairs.insert((other.clone(), one.clone()));
                }
            }
        }
        Vetoes { pairs }
    }

    /// Whether the analyst holds these apart (keys: tokens in lower case without marks, one space between).
    pub(super) fn forbid(&self, one: &str, two: &str) -> bool {
        !self.pairs.is_empty() && self.pairs.contains(&(one.to_owned(), two.to_owned()))
    }
}

/// The groups of units after the analyst's word, and for each the entry that speaks of it. Entries of which no
/// article speaks are groups without members.
pub(super) fn settle(
    units: &[Unit<'_>],
    clusters: &Clusters,
    analyst: &ActorsFile,
) -> (Vec<Vec<usize>>, Vec<Option<usize>>) {
    let mut groups = clusters.groups();
    if analyst.entries.is_empty() {
        let nobody = vec![None; groups.len()];
        return (groups, nobody);
    }
    let mut claimed: FxHashMap<String, usize> = FxHashMap::default();
    let mut denied: FxHashSet<(usize, String)> = FxHashSet::default();
    for (at, entry) in analyst.entries.iter().enumerate() {
        for form in std::iter::once(&entry.name).chain(&entry.forms) {
            claimed.entry(exact(form)).or_insert(at);
        }
        for form in entry.not.iter().chain(&entry.distinct_from) {
            denied.insert((at, exact(form)));
        }
    }
    let claim = |unit: usize| -> Option<usize> {
        let unit = units.get(unit)?;
        unit.actor.forms.iter().find_map(|form| claimed.get(&exact(&form.text)).copied())
    };
    let is_denied = |unit: usize, entry: usize| {
        units
            .get(unit)
            .is_some_and(|unit| unit.actor.forms.iter().any(|form| denied.contains(&(entry, exact(&form.text)))))
    };
    let mut of_entry: Vec<Vec<usize>> = vec![Vec::new(); analyst.entries.len()];
    let mut rest: Vec<Vec<usize>> = Vec::new();
    for group in groups.drain(..) {
        let claims: Vec<(usize, Option<usize>)> = group.iter().map(|&unit| (unit, claim(unit))).collect();
        let mut entries: Vec<usize> = claims.iter().filter_map(|(_, entry)| *entry).collect();
        entries.sort_unstable();
        entries.dedup();
        let mut left: Vec<usize> = Vec::new();
        for (unit, own) in claims {
            // A unit that no entry names goes with its cluster, if that is one entry's and the entry does not refuse it.
            let entry = own.or(match entries.as_slice() {
                [only] if !is_denied(unit, *only) => Some(*only),
                _ => None,
            });
            match entry.and_then(|entry| of_entry.get_mut(entry)) {
                Some(members) => members.push(unit),
                None => left.push(unit),
            }
        }
        if !left.is_empty() {
            rest.push(left);
        }
    }
    let mut spoken_for: Vec<Option<usize>> = (0..of_entry.len()).map(Some).collect();
    spoken_for.extend(vec![None; rest.len()]);
    of_entry.extend(rest);
    (of_entry, spoken_for)
}
