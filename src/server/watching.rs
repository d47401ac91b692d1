//! Files that the client watches for the server.

use serde_json::json;
use tower_lsp::Client;
use tower_lsp::lsp_types::Registration;

/// What may be an article, a note or one of the analyst's own files.
const WATCHED: &str = "**/*.{md,markdown,txt,text,toml}";

/// Asks the client to tell of changed files. Returns when it has answered.
pub async fn register(client: Client) {
    let registration = Registration {
        id: "ibid/files".to_string(),
        method: "workspace/didChangeWatchedFiles".to_string(),
        register_options: Some(json!({"watchers": [{"globPattern": WATCHED}]})),
    };
    if client.register_capability(vec![registration]).await.is_err() {
        tracing::warn!("the client does not watch files");
    }
}
