//! One editor feature a file: (workspace, place) to plain values. Knows no protocol.
//!
//! Every offset and span is in bytes. A feature that leads to another file hands back that file's text beside the
//! span, so that the caller can turn bytes into the columns of its client without reading anything.

pub mod article;
pub mod card;
pub mod cited;
pub mod completion;
pub mod definition;
pub mod hover;
pub mod introduction;
pub mod markdown;
pub mod references;
pub mod shown;
pub mod subject;
pub mod symbols;
pub mod verdict;
pub mod voices;

use std::ops::Deref;
use std::sync::Arc;

pub use card::Card;
pub use completion::{Completions, DocKey, Item, ItemKind, completion, documentation};
pub use definition::{Target, definition};
pub use hover::{Hover, hover};
pub use references::{Location, references};
pub use symbols::{Symbol, symbols};

use crate::corpus::Record;

/// The text that a span counts in, shared with whoever holds it: `&*text` is the `str`.
#[derive(Clone, Debug)]
pub enum Text {
    /// The text of a note.
    Note(Arc<str>),
    /// The source of an article.
    Article(Arc<Record>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Note(text) => text,
            Text::Article(record) => &record.article.source,
        }
    }
}
