//! Asking the client to fetch again what it may show otherwise now: after new settings, and after the corpus was read.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tower_lsp::Client;

use tower_lsp::lsp_types::request::Request;

use super::session::Shows;
use super::state::State;

/// `workspace/foldingRange/refresh`, which the types of tower-lsp do not have yet.
enum FoldingRangeRefresh {}

impl Request for FoldingRangeRefresh {
    type Params = ();
    type Result = ();
    const METHOD: &'static str = "workspace/foldingRange/refresh";
}

/// How long a client may take to answer before it is asked again.
const PATIENCE: Duration = Duration::from_secs(30);

/// One question to the client at a time: while it has not answered, however often it is to be asked again is once. A client
/// that does not answer is asked again after [`PATIENCE`], if there is reason to.
#[derive(Debug, Default)]
pub struct Turns(Mutex<Turn>);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Turn {
    #[default]
    Idle,
    Asked,
    AskedAndWanted,
}

impl Turns {
    /// Asks, and again while there was reason to meanwhile. Where somebody else is asking, that one will ask once more.
    async fn take<F: Future<Output = ()>>(&self, ask: impl Fn() -> F) {
        if !self.begin() {
            return;
        }
        loop {
            // Who does not answer is not asked less for it.
            let _ = tokio::time::timeout(PATIENCE, ask()).await;
            if !self.again() {
                return;
            }
        }
    }

    /// Whether to ask now; else whoever is asking will ask once more.
    fn begin(&self) -> bool {
        let mut turn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_idle = *turn == Turn::Idle;
        *turn = if is_idle { Turn::Asked } else { Turn::AskedAndWanted };
        is_idle
    }

    /// The client has answered: whether to ask once more.
    fn again(&self) -> bool {
        let mut turn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = *turn == Turn::AskedAndWanted;
        *turn = if is_wanted { Turn::Asked } else { Turn::Idle };
        is_wanted
    }
}

/// As [`shown`], each thing in its turn. Returns when the client has answered, or somebody else is asking.
pub async fn in_turn(client: Client, state: &State, shows: Shows) {
    state.refreshes.take(|| shown(&client, shows)).await;
}

/// Asks for the diagnostics of the workspace, in turn.
pub async fn diagnostics(client: Client, state: &State) {
    state.diagnostic_refreshes.take(|| async { drop(client.workspace_diagnostic_refresh().await) }).await;
}

/// Asks for hints, lenses, tokens and folds, each where the client can be asked. Returns when it has answered.
async fn shown(client: &Client, shows: Shows) {
    if shows.refreshes_hints {
        drop(client.inlay_hint_refresh().await);
    }
    if shows.refreshes_lenses {
        drop(client.code_lens_refresh().await);
    }
    if shows.refreshes_tokens {
        drop(client.semantic_tokens_refresh().await);
    }
    if shows.refreshes_folds {
        drop(client.send_request::<FoldingRangeRefresh>(()).await);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_has_not_answered_is_asked_once_more_however_often_that_is_wanted() {
        let turns = Turns::default();
        assert!(turns.begin());
        assert!((0..100).all(|_| !turns.begin()));
        assert!(turns.again());
        assert!(!turns.again());
        assert!(turns.begin());
    }
}
