//! Who speaks in an article.

use std::sync::Arc;

use super::shown;
use crate::actor::ActorId;
use crate::article::Article;
use crate::corpus::ArticleId;
use crate::prose::Kind;
use crate::prose::marks::stretches;
use crate::prose::speech::{Named, Scene, Speaker};
use crate::text::Span;
use crate::text::normal::is_double_mark;
use crate::workspace::Workspace;

/// The speakers of one article. Spans count in its prose.
#[derive(Debug)]
pub struct Voices {
    article: Arc<Article>,
    paragraphs: Vec<Span>,
    names: Vec<Named>,
}

impl Voices {
    /// Makes the article ready to be asked.
    pub fn of(workspace: &Workspace, id: ArticleId) -> Voices {
        let article = workspace.corpus.article(id).article();
        let person = |actor| workspace.corpus.actor(actor).is_some_and(|actor| actor.kind == Kind::Person);
        let named = |(source, actor): (Span, ActorId)| Named {
            span: shown::in_prose(&article, source),
            who: actor.0,
            person: person(actor),
        };
        Voices {
            paragraphs: article.blocks.iter().map(|block| block.span).collect(),
            names: workspace.corpus.mentions_in(id).into_iter().map(named).collect(),
            article,
        }
    }

    /// Who speaks `words`, where they stand in quotation marks and the text says so.
    pub fn speaker(&self, words: Span) -> Option<ActorId> {
        let scene = Scene { text: self.article.prose.text(), paragraphs: &self.paragraphs, names: &self.names };
        match scene.speaker(words) {
            Speaker::Known(who) => Some(ActorId(who)),
            Speaker::Narrator | Speaker::Unsure => None,
        }
    }

    /// Whether `sentence`, in the paragraph at `block`, quotes words of `actor`.
    pub fn speaks(&self, actor: ActorId, block: Span, sentence: Span) -> bool {
        let text = self.article.prose.text();
        // Most sentences quote nobody; the marks of one paragraph are seldom worth pairing.
        if !sentence.of(text).contains(is_double_mark) {
            return false;
        }
        let inside = |words: &Span| sentence.covers(*words) && !words.is_empty();
        stretches(text, block)
            .iter()
            .map(|quoted| quoted.inner)
            .filter(inside)
            .any(|words| self.speaker(words) == Some(actor))
    }
}
