//! Several folders in one editor: each has its own articles and its own `ibid.toml`.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::workspace::Workspace;

const FEE: &str = "---\nkey: fee\ntitle: Port fee doubles\n---\n\n“We never agreed to the port fee,” Petr Dvorský told reporters on Thursday.\n";
const TOLL: &str =
    "---\nkey: fee\ntitle: The bridge toll\n---\n\n“The toll stays as it is,” Amina Yusuf told the council.\n";
const OF_FEE: &str = "He said “We never agreed to the port fee” [@fee].\n";
const OF_TOLL: &str = "She said “The toll stays as it is” [@fee].\n";

/// Two folders with an article of the same key, and a third inside the first.
fn folders() -> Workspace {
    Workspace::new(&[
        ("port/corpus/fee.md", FEE),
        ("port/a.md", OF_FEE),
        ("port/inner/corpus/toll.md", TOLL),
        ("port/inner/a.md", OF_TOLL),
        ("bridge/articles/toll.md", TOLL),
        ("bridge/ibid.toml", "[corpus]\npaths = [\"articles\"]\n"),
        ("bridge/a.md", OF_TOLL),
    ])
}

fn named(workspace: &Workspace, paths: &[&str]) -> Value {
    paths.iter().map(|path| json!({"uri": workspace.uri(path), "name": path})).collect()
}

fn over(workspace: &Workspace, paths: &[&str], capabilities: Value) -> Client {
    let mut declared = capabilities;
    declared["workspace"]["workspaceFolders"] = json!(true);
    Client::initialised(&json!({"capabilities": declared, "workspaceFolders": named(workspace, paths)}))
}

fn change(client: &mut Client, workspace: &Workspace, added: &[&str], removed: &[&str]) {
    let event = json!({"added": named(workspace, added), "removed": named(workspace, removed)});
    client.notify("workspace/didChangeWorkspaceFolders", &json!({"event": event}));
}

fn codes(params: &Value) -> Vec<&str> {
    params["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

fn hover(client: &mut Client, uri: &str) -> String {
    client.ask("textDocument/hover", uri, 0, 12)["contents"]["value"].as_str().unwrap_or_default().to_string()
}

#[test]
fn each_note_is_checked_against_the_articles_of_its_own_folder() {
    let workspace = folders();
    let mut client = over(&workspace, &["port", "bridge", "port/inner"], json!({}));
    for (note, text) in [("port/a.md", OF_FEE), ("bridge/a.md", OF_TOLL), ("port/inner/a.md", OF_TOLL)] {
        let uri = workspace.uri(note);
        client.open(&uri, 1, text);
        client.diagnostics(&uri, |params| codes(params).is_empty());
        assert!(hover(&mut client, &uri).contains("Verbatim"), "{note}: {}", hover(&mut client, &uri));
    }
    // The same words in another folder stand in no article of that.
    let uri = workspace.uri("bridge/b.md");
    client.open(&uri, 1, OF_FEE);
    client.diagnostics(&uri, |params| codes(params) == ["quote-not-found"]);
    client.finish();
}

#[test]
fn folders_come_and_go_while_notes_are_open() {
    let workspace = folders();
    let mut client = over(&workspace, &["port"], json!({}));
    let uri = workspace.uri("bridge/a.md");
    client.open(&uri, 1, OF_TOLL);
    client.logged("the corpus is read");
    assert_eq!(client.ask("textDocument/hover", &uri, 0, 12), Value::Null);
    change(&mut client, &workspace, &["bridge"], &[]);
    client.diagnostics(&uri, |params| codes(params).is_empty());
    assert!(hover(&mut client, &uri).contains("Verbatim"));
    client.change(&uri, 2, &json!([{"text": OF_TOLL.replace("stays", "rises")}]));
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    client.diagnostics(&uri, |params| codes(params) == ["quote-altered"]);
    change(&mut client, &workspace, &[], &["bridge"]);
    client.diagnostics(&uri, |params| codes(params).is_empty());
    assert_eq!(client.ask("textDocument/hover", &uri, 0, 12), Value::Null);
    client.finish();
}

#[test]
fn a_note_goes_over_to_the_folder_that_is_opened_around_it() {
    let workspace = folders();
    let mut client = over(&workspace, &["port"], json!({}));
    let uri = workspace.uri("port/inner/a.md");
    client.open(&uri, 1, OF_TOLL);
    client.diagnostics(&uri, |params| codes(params) == ["quote-not-found"]);
    change(&mut client, &workspace, &["port/inner"], &[]);
    client.diagnostics(&uri, |params| codes(params).is_empty());
    change(&mut client, &workspace, &[], &["port/inner"]);
    client.diagnostics(&uri, |params| codes(params) == ["quote-not-found"]);
    client.finish();
}

#[test]
fn symbols_are_those_of_all_folders_and_each_note_is_told_of_once() {
    let workspace = folders();
    let declared = json!({"textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}, "symbol": {}}});
    let mut client = over(&workspace, &["port", "bridge", "port/inner"], declared);
    client.refresh("workspace/diagnostic/refresh");
    for (name, folders) in [("Amina Yusuf", 2), ("Petr Dvorský", 1)] {
        let symbols = client.request("workspace/symbol", &json!({"query": name}));
        let found = symbols.as_array().unwrap().iter().filter(|symbol| symbol["name"] == name).count();
        assert_eq!(found, folders, "{name}: {symbols}");
    }
    let report = client.request("workspace/diagnostic", &json!({"previousResultIds": []}));
    let mut told: Vec<&str> =
        report["items"].as_array().unwrap().iter().map(|item| item["uri"].as_str().unwrap()).collect();
    told.sort_unstable();
    let mut expected = ["port/a.md", "bridge/a.md", "port/inner/a.md"].map(|path| workspace.uri(path));
    expected.sort_unstable();
    assert_eq!(told, expected);
    client.finish();
}

#[test]
fn without_a_folder_each_note_finds_its_own_workspace() {
    let workspace = folders();
    let mut client = Client::ready();
    for (note, text) in [("bridge/a.md", OF_TOLL), ("port/a.md", OF_FEE)] {
        let uri = workspace.uri(note);
        client.open(&uri, 1, text);
        client.diagnostics(&uri, |params| codes(params).is_empty());
        assert!(hover(&mut client, &uri).contains("Verbatim"), "{note}");
    }
    client.finish();
}

#[test]
fn only_a_client_that_knows_of_folders_is_told_that_they_may_change() {
    let offered = |capabilities: Value| {
        let mut client = Client::start(&["--stdio"]);
        client.request("initialize", &json!({"capabilities": capabilities}))["capabilities"]["workspace"].take()
    };
    assert_eq!(offered(json!({})), Value::Null);
    assert_eq!(
        offered(json!({"workspace": {"workspaceFolders": true}})),
        json!({"workspaceFolders": {"supported": true, "changeNotifications": true}})
    );
}

#[test]
fn a_note_that_is_in_no_file_belongs_to_the_first_folder() {
    let workspace = folders();
    let mut client = over(&workspace, &["port", "bridge"], json!({}));
    let uri = "untitled:Untitled-1";
    client.open(uri, 1, OF_TOLL);
    client.diagnostics(uri, |params| codes(params) == ["quote-not-found"]);
    client.change(uri, 2, &json!([{"text": OF_FEE}]));
    client.diagnostics(uri, |params| codes(params).is_empty());
    assert!(hover(&mut client, uri).contains("Verbatim"));
    let target = client.request("textDocument/definition", &place(uri, 0, 12));
    assert_eq!(target["uri"], workspace.uri("port/corpus/fee.md"));
    client.finish();
}

#[test]
fn of_a_note_whose_folder_is_closed_nothing_is_said_any_more_and_all_again_when_it_is_opened() {
    let workspace = folders();
    let mut client = over(&workspace, &["port"], json!({}));
    let uri = workspace.uri("port/a.md");
    client.open(&uri, 1, OF_TOLL);
    client.diagnostics(&uri, |params| codes(params) == ["quote-not-found"]);
    change(&mut client, &workspace, &[], &["port"]);
    client.diagnostics(&uri, |params| codes(params).is_empty());
    change(&mut client, &workspace, &["port"], &[]);
    client.diagnostics(&uri, |params| codes(params) == ["quote-not-found"]);
    client.finish();
}
