//! What the analyst sets in the editor takes effect at once.

use serde_json::{Value, json};

use super::client::Client;
use super::workspace::Workspace;

const ARTICLE: &str = "---\nkey: fee\nauthor: Jana Kovářová\ndate: 2024-05-02\ntitle: Port fee doubles\n---\n\n“We never agreed to the port fee,” Foreign Minister Petr Dvorský told reporters on Thursday.\n";
const NOTE: &str = "# Fee\n\n🛳 Dvorský said “We never agreed to the port fee” [@fee].\n";

fn workspace() -> Workspace {
    Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/fee.md", NOTE)])
}

fn hints(client: &mut Client, uri: &str) -> Value {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    client.request("textDocument/inlayHint", &json!({"textDocument": {"uri": uri}, "range": range}))
}

#[test]
fn hints_and_lenses_are_off_until_asked_for_and_then_fetched_again() {
    let workspace = workspace();
    let uri = workspace.uri("notes/fee.md");
    let capabilities = json!({"textDocument": {"inlayHint": {}, "codeLens": {}}, "workspace": {
        "configuration": true, "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}}});
    let mut client = Client::over(&workspace, &capabilities);
    client.open(&uri, 1, NOTE);
    client.diagnostics(&uri, |_| true);
    // Once the articles are read.
    client.refresh("workspace/inlayHint/refresh");
    client.refresh("workspace/codeLens/refresh");
    assert_eq!(hints(&mut client, &uri), Value::Null);
    client.settings = json!({"inlayHints": {"names": true, "keys": true}, "codeLens": {"verdicts": true}});
    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    client.refresh("workspace/inlayHint/refresh");
    client.refresh("workspace/codeLens/refresh");
    let hints = hints(&mut client, &uri);
    let shown: Vec<(&str, u64)> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| (hint["label"].as_str().unwrap(), hint["position"]["character"].as_u64().unwrap()))
        .collect();
    assert_eq!(shown, [("Petr Dvorský", 10), ("Kovářová 2024", 55)]);
    let lenses = client.request("textDocument/codeLens", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(lenses[0]["command"]["title"], "1 quotation: 1 verified");
    client.finish();
}

#[test]
fn a_client_without_configuration_sends_its_settings() {
    let workspace = workspace();
    let uri = workspace.uri("notes/fee.md");
    let options = json!({"inlayHints": {"keys": true}});
    let params = json!({"capabilities": {"textDocument": {"inlayHint": {}}}, "rootUri": workspace.uri(""),
        "initializationOptions": options});
    let mut client = Client::initialised(&params);
    client.open(&uri, 1, NOTE);
    client.diagnostics(&uri, |_| true);
    assert_eq!(hints(&mut client, &uri).as_array().map(Vec::len), Some(1));
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"ibid": {"inlayHints": {"keys": false}}}}));
    assert_eq!(hints(&mut client, &uri), Value::Null);
    client.finish();
}
