//! The language server: the only floor that knows the protocol, tower-lsp, tokio and dashmap.
//!
//! A message passes [`filter`] (bytes mended), tower-lsp (routed), [`guard`] (panics caught), [`backend`] (the
//! handler). A handler takes what it needs from [`state`] before its first `await` and computes off the threads
//! that serve messages ([`work`]). Diagnostics come from one thread of their own ([`publish`]), the corpus is read
//! by another ([`library`]).

mod ahead;
mod answering;
pub mod backend;
pub mod capabilities;
pub mod commands;
pub mod declared;
pub mod documents;
pub mod features;
pub mod filter;
pub mod guard;
pub mod library;
pub mod lifecycle;
pub mod log;
pub mod long;
pub mod outgoing;
pub mod places;
mod positions;
pub mod progress;
pub mod publish;
pub mod quiet;
pub mod refresh;
pub mod reports;
pub mod session;
pub mod settings;
pub mod state;
pub mod status;
pub mod sync;
pub mod trace;
pub mod watcher;
mod watching;
pub mod work;

use std::io;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tower_lsp::{LanguageServer, LspService, Server};

use backend::Backend;
use filter::End;
use guard::Guard;
use state::State;
use trace::Trace;

use crate::corpus::store::Extractor;
use crate::workspace::Workspace;

/// How many requests are served at once: each mostly waits for a thread, and a message that cancels it needs a place too.
/// Beyond that no message is taken in.
const CONCURRENT_REQUESTS: usize = 1024;

/// The size in bytes of the pipe between the filter and tower-lsp.
const PIPE: usize = 64 * 1024;

/// How long answers under way may take after `exit`: enough for those that are ready.
const GRACE_AFTER_EXIT: Duration = Duration::from_millis(200);

/// How long answers under way may take after the end of the input: somebody may still read them.
const GRACE_AFTER_END: Duration = Duration::from_secs(2);

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Serve one client at this port of the local machine instead of standard input and output.
    pub port: Option<u16>,
    /// What reads PDFs.
    pub extractor: Extractor,
}

/// Serves one client until it says `exit` or is gone. Returns 0 after `shutdown`, else 1.
pub fn run(options: &Options) -> ExitCode {
    log::begin();
    lifecycle::report_panics();
    // Some threads for requests, two for standard input and output.
    let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get() + 4);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(threads)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return cannot_start(&error),
    };
    let extractor = options.extractor.clone();
    let code = runtime.block_on(async {
        match options.port {
            None => serve(tokio::io::stdin(), tokio::io::stdout(), extractor).await,
            Some(port) => match accept(port).await {
                Ok((input, output)) => serve(input, output, extractor).await,
                Err(error) => cannot_start(&error),
            },
        }
    });
    // A plain drop would wait for the thread that reads standard input, which the client may keep open.
    runtime.shutdown_background();
    code
}

/// Serves one client over `input` and `output`.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite, extractor: Extractor) -> ExitCode {
    let state = Arc::new(State::new(Workspace { extractor, is_indexed: true, ..Workspace::default() }));
    let (service, socket) = LspService::build(|client| Backend::new(client, Arc::clone(&state)))
        .custom_method("$/setTrace", Backend::set_trace)
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
        .finish();
    let socket = state.outgoing.over(socket);
    let trace = state.trace.clone();
    tokio::select! {
        () = converse(service, socket, trace, input, output) => {}
        () = state.lifecycle.client_gone() => {}
    }
    state.lifecycle.exit_code()
}

/// Lets `service` answer what comes in, until `exit` or the end of the input: any service, so that one with bugs in its
/// handlers can be tried in a process of its own.
pub async fn converse<S: LanguageServer>(
    service: LspService<S>,
    socket: outgoing::Socket,
    trace: Trace,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
) {
    let (pipe_in, pipe_out) = tokio::io::duplex(PIPE);
    let outgoing = socket.outgoing.clone();
    let server = Server::new(pipe_out, output, socket).concurrency_level(CONCURRENT_REQUESTS);
    let serving = server.serve(Guard::new(service, trace));
    let pumping = filter::pump(input, pipe_in);
    tokio::pin!(serving, pumping);
    let end = tokio::select! {
        end = &mut pumping => end,
        () = &mut serving => return,
    };
    // From here on tower-lsp takes no notification out, and so no mark.
    outgoing.close();
    // The filter has closed the pipe: what is under way is answered, then the service ends by itself.
    let grace = if end == End::Exit { GRACE_AFTER_EXIT } else { GRACE_AFTER_END };
    if tokio::time::timeout(grace, serving).await.is_err() {
        tracing::warn!("requests were still under way at the end");
    }
}

async fn accept(port: u16) -> io::Result<(impl AsyncRead + Unpin, impl AsyncWrite)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok(stream.into_split())
}

fn cannot_start(error: &io::Error) -> ExitCode {
    tracing::error!("the server cannot start: {error}");
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use serde_json::{Value, json};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
    use tower_lsp::Client;
    use tower_lsp::jsonrpc::Result;
    use tower_lsp::lsp_types::{Hover, HoverParams, InitializeParams, InitializeResult, MessageType};

    use super::outgoing::Outgoing;
    use super::*;

    /// Hovers in the first column take long; those in the second tell of themselves; others do nothing.
    struct Slow {
        client: Client,
        outgoing: Outgoing,
    }

    #[tower_lsp::async_trait]
    impl LanguageServer for Slow {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }

        async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
            match params.text_document_position_params.position.character {
                0 => work::off_thread(work::Lane::Thorough, || std::thread::sleep(Duration::from_secs(2)))
                    .await
                    .map(|()| None),
                1 => {
                    for part in 0..5 {
                        self.client.log_message(MessageType::INFO, part).await;
                    }
                    self.outgoing.settled(&self.client).await;
                    Ok(None)
                }
                _ => Ok(None),
            }
        }
    }

    struct Wire(DuplexStream);

    impl Wire {
        /// `room` bytes may be on the way in each direction.
        fn to_slow_server(room: usize) -> Wire {
            let (near, far) = tokio::io::duplex(room);
            let outgoing = Outgoing::default();
            let (service, socket) = LspService::new(|client| Slow { client, outgoing: outgoing.clone() });
            let (input, output) = tokio::io::split(far);
            let socket = outgoing.over(socket);
            tokio::spawn(converse(service, socket, Trace::default(), input, output));
            Wire(near)
        }

        async fn send(&mut self, id: i64, method: &str, params: Value) {
            let body = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string();
            let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
            self.0.write_all(frame.as_bytes()).await.unwrap();
        }

        async fn hover(&mut self, id: i64, column: u32) {
            let params = json!({"textDocument": {"uri": "file:///n.md"}, "position": {"line": 0, "character": column}});
            self.send(id, "textDocument/hover", params).await;
        }

        async fn receive(&mut self) -> Value {
            let mut header = Vec::new();
            while !header.ends_with(b"\r\n\r\n") {
                header.push(self.0.read_u8().await.unwrap());
            }
            let header = String::from_utf8(header).unwrap();
            let length = header.trim_end().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
            let mut body = vec![0; length];
            self.0.read_exact(&mut body).await.unwrap();
            serde_json::from_slice(&body).unwrap()
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn long_work_delays_nobody_and_is_given_up_when_cancelled() {
        let mut wire = Wire::to_slow_server(PIPE);
        wire.send(1, "initialize", json!({"capabilities": {}})).await;
        wire.receive().await;
        let begun = Instant::now();
        for id in 2..50 {
            wire.hover(id, 0).await;
        }
        wire.hover(50, 9).await;
        assert_eq!(wire.receive().await["id"], 50);
        for id in 2..50 {
            let body = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": id}}).to_string();
            wire.0.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
        }
        for _ in 2..50 {
            assert_eq!(wire.receive().await["error"]["code"], -32800);
        }
        assert!(begun.elapsed() < Duration::from_millis(1900), "{:?}", begun.elapsed());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_is_told_under_a_request_reaches_a_client_that_reads_slowly_before_the_answer() {
        let mut wire = Wire::to_slow_server(8);
        wire.send(1, "initialize", json!({"capabilities": {}})).await;
        wire.receive().await;
        for id in 2..40 {
            wire.hover(id, 1).await;
            for part in 0..5 {
                assert_eq!(wire.receive().await["params"]["message"], part.to_string());
            }
            assert_eq!(wire.receive().await["id"], id);
        }
    }
}
