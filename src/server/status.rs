//! What a status bar shows: `ibid/status` for the corpus, `ibid/verdicts` for each open note. Two notifications of our
//! own, sent only to a client that asks with `initializationOptions: {"statusNotification": true}`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::Notification;

use crate::check::QuoteVerdict;
use crate::ide::lens::Counts;
use crate::workspace::Workspace;

/// The field of `initializationOptions` that asks for these notifications.
pub const OPTION: &str = "statusNotification";

/// What is known of the corpus.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CorpusStatus {
    /// Whether articles are being read just now.
    indexing: bool,
    /// How many articles are known.
    articles: usize,
    /// How many files could not be read.
    unreadable: usize,
}

/// What the check made of the quotations of an open note.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NoteStatus {
    uri: Url,
    /// The version of the note that was checked.
    version: i32,
    verified: usize,
    wrong: usize,
    unchecked: usize,
    uncited: usize,
}

impl Notification for CorpusStatus {
    type Params = CorpusStatus;
    const METHOD: &'static str = "ibid/status";
}

impl Notification for NoteStatus {
    type Params = NoteStatus;
    const METHOD: &'static str = "ibid/verdicts";
}

/// Tells the client, where it has asked to be told.
#[derive(Clone, Debug)]
pub struct Status {
    client: Client,
    runtime: Handle,
    enabled: bool,
}

impl Status {
    /// Tells `client`; `runtime` carries the messages. Says nothing unless `enabled`.
    pub fn new(client: Client, runtime: Handle, enabled: bool) -> Status {
        Status { client, runtime, enabled }
    }

    /// Tells what is known of the articles of all folders, and whether more are being read. Waits until it is on its
    /// way: for threads of our own only.
    pub fn corpus(&self, workspaces: &[Arc<Workspace>], indexing: bool) {
        let articles = workspaces.iter().map(|workspace| workspace.corpus.files()).sum();
        let unread = workspaces.iter().flat_map(|workspace| workspace.corpus.unread());
        let unreadable = unread.filter(|unread| !unread.is_article).count();
        self.tell::<CorpusStatus>(CorpusStatus { indexing, articles, unreadable });
    }

    /// Tells what the check made of a note. Waits as [`Status::corpus`] does.
    pub fn note(&self, uri: &Url, version: i32, quotes: &[QuoteVerdict]) {
        let Counts { verified, wrong, unchecked, uncited } = Counts::of(quotes.iter().map(|quote| &quote.verdict));
        self.tell::<NoteStatus>(NoteStatus { uri: uri.clone(), version, verified, wrong, unchecked, uncited });
    }

    fn tell<N: Notification>(&self, params: N::Params) {
        if self.enabled {
            self.runtime.block_on(self.client.send_notification::<N>(params));
        }
    }
}
