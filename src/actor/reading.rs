//! The mentions of one article, grouped by who is meant as far as the article alone can tell.

use serde::{Deserialize, Serialize};

use super::document;
use crate::article::Article;
use crate::prose::Kind;
use crate::prose::names::names;
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
    /// The state whose it is, for a body that every state has ("Foreign Ministry").
    pub of: Option<String>,
    /// Whether the article leaves open who is meant: a surname that two of its persons share, a ministry of whose
    /// state it says nothing. Such an actor is not one with others of the same name.
    pub unresolved: bool,
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
    /// "the ouster of X in Y": what happened to somebody.
    Event,
}

/// Finds the mentions of `article` and groups them.
pub fn read(article: &Article) -> Reading {
    let text = article.prose.text();
    let blocks: Vec<Span> =
        article.blocks.iter().filter(|block| block.role.carries_mentions()).map(|block| block.span).collect();
    let mut reading = document::read(text, &blocks, &names(text, &blocks));
    for mention in &mut reading.mentions {
        mention.span = article.prose.source(mention.span);
    }
    for role in reading.actors.iter_mut().flat_map(|actor| &mut actor.roles) {
        role.span = article.prose.source(role.span);
    }
    reading
}
