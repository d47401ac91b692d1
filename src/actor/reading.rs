//! The mentions of one article, grouped by who is meant as far as the article alone can tell.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::declared::{self, Declared};
use super::document;
use crate::article::{Article, Role};
use crate::prose::Kind;
use crate::prose::names::{Name, is_full_name, names};
use crate::text::{Counting, LineIndex, LinePlace, Span};

/// What one article says of actors: a pure function of its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Every mention, in the order of the text.
    #[serde(with = "super::kept_mentions")]
    pub mentions: Vec<Mention>,
    /// The actors of this article; mentions point here.
    pub actors: Vec<LocalActor>,
}

/// A name at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in [`Article::source`]: the name alone, without title or possessive.
    pub span: Span,
    /// The same as lines and columns: where it begins, and where it ends.
    pub lines: [LinePlace; 2],
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
    /// "X of the harbour board"
    Affiliation,
    /// "the ouster of X in Y": what happened to somebody.
    Event,
}

/// The names in an article.
struct Named<'a> {
    article: &'a Article,
    blocks: Vec<Span>,
    names: Vec<Name>,
}

/// The same, and who is one with whom.
struct Grouped<'a> {
    article: &'a Article,
    blocks: Vec<Span>,
    groups: document::Groups,
}

/// Finds the mentions of `article` and groups them.
pub fn read(article: &Article) -> Reading {
    Named::of(article).grouped().with_roles()
}

/// Reads several articles, each as [`read`] does, stage by stage as [`Article::read_all`].
pub fn read_all(articles: &[Article]) -> Vec<Reading> {
    let named: Vec<Named<'_>> = articles.iter().map(Named::of).collect();
    let grouped: Vec<Grouped<'_>> = named.into_iter().map(Named::grouped).collect();
    grouped.into_iter().map(Grouped::with_roles).collect()
}

/// What `article` says with the forms in it that the analyst declares; `None` where that is what it says without, which `known`
/// tells.
pub fn read_declared(article: &Article, known: impl FnOnce() -> Arc<Reading>, declared: &Declared) -> Option<Reading> {
    let text = article.prose.text();
    let places = declared.places(text, &speaking(article));
    if places.is_empty() {
        return None;
    }
    let known = known();
    let mut mentions: Vec<Span> = known.mentions.iter().map(|mention| mention.span).collect();
    mentions.sort_unstable();
    let is_known = |span: Span| {
        let at = mentions.partition_point(|mention| mention.end <= span.start);
        mentions.get(at).is_some_and(|mention| mention.covers(span))
    };
    if places.iter().all(|place| is_known(article.prose.source(place.span))) {
        return None;
    }
    let mut named = Named::of(article);
    let places = declared.among(text, &named.blocks, &named.names);
    declared::put(&places, &mut named.names);
    Some(named.grouped().with_roles()).filter(|reading| *reading != *known)
}

/// The parts of an article in which names count.
fn speaking(article: &Article) -> Vec<Span> {
    article.blocks.iter().filter(|block| block.role.carries_mentions()).map(|block| block.span).collect()
}

impl<'a> Named<'a> {
    fn of(article: &'a Article) -> Named<'a> {
        let text = article.prose.text();
        let blocks = speaking(article);
        let mut names = names(text, &blocks);
        if let Some(publisher) = article.metadata.publisher.as_deref() {
            super::publication::mark(text, &blocks, publisher, &mut names);
        }
        let publications = publications(article);
        if !publications.is_empty() {
            let is_publication = |name: &Name| publications.contains(&name.span.of(text).to_lowercase());
            for name in names.iter_mut().filter(|name| name.kind == Kind::Person && name.title.is_none()) {
                name.kind = if is_publication(name) { Kind::Organisation } else { name.kind };
            }
        }
        Named { article, blocks, names }
    }

    fn grouped(self) -> Grouped<'a> {
        let groups = document::group(self.article.prose.text(), &self.blocks, &self.names);
        Grouped { article: self.article, blocks: self.blocks, groups }
    }
}

impl Grouped<'_> {
    fn with_roles(self) -> Reading {
        let article = self.article;
        let mut reading = self.groups.with_roles(article.prose.text(), &self.blocks);
        let lines = LineIndex::new(&article.source);
        let mut counting = Counting::new(&article.source, &lines);
        for mention in &mut reading.mentions {
            mention.span = article.prose.source(mention.span);
            mention.lines = [mention.span.start(), mention.span.end()].map(|offset| counting.place(offset));
        }
        for role in reading.actors.iter_mut().flat_map(|actor| &mut actor.roles) {
            role.span = article.prose.source(role.span);
        }
        reading
    }
}

/// What the article was published in, in lower case: its publisher, and what stands alone on the first lines, above the
/// title. An interviewer's label ("Puente: When did you leave?") looks like somebody's name.
fn publications(article: &Article) -> Vec<String> {
    const FIRST: usize = 4;
    const LONGEST: usize = 60;
    let text = article.prose.text();
    let above = article.blocks.iter().take(FIRST).take_while(|block| block.role != Role::Title);
    let mastheads = above.filter(|block| block.role == Role::Boilerplate).map(|block| block.span.of(text).trim());
    let written = mastheads.chain(article.metadata.publisher.as_deref());
    let short = written.filter(|name| !name.is_empty() && name.len() <= LONGEST && !is_full_name(name));
    short.map(str::to_lowercase).collect()
}
