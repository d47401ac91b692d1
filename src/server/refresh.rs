//! Asking the client to fetch again what it may show otherwise now: after new settings, and after the corpus was read.

use tower_lsp::Client;

use super::session::Shows;

/// Asks for hints, lenses and tokens, each where the client can be asked. Returns when it has answered.
pub async fn shown(client: Client, shows: Shows) {
    if shows.refreshes_hints {
        drop(client.inlay_hint_refresh().await);
    }
    if shows.refreshes_lenses {
        drop(client.code_lens_refresh().await);
    }
    if shows.refreshes_tokens {
        drop(client.semantic_tokens_refresh().await);
    }
}
