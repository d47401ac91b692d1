//! An editor that asks one thing at a time and looks at the clock.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

/// No answer takes so long.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Client {
    process: Child,
    input: ChildStdin,
    inbox: Receiver<(Instant, Value)>,
    next_id: i64,
    version: i64,
    /// Notifications that came while something else was waited for.
    kept: Vec<(Instant, Value)>,
}

impl Client {
    /// Starts a server and initializes it over `root`.
    pub fn start(mut command: Command, root: &Path) -> Client {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let input = process.stdin.take().expect("a pipe");
        let (sender, inbox) = channel();
        std::thread::spawn(move || {
            while read(&mut output).is_some_and(|message| sender.send((Instant::now(), message)).is_ok()) {}
        });
        let mut client = Client { process, input, inbox, next_id: 0, version: 1, kept: Vec::new() };
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "publishDiagnostics": {"versionSupport": true},
            },
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
        });
        let folder = json!({"uri": uri(root), "name": "corpus"});
        client.ask(
            "initialize",
            &json!({"processId": null, "capabilities": capabilities, "rootUri": uri(root), "workspaceFolders": [folder]}),
        );
        client.tell("initialized", &json!({}));
        client
    }

    /// The reply to a request, and how long it took.
    pub fn ask(&mut self, method: &str, params: &Value) -> (Value, Duration) {
        self.next_id += 1;
        let id = self.next_id;
        let begun = Instant::now();
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let (at, mut reply) = self.next(|message| message["id"] == id && message.get("method").is_none());
        assert!(reply.get("error").is_none(), "{method}: {}", reply["error"]);
        (reply["result"].take(), at.duration_since(begun))
    }

    /// A request whose results come in parts: how many there were in the end, when so many of them were there, and when
    /// all.
    pub fn ask_in_parts(&mut self, method: &str, params: &Value, many: usize) -> (usize, Duration, Duration) {
        self.next_id += 1;
        let id = self.next_id;
        let mut params = params.clone();
        params["partialResultToken"] = json!(format!("parts-{id}"));
        let token = params["partialResultToken"].clone();
        let begun = Instant::now();
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let (mut count, mut first) = (0, None);
        loop {
            let is_end = |message: &Value| message["id"] == id && message.get("method").is_none();
            let (at, message) = self.next(|message| is_end(message) || message["params"]["token"] == token);
            count += message["params"]["value"].as_array().or(message["result"].as_array()).map_or(0, Vec::len);
            if count >= many || is_end(&message) {
                first.get_or_insert(at.duration_since(begun));
            }
            if is_end(&message) {
                return (count, first.unwrap_or_default(), at.duration_since(begun));
            }
        }
    }

    pub fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub fn open(&mut self, note: &Path, text: &str) {
        self.version = 1;
        let document = json!({"uri": uri(note), "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", &json!({"textDocument": document}));
    }

    /// Types `text` at a line and character, and waits for the diagnostics of that edition.
    pub fn change(&mut self, note: &Path, line: usize, character: usize, text: &str) -> Duration {
        self.version += 1;
        let version = self.version;
        let place = json!({"line": line, "character": character});
        let change = json!({"range": {"start": place, "end": place}, "text": text});
        let begun = Instant::now();
        let document = json!({"uri": uri(note), "version": version});
        self.tell("textDocument/didChange", &json!({"textDocument": document, "contentChanges": [change]}));
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == version
        };
        self.next(is_it).0.duration_since(begun)
    }

    /// Waits for the first diagnostics that hold anything.
    pub fn first_diagnostics(&mut self) {
        self.next(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["diagnostics"].as_array().is_some_and(|all| !all.is_empty())
        });
    }

    /// Anonymous and all resident memory, in MB (Linux).
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|figure| figure.parse::<u64>().ok()).unwrap_or(0) / 1_000
        };
        (of("RssAnon"), of("VmRSS"))
    }

    pub fn finish(mut self) {
        self.ask("shutdown", &Value::Null);
        self.tell("exit", &Value::Null);
        let _ = self.process.wait();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server takes it in");
        self.input.flush().expect("the server takes it in");
    }

    /// The next message that is the one waited for. What the server asks is answered with nothing.
    fn next(&mut self, is_it: impl Fn(&Value) -> bool) -> (Instant, Value) {
        if let Some(at) = self.kept.iter().position(|(_, message)| is_it(message)) {
            return self.kept.remove(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let (at, message) = match self.inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(come) => come,
                Err(RecvTimeoutError::Timeout) => panic!("no answer in {} s", PATIENCE.as_secs()),
                Err(RecvTimeoutError::Disconnected) => panic!("the server has ended"),
            };
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            } else if is_it(&message) {
                return (at, message);
            } else if message["method"] == "textDocument/publishDiagnostics" {
                self.kept.push((at, message));
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn uri(path: &Path) -> String {
    Url::from_file_path(path).expect("an absolute path").to_string()
}

fn read(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok().filter(|&read| read > 0)?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
