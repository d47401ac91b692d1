//! An analyst at work: a folder, an open note with one altered quotation, and what must be so after any fault.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::client::{Client, edit};
use super::workspace::Workspace;

/// The article that every desk has.
pub const ARTICLE: &str = "---\nkey: brandt2021pier\ntitle: The pier that sank\nauthor: Ida Brandt\ndate: 2021-05-03\n---\n\n\
    Harbour master Petra Holm said the pier would “never carry another crane in her lifetime”. Nine berths stood empty.\n";

/// The note: its second quotation has a word that the article has not.
pub const NOTE: &str = "# First\n\nHolm said it would “never carry another crane in her lifetime” [@brandt2021pier].\n\n\
    # Second\n\nAnd that it would “never carry another ship in her lifetime” [@brandt2021pier].\n";

/// A server with an open note.
pub struct Desk {
    pub workspace: Workspace,
    pub client: Client,
    pub uri: String,
    version: i32,
    headings: Vec<String>,
}

impl Desk {
    /// A desk over these files, besides the article.
    pub fn with(files: &[(&str, &str)]) -> Desk {
        let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE)]);
        for (path, text) in files {
            workspace.write(path, text);
        }
        Desk::over(workspace)
    }

    /// A desk over a folder that holds the article.
    pub fn over(workspace: Workspace) -> Desk {
        let client = Client::over(&workspace, &json!({}));
        Desk::served(workspace, client)
    }

    /// A desk whose server runs already.
    pub fn served(workspace: Workspace, mut client: Client) -> Desk {
        let uri = workspace.uri("notes/brief.md");
        client.open(&uri, 1, NOTE);
        let headings = ["First", "Second"].map(str::to_string).to_vec();
        let mut desk = Desk { workspace, client, uri, version: 1, headings };
        desk.intact();
        desk
    }

    /// A change of the note.
    pub fn change(&mut self, changes: &Value) {
        self.version += 1;
        self.client.change(&self.uri, self.version, changes);
    }

    /// The server serves, nothing of the note is lost, what is typed arrives, and the check says what it said.
    #[track_caller]
    pub fn intact(&mut self) {
        let heading = format!("Typed {}", self.version);
        self.change(&json!([edit((u32::MAX, 0), (u32::MAX, 0), &format!("\n# {heading}\n"))]));
        self.headings.push(heading);
        assert_eq!(headings(&mut self.client, &self.uri), self.headings);
        let version = self.version;
        let published = self.client.diagnostics(&self.uri, |params| {
            params["version"] == version && params["diagnostics"].as_array().is_some_and(|found| !found.is_empty())
        });
        let found: Vec<&Value> = published["diagnostics"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(found, ["quote-altered"], "{published}");
        assert_eq!(published["diagnostics"][0]["range"]["start"]["line"], 6, "{published}");
    }

    /// All is as it should be, and the server ends as it should.
    #[track_caller]
    pub fn end(mut self) {
        self.intact();
        leave(&mut self.client);
    }
}

/// `shutdown` and `exit`.
#[track_caller]
pub fn leave(client: &mut Client) {
    assert_eq!(client.request("shutdown", &Value::Null), Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 0, "{}", client.log());
}

/// The headings of an open note, as the editor's outline shows them.
pub fn headings(client: &mut Client, uri: &str) -> Vec<String> {
    fn gather(symbols: &Value, names: &mut Vec<String>) {
        for symbol in symbols.as_array().into_iter().flatten() {
            // Heading levels are drawn as strings, quotations as other kinds.
            names.push(symbol["name"].as_str().unwrap().to_string());
            gather(&symbol["children"], names);
        }
    }
    let mut names = Vec::new();
    gather(&client.request("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}})), &mut names);
    names
}

/// The program over a folder, with its cache inside.
pub fn ibid(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(arguments).current_dir(root).env("XDG_CACHE_HOME", root.join(".cache")).stdin(Stdio::null());
    command
}

/// What a command printed on both streams; it must not have been killed.
#[track_caller]
pub fn printed(command: &mut Command) -> String {
    let output = finished(command);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The outcome of a command that ended by itself and without a panic.
#[track_caller]
pub fn finished(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code <= 2), "{command:?}: {:?} {complaint}", output.status);
    assert!(!complaint.contains("panicked"), "{complaint}");
    output
}

/// A tool that a test cannot do without; where it is missing, the test fails and says what to install.
#[track_caller]
pub fn tool(name: &str, package: &str) -> Command {
    let is_there = Command::new("which").arg(name).stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    assert!(is_there, "this test needs `{name}`: apt-get install {package}");
    Command::new(name)
}
