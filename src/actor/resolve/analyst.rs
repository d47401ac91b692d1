//! What the analyst says of actors, which wins over everything that was worked out.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms;
use crate::actor::declared::turned;
use crate::actor::index::exact;
use crate::actor::matching::PersonName;
use crate::actor::{ActorEntry, ActorsFile};

/// Pairs of names that the analyst holds apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Vetoes {
    pairs: FxHashSet<(String, String)>,
}

impl Vetoes {
    pub(super) fn new(analyst: &ActorsFile) -> Vetoes {
        let mut pairs = FxHashSet::default();
        let key = |name: &str| forms::key(&PersonName::new(name));
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

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether the analyst holds these apart (keys: tokens in lower case without marks, one space between).
    pub(super) fn forbid(&self, one: &str, two: &str) -> bool {
        !self.pairs.is_empty() && self.pairs.contains(&(one.to_owned(), two.to_owned()))
    }
}

/// Which forms the analyst gives to which entry, and which are denied to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Claims {
    claimed: FxHashMap<String, u32>,
    denied: FxHashMap<String, Vec<u32>>,
}

impl Claims {
    pub(super) fn new(analyst: &ActorsFile) -> Claims {
        let mut claims = Claims::default();
        for (at, entry) in (0u32..).zip(&analyst.entries) {
            for form in std::iter::once(&entry.name).chain(&entry.forms) {
                let form = exact(form);
                if let Some(turned) = turned(&form) {
                    claims.claimed.entry(turned).or_insert(at);
                }
                claims.claimed.entry(form).or_insert(at);
            }
            for form in entry.not.iter().chain(&entry.distinct_from) {
                let form = exact(form);
                if let Some(turned) = turned(&form) {
                    claims.denied.entry(turned).or_default().push(at);
                }
                claims.denied.entry(form).or_default().push(at);
            }
        }
        claims
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claimed.is_empty()
    }

    /// All forms of which the analyst speaks.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.claimed.keys().chain(self.denied.keys()).map(String::as_str)
    }

    /// The entry that has this form.
    pub(super) fn of(&self, form: &str) -> Option<u32> {
        if self.is_empty() { None } else { self.claimed.get(&exact(form)).copied() }
    }

    /// The forms of an entry, its name first, but for those that are another's.
    pub(super) fn own<'e>(&self, number: u32, entry: &'e ActorEntry) -> Vec<&'e str> {
        let all = std::iter::once(&entry.name).chain(&entry.forms).map(String::as_str);
        all.filter(|form| self.of(form) == Some(number)).collect()
    }

    /// Whether the form is denied to the entry.
    pub(super) fn deny(&self, form: &str, entry: u32) -> bool {
        !self.denied.is_empty() && self.denied.get(&exact(form)).is_some_and(|entries| entries.contains(&entry))
    }
}
