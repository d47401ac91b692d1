//! Every feature once through the protocol: what the client declares decides how it is answered.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::workspace::Workspace;

const ARTICLE: &str = "---
key: kovarova2024fee
title: Port fee doubles
author: Jana Kovářová
date: 2024-05-02
url: https://example.org/fee
---

“We never agreed to the port fee,” Foreign Minister Petr Dvorský told reporters in Lisbon on Thursday.

The fee was announced in April. Petr Dvorský called it an insult to every harbour of the coast.
";

const NOTE: &str = "# Fee

🛳 Petr Dvorský: “We never agreed to the port levy” [@kovarova2024fee].

He said “We never agreed to the port fee” [@kovarova2024fee].
";

fn workspace() -> Workspace {
    Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/fee.md", NOTE)])
}

/// A client that declares `text_document`, with the note open and the corpus read.
fn with_note(workspace: &Workspace, text_document: &Value) -> (Client, String) {
    let mut client = Client::over(workspace, &json!({"textDocument": text_document}));
    let uri = workspace.uri("notes/fee.md");
    client.open(&uri, 1, NOTE);
    client.diagnostics(&uri, |_| true);
    (client, uri)
}

/// The text of a range in UTF-16, as the client has it.
pub fn text_at<'a>(text: &'a str, range: &Value) -> &'a str {
    let at = |position: &Value| {
        let line =
            text.split_inclusive('\n').take(position["line"].as_u64().unwrap() as usize).map(str::len).sum::<usize>();
        let mut units = 0;
        let column = text[line..].char_indices().find(|(_, character)| {
            let here = units;
            units += character.len_utf16() as u64;
            here >= position["character"].as_u64().unwrap()
        });
        line + column.map_or(0, |(at, _)| at)
    };
    &text[at(&range["start"])..at(&range["end"])]
}

#[test]
fn hover_is_markdown_only_where_the_client_shows_it() {
    let workspace = workspace();
    for (format, kind) in [
        (json!(["markdown", "plaintext"]), "markdown"),
        (json!(["plaintext"]), "plaintext"),
        (json!(null), "plaintext"),
    ] {
        let (mut client, uri) = with_note(&workspace, &json!({"hover": {"contentFormat": format}}));
        let hover = client.ask("textDocument/hover", &uri, 4, 50);
        assert_eq!(hover["contents"]["kind"], kind);
        assert!(hover["contents"]["value"].as_str().unwrap().contains("Port fee doubles"), "{hover}");
        assert_eq!(text_at(NOTE, &hover["range"]), "@kovarova2024fee");
        assert_eq!(client.ask("textDocument/hover", &uri, 1, 0), Value::Null);
        client.finish();
    }
}

#[test]
fn hover_on_a_quotation_begins_with_its_verdict() {
    let workspace = workspace();
    let (mut client, uri) = with_note(&workspace, &json!({"hover": {"contentFormat": ["markdown"]}}));
    let hover = client.ask("textDocument/hover", &uri, 4, 20);
    let first = hover["contents"]["value"].as_str().unwrap().lines().next().unwrap().to_string();
    assert!(first.to_lowercase().contains("verbatim"), "{first}");
    client.finish();
}

#[test]
fn definition_is_one_place_in_the_article() {
    let workspace = workspace();
    for links in [true, false] {
        let (mut client, uri) = with_note(&workspace, &json!({"definition": {"linkSupport": links}}));
        let target = client.ask("textDocument/definition", &uri, 4, 20);
        let (address, range) = if links {
            assert_eq!(target.as_array().unwrap().len(), 1);
            assert_eq!(text_at(NOTE, &target[0]["originSelectionRange"]), "We never agreed to the port fee");
            (&target[0]["targetUri"], &target[0]["targetSelectionRange"])
        } else {
            (&target["uri"], &target["range"])
        };
        assert_eq!(address, &workspace.uri("corpus/fee.md"));
        assert_eq!(text_at(ARTICLE, range), "We never agreed to the port fee");
        client.finish();
    }
}

#[test]
fn completion_replaces_the_typed_key_and_documents_it_on_request() {
    let workspace = workspace();
    let item = json!({"completionItem": {"documentationFormat": ["markdown"]}});
    let (mut client, uri) = with_note(&workspace, &json!({"completion": item}));
    client.open(&uri, 2, "Fee 🛳 [@kov\n");
    let list = client.ask("textDocument/completion", &uri, 0, 12);
    let item = &list["items"][0];
    assert_eq!(item["label"].as_str().unwrap().trim_start_matches('@'), "kovarova2024fee");
    assert!(item.get("preselect").is_none());
    let edit = &item["textEdit"];
    assert_eq!(text_at("Fee 🛳 [@kov\n", &edit["range"]).trim_start_matches('@'), "kov");
    let resolved = client.request("completionItem/resolve", item);
    assert_eq!(resolved["documentation"]["kind"], "markdown");
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("Port fee doubles"), "{resolved}");
    client.finish();
}

#[test]
fn an_altered_quotation_shows_its_source_and_is_mended_by_a_code_action() {
    let workspace = workspace();
    let uri = workspace.uri("notes/fee.md");
    let capabilities = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}, "textDocument": {
        "publishDiagnostics": {"relatedInformation": true, "dataSupport": true},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}});
    let mut client = Client::over(&workspace, &capabilities);
    client.open(&uri, 5, NOTE);
    let published = client.diagnostics(&uri, |params| params["diagnostics"] != json!([]));
    let diagnostic = &published["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &published["diagnostics"][1]), (&json!("quote-altered"), &Value::Null));
    assert_eq!(text_at(NOTE, &diagnostic["range"]), "We never agreed to the port levy");
    let source = &diagnostic["relatedInformation"][0]["location"];
    assert_eq!(source["uri"], workspace.uri("corpus/fee.md"));
    assert!(text_at(ARTICLE, &source["range"]).contains("port fee"));
    assert_eq!(diagnostic["relatedInformation"][0]["message"], "Kovářová, para. 1");

    let params =
        json!({"textDocument": {"uri": uri}, "range": diagnostic["range"], "context": {"diagnostics": [diagnostic]}});
    let actions = client.request("textDocument/codeAction", &params);
    let action = &actions[0];
    assert_eq!((&action["kind"], &action["diagnostics"][0]), (&json!("quickfix"), diagnostic));
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": 5}));
    let edits: Vec<Value> = change["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| json!({"range": edit["range"], "text": edit["newText"]}))
        .collect();
    client.change(&uri, 6, &json!(edits));
    client.diagnostics(&uri, |params| params["version"] == 6 && params["diagnostics"] == json!([]));

    let only = json!({"textDocument": {"uri": uri}, "range": diagnostic["range"],
        "context": {"diagnostics": [], "only": ["source.organizeImports"]}});
    assert_eq!(client.request("textDocument/codeAction", &only), Value::Null);
    client.finish();
}

#[test]
fn code_actions_are_not_offered_to_a_client_without_them() {
    let mut client = Client::start(&[]);
    let answer = client.request("initialize", &json!({"capabilities": {}}));
    assert!(answer["capabilities"].get("codeActionProvider").is_none());
    client.finish();
}

#[test]
fn headings_are_a_tree_where_the_client_shows_one() {
    let workspace = workspace();
    let text = "# One\n\n## Two\n\n# Three\n";
    for tree in [true, false] {
        let symbols = json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": tree}});
        let (mut client, uri) = with_note(&workspace, &symbols);
        client.open(&uri, 2, text);
        let symbols = client.request("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}}));
        if tree {
            assert_eq!((&symbols[0]["name"], &symbols[0]["children"][0]["name"]), (&json!("One"), &json!("Two")));
            assert_eq!(symbols[1]["name"], "Three");
        } else {
            assert_eq!((&symbols[1]["name"], &symbols[1]["containerName"]), (&json!("Two"), &json!("One")));
            assert_eq!(symbols[2]["location"]["uri"], uri);
        }
        client.finish();
    }
}

#[test]
fn an_actor_leads_from_note_to_article_and_is_known_inside_it() {
    let workspace = workspace();
    let (mut client, uri) = with_note(&workspace, &json!({"hover": {"contentFormat": ["markdown"]}}));
    let hover = client.ask("textDocument/hover", &uri, 2, 5);
    let value = hover["contents"]["value"].as_str().unwrap_or_default();
    assert!(value.lines().next().unwrap_or_default().contains("Dvorský"), "{hover}");
    let target = client.ask("textDocument/definition", &uri, 2, 5);
    assert_eq!(target["uri"], workspace.uri("corpus/fee.md"));

    let mut params = place(&uri, 2, 5);
    params["context"] = json!({"includeDeclaration": true});
    let references = client.request("textDocument/references", &params);
    let files: Vec<&Value> = references.as_array().unwrap().iter().map(|place| &place["uri"]).collect();
    assert!(files.contains(&&json!(workspace.uri("corpus/fee.md"))) && files.contains(&&json!(uri)), "{references}");

    let article = workspace.uri("corpus/fee.md");
    client.open(&article, 1, ARTICLE);
    let inside = client.ask("textDocument/hover", &article, 10, 40);
    assert!(inside["contents"]["value"].as_str().unwrap_or_default().contains("Dvorský"), "{inside}");
    client.finish();
}

#[test]
fn a_new_article_is_known_as_soon_as_its_file_is() {
    let workspace = workspace();
    let watch = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::over(&workspace, &watch);
    let uri = workspace.uri("notes/new.md");
    client.open(&uri, 1, "Silence [@silva2023strike].\n");
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    workspace.write(
        "corpus/strike.md",
        "---\nkey: silva2023strike\ntitle: Strike ends\n---\n\nThe strike ended on Monday.\n",
    );
    let event = json!({"changes": [{"uri": workspace.uri("corpus/strike.md"), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", &event);
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    client.finish();
}

#[test]
fn a_client_that_watches_nothing_still_hears_of_new_articles() {
    let workspace = workspace();
    let mut client = Client::over(&workspace, &json!({}));
    let uri = workspace.uri("notes/new.md");
    client.open(&uri, 1, "Silence [@silva2023strike].\n");
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    workspace.write("corpus/later/strike.md", "---\nkey: silva2023strike\ntitle: Strike\n---\n\nIt ended on Monday.\n");
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    std::fs::remove_dir_all(workspace.path("corpus/later")).unwrap();
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    client.finish();
}

#[test]
fn a_server_that_starts_again_has_everything_without_reading_it() {
    let workspace = workspace();
    let uri = workspace.uri("notes/fee.md");
    for _ in 0..2 {
        let mut client = Client::over(&workspace, &json!({}));
        client.open(&uri, 1, NOTE);
        client.diagnostics(&uri, |_| true);
        let hover = client.ask("textDocument/hover", &uri, 2, 5);
        assert!(hover["contents"].to_string().contains("Dvorský"), "{hover}");
        // The index is written when nothing has happened for a moment.
        std::thread::sleep(std::time::Duration::from_millis(900));
        client.finish();
    }
}

#[test]
fn a_changed_bibliography_takes_effect_while_the_server_runs() {
    let workspace = workspace();
    let watch = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::over(&workspace, &watch);
    let uri = workspace.uri("notes/new.md");
    let bibliography = workspace.uri("references.bib");
    let changed = json!({"changes": [{"uri": bibliography, "type": 2}]});
    client.open(&uri, 1, "Silence [@silva2023strike].\n");
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    workspace
        .write("references.bib", "@book{silva2023strike, title = {Strike}, year = 2023}\n@book{broken, title = {x\n");
    client.notify("workspace/didChangeWatchedFiles", &changed);
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    client.diagnostics(&bibliography, |params| params["diagnostics"][0]["range"]["start"]["line"] == 1);
    workspace.write("references.bib", "@book{other, title = {Strike}, year = 2023}\n");
    client.notify("workspace/didChangeWatchedFiles", &changed);
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    client.finish();
}
