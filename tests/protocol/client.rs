//! A strict client: it answers what the server may ask, and any message that nobody expected fails the test.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::workspace::Workspace;

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server and the client's end of its streams.
pub struct Client {
    process: Child,
    /// Gone with this value, where it is the server's own.
    _cache: Option<TempDir>,
    input: Option<ChildStdin>,
    inbox: Receiver<Value>,
    log: Arc<Mutex<String>>,
    next_id: i64,
    /// Replies that nobody has asked for yet.
    replies: Vec<Value>,
    /// Notifications other than diagnostics that nobody has asked for yet.
    notifications: VecDeque<Value>,
    /// The newest diagnostics of every document, and whether they have been looked at.
    published: BTreeMap<String, (Value, bool)>,
    /// What the server has asked to be registered.
    pub registered: Vec<String>,
    /// What the server has asked to be fetched again.
    pub refreshed: Vec<String>,
    /// What the analyst has set under `ibid`.
    pub settings: Value,
    /// A method that it answers with an error.
    pub refuses: Option<&'static str>,
}

/// A reply: the result or the error.
pub type Reply = Result<Value, Value>;

impl Client {
    /// Starts the server with these arguments and a cache of its own; nothing is sent yet.
    pub fn start(arguments: &[&str]) -> Client {
        let cache = TempDir::new().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(arguments).env("IBID_LOG", "info").env("XDG_CACHE_HOME", cache.path());
        let mut client = Client::spawn(command);
        client._cache = Some(cache);
        client
    }

    /// Starts the server by this command, which says where its cache is.
    pub fn spawn(mut command: Command) -> Client {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, inbox) = channel();
        let output = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || read_messages(output, |message| sender.send(message).is_ok()));
        let log = Arc::new(Mutex::new(String::new()));
        let (mut errors, sink) = (process.stderr.take().unwrap(), Arc::clone(&log));
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = errors.read(&mut chunk) {
                sink.lock().unwrap().push_str(&String::from_utf8_lossy(&chunk[..length]));
            }
        });
        let input = process.stdin.take();
        Client {
            process,
            _cache: None,
            input,
            inbox,
            log,
            next_id: 1,
            replies: Vec::new(),
            notifications: VecDeque::new(),
            published: BTreeMap::new(),
            registered: Vec::new(),
            refreshed: Vec::new(),
            settings: Value::Null,
            refuses: None,
        }
    }

    /// A server that is initialised over no folder, for a client that declares nothing.
    pub fn ready() -> Client {
        Client::initialised(&json!({"capabilities": {}, "rootUri": null}))
    }

    /// A server over `workspace`, for a client with these capabilities. The corpus may still be being read.
    pub fn over(workspace: &Workspace, capabilities: &Value) -> Client {
        Client::initialised(&json!({"capabilities": capabilities, "rootUri": workspace.uri("")}))
    }

    /// A server initialised with these parameters.
    pub fn initialised(params: &Value) -> Client {
        let mut client = Client::start(&["--stdio"]);
        client.request("initialize", params);
        client.notify("initialized", &json!({}));
        client
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    /// Sends a frame around `body`.
    pub fn frame(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.raw(&frame);
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        self.frame(message.to_string().as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id, to be handed to [`Client::reply`].
    pub fn send_request(&mut self, method: &str, params: &Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The reply to the request with this id.
    pub fn reply(&mut self, id: impl Into<Value>) -> Reply {
        let id = id.into();
        let reply = self.wait_for(&format!("the reply to {id}"), |client| {
            let at = client.replies.iter().position(|reply| reply["id"] == id)?;
            Some(client.replies.remove(at))
        });
        match reply.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(reply["result"].clone()),
        }
    }

    /// Sends a request and returns its result; an error fails the test.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.send_request(method, params);
        self.reply(id).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The code of the error reply to the request with this id.
    pub fn refusal(&mut self, id: impl Into<Value>) -> i64 {
        self.reply(id).expect_err("a refusal")["code"].as_i64().unwrap()
    }

    /// What the error reply to the request with this id says.
    pub fn refusal_message(&mut self, id: impl Into<Value>) -> String {
        self.reply(id).expect_err("a refusal")["message"].as_str().unwrap().to_string()
    }

    /// Sends a request that must be refused, and returns the error's code.
    pub fn refused(&mut self, method: &str, params: &Value) -> i64 {
        let id = self.send_request(method, params);
        self.refusal(id)
    }

    /// The parameters of the next notification of this method.
    pub fn expect_notification(&mut self, method: &str) -> Value {
        self.wait_for(&format!("the notification {method}"), |client| {
            let at = client.notifications.iter().position(|message| message["method"] == method)?;
            Some(client.notifications.remove(at)?["params"].clone())
        })
    }

    /// The notifications so far that `wanted` wants.
    pub fn taken(&mut self, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let (taken, left) = self.notifications.drain(..).partition(wanted);
        self.notifications = left;
        Vec::from(taken)
    }

    /// Waits until the progress of this token is said to have ended, and forgets what was said of it.
    pub fn ended(&mut self, token: &str) {
        let of_token = |message: &Value| message["method"] == "$/progress" && message["params"]["token"] == token;
        self.wait_for(&format!("the end of {token}"), |client| {
            let is_end = |message: &&Value| of_token(message) && message["params"]["value"]["kind"] == "end";
            client.notifications.iter().any(|message| is_end(&message)).then_some(())
        });
        self.taken(of_token);
    }

    /// How many replies have come that were not asked for yet.
    pub fn unclaimed(&self) -> usize {
        self.replies.len()
    }

    /// The server's own cache folder.
    pub fn cache(&self) -> &std::path::Path {
        self._cache.as_ref().expect("a cache of its own").path()
    }

    /// Waits until the newest diagnostics of a document are as `expected` says, and returns their parameters.
    pub fn diagnostics(&mut self, uri: &str, expected: impl Fn(&Value) -> bool) -> Value {
        self.wait_for(&format!("diagnostics of {uri}"), |client| {
            let (params, seen) = client.published.get_mut(uri)?;
            *seen = true;
            expected(params).then(|| params.clone())
        })
    }

    /// Waits for diagnostics of a document that nobody has looked at yet, and returns their parameters.
    pub fn next_diagnostics(&mut self, uri: &str) -> Value {
        self.wait_for(&format!("more diagnostics of {uri}"), |client| {
            let (params, seen) = client.published.get_mut(uri)?;
            (!std::mem::replace(seen, true)).then(|| params.clone())
        })
    }

    /// Opens a document as Markdown.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    /// Sends changes of a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", &params);
    }

    /// Asks about a place in a document.
    pub fn ask(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        self.request(method, &place(uri, line, character))
    }

    /// Closes the input, as a client that goes away does.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Kills the server as nothing else can be killed.
    #[allow(dead_code, reason = "for tests/faults.rs")]
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Sends the server a signal, by its name without `SIG`.
    #[allow(dead_code, reason = "only the faults send signals")]
    pub fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Everything on standard error so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits for the process to end, and returns its exit code.
    pub fn exit_code(&mut self) -> i32 {
        let patience = Instant::now() + PATIENCE;
        while Instant::now() < patience {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code().expect("an exit code, and not a signal");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("the server does not end\n{}", self.log());
    }

    /// The end as the protocol has it; fails where a message came that nobody expected.
    pub fn finish(mut self) {
        let id = self.send_request("shutdown", &Value::Null);
        assert_eq!(self.reply(id), Ok(Value::Null));
        self.notify("exit", &Value::Null);
        assert_eq!(self.exit_code(), 0);
        while let Ok(message) = self.inbox.recv() {
            self.sort(message);
        }
        assert!(self.replies.is_empty(), "replies to nothing: {:?}", self.replies);
        assert!(self.notifications.is_empty(), "unexpected: {:?}", self.notifications);
        for (uri, (params, seen)) in &self.published {
            let silent = params["diagnostics"].as_array().is_some_and(Vec::is_empty);
            assert!(*seen || silent, "unexpected diagnostics of {uri}: {params}");
        }
    }

    /// Waits until the server has asked for this to be registered.
    pub fn registration(&mut self, method: &str) {
        self.wait_for(method, |client| client.registered.iter().any(|known| known == method).then_some(()));
    }

    /// Waits until the log says this; what the server writes there arrives beside its answers.
    pub fn logged(&mut self, words: &str) -> String {
        let patience = Instant::now() + PATIENCE;
        loop {
            let log = self.log();
            if log.contains(words) {
                return log;
            }
            assert!(Instant::now() < patience, "the log never says {words}: {log}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the server asks for this to be fetched again.
    pub fn refresh(&mut self, method: &str) {
        self.wait_for(method, |client| {
            let at = client.refreshed.iter().position(|asked| asked == method)?;
            client.refreshed.remove(at);
            Some(())
        });
    }

    fn wait_for<T>(&mut self, what: &str, mut found: impl FnMut(&mut Client) -> Option<T>) -> T {
        let patience = Instant::now() + PATIENCE;
        loop {
            while let Ok(message) = self.inbox.try_recv() {
                self.sort(message);
            }
            if let Some(value) = found(self) {
                return value;
            }
            match self.inbox.recv_timeout(patience.saturating_duration_since(Instant::now())) {
                Ok(message) => self.sort(message),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited in vain for {what}\n{:?}\n{}", self.published, self.log())
                }
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what}\n{}", self.log()),
            }
        }
    }

    fn sort(&mut self, message: Value) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        match (message["method"].as_str().map(str::to_string), message.get("id").cloned()) {
            (Some(method), Some(id)) => self.answer(&method, &id, &message["params"]),
            (Some(method), None) if method == "textDocument/publishDiagnostics" => {
                let uri = message["params"]["uri"].as_str().unwrap().to_string();
                self.published.insert(uri, (message["params"].clone(), false));
            }
            (Some(_), None) => self.notifications.push_back(message),
            (None, Some(_)) => self.replies.push(message),
            (None, None) => panic!("neither request nor reply: {message}"),
        }
    }

    /// Answers a request of the server's as an obliging client does; any other fails the test.
    fn answer(&mut self, method: &str, id: &Value, params: &Value) {
        if self.refuses == Some(method) {
            self.send(&json!({"jsonrpc": "2.0", "id": id, "error": {"code": -32601, "message": "no"}}));
            return;
        }
        match method {
            "client/registerCapability" => {
                let registrations = params["registrations"].as_array().unwrap();
                self.registered.extend(registrations.iter().map(|one| one["method"].as_str().unwrap().to_string()));
            }
            "window/workDoneProgress/create" => {}
            "workspace/configuration" => {
                let settings = vec![self.settings.clone(); params["items"].as_array().unwrap().len()];
                self.send(&json!({"jsonrpc": "2.0", "id": id, "result": settings}));
                return;
            }
            method if method.starts_with("workspace/") && method.ends_with("/refresh") => {
                self.refreshed.push(method.to_string());
            }
            other => panic!("the server asks for {other}: {params}"),
        }
        if self.input.is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": id, "result": null}));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Already ended where the test went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The parameters of a request about a place.
pub fn place(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

/// A change of a range.
pub fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> Value {
    let position = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"range": {"start": position(start), "end": position(end)}, "text": text})
}

/// Reads frames until the stream ends or `take` wants no more. Anything else on the stream fails the test.
fn read_messages(mut stream: impl BufRead, take: impl Fn(Value) -> bool) {
    loop {
        let mut header = String::new();
        match stream.read_line(&mut header) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let length = header.strip_prefix("Content-Length: ").and_then(|value| value.trim_end().parse().ok());
        let mut body = vec![0; length.unwrap_or_else(|| panic!("not the protocol: {header:?}"))];
        let mut blank = String::new();
        stream.read_line(&mut blank).unwrap();
        assert_eq!(blank, "\r\n");
        if stream.read_exact(&mut body).is_err() || !take(serde_json::from_slice(&body).unwrap()) {
            return;
        }
    }
}
