//! Several editors and `ibid index` over one folder and one cache, and changes that nobody could keep count of.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use ibid::corpus::index::Index;
use serde_json::json;

use super::desk::{NOTE, article, editor, hover, ibid, index_folder, leave, tell, telling, until, until_cited_as};
use super::workspace::Workspace;

/// The promise is a second; a machine that does much else has this long.
const BUSY: Duration = Duration::from_secs(8);

fn folder() -> Workspace {
    let workspace = Workspace::new(&[("w/corpus/fee.md", &article("Port fee, as it was")), ("w/note.md", NOTE)]);
    for number in 0..60 {
        let text = format!("Story {number}\n\nPetra Holm counted {number} gulls over berth {number}.\n");
        workspace.write(&format!("w/corpus/{number}.txt"), &text);
    }
    workspace
}

#[test]
fn two_editors_follow_a_changed_article_while_another_program_writes_the_index() {
    let workspace = folder();
    let (root, cache) = (workspace.path("w"), workspace.path("cache"));
    let (uri, changed) = (workspace.uri("w/note.md"), workspace.uri("w/corpus/fee.md"));
    let mut told = editor(&workspace, "w", &cache, &telling());
    let mut watching = editor(&workspace, "w", &cache, &json!({}));
    for client in [&mut told, &mut watching] {
        client.open(&uri, 1, NOTE);
        until_cited_as(client, &uri, "as it was");
    }
    told.registration("workspace/didChangeWatchedFiles");
    for round in 0..6 {
        let mut index = ibid(&root, &cache, &["index"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        workspace.write("w/corpus/fee.md", &article(&format!("Port fee, version {round}")));
        let begun = Instant::now();
        tell(&mut told, 2, std::slice::from_ref(&changed));
        for (how, client) in [("told by its client", &mut told), ("watching itself", &mut watching)] {
            until_cited_as(client, &uri, &format!("version {round}"));
            let after = begun.elapsed();
            println!("round {round}, {how}: {} ms", after.as_millis());
            assert!(after < BUSY, "{how}: {after:?}");
        }
        assert!(index.wait().unwrap().success(), "round {round}");
    }
    for client in [&mut told, &mut watching] {
        let log = client.log();
        for trouble in ["begins anew", "has lost", "nothing is kept", "panic", "ERROR"] {
            assert!(!log.contains(trouble), "{trouble}: {log}");
        }
        leave(client);
    }
}

#[test]
fn programs_that_open_and_write_one_index_at_once_never_take_it_for_damaged() {
    let workspace = folder();
    let (root, cache) = (workspace.path("w"), workspace.path("cache"));
    index_folder(&root, &cache);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..12 {
                        let output = ibid(&root, &cache, &["index"]).output().unwrap();
                        let said = String::from_utf8_lossy(&output.stderr).into_owned();
                        assert!(output.status.success() && !said.contains("anew"), "{said}");
                    }
                })
            })
            .collect();
        scope.spawn(|| {
            for round in 0.. {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                workspace.write(&format!("w/corpus/{}.txt", round % 60), &format!("Story\n\nIt was number {round}.\n"));
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let outcomes: Vec<_> = runs.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        outcomes.into_iter().for_each(|outcome| outcome.unwrap());
    });
}

#[test]
fn a_server_that_finds_another_program_writing_serves_and_writes_later() {
    let workspace = folder();
    let (root, cache) = (workspace.path("w"), workspace.path("cache"));
    let index = Index::open(&index_folder(&root, &cache)).unwrap();
    let before = index.reader().unwrap().len();
    let writer = index.writer(1, 15_000_000).unwrap();
    let mut client = editor(&workspace, "w", &cache, &json!({}));
    let uri = workspace.uri("w/note.md");
    client.open(&uri, 1, NOTE);
    until_cited_as(&mut client, &uri, "as it was");
    workspace.write("w/corpus/fee.md", &article("Port fee, changed meanwhile"));
    workspace.write("w/corpus/other.md", "---\nkey: other\n---\n\nNobody agreed to anything, Petr Dvorský said.\n");
    until_cited_as(&mut client, &uri, "changed meanwhile");
    // It has tried by now, and may have tried again.
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(index.reader().unwrap().len(), before, "only one writes");
    assert!(hover(&mut client, &uri, super::desk::QUOTATION).contains("Verbatim"));
    drop(writer);
    until("the index is written", || index.reader().unwrap().len() == before + 1);
    leave(&mut client);
    // What it wrote is all there is to know: nothing is left to read.
    let summary = super::desk::printed(ibid(&root, &cache, &["index", "--format", "json"]));
    assert_eq!((&summary["articles"], &summary["read"]), (&json!(62), &json!(0)));
}

#[test]
fn what_happened_while_the_system_had_dropped_events_is_found() {
    let workspace = folder();
    let cache = workspace.path("cache");
    let most = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let most: usize = most.trim().parse().unwrap();
    let mut client = editor(&workspace, "w", &cache, &json!({}));
    let uri = workspace.uri("w/note.md");
    client.open(&uri, 1, NOTE);
    until_cited_as(&mut client, &uri, "as it was");
    client.signal("STOP");
    // Events that follow one like themselves are not counted, so that two files take turns; each writing is three events.
    for _ in 0..most / 5 {
        workspace.write("w/corpus/one.dat", "1");
        workspace.write("w/corpus/two.dat", "2");
    }
    workspace.write("w/corpus/fee.md", &article("Port fee, unseen"));
    client.signal("CONT");
    until_cited_as(&mut client, &uri, "unseen");
    client.logged("all files are looked at again");
    leave(&mut client);
}

#[test]
fn a_folder_of_articles_that_is_moved_in_or_out_is_followed_whatever_its_name() {
    for capabilities in [json!({}), telling()] {
        let workspace = folder();
        let cache = workspace.path("cache");
        let mut client = editor(&workspace, "w", &cache, &capabilities);
        let uri = workspace.uri("w/note.md");
        client.open(&uri, 1, "Silence [@later].\n");
        client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
        workspace.write("outside/later.md", "---\nkey: later\n---\n\nThe strike ended on Monday.\n");
        let (outside, inside) = (workspace.path("outside"), workspace.path("w/corpus/2021.03"));
        let moved = [workspace.uri("w/corpus/2021.03")];
        fs::rename(&outside, &inside).unwrap();
        if capabilities == telling() {
            tell(&mut client, 1, &moved);
        }
        client.diagnostics(&uri, |params| params["diagnostics"] == json!([]));
        fs::rename(&inside, &outside).unwrap();
        if capabilities == telling() {
            tell(&mut client, 3, &moved);
        }
        client.diagnostics(&uri, |params| params["diagnostics"][0]["code"] == "citation-unknown");
        leave(&mut client);
    }
}
