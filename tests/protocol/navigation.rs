//! Finding one's way, in a note with an astral character and Windows line ends.

use serde_json::{Value, json};

use super::client::{Client, place};
use super::features::text_at;
use super::workspace::Workspace;

const FIRST: &str = "---\nkey: fee\ndate: 2024-05-02\ntitle: Port fee doubles\n---\n\nPetr Dvorský, the foreign minister, told reporters in Lisbon of the fee. “We never agreed to the port fee,” Dvorský said.\n";
const SECOND: &str = "---\nkey: later\ndate: 2025-01-09\ntitle: A year later\n---\n\nPetr Dvorský, now a lawyer in Madeira, spoke of the harbour again.\n";
const NOTE: &str =
    "# Fee\r\n\r\n🛳 Petr Dvorský said “We never agreed to the port fee” [@fee].\r\n\r\nDvorský left [@later].\r\n";

fn started(text_document: &Value, workspace_capabilities: &Value) -> (Workspace, Client, String) {
    let workspace = Workspace::new(&[("corpus/fee.md", FIRST), ("corpus/later.md", SECOND), ("notes/fee.md", NOTE)]);
    let mut client =
        Client::over(&workspace, &json!({"textDocument": text_document, "workspace": workspace_capabilities}));
    let uri = workspace.uri("notes/fee.md");
    client.open(&uri, 1, NOTE);
    client.diagnostics(&uri, |_| true);
    (workspace, client, uri)
}

#[test]
fn the_type_definition_is_in_the_article_cited_here() {
    let (workspace, mut client, uri) = started(&json!({"typeDefinition": {"linkSupport": true}}), &json!({}));
    let target = client.ask("textDocument/typeDefinition", &uri, 4, 2);
    assert_eq!(target[0]["targetUri"], workspace.uri("corpus/later.md"));
    assert_eq!(text_at(SECOND, &target[0]["targetSelectionRange"]), "Petr Dvorský");
    assert_eq!(text_at(NOTE, &target[0]["originSelectionRange"]), "Dvorský");
    client.finish();
}

#[test]
fn highlights_are_the_names_of_one_actor() {
    let (_workspace, mut client, uri) = started(&json!({"documentHighlight": {}}), &json!({}));
    let found = client.ask("textDocument/documentHighlight", &uri, 4, 2);
    let words: Vec<&str> = found.as_array().unwrap().iter().map(|one| text_at(NOTE, &one["range"])).collect();
    assert_eq!(words, ["Petr Dvorský", "Dvorský"]);
    client.finish();
}

#[test]
fn keys_are_links_to_their_articles() {
    let (workspace, mut client, uri) = started(&json!({"documentLink": {"tooltipSupport": true}}), &json!({}));
    let links = client.request("textDocument/documentLink", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(links.as_array().unwrap().len(), 2);
    assert_eq!(
        (text_at(NOTE, &links[0]["range"]), &links[0]["target"]),
        ("@fee", &json!(workspace.uri("corpus/fee.md")))
    );
    assert!(links[1]["tooltip"].as_str().unwrap().contains("A year later"), "{links}");
    client.finish();
}

#[test]
fn workspace_symbols_lead_to_the_line_that_introduces_an_actor() {
    let (workspace, mut client, _) = started(&json!({}), &json!({"symbol": {}}));
    let found = client.request("workspace/symbol", &json!({"query": "dvorsky"}));
    assert_eq!(found[0]["name"], "Petr Dvorský");
    assert_eq!(found[0]["location"]["uri"], workspace.uri("corpus/fee.md"));
    assert_eq!(text_at(FIRST, &found[0]["location"]["range"]), "Petr Dvorský");
    client.finish();
}

#[test]
fn semantic_tokens_stand_on_their_words() {
    let (_workspace, mut client, uri) = started(
        &json!({"semanticTokens": {"requests": {"full": true}, "tokenTypes": [],
        "tokenModifiers": [], "formats": ["relative"]}}),
        &json!({}),
    );
    let tokens = client.request("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": uri}}));
    let numbers: Vec<u64> = tokens["data"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let words: Vec<&str> = numbers
        .chunks(5)
        .map(|token| {
            column = if token[0] == 0 { column + token[1] } else { token[1] };
            line += token[0];
            let at = |character: u64| json!({"line": line, "character": character});
            text_at(NOTE, &json!({"start": at(column), "end": at(column + token[2])}))
        })
        .collect();
    assert_eq!(words, ["Petr Dvorský", "We never agreed to the port fee", "@fee", "Dvorský", "@later"]);
    client.finish();
}

#[test]
fn a_renaming_is_prepared_and_changes_notes_and_the_analyst_s_file() {
    let operations = json!({"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}});
    let (workspace, mut client, uri) = started(&json!({"rename": {"prepareSupport": true}}), &operations);
    let prepared = client.ask("textDocument/prepareRename", &uri, 4, 2);
    assert_eq!((text_at(NOTE, &prepared["range"]), &prepared["placeholder"]), ("Dvorský", &json!("Petr Dvorský")));
    let mut params = place(&uri, 4, 2);
    params["newName"] = json!("Petr Dvorsky");
    let changes = client.request("textDocument/rename", &params)["documentChanges"].clone();
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(workspace.uri("actors.toml"))));
    assert_eq!(changes[1]["textDocument"], json!({"uri": uri, "version": 1}));
    let edits: Vec<(&str, &str)> = changes[1]["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| (text_at(NOTE, &edit["range"]), edit["newText"].as_str().unwrap()))
        .collect();
    assert_eq!(edits, [("Petr Dvorský", "Petr Dvorsky"), ("Dvorský", "Dvorsky")]);
    assert!(changes[2]["edits"][0]["newText"].as_str().unwrap().contains("name = \"Petr Dvorsky\""), "{changes}");
    let refused = client.refused("textDocument/rename", &{
        let mut quoted = place(&uri, 2, 30);
        quoted["newName"] = json!("x");
        quoted
    });
    assert_eq!(refused, -32803);
    client.finish();
}

#[test]
fn a_renaming_in_an_article_is_refused_for_the_words_are_the_source_s() {
    let (workspace, mut client, _) = started(&json!({"rename": {}}), &json!({}));
    let article = workspace.uri("corpus/fee.md");
    client.open(&article, 1, FIRST);
    for (line, reason) in [(6, "an article's words are the source's"), (0, "only the name of an actor")] {
        let mut params = place(&article, line, 2);
        params["newName"] = json!("Petr Dvorsky");
        let id = client.send_request("textDocument/rename", &params);
        let told = client.refusal_message(id);
        assert!(told.starts_with(reason), "{told}");
    }
    client.finish();
}

#[test]
fn what_the_analyst_may_decide_is_offered_where_it_stands() {
    let code_action =
        json!({"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["refactor"]}}}});
    let (workspace, mut client, uri) = started(&code_action, &json!({}));
    client.change(&uri, 2, &json!([{"text": "Petr Dvorsky and Jana left [@fee].\n"}]));
    let at = |character: u32| json!({"line": 0, "character": character});
    let offered = |client: &mut Client, from: u32, to: u32| {
        client.request(
            "textDocument/codeAction",
            &json!({"textDocument": {"uri": uri}, "range": {"start": at(from), "end": at(to)},
                "context": {"diagnostics": [], "only": ["refactor"]}}),
        )
    };
    let names = offered(&mut client, 3, 3);
    let titles: Vec<&str> = names.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    assert!(titles.contains(&"Call Petr Dvorský “Petr Dvorsky” from now on"), "{titles:?}");
    let changes = &names[0]["edit"]["changes"][workspace.uri("actors.toml")];
    assert!(changes[0]["newText"].as_str().unwrap().contains("[[actor]]"), "{names}");
    let cites = offered(&mut client, 30, 30);
    assert_eq!(cites[0]["edit"]["changes"][&uri][0]["newText"], "[Port fee doubles 2024](../corpus/fee.md)");
    client.finish();
}

#[test]
fn where_nothing_can_be_renamed_a_client_that_asks_first_is_told_so_without_an_error() {
    let (_workspace, mut client, uri) = started(&json!({"rename": {"prepareSupport": true}}), &json!({}));
    for (line, character) in [(0, 0), (2, 30), (2, 60), (99, 99)] {
        assert_eq!(client.ask("textDocument/prepareRename", &uri, line, character), Value::Null);
    }
    client.finish();
}

#[test]
fn of_changed_tokens_a_client_that_can_is_told_what_differs() {
    let tokens =
        json!({"requests": {"full": {"delta": true}}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]});
    let (_workspace, mut client, uri) = started(&json!({ "semanticTokens": tokens }), &json!({}));
    let document = json!({"uri": uri});
    let numbers = |reply: &Value| -> Vec<Value> { reply["data"].as_array().unwrap().clone() };
    let first = client.request("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    client.change(&uri, 2, &json!([{"text": NOTE.replace("left [@later]", "left with Petr Dvorský [@later]")}]));
    let asked = json!({"textDocument": document, "previousResultId": first["resultId"]});
    let changes = client.request("textDocument/semanticTokens/full/delta", &asked);
    let mut together = numbers(&first);
    for edit in changes["edits"].as_array().unwrap().iter().rev() {
        let start = edit["start"].as_u64().unwrap() as usize;
        let end = start + edit["deleteCount"].as_u64().unwrap() as usize;
        together.splice(start..end, edit["data"].as_array().unwrap().iter().cloned());
    }
    let whole = client.request("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    assert_eq!((together, &changes["resultId"]), (numbers(&whole), &whole["resultId"]));
    assert_ne!(whole["resultId"], first["resultId"]);
    client.finish();
}

#[test]
fn the_list_of_references_is_offered_among_the_source_actions_and_written_behind_the_note() {
    let code_action = json!({"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["source"]}}}});
    let (_workspace, mut client, uri) = started(&code_action, &json!({}));
    let at = json!({"line": 0, "character": 0});
    let asked = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["source.references"]}});
    let offered = client.request("textDocument/codeAction", &asked);
    assert_eq!(
        (&offered[0]["title"], offered.as_array().map(Vec::len)),
        (&json!("Insert the list of references (2 sources)"), Some(1))
    );
    let edit = &offered[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["range"]["start"]["line"], 4);
    let written = edit["newText"].as_str().unwrap();
    assert!(
        written.contains("Port Fee Doubles")
            && written.contains("\r\n- ")
            && !written.replace("\r\n", "").contains('\n')
    );
    client.change(&uri, 2, &json!([{"text": format!("{}{written}", NOTE.trim_end())}]));
    assert_eq!(client.request("textDocument/codeAction", &asked), json!([]));
    client.finish();
}
