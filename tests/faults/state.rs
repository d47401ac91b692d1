//! Faults 38 and 39: what is kept on disk is lost, damaged, shared, or cannot be written. The kills at any moment of an
//! index run are in `tests/index.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::client::Client;
use super::desk::{ARTICLE, Desk, NOTE, finished, ibid, leave, tool};
use super::workspace::Workspace;

fn folder() -> Workspace {
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE), ("notes/brief.md", NOTE)]);
    for number in 0..40 {
        let text =
            format!("Story {number}\n\nPetra Holm counted {number} gulls over berth {number} and told nobody of it.\n");
        workspace.write(&format!("corpus/{number}.txt"), &text);
    }
    workspace
}

/// What `ibid check --format json` prints.
#[track_caller]
fn checked(command: &mut Command) -> Value {
    let output = finished(command);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

const CHECK: [&str; 3] = ["check", "--format", "json"];

/// `ibid` over `root` with its cache on a file system of its own, mounted with these options: in a world where only
/// this process sees it.
fn mounted(root: &Path, options: &str, arguments: &[&str]) -> Command {
    let cache = root.join(".mounted");
    fs::create_dir_all(&cache).unwrap();
    let mut command = tool("unshare", "util-linux");
    command
        .args(["--map-root-user", "--mount", "sh", "-c"])
        .arg(format!("mount -t tmpfs -o {options} none \"$XDG_CACHE_HOME\" && exec \"$0\" \"$@\""))
        .arg(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(root)
        .env("XDG_CACHE_HOME", cache);
    command
}

#[test]
fn fault_38_a_full_disk_and_a_read_only_one_cost_the_index_and_no_verdict() {
    let workspace = folder();
    let root = workspace.path("");
    let whole = checked(&mut ibid(&root, &CHECK));
    for options in ["size=4k", "size=16k", "size=64k", "size=256k", "size=8m,nr_inodes=4", "ro"] {
        let index = finished(&mut mounted(&root, options, &["index"]));
        assert!(index.status.code().is_some(), "{options}");
        assert_eq!(checked(&mut mounted(&root, options, &CHECK)), whole, "{options}");
        let mut client = Client::spawn(mounted(&root, options, &["--stdio"]));
        client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
        client.notify("initialized", &json!({}));
        client.open(&workspace.uri("notes/brief.md"), 1, NOTE);
        client
            .diagnostics(&workspace.uri("notes/brief.md"), |found| found["diagnostics"][0]["code"] == "quote-altered");
        leave(&mut client);
    }
    assert_eq!(fs::read_to_string(workspace.path("notes/brief.md")).unwrap(), NOTE);
}

#[test]
fn fault_38_files_that_may_not_grow_cost_the_index_and_no_verdict() {
    let workspace = folder();
    let root = workspace.path("");
    let whole = checked(&mut ibid(&root, &CHECK));
    for kilobytes in [0, 1, 4, 16, 64] {
        let limited = |arguments: &[&str]| {
            let cache = root.join(format!(".limited-{kilobytes}"));
            let mut command = Command::new("bash");
            // Writing on is an error then, as on a full disk, and no signal.
            command.args(["-c", &format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"")]);
            command.arg(env!("CARGO_BIN_EXE_ibid")).args(arguments).current_dir(&root);
            command.env("XDG_CACHE_HOME", cache).stdin(std::process::Stdio::null());
            command
        };
        finished(&mut limited(&["index"]));
        if kilobytes > 0 {
            // What is printed here goes into a pipe, which has no length.
            assert_eq!(checked(&mut limited(&CHECK)), whole, "{kilobytes} KB");
        }
    }
}

#[test]
fn fault_38_a_server_that_is_killed_leaves_a_folder_that_the_next_one_serves() {
    let workspace = folder();
    let root = workspace.path("");
    let whole = checked(&mut ibid(&root, &CHECK));
    for round in 0..6 {
        let mut command = ibid(&root, &["--stdio"]);
        workspace.write("corpus/new.txt", &format!("New {round}\n\nPetra Holm counted {round} new gulls.\n"));
        let mut client = Client::spawn({
            command.env("IBID_LOG", "info");
            command
        });
        client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
        client.notify("initialized", &json!({}));
        client.open(&workspace.uri("notes/brief.md"), 1, NOTE);
        std::thread::sleep(std::time::Duration::from_millis(round * 70));
        client.kill();
    }
    fs::remove_file(workspace.path("corpus/new.txt")).unwrap();
    assert_eq!(checked(&mut ibid(&root, &CHECK)), whole);
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn fault_38_threat_any_damaged_file_of_the_cache_costs_reading_again_and_no_verdict() {
    let workspace = folder();
    let root = workspace.path("");
    let whole = checked(&mut ibid(&root, &CHECK));
    finished(&mut ibid(&root, &["index"]));
    let names = files(&root.join(".cache"));
    assert!(names.len() > 3, "there is an index: {names:?}");
    for (number, name) in names.iter().enumerate() {
        let Ok(mut bytes) = fs::read(name) else { continue };
        if bytes.is_empty() {
            continue;
        }
        match number % 3 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => {
                let at = bytes.len() * 2 / 3;
                bytes[at] ^= 0x10;
            }
            _ => bytes.extend_from_slice(&[0xFF; 9]),
        }
        fs::write(name, bytes).unwrap();
        assert_eq!(checked(&mut ibid(&root, &CHECK)), whole, "{}", name.display());
        finished(&mut ibid(&root, &["index"]));
    }
}

#[test]
fn fault_39_two_editors_over_one_index_both_serve_and_both_see_what_is_new() {
    let workspace = folder();
    let root = workspace.path("");
    let start = || {
        let mut client = Client::spawn(ibid(&root, &["--stdio"]));
        client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
        client.notify("initialized", &json!({}));
        client
    };
    let mut editors = [start(), start(), start()];
    let uri = workspace.uri("notes/two.md");
    for client in &mut editors {
        client.open(&uri, 1, "“The tide keeps no appointments” [@late2023].\n");
        client.diagnostics(&uri, |found| found["diagnostics"].as_array().unwrap().len() == 1);
    }
    // Another version's index lies beside ours, and one of them is nonsense: neither is touched.
    for name in ["0123456789abcdef0123-0000000000000000", "nonsense"] {
        let other = root.join(".cache/ibid/index").join(name);
        fs::create_dir_all(&other).unwrap();
        fs::write(other.join("meta.json"), "{\"of\": \"another version\"}").unwrap();
    }
    workspace.write("corpus/late.md", "---\nkey: late2023\n---\n\nThe tide keeps no appointments, Petra Holm said.\n");
    for client in &mut editors {
        client.diagnostics(&uri, |found| found["diagnostics"].as_array().unwrap().is_empty());
    }
    finished(&mut ibid(&root, &["index"]));
    for client in &mut editors {
        leave(client);
    }
    let other = root.join(".cache/ibid/index/0123456789abcdef0123-0000000000000000/meta.json");
    assert!(fs::read_to_string(other).unwrap().contains("another version"));
    Desk::over(workspace).end();
}
