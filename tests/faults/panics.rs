//! Fault 1: handlers that panic, under the loop that serves and in a process of its own. ibid's own handlers are not known
//! to panic, so the process is this very program, with a service whose handlers do.

use std::process::Command;

use serde_json::{Value, json};
use tokio::net::unix::pipe;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverParams, InitializeParams, InitializeResult};
use tower_lsp::{LanguageServer, LspService};

use super::client::{Client, place};
use super::desk::leave;
use ibid::server::converse;
use ibid::server::outgoing::Outgoing;
use ibid::server::trace::Trace;
use ibid::server::work::{self, Lane};

/// Says that this program was started as the server of the test.
const SERVES: &str = "IBID_TEST_SERVES";

/// The protocol's number for an internal error.
const INTERNAL_ERROR: i64 = -32603;

/// Hovers fail in every way that a bug could; the column says how.
struct Faulty;

#[tower_lsp::async_trait]
impl LanguageServer for Faulty {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        match params.text_document_position_params.position.character {
            0 => panic!("before the first await"),
            1 => work::off_thread(Lane::Quick, || panic!("beside the serving threads")).await,
            2 => work::off_thread(Lane::Thorough, || Vec::new().pop().unwrap()).await.map(|_: i32| None),
            _ => Ok(None),
        }
    }
}

/// The server, where this program is one; its third handle is the protocol's, since the first two are the test's.
#[test]
fn serves_where_it_is_asked_to() {
    if std::env::var_os(SERVES).is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let output = pipe::OpenOptions::new().open_sender("/proc/self/fd/3").unwrap();
        let (service, socket) = LspService::new(|_| Faulty);
        let socket = Outgoing::default().over(socket);
        converse(service, socket, Trace::default(), tokio::io::stdin(), output).await;
    });
    std::process::exit(0);
}

#[test]
fn fault_01_handlers_that_panic_in_a_running_process_cost_their_own_requests() {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" 3>&1 1>&2"]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "panics::serves_where_it_is_asked_to", "--nocapture"]).env(SERVES, "1");
    let mut client = Client::spawn(command);
    client.request("initialize", &json!({"capabilities": {}}));
    for round in 0..60 {
        let refused = client.refused("textDocument/hover", &place("file:///n.md", 0, round % 3));
        assert_eq!(refused, INTERNAL_ERROR);
        assert_eq!(client.ask("textDocument/hover", "file:///n.md", 0, 9), Value::Null, "it goes on");
    }
    assert!(client.log().contains("before the first await"), "it did panic: {}", client.log());
    leave(&mut client);
}
