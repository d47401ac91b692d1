//! What an actor is called.

use rustc_hash::FxHashMap;

use super::Actor;
use crate::actor::ActorEntry;
use crate::actor::matching::PersonName;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::actor::reading::FormCount;
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::prose::states::{self, State};

/// A long form of more words than this is no heading for a card where there is an acronym.
const LONGEST_NAME: usize = 7;

/// How a form is used over the corpus.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    pub(super) count: u32,
    pub(super) articles: u32,
    pub(super) latest: Option<PublicationDate>,
}

/// The actor of which all this is known, as the analyst's `entry` wants it where there is one. Its slug is not unique
/// yet.
pub(super) fn actor(
    kind: Kind,
    usage: &FxHashMap<&str, Used>,
    owner: Option<&'static State>,
    locals: Vec<(u32, u32)>,
    entry: Option<&ActorEntry>,
) -> Actor {
    let kind = entry.and_then(|entry| entry.kind).unwrap_or(kind);
    let name = match entry {
        Some(entry) => entry.name.clone(),
        None => preferred(kind, usage, owner),
    };
    let mut forms: Vec<FormCount> =
        usage.iter().map(|(text, used)| FormCount { text: (*text).to_owned(), count: used.count }).collect();
    for form in entry.into_iter().flat_map(|entry| std::iter::once(&entry.name).chain(&entry.forms)) {
        if !forms.iter().any(|known| known.text == *form) {
            forms.push(FormCount { text: form.clone(), count: 0 });
        }
    }
    forms.sort_by(|one, two| (two.count, &one.text).cmp(&(one.count, &two.text)));
    let mentions = forms.iter().map(|form| form.count).sum();
    Actor { slug: slug(&name), name, kind, forms, in_sources: locals, mentions }
}

fn preferred(kind: Kind, usage: &FxHashMap<&str, Used>, owner: Option<&'static State>) -> String {
    match kind {
        Kind::State => {
            let state = usage.keys().find_map(|form| states::state_of(form));
            state.map_or_else(|| commonest(usage, |_| 0), |state| state.name.clone())
        }
        Kind::Person => commonest(usage, |form| {
            let name = PersonName::new(form);
            let full = name.is_full() && !is_byname(form);
            u8::from(full) + u8::from(full && !name.is_initialled())
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

/// "El Tuerto", "Abu Zahra", "Commander Saw": two words that somebody is called by, and no full name.
fn is_byname(form: &str) -> bool {
    const FIRST: &str = " el la le abu abou umm um commandant comandante commander komandan don ";
    let mut words = form.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    words.count() == 1 && FIRST.split_whitespace().any(|word| word == first)
}

/// "Foreign Ministry" of a state whose name it does not say: with the state's adjective.
fn owned(name: String, owner: Option<&'static State>) -> String {
    let Some(state) = owner else { return name };
    let taken_apart = OrganisationName::new(&name);
    if taken_apart.of.is_some() || !taken_apart.is_generic() {
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
fn commonest(usage: &FxHashMap<&str, Used>, rank: impl Fn(&str) -> u8) -> String {
    if let (1, Some(only)) = (usage.len(), usage.keys().next()) {
        return (*only).to_owned();
    }
    let ranked = usage.iter().map(|(form, used)| {
        let says_what = OrganisationName::new(form).has_generic();
        ((rank(form), used.articles, says_what, marks(form), used.latest, used.count), *form)
    });
    let best = ranked.max_by(|(one_key, one), (two_key, two)| one_key.cmp(two_key).then_with(|| two.cmp(one)));
    best.map(|(_, form)| form.to_owned()).unwrap_or_default()
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
