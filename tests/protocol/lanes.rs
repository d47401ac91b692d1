//! What is quick does not wait for what is thorough, and nothing is worked out that nobody wants any more.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::workspace::Workspace;

const ARTICLE: &str = "---\nkey: fee\ntitle: Port fee doubles\n---\n\n“We never agreed to the port fee,” Petr Dvorský told reporters on Thursday.\n";

/// A note with as many altered quotations, each of which has a fix to try.
fn note(quotations: usize) -> String {
    let one = |number| format!("Dvorský said “We never agreed to the port levy” [@fee] on day {number}.\n\n");
    format!("# Fee\n\n{}", (0..quotations).map(one).collect::<String>())
}

fn ready(workspace: &Workspace, text: &str, general: &Value) -> (Client, String) {
    let actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let capabilities = json!({"general": general, "textDocument": {"codeAction": actions, "semanticTokens":
        {"requests": {"full": true}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]}}});
    let mut client = Client::over(workspace, &capabilities);
    let uri = workspace.uri("note.md");
    client.open(&uri, 1, text);
    client.diagnostics(&uri, |params| !params["diagnostics"].as_array().unwrap().is_empty());
    (client, uri)
}

fn whole(uri: &str) -> Value {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}});
    json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}})
}

#[test]
fn a_hover_overtakes_code_actions_that_came_before_it() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE)]);
    let (mut client, uri) = ready(&workspace, &note(40), &json!({}));
    let actions: Vec<i64> = (0..20).map(|_| client.send_request("textDocument/codeAction", &whole(&uri))).collect();
    for line in 2..12 {
        assert_ne!(client.ask("textDocument/hover", &uri, line, 3), json!({}));
    }
    assert!(client.unclaimed() < actions.len(), "every code action was answered before the hovers");
    for id in actions {
        assert!(client.reply(id).unwrap().as_array().is_some_and(|all| !all.is_empty()));
    }
    client.finish();
}

#[test]
fn a_request_of_an_edition_that_was_overtaken_is_not_worked_out_for_a_client_that_repeats_it() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE)]);
    let general = json!({"staleRequestSupport":
        {"cancel": true, "retryOnContentModified": ["textDocument/semanticTokens/full"]}});
    for (general, repeats) in [(general, true), (json!({}), false)] {
        let (mut client, uri) = ready(&workspace, &note(60), &general);
        let mut asked = Vec::new();
        for version in 2..40 {
            client.change(&uri, version, &json!([{"text": note(60 + version as usize)}]));
            asked.push(client.send_request("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": uri}})));
        }
        let replies: Vec<_> = asked.into_iter().map(|id| client.reply(id)).collect();
        assert!(replies.last().unwrap().is_ok(), "the newest edition is answered");
        let overtaken = replies.iter().filter(|reply| reply.as_ref().is_err_and(|error| error["code"] == -32801));
        let overtaken = overtaken.count();
        let answered = replies.iter().filter(|reply| reply.is_ok()).count();
        assert_eq!(overtaken + answered, replies.len());
        assert_eq!(overtaken > 0, repeats, "{overtaken} of {}", replies.len());
        client.diagnostics(&uri, |params| params["version"] == 39);
        client.finish();
    }
}

#[test]
fn every_request_about_one_edition_says_the_same() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE)]);
    let (mut client, uri) = ready(&workspace, &note(10), &json!({}));
    let ids: Vec<i64> =
        (0..30).map(|_| client.send_request("textDocument/semanticTokens/full", &whole(&uri))).collect();
    let replies: Vec<Value> = ids.into_iter().map(|id| client.reply(id).unwrap()).collect();
    assert!(replies.windows(2).all(|two| two[0] == two[1]));
    assert_ne!(client.request("textDocument/hover", &place(&uri, 2, 3)), Value::Null);
    client.finish();
}

#[test]
fn an_article_that_the_client_tells_of_is_known_without_a_look_at_the_others() {
    let workspace = Workspace::new(&[("corpus/fee.md", ARTICLE)]);
    let text = "He said “The toll stays as it is” [@toll].\n";
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::over(&workspace, &capabilities);
    client.registration("workspace/didChangeWatchedFiles");
    let uri = workspace.uri("note.md");
    client.open(&uri, 1, text);
    client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
    let toll = |key: &str| format!("---\nkey: {key}\ntitle: The toll\n---\n\n“The toll stays as it is,” she said.\n");
    workspace.write("corpus/untold.md", &toll("untold"));
    for number in 0..40 {
        workspace.write(&format!("corpus/{number}.md"), &format!("---\nkey: k{number}\n---\n\nWords of {number}.\n"));
    }
    workspace.write("corpus/toll.md", &toll("toll"));
    let mut changes: Vec<Value> =
        (0..40).map(|number| json!({"uri": workspace.uri(&format!("corpus/{number}.md")), "type": 1})).collect();
    changes.push(json!({"uri": workspace.uri("corpus/toll.md"), "type": 1}));
    // Each by itself, as editors that watch folders tell.
    for change in changes {
        client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [change]}));
    }
    client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
    let reads = client.log().matches("the corpus is read").count();
    assert!(reads < 20, "41 changes are taken in bunches, and not in {reads} readings");
    let find = json!({"command": "ibid.find", "arguments": ["The toll stays as it is"]});
    let found = client.request("workspace/executeCommand", &find);
    let keys: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["toll"]);
    client.finish();
}
