//! An actor's card as a page of its own, for `ibid.card`.

use serde::Serialize;
use tower_lsp::lsp_types::Position;

use super::Subject;
use crate::actor::{ActorId, Who};
use crate::corpus::ArticleId;
use crate::ide::{self, cited, subject};
use crate::server::state::View;
use crate::workspace::Workspace;

/// A card as a page.
#[derive(Clone, Debug, Serialize)]
pub struct CardPage {
    /// The actor's name, as a title.
    title: String,
    /// The card.
    markdown: String,
}

/// The card of the actor who is named at `position`.
pub fn at(view: &View, position: Position) -> Option<CardPage> {
    match Subject::at(view, position)? {
        Subject::Note { note, offset } => {
            let (workspace, path) = (&view.workspace, &view.edition.path);
            let subject::Subject::Name(name) = subject::at(workspace, path, &note, offset)? else { return None };
            let (Who::Known(actor) | Who::Near(actor, _)) = name.who else { return None };
            page(workspace, actor, &cited::articles(workspace, path, &note, offset))
        }
        Subject::Article { id, offset, .. } => {
            let (_, actor) = subject::in_article(&view.workspace, id, offset)?;
            page(&view.workspace, actor, &[id])
        }
    }
}

/// The card of the actor who is called `name`, exactly or nearly.
pub fn named(workspace: &Workspace, name: &str) -> Option<CardPage> {
    let exact = workspace.corpus.actors().with_form(name).first().copied();
    let actor = exact.or_else(|| workspace.corpus.search_actors(name, 1).first().map(|found| found.actor))?;
    page(workspace, actor, &[])
}

fn page(workspace: &Workspace, actor: ActorId, cited: &[ArticleId]) -> Option<CardPage> {
    let title = workspace.corpus.actor(actor)?.name.clone();
    Some(CardPage { title, markdown: ide::hover::actor::markdown(workspace, actor, cited)? })
}
