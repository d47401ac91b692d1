//! The threats to what an analyst keeps to himself: no network, no other program, nobody else's eyes on what is kept, no
//! words in logs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use super::client::Client;
use super::desk::{ARTICLE, Desk, NOTE, finished, ibid, leave, tool};
use super::workspace::Workspace;

fn folder() -> Workspace {
    let page = "<html><head><title>Nets</title><link rel=stylesheet href=http://evil.example/a.css></head><body>\
        <img src=http://evil.example/i.png><p>The cooperative has mended nets since 1961.</p></body></html>";
    Workspace::new(&[
        ("corpus/pier.md", ARTICLE),
        ("corpus/nets.html", page),
        ("corpus/broken.pdf", "%PDF-1.7\n1 0 obj\n<</Type/Catalog"),
        (
            "corpus/linked.md",
            "---\nurl: http://evil.example/article\n---\n\n![x](http://evil.example/x.png) Nine berths.\n",
        ),
        ("notes/brief.md", NOTE),
    ])
}

/// A session of an editor with everything in it, as a file to be read from standard input.
fn session(workspace: &Workspace) -> std::path::PathBuf {
    let uri = workspace.uri("notes/brief.md");
    let place = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 66}});
    let messages = [
        json!({"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": workspace.uri("")}}),
        json!({"method": "initialized", "params": {}}),
        json!({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": NOTE}}}),
        json!({"id": 2, "method": "textDocument/hover", "params": place}),
        json!({"id": 3, "method": "textDocument/completion", "params": place}),
        json!({"id": 4, "method": "shutdown"}),
        json!({"method": "exit"}),
    ];
    let mut bytes = String::new();
    for mut message in messages {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        bytes += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    }
    let path = workspace.path("session");
    fs::write(&path, bytes).unwrap();
    path
}

/// The system calls of these kinds that the program and all it starts make.
fn traced(workspace: &Workspace, calls: &str, arguments: &[&str], input: Option<&Path>) -> String {
    let root = workspace.path("");
    let log = root.join("trace");
    let mut command = tool("strace", "strace");
    command
        .args(["-f", "-qq", "-e", &format!("trace={calls}"), "-e", "signal=none", "-o"])
        .arg(&log)
        .arg(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(&root)
        .env("XDG_CACHE_HOME", root.join(".cache"))
        .stdin(input.map_or(Stdio::null(), |path| fs::File::open(path).unwrap().into()));
    finished(&mut command);
    fs::read_to_string(log).unwrap()
}

#[test]
fn threat_nothing_opens_a_socket() {
    let workspace = folder();
    let input = session(&workspace);
    let commands: [(&[&str], _); 4] = [
        (&["index"], None),
        (&["check", "--format", "json"], None),
        (&["inspect"], None),
        (&["--stdio"], Some(input.as_path())),
    ];
    for (arguments, input) in commands {
        let trace = traced(&workspace, "network", arguments, input);
        // A pair joins two threads of one program; it leads nowhere else.
        let opened: Vec<&str> = trace
            .lines()
            .filter(|line| !line.contains("socketpair(AF_UNIX") && !line.contains("+++"))
            .filter(|line| !is_of_a_pair(line))
            // A thread that the end of the program overtook before it made any call.
            .filter(|line| !line.contains("???("))
            .collect();
        assert!(opened.is_empty(), "{arguments:?}: {opened:#?}");
    }
    // The tracer would have seen one: the optional port.
    let root = workspace.path("");
    let log = root.join("trace");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = tool("strace", "strace")
        .args(["-f", "-qq", "-e", "trace=network", "-o"])
        .arg(&log)
        .args([env!("CARGO_BIN_EXE_ibid"), "--port", &port.to_string()])
        .env("XDG_CACHE_HOME", root.join(".cache"))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(std::time::Instant::now() < patience, "the server does not listen");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    server.wait().unwrap();
    let trace = fs::read_to_string(log).unwrap();
    assert!(trace.contains("inet_addr(\"127.0.0.1\")"), "{trace}");
    assert!(!trace.contains("0.0.0.0") && !trace.contains("connect("), "on this machine only: {trace}");
}

/// What is done with one end of such a pair by the runtime's signal handling: a byte through it.
fn is_of_a_pair(line: &str) -> bool {
    (line.contains("recvfrom(") || line.contains("sendto(")) && !line.contains("sa_family")
}

#[test]
fn threat_without_a_network_everything_is_the_same() {
    let workspace = folder();
    let root = workspace.path("");
    let commands: [&[&str]; 4] =
        [&["check", "--format", "json"], &["inspect", "--format", "json"], &["actors", "--format", "json"], &["bib"]];
    for arguments in commands {
        let with = finished(&mut ibid(&root, arguments));
        let mut command = tool("unshare", "util-linux");
        command.args(["--map-root-user", "--net"]).arg(env!("CARGO_BIN_EXE_ibid")).args(arguments);
        command.current_dir(&root).env("XDG_CACHE_HOME", root.join(".cache-without"));
        let without = finished(&mut command);
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(".cache-without", ".cache");
        assert!(!with.stdout.is_empty(), "{arguments:?}");
        assert_eq!(shown(&with.stdout), shown(&without.stdout), "{arguments:?}");
        assert_eq!(with.status.code(), without.status.code());
    }
    let mut command = tool("unshare", "util-linux");
    command.args(["--map-root-user", "--net"]).arg(env!("CARGO_BIN_EXE_ibid"));
    command.env("XDG_CACHE_HOME", root.join(".cache-without"));
    let mut client = Client::spawn(command);
    client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
    client.notify("initialized", &json!({}));
    Desk::served(workspace, client).end();
}

#[test]
fn threat_a_workspace_chooses_no_program() {
    let workspace = folder();
    let evil = "#!/bin/sh\ntouch \"$(dirname \"$0\")/../was-run\"\n";
    for name in ["pdftotext", "mutool", "git", "ibid", "sh", "extract-pdf", "pandoc"] {
        workspace.write(&format!("bin/{name}"), evil);
        fs::set_permissions(workspace.path(&format!("bin/{name}")), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let program = workspace.path("bin/ibid").display().to_string();
    workspace.write("ibid.toml", &format!("[corpus]\npaths = [\"corpus\"]\n\n[server]\npath = \"{program}\"\ncommand = \"{program}\"\n\n[extractor]\nprogram = \"{program}\"\n"));
    workspace.write(".vscode/settings.json", &format!("{{\"ibid.server.path\": \"{program}\"}}"));
    workspace.write(".env", &format!("PATH={}\n", workspace.path("bin").display()));
    let input = session(&workspace);
    let commands: [(&[&str], _); 3] = [(&["index"], None), (&["check"], None), (&["--stdio"], Some(input.as_path()))];
    for (arguments, input) in commands {
        let trace = traced(&workspace, "execve,execveat", arguments, input);
        let own = env!("CARGO_BIN_EXE_ibid");
        let others: Vec<&str> =
            trace.lines().filter(|line| line.contains("exec") && !line.contains(&format!("\"{own}\""))).collect();
        assert!(others.is_empty(), "only ibid itself is started: {others:#?}");
    }
    assert!(!workspace.path("was-run").exists());
    let manifest: serde_json::Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).unwrap();
    let settings = manifest["contributes"]["configuration"].to_string();
    assert!(settings.contains("ibid.server.path"));
    let properties = &manifest["contributes"]["configuration"]["properties"];
    let path = properties
        .get("ibid.server.path")
        .or_else(|| manifest["contributes"]["configuration"][0]["properties"].get("ibid.server.path"));
    assert_eq!(path.unwrap()["scope"], "machine");
    assert_eq!(manifest["capabilities"]["untrustedWorkspaces"]["supported"], "limited");
}

#[test]
fn threat_what_is_kept_is_the_users_alone() {
    let workspace = folder();
    let root = workspace.path("");
    let mut command = Command::new("sh");
    // However open the user's own files are.
    command.args(["-c", "umask 000; for c in index check 'inspect --format json'; do \"$0\" $c; done"]);
    command.arg(env!("CARGO_BIN_EXE_ibid")).current_dir(&root).env("XDG_CACHE_HOME", root.join(".cache"));
    finished(&mut command);
    let cache = root.join(".cache/ibid");
    let mut folders = vec![cache.clone()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
                assert!(mode == 0o600 || mode == 0o400, "{}: {mode:o}", entry.path().display());
            }
            seen += 1;
        }
    }
    assert!(seen > 5, "something is kept");
    // A folder that was there before, and open, is closed.
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o755)).unwrap();
    finished(&mut ibid(&root, &["index"]));
    assert_eq!(fs::metadata(&cache).unwrap().permissions().mode() & 0o777, 0o700, "closed again");
}

#[test]
fn threat_logs_hold_no_words_of_notes_and_articles() {
    let workspace = folder();
    let mut command = ibid(&workspace.path(""), &["--stdio"]);
    command.env("IBID_LOG", "trace");
    let mut client = Client::spawn(command);
    client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
    client.notify("initialized", &json!({}));
    let mut desk = Desk::served(workspace, client);
    let uri = desk.uri.clone();
    for column in (0..70).step_by(7) {
        desk.client.ask("textDocument/hover", &uri, 2, column);
        desk.client.ask("textDocument/completion", &uri, 2, column);
    }
    desk.intact();
    let log = desk.client.log();
    assert!(!log.is_empty());
    for words in ["another crane", "another ship", "Nine berths", "Petra Holm", "cooperative has mended"] {
        if let Some(line) = log.lines().find(|line| line.contains(words)) {
            panic!("{line}");
        }
    }
    leave(&mut desk.client);
}

#[test]
fn threat_patterns_of_the_workspace_take_no_endless_time() {
    // Patterns of files are the only ones a workspace may write; no expression that goes back is in the program.
    let pattern = format!("{}b", "*a".repeat(200));
    let desk = Desk::with(&[
        (
            "ibid.toml",
            &format!(
                "[corpus]\npaths = [\"corpus\"]\n\n[notes]\nexclude = [\"{pattern}\", \"{}x\"]\n",
                "{a,".repeat(40)
            ),
        ),
        (&format!("notes/{}.md", "a".repeat(200)), NOTE),
    ]);
    let Desk { mut client, workspace, .. } = desk;
    finished(&mut ibid(&workspace.path(""), &["check"]));
    leave(&mut client);
    let lock = include_str!("../../Cargo.lock");
    for name in ["fancy-regex", "pcre2", "onig", "reqwest", "hyper", "ureq", "curl", "rustls", "native-tls", "openssl"]
    {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name} is in the tree");
    }
}
