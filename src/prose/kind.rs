//! What sort of actor a name stands for.

use serde::{Deserialize, Serialize};

/// What sort of actor a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A body of people: ministry, party, armed group, company, newspaper, international body.
    Organisation,
    /// A state, present or past, and whatever stands for its government (its capital, the Kremlin).
    State,
}

impl Kind {
    /// The kind in a word, as cards, lists and `actors.toml` have it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::State => "state",
        }
    }
}
