//! What is worked out of a form once, however many articles write it so.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashSet;

use super::remembered::Remembered;
use crate::actor::bodies::body_of;
use crate::actor::matching::PersonName;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym, without_designator};
use crate::prose::Kind;
use crate::prose::states::{self, State};

/// A way of writing a name.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) text: Box<str>,
    person: OnceLock<PersonForm>,
    organisation: OnceLock<OrganisationForm>,
    state: OnceLock<Option<&'static State>>,
    spoken: OnceLock<Arc<str>>,
    bare: OnceLock<Option<Arc<str>>>,
    says_what: OnceLock<bool>,
    /// The names of each [`Sort`] that it is.
    pub(super) nodes: [Remembered; SORTS],
    /// Where the votes on what it is spoken as stand, and those without what only says that it is a company.
    pub(super) votes: [Remembered; 2],
}

/// As what a form is a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    Person,
    Surname,
    Organisation,
    Acronym,
    State,
}

/// How many sorts there are.
const SORTS: usize = 5;

/// A form as a person's name.
#[derive(Debug)]
pub(super) struct PersonForm {
    pub(super) name: PersonName,
    /// Its tokens without marks, in lower case, one space between: what its spellings share. The sort of name stands
    /// before them.
    node_key: Arc<str>,
}

impl PersonForm {
    /// The key of this name among all names.
    pub(super) fn node_key(&self) -> &Arc<str> {
        &self.node_key
    }

    /// Its tokens without marks, in lower case, one space between.
    pub(super) fn key(&self) -> &str {
        self.node_key.get(1..).unwrap_or("")
    }
}

/// A form as an organisation's name.
#[derive(Debug)]
pub(super) struct OrganisationForm {
    pub(super) name: Arc<OrganisationName>,
    /// Its key among all names, if it is whose it says it is.
    pub(super) node_key: Arc<str>,
    /// The letters, where it is an acronym.
    pub(super) acronym: Option<String>,
    /// The body of many states whose name it is.
    pub(super) body: Option<&'static str>,
}

impl Form {
    pub(super) fn new(text: &str) -> Form {
        Form { text: text.into(), ..Form::default() }
    }

    /// Its letters without marks, in lower case, and without the article.
    pub(super) fn spoken_key(&self) -> &Arc<str> {
        self.spoken.get_or_init(|| spoken_key(&self.text))
    }

    /// The same without the last word, where that only says that it is a company, a group or the like.
    pub(super) fn bare_key(&self) -> Option<&Arc<str>> {
        self.bare.get_or_init(|| without_designator(&self.text).map(spoken_key)).as_ref()
    }

    pub(super) fn person(&self) -> &PersonForm {
        self.person.get_or_init(|| {
            let name = PersonName::new(&self.text);
            let mut node_key = String::with_capacity(self.text.len() + 1);
            node_key.push('p');
            push_key(&name, &mut node_key);
            PersonForm { node_key: node_key.into(), name }
        })
    }

    pub(super) fn organisation(&self) -> &OrganisationForm {
        self.organisation.get_or_init(|| {
            let name = Arc::new(OrganisationName::new(&self.text));
            let acronym = is_acronym(&self.text).then(|| self.text.replace('.', ""));
            OrganisationForm { node_key: node_key(&name).into(), name, acronym, body: body_of(&self.text) }
        })
    }

    /// Whether some of its words say what body it is.
    pub(super) fn says_what(&self) -> bool {
        let known = self.organisation.get().map(|organisation| organisation.name.has_generic());
        known.unwrap_or_else(|| *self.says_what.get_or_init(|| OrganisationName::new(&self.text).has_generic()))
    }

    /// The state that it names.
    pub(super) fn state(&self) -> Option<&'static State> {
        *self.state.get_or_init(|| states::state_of(&self.text))
    }

    /// What it is known as among the names of this sort.
    pub(super) fn node(&self, sort: Sort) -> Option<&Remembered> {
        self.nodes.get(sort as usize)
    }

    /// Works out what will be asked of it as the name of this kind.
    fn prepare(&self, kind: Kind) {
        match kind {
            Kind::Person => _ = (self.person(), self.spoken_key()),
            Kind::Organisation => _ = (self.organisation(), self.spoken_key(), self.bare_key()),
            Kind::State => _ = self.state(),
        }
    }
}

/// The key of an organisation's name among all names: whose it is, and its words.
pub(super) fn node_key(name: &OrganisationName) -> String {
    let mut key = String::with_capacity(64);
    key.push('o');
    key.push_str(name.of.map_or("", |state| state.name.as_str()));
    let mut mark = '|';
    for word in &name.words {
        key.push(std::mem::replace(&mut mark, ' '));
        key.push_str(word);
    }
    if name.words.is_empty() {
        key.push(mark);
    }
    key
}

fn spoken_key(text: &str) -> Arc<str> {
    let plain = plain(text);
    plain.strip_prefix("the ").unwrap_or(&plain).into()
}

/// The tokens of a name without marks, in lower case, one space between.
pub(super) fn key(name: &PersonName) -> String {
    let mut key = String::new();
    push_key(name, &mut key);
    key
}

fn push_key(name: &PersonName, key: &mut String) {
    let start = key.len();
    for token in &name.tokens {
        if key.len() > start {
            key.push(' ');
        }
        key.push_str(&token.plain);
    }
}

/// A form among others, told from them by its text.
#[derive(Debug)]
struct ByText(Arc<Form>);

impl Borrow<str> for ByText {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl Hash for ByText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl PartialEq for ByText {
    fn eq(&self, other: &ByText) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for ByText {}

/// Every form that was met, once. Several cores may ask at a time: the forms lie in parts, by their letters.
#[derive(Debug)]
pub(super) struct Forms {
    parts: Vec<Mutex<Part>>,
    /// How many forms were left after the last sweep.
    swept: usize,
}

/// Some of the forms.
#[derive(Debug, Default)]
struct Part {
    by_text: FxHashSet<ByText>,
}

/// How many parts the forms have: many more than there are cores, so that these seldom meet.
const PARTS: usize = 64;

impl Default for Forms {
    fn default() -> Forms {
        Forms { parts: (0..PARTS).map(|_| Mutex::default()).collect(), swept: 0 }
    }
}

impl Forms {
    /// The form with this text; of one that is new it is worked out what will be asked of it as the name of this kind.
    pub(super) fn of(&self, text: &str, kind: Kind) -> Arc<Form> {
        let letters = text.bytes().rev().take(3).fold(text.len(), |sum, byte| sum * 7 + usize::from(byte));
        let Some(part) = self.parts.get(letters % PARTS) else { return Arc::new(Form::new(text)) };
        let (form, new) = part.lock().unwrap_or_else(PoisonError::into_inner).of(text);
        if new {
            form.prepare(kind);
        }
        form
    }

    /// Forgets the forms that no article writes any more, once they may be half of all.
    pub(super) fn sweep(&mut self) {
        let count =
            |parts: &mut Vec<Mutex<Part>>| -> usize { parts.iter_mut().map(own).map(|part| part.by_text.len()).sum() };
        if count(&mut self.parts) > 1024 + self.swept * 2 {
            self.parts.iter_mut().map(own).for_each(Part::sweep);
            self.swept = count(&mut self.parts);
        }
    }
}

fn own(part: &mut Mutex<Part>) -> &mut Part {
    part.get_mut().unwrap_or_else(PoisonError::into_inner)
}

impl Part {
    /// The form with this text, and whether it is new.
    fn of(&mut self, text: &str) -> (Arc<Form>, bool) {
        if let Some(ByText(known)) = self.by_text.get(text) {
            return (known.clone(), false);
        }
        let form = Arc::new(Form::new(text));
        self.by_text.insert(ByText(form.clone()));
        (form, true)
    }

    fn sweep(&mut self) {
        self.by_text.retain(|ByText(form)| Arc::strong_count(form) > 1);
    }
}
