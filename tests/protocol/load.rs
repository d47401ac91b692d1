//! Many messages at once.

use serde_json::{Value, json};

use super::client::{Client, edit, place};

const NOTE: &str = "untitled:note";

#[test]
fn a_thousand_requests_and_their_cancellations_are_all_answered() {
    let mut client = Client::ready();
    client.open(NOTE, 1, "# One\n\nA paragraph.\n");
    let ids: Vec<i64> = (0..1000)
        .map(|_| {
            let id = client.send_request("textDocument/hover", &place(NOTE, 2, 3));
            client.notify("$/cancelRequest", &json!({"id": id}));
            id
        })
        .collect();
    for id in ids {
        if let Err(error) = client.reply(id) {
            assert_eq!(error["code"], -32800, "only a cancellation may fail: {error}");
        }
    }
    client.finish();
}

#[test]
fn an_id_that_is_under_way_is_refused_and_the_first_request_answered() {
    let mut client = Client::ready();
    let message = json!({"jsonrpc": "2.0", "id": "same", "method": "textDocument/hover", "params": place(NOTE, 0, 0)});
    for _ in 0..20 {
        client.send(&message);
    }
    for _ in 0..20 {
        if let Err(error) = client.reply("same") {
            assert_eq!(error["code"], -32600);
        }
    }
    client.finish();
}

#[test]
fn changes_of_documents_that_are_not_open_are_ignored_and_logged() {
    let mut client = Client::ready();
    client.change("file:///nowhere.md", 2, &json!([edit((0, 0), (0, 0), "secret words")]));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": "file:///nowhere.md"}}));
    assert_eq!(client.ask("textDocument/hover", "file:///nowhere.md", 0, 0), Value::Null);
    let log = client.logged("not open");
    assert!(!log.contains("secret"), "{log}");
    client.finish();
}

#[test]
fn a_request_right_after_a_change_sees_it_and_no_later_one() {
    let mut client = Client::ready();
    client.open(NOTE, 0, "# Version 0\n\nText.\n");
    let document = json!({"textDocument": {"uri": NOTE}});
    let mut asked = Vec::new();
    for version in 1..=500 {
        let before = u32::try_from(format!("# Version {}", version - 1).len()).unwrap();
        client.change(NOTE, version, &json!([edit((0, 0), (0, before), &format!("# Version {version}"))]));
        asked.push((version, client.send_request("textDocument/documentSymbol", &document)));
    }
    for (version, id) in asked {
        assert_eq!(client.reply(id).unwrap()[0]["name"], format!("Version {version}"));
    }
    client.finish();
}
