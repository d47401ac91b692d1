//! What is resolved: the local actors of all articles, each with the names by which it finds its like.

use std::borrow::Cow;
use std::sync::Arc;

use super::forms::{Form, Forms, node_key};
use super::{Source, nodes::What};
use crate::actor::matching::PersonName;
use crate::actor::matching::phonemes::plain;
use crate::actor::matching::tokens::Token;
use crate::actor::organisation::OrganisationName;
use crate::article::PublicationDate;
use crate::prose::Kind;
use crate::prose::names::is_given_name;
use crate::prose::states::{self, State};

/// A local actor: the number of its source, and its number there.
pub(super) type UnitId = (u32, u32);

/// An article that was taken in.
#[derive(Debug)]
pub(super) struct SourceRow {
    pub(super) path: Arc<str>,
    pub(super) stamp: u64,
    pub(super) published: Option<PublicationDate>,
    pub(super) units: Vec<Unit>,
}

/// A local actor of an article.
#[derive(Debug)]
pub(super) struct Unit {
    /// What its own article takes it for.
    pub(super) declared: Kind,
    /// What it is taken for, now that the corpus is known.
    pub(super) kind: Kind,
    /// The fullest first.
    pub(super) forms: Vec<(Arc<Form>, u32)>,
    /// The state whose it is, of a body that every state has.
    pub(super) of: Option<&'static State>,
    pub(super) unresolved: bool,
    /// Whether the article says who this is.
    pub(super) has_role: bool,
    /// The names under which it is known, the first of which counts it.
    pub(super) nodes: Vec<u32>,
}

impl SourceRow {
    pub(super) fn new(source: &Source<'_>, stamp: u64, forms: &mut Forms) -> SourceRow {
        let told = source.told.told();
        let units = told.actors.iter().map(|actor| Unit {
            declared: actor.kind,
            kind: actor.kind,
            forms: actor.forms.iter().map(|form| (forms.of(&form.text), form.count)).collect(),
            of: actor.of.as_deref().and_then(states::state_of),
            unresolved: actor.unresolved,
            has_role: !actor.roles.is_empty(),
            nodes: Vec::new(),
        });
        SourceRow { path: source.path.into(), stamp, published: source.published, units: units.collect() }
    }
}

/// A name under which a unit is known.
pub(super) enum Named<'u> {
    /// A person's full name.
    Person(Cow<'u, Arc<Form>>),
    /// A surname alone, with its key.
    Surname(String, &'u Token),
    /// An organisation's, with its key.
    Organisation(&'u str, &'u Arc<OrganisationName>),
    /// The same, where the unit and not the name tells whose it is.
    Owned(String, Arc<OrganisationName>),
    /// The key of an acronym.
    Acronym(String),
    /// The key of a name that is one with its equal alone.
    Alone(String, Kind),
}

impl Named<'_> {
    /// The key that all its spellings share; the first letter tells the sort of name.
    pub(super) fn key(&self) -> &str {
        match self {
            Named::Person(form) => form.person().node_key(),
            Named::Organisation(key, _) => key,
            Named::Surname(key, _) | Named::Owned(key, _) | Named::Acronym(key) | Named::Alone(key, _) => key,
        }
    }

    /// What sort of name it is.
    pub(super) fn what(self) -> What {
        match self {
            Named::Person(form) => What::Person(form.into_owned()),
            Named::Surname(_, token) => What::Surname(token.clone()),
            Named::Organisation(_, name) => What::Organisation(name.clone()),
            Named::Owned(_, name) => What::Organisation(name),
            Named::Acronym(key) => What::Acronym(key.get(1..).unwrap_or("").to_owned()),
            Named::Alone(_, kind) => What::Name(kind),
        }
    }
}

impl Unit {
    /// A place for one that is being looked at elsewhere.
    pub(super) fn empty() -> Unit {
        Unit {
            declared: Kind::Organisation,
            kind: Kind::Organisation,
            forms: Vec::new(),
            of: None,
            unresolved: true,
            has_role: false,
            nodes: Vec::new(),
        }
    }

    pub(super) fn mentions(&self) -> u32 {
        self.forms.iter().map(|(_, count)| count).sum()
    }

    pub(super) fn fullest(&self) -> Option<&Form> {
        self.forms.first().map(|(form, _)| &**form)
    }

    /// The names under which it is known, each with a key that all its spellings share.
    pub(super) fn names(&self, forms: &mut Forms) -> Vec<Named<'_>> {
        let mut names = match self.kind {
            Kind::State => self.as_state(),
            Kind::Organisation => self.as_organisation(),
            Kind::Person => self.as_person(forms),
        };
        for at in (1..names.len()).rev() {
            let (before, rest) = names.split_at(at);
            let again = rest.first().is_some_and(|name| before.iter().any(|other| other.key() == name.key()));
            if again {
                names.remove(at);
            }
        }
        names
    }

    /// States are one by the table of states, else by equal name.
    fn as_state(&self) -> Vec<Named<'_>> {
        match self.forms.iter().find_map(|(form, _)| form.state()) {
            Some(state) => vec![Named::Alone(format!("s={}", state.name), Kind::State)],
            None => {
                let unknown = self.forms.iter().map(|(form, _)| format!("s~{}", plain(&form.text)));
                unknown.map(|key| Named::Alone(key, Kind::State)).collect()
            }
        }
    }

    /// Names that say which body it is; where there is none, acronyms.
    fn as_organisation(&self) -> Vec<Named<'_>> {
        let mut names: Vec<Named<'_>> = Vec::new();
        // An acronym that the article explains otherwise is another body's.
        let mut explained = false;
        for (form, _) in &self.forms {
            let own = form.organisation();
            if own.acronym.is_some() {
                continue;
            }
            let owned = match (own.name.of, self.of) {
                (None, Some(state)) => {
                    let mut name = OrganisationName::clone(&own.name);
                    name.of = Some(state);
                    Some(Arc::new(name))
                }
                _ => None,
            };
            let name = owned.as_ref().unwrap_or(&own.name);
            if !name.is_certain() || name.words.is_empty() {
                continue;
            }
            explained |= own.body.is_none();
            names.push(match owned {
                Some(name) => Named::Owned(node_key(&name), name),
                None => Named::Organisation(&own.node_key, &own.name),
            });
        }
        let bare = names.is_empty();
        if !explained {
            let bodies = self.forms.iter().filter_map(|(form, _)| form.organisation().body);
            names.extend(bodies.map(|body| Named::Alone(format!("o={body}"), Kind::Organisation)));
        }
        if bare {
            names.extend(self.acronyms().map(|acronym| Named::Acronym(format!("a{acronym}"))));
        }
        names
    }

    /// The acronyms among its forms.
    pub(super) fn acronyms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter_map(|(form, _)| form.organisation().acronym.as_deref())
    }

    /// The full names; of one with two surnames also the one without the second, where the article itself leaves that
    /// out ("Ana Rojas Vidal", then "Rojas"). Where there is no full name, the surname.
    fn as_person(&self, forms: &mut Forms) -> Vec<Named<'_>> {
        let (full, alone): (Vec<_>, Vec<_>) = self.forms.iter().partition(|(form, _)| form.person().name.is_full());
        if full.is_empty() {
            let name = alone.first().map(|(form, _)| &form.person().name);
            let surname = name.and_then(PersonName::surname).filter(|_| !self.unresolved);
            return surname.map(|token| Named::Surname(format!("t{}", token.plain), token)).into_iter().collect();
        }
        let mut names: Vec<Named<'_>> = full.iter().map(|(form, _)| Named::Person(Cow::Borrowed(form))).collect();
        let shorter = full.iter().find_map(|(form, _)| {
            let [given, surname, _] = form.person().name.tokens.as_slice() else { return None };
            let is_surname = |(form, _): &&(Arc<Form>, u32)| is_only(form, surname);
            let left_out = !surname.initial && alone.iter().any(is_surname);
            left_out.then(|| format!("{} {}", given.plain, surname.plain))
        });
        let turned = full.iter().find_map(|(form, _)| turned(&form.person().name, &alone));
        for shorter in shorter.into_iter().chain(turned) {
            let form = forms.of(&shorter);
            names.push(Named::Person(Cow::Owned(form)));
        }
        names
    }
}

/// "Mori Haruka", whom the article calls "Mori", with the family name last, as others write it.
fn turned(name: &PersonName, alone: &[&(Arc<Form>, u32)]) -> Option<String> {
    let [family, given] = name.tokens.as_slice() else { return None };
    let told = || !is_given_name(&family.plain) && is_japanese(family) && is_japanese(given);
    let called = alone.iter().any(|(form, _)| is_only(form, family));
    (called && told()).then(|| format!("{} {}", given.plain, family.plain))
}

/// Whether a form is this token and nothing else.
fn is_only(form: &Form, token: &Token) -> bool {
    matches!(form.person().name.tokens.as_slice(), [only] if only == token)
}

/// Whether a word is spelled as Japanese is in Latin letters: consonant and vowel in turn, no consonant at the end but
/// "n". Where fathers' names serve as family names, either order may be another person.
fn is_japanese(token: &Token) -> bool {
    const BEGINNINGS: [&str; 23] = [
        "sh", "ch", "ts", "ky", "gy", "ny", "hy", "my", "ry", "k", "s", "t", "n", "h", "m", "y", "r", "w", "g", "z",
        "d", "b", "j",
    ];
    let mut rest = token.plain.as_str();
    while !rest.is_empty() {
        let begun = BEGINNINGS.iter().find_map(|beginning| rest.strip_prefix(beginning)).unwrap_or(rest);
        rest = match (begun.strip_prefix(['a', 'i', 'u', 'e', 'o']), rest.strip_prefix('n')) {
            (Some(after), _) => after,
            (None, Some(after)) if rest.len() < token.plain.len() => after,
            _ => return false,
        };
    }
    token.plain.len() >= 3
}
