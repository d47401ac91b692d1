//! What an actor is called, and the card's plain facts.

use rustc_hash::FxHashMap;

use super::Actor;
use super::units::Unit;
use crate::actor::ActorEntry;
use crate::actor::matching::PersonName;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::actor::reading::FormCount;
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::prose::states;

/// A long form of more words than this is no heading for a card where there is an acronym.
const LONGEST_NAME: usize = 7;

/// How a form is used over the corpus.
#[derive(Default)]
struct Usage {
    count: u32,
    articles: u32,
    latest: Option<PublicationDate>,
}

/// The actor that these units make, as the analyst's `entry` wants it where there is one.
pub(super) fn actor(units: &[Unit<'_>], members: &[usize], entry: Option<&ActorEntry>) -> Actor {
    let mut usage: FxHashMap<&str, Usage> = FxHashMap::default();
    let mut locals: Vec<(u32, u32)> = Vec::new();
    for unit in members.iter().filter_map(|&at| units.get(at)) {
        locals.push((unit.source, unit.local));
        for form in &unit.actor.forms {
            let usage = usage.entry(form.text.as_str()).or_default();
            usage.count += form.count;
            usage.articles += u32::from(form.count > 0);
            usage.latest = usage.latest.max(unit.published);
        }
    }
    locals.sort_unstable();
    let kind = entry.and_then(|entry| entry.kind).unwrap_or_else(|| kind(units, members));
    let owner = members.iter().filter_map(|&at| units.get(at)).find_map(|unit| unit.actor.of.as_deref());
    let name = match entry {
        Some(entry) => entry.name.clone(),
        None => preferred(kind, &usage, owner),
    };
    let mut forms: Vec<FormCount> =
        usage.iter().map(|(text, usage)| FormCount { text: (*text).to_owned(), count: usage.count }).collect();
    for form in entry.into_iter().flat_map(|entry| std::iter::once(&entry.name).chain(&entry.forms)) {
        if !forms.iter().any(|known| known.text == *form) {
            forms.push(FormCount { text: form.clone(), count: 0 });
        }
    }
    forms.sort_by(|one, two| (two.count, &one.text).cmp(&(one.count, &two.text)));
    let mentions = forms.iter().map(|form| form.count).sum();
    Actor { slug: slug(&name), name, kind, forms, locals, mentions }
}

/// The kind that most mentions have.
fn kind(units: &[Unit<'_>], members: &[usize]) -> Kind {
    let count = |kind: Kind| -> u32 {
        members.iter().filter_map(|&at| units.get(at)).filter(|unit| unit.kind == kind).map(Unit::mentions).sum()
    };
    let counted = [Kind::State, Kind::Organisation, Kind::Person].map(|kind| (count(kind), kind));
    counted.into_iter().max_by_key(|(count, _)| *count).map_or(Kind::Organisation, |(_, kind)| kind)
}

fn preferred(kind: Kind, usage: &FxHashMap<&str, Usage>, owner: Option<&str>) -> String {
    match kind {
        Kind::State => {
            let state = usage.keys().find_map(|form| states::state_of(form));
            state.map_or_else(|| commonest(usage, |_| 0), |state| state.name.clone())
        }
        Kind::Person => commonest(usage, |form| {
            let name = PersonName::new(form);
            u8::from(name.is_full()) + u8::from(name.is_full() && !name.is_initialled())
        }),
        Kind::Organisation => {
            let name = commonest(usage, |form| {
                let long = form.split_whitespace().count();
                u8::from(!is_acronym(form) && (2..=LONGEST_NAME).contains(&long)) + u8::from(long <= LONGEST_NAME)
            });
            owned(name, owner)
        }
    }
}

/// "Foreign Ministry" of a state whose name it does not say: with the state's adjective.
fn owned(name: String, owner: Option<&str>) -> String {
    let Some(state) = owner.and_then(states::state_of) else { return name };
    if OrganisationName::new(&name).of.is_some() {
        return name;
    }
    match state.adjectives.first() {
        Some(adjective) => format!("{adjective} {name}"),
        None => format!("{name} of {}", state.name),
    }
}

/// The form of the highest rank that most articles use; of those one with words that say what body it is (its name in
/// another language has none that are known), then the one with more diacritics, then the latest, then
/// the most frequent, then the first by text.
fn commonest(usage: &FxHashMap<&str, Usage>, rank: impl Fn(&str) -> u8) -> String {
    let best = usage.iter().max_by(|(one, one_usage), (two, two_usage)| {
        let key = |form: &str, usage: &Usage| {
            (
                rank(form),
                usage.articles,
                OrganisationName::new(form).has_generic(),
                marks(form),
                usage.latest,
                usage.count,
            )
        };
        key(one, one_usage).cmp(&key(two, two_usage)).then_with(|| two.cmp(one))
    });
    best.map(|(form, _)| (*form).to_owned()).unwrap_or_default()
}

fn marks(form: &str) -> usize {
    form.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count()
}

/// Letters and digits without marks in lower case, hyphens between words.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for character in plain(name).chars() {
        if character.is_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "actor".to_owned() } else { out }
}

/// Makes the slugs unique: the second of two alike gets "-2".
pub(super) fn number_slugs<'a>(actors: impl Iterator<Item = &'a mut Actor>) {
    let mut used: FxHashMap<String, u32> = FxHashMap::default();
    for actor in actors {
        let count = used.entry(actor.slug.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            let mut number = *count;
            let mut slug = format!("{}-{number}", actor.slug);
            while used.contains_key(&slug) {
                number += 1;
                slug = format!("{}-{number}", actor.slug);
            }
            used.insert(slug.clone(), 1);
            actor.slug = slug;
        }
    }
}
