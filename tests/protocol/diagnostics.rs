//! Diagnostics: which, when, and for which version.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, edit};
use super::workspace::Workspace;

fn workspace() -> Workspace {
    Workspace::new(&[(
        "corpus/ferry.txt",
        "The ferry is late again\n\nThe ferry company gave no reason for the delay.\n",
    )])
}

fn codes(params: &Value) -> Vec<&str> {
    params["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

fn start(params: &Value) -> Value {
    params["diagnostics"][0]["range"]["start"].clone()
}

#[test]
fn a_diagnostic_says_code_source_place_and_version() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    for (offered, column) in [(json!(["utf-8"]), 14), (json!(["utf-16"]), 12), (json!(["utf-32"]), 11)] {
        let mut client = Client::over(&workspace, &json!({"general": {"positionEncodings": offered}}));
        client.open(&uri, 3, "# Ferry\r\n\r\nLate 🛳 so [@nobody2020].\r\n");
        let published = client.diagnostics(&uri, |params| codes(params) == ["citation-unknown"]);
        let diagnostic = &published["diagnostics"][0];
        assert_eq!(published["version"], 3);
        assert_eq!((&diagnostic["source"], &diagnostic["severity"]), (&json!("ibid"), &json!(1)));
        assert_eq!(diagnostic["range"]["start"], json!({"line": 2, "character": column}));
        assert_eq!(diagnostic["range"]["end"], json!({"line": 2, "character": column + 11}));
        client.finish();
    }
}

#[test]
fn nothing_new_is_said_of_the_words_being_written_until_two_seconds_of_rest() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&uri, 1, "Late [@] again.\n\nAnother [@one2020].\n");
    client.diagnostics(&uri, |params| codes(params) == ["citation-unknown"]);
    for (version, typed) in (2..).zip(["n", "o", "b", "o", "d", "y", "2", "0", "2", "0"]) {
        let column = u32::try_from(version).unwrap() + 5;
        client.change(&uri, version, &json!([edit((0, column), (0, column), typed)]));
    }
    let last = Instant::now();
    let quiet = client.diagnostics(&uri, |params| params["version"] == 11);
    assert_eq!(codes(&quiet), ["citation-unknown"]);
    assert_eq!(start(&quiet)["line"], 2);
    client.diagnostics(&uri, |params| codes(params).len() == 2);
    let waited = last.elapsed();
    assert!(waited > Duration::from_millis(1900) && waited < Duration::from_secs(8), "{waited:?}");
    // Mended, it goes at once.
    client.change(&uri, 12, &json!([edit((0, 5), (0, 18), "")]));
    let begun = Instant::now();
    client.diagnostics(&uri, |params| params["version"] == 12 && codes(params).len() == 1);
    assert!(begun.elapsed() < Duration::from_millis(1500), "{:?}", begun.elapsed());
    client.finish();
}

#[test]
fn a_save_and_an_edit_elsewhere_say_what_waited() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&uri, 1, "Late.\n\nAgain.\n");
    client.diagnostics(&uri, |params| codes(params).is_empty());
    let begun = Instant::now();
    client.change(&uri, 2, &json!([edit((0, 4), (0, 4), " [@nobody2020]")]));
    client.change(&uri, 3, &json!([edit((2, 5), (2, 5), " and")]));
    client.diagnostics(&uri, |params| codes(params).len() == 1);
    client.change(&uri, 4, &json!([edit((2, 9), (2, 9), " [@nobody2021]")]));
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    client.diagnostics(&uri, |params| codes(params).len() == 2);
    assert!(begun.elapsed() < Duration::from_millis(1900), "{:?}", begun.elapsed());
    client.finish();
}

#[test]
fn closing_a_note_takes_its_diagnostics_away() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&uri, 1, "Late [@nobody2020].\n");
    client.diagnostics(&uri, |params| codes(params).len() == 1);
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    client.diagnostics(&uri, |params| codes(params).is_empty());
    client.open(&uri, 1, "Late [@nobody2020] and [@nobody2021].\n");
    client.diagnostics(&uri, |params| codes(params).len() == 2);
    client.finish();
}

#[test]
fn a_note_that_has_no_file_is_checked_too() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({}));
    client.open("untitled:Untitled-1", 1, "Late [@nobody2020].\n");
    client.diagnostics("untitled:Untitled-1", |params| codes(params).len() == 1);
    client.finish();
}

#[test]
fn without_a_folder_the_first_note_shows_where_the_workspace_is() {
    let workspace = workspace();
    let uri = workspace.uri("notes/deep/note.md");
    let mut client = Client::ready();
    client.open(&uri, 1, "Late [@nobody2020].\n");
    client.diagnostics(&uri, |params| codes(params).len() == 1);
    client.finish();
}

#[test]
fn a_client_whose_documents_have_no_versions_is_told_after_each_change() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({}));
    let document = json!({"uri": uri, "languageId": "markdown", "text": "Late [@nobody2020].\n"});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}));
    let first = client.next_diagnostics(&uri);
    for _ in 0..3 {
        // What is shown stays where it is, but a client may have moved it.
        let changes = json!([edit((1, 0), (1, 0), "More.\n")]);
        client.notify("textDocument/didChange", &json!({"textDocument": {"uri": uri}, "contentChanges": changes}));
        assert_eq!(client.next_diagnostics(&uri)["diagnostics"], first["diagnostics"]);
    }
    assert!(!client.log().contains("not newer"), "{}", client.log());
    client.finish();
}

#[test]
fn fast_typing_ends_with_the_diagnostics_of_the_last_version() {
    let workspace = workspace();
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&uri, 1, "# Ferry\n\nLate [@nobody2020].\n");
    for version in 2..400 {
        client.change(&uri, version, &json!([edit((0, 7), (0, 7), "\n\nLine")]));
    }
    let published = client.diagnostics(&uri, |params| params["version"] == 399);
    assert_eq!(start(&published)["line"], 2 + 2 * 398);
    client.finish();
}

#[test]
fn where_there_are_no_articles_nobody_is_accused_until_there_are_some() {
    let workspace = Workspace::new(&[("draft.md", "")]);
    let uri = workspace.uri("draft.md");
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&uri, 1, "As “the ferry company gave no reason” [@mole2019Ferries], and see @dorn1998.\n");
    let first = client.diagnostics(&uri, |params| params["version"] == 1);
    assert_eq!(codes(&first), Vec::<&str>::new());
    workspace.write("corpus/ferry.txt", "The ferry is late again\n\nThe ferry company gave no reason for the delay.\n");
    client.diagnostics(&uri, |params| codes(params) == ["citation-unknown", "citation-unknown"]);
    client.finish();
}
