//! What a client declares in `initialize`, asked by pointers into its JSON: whatever it declares beside that, in whatever
//! form, costs nothing.

use serde_json::Value;

/// The client's capabilities.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a>(pub &'a Value);

impl<'a> Declared<'a> {
    /// Whether something is said at `pointer`, be it no more than `{}`.
    pub fn has(self, pointer: &str) -> bool {
        self.at(pointer).is_some_and(|value| *value != Value::Bool(false))
    }

    /// Whether `true` is said at `pointer`.
    pub fn says(self, pointer: &str) -> bool {
        self.at(pointer).and_then(Value::as_bool) == Some(true)
    }

    /// Whether the list at `pointer` holds `word`.
    pub fn lists(self, pointer: &str, word: &str) -> bool {
        let list = self.at(pointer).and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(|one| one.as_str() == Some(word)))
    }

    /// The number at `pointer`.
    pub fn number(self, pointer: &str) -> Option<u32> {
        u32::try_from(self.at(pointer)?.as_u64()?).ok()
    }

    fn at(self, pointer: &str) -> Option<&'a Value> {
        self.0.pointer(pointer).filter(|value| !value.is_null())
    }
}
