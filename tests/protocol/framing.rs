//! Frames and messages that no client should send: each costs itself only.

use serde_json::json;

use super::client::Client;

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

/// The server still answers.
fn assert_serving(client: &mut Client) {
    assert_eq!(client.refused("ibid/none", &json!({})), -32601);
}

#[test]
fn frames_that_are_no_json_are_refused_one_by_one() {
    let mut client = Client::ready();
    let deep = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{}1{}}}", "[".repeat(400), "]".repeat(400));
    let bodies: [&[u8]; 6] = [b"{\"jsonrpc\":", b"\xff\xfe{}", b"", deep.as_bytes(), b"nul", b"\x00\x01\x02"];
    for body in bodies {
        client.frame(body);
        assert_eq!(client.refusal(json!(null)), PARSE_ERROR, "{}", String::from_utf8_lossy(body));
        assert_serving(&mut client);
    }
    client.finish();
}

#[test]
fn json_that_is_no_message_is_refused() {
    let mut client = Client::ready();
    let bodies: [&str; 7] = [
        "[]",
        r#"[{"jsonrpc":"2.0","id":9,"method":"shutdown"}]"#,
        "7",
        "{}",
        r#"{"jsonrpc":"1.0","method":"exit"}"#,
        r#"{"jsonrpc":"2.0","method":["exit"]}"#,
        r#"{"jsonrpc":"2.0","method":"shutdown","id":1.5}"#,
    ];
    for body in bodies {
        client.frame(body.as_bytes());
        assert_eq!(client.refusal(json!(null)), INVALID_REQUEST, "{body}");
    }
    client.frame(br#"{"jsonrpc":"2.0","method":"exit","id":77}"#);
    assert_eq!(client.refusal(77), INVALID_REQUEST);
    assert_serving(&mut client);
    client.finish();
}

#[test]
fn json_at_every_depth_is_answered_or_refused() {
    let mut client = Client::ready();
    for depth in 110..140 {
        let params = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        client.frame(format!(r#"{{"jsonrpc":"2.0","id":"d","method":"shutdownx","params":{params}}}"#).as_bytes());
        // Within the limit the method is unknown, beyond it the message is unreadable.
        let id = if depth <= 126 { json!("d") } else { json!(null) };
        client.refusal(id);
    }
    client.finish();
}

#[test]
fn headers_may_come_in_any_case_order_and_number() {
    let mut client = Client::ready();
    let body = r#"{"jsonrpc":"2.0","id":"h","method":"ibid/none"}"#;
    for headers in [
        format!("content-length: {}\r\n\r\n", body.len()),
        format!("CONTENT-LENGTH:{}\r\n\r\n", body.len()),
        format!(
            "X-One: 1\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: {}\r\nX-Two: 2\r\n\r\n",
            body.len()
        ),
        format!("Content-Length: {}\n\n", body.len()),
    ] {
        client.raw(format!("{headers}{body}").as_bytes());
        assert_eq!(client.refusal("h"), -32601, "{headers}");
    }
    client.finish();
}

#[test]
fn a_bad_length_costs_one_frame() {
    let mut client = Client::ready();
    for length in ["-5", "99999999999999999999999999", "8000000000", "ten", "", "1000000"] {
        client.raw(
            format!("Content-Length: {length}\r\n\r\n{{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"x\"}}").as_bytes(),
        );
        assert_serving(&mut client);
        assert_eq!(client.refusal(json!(null)), PARSE_ERROR, "{length}");
    }
    client.raw(b"complete nonsense\r\nin two lines\r\n\r\n");
    assert_serving(&mut client);
    assert_eq!(client.refusal(json!(null)), PARSE_ERROR);
    client.finish();
}

#[test]
fn a_frame_may_come_byte_by_byte() {
    let mut client = Client::ready();
    let body = r#"{"jsonrpc":"2.0","id":"b","method":"ibid/none"}"#;
    for byte in format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes() {
        client.raw(&[byte]);
    }
    assert_eq!(client.refusal("b"), -32601);
    client.finish();
}

#[test]
fn a_lone_surrogate_in_a_document_keeps_its_width() {
    let mut client = Client::ready();
    client.frame(
        br##"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:s","languageId":"markdown","version":1,"text":"# a\ud83db\n"}}}"##,
    );
    client.request("textDocument/documentSymbol", &json!({"textDocument": {"uri": "untitled:s"}}));
    client.finish();
}

#[test]
fn null_parameters_are_none() {
    let mut client = Client::ready();
    client.frame(br#"{"jsonrpc":"2.0","id":"n","method":"shutdown","params":null}"#);
    assert_eq!(client.reply("n"), Ok(json!(null)));
    client.notify("exit", &json!(null));
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn replies_to_nothing_are_ignored() {
    let mut client = Client::ready();
    client.send(&json!({"jsonrpc": "2.0", "id": 99, "result": 5}));
    client.send(&json!({"jsonrpc": "2.0", "id": "x", "error": {"code": 1, "message": "m"}}));
    client.send(&json!({"jsonrpc": "2.0", "id": 98}));
    client.send(&json!({"jsonrpc": "2.0", "id": null, "error": "odd"}));
    assert_serving(&mut client);
    client.finish();
}

#[test]
fn malformed_parameters_and_addresses_are_refused() {
    let mut client = Client::ready();
    assert_eq!(client.refused("textDocument/hover", &json!({"textDocument": {"uri": "not an address"}})), -32602);
    assert_eq!(client.refused("textDocument/hover", &json!([1, 2])), -32602);
    client.notify("textDocument/didOpen", &json!({"textDocument": {"uri": "::", "text": 5}}));
    client.notify("textDocument/didChange", &json!({}));
    assert_serving(&mut client);
    client.finish();
}
