//! Long random editing, with everything else going on at once, ends where a fresh start would.

use std::process::Command;

use ibid::server::sync;
use ibid::text::Encoding;
use ropey::Rope;
use serde_json::{Value, json};

use super::client::{Client, edit, place};
use super::workspace::Workspace;

const ARTICLES: [(&str, &str); 2] = [
    (
        "corpus/dam.md",
        "---\nkey: osei2022dam\ntitle: The dam at Kpong\ndate: 2022-03-01\n---\n\nWater Minister Abena Osei said the dam \
         would “not be raised before the rains end”. The lake stood four metres below its mark.\n",
    ),
    (
        "corpus/rain.txt",
        "Rain stays away\n\nAbena Osei, the water minister, has asked neighbouring Togo for patience.\n\nThe rains are \
         three weeks late, the weather service said.\n",
    ),
];

const START: &str = "# Water 💧\n\nOsei said it would “not be raised before the rains end” [@osei2022dam].\n\n\
                     > The lake stood four metres below its mark. [@osei2022dam]\n";

/// What is typed: parts of quotations and citations, and what breaks them.
const PIECES: [&str; 17] = [
    "a",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "[@osei2022dam]",
    "[@osei2022",
    "]",
    "@",
    "💧",
    "é",
    "> ",
    "\r\n",
    "`",
    "“The rains are three weeks late” [@osei2022dam]. ",
];

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn random_edit(numbers: &mut Numbers, text: &Rope) -> Value {
    let line = numbers.below(text.len_lines() + 1) as u32;
    let column = numbers.below(80) as u32;
    let length = [0, 0, 0, 1, 1, 7][numbers.below(6)];
    edit((line, column), (line, column + length), PIECES[numbers.below(PIECES.len())])
}

/// The diagnostics of the command line, in the protocol's terms.
fn checked(workspace: &Workspace, note: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "--format", "json", note])
        .env("XDG_CACHE_HOME", workspace.path(".cache"))
        .current_dir(workspace.path(""))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let at = |one: &Value, line: &str, column: &str| json!({"line": one[line].as_u64().unwrap() - 1, "character": one[column].as_u64().unwrap() - 1});
    let to_protocol = |one: &Value| {
        let range = json!({"start": at(one, "line", "column"), "end": at(one, "end_line", "end_column")});
        json!({"code": one["code"], "message": one["message"], "range": range})
    };
    report["diagnostics"].as_array().unwrap().iter().map(to_protocol).collect()
}

fn essentials(params: &Value) -> Vec<Value> {
    let of = |one: &Value| json!({"code": one["code"], "message": one["message"], "range": one["range"]});
    params["diagnostics"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn fault_15_after_random_editing_the_editor_shows_what_the_command_line_says() {
    let workspace = Workspace::new(&ARTICLES);
    let uri = workspace.uri("note.md");
    let mut client = Client::over(&workspace, &json!({"general": {"positionEncodings": ["utf-32"]}}));
    client.open(&uri, 0, START);
    let (mut numbers, mut text) = (Numbers(2022), Rope::from_str(START));
    let mut asked = Vec::new();
    for version in 1..=600 {
        let changes: Vec<Value> = (0..1 + numbers.below(2)).map(|_| random_edit(&mut numbers, &text)).collect();
        for change in &changes {
            sync::apply(&mut text, &[serde_json::from_value(change.clone()).unwrap()], Encoding::Utf32);
        }
        client.change(&uri, version, &json!(changes));
        let here = place(&uri, numbers.below(12) as u32, numbers.below(60) as u32);
        match numbers.below(8) {
            0 => asked.push(client.send_request("textDocument/hover", &here)),
            1 => asked.push(client.send_request("textDocument/completion", &here)),
            2 => asked.push(client.send_request("textDocument/definition", &here)),
            3 => {
                let id = client.send_request("textDocument/hover", &here);
                client.notify("$/cancelRequest", &json!({"id": id}));
                asked.push(id);
            }
            4 => {
                let changed = json!({"changes": [{"uri": workspace.uri("corpus/rain.txt"), "type": 2}]});
                client.notify("workspace/didChangeWatchedFiles", &changed);
            }
            _ => {}
        }
    }
    for id in asked {
        if let Err(error) = client.reply(id) {
            assert_eq!(error["code"], -32800, "only a cancellation may fail: {error}");
        }
    }
    workspace.write("note.md", &text.to_string());
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    let expected = checked(&workspace, "note.md");
    assert!(expected.len() > 2, "the note has become too tame to show anything: {expected:?}");
    client.diagnostics(&uri, |params| params["version"] == 600 && essentials(params) == expected);
    client.finish();
}
