//! What is resolved: the local actors of all articles, each with the names by which it finds its like.

use std::borrow::Cow;
use std::sync::Arc;

use super::few::Few;
use super::forms::{Form, Forms, Sort, node_key};
use super::remembered::Remembered;
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
    pub(super) nodes: Few<u32, 3>,
}

impl SourceRow {
    pub(super) fn new(source: &Source<'_>, stamp: u64, forms: &Forms) -> SourceRow {
        let told = source.told.told();
        let units = told.actors.iter().map(|actor| Unit {
            declared: actor.kind,
            kind: actor.kind,
            forms: actor.forms.iter().map(|form| (forms.of(&form.text, actor.kind), form.count)).collect(),
            of: actor.of.as_deref().and_then(states::state_of),
            unresolved: actor.unresolved,
            has_role: !actor.roles.is_empty(),
            nodes: Few::default(),
        });
        SourceRow { path: source.path.into(), stamp, published: source.published, units: units.collect() }
    }
}

/// A name under which a unit is known.
pub(super) enum Named<'u> {
    /// A person's full name.
    Person(Cow<'u, Arc<Form>>),
    /// A surname alone.
    Surname(&'u Form, &'u Token),
    /// An organisation's.
    Organisation(&'u Form),
    /// The same, where the unit and not the name tells whose it is.
    Owned(Arc<OrganisationName>),
    /// An acronym that its article does not explain.
    Acronym(&'u Form, &'u str),
    /// A state's.
    State(&'u Form, &'static State),
    /// A name that is one with its equal alone: its key.
    Alone(String, Kind),
}

impl Named<'_> {
    /// Where its form remembers it.
    pub(super) fn remembered(&self) -> Option<&Remembered> {
        match self {
            Named::Person(form) => form.node(Sort::Person),
            Named::Surname(form, _) => form.node(Sort::Surname),
            Named::Organisation(form) => form.node(Sort::Organisation),
            Named::Acronym(form, _) => form.node(Sort::Acronym),
            Named::State(form, _) => form.node(Sort::State),
            Named::Owned(_) | Named::Alone(..) => None,
        }
    }

    /// The key that all its spellings share; the first letter tells the sort of name.
    pub(super) fn key(&self) -> Arc<str> {
        match self {
            Named::Person(form) => form.person().node_key().clone(),
            Named::Organisation(form) => form.organisation().node_key.clone(),
            Named::Surname(_, token) => format!("t{}", token.plain).into(),
            Named::Owned(name) => node_key(name).into(),
            Named::Acronym(_, letters) => format!("a{letters}").into(),
            Named::State(_, state) => format!("s={}", state.name).into(),
            Named::Alone(key, _) => key.as_str().into(),
        }
    }

    /// What sort of name it is.
    pub(super) fn what(&self) -> What {
        match self {
            Named::Person(form) => What::Person(Arc::clone(form)),
            Named::Surname(_, token) => What::Surname(Token::clone(token)),
            Named::Organisation(form) => What::Organisation(form.organisation().name.clone()),
            Named::Owned(name) => What::Organisation(name.clone()),
            Named::Acronym(_, letters) => What::Acronym((*letters).to_owned()),
            Named::State(..) => What::Name(Kind::State),
            Named::Alone(_, kind) => What::Name(*kind),
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
            nodes: Few::default(),
        }
    }

    pub(super) fn mentions(&self) -> u32 {
        self.forms.iter().map(|(_, count)| count).sum()
    }

    pub(super) fn fullest(&self) -> Option<&Form> {
        self.forms.first().map(|(form, _)| &**form)
    }

    /// Tells the names under which it is known, the one that counts it first; some perhaps twice.
    pub(super) fn names(&self, forms: &Forms, mut each: impl FnMut(&Named<'_>)) {
        match self.kind {
            Kind::State => self.as_state(&mut each),
            Kind::Organisation => self.as_organisation(&mut each),
            Kind::Person => self.as_person(forms, &mut each),
        }
    }

    /// States are one by the table of states, else by equal name.
    fn as_state(&self, each: &mut dyn FnMut(&Named<'_>)) {
        match self.forms.iter().find_map(|(form, _)| Some((form, form.state()?))) {
            Some((form, state)) => each(&Named::State(form, state)),
            None => {
                for (form, _) in &self.forms {
                    each(&Named::Alone(format!("s~{}", plain(&form.text)), Kind::State));
                }
            }
        }
    }

    /// Names that say which body it is; where there is none, acronyms.
    fn as_organisation(&self, each: &mut dyn FnMut(&Named<'_>)) {
        // An acronym that the article explains otherwise is another body's.
        let (mut explained, mut bare) = (false, true);
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
            bare = false;
            match owned {
                Some(name) => each(&Named::Owned(name)),
                None => each(&Named::Organisation(form)),
            }
        }
        if !explained {
            for body in self.forms.iter().filter_map(|(form, _)| form.organisation().body) {
                each(&Named::Alone(format!("o={body}"), Kind::Organisation));
            }
        }
        if bare {
            for (form, _) in &self.forms {
                if let Some(letters) = &form.organisation().acronym {
                    each(&Named::Acronym(form, letters));
                }
            }
        }
    }

    /// The acronyms among its forms.
    pub(super) fn acronyms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter_map(|(form, _)| form.organisation().acronym.as_deref())
    }

    /// The full names; of one with two surnames also the one without the second, where the article itself leaves that
    /// out ("Ana Rojas Vidal", then "Rojas"). Where there is no full name, the surname.
    fn as_person(&self, forms: &Forms, each: &mut dyn FnMut(&Named<'_>)) {
        let full = || self.forms.iter().filter(|(form, _)| form.person().name.is_full());
        let alone = || self.forms.iter().filter(|(form, _)| !form.person().name.is_full());
        if full().next().is_none() {
            let form = alone().next().map(|(form, _)| form).filter(|_| !self.unresolved);
            if let Some((form, token)) = form.and_then(|form| Some((form, form.person().name.surname()?))) {
                each(&Named::Surname(form, token));
            }
            return;
        }
        for (form, _) in full() {
            each(&Named::Person(Cow::Borrowed(form)));
        }
        let shorter = full().find_map(|(form, _)| {
            let [given, surname, _] = form.person().name.tokens.as_slice() else { return None };
            let left_out = !surname.initial && alone().any(|(form, _)| is_only(form, surname));
            left_out.then(|| format!("{} {}", given.plain, surname.plain))
        });
        let turned = full()
            .find_map(|(form, _)| turned(&form.person().name, |family| alone().any(|(form, _)| is_only(form, family))));
        for shorter in shorter.into_iter().chain(turned) {
            each(&Named::Person(Cow::Owned(forms.of(&shorter, Kind::Person))));
        }
    }
}

/// "Mori Haruka", whom the article calls "Mori", with the family name last, as others write it.
fn turned(name: &PersonName, is_called: impl Fn(&Token) -> bool) -> Option<String> {
    let [family, given] = name.tokens.as_slice() else { return None };
    let told = || !is_given_name(&family.plain) && is_japanese(family) && is_japanese(given);
    (is_called(family) && told()).then(|| format!("{} {}", given.plain, family.plain))
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
