//! What a line is for.

use serde::{Deserialize, Serialize};

/// What a line is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title of the article.
    Title,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// Running text.
    Body,
    /// A heading inside the text.
    Heading,
    /// What stands under or beside a picture.
    Caption,
    /// A sentence of the body repeated as an ornament.
    PullQuote,
    /// Site furniture before or inside the article: menus, cookie notices, share bars.
    Boilerplate,
    /// A second copy of text that stands elsewhere in the file.
    Duplicate,
    /// A numbered note or reference after the text.
    Endnote,
    /// What the publication says about the article or its author.
    EditorNote,
    /// Site furniture after the article.
    Footer,
}

impl Role {
    /// Whether lines of this role are read at all: they reach the prose, and may be quoted.
    pub fn is_read(self) -> bool {
        !matches!(self, Role::Boilerplate | Role::Duplicate | Role::Footer)
    }

    /// Whether names in lines of this role are mentions that count.
    pub fn carries_mentions(self) -> bool {
        matches!(self, Role::Title | Role::Body | Role::Heading | Role::Caption | Role::PullQuote | Role::EditorNote)
    }
}
