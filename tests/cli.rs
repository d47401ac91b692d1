//! The command line, as tools and people meet it: the real program over real folders.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "cli/asking.rs"]
mod asking;
#[path = "cli/fix.rs"]
mod fix;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/named.rs"]
mod named;
#[path = "cli/unread.rs"]
mod unread;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ARTICLE: &str = "\
---
title: The harbour that waits
author: Inga Solberg
published: 2023-05-04
source: https://example.org/harbour
key: solberg-harbour
---

The harbour master, Petra Lindqvist, counted 14 empty berths on Monday.

“We were promised cranes and we were sent brochures,” Lindqvist said. The Ministry of Ports declined to comment.
";

const NOTE: &str = "\
# Harbour

Lindqvist was blunt: “We were promised cranes and we were sent brochures” [@solberg-harbour].

She is also quoted with “We were promised ships and we were sent brochures” [@solberg-harbour], and see [@solberg-harbor].
";

fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "corpus/harbour.md", ARTICLE);
    write(root.path(), "notes/brief.md", NOTE);
    root
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn ibid(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(root).args(arguments).env("XDG_CACHE_HOME", root.join(".cache")).env_remove("NO_COLOR");
    command.output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(output)))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn check_finds_the_altered_quotation_and_the_unknown_citation_at_their_places() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found = json(&output);
    let diagnostics: Vec<(&str, u64, u64, u64)> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| {
            let number = |name: &str| d[name].as_u64().unwrap();
            (d["code"].as_str().unwrap(), number("line"), number("column"), number("end_column"))
        })
        .collect();
    assert_eq!(diagnostics, [("quote-altered", 5, 26, 75), ("citation-unknown", 5, 106, 121)]);
    let altered = &found["diagnostics"][0];
    assert_eq!(altered["source"]["path"], "corpus/harbour.md");
    assert_eq!(altered["source"]["line"], 11);
    let verdicts: Vec<&str> =
        found["quotes"].as_array().unwrap().iter().map(|quote| quote["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["verbatim", "altered"]);
}

#[test]
fn json_has_exactly_the_documented_fields() {
    let root = workspace();
    let check = json(&ibid(root.path(), &["check", "--format", "json"]));
    assert_eq!(keys(&check), BTreeSet::from(["diagnostics", "quotes"]));
    let place = ["path", "line", "column", "end_line", "end_column"];
    let with = |more: &[&'static str]| place.iter().copied().chain(more.iter().copied()).collect::<BTreeSet<&str>>();
    assert_eq!(keys(&check["diagnostics"][0]), with(&["code", "severity", "message", "source"]));
    assert_eq!(keys(&check["diagnostics"][0]["source"]), with(&[]));
    assert_eq!(keys(&check["quotes"][0]), with(&["text", "verdict", "reason", "cited", "source"]));

    let inspect = json(&ibid(root.path(), &["inspect", "--format", "json"]));
    let article =
        ["path", "text_path", "key", "title", "authors", "publisher", "published", "url", "lines", "mentions"];
    assert_eq!(keys(&inspect[0]), BTreeSet::from(article));
    assert_eq!(keys(&inspect[0]["lines"][0]), BTreeSet::from(["from", "to", "role"]));
    assert_eq!(keys(&inspect[0]["mentions"][0]), BTreeSet::from(["line", "column", "text", "actor", "kind"]));

    let actors = json(&ibid(root.path(), &["actors", "Lindqvist", "--format", "json"]));
    let actor = ["actor", "name", "kind", "forms", "mentions", "articles", "roles"];
    assert_eq!(keys(&actors[0]), BTreeSet::from(actor));
    assert_eq!(keys(&actors[0]["forms"][0]), BTreeSet::from(["text", "count"]));
    assert_eq!(keys(&actors[0]["roles"][0]), BTreeSet::from(["text", "path", "line", "published"]));

    let show = json(&ibid(root.path(), &["show", "Petra", "Lindqvist", "--format", "json"]));
    let expected: BTreeSet<&str> = actor.into_iter().chain(["quotes", "appears_with"]).collect();
    assert_eq!(keys(&show), expected);
    assert_eq!(keys(&show["quotes"][0]), BTreeSet::from(["text", "path", "line", "key", "published"]));

    let find = json(&ibid(root.path(), &["find", "promised cranes and we were sent", "--format", "json"]));
    assert_eq!(keys(&find[0]), with(&["key", "text", "verdict"]));
}

#[test]
fn places_of_a_web_page_count_in_its_extracted_text() {
    let root = workspace();
    let page = "<html><head><title>Nets</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Nets</h1>\
        <p>The cooperative of Puerto Viejo has mended nets since 1961 and has never sold one to a stranger.</p>\
        <p>&ldquo;A net remembers <em>every</em> fish,&rdquo; said Rosa Quispe, who has mended them for forty years.</p>\
        </article></body></html>";
    write(root.path(), "corpus/nets.html", page);
    let found = json(&ibid(root.path(), &["find", "a net remembers every fish", "--format", "json"]));
    assert_eq!(found[0]["path"], "corpus/nets.html");
    let text = fs::read_to_string(found[0]["text_path"].as_str().unwrap()).unwrap();
    let line = text.lines().nth(found[0]["line"].as_u64().unwrap() as usize - 1).unwrap();
    let from = found[0]["column"].as_u64().unwrap() as usize - 1;
    assert!(line.chars().skip(from).collect::<String>().starts_with("A net remembers"), "{line}");
}

#[test]
fn columns_count_code_points_and_ends_are_exclusive() {
    let root = workspace();
    write(root.path(), "notes/brief.md", "🛳️🧭 “We were promised cranes” [@nobody2023]\n");
    let found = json(&ibid(root.path(), &["check", "--format", "json"]));
    let unknown = found["diagnostics"].as_array().unwrap().iter().find(|d| d["code"] == "citation-unknown").unwrap();
    assert_eq!((unknown["column"].as_u64(), unknown["end_column"].as_u64()), (Some(32), Some(43)));
}

#[test]
fn a_sound_note_has_exit_code_0_and_is_counted() {
    let root = workspace();
    write(root.path(), "notes/brief.md", NOTE.split("She is").next().unwrap());
    let output = ibid(root.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("1 quotation: 1 verified, 0 wrong, 0 unchecked"), "{}", text(&output));
    assert!(text(&output).contains("corpus/harbour.md:11"), "{}", text(&output));
}

#[test]
fn the_level_that_fails_is_the_users_choice() {
    let root = workspace();
    write(root.path(), "notes/brief.md", "“We were promised cranes and we were sent brochures” is all.\n");
    assert_eq!(ibid(root.path(), &["check"]).status.code(), Some(0));
    assert_eq!(ibid(root.path(), &["check", "--fail-on", "information"]).status.code(), Some(1));
    write(root.path(), "ibid.toml", "[check.levels]\nquote-uncited = \"off\"\n");
    assert_eq!(ibid(root.path(), &["check", "--fail-on", "information"]).status.code(), Some(0));
}

#[test]
fn text_output_draws_the_note_and_the_source() {
    let root = workspace();
    let output = text(&ibid(root.path(), &["check"]));
    assert!(output.contains("notes/brief.md:5:26"), "{output}");
    assert!(output.contains("━") || output.contains("^"), "{output}");
    assert!(output.contains("corpus/harbour.md:11"), "{output}");
    let bare = text(&ibid(root.path(), &["check", "--no-excerpts"]));
    assert!(!bare.contains("brochures"), "{bare}");
}

#[test]
fn a_folder_without_articles_is_told_what_to_do() {
    let root = tempfile::tempdir().unwrap();
    let output = ibid(root.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("corpus/"), "{}", text(&output));
    assert_eq!(ibid(root.path(), &["check", "no-such-note.md"]).status.code(), Some(2));
}

#[test]
fn a_command_works_from_a_folder_inside_the_workspace() {
    let root = workspace();
    let output = ibid(&root.path().join("notes"), &["check", "brief.md", "--format", "json"]);
    assert_eq!(json(&output)["diagnostics"][0]["path"], "notes/brief.md");
}

#[test]
fn slips_in_the_configuration_are_told_and_do_not_stop_the_check() {
    let root = workspace();
    write(root.path(), "ibid.toml", "[check.levels]\nquote-lost = \"error\"\n");
    let output = ibid(root.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("ibid.toml:2: `quote-lost` is no diagnostic code"), "{}", text(&output));
}

#[test]
fn a_hostile_article_cannot_command_the_terminal() {
    let root = workspace();
    write(
        root.path(),
        "corpus/evil.txt",
        "Title: \u{1b}]8;;http://evil\u{7}click\u{1b}[2J\u{202e}\n\nA body of text.\n",
    );
    for arguments in [["inspect"].as_slice(), &["find", "body of text"], &["actors"]] {
        let output = text(&ibid(root.path(), arguments));
        assert!(!output.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{output:?}");
    }
}

const BIBLIOGRAPHY: &str = "\
@article{solberg2023, title = {The harbour that waits}, author = {Solberg, Inga}, date = {2023-05-04},
  journaltitle = {Quay \\& Co}, file = {C\\:\\\\x\\\\harbour.md}}
@book{lind2020, title = {Tides}, author = {Lind, Bo}, year = 2020}
@book{broken, title = {
";

#[test]
fn a_folder_with_a_bibliography_is_a_workspace() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "refs.bib", "@book{lind2020, title = {Tides}, author = {Lind, Bo}, year = 2020}\n");
    write(root.path(), "notes/a.md", "It was “high and low and high again” [@lind2020], not [@lind2021].\n");
    let output = ibid(&root.path().join("notes"), &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found = json(&output);
    assert_eq!(found["diagnostics"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["diagnostics"][0]["code"], "citation-unknown");
    let quote = &found["quotes"][0];
    assert_eq!((&quote["verdict"], &quote["cited"][0]), (&"unchecked".into(), &"lind2020".into()), "{quote}");
    assert_eq!(quote["reason"], "the cited article has no text");
}

#[test]
fn entries_give_articles_their_key_and_those_without_a_file_are_no_articles() {
    let root = workspace();
    write(root.path(), "references.bib", BIBLIOGRAPHY);
    let output = ibid(root.path(), &["inspect", "--format", "json"]);
    let slip = String::from_utf8_lossy(&output.stderr);
    assert!(slip.contains("references.bib:4:") && slip.contains("“broken” breaks off"), "{slip}");
    let articles = json(&output);
    assert_eq!(articles.as_array().unwrap().len(), 1, "{articles}");
    assert_eq!((&articles[0]["key"], &articles[0]["publisher"]), (&"solberg2023".into(), &"Quay & Co".into()));
    let listed = text(&ibid(root.path(), &["inspect"]));
    assert!(listed.contains("@lind2020\n  no file    references.bib has it: Tides"), "{listed}");
    // The key of its front matter goes on resolving.
    assert_eq!(ibid(root.path(), &["show", "solberg-harbour"]).status.code(), Some(0));
}

#[test]
fn bib_writes_what_notes_cite_under_the_keys_by_which_they_cite_it() {
    let root = workspace();
    write(root.path(), "references.bib", BIBLIOGRAPHY);
    write(
        root.path(),
        "notes/b.md",
        "See [@lind2020] and @solberg2023 and [it](../corpus/harbour.md) and [@nobody2020].\n",
    );
    let output = ibid(root.path(), &["bib", "--format", "csl-json"]);
    let found = json(&output);
    let keys: Vec<&str> = found.as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(keys, ["lind2020", "solberg-harbour", "solberg2023"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("notes/b.md:1: no source has the key “nobody2020”"));
    let one = text(&ibid(root.path(), &["bib", "notes/brief.md"]));
    assert!(
        one.contains("@article{solberg-harbour, title = {The harbour that waits}") && !one.contains("lind2020,"),
        "{one}"
    );
}

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = Command::new(env!("CARGO_BIN_EXE_ibid")).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("inspect") && script.contains("fix"), "{shell}: {script}");
    }
}
