//! Names and citation keys while they are typed.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::Workspace;

/// What may stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What an item replaces, in the note: from the beginning of what was typed to the cursor.
    pub replace: Span,
    /// The best first; none is preselected.
    pub items: Vec<Item>,
    /// Whether the list was cut, so that more typing may bring others.
    pub incomplete: bool,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What is inserted, as plain text.
    pub insert: String,
    /// What the client filters by; it begins with what was typed where that was misspelt.
    pub filter: String,
    /// What the client sorts by.
    pub sort: String,
    /// What the list shows beside the label: who this is, how often it is mentioned.
    pub detail: String,
    /// What it is.
    pub kind: ItemKind,
    /// What [`documentation`] explains it by.
    pub documentation: DocKey,
}

/// What a proposal is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// A name of an actor of this kind.
    Actor(Kind),
    /// A citation key.
    Key,
}

/// What [`documentation`] is asked for: it survives a new snapshot and a trip through the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocKey {
    /// The actor of this preferred name and slug.
    Actor {
        /// The preferred name.
        name: String,
        /// [`crate::actor::Actor::slug`].
        slug: String,
    },
    /// The article of this key.
    Article {
        /// The key.
        key: String,
    },
}

/// What may stand at the byte `offset` of `note`, which lies at `path`.
pub fn completion(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Completions {
    let _ = (workspace, path, note);
    Completions { replace: Span::at(offset), ..Completions::default() }
}

/// The card behind an item, as Markdown; empty where the actor or article is no longer there.
pub fn documentation(workspace: &Workspace, key: &DocKey) -> String {
    let _ = (workspace, key);
    String::new()
}
