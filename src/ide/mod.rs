//! One editor feature a file: (workspace, place) to plain values. Knows no protocol.
//!
//! Every offset and span is in bytes. A feature that leads to another file hands back that file's text beside the
//! span, so that the caller can turn bytes into the columns of its client without reading anything.

pub mod actions;
pub mod article;
pub mod card;
pub mod cite;
pub mod cited;
pub mod completion;
pub mod definition;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod inlay;
pub mod introduction;
pub mod lens;
pub mod links;
pub mod markdown;
pub mod reference_list;
pub mod references;
pub mod rename;
pub mod shown;
pub mod subject;
pub mod symbols;
pub mod tokens;
pub mod type_definition;
pub mod verdict;
pub mod voices;
pub mod workspace_symbols;

use std::ops::Deref;
use std::sync::Arc;

pub use actions::{Action, actions};
pub use card::Card;
pub use completion::{Completions, DocKey, Item, ItemKind, completion, documentation, recompletion};
pub use definition::{Target, definition};
pub use highlight::highlights;
pub use hover::{Hover, hover};
pub use inlay::{Hint, hints};
pub use lens::{Lens, lenses};
pub use links::{Link, links};
pub use reference_list::{ReferenceList, reference_list};
pub use references::{Columns, Location, Search, each_reference, references};
pub use rename::{Refusal, Renaming, rename};
pub use symbols::{Symbol, symbols};
pub use tokens::{Token, TokenKind, tokens};
pub use type_definition::type_definition;
pub use workspace_symbols::{SymbolSort, WorkspaceSymbol, each_symbol, workspace_symbols};

use crate::article::Article;

/// The text that a span counts in, shared with whoever holds it: `&*text` is the `str`.
#[derive(Clone, Debug)]
pub enum Text {
    /// The text of a note or of a bibliography.
    Note(Arc<str>),
    /// The source of an article.
    Article(Arc<Article>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Note(text) => text,
            Text::Article(article) => &article.source,
        }
    }
}
