//! Articles that change while the server runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::note::{NEWCOMER, Written};

/// How many articles are renamed at once.
const MANY: usize = 10_000;

/// Nothing takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(1);

/// Between two changes of an article, which nobody makes in a row.
const REST: Duration = Duration::from_secs(3);

/// Writes of somebody new in an article, or strikes that out again, and waits until a hover shows it.
pub fn one_article(client: &mut Client, folder: &Path, note: &Written, round: usize) -> Duration {
    std::thread::sleep(REST);
    let path = files(&folder.join("corpus")).swap_remove(round / 2);
    let text = fs::read_to_string(&path).expect("an article");
    let told = format!("{NEWCOMER}, the harbour master of round {}, was not amused. ", round / 2);
    let is_there = !text.contains(&told);
    let text = if is_there { text.replacen(". ", &format!(". {told}"), 1) } else { text.replace(&told, "") };
    fs::write(&path, text).expect("room for an article");
    let begun = Instant::now();
    watched(client, &[(path, 2)]);
    until(|| shows(client, note, NEWCOMER) == is_there);
    begun.elapsed()
}

/// Renames many articles, waits until all is settled, and takes it back. How many, and how long it took.
pub fn renamed(client: &mut Client, folder: &Path, note: &Written) -> (usize, Duration) {
    let corpus = folder.join("corpus");
    let cited = note.cited.iter().map(|(path, _)| path.clone());
    let others = files(&corpus).into_iter().filter(|path| note.cited.iter().all(|(cited, _)| cited != path));
    let paths: Vec<PathBuf> = cited.chain(others).take(MANY).collect();
    let moved = |path: &PathBuf| path.with_file_name(format!("renamed-{}", file_name(path)));
    let renamed: Vec<(PathBuf, PathBuf)> = paths.iter().map(|path| (path.clone(), moved(path))).collect();
    let back: Vec<(PathBuf, PathBuf)> = renamed.iter().map(|(from, to)| (to.clone(), from.clone())).collect();
    let took = rename(client, note, &renamed);
    rename(client, note, &back);
    (renamed.len(), took)
}

fn rename(client: &mut Client, note: &Written, paths: &[(PathBuf, PathBuf)]) -> Duration {
    for (from, to) in paths {
        fs::rename(from, to).expect("a file can be renamed");
    }
    let begun = Instant::now();
    let events: Vec<(PathBuf, u8)> = paths.iter().flat_map(|(from, to)| [(from.clone(), 3), (to.clone(), 1)]).collect();
    watched(client, &events);
    let (_, key) = &note.cited[0];
    // What was typed into quotations has made some names of the note others.
    let name = note.names.iter().find(|name| shows(client, note, name)).expect("a name that is known");
    until(|| {
        let (card, _) = client.ask("textDocument/hover", &note.at(name, 1));
        assert!(is_card(&card), "a card is there throughout, and no {card}");
        let (target, _) = client.ask("textDocument/definition", &note.at(&format!("@{key}"), 1));
        let target = target.as_array().map_or(&target, |all| &all[0]);
        target["uri"] == uri(&paths[0].1) || target["targetUri"] == uri(&paths[0].1)
    });
    begun.elapsed()
}

fn shows(client: &mut Client, note: &Written, name: &str) -> bool {
    is_card(&client.ask("textDocument/hover", &note.at(name, 1)).0)
}

fn is_card(hover: &Value) -> bool {
    hover["contents"]["value"].as_str().is_some_and(|card| card.contains("**"))
}

fn watched(client: &mut Client, changes: &[(PathBuf, u8)]) {
    let changes: Vec<Value> = changes.iter().map(|(path, kind)| json!({"uri": uri(path), "type": kind})).collect();
    client.tell("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
}

fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "nothing changed in {} s", PATIENCE.as_secs());
        std::thread::sleep(PAUSE);
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The texts below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        match entry.is_dir() {
            true => all.extend(files(&entry)),
            false if entry.extension().is_some_and(|extension| extension == "txt") => all.push(entry),
            false => {}
        }
    }
    all.sort();
    all
}
