//! The editor's end of the protocol: it answers what it is asked, and keeps what matters of the rest.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

/// The codes of "cancelled by the client" and "overtaken by a change".
const CANCELLATIONS: [i64; 2] = [-32800, -32801];

pub struct Client {
    process: Child,
    input: ChildStdin,
    inbox: Receiver<Value>,
    next_id: i64,
    /// Requests without a reply: what was asked, and when.
    asked: HashMap<i64, (&'static str, Instant)>,
    /// The newest diagnostics of every document.
    pub published: BTreeMap<String, Value>,
    /// How often the server has said that the corpus is read.
    pub reads: usize,
    /// Error replies that are no cancellations, and messages of the server that something failed.
    pub errors: Vec<String>,
    /// How long replies took.
    took: Vec<Duration>,
    /// The same by method: how many, in all, and the longest.
    by_method: BTreeMap<&'static str, (u32, Duration, Duration)>,
    cancelled: usize,
}

impl Client {
    /// Starts the server over `root`.
    pub fn start(mut command: Command, root: &Path) -> Client {
        let command = command.env("IBID_LOG", "error").arg("--stdio").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the server starts");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (sender, inbox) = channel();
        std::thread::spawn(move || while read(&mut output).is_some_and(|message| sender.send(message).is_ok()) {});
        let input = process.stdin.take().expect("a pipe");
        let mut client = Client {
            process,
            input,
            inbox,
            next_id: 1,
            asked: HashMap::new(),
            published: BTreeMap::new(),
            reads: 0,
            errors: Vec::new(),
            took: Vec::new(),
            by_method: BTreeMap::new(),
            cancelled: 0,
        };
        let text = json!({
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "declaration": {}, "typeDefinition": {}, "documentHighlight": {}, "documentLink": {}, "codeLens": {},
            "inlayHint": {}, "semanticTokens": {"requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": []},
            "rename": {"prepareSupport": true},
        });
        // What VS Code repeats.
        let stale = json!({"cancel": true, "retryOnContentModified": ["textDocument/semanticTokens/full",
            "textDocument/semanticTokens/range", "textDocument/semanticTokens/full/delta"]});
        // In UTF-32 columns are those of `ibid check`.
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-32"], "staleRequestSupport": stale},
            "textDocument": text,
            "workspace": {"symbol": {}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
        });
        let options = json!({"statusNotification": true, "inlayHints": {"names": true, "keys": true}, "codeLens": {"verdicts": true}});
        let params = json!({"capabilities": capabilities, "rootUri": uri(root), "initializationOptions": options});
        client.request("initialize", &params);
        client.until(Duration::from_secs(20), |client| client.waiting() == 0);
        client.notify("initialized", &json!({}));
        client
    }

    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    pub fn waiting(&self) -> usize {
        self.asked.len()
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub fn request(&mut self, method: &'static str, params: &Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.asked.insert(id, (method, Instant::now()));
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let sent = write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| self.input.flush());
        if let Err(error) = sent {
            self.errors.push(format!("the server takes nothing in: {error}"));
        }
    }

    /// Takes in what has come.
    pub fn take_in(&mut self) {
        while let Ok(message) = self.inbox.try_recv() {
            self.sort(message);
        }
    }

    /// Waits until `done`; whether it came so far.
    pub fn until(&mut self, patience: Duration, done: impl Fn(&Client) -> bool) -> bool {
        let end = Instant::now() + patience;
        loop {
            self.take_in();
            if done(self) {
                return true;
            }
            let Ok(message) = self.inbox.recv_timeout(end.saturating_duration_since(Instant::now())) else {
                return false;
            };
            self.sort(message);
        }
    }

    fn sort(&mut self, mut message: Value) {
        let params = message["params"].take();
        match (message["method"].as_str(), message.get("id")) {
            (Some(_), Some(_)) => {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            (Some("textDocument/publishDiagnostics"), None) => {
                let uri = params["uri"].as_str().unwrap_or_default().to_string();
                self.published.insert(uri, params);
            }
            (Some("ibid/status"), None) => {
                self.reads += usize::from(params["indexing"] == false && params["articles"] != 0);
            }
            (Some(_), None) => {}
            (None, _) => self.reply(&message),
        }
    }

    fn reply(&mut self, message: &Value) {
        let known = message["id"].as_i64().and_then(|id| self.asked.remove(&id));
        let Some((method, since)) = known else {
            self.errors.push(format!("a reply to nothing: {message}"));
            return;
        };
        match message["error"]["code"].as_i64() {
            None => {
                let took = since.elapsed();
                self.took.push(took);
                let (count, sum, longest) = self.by_method.entry(method).or_default();
                (*count, *sum, *longest) = (*count + 1, *sum + took, took.max(*longest));
            }
            Some(code) if CANCELLATIONS.contains(&code) => self.cancelled += 1,
            Some(_) => self.errors.push(format!("{method}: {}", message["error"])),
        }
    }

    pub fn summary(&mut self) -> String {
        self.took.sort_unstable();
        for (method, (count, sum, longest)) in &self.by_method {
            let (mean, longest) = (sum.as_secs_f64() * 1000.0 / f64::from(*count), longest.as_secs_f64() * 1000.0);
            println!("{method:<36} {count:>6} replies, mean {mean:>7.1} ms, longest {longest:>7.0} ms");
        }
        let at = |part: f64| {
            let index = (self.took.len() as f64 * part) as usize;
            self.took.get(index.min(self.took.len().saturating_sub(1))).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
        };
        format!(
            "{} replies (median {:.1} ms, 99th percentile {:.0} ms), {} cancelled, {} errors; the corpus was read {} times",
            self.took.len(),
            at(0.5),
            at(0.99),
            self.cancelled,
            self.errors.len(),
            self.reads
        )
    }

    /// Ends the server.
    pub fn finish(mut self) {
        self.request("shutdown", &Value::Null);
        self.until(Duration::from_secs(10), |client| client.waiting() == 0);
        self.notify("exit", &Value::Null);
        std::thread::sleep(Duration::from_secs(1));
        // Ended already where all went well.
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
        match line.strip_prefix("Content-Length: ") {
            Some(value) => length = value.trim_end().parse().ok()?,
            None if line == "\r\n" => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
