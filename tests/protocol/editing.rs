//! A workspace on disk, edited.

use serde_json::{Value, json};

use super::client::Client;
use super::workspace::Workspace;

fn workspace() -> Workspace {
    Workspace::new(&[
        ("corpus/harbour.md", "---\ntitle: The harbour fee\n---\n\nThe fee doubles in May, Dana Orlu said.\n"),
        ("notes/brief.md", "# Brief\n\nDana Orlu doubled the fee.\n"),
    ])
}

#[test]
fn the_encoding_is_the_one_agreed_on() {
    for (offered, chosen) in
        [(json!(["utf-16", "utf-8"]), "utf-8"), (json!(["utf-32"]), "utf-32"), (json!(null), "utf-16")]
    {
        let mut client = Client::start(&["--stdio"]);
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let answer = client.request("initialize", &json!({"capabilities": capabilities}));
        assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
        client.finish();
    }
}

#[test]
fn a_sound_note_gets_empty_diagnostics_with_its_version() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({}));
    let uri = workspace.uri("notes/brief.md");
    client.open(&uri, 7, "# Brief\n");
    let published = client.diagnostics(&uri, |_| true);
    assert_eq!((&published["version"], &published["diagnostics"]), (&json!(7), &json!([])));
    client.finish();
}

#[test]
fn slips_in_the_configuration_are_shown_in_it_and_go_when_mended() {
    let workspace = workspace();
    workspace.write("ibid.toml", "[corpus]\npaths = 5\n");
    let watch = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::over(&workspace, &watch);
    let uri = workspace.uri("ibid.toml");
    let published = client.diagnostics(&uri, |params| params["diagnostics"] != json!([]));
    assert_eq!(published["diagnostics"][0]["source"], "ibid");
    client.registration("workspace/didChangeWatchedFiles");
    workspace.write("ibid.toml", "[corpus]\npaths = [\"corpus\"]\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri, "type": 2}]}));
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    client.finish();
}

#[test]
fn a_client_that_does_not_watch_files_is_not_asked_to() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({}));
    client.open(&workspace.uri("notes/brief.md"), 1, "# Brief\n");
    client.diagnostics(&workspace.uri("notes/brief.md"), |_| true);
    assert!(client.registered.is_empty());
    client.finish();
}

#[test]
fn a_document_that_is_neither_note_nor_article_has_no_answers() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({}));
    let uri = workspace.uri("script.py");
    let document = json!({"uri": uri, "languageId": "python", "version": 1, "text": "# Brief\n"});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}));
    for method in ["textDocument/hover", "textDocument/definition", "textDocument/completion"] {
        assert_eq!(client.ask(method, &uri, 0, 3), Value::Null);
    }
    client.finish();
}

#[test]
fn reading_the_corpus_is_shown_as_progress_where_the_client_shows_any() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({"window": {"workDoneProgress": true}}));
    let begin = client.expect_notification("$/progress");
    assert_eq!((&begin["value"]["kind"], &begin["value"]["title"]), (&json!("begin"), &json!("Reading the corpus")));
    loop {
        let next = client.expect_notification("$/progress");
        assert_eq!(next["token"], begin["token"]);
        if next["value"]["kind"] == "end" {
            break;
        }
    }
    client.finish();
}

#[test]
fn what_the_workspace_does_not_count_among_its_notes_is_left_alone() {
    let workspace = workspace();
    workspace.write("ibid.toml", "[notes]\ninclude = [\"notes/**/*.md\"]\nexclude = [\"notes/archive/**\"]\n");
    let mut client = Client::over(&workspace, &json!({}));
    let note = workspace.uri("notes/new.md");
    let others =
        [workspace.uri("notes/archive/old.md"), workspace.uri("README.md"), "file:///elsewhere/n.md".to_string()];
    for uri in others.iter().chain([&note]) {
        client.open(uri, 1, "# New [@nobody2020]\n");
    }
    client.diagnostics(&note, |params| params["diagnostics"].as_array().unwrap().len() == 1);
    for uri in &others {
        let document = json!({"textDocument": {"uri": uri}});
        assert_eq!(client.request("textDocument/documentSymbol", &document), Value::Null, "{uri}");
    }
    client.finish();
}

#[test]
fn a_folder_may_be_called_anything() {
    let outer = Workspace::new(&[
        ("[2024] 50% {harbour} é/corpus/*fee?.md", "---\nkey: orlu2024fee\n---\n\nThe fee doubles in May.\n"),
        ("[2024] 50% {harbour} é/ibid.toml", "[corpus]\npaths = [\"corpus/**/*.md\"]\n"),
    ]);
    let root = outer.uri("[2024] 50% {harbour} é");
    let mut client = Client::initialised(&json!({"capabilities": {}, "rootUri": root}));
    let note = outer.uri("[2024] 50% {harbour} é/a note #1.md");
    client.open(&note, 1, "Twice [@orlu2024fee] or [@nobody2020].\n");
    client.diagnostics(&note, |params| params["diagnostics"].as_array().unwrap().len() == 1);
    let target = client.ask("textDocument/definition", &note, 0, 10);
    assert_eq!(target["uri"], outer.uri("[2024] 50% {harbour} é/corpus/*fee?.md"));
    client.finish();
}

#[test]
fn where_the_client_refuses_to_watch_files_ibid_does() {
    let workspace = workspace();
    let mut client = Client::start(&["--stdio"]);
    client.refuses = Some("client/registerCapability");
    let declared = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    client.request("initialize", &json!({"capabilities": declared, "rootUri": workspace.uri("")}));
    client.notify("initialized", &json!({}));
    let uri = workspace.uri("notes/brief.md");
    client.open(&uri, 1, "See [@orlu2024later].\n");
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    client.logged("though it says that it can");
    // Whoever reads the corpus again watches it first.
    client.logged("the corpus is read");
    workspace.write("corpus/later.md", "---\nkey: orlu2024later\ntitle: Later\n---\n\nThe fee fell, Dana Orlu said.\n");
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    client.finish();
}
