//! Values that wait in a file until they are asked for.

use std::io;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Place, Sink, Store};

/// A value in memory, or in a [`Store`] until it is asked for; from then on in both. A copy is the same value, fetched once.
#[derive(Debug)]
pub struct Lazy<T>(Arc<Inner<T>>);

#[derive(Debug)]
struct Inner<T> {
    /// `None` inside where the value is damaged.
    value: OnceLock<Option<T>>,
    kept: Option<(Store, Place)>,
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Lazy<T> {
        Lazy(self.0.clone())
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Lazy<T> {
        Lazy(Arc::new(Inner { value: OnceLock::from(Some(value)), kept: None }))
    }
}

impl<T: DeserializeOwned> Lazy<T> {
    /// The value at `place` in `store`.
    pub fn kept(store: &Store, place: Place) -> Lazy<T> {
        Lazy(Arc::new(Inner { value: OnceLock::new(), kept: Some((store.clone(), place)) }))
    }

    /// The value; `None` where it is damaged.
    pub fn get(&self) -> Option<&T> {
        let fetch = || self.0.kept.as_ref().and_then(|(store, place)| store.get(*place));
        self.0.value.get_or_init(fetch).as_ref()
    }
}

impl<T: DeserializeOwned + Clone> Lazy<T> {
    /// The value, to be changed: it is copied where somebody else has it as well. `None` where it is damaged.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.get()?;
        let is_alone = Arc::get_mut(&mut self.0).is_some_and(|own| {
            own.kept = None;
            true
        });
        if !is_alone {
            *self = Lazy::from(self.get()?.clone());
        }
        Arc::get_mut(&mut self.0)?.value.get_mut()?.as_mut()
    }

    /// The value by itself: copied where somebody else has it as well. `None` where it is damaged.
    pub fn take(self) -> Option<T> {
        self.get()?;
        match Arc::try_unwrap(self.0) {
            Ok(inner) => inner.value.into_inner().flatten(),
            Err(shared) => Lazy(shared).get().cloned(),
        }
    }
}

impl<T: Serialize> Lazy<T> {
    /// Writes the value to `sink`; one that was not asked for as it stands in its file.
    ///
    /// # Errors
    /// As [`Sink::put`], and where the value is damaged.
    pub fn write(&self, sink: &mut Sink<'_>) -> io::Result<Place> {
        let written = match &self.0.kept {
            Some((store, place)) => store.raw(*place).map(|bytes| sink.put_raw(bytes)),
            None => self.0.value.get().and_then(Option::as_ref).map(|value| sink.put(value)),
        };
        written.unwrap_or_else(|| Err(io::Error::other("what was kept is damaged")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(words: &[&str]) -> (Store, Vec<Place>) {
        let mut bytes = Vec::new();
        let mut sink = Sink::new(&mut bytes);
        let places = words.iter().map(|word| sink.put(word).unwrap()).collect();
        (Store::new(bytes), places)
    }

    #[test]
    fn what_is_kept_is_what_was_written_and_can_be_written_again() {
        let (store, places) = stored(&["harbour", "", "quay"]);
        let lazy: Vec<Lazy<String>> = places.iter().map(|&place| Lazy::kept(&store, place)).collect();
        let mut again = Vec::new();
        let mut sink = Sink::new(&mut again);
        assert_eq!(lazy[2].get().map(String::as_str), Some("quay"));
        let places: Vec<Place> = lazy.iter().map(|lazy| lazy.write(&mut sink).unwrap()).collect();
        assert_eq!(again, store.bytes());
        assert_eq!(Store::new(again).get(places[0]), Some("harbour".to_string()));
    }

    #[test]
    fn a_change_of_one_copy_leaves_the_other() {
        let (store, places) = stored(&["harbour"]);
        let mut lazy: Lazy<String> = Lazy::kept(&store, places[0]);
        let copy = lazy.clone();
        lazy.get_mut().unwrap().push_str(" board");
        assert_eq!((lazy.get().unwrap().as_str(), copy.get().unwrap().as_str()), ("harbour board", "harbour"));
        let mut bytes = Vec::new();
        lazy.write(&mut Sink::new(&mut bytes)).unwrap();
        assert_ne!(bytes, store.bytes(), "what was changed is written as it is now");
        assert_eq!(lazy.take().as_deref(), Some("harbour board"));
    }

    #[test]
    fn damage_is_told_and_nothing_is_made_up() {
        let (store, places) = stored(&["harbour"]);
        let mut bytes = store.bytes().to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        let damaged = Store::new(bytes);
        let lazy: Lazy<String> = Lazy::kept(&damaged, places[0]);
        assert!(lazy.get().is_none() && lazy.clone().take().is_none() && !damaged.is_whole());
        assert!(Lazy::<String>::kept(&Store::new(Vec::new()), places[0]).get().is_none());
    }
}
