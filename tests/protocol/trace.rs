//! What the server tells of itself: `$/logTrace`, and the file of the log.

use serde_json::{Value, json};

use super::client::{Client, place};

const NOTE: &str = "untitled:note";
const SECRET: &str = "Zanzibar";

fn traced(client: &mut Client, method: &str) -> Value {
    loop {
        let trace = client.expect_notification("$/logTrace");
        if trace["message"].as_str().unwrap().starts_with(method) {
            return trace;
        }
    }
}

#[test]
fn a_client_is_told_of_every_message_as_long_as_it_asks_and_never_of_words() {
    let mut client = Client::initialised(&json!({"capabilities": {}, "trace": "verbose"}));
    client.open(NOTE, 1, SECRET);
    client.ask("textDocument/hover", NOTE, 0, 0);
    let opened = traced(&mut client, "textDocument/didOpen");
    let hovered = traced(&mut client, "textDocument/hover");
    assert!(hovered["message"].as_str().unwrap().contains("answered in"), "{hovered}");
    assert!(hovered["verbose"].as_str().unwrap().starts_with("id "), "{hovered}");
    assert!(!format!("{opened}{hovered}").contains(SECRET));
    client.notify("$/setTrace", &json!({"value": "messages"}));
    client.ask("textDocument/hover", NOTE, 0, 0);
    assert_eq!(traced(&mut client, "textDocument/hover")["verbose"], Value::Null);
    client.notify("$/setTrace", &json!({"value": "off"}));
    for _ in 0..20 {
        client.request("textDocument/hover", &place(NOTE, 0, 0));
    }
    // Nothing more comes, or this fails.
    client.finish();
}

#[test]
fn the_log_is_kept_in_a_file_without_words_of_documents() {
    let mut client = Client::initialised(&json!({"capabilities": {}}));
    client.open(NOTE, 1, SECRET);
    client.change("untitled:other", 2, &json!([{"text": SECRET}]));
    client.ask("textDocument/hover", NOTE, 0, 0);
    client.logged("not open");
    let path = client.cache().join("ibid/log/ibid.log");
    let log = std::fs::read_to_string(&path).unwrap();
    assert!(log.contains("not open") && !log.contains(SECRET), "{log}");
    client.finish();
}
