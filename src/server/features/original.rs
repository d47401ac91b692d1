//! The file and the page that an article was read from, for `ibid.original`.

use serde::Serialize;
use tower_lsp::lsp_types::{Position, Url};

use super::{Subject, harmless};
use crate::actor::Who;
use crate::check::Cited;
use crate::corpus::ArticleId;
use crate::ide::{introduction, subject, verdict};
use crate::note::Note;
use crate::server::state::{State, View};

/// Where an article was read from.
#[derive(Clone, Debug, Serialize)]
pub struct Original {
    /// Its file.
    uri: Url,
    /// The web page that the article names as its own, where that is an address that a browser opens.
    url: Option<String>,
    /// Its headline.
    title: Option<String>,
    /// Whether the file is a text that an editor shows, and not a page for a browser or a reader.
    readable: bool,
}

/// The original of the article that is open, or that what stands at `position` of a note leads to.
pub fn answer(state: &State, view: &View, position: Position) -> Option<Original> {
    let article = match Subject::at(view, position)? {
        Subject::Note { note, offset } => behind(view, &note, offset)?,
        Subject::Article { id, .. } => id,
    };
    let entry = view.workspace.corpus.article(article);
    let metadata = &entry.digest.metadata;
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    Some(Original {
        uri: state.address_of(&entry.path)?,
        url: metadata.url.as_ref().filter(is_web).cloned(),
        title: metadata.title.as_deref().map(harmless),
        readable: !entry.digest.format.is_extracted(),
    })
}

/// The article that is cited, quoted, or introduces the actor at the byte `offset` of `note`.
fn behind(view: &View, note: &Note, offset: usize) -> Option<ArticleId> {
    let (workspace, path) = (&view.workspace, &view.edition.path);
    match subject::at(workspace, path, note, offset)? {
        subject::Subject::Citation(_, Cited::Article(article)) => Some(article),
        subject::Subject::Citation(..) => None,
        subject::Subject::Quotation(index) => Some(verdict::of(workspace, path, note, index)?.source?.article),
        subject::Subject::Name(name) => match name.who {
            Who::Known(actor) | Who::Near(actor, _) => Some(introduction::introduction(workspace, actor)?.article),
            Who::Ambiguous(_) | Who::Unknown(_) => None,
        },
    }
}
