//! What editors offer as commands of their own, and what their status bars are told.

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
";

const NOTE: &str = "# Fee

Petr Dvorský: “We never agreed to the port levy” [@kovarova2024fee].

He said “We never agreed to the port fee” [@kovarova2024fee].
";

fn workspace() -> Workspace {
    Workspace::new(&[("corpus/fee.md", ARTICLE), ("notes/fee.md", NOTE)])
}

fn over(workspace: &Workspace) -> (Client, String) {
    let mut client = Client::over(workspace, &json!({}));
    let uri = workspace.uri("notes/fee.md");
    client.open(&uri, 1, NOTE);
    client.diagnostics(&uri, |_| true);
    (client, uri)
}

fn run(client: &mut Client, command: &str, arguments: &Value) -> Value {
    client.request("workspace/executeCommand", &json!({"command": command, "arguments": arguments}))
}

#[test]
fn the_card_of_an_actor_is_found_by_place_and_by_name() {
    let workspace = workspace();
    let (mut client, uri) = over(&workspace);
    let card = run(&mut client, "ibid.card", &json!([place(&uri, 2, 7)]));
    assert_eq!(card["title"], "Petr Dvorský");
    assert!(card["markdown"].as_str().unwrap().contains("Foreign Minister"), "{card}");
    assert_eq!(run(&mut client, "ibid.card", &json!(["dvorsky"])), card);
    assert_eq!(run(&mut client, "ibid.card", &json!(["Zzyzx"])), Value::Null);
    assert_eq!(run(&mut client, "ibid.card", &json!([place(&uri, 1, 0)])), Value::Null);
    client.finish();
}

#[test]
fn words_are_found_where_they_stand() {
    let workspace = workspace();
    let (mut client, _) = over(&workspace);
    let places = run(&mut client, "ibid.find", &json!(["we never agreed to the port fee"]));
    assert_eq!(places[0]["location"]["uri"], workspace.uri("corpus/fee.md"));
    assert_eq!(places[0]["location"]["range"]["start"]["line"], 8);
    assert_eq!((&places[0]["key"], &places[0]["verdict"]), (&json!("kovarova2024fee"), &json!("typographic")));
    assert_eq!(run(&mut client, "ibid.find", &json!(["entirely other words stand nowhere"])), json!([]));
    client.finish();
}

#[test]
fn the_original_is_the_file_and_the_page_of_the_article() {
    let workspace = workspace();
    let (mut client, uri) = over(&workspace);
    let expected = json!({"uri": workspace.uri("corpus/fee.md"), "url": "https://example.org/fee",
        "title": "Port fee doubles", "readable": true});
    // The name, the quotation, the citation.
    for character in [4, 20, 60] {
        let original = run(&mut client, "ibid.original", &json!([place(&uri, 2, character)]));
        assert_eq!(original, expected, "at {character}");
    }
    client.open(&workspace.uri("corpus/fee.md"), 1, ARTICLE);
    assert_eq!(run(&mut client, "ibid.original", &json!([place(&workspace.uri("corpus/fee.md"), 0, 0)])), expected);
    client.finish();
}

#[test]
fn an_index_made_anew_knows_what_no_editor_told_of() {
    let workspace = workspace();
    let (mut client, uri) = over(&workspace);
    workspace.write("corpus/fee.md", &ARTICLE.replace("port fee,", "port levy,"));
    assert_eq!(run(&mut client, "ibid.rebuild", &json!([])), Value::Null);
    let on_line = |line: u64| {
        move |params: &Value| {
            let all = params["diagnostics"].as_array().unwrap();
            !all.is_empty() && all.iter().all(|one| one["range"]["start"]["line"] == line)
        }
    };
    client.diagnostics(&uri, on_line(4));
    client.finish();
}

#[test]
fn a_command_that_is_none_is_refused() {
    let workspace = workspace();
    let (mut client, _) = over(&workspace);
    for (command, arguments) in [("ibid.remove", json!([])), ("ibid.find", json!([])), ("ibid.card", json!([7]))] {
        let params = json!({"command": command, "arguments": arguments});
        assert_eq!(client.refused("workspace/executeCommand", &params), -32602);
    }
    client.finish();
}

#[test]
fn a_status_bar_is_told_of_the_corpus_and_of_each_note() {
    let workspace = workspace();
    // An entry without a file can be cited, and is no article that was read.
    workspace
        .write("references.bib", "@book{elsewhere2019, title = {Elsewhere}, author = {Lind, Ada}, year = {2019}}\n");
    let mut client = Client::initialised(&json!({"capabilities": {}, "rootUri": workspace.uri(""),
        "initializationOptions": {"statusNotification": true}}));
    let uri = workspace.uri("notes/fee.md");
    client.open(&uri, 3, NOTE);
    let indexing = client.expect_notification("ibid/status");
    assert_eq!(indexing, json!({"indexing": true, "articles": 0, "unreadable": 0}));
    let ready = client.expect_notification("ibid/status");
    assert_eq!(ready, json!({"indexing": false, "articles": 1, "unreadable": 0}));
    let verdicts = client.expect_notification("ibid/verdicts");
    let expected = json!({"uri": uri, "version": 3, "verified": 1, "wrong": 1, "unchecked": 0, "uncited": 0});
    assert_eq!(verdicts, expected);
    client.diagnostics(&uri, |_| true);
    client.finish();
}

#[test]
fn colours_and_hints_are_fetched_again_once_the_articles_are_read() {
    let workspace = workspace();
    let capabilities = json!({"textDocument": {"semanticTokens": {"requests": {}, "tokenTypes": [],
        "tokenModifiers": [], "formats": []}}, "workspace": {"semanticTokens": {"refreshSupport": true}}});
    let mut client = Client::over(&workspace, &capabilities);
    let uri = workspace.uri("notes/fee.md");
    client.open(&uri, 1, NOTE);
    client.refresh("workspace/semanticTokens/refresh");
    let tokens =
        client.request("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": uri}}))["data"].clone();
    // The first token is the name at the beginning of the third line.
    assert_eq!(&tokens.as_array().unwrap()[..4], &[json!(2), json!(0), json!(12), json!(0)], "{tokens}");
    client.diagnostics(&uri, |_| true);
    client.finish();
}
