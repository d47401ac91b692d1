//! Short lists that need no memory of their own while they are short, as most are.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list whose first `N` values stand where the list stands.
#[derive(Clone, Debug)]
pub(in crate::actor) enum Few<T, const N: usize> {
    /// How many there are, and those.
    Here(u8, [T; N]),
    Elsewhere(Vec<T>),
}

impl<T: Copy + Default, const N: usize> Default for Few<T, N> {
    fn default() -> Few<T, N> {
        Few::Here(0, [T::default(); N])
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::Here(count, here) => here.get(..usize::from(*count)).unwrap_or(here),
            Few::Elsewhere(values) => values,
        }
    }
}

impl<T: PartialEq, const N: usize> PartialEq for Few<T, N> {
    fn eq(&self, other: &Few<T, N>) -> bool {
        **self == **other
    }
}

impl<T: Eq, const N: usize> Eq for Few<T, N> {}

impl<T: Copy, const N: usize> Few<T, N> {
    /// Puts `value` behind all others.
    pub(in crate::actor) fn push(&mut self, value: T) {
        if let Few::Here(count, here) = self
            && let Some(slot) = here.get_mut(usize::from(*count))
        {
            *slot = value;
            *count += 1;
            return;
        }
        self.insert(self.len(), value);
    }

    /// Puts `value` before the one at `place`.
    pub(in crate::actor) fn insert(&mut self, place: usize, value: T) {
        match self {
            Few::Here(count, here) if usize::from(*count) < N => {
                if let Some(rest) = here.get_mut(place..) {
                    rest.rotate_right(1);
                    rest.iter_mut().take(1).for_each(|slot| *slot = value);
                    *count += 1;
                }
            }
            Few::Here(_, here) => {
                let mut values = Vec::with_capacity(N * 2);
                values.extend_from_slice(here);
                values.insert(place, value);
                *self = Few::Elsewhere(values);
            }
            Few::Elsewhere(values) => values.insert(place, value),
        }
    }

    /// Takes out the value at `place`.
    pub(in crate::actor) fn remove(&mut self, place: usize) {
        match self {
            Few::Here(count, here) => {
                if let Some(rest) = here.get_mut(place..usize::from(*count)) {
                    rest.rotate_left(1);
                    *count -= 1;
                }
            }
            Few::Elsewhere(values) => drop(values.remove(place)),
        }
    }
}

impl<T: Copy + Default, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Few<T, N> {
        let mut few = Few::default();
        values.into_iter().for_each(|value| few.push(value));
        few
    }
}

impl<T: Serialize, const N: usize> Serialize for Few<T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Copy + Default + Deserialize<'de>, const N: usize> Deserialize<'de> for Few<T, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Few<T, N>, D::Error> {
        let values = Vec::<T>::deserialize(deserializer)?;
        Ok(if values.len() > N { Few::Elsewhere(values) } else { values.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_short_list_holds_what_a_long_one_would(steps in prop::collection::vec((any::<bool>(), 0usize..8, 0u32..9), 0..40)) {
            let mut few: Few<u32, 3> = Few::default();
            let mut model: Vec<u32> = Vec::new();
            for (add, place, value) in steps {
                if add {
                    few.insert(place.min(model.len()), value);
                    model.insert(place.min(model.len()), value);
                } else if place < model.len() {
                    few.remove(place);
                    model.remove(place);
                }
                prop_assert_eq!(&*few, model.as_slice());
            }
        }
    }
}
