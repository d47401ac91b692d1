//! What is worked out of a form once, however many articles write it so.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::actor::bodies::body_of;
use crate::actor::matching::PersonName;
use crate::actor::matching::phonemes::plain;
use crate::actor::organisation::{OrganisationName, is_acronym, without_designator};
use crate::prose::states::{self, State};

/// A way of writing a name.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) text: Box<str>,
    person: OnceLock<PersonForm>,
    organisation: OnceLock<OrganisationForm>,
    state: OnceLock<Option<&'static State>>,
    spoken: OnceLock<Box<str>>,
    bare: OnceLock<Option<Box<str>>>,
}

/// A form as a person's name.
#[derive(Debug)]
pub(super) struct PersonForm {
    pub(super) name: PersonName,
    /// Its tokens without marks, in lower case, one space between: what its spellings share. The sort of name stands
    /// before them.
    node_key: Box<str>,
}

impl PersonForm {
    /// The key of this name among all names.
    pub(super) fn node_key(&self) -> &str {
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
    pub(super) node_key: Box<str>,
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
    pub(super) fn spoken_key(&self) -> &str {
        self.spoken.get_or_init(|| spoken_key(&self.text))
    }

    /// The same without the last word, where that only says that it is a company, a group or the like.
    pub(super) fn bare_key(&self) -> Option<&str> {
        self.bare.get_or_init(|| without_designator(&self.text).map(spoken_key)).as_deref()
    }

    pub(super) fn person(&self) -> &PersonForm {
        self.person.get_or_init(|| {
            let name = PersonName::new(&self.text);
            PersonForm { node_key: format!("p{}", key(&name)).into(), name }
        })
    }

    pub(super) fn organisation(&self) -> &OrganisationForm {
        self.organisation.get_or_init(|| {
            let name = Arc::new(OrganisationName::new(&self.text));
            let acronym = is_acronym(&self.text).then(|| self.text.replace('.', ""));
            OrganisationForm { node_key: node_key(&name).into(), name, acronym, body: body_of(&self.text) }
        })
    }

    /// The state that it names.
    pub(super) fn state(&self) -> Option<&'static State> {
        *self.state.get_or_init(|| states::state_of(&self.text))
    }
}

/// The key of an organisation's name among all names: whose it is, and its words.
pub(super) fn node_key(name: &OrganisationName) -> String {
    let owner = name.of.map_or("", |state| state.name.as_str());
    format!("o{owner}|{}", name.key())
}

fn spoken_key(text: &str) -> Box<str> {
    let plain = plain(text);
    plain.strip_prefix("the ").unwrap_or(&plain).into()
}

/// The tokens of a name without marks, in lower case, one space between.
pub(super) fn key(name: &PersonName) -> String {
    let mut key = String::new();
    for token in &name.tokens {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&token.plain);
    }
    key
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

/// Every form that was met, once.
#[derive(Debug, Default)]
pub(super) struct Forms {
    by_text: FxHashSet<ByText>,
    /// How many forms were left after the last sweep.
    swept: usize,
}

impl Forms {
    /// The form with this text.
    pub(super) fn of(&mut self, text: &str) -> Arc<Form> {
        if let Some(ByText(known)) = self.by_text.get(text) {
            return known.clone();
        }
        let form = Arc::new(Form::new(text));
        self.by_text.insert(ByText(form.clone()));
        form
    }

    /// Forgets the forms that no article writes any more, once they may be half of all.
    pub(super) fn sweep(&mut self) {
        if self.by_text.len() > 1024 + self.swept * 2 {
            self.by_text.retain(|ByText(form)| Arc::strong_count(form) > 1);
            self.swept = self.by_text.len();
        }
    }

    /// Works out on all cores what will be asked of these forms: of the first sort as persons', of the second as
    /// organisations'.
    pub(super) fn prepare(persons: &[Arc<Form>], organisations: &[Arc<Form>]) {
        persons.par_iter().for_each(|form| _ = (form.person(), form.spoken_key()));
        organisations.par_iter().for_each(|form| _ = (form.organisation(), form.spoken_key(), form.bare_key()));
    }
}
