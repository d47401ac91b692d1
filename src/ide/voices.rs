//! Who speaks in an article.

use std::cell::OnceCell;
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
pub struct Voices<'a> {
    workspace: &'a Workspace,
    id: ArticleId,
    article: Arc<Article>,
    paragraphs: Vec<Span>,
    /// Who is named, and where: found out when somebody is to be found speaking, which in most articles asked about
    /// nobody does.
    names: OnceCell<Vec<Named>>,
}

impl<'a> Voices<'a> {
    /// Makes the article ready to be asked.
    pub fn of(workspace: &'a Workspace, id: ArticleId) -> Voices<'a> {
        let article = workspace.corpus.article(id).article();
        let paragraphs = article.blocks.iter().map(|block| block.span).collect();
        Voices { workspace, id, article, paragraphs, names: OnceCell::new() }
    }

    /// Who speaks `words`, where they stand in quotation marks and the text says so.
    pub fn speaker(&self, words: Span) -> Option<ActorId> {
        let names = self.names.get_or_init(|| self.named());
        let scene = Scene { text: self.article.prose.text(), paragraphs: &self.paragraphs, names };
        match scene.speaker(words) {
            Speaker::Known(who) => Some(ActorId(who)),
            Speaker::Narrator | Speaker::Unsure => None,
        }
    }

    fn named(&self) -> Vec<Named> {
        let corpus = &self.workspace.corpus;
        let person = |actor| corpus.actor(actor).is_some_and(|actor| actor.kind == Kind::Person);
        let named = |(source, actor): (Span, ActorId)| Named {
            span: shown::in_prose(&self.article, source),
            who: actor.0,
            person: person(actor),
        };
        corpus.mentions_in(self.id).into_iter().map(named).collect()
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
