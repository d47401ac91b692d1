//! A folder of articles that was there at the last index and cannot be looked at now: a drive that is not mounted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::client::Client;
use super::desk::{
    CITATION, NAME, NOTE, QUOTATION, article, editor, hover, ibid, index_folder, leave, printed, telling,
    until_cited_as, until_read,
};
use super::workspace::Workspace;

const ALTERED: &str = "Dvorský said “We never agreed to the port levy” [@fee].\n";

/// A workspace whose articles lie at `corpus`, and its cache.
fn folder(corpus: &str) -> (Workspace, PathBuf, PathBuf) {
    let workspace = Workspace::new(&[
        (&format!("w/{corpus}/fee.md"), &article("Port fee doubles")),
        (&format!("w/{corpus}/deeper/other.md"), "---\nkey: other\n---\n\nNobody came, Amina Yusuf said.\n"),
        ("w/ibid.toml", &format!("[corpus]\npaths = [\"{corpus}\"]\n")),
        ("w/note.md", NOTE),
    ]);
    let (place, cache) = (workspace.path("w").join(corpus), workspace.path("cache"));
    (workspace, place, cache)
}

/// Everything that can be asked of an article still has its answer.
#[track_caller]
fn answers(client: &mut Client, workspace: &Workspace, version: i32) {
    let uri = workspace.uri("w/note.md");
    client.change(&uri, version, &json!([{ "text": NOTE }]));
    assert!(hover(client, &uri, CITATION).contains("Port fee"), "the citation");
    assert!(hover(client, &uri, QUOTATION).contains("Verbatim"), "the quotation");
    assert!(hover(client, &uri, NAME).contains("Petr Dvorský"), "the name");
    for character in [CITATION, QUOTATION] {
        let target = client.ask("textDocument/definition", &uri, 0, character);
        let target = target.as_array().map_or(&target, |all| &all[0]);
        let path = Url::parse(target["uri"].as_str().unwrap()).unwrap().to_file_path().unwrap();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(text.contains("We never agreed"), "{}", path.display());
    }
    client.change(&uri, version + 1, &json!([{ "text": ALTERED }]));
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    client.diagnostics(&uri, |params| {
        params["version"] == version + 1 && params["diagnostics"][0]["code"] == "quote-altered"
    });
    client.change(&uri, version + 2, &json!([{ "text": NOTE }]));
}

fn comes_back(away: &Path, place: &Path) {
    fs::rename(away, place).unwrap();
    fs::write(place.join("fee.md"), article("Port fee trebles")).unwrap();
}

#[test]
fn articles_on_a_drive_that_is_away_answer_at_a_start_and_are_followed_when_it_is_back() {
    for corpus in ["../drive", "corpus"] {
        let (workspace, place, cache) = folder(corpus);
        let (root, away) = (workspace.path("w"), workspace.path("away"));
        index_folder(&root, &cache);
        fs::rename(&place, &away).unwrap();
        let summary = printed(ibid(&root, &cache, &["index", "--format", "json"]));
        assert_eq!((&summary["articles"], &summary["kept"]), (&json!(2), &json!(true)), "{corpus}");
        let said = summary["skipped"][0]["reason"].as_str().unwrap();
        assert!(said.contains("cannot be opened") && said.contains("2 articles"), "{said}");
        let doctor = printed(ibid(&root, &cache, &["doctor", "--format", "json"])).to_string();
        assert!(doctor.contains("cannot be opened") && doctor.contains("as they were last read"), "{doctor}");
        let check = printed(ibid(&root, &cache, &["check", "--format", "json"]));
        assert!(!check.to_string().contains("citation-unknown"), "{check}");
        let mut client = editor(&workspace, "w", &cache, &json!({}));
        let uri = workspace.uri("w/note.md");
        client.open(&uri, 1, NOTE);
        until_read(&mut client, 1);
        answers(&mut client, &workspace, 2);
        comes_back(&away, &place);
        let after = until_cited_as(&mut client, &uri, "trebles");
        println!("{corpus} is back: known after {} ms", after.as_millis());
        until_read(&mut client, 0);
        leave(&mut client);
    }
}

#[test]
fn a_drive_goes_and_comes_back_while_the_server_runs() {
    for (corpus, capabilities) in
        [("../drive", json!({})), ("corpus", json!({})), ("corpus", telling()), ("../drive.d/2021.03", telling())]
    {
        println!("{corpus} {capabilities}");
        let (workspace, place, cache) = folder(corpus);
        let away = workspace.path("away");
        let mut client = editor(&workspace, "w", &cache, &capabilities);
        let uri = workspace.uri("w/note.md");
        client.open(&uri, 1, NOTE);
        until_read(&mut client, 0);
        for round in 0..2 {
            fs::rename(&place, &away).unwrap();
            until_read(&mut client, 1);
            answers(&mut client, &workspace, 2 + round * 10);
            comes_back(&away, &place);
            until_read(&mut client, 0);
            until_cited_as(&mut client, &uri, "trebles");
            if capabilities == json!({}) {
                fs::write(place.join("fee.md"), article("Port fee halves")).unwrap();
                until_cited_as(&mut client, &uri, "halves");
            }
        }
        leave(&mut client);
    }
}

#[test]
fn an_article_that_is_removed_and_a_folder_that_is_not_named_any_more_are_forgotten() {
    let (workspace, place, cache) = folder("../drive");
    let root = workspace.path("w");
    index_folder(&root, &cache);
    fs::remove_file(place.join("deeper/other.md")).unwrap();
    fs::remove_dir(place.join("deeper")).unwrap();
    let index = || printed(ibid(&root, &cache, &["index", "--format", "json"]));
    assert_eq!((&index()["articles"], &index()["skipped"]), (&json!(1), &json!([])));
    fs::rename(&place, workspace.path("away")).unwrap();
    assert_eq!(index()["articles"], 1);
    workspace.write("w/ibid.toml", "[corpus]\npaths = [\"corpus\"]\n");
    let summary = index();
    assert_eq!((&summary["articles"], &summary["skipped"]), (&json!(0), &json!([])));
}

#[test]
fn an_index_made_anew_keeps_what_cannot_be_looked_at() {
    let (workspace, place, cache) = folder("../drive");
    let root = workspace.path("w");
    index_folder(&root, &cache);
    fs::rename(&place, workspace.path("away")).unwrap();
    workspace.write("w/corpus/new.md", "---\nkey: new\n---\n\nWords.\n");
    workspace.write("w/ibid.toml", "[corpus]\npaths = [\"corpus\", \"../drive\"]\n");
    let summary: Value = printed(ibid(&root, &cache, &["index", "--rebuild", "--format", "json"]));
    assert_eq!((&summary["articles"], &summary["read"]), (&json!(3), &json!(1)), "{summary}");
}

/// Runs these commands in a world where a drive can be mounted, with the program as `ibid`.
fn mounting(root: &Path, cache: &Path, commands: &str) -> String {
    let script = format!("set -e\nibid() {{ \"{}\" \"$@\"; }}\n{commands}", env!("CARGO_BIN_EXE_ibid"));
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &script]).current_dir(root).env("XDG_CACHE_HOME", cache);
    let output = command.output().expect("this test needs `unshare`: apt-get install util-linux");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_folder_that_a_drive_was_mounted_on_and_that_is_empty_now_is_not_taken_for_emptied() {
    let (workspace, place, cache) = folder("../drive");
    let copy = workspace.path("copy");
    fs::rename(&place, &copy).unwrap();
    fs::create_dir(&place).unwrap();
    let said = mounting(
        &workspace.path("w"),
        &cache,
        "mount -t tmpfs none ../drive && cp -r ../copy/. ../drive && ibid index > ../first && umount ../drive && ibid index && ibid index",
    );
    assert_eq!(said.matches("2 articles; 0 read now").count(), 2, "{said}");
    assert!(said.contains("a drive was mounted there; its 2 articles are as they were last read"), "{said}");
    // One on which nothing was mounted is as empty as it looks.
    let (workspace, place, cache) = folder("../drive");
    index_folder(&workspace.path("w"), &cache);
    fs::remove_dir_all(&place).unwrap();
    fs::create_dir(&place).unwrap();
    let summary = printed(ibid(&workspace.path("w"), &cache, &["index", "--format", "json"]));
    assert_eq!((&summary["articles"], &summary["skipped"]), (&json!(0), &json!([])));
}

#[test]
fn keys_that_a_bibliography_on_the_drive_gives_mean_what_they_meant() {
    const CITED: &str = "Dvorský said “We never agreed to the port fee” [@dvorskyOnFees].\n";
    let (workspace, place, cache) = folder("../drive");
    let root = workspace.path("w");
    fs::write(place.join("sources.bib"), "@misc{dvorskyOnFees, title = {Port fee doubles}, file = {fee.md}}\n")
        .unwrap();
    workspace.write("w/note.md", CITED);
    let uri = workspace.uri("w/note.md");
    index_folder(&root, &cache);
    let mut running = editor(&workspace, "w", &cache, &json!({}));
    running.open(&uri, 1, CITED);
    until_read(&mut running, 0);
    fs::rename(&place, workspace.path("away")).unwrap();
    until_read(&mut running, 1);
    let mut started = editor(&workspace, "w", &cache, &json!({}));
    started.open(&uri, 1, CITED);
    until_read(&mut started, 1);
    for client in [&mut running, &mut started] {
        assert!(hover(client, &uri, CITATION).contains("Port fee doubles"));
        // A change of a note reads nothing of the drive, and loses nothing of it.
        workspace.write("w/other.md", "# Nothing\n");
        std::thread::sleep(std::time::Duration::from_millis(400));
        assert!(hover(client, &uri, CITATION).contains("Port fee doubles"));
        leave(client);
    }
    let check = printed(ibid(&root, &cache, &["check", "--format", "json"])).to_string();
    assert!(!check.contains("citation-unknown"), "{check}");
}
