//! Requests that take long: told of, told in parts, given up.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::workspace::Workspace;

const NOTE: &str = "# Fee\n\nDvorský said so.\n";

/// Many notes that speak of one man, each with words to check.
fn workspace(notes: usize) -> Workspace {
    let article = "---\nkey: fee\ntitle: Port fee doubles\n---\n\n“We never agreed to the port fee,” Petr Dvorský told reporters.\n";
    let workspace = Workspace::new(&[("corpus/fee.md", article), ("note.md", NOTE)]);
    for number in 0..notes {
        let quoted = "Petr Dvorský said “We never agreed to the port levy” [@fee].\n\n".repeat(3);
        workspace.write(&format!("notes/{number:04}.md"), &format!("# Note {number}\n\n{quoted}"));
    }
    workspace
}

fn ready(workspace: &Workspace) -> Client {
    let declared = json!({"textDocument": {"diagnostic": {}, "rename": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}, "symbol": {}}});
    let mut client = Client::over(workspace, &declared);
    client.refresh("workspace/diagnostic/refresh");
    client.open(&workspace.uri("note.md"), 1, NOTE);
    client
}

/// All that was told under `token` before the reply to `id`.
fn told(client: &mut Client, token: &str) -> Vec<Value> {
    client
        .taken(|message| message["method"] == "$/progress" && message["params"]["token"] == token)
        .into_iter()
        .map(|mut message| message["params"]["value"].take())
        .collect()
}

#[test]
fn references_come_in_parts_where_the_client_wants_them_and_are_the_same() {
    let workspace = workspace(150);
    let mut client = ready(&workspace);
    let mut asked = place(&workspace.uri("note.md"), 2, 2);
    asked["context"] = json!({"includeDeclaration": true});
    let whole = client.request("textDocument/references", &asked);
    asked["partialResultToken"] = json!("parts");
    let rest = client.request("textDocument/references", &asked);
    assert_eq!(rest, json!([]));
    let parts = told(&mut client, "parts");
    assert!(parts.len() > 2, "{}", parts.len());
    let together: Vec<Value> = parts.iter().flat_map(|part| part.as_array().unwrap().clone()).collect();
    assert_eq!(json!(together), whole);
    client.finish();
}

#[test]
fn symbols_and_diagnostics_of_the_workspace_come_in_parts_too() {
    let workspace = workspace(60);
    let mut client = ready(&workspace);
    let whole = client.request("workspace/symbol", &json!({"query": "e"}));
    let rest = client.request("workspace/symbol", &json!({"query": "e", "partialResultToken": "symbols"}));
    assert_eq!(rest, json!([]));
    let parts: Vec<Value> =
        told(&mut client, "symbols").iter().flat_map(|part| part.as_array().unwrap().clone()).collect();
    assert_eq!(json!(parts), whole);
    let whole = client.request("workspace/diagnostic", &json!({"previousResultIds": []}));
    let params = json!({"previousResultIds": [], "partialResultToken": "notes"});
    assert_eq!(client.request("workspace/diagnostic", &params), json!({"items": []}));
    let parts: Vec<Value> =
        told(&mut client, "notes").iter().flat_map(|part| part["items"].as_array().unwrap().clone()).collect();
    assert_eq!(json!({ "items": parts }), whole);
    client.finish();
}

#[test]
fn the_client_is_told_how_far_long_work_has_come_where_it_gives_a_token() {
    let workspace = workspace(60);
    let mut client = ready(&workspace);
    let params = json!({"previousResultIds": [], "workDoneToken": "check"});
    client.request("workspace/diagnostic", &params);
    let told = told(&mut client, "check");
    let kinds: Vec<&str> = told.iter().map(|value| value["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&"begin"), Some(&"end")), "{told:?}");
    assert!(kinds.contains(&"report") && told[0]["title"] == "Checking all notes", "{told:?}");
    let mut asked = place(&workspace.uri("note.md"), 2, 2);
    asked["newName"] = json!("Peter Dvorsky");
    asked["workDoneToken"] = json!("rename");
    client.request("textDocument/rename", &asked);
    assert_eq!(self::told(&mut client, "rename").len(), 2);
    client.finish();
}

#[test]
fn long_work_is_given_up_when_its_progress_is_cancelled_and_said_to_have_ended() {
    let workspace = workspace(800);
    let mut client = ready(&workspace);
    let params = json!({"previousResultIds": [], "workDoneToken": "check"});
    let id = client.send_request("workspace/diagnostic", &params);
    client.notify("window/workDoneProgress/cancel", &json!({"token": "check"}));
    assert_eq!(client.refusal(id), -32800);
    assert_eq!(told(&mut client, "check").last().unwrap()["kind"], "end");
    // What is not under way is nothing to cancel.
    client.notify("window/workDoneProgress/cancel", &json!({"token": 7}));
    let id = client.send_request("workspace/diagnostic", &json!({"previousResultIds": [], "workDoneToken": "again"}));
    client.notify("$/cancelRequest", &json!({"id": id}));
    assert_eq!(client.refusal(id), -32800);
    client.ended("again");
    client.finish();
}

#[test]
fn rebuilding_the_index_is_given_up_when_its_progress_is_cancelled_and_all_stays_as_it_was() {
    let workspace = workspace(1);
    for number in 0..900 {
        let article = format!(
            "---\nkey: k{number}\ntitle: Fee {number}\n---\n\n{}",
            "Petr Dvorský told reporters that. ".repeat(40)
        );
        workspace.write(&format!("corpus/{number:04}.md"), &article);
    }
    let declared = json!({"window": {"workDoneProgress": true}});
    let mut client = Client::initialised(&json!({"capabilities": declared, "rootUri": workspace.uri(""),
        "initializationOptions": {"statusNotification": true}}));
    client.logged("the corpus is read");
    let uri = workspace.uri("notes/0000.md");
    client.open(&uri, 1, "Petr Dvorský said “We never agreed to the port levy” [@fee].\n");
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "quote-altered");
    client.taken(|_| true);
    client.request("workspace/executeCommand", &json!({"command": "ibid.rebuild"}));
    let begun = loop {
        let told = client.expect_notification("$/progress");
        if told["value"]["title"] == "Rebuilding the index" {
            break told;
        }
    };
    assert_eq!(begun["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", &json!({"token": begun["token"]}));
    client.ended(begun["token"].as_str().unwrap());
    let log = client.logged("given up");
    assert!(!log.contains("panicked"), "{log}");
    let status = loop {
        let status = client.expect_notification("ibid/status");
        if status["indexing"] == false {
            break status;
        }
    };
    assert_eq!(status["articles"], 901);
    client.change(&uri, 2, &json!([{"text": "He said “We never agreed to the port fee” [@fee].\n"}]));
    client.diagnostics(&uri, |params| params["version"] == 2 && params["diagnostics"] == json!([]));
}
