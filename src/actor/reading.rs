//! The mentions of one article, grouped by who is meant as far as the article alone can tell.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::prose::Kind;
use crate::text::Span;

/// What one article says of actors: a pure function of its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The actors of this article; mentions point here.
    pub actors: Vec<LocalActor>,
}

/// A name at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands in [`Article::source`]: the name alone, without title or possessive.
    pub span: Span,
    /// An index into [`Reading::actors`].
    pub actor: u32,
}

/// Somebody or something that one article speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalActor {
    /// Person, organisation or state.
    pub kind: Kind,
    /// How the article writes the name, with counts; the fullest first.
    pub forms: Vec<FormCount>,
    /// Who the article says this is, in its own words.
    pub roles: Vec<RoleFact>,
}

/// A way of writing a name, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCount {
    /// The name as it stands in the text, white space folded.
    pub text: String,
    /// How many mentions.
    pub count: u32,
}

/// Who an actor is, in the words of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleFact {
    /// The words ("foreign policy adviser to Iran's supreme leader").
    pub text: String,
    /// The words' place in [`Article::source`].
    pub span: Span,
    /// The construction that says so; better evidence first.
    pub evidence: RoleEvidence,
}

/// The construction that says who somebody is, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoleEvidence {
    /// "X, the foreign minister of Y, …"
    Apposition,
    /// "Foreign Minister X"
    Title,
    /// "X, who heads …"
    Relative,
    /// "X is the head of …"
    Copula,
    /// "X (adviser to Y)"
    Parenthesis,
}

/// Finds the mentions of `article` and groups them.
pub fn read(article: &Article) -> Reading {
    let _ = article;
    Reading::default()
}
