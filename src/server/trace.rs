//! `$/setTrace` and `$/logTrace`: what the server does with each message, for a client that asks. No words of documents.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use tower_lsp::Client;
use tower_lsp::lsp_types::notification::LogTrace;
use tower_lsp::lsp_types::{LogTraceParams, TraceValue};

const OFF: u8 = 0;
const MESSAGES: u8 = 1;
const VERBOSE: u8 = 2;

/// What the client wants to be told; shared by whoever tells it.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    level: AtomicU8,
    client: OnceLock<Client>,
}

impl Trace {
    /// Tells `client`; only the first one counts.
    pub fn tell(&self, client: Client) {
        let _ = self.inner.client.set(client);
    }

    /// How much is to be told from now on.
    pub fn set(&self, value: TraceValue) {
        let level = match value {
            TraceValue::Off => OFF,
            TraceValue::Messages => MESSAGES,
            TraceValue::Verbose => VERBOSE,
        };
        self.inner.level.store(level, Ordering::Relaxed);
    }

    /// A message of this method was dealt with that had come at `since`; `id` names a request.
    pub async fn done(&self, method: &str, id: Option<String>, since: Instant, error: Option<i64>) {
        let took = since.elapsed();
        tracing::debug!(method, ms = took.as_millis(), error, "dealt with");
        let level = self.inner.level.load(Ordering::Relaxed);
        // A client that is told of what it told to be told never ends.
        let Some(client) = self.inner.client.get().filter(|_| level > OFF && method != "$/setTrace") else { return };
        let how = match (&id, error) {
            (None, _) => "taken in".to_string(),
            (Some(_), None) => format!("answered in {} ms", took.as_millis()),
            (Some(_), Some(code)) => format!("refused with {code} after {} ms", took.as_millis()),
        };
        let verbose = (level == VERBOSE).then(|| match id {
            Some(id) => format!("id {id}, {:.3} ms", took.as_secs_f64() * 1000.0),
            None => format!("{:.3} ms", took.as_secs_f64() * 1000.0),
        });
        client.send_notification::<LogTrace>(LogTraceParams { message: format!("{method} {how}"), verbose }).await;
    }
}
