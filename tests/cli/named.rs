//! What is named on the command line: notes, and what is none; and which workspace they belong to.

use std::fs;

use super::{ARTICLE, NOTE, ibid, json, text, workspace, write};

/// A workspace with an article, among the others, that quotes another one wrongly.
fn with_an_article_that_quotes() -> (tempfile::TempDir, String) {
    let root = workspace();
    let review = "---\ntitle: The brochures\nauthor: Mats Ek\npublished: 2023-06-01\nkey: ek-brochures\n---\n\n\
        Lindqvist said: “We were promised cranes and we were sent leaflets” [@solberg-harbour].\n";
    write(root.path(), "corpus/review.md", review);
    (root, review.to_string())
}

#[test]
fn an_article_is_refused_and_never_written() {
    let (root, review) = with_an_article_that_quotes();
    for arguments in [["check", "corpus/review.md"].as_slice(), &["check", "--fix", "corpus/review.md"]] {
        let output = ibid(root.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(text(&output).contains("corpus/review.md is an article, and no note"), "{}", text(&output));
        assert!(output.stdout.is_empty(), "{}", text(&output));
    }
    assert_eq!(ibid(root.path(), &["bib", "corpus/review.md"]).status.code(), Some(2));
    let clipping = review.replace("key: ek-brochures", "source: https://example.org/brochures");
    write(root.path(), "notes/clipped.md", &clipping);
    let output = ibid(root.path(), &["check", "--fix", "notes/clipped.md"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(fs::read_to_string(root.path().join("corpus/review.md")).unwrap(), review);
    assert_eq!(fs::read_to_string(root.path().join("notes/clipped.md")).unwrap(), clipping);
}

#[test]
fn a_hook_that_names_articles_too_checks_the_notes_and_writes_the_notes_alone() {
    let (root, review) = with_an_article_that_quotes();
    let output = ibid(root.path(), &["check", "--fix", "corpus/review.md", "notes/brief.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("corpus/review.md is an article, and is passed over"), "{}", text(&output));
    let output = ibid(root.path(), &["check", "--fix", "--skip-articles", "corpus/review.md", "corpus/harbour.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("corpus/review.md and 1 more are articles"), "{}", text(&output));
    assert_eq!(fs::read_to_string(root.path().join("corpus/review.md")).unwrap(), review);
    assert!(
        fs::read_to_string(root.path().join("notes/brief.md"))
            .unwrap()
            .contains("promised cranes and we were sent brochures” [@solberg-harbour], and")
    );
    let hooks = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).unwrap();
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ibid ")).collect();
    assert_eq!(entries, ["check --skip-articles", "check --fix --skip-articles"]);
}

#[test]
fn what_is_no_markdown_is_no_note() {
    let root = workspace();
    write(root.path(), "corpus/scan.pdf", "%PDF-1.4");
    write(root.path(), "corpus/plain.txt", "Plain words.\n");
    write(root.path(), "notes/list.csv", "a,b\n");
    for (name, said) in [
        ("corpus/scan.pdf", "corpus/scan.pdf is an article"),
        ("corpus/plain.txt", "corpus/plain.txt is an article"),
        ("corpus", "corpus: is a folder of articles, and holds no notes"),
        ("notes/list.csv", "notes/list.csv: is no note: notes are Markdown files (.md)"),
        ("notes/away.md", "notes/away.md: cannot be opened: no such file or directory"),
    ] {
        let output = ibid(root.path(), &["check", name]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(text(&output).contains(said), "{}", text(&output));
        assert!(!text(&output).contains("os error"), "{}", text(&output));
    }
}

#[test]
fn a_wrong_name_does_not_keep_the_others_from_being_looked_at() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "away.md", "notes/list.csv", "notes/brief.md", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(json(&output)["quotes"].as_array().unwrap().len(), 2);
    let said = text(&output);
    assert!(said.contains("away.md: cannot be opened") && said.contains("notes/list.csv: cannot"), "{said}");
    let output = ibid(root.path(), &["inspect", "corpus/none.md", "corpus/harbour.md", "notes/brief.md"]);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("@solberg-harbour") && said.contains("corpus/none.md: cannot be opened: no such"), "{said}");
    assert!(said.contains("notes/brief.md is no article of this workspace") && !said.contains("os error"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_article_is_one_by_whatever_name_it_is_called() {
    let (root, review) = with_an_article_that_quotes();
    fs::rename(root.path().join("corpus"), root.path().join("press")).unwrap();
    std::os::unix::fs::symlink("press", root.path().join("corpus")).unwrap();
    std::os::unix::fs::symlink("../press/review.md", root.path().join("notes/link.md")).unwrap();
    for name in ["press/review.md", "corpus/review.md", "notes/link.md"] {
        let output = ibid(root.path(), &["check", "--fix", name]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", text(&output));
    }
    ibid(root.path(), &["check", "--fix"]);
    assert_eq!(fs::read_to_string(root.path().join("press/review.md")).unwrap(), review);
    assert_ne!(fs::read_to_string(root.path().join("notes/brief.md")).unwrap(), NOTE);
}

#[test]
fn a_note_is_checked_in_its_own_workspace_wherever_one_stands() {
    let around = tempfile::tempdir().unwrap();
    for (folder, key) in [("ports", "solberg-harbour"), ("piers", "solberg-pier")] {
        write(around.path(), &format!("{folder}/corpus/a.md"), &ARTICLE.replace("solberg-harbour", key));
        let note = NOTE.split("She is").next().unwrap().replace("solberg-harbour", key);
        write(around.path(), &format!("{folder}/notes/brief.md"), &note);
    }
    for stands in ["", "piers", "ports/corpus"] {
        let from = around.path().join(stands);
        let up = "../".repeat(stands.split('/').filter(|part| !part.is_empty()).count());
        for name in ["ports/notes/brief.md", "ports/notes", "ports"] {
            let output = ibid(&from, &["check", &format!("{up}{name}"), "--format", "json"]);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output));
            assert_eq!(json(&output)["quotes"][0]["path"], "notes/brief.md");
        }
    }
    let both = ibid(around.path(), &["check", "ports/notes/brief.md", "piers/notes/brief.md"]);
    assert_eq!(both.status.code(), Some(2), "{}", text(&both));
    assert!(text(&both).contains("belongs to several workspaces"), "{}", text(&both));
    // Who has written a configuration around both has said that they belong together.
    write(around.path(), "ibid.toml", "[corpus]\npaths = [\"ports/corpus\", \"piers/corpus\"]\n");
    let both = ibid(around.path(), &["check", "ports/notes/brief.md", "piers/notes/brief.md"]);
    assert_eq!(both.status.code(), Some(0), "{}", text(&both));
}

#[test]
fn a_root_is_a_folder() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "--root", "notes/brief.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("is no folder; --root takes the folder of a workspace"), "{}", text(&output));
}

#[test]
fn a_dry_run_says_what_it_cannot_be_asked_for() {
    let root = workspace();
    for (option, value) in [("--no-excerpts", None), ("--format", Some("json"))] {
        let arguments = ["check", "--fix", "--dry-run", option].into_iter().chain(value).collect::<Vec<_>>();
        let output = ibid(root.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(output.stdout.is_empty() && text(&output).contains("leave"), "{}", text(&output));
    }
}

#[test]
fn an_actor_may_be_asked_for_in_several_words() {
    let root = workspace();
    let output = ibid(root.path(), &["actors", "Petra", "Lindqvist"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("Petra Lindqvist"), "{}", text(&output));
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_feed_stays_on_its_line() {
    let root = workspace();
    write(root.path(), "notes/two\nlines.md", NOTE);
    let printed = text(&ibid(root.path(), &["check", "notes/two\nlines.md"]));
    assert!(printed.contains("notes/two␊lines.md:5:26"), "{printed}");
    assert!(!printed.lines().any(|line| line.starts_with("lines.md")), "{printed}");
}
