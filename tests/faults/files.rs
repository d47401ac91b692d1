//! Faults 23 to 31: files that are not what they seem, under a running server. What the command line says of each is in
//! `tests/hostile_files.rs`.

use std::ffi::OsStr;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use serde_json::{Value, json};

use super::client::Client;
use super::desk::{ARTICLE, Desk, NOTE, ibid, leave, printed, tool};
use super::workspace::Workspace;

/// A desk over a folder in which `spoil` has done its worst.
fn spoiled(spoil: impl FnOnce(&Path)) -> Desk {
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE), ("notes/old.md", NOTE)]);
    spoil(&workspace.path(""));
    Desk::over(workspace)
}

/// What `ibid inspect` says of the desk's folder.
fn inspected(desk: &Desk) -> String {
    let root = desk.workspace.path("");
    let text = printed(&mut ibid(&root, &["inspect"]));
    assert!(text.contains("The pier that sank"), "the rest is read: {text}");
    text
}

#[test]
fn fault_23_two_links_that_lead_to_each_other_are_told_and_not_followed() {
    let desk = spoiled(|root| {
        for folder in ["corpus", "notes"] {
            symlink("b.md", root.join(folder).join("a.md")).unwrap();
            symlink("a.md", root.join(folder).join("b.md")).unwrap();
            symlink("..", root.join(folder).join("up")).unwrap();
        }
    });
    assert!(inspected(&desk).contains("corpus/a.md: is a link that leads nowhere"));
    desk.end();
}

#[test]
fn fault_24_a_link_out_of_the_corpus_is_told_and_not_read() {
    let outside = tempfile::tempdir().unwrap();
    let secret = ARTICLE.replace("brandt2021pier", "secret2021").replace("The pier that sank", "Outside");
    fs::write(outside.path().join("secret.md"), secret).unwrap();
    let desk = spoiled(|root| {
        symlink(outside.path().join("secret.md"), root.join("corpus/out.md")).unwrap();
        symlink(outside.path(), root.join("corpus/outside")).unwrap();
    });
    let text = inspected(&desk);
    assert!(text.contains("corpus/out.md: is a link out of the corpus"), "{text}");
    assert!(!text.contains("Outside") && !text.contains("secret2021"), "{text}");
    desk.end();
}

#[test]
fn fault_25_pipes_and_sockets_called_md_are_not_waited_for() {
    let mut sockets = Vec::new();
    let desk = spoiled(|root| {
        for folder in ["corpus", "notes"] {
            let pipe = root.join(folder).join("pipe.md");
            assert!(tool("mkfifo", "coreutils").arg(pipe).status().unwrap().success());
            sockets.push(std::os::unix::net::UnixListener::bind(root.join(folder).join("socket.md")).unwrap());
        }
    });
    let text = inspected(&desk);
    for name in ["pipe.md", "socket.md"] {
        assert!(text.contains(&format!("corpus/{name}: is not a regular file")), "{text}");
    }
    let checked = printed(&mut ibid(&desk.workspace.path(""), &["check"]));
    assert!(checked.contains("quotations"), "notes that are pipes are not waited for: {checked}");
    desk.end();
}

#[test]
fn fault_26_files_that_may_not_be_read_take_nothing_with_them() {
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE), ("corpus/mine.md", ARTICLE), ("notes/old.md", NOTE)]);
    let root = workspace.path("");
    fs::create_dir(root.join("corpus/closed")).unwrap();
    for name in ["corpus/mine.md", "corpus/closed", "notes/old.md"] {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Whoever may read everything has to become somebody else first.
    let client = if fs::File::open(root.join("corpus/mine.md")).is_ok() {
        fs::set_permissions(&root, fs::Permissions::from_mode(0o777)).unwrap();
        let program = root.join("ibid");
        fs::copy(env!("CARGO_BIN_EXE_ibid"), &program).unwrap();
        let mut command = tool("setpriv", "util-linux");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).arg("--stdio");
        command.env("XDG_CACHE_HOME", root.join(".cache"));
        let mut client = Client::spawn(command);
        client.request("initialize", &json!({"capabilities": {}, "rootUri": workspace.uri("")}));
        client.notify("initialized", &json!({}));
        client
    } else {
        Client::over(&workspace, &json!({}))
    };
    let desk = Desk::served(workspace, client);
    fs::set_permissions(root.join("corpus/closed"), fs::Permissions::from_mode(0o755)).unwrap();
    desk.end();
}

#[test]
fn fault_27_files_that_come_and_go_while_they_are_read_take_nothing_with_them() {
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE)]);
    let root = workspace.path("");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for name in ["corpus/gone.md", "corpus/gone.pdf", "notes/gone.md"] {
                    let _ = fs::create_dir_all(root.join(name).parent().unwrap());
                    let _ = fs::write(root.join(name), NOTE);
                    let _ = fs::remove_file(root.join(name));
                }
                let _ = fs::remove_dir(root.join("notes"));
            }
        });
        // The panic of a failed check must not leave the other thread running.
        let outcome = std::panic::catch_unwind(|| {
            let mut desk = Desk::over(Workspace::new(&[("corpus/pier.md", ARTICLE)]));
            desk.intact();
            desk.end();
            let params = json!({"capabilities": {}, "rootUri": workspace.uri("")});
            let mut client = Client::initialised(&params);
            client.open("untitled:n", 1, NOTE);
            for _ in 0..5 {
                client
                    .notify("textDocument/didSave", &json!({"textDocument": {"uri": workspace.uri("corpus/gone.md")}}));
                client.diagnostics("untitled:n", |found| {
                    found["diagnostics"].as_array().is_some_and(|all| all.len() == 1)
                });
                printed(&mut ibid(&root, &["check"]));
            }
            leave(&mut client);
        });
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

#[test]
fn fault_28_names_that_are_no_utf_8_are_read_as_articles_and_passed_over_as_notes() {
    let desk = spoiled(|root| {
        let other = ARTICLE.replace("brandt2021pier", "brandt2021cafe").replace("The pier", "The café");
        fs::write(root.join("corpus").join(OsStr::from_bytes(b"caf\xE9.md")), other).unwrap();
        fs::write(root.join("notes").join(OsStr::from_bytes(b"n\xFF.md")), NOTE).unwrap();
        fs::create_dir(root.join("corpus").join(OsStr::from_bytes(b"\xC3\x28"))).unwrap();
    });
    assert!(inspected(&desk).contains("The café that sank"));
    for format in ["json", "sarif", "text", "github", "markdown"] {
        printed(&mut ibid(&desk.workspace.path(""), &["check", "--format", format]));
    }
    desk.end();
}

#[test]
fn fault_29_nul_bytes_utf_16_and_byte_order_marks_are_read() {
    let story = |key: &str| ARTICLE.replace("brandt2021pier", key).replace("The pier", &format!("The {key} pier"));
    let marked = |key: &str| ["\u{FEFF}", &story(key)].concat();
    let texts: [(&str, Vec<u8>); 4] = [
        ("nul", story("nul").replace("Nine", "Ni\0ne").into_bytes()),
        ("mark", marked("mark").into_bytes()),
        ("little", marked("little").encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("big", marked("big").encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ];
    let desk = spoiled(|root| {
        for (name, bytes) in &texts {
            fs::write(root.join(format!("corpus/{name}.md")), bytes).unwrap();
            fs::write(root.join(format!("notes/{name}.md")), bytes).unwrap();
        }
    });
    let text = inspected(&desk);
    assert!(!text.contains("not read"), "{text}");
    for (name, _) in &texts {
        assert!(text.contains(&format!("The {name} pier that sank")), "{name}: {text}");
    }
    desk.end();
}

#[test]
fn fault_30_a_file_of_a_gigabyte_and_a_line_of_fifty_megabytes_are_left_alone() {
    let desk = spoiled(|root| {
        for folder in ["corpus", "notes"] {
            let mut sparse = fs::File::create(root.join(folder).join("huge.md")).unwrap();
            sparse.seek(SeekFrom::Start(1 << 30)).unwrap();
            sparse.write_all(b"x").unwrap();
            fs::write(root.join(folder).join("line.md"), "pier ".repeat(10 << 20)).unwrap();
        }
    });
    let text = inspected(&desk);
    assert!(text.contains("huge.md: has 1024 MB") && text.contains("line.md: has 50 MB"), "{text}");
    desk.end();
}

/// A desk with a note that cites the article in `corpus/0.md`, which is then renamed so many times, one name after the other.
fn renamed(times: usize, around: impl Fn(&mut Desk, &dyn Fn())) -> Desk {
    let mut desk =
        spoiled(|root| fs::write(root.join("corpus/0.md"), ARTICLE.replace("brandt2021pier", "moved2021")).unwrap());
    let uri = desk.workspace.uri("notes/moved.md");
    desk.client.open(&uri, 1, "“Nine berths stood empty” [@moved2021].\n");
    let corpus = desk.workspace.path("corpus");
    around(&mut desk, &|| {
        for number in 0..times {
            fs::rename(corpus.join(format!("{number}.md")), corpus.join(format!("{}.md", number + 1))).unwrap();
        }
    });
    let target = desk.workspace.uri(&format!("corpus/{times}.md"));
    // What the server hears of it comes beside the questions: it is asked until it knows.
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        let found = desk.client.ask("textDocument/definition", &uri, 0, 32);
        if found.to_string().contains(&target) {
            return desk;
        }
        assert!(std::time::Instant::now() < patience, "{found}\n{}", desk.client.log());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn fault_31_ten_thousand_renames_at_once_end_where_the_files_are() {
    let mut desk = renamed(10_000, |_, rename| rename());
    assert_eq!(desk.client.request("shutdown", &Value::Null), Value::Null);
}

#[test]
fn fault_31_when_the_system_drops_events_the_files_are_found_all_the_same() {
    let queue = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let queue: usize = queue.trim().parse().unwrap();
    // Each renaming is two events. The server stands still meanwhile, so that the system's queue has to overflow, and
    // the last names are among what is dropped.
    let mut desk = renamed(queue / 2 + 2_000, |desk, rename| {
        desk.client.signal("STOP");
        rename();
        desk.client.signal("CONT");
    });
    assert_eq!(desk.client.request("shutdown", &Value::Null), Value::Null);
}
