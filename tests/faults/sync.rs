//! Faults 16 to 22: edits and addresses that do not fit. Fault 15, random edits in three encodings against a full-text
//! oracle, is in `tests/sync.rs` (as a function) and `tests/protocol/soak.rs` (over the wire).

use serde_json::{Value, json};

use super::client::{Client, edit};
use super::desk::{Desk, headings};

/// What a document that reads `text` becomes by these changes, one notification each: its only heading.
fn heading_after(text: &str, changes: &[Value]) -> String {
    let mut client = Client::ready();
    client.open("untitled:one", 1, text);
    for (version, change) in changes.iter().enumerate() {
        client.change("untitled:one", version as i32 + 2, &json!([change]));
    }
    let mut names = headings(&mut client, "untitled:one");
    client.finish();
    assert_eq!(names.len(), 1, "{names:?}");
    names.remove(0)
}

#[test]
fn fault_16_a_position_inside_a_surrogate_pair_is_the_start_of_its_character() {
    assert_eq!(heading_after("# a🧭b\n", &[edit((0, 4), (0, 5), "")]), "ab");
    assert_eq!(heading_after("# a🧭b\n", &[edit((0, 4), (0, 4), "-")]), "a-🧭b");
    assert_eq!(heading_after("# a🧭b\n", &[edit((0, 3), (0, 4), "-")]), "a-🧭b");
}

#[test]
fn fault_17_places_past_the_end_and_ranges_in_the_wrong_order_are_brought_inside() {
    let far = u32::MAX;
    assert_eq!(heading_after("# abc\n", &[edit((0, far), (0, far), "d")]), "abcd");
    assert_eq!(heading_after("# abc", &[edit((far, far), (far, far), "d")]), "abcd");
    assert_eq!(heading_after("# abcd\n", &[edit((0, 5), (0, 3), "-")]), "a-d");
    assert_eq!(heading_after("# abcd\n", &[edit((far, 0), (0, 4), "")]), "ab");
}

#[test]
fn fault_18_line_breaks_may_be_split_joined_and_of_any_kind() {
    // A CRLF is one break; halves of it are made and joined again by edits.
    assert_eq!(heading_after("# a\r\n", &[edit((0, 3), (1, 0), "\r"), edit((1, 0), (1, 0), "\n")]), "a");
    let split = [edit((1, 0), (1, 0), "text\n"), edit((0, 3), (1, 0), "\r"), edit((1, 0), (1, 4), "words")];
    assert_eq!(heading_after("# a\r\n", &split), "a");
    // A lone carriage return ends a line; U+2028 and U+0085 do not.
    assert_eq!(heading_after("text\r\r# b\r", &[edit((2, 3), (2, 3), "c")]), "bc");
    assert_eq!(heading_after("a\u{2028}b\u{85}c\n\n# d\n", &[edit((2, 3), (2, 3), "e")]), "de");
}

#[test]
fn fault_19_versions_that_are_stale_skipped_or_repeated_lose_no_edit() {
    let mut client = Client::ready();
    client.open("untitled:v", 5, "# a\n");
    for (version, letter) in [(6, "b"), (6, "c"), (4, "d"), (900, "e"), (-1, "f"), (i32::MAX, "g"), (i32::MIN, "h")] {
        client.change("untitled:v", version, &json!([edit((0, 99), (0, 99), letter)]));
    }
    assert_eq!(headings(&mut client, "untitled:v"), ["abcdefgh"], "changes apply in the order in which they came");
    client.finish();
}

#[test]
fn fault_20_a_change_of_a_document_that_was_never_opened_is_ignored_without_its_words() {
    let mut desk = Desk::with(&[]);
    let other = desk.workspace.uri("notes/other.md");
    desk.client.change(&other, 2, &json!([edit((0, 0), (0, 0), "confidential words")]));
    desk.client.notify("textDocument/didClose", &json!({"textDocument": {"uri": other}}));
    let document = json!({"textDocument": {"uri": other}});
    assert_eq!(desk.client.request("textDocument/documentSymbol", &document), Value::Null);
    desk.intact();
    assert!(!desk.client.log().contains("confidential"));
    desk.end();
}

#[test]
fn fault_21_what_happens_to_the_file_of_an_open_note_changes_nothing_in_it() {
    let mut desk = Desk::with(&[]);
    let path = desk.workspace.path("notes/brief.md");
    for kind in [1, 2, 3] {
        desk.workspace.write("notes/brief.md", "# Written by another program\n");
        if kind == 3 {
            std::fs::remove_file(&path).unwrap();
        }
        desk.client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": desk.uri, "type": kind}]}));
        desk.intact();
    }
    desk.end();
}

#[test]
fn fault_22_addresses_that_are_encoded_strange_or_none_at_all_are_served_or_refused() {
    let mut desk = Desk::with(&[]);
    let encoded = desk.uri.replace("brief", "%62%72ief%20%23%25%C3%A9");
    let strange =
        ["untitled:Untitled-1", "vscode-vfs://github/a/b.md", "git:/a.md?%7B%7D", "inmemory://m/1", "zip:a.zip!/n.md"];
    for uri in strange.iter().copied().chain([encoded.as_str()]) {
        desk.client.open(uri, 1, "# Served\n");
        assert_eq!(headings(&mut desk.client, uri), ["Served"], "{uri}");
    }
    // Another machine's file, and bytes that are no UTF-8: not notes of this workspace, and no harm.
    for uri in ["file://elsewhere/n.md", "file:///%FF%FE.md", "file:///%00.md", "file:///../../etc/passwd"] {
        desk.client.open(uri, 1, "# Served\n");
        headings(&mut desk.client, uri);
    }
    for uri in ["", "not an address", "//", "file:", "http://[", "%%%", "\u{0}"] {
        let document = json!({"textDocument": {"uri": uri}});
        let id = desk.client.send_request("textDocument/documentSymbol", &document);
        if let Err(error) = desk.client.reply(id) {
            assert_eq!(error["code"], -32602, "{uri:?}");
        }
        desk.client.open(uri, 1, "# None\n");
    }
    desk.end();
}
