//! What an actor is called.

use std::cmp::Reverse;

use super::Actor;
use super::forms::Form;
use crate::actor::ActorEntry;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::actor::reading::FormCount;
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::prose::states::State;

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

impl Used<'_> {
    /// Adds up what is said of one form more than once.
    pub(super) fn merge(usage: &mut Vec<Self>) {
        usage.sort_unstable_by(|one, two| one.form.text.cmp(&two.form.text));
        usage.dedup_by(|again, used| {
            let same = again.form.text == used.form.text;
            if same {
                used.count += again.count;
                used.articles += again.articles;
                used.latest = used.latest.max(again.latest);
            }
            same
        });
    }
}

/// The actor of which all this is known, as the analyst's entry, with the forms that are its own, wants it where there is one. Its
/// slug is not unique yet.
pub(super) fn actor(
    kind: Kind,
    usage: &[Used<'_>],
    owner: Option<&'static State>,
    entry: Option<(&ActorEntry, Vec<&str>)>,
) -> Actor {
    let kind = entry.as_ref().and_then(|(entry, _)| entry.kind).unwrap_or(kind);
    let name = match &entry {
        Some((entry, _)) => entry.name.clone(),
        None => preferred(kind, usage, owner),
    };
    let mut forms: Vec<FormCount> =
        usage.iter().map(|used| FormCount { text: used.form.text.to_string(), count: used.count }).collect();
    for form in entry.into_iter().flat_map(|(_, own)| own) {
        if !forms.iter().any(|known| known.text == *form) {
            forms.push(FormCount { text: form.to_owned(), count: 0 });
        }
    }
    sort(&mut forms);
    let mentions = forms.iter().map(|form| form.count).sum();
    Actor { slug: slug(&name), name, kind, forms, mentions }
}

fn preferred(kind: Kind, usage: &[Used<'_>], owner: Option<&'static State>) -> String {
    match kind {
        Kind::State => {
            let state = usage.iter().find_map(|used| used.form.state());
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
fn is_tail(form: &Form, usage: &[Used<'_>]) -> bool {
    let articles = usage.iter().find(|used| used.form.text == form.text).map_or(0, |used| used.articles);
    let own = form.text.to_lowercase();
    usage.iter().any(|longer| {
        let before = (longer.form.text.len() > own.len())
            .then(|| longer.form.text.to_lowercase().strip_suffix(&own).is_some_and(|before| before.ends_with(' ')));
        before == Some(true)
            && (!form.text.contains(' ') || longer.articles >= articles)
            && !longer.form.person().name.is_initialled()
    })
}

/// "El Tuerto", "Abu Zahra", "Commander Saw": two words that somebody is called by, and no full name.
fn is_byname(form: &str) -> bool {
    const FIRST: [&str; 12] =
        ["el", "la", "le", "abu", "abou", "umm", "um", "commandant", "comandante", "commander", "komandan", "don"];
    let mut words = form.split_whitespace();
    let (Some(first), Some(_), None) = (words.next(), words.next(), words.next()) else { return false };
    if first.is_ascii() {
        FIRST.iter().any(|word| word.eq_ignore_ascii_case(first))
    } else {
        FIRST.contains(&first.to_lowercase().as_str())
    }
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
fn commonest(usage: &[Used<'_>], rank: impl Fn(&Form) -> u8) -> String {
    if let [only] = usage {
        return only.form.text.to_string();
    }
    let mut best: Vec<&Used<'_>> = usage.iter().collect();
    keep(&mut best, |used| (rank(used.form), used.articles));
    keep(&mut best, |used| !is_shouted(&used.form.text));
    keep(&mut best, |used| used.form.says_what());
    let best =
        best.into_iter().max_by_key(|used| (marks(&used.form.text), used.latest, used.count, Reverse(&used.form.text)));
    best.map(|used| used.form.text.to_string()).unwrap_or_default()
}

/// Keeps those of which `key` says most.
fn keep<K: Ord>(used: &mut Vec<&Used<'_>>, key: impl Fn(&Used<'_>) -> K) {
    if used.len() < 2 {
        return;
    }
    let keys: Vec<K> = used.iter().map(|used| key(used)).collect();
    let most = keys.iter().max();
    let mut at = keys.iter();
    used.retain(|_| at.next() == most);
}

/// "PORT POLICE UNION", as a caption or a heading may have it.
fn is_shouted(form: &str) -> bool {
    form.contains(' ') && !form.contains(char::is_lowercase)
}

fn marks(form: &str) -> usize {
    form.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count()
}

/// Puts the forms of an actor in their order: the most frequent first.
pub(super) fn sort(forms: &mut [FormCount]) {
    forms.sort_unstable_by(|one, two| (two.count, &one.text).cmp(&(one.count, &two.text)));
}

/// Letters and digits without marks in lower case, hyphens between words.
pub(super) fn slug(name: &str) -> String {
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
