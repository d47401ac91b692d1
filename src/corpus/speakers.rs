//! Who speaks in an article.

use super::build::Snapshot;
use super::{ActorId, ArticleId};
use crate::article::Role;
use crate::prose::Kind;
use crate::prose::speech::{Named, Scene, Speaker};
use crate::text::Span;

/// An article's running text with its names in place. Spans count in its prose.
#[derive(Debug)]
pub struct Stage {
    paragraphs: Vec<Span>,
    names: Vec<Named>,
}

impl Stage {
    pub(super) fn new(snapshot: &Snapshot, id: ArticleId) -> Stage {
        let article = snapshot.entries[id].article();
        let body = article.blocks.iter().filter(|block| block.role == Role::Body);
        let named = |(span, actor): (Span, ActorId)| {
            let place = Span::new(article.prose.derived(span.start()), article.prose.derived(span.end()));
            let person = snapshot.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Person);
            Named { span: place, who: actor.0, person }
        };
        let mut names: Vec<Named> = snapshot.mentions_in(id).into_iter().map(named).collect();
        names.sort_unstable_by_key(|name| name.span);
        Stage { paragraphs: body.map(|block| block.span).collect(), names }
    }

    /// Who speaks the words at `words` of the article's prose `text`, if it says so clearly.
    pub(super) fn speaker(&self, text: &str, words: Span) -> Option<ActorId> {
        let scene = Scene { text, paragraphs: &self.paragraphs, names: &self.names };
        match scene.speaker(words) {
            Speaker::Known(who) => Some(ActorId(who)),
            Speaker::Narrator | Speaker::Unsure => None,
        }
    }
}
