//! Faults 1 to 14: what a client should never send, and how it should never end. Fault 1, a handler that panics, is done
//! to the serving loop beside its code (`src/server/mod.rs`): the program has no handler that panics on demand.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::{Client, place};
use super::desk::{Desk, NOTE};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const UNKNOWN_METHOD: i64 = -32601;
const NOT_INITIALIZED: i64 = -32002;
const CANCELLED: i64 = -32800;

#[test]
fn fault_02_bad_json_is_refused_and_costs_its_own_frame() {
    let mut desk = Desk::with(&[]);
    for body in ["{\"jsonrpc\":", "nul", "", "{\"a\":1}}", "[1,2", "\u{0}", "{'jsonrpc':'2.0'}", "{\"x\":1e999999}"] {
        desk.client.frame(body.as_bytes());
        let code = desk.client.refusal(Value::Null);
        assert!([PARSE_ERROR, INVALID_REQUEST].contains(&code), "{body}: {code}");
    }
    let deep = "[".repeat(1 << 20);
    desk.client.frame(deep.as_bytes());
    assert_eq!(desk.client.refusal(Value::Null), PARSE_ERROR);
    desk.end();
}

#[test]
fn fault_03_a_frame_that_is_no_utf_8_is_refused() {
    let mut desk = Desk::with(&[]);
    let mut change = format!(
        r##"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{}","version":9}},"contentChanges":[{{"text":"# gone "##,
        desk.uri
    )
    .into_bytes();
    change.extend(b"\xC3\x28\xFF\xFE\"}]}}");
    for body in [&change[..], b"\xff\xfe{\x00}\x00", b"\x80\x81"] {
        desk.client.frame(body);
        assert_eq!(desk.client.refusal(Value::Null), PARSE_ERROR);
    }
    desk.end();
}

#[test]
fn fault_04_half_a_surrogate_pair_keeps_its_width() {
    let mut desk = Desk::with(&[]);
    let uri = desk.workspace.uri("notes/half.md");
    let open = |half: &str| {
        format!(
            r##"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"markdown","version":1,"text":"{half} [@nobody2020]\n"}}}}}}"##
        )
    };
    // One unit of UTF-16 in the client's text is one in ours, so that every column behind it is right.
    for (half, column) in [(r"\ud83d", 2), (r"\udead\ud83d", 3), (r"\ud83d\ude00", 3)] {
        desk.client.frame(open(half).as_bytes());
        let has_one = |params: &Value| {
            let found = params["diagnostics"].as_array().unwrap();
            found.len() == 1
                && found[0]["range"]["start"]["character"].as_u64().is_some_and(|at| at == column || at == column + 1)
        };
        desk.client.diagnostics(&uri, has_one);
        desk.client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }
    desk.end();
}

#[test]
fn fault_05_headers_in_any_case_and_number_are_read() {
    let mut desk = Desk::with(&[]);
    let body = r#"{"jsonrpc":"2.0","id":"h","method":"ibid/none"}"#;
    let length = body.len();
    for headers in [
        format!(
            "content-length: {length}\r\ncontent-type: application/vscode-jsonrpc; charset=utf-8\r\nx-odd: 1\r\n\r\n"
        ),
        format!("X-ODD: Content-Length: 3\r\nCONTENT-TYPE: a/b\r\nCONTENT-LENGTH:{length}\r\n\r\n"),
        format!("Content-Length: {length}\n\n"),
    ] {
        desk.client.raw(format!("{headers}{body}").as_bytes());
        assert_eq!(desk.client.refusal("h"), UNKNOWN_METHOD, "{headers}");
    }
    desk.end();
}

#[test]
fn fault_06_a_length_that_is_huge_overflows_or_is_negative_costs_one_frame() {
    let mut desk = Desk::with(&[]);
    for length in
        ["-1", "4294967296", "18446744073709551616", "9".repeat(500).as_str(), "0x10", "1e3", "", "2147483647"]
    {
        desk.client.raw(format!("Content-Length: {length}\r\n\r\n{{\"jsonrpc\":\"2.0\"}}").as_bytes());
        assert_eq!(desk.client.refused("ibid/none", &json!({})), UNKNOWN_METHOD, "{length}");
        assert_eq!(desk.client.refusal(Value::Null), PARSE_ERROR, "{length}");
    }
    desk.end();
}

#[test]
fn fault_07_an_end_of_the_input_inside_a_frame_ends_the_server() {
    for part in
        ["Content-Le", "Content-Length: 99\r\n", "Content-Length: 99\r\n\r\n", "Content-Length: 99\r\n\r\n{\"json"]
    {
        let mut desk = Desk::with(&[("notes/brief.md", NOTE)]);
        desk.client.raw(part.as_bytes());
        desk.client.hang_up();
        assert_eq!(desk.client.exit_code(), 1, "{part:?}");
        let kept = std::fs::read_to_string(desk.workspace.path("notes/brief.md")).unwrap();
        assert_eq!(kept, NOTE, "the server writes no notes");
    }
}

#[test]
fn fault_08_the_server_ends_with_its_client_though_something_holds_the_input() {
    let mut editor = Command::new("sleep").arg("600").stdout(Stdio::null()).spawn().unwrap();
    let mut client = Client::initialised(&json!({"capabilities": {}, "rootUri": null, "processId": editor.id()}));
    client.open("untitled:n", 1, NOTE);
    assert_eq!(client.refused("ibid/none", &json!({})), UNKNOWN_METHOD);
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn fault_09_a_thousand_requests_and_a_thousand_cancellations_are_all_answered() {
    let mut desk = Desk::with(&[]);
    let uri = desk.uri.clone();
    let ids: Vec<i64> = (0..1000)
        .map(|n| {
            let method = ["textDocument/hover", "textDocument/definition", "textDocument/completion"][n % 3];
            desk.client.send_request(method, &place(&uri, 2, (n % 70) as u32))
        })
        .collect();
    for id in ids.iter().rev() {
        desk.client.notify("$/cancelRequest", &json!({"id": id}));
    }
    for id in ids {
        if let Err(error) = desk.client.reply(id) {
            assert_eq!(error["code"], CANCELLED, "only a cancellation may fail: {error}");
        }
    }
    desk.end();
}

#[test]
fn fault_10_an_id_that_is_under_way_is_answered_once_for_each_request() {
    let mut desk = Desk::with(&[]);
    let message =
        json!({"jsonrpc": "2.0", "id": 5000, "method": "textDocument/hover", "params": place(&desk.uri, 2, 30)});
    for _ in 0..30 {
        desk.client.send(&message);
    }
    let answered = (0..30).filter(|_| match desk.client.reply(5000) {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error["code"], INVALID_REQUEST);
            false
        }
    });
    assert!(answered.count() >= 1, "the first is answered");
    desk.client.send(&message);
    assert!(desk.client.reply(5000).is_ok(), "an id that is free again may be used again");
    desk.end();
}

#[test]
fn fault_11_requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = Client::start(&["--stdio"]);
    assert_eq!(client.refused("textDocument/hover", &place("file:///n.md", 0, 0)), NOT_INITIALIZED);
    client.open("untitled:early", 1, NOTE);
    client.request("initialize", &json!({"capabilities": {}}));
    assert_eq!(client.refused("initialize", &json!({"capabilities": {}})), INVALID_REQUEST);
    client.request("shutdown", &Value::Null);
    for method in ["textDocument/hover", "shutdown", "initialize"] {
        assert_eq!(client.refused(method, &place("file:///n.md", 0, 0)), INVALID_REQUEST, "{method}");
    }
    client.notify("exit", &Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn fault_12_null_parameters_are_no_parameters_or_refused() {
    let mut desk = Desk::with(&[]);
    for method in ["textDocument/hover", "textDocument/didOpen", "textDocument/didChange", "workspace/executeCommand"] {
        desk.client.frame(format!(r#"{{"jsonrpc":"2.0","id":"n","method":"{method}","params":null}}"#).as_bytes());
        let refusal = desk.client.refusal("n");
        assert!([-32602, INVALID_REQUEST, UNKNOWN_METHOD].contains(&refusal), "{method}: {refusal}");
        desk.client.frame(format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":null}}"#).as_bytes());
    }
    desk.intact();
    desk.client.frame(br#"{"jsonrpc":"2.0","id":"s","method":"shutdown","params":null}"#);
    assert_eq!(desk.client.reply("s"), Ok(Value::Null));
    desk.client.frame(br#"{"jsonrpc":"2.0","method":"exit","params":null}"#);
    assert_eq!(desk.client.exit_code(), 0);
}

#[test]
fn fault_13_exit_without_shutdown_ends_the_server_with_1() {
    let mut desk = Desk::with(&[("notes/brief.md", NOTE)]);
    desk.client.notify("exit", &Value::Null);
    assert_eq!(desk.client.exit_code(), 1);
    let mut again = Desk::over(desk.workspace);
    again.intact();
    again.end();
}

#[test]
fn fault_14_a_cancelled_request_has_one_reply_and_late_replies_are_ignored() {
    let mut desk = Desk::with(&[]);
    for id in 7000..7100 {
        let params = place(&desk.uri, 6, 30);
        desk.client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/completion", "params": params}));
        desk.client.notify("$/cancelRequest", &json!({"id": id}));
        let _either = desk.client.reply(id);
        // After the answer: a cancellation of nothing, and a client's answer to nothing.
        desk.client.notify("$/cancelRequest", &json!({"id": id}));
        desk.client.send(&json!({"jsonrpc": "2.0", "id": id, "result": null}));
        desk.client.send(&json!({"jsonrpc": "2.0", "id": "never", "error": {"code": CANCELLED, "message": "late"}}));
    }
    desk.intact();
    // `finish` fails where a reply came that nobody waits for: the second one to a request.
    desk.client.finish();
}
