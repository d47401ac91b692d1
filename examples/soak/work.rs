//! What the editor does: each step sends one message, chosen at random.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use ibid::server::sync;
use ibid::text::Encoding;
use ropey::Rope;
use serde_json::{Value, json};

use super::client::{Client, uri};
use super::generator::Generator;
use super::generator::random::Random;
use super::notes::{Written, checked, essentials};

/// Beyond this many characters a note is set back to what it was: an analyst's notes do not grow without end.
const LONGEST: usize = 12_000;

/// What breaks a note, or mends it by chance.
const TYPED: [&str; 14] = ["a", " ", "\n", "\n\n", "“", "”", "\"", "]", "[@", "💧", "é", "> ", "\r\n", "`"];

/// Requests about a place, and whole documents.
const AT: [&str; 8] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/typeDefinition",
    "textDocument/declaration",
    "textDocument/prepareRename",
];
const OF: [&str; 4] = [
    "textDocument/documentSymbol",
    "textDocument/semanticTokens/full",
    "textDocument/codeLens",
    "textDocument/documentLink",
];

struct Open {
    note: Written,
    uri: String,
    version: i32,
    text: Rope,
}

pub struct Work<'a> {
    root: &'a Path,
    generator: &'a Generator,
    notes: Vec<Open>,
    random: Random,
    last_request: Option<i64>,
    edits: usize,
    requests: usize,
    cancels: usize,
    events: usize,
}

impl<'a> Work<'a> {
    pub fn new(root: &'a Path, generator: &'a Generator, notes: Vec<Written>, random: Random) -> Work<'a> {
        let open = |note: Written| Open { uri: uri(&note.path), version: 0, text: Rope::from_str(&note.text), note };
        let notes = notes.into_iter().map(open).collect();
        Work { root, generator, notes, random, last_request: None, edits: 0, requests: 0, cancels: 0, events: 0 }
    }

    pub fn open_all(&mut self, client: &mut Client) {
        for note in &self.notes {
            let item = json!({"uri": note.uri, "languageId": "markdown", "version": 0, "text": note.text.to_string()});
            client.notify("textDocument/didOpen", &json!({"textDocument": item}));
        }
    }

    /// Sends one message.
    pub fn step(&mut self, client: &mut Client) {
        match self.random.below(100) {
            0..50 => self.edit(client),
            50..85 => self.ask(client),
            85..95 => self.cancel(client),
            95..98 => self.reopen_or_save(client),
            _ => self.change_file(client),
        }
    }

    fn edit(&mut self, client: &mut Client) {
        self.edits += 1;
        let which = self.random.below(self.notes.len());
        let (line, column) = (self.random.below(self.notes[which].text.len_lines() + 1), self.random.below(120));
        let length = [0, 0, 0, 1, 1, 9][self.random.below(6)];
        let note = &mut self.notes[which];
        let typed = match self.random.below(8) {
            0 => note.note.pieces[self.random.below(note.note.pieces.len())].as_str(),
            _ => TYPED[self.random.below(TYPED.len())],
        };
        let at = |column: usize| json!({"line": line, "character": column});
        let change = match note.text.len_chars() > LONGEST || self.random.below(400) == 0 {
            true => json!({"text": note.note.text}),
            false => json!({"range": {"start": at(column), "end": at(column + length)}, "text": typed}),
        };
        note.version += 1;
        let parsed = serde_json::from_value(change.clone()).expect("a change");
        sync::apply(&mut note.text, &[parsed], Encoding::Utf32);
        let document = json!({"uri": note.uri, "version": note.version});
        client.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": [change]}));
    }

    fn ask(&mut self, client: &mut Client) {
        self.requests += 1;
        let note = &self.notes[self.random.below(self.notes.len())];
        let lines = note.text.len_lines();
        let position = json!({"line": self.random.below(lines), "character": self.random.below(100)});
        let document = json!({"uri": note.uri});
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}});
        let id = match self.random.below(17) {
            at @ 0..8 => {
                let context = json!({"includeDeclaration": true, "triggerKind": 1});
                client.request(AT[at], &json!({"textDocument": document, "position": position, "context": context}))
            }
            at @ 8..12 => client.request(OF[at - 8], &json!({"textDocument": document})),
            12 => client.request("textDocument/inlayHint", &json!({"textDocument": document, "range": whole})),
            13 => {
                let name = &note.note.pieces[1];
                let query: String = name.chars().take(1 + self.random.below(6)).collect();
                client.request("workspace/symbol", &json!({"query": query}))
            }
            _ => {
                let range = json!({"start": position, "end": position});
                let params = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
                client.request("textDocument/codeAction", &params)
            }
        };
        self.last_request = Some(id);
    }

    /// Cancels the newest request: often before it is answered, sometimes after.
    fn cancel(&mut self, client: &mut Client) {
        self.cancels += 1;
        client.notify("$/cancelRequest", &json!({"id": self.last_request.unwrap_or(0)}));
    }

    fn reopen_or_save(&mut self, client: &mut Client) {
        self.edits += 1;
        let note = &mut self.notes[self.random.below(8)];
        if self.random.below(2) == 0 {
            fs::write(&note.note.path, note.text.to_string()).expect("room for a note");
            client.notify("textDocument/didSave", &json!({"textDocument": {"uri": note.uri}}));
            return;
        }
        client.notify("textDocument/didClose", &json!({"textDocument": {"uri": note.uri}}));
        let item =
            json!({"uri": note.uri, "languageId": "markdown", "version": note.version, "text": note.text.to_string()});
        client.notify("textDocument/didOpen", &json!({"textDocument": item}));
    }

    /// An article is rewritten, goes, comes back as it was, or nothing is the matter with it.
    fn change_file(&mut self, client: &mut Client) {
        self.events += 1;
        let article = self.generator.article(self.random.below(self.generator.articles));
        let path = self.root.join("corpus").join(&article.path);
        let kind = match self.random.below(4) {
            0 if path.exists() => {
                fs::remove_file(&path).expect("an article that may go");
                3
            }
            1 => {
                let mut changed = article.clone();
                changed.paragraphs.rotate_left(1);
                fs::write(&path, changed.file()).expect("room for an article");
                2
            }
            2 => {
                fs::write(&path, article.file()).expect("room for an article");
                1
            }
            _ => 2,
        };
        client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri(&path), "type": kind}]}));
    }

    /// Writes every note to disk as it is in the editor.
    pub fn save_all(&mut self, client: &mut Client) {
        for note in &self.notes {
            fs::write(&note.note.path, note.text.to_string()).expect("room for a note");
            client.notify("textDocument/didSave", &json!({"textDocument": {"uri": note.uri}}));
        }
        let changes: Vec<Value> = self.notes.iter().map(|note| json!({"uri": note.uri, "type": 2})).collect();
        client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    }

    /// In which notes the editor does not show what the command line says.
    pub fn compare(&self, client: &mut Client, patience: Duration, program: impl Fn() -> Command) -> Vec<String> {
        let mut differing = Vec::new();
        let mut compared = 0;
        for note in &self.notes {
            let expected = checked(self.root, &note.note.path, program());
            compared += expected.len();
            let shown = |client: &Client| client.published.get(&note.uri).map(essentials).unwrap_or_default();
            if !client.until(patience, |client| shown(client) == expected) {
                let path: &PathBuf = &note.note.path;
                let (shown, said) = (json!(shown(client)), json!(expected));
                differing.push(format!("{}: the editor shows\n{shown:#}\nibid check says\n{said:#}", path.display()));
            }
        }
        println!("{compared} diagnostics of {} notes compared with those of ibid check", self.notes.len());
        differing
    }

    pub fn counts(&self) -> String {
        let Work { edits, requests, cancels, events, .. } = self;
        format!("{edits} edits, {requests} requests, {cancels} cancellations, {events} file events")
    }
}
