//! Diagnostics for clients that fetch them.

use serde_json::{Value, json};

use super::client::{Client, edit};
use super::workspace::Workspace;

const ARTICLE: &str = "---\nkey: fee\ntitle: Port fee doubles\n---\n\n“We never agreed to the port fee,” Petr Dvorský told reporters on Thursday.\n";
const SOUND: &str = "He said “We never agreed to the port fee” [@fee].\n\nMore.\n";
const ALTERED: &str = "He said “We never agreed to the port levy” [@fee].\n\nMore.\n";

fn fetching(workspace: &Workspace) -> Client {
    let mut client = Client::over(
        workspace,
        &json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}),
    );
    client.refresh("workspace/diagnostic/refresh");
    client
}

fn fetch(client: &mut Client, uri: &str, before: Option<&Value>) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}});
    if let Some(before) = before {
        params["previousResultId"] = before.clone();
    }
    client.request("textDocument/diagnostic", &params)
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

#[test]
fn a_client_that_fetches_gets_what_is_there_and_nothing_twice() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/a.md", ALTERED)]);
    let mut client = fetching(&workspace);
    let uri = workspace.uri("notes/a.md");
    client.open(&uri, 1, ALTERED);
    let first = fetch(&mut client, &uri, None);
    assert_eq!((first["kind"].as_str(), codes(&first)), (Some("full"), vec!["quote-altered"]));
    let again = fetch(&mut client, &uri, Some(&first["resultId"]));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.change(&uri, 2, &json!([{"text": SOUND}]));
    let mended = fetch(&mut client, &uri, Some(&first["resultId"]));
    assert_eq!((mended["kind"].as_str(), codes(&mended)), (Some("full"), vec![]));
    client.finish();
}

#[test]
fn what_is_said_after_a_rest_is_announced() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/a.md", SOUND)]);
    let mut client = fetching(&workspace);
    let uri = workspace.uri("notes/a.md");
    client.open(&uri, 1, SOUND);
    assert_eq!(codes(&fetch(&mut client, &uri, None)), Vec::<&str>::new());
    client.change(&uri, 2, &json!([edit((0, 37), (0, 40), "levy")]));
    assert_eq!(codes(&fetch(&mut client, &uri, None)), Vec::<&str>::new());
    client.refresh("workspace/diagnostic/refresh");
    assert_eq!(codes(&fetch(&mut client, &uri, None)), ["quote-altered"]);
    client.finish();
}

#[test]
fn the_workspace_is_asked_for_the_notes_that_are_not_open() {
    let files =
        [("corpus/fee.md", ARTICLE), ("notes/a.md", ALTERED), ("notes/b.md", SOUND), ("notes/open.md", ALTERED)];
    let workspace = Workspace::new(&files);
    let mut client = fetching(&workspace);
    client.open(&workspace.uri("notes/open.md"), 1, ALTERED);
    let report = client.request("workspace/diagnostic", &json!({"previousResultIds": []}));
    let items = report["items"].as_array().unwrap();
    let of = |path: &str| items.iter().find(|item| item["uri"] == workspace.uri(path));
    assert_eq!(codes(of("notes/a.md").unwrap()), ["quote-altered"]);
    assert_eq!(codes(of("notes/b.md").unwrap()), Vec::<&str>::new());
    assert_eq!(of("notes/open.md"), None);
    let known: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let again = client.request("workspace/diagnostic", &json!({"previousResultIds": known}));
    assert!(again["items"].as_array().unwrap().iter().all(|item| item["kind"] == "unchanged"), "{again}");
    workspace.write("notes/b.md", ALTERED);
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({"changes": [{"uri": workspace.uri("notes/b.md"), "type": 2}]}),
    );
    client.refresh("workspace/diagnostic/refresh");
    let report = client.request("workspace/diagnostic", &json!({"previousResultIds": known}));
    let items = report["items"].as_array().unwrap();
    let of = |path: &str| items.iter().find(|item| item["uri"] == workspace.uri(path)).unwrap();
    assert_eq!((&of("notes/a.md")["kind"], codes(of("notes/b.md"))), (&json!("unchanged"), vec!["quote-altered"]));
    client.finish();
}

#[test]
fn a_client_that_cannot_be_told_is_sent_its_diagnostics() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/a.md", ALTERED)]);
    let mut client = Client::over(&workspace, &json!({"textDocument": {"diagnostic": {}}}));
    let uri = workspace.uri("notes/a.md");
    client.open(&uri, 1, ALTERED);
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "quote-altered");
    client.finish();
}

#[test]
fn a_note_that_is_in_no_file_yet_is_fetched_like_any_other() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE)]);
    let mut client = fetching(&workspace);
    let uri = "untitled:Untitled-1";
    client.open(uri, 1, ALTERED);
    let first = fetch(&mut client, uri, None);
    assert_eq!(codes(&first), ["quote-altered"]);
    assert_eq!(fetch(&mut client, uri, Some(&first["resultId"]))["kind"], "unchanged");
    let hover = client.ask("textDocument/hover", uri, 0, 12);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("Altered"), "{hover}");
    let target = client.ask("textDocument/definition", uri, 0, 45);
    assert_eq!(target["uri"], workspace.uri("corpus/fee.md"));
    client.finish();
}

#[test]
fn of_a_note_that_is_no_more_the_workspace_says_that_nothing_is_wrong() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/a.md", ALTERED)]);
    let mut client = fetching(&workspace);
    let known = [workspace.uri("notes/gone.md"), "untitled:gone".to_string()];
    let known: Vec<Value> = known.iter().map(|uri| json!({"uri": uri, "value": "of another day"})).collect();
    let report = client.request("workspace/diagnostic", &json!({"previousResultIds": known}));
    let of = |uri: &Value| report["items"].as_array().unwrap().iter().find(|item| item["uri"] == *uri).cloned();
    for gone in &known {
        let item = of(&gone["uri"]).unwrap();
        assert_eq!((&item["kind"], &item["items"]), (&json!("full"), &json!([])));
    }
    assert_eq!(report["items"].as_array().unwrap().len(), 3);
    client.finish();
}
