//! What could not be read, and what nobody knows because of it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file.
    #[serde(with = "crate::kept::path")]
    pub path: PathBuf,
    /// Why, in words for the analyst.
    pub reason: String,
    /// Whether it is an article all the same: what is wrong concerns a part of it, or how its text came out.
    pub is_article: bool,
    /// What may be in it.
    pub hides: Hidden,
}

impl Unread {
    /// A file that could not be read for this reason, and what it hides.
    pub fn new(path: impl Into<PathBuf>, reason: impl Into<String>, hides: Hidden) -> Unread {
        Unread { path: path.into(), reason: reason.into(), is_article: false, hides }
    }
}

/// What may be in a file or folder that could not be read. Of what may be there, nobody can say that it is nowhere. Ordered by how
/// much that is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Hidden {
    /// Nothing that is looked for: a pipe, or an article that is known all the same.
    #[default]
    Nothing,
    /// A note.
    Note,
    /// A bibliography: keys.
    Keys,
    /// An article: its key, and the words of one article.
    Article,
    /// Any number of articles.
    Articles,
}
