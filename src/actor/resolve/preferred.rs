//! What an actor is called.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Actor;
use super::forms::Form;
use crate::actor::ActorEntry;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::actor::reading::FormCount;
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::prose::states::{self, State};

/// A long form of more words than this is no heading for a card where there is an acronym.
const LONGEST_NAME: usize = 7;

/// How a form is used over the corpus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used<'f> {
    pub(super) form: &'f Form,
    pub(super) count: u32,
    pub(super) articles: u32,
    pub(super) latest: Option<PublicationDate>,
}

/// How each form is used, by its text.
pub(super) type Usage<'f> = FxHashMap<&'f str, Used<'f>>;

impl<'f> Used<'f> {
    /// Counts more uses of `form`.
    pub(super) fn add(
        usage: &mut Usage<'f>,
        form: &'f Form,
        count: u32,
        articles: u32,
        latest: Option<PublicationDate>,
    ) {
        let used = usage.entry(&form.text).or_insert(Used { form, count: 0, articles: 0, latest: None });
        used.count += count;
        used.articles += articles;
        used.latest = used.latest.max(latest);
    }
}

/// The actor of which all this is known, as the analyst's `entry` wants it where there is one. Its slug is not unique
/// yet.
pub(super) fn actor(
    kind: Kind,
    usage: &Usage<'_>,
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

fn preferred(kind: Kind, usage: &Usage<'_>, owner: Option<&'static State>) -> String {
    match kind {
        Kind::State => {
            let state = usage.keys().find_map(|form| states::state_of(form));
            state.map_or_else(|| commonest(usage, |_| 0), |state| state.name.clone())
        }
        Kind::Person => commonest(usage, |form| {
            let name = &form.person().name;
            let full = name.is_full() && !is_byname(&form.text) && !is_tail(form, usage);
            u8::from(full) + u8::from(full && !name.is_initialled())
        }),
        Kind::Organisation => {
            let name = commonest(usage, |form| {
                let long = form.text.split_whitespace().count();
                u8::from(!is_acronym(&form.text) && (2..=LONGEST_NAME).contains(&long)) + u8::from(long <= LONGEST_NAME)
            });
            owned(name, owner)
        }
    }
}

/// "Salcedo Quispe" of a "Hernán Salcedo Quispe", "Bello-Garba" of an "Aminu Bello-Garba": what looks like a full name and
/// is the end of one that at least as many articles have, or one word.
fn is_tail(form: &Form, usage: &Usage<'_>) -> bool {
    let articles = usage.get(&*form.text).map_or(0, |used| used.articles);
    let own = form.text.to_lowercase();
    usage.values().any(|longer| {
        let before = (longer.form.text.len() > own.len())
            .then(|| longer.form.text.to_lowercase().strip_suffix(&own).is_some_and(|before| before.ends_with(' ')));
        before == Some(true)
            && (!form.text.contains(' ') || longer.articles >= articles)
            && !longer.form.person().name.is_initialled()
    })
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

/// The form of the highest rank that most articles use; of those one that is not all in capitals, one with words that say what body it is (its name in
/// another language has none that are known), then the one with more diacritics, then the latest, then
/// the most frequent, then the first by text.
fn commonest(usage: &Usage<'_>, rank: impl Fn(&Form) -> u8) -> String {
    if let (1, Some(only)) = (usage.len(), usage.keys().next()) {
        return (*only).to_owned();
    }
    let ranked: Vec<((u8, u32), &Used<'_>)> =
        usage.values().map(|used| ((rank(used.form), used.articles), used)).collect();
    let most = ranked.iter().map(|(rank, _)| *rank).max();
    let best = ranked.iter().filter(|(rank, _)| Some(*rank) == most).map(|(_, used)| used).max_by_key(|used| {
        let says_what = used.form.organisation().name.has_generic();
        let written = !is_shouted(&used.form.text);
        (written, says_what, marks(&used.form.text), used.latest, used.count, Reverse(&used.form.text))
    });
    best.map(|used| used.form.text.to_string()).unwrap_or_default()
}

/// "PORT POLICE UNION", as a caption or a heading may have it.
fn is_shouted(form: &str) -> bool {
    form.contains(' ') && !form.contains(char::is_lowercase)
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
