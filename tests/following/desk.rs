//! What all these tests need: a folder with a cache that several programs share.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::Client;
use super::workspace::Workspace;

/// How long anything is waited for, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(20);

/// A note with a name, a quotation and a citation.
pub const NOTE: &str = "Dvorský said “We never agreed to the port fee” [@fee].\n";

/// Where they stand in it.
pub const NAME: u32 = 3;
pub const QUOTATION: u32 = 20;
pub const CITATION: u32 = 50;

/// The article that it cites, under this title.
pub fn article(title: &str) -> String {
    format!(
        "---\nkey: fee\ntitle: {title}\n---\n\n“We never agreed to the port fee,” Petr Dvorský told reporters on Thursday.\n"
    )
}

/// A client that tells of changed files.
pub fn telling() -> Value {
    json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}})
}

/// The program at `root` of the workspace, with its cache at `cache` in it.
pub fn ibid(root: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(root).args(arguments).env("XDG_CACHE_HOME", cache).env("IBID_LOG", "info");
    command.stdin(Stdio::null());
    command
}

/// What a command prints as JSON.
#[track_caller]
pub fn printed(mut command: Command) -> Value {
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// A server at `root` of the workspace.
pub fn editor(workspace: &Workspace, root: &str, cache: &Path, capabilities: &Value) -> Client {
    let mut client = Client::spawn(ibid(&workspace.path(root), cache, &["--stdio"]));
    let options = json!({"statusNotification": true});
    client.request(
        "initialize",
        &json!({"capabilities": capabilities, "rootUri": workspace.uri(root), "initializationOptions": options}),
    );
    client.notify("initialized", &json!({}));
    client
}

/// Tells of files that have changed (2), come (1) or gone (3).
pub fn tell(client: &mut Client, kind: u32, uris: &[String]) {
    let changes: Vec<Value> = uris.iter().map(|uri| json!({"uri": uri, "type": kind})).collect();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
}

/// What is shown of a place in the first line of a note.
pub fn hover(client: &mut Client, uri: &str, character: u32) -> String {
    client.ask("textDocument/hover", uri, 0, character)["contents"]["value"].as_str().unwrap_or_default().to_string()
}

/// How long it takes until the hover of a citation says this.
#[track_caller]
pub fn until_cited_as(client: &mut Client, uri: &str, words: &str) -> Duration {
    let begun = Instant::now();
    loop {
        let shown = hover(client, uri, CITATION);
        if shown.contains(words) {
            return begun.elapsed();
        }
        assert!(begun.elapsed() < PATIENCE, "{words} is never shown: {shown}\n{}", client.log());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Waits until `so` is.
#[track_caller]
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until the articles are read, and as many files unreadable as said.
#[track_caller]
pub fn until_read(client: &mut Client, unreadable: u64) {
    loop {
        let status = client.expect_notification("ibid/status");
        if status["indexing"] == false && status["unreadable"] == unreadable {
            return;
        }
    }
}

/// Where the index of the workspace at `root` lies.
pub fn index_folder(root: &Path, cache: &Path) -> PathBuf {
    let summary = printed(ibid(root, cache, &["index", "--format", "json"]));
    PathBuf::from(summary["folder"].as_str().unwrap())
}

/// `shutdown` and `exit`.
#[track_caller]
pub fn leave(client: &mut Client) {
    assert_eq!(client.request("shutdown", &Value::Null), Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 0, "{}", client.log());
}
