//! Names taken apart, kept for the next document: the names of one stand in many others.
//!
//! What a name is taken apart into is a function of its text, so that what is kept changes no result.

use std::cell::RefCell;
use std::hash::Hasher;
use std::rc::Rc;
use std::thread::LocalKey;

use rustc_hash::FxHasher;

use crate::actor::matching::PersonName;
use crate::actor::organisation::OrganisationName;

/// How many names of each kind a thread keeps. A power of two.
const KEPT: usize = 1 << 10;

/// Longer names, in bytes, are rare and not kept.
const LONGEST: usize = 80;

/// Names with what they were taken apart into, each in the one place that its hash says.
type Places<T> = Vec<Option<(Box<str>, Rc<T>)>>;
type Kept<T> = RefCell<Places<T>>;

thread_local! {
    static PERSONS: Kept<PersonName> = const { RefCell::new(Vec::new()) };
    static ORGANISATIONS: Kept<OrganisationName> = const { RefCell::new(Vec::new()) };
}

/// [`PersonName::new`]
pub(super) fn person(name: &str) -> Rc<PersonName> {
    kept(&PERSONS, name, PersonName::new)
}

/// [`OrganisationName::new`]
pub(super) fn organisation(name: &str) -> Rc<OrganisationName> {
    kept(&ORGANISATIONS, name, OrganisationName::new)
}

fn kept<T>(all: &'static LocalKey<Kept<T>>, name: &str, make: fn(&str) -> T) -> Rc<T> {
    if name.len() > LONGEST {
        return Rc::new(make(name));
    }
    // A thread that is ending keeps nothing.
    let found = all.try_with(|all| find(&mut *all.try_borrow_mut().ok()?, name, make));
    found.ok().flatten().unwrap_or_else(|| Rc::new(make(name)))
}

fn find<T>(all: &mut Places<T>, name: &str, make: fn(&str) -> T) -> Option<Rc<T>> {
    all.resize_with(KEPT, || None);
    let place = all.get_mut(place(name))?;
    match place {
        Some((own, apart)) if **own == *name => Some(Rc::clone(apart)),
        _ => Some(Rc::clone(&place.insert((name.into(), Rc::new(make(name)))).1)),
    }
}

fn place(name: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    (hasher.finish() >> 32) as usize % KEPT
}
