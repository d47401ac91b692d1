//! From `initialize` to `exit`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::{Client, place};

#[test]
fn requests_before_initialize_are_refused() {
    let mut client = Client::start(&["--stdio"]);
    assert_eq!(client.refused("textDocument/hover", &place("file:///n.md", 0, 0)), -32002);
    assert_eq!(client.refused("shutdown", &Value::Null), -32002);
    client.notify("textDocument/didChange", &json!({}));
    client.request("initialize", &json!({"capabilities": {}}));
    client.finish();
}

#[test]
fn words_of_a_protocol_to_come_cost_a_client_nothing() {
    let declared = json!({"future": [7], "general": {"positionEncodings": ["utf-64", "utf-8"]}, "window": true,
        "workspace": {"workspaceEdit": {"resourceOperations": ["create", "copy"], "failureHandling": "other"}},
        "textDocument": {"hover": {"contentFormat": ["html", "markdown"]}, "codeAction": true,
            "foldingRange": {"foldingRangeKind": {"valueSet": ["function", "comment"]}}, "semanticTokens": {}}});
    let mut client = Client::start(&["--stdio"]);
    let offered = client.request(
        "initialize",
        &json!({"capabilities": declared, "rootUri": "", "processId": -1, "trace": "compact", "clientInfo": "me"}),
    );
    assert_eq!(offered["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(offered["capabilities"]["foldingRangeProvider"], true);
    assert_eq!(client.refused("$/new", &json!({})), -32601);
    client.notify("$/new", &json!({}));
    client.finish();
}

#[test]
fn requests_after_shutdown_are_refused() {
    let mut client = Client::ready();
    client.request("shutdown", &Value::Null);
    assert_eq!(client.refused("textDocument/hover", &place("file:///n.md", 0, 0)), -32600);
    assert_eq!(client.refused("shutdown", &Value::Null), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn a_second_initialize_is_refused() {
    let mut client = Client::ready();
    assert_eq!(client.refused("initialize", &json!({"capabilities": {}})), -32600);
    client.finish();
}

#[test]
fn exit_with_the_input_still_open_ends_the_server_at_once() {
    let mut client = Client::ready();
    client.request("shutdown", &Value::Null);
    let begun = std::time::Instant::now();
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 0);
    assert!(begun.elapsed().as_millis() < 1000, "{:?}", begun.elapsed());
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::ready();
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::start(&[]);
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn shutdown_and_exit_in_one_breath_are_both_answered_to() {
    let mut client = Client::ready();
    let shutdown = r#"{"jsonrpc":"2.0","id":"s","method":"shutdown"}"#;
    let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    let frames = [shutdown, exit].map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).concat();
    client.raw(frames.as_bytes());
    assert_eq!(client.reply("s"), Ok(Value::Null));
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    let mut client = Client::ready();
    client.hang_up();
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::ready();
    client.request("shutdown", &Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(), 0);
    let mut client = Client::ready();
    client.raw(b"Content-Length: 500\r\n\r\n{\"jsonrpc\":");
    client.hang_up();
    assert_eq!(client.exit_code(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_ends_when_its_client_s_process_is_gone_though_something_holds_the_input() {
    let mut editor = Command::new("sleep").arg("60").spawn().unwrap();
    let mut client = Client::initialised(&json!({"capabilities": {}, "rootUri": null, "processId": editor.id()}));
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.exit_code(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_client_process_that_cannot_be_seen_is_not_waited_for() {
    let mut client = Client::initialised(&json!({"capabilities": {}, "rootUri": null, "processId": u32::MAX}));
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(client.refused("ibid/none", &Value::Null), -32601);
    client.finish();
}

#[test]
fn one_client_is_served_at_a_port_of_this_machine() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["--port", &free.to_string()])
        .env("XDG_CACHE_HOME", std::env::temp_dir().join("ibid-no-workspace"))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap());
    log.read_line(&mut String::new()).unwrap();
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", free)).unwrap();
    for body in [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"ibid/none"}"#,
    ] {
        write!(stream, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut header = [0; 16];
        stream.read_exact(&mut header).unwrap();
        assert_eq!(&header, b"Content-Length: ");
        let mut rest = BufReader::new(stream.try_clone().unwrap());
        let mut length = String::new();
        rest.read_line(&mut length).unwrap();
        rest.read_line(&mut String::new()).unwrap();
        rest.read_exact(&mut vec![0; length.trim().parse().unwrap()]).unwrap();
    }
    drop(stream);
    assert_eq!(server.wait().unwrap().code(), Some(1));
}
