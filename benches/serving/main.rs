//! How fast the server answers, as an editor sees it: `cargo bench --bench serving -- FOLDER [--server COMMAND]`, where FOLDER, which
//! has a `corpus`, was made by `cargo bench --bench generate`. `SERVING_ONLY` names the one question to ask, for profiles.
//!
//! It brings the index up to date, starts the server anew, opens a note of 500 lines with 60 quotations and prints how long it
//! took from the start of the process to the first hover, the memory, and the latencies of what is typed and asked. The note and
//! the index are kept in FOLDER.
//!
//! With `--server`, another language server for Markdown is asked as far as it can answer, over the same articles as Markdown
//! notes in FOLDER/vault.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a program for the terminal"
)]

mod changes;
mod client;
#[path = "../generator/mod.rs"]
mod generator;
mod note;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use client::Client;
use note::Written;
use serde_json::{Value, json};

/// After so long without a change the server has let go of what it had worked out.
const REST: Duration = Duration::from_secs(75);

/// How often each question is asked.
const ROUNDS: usize = 200;

/// After so long it has looked at all files, to see whether they are what they were.
const SETTLED: Duration = Duration::from_secs(4);

/// How often an article is changed.
const CHANGES: usize = 10;

/// How often references are asked for, and how many of them are waited for first.
const SEARCHES: usize = 15;
const MANY: usize = 1_000;

/// A question is repeated after so long while the articles are being read.
const PAUSE: Duration = Duration::from_millis(1);

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        eprintln!("usage: cargo bench --bench serving -- FOLDER [--server COMMAND]");
        return;
    };
    let folder = std::fs::canonicalize(folder).expect("the folder is there");
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--server"), Some(command)) => peer(&folder, &command),
        _ => ours(&folder),
    }
}

fn ibid(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join(".cache")).env("IBID_LOG", "error");
    command
}

fn ours(folder: &Path) {
    let begun = Instant::now();
    let indexed = ibid(folder).arg("index").output().expect("ibid runs");
    assert!(indexed.status.success() || indexed.status.code() == Some(1), "{indexed:?}");
    println!("ibid index: {:.1} s", begun.elapsed().as_secs_f64());
    let written = note::write(folder, ibid);
    let mut server = ibid(folder);
    server.arg("--stdio");
    let begun = Instant::now();
    let mut client = Client::start(server, folder);
    println!("initialized after {:.0} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    client.open(&written.path, &written.text);
    let name = &written.names[0];
    loop {
        let (hover, _) = client.ask("textDocument/hover", &written.at(name, 1));
        // A card has a heading with the name in bold.
        if hover["contents"]["value"].as_str().is_some_and(|card| card.contains("**")) {
            break;
        }
        std::thread::sleep(PAUSE);
    }
    println!("first hover after {:.0} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    client.first_diagnostics();
    println!("first diagnostics after {:.0} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    memory(&client);
    std::thread::sleep(SETTLED);
    memory(&client);
    asked(&mut client, &written);
    memory(&client);
    // Nothing is asked for a while.
    std::thread::sleep(SETTLED);
    memory(&client);
    if is_wanted("one changed article") {
        let took = (0..CHANGES).map(|round| changes::one_article(&mut client, folder, &written, round)).collect();
        line("one changed article", took);
    }
    if is_wanted("renamed articles") {
        let (count, took) = changes::renamed(&mut client, folder, &written);
        println!("{count} renamed articles settled after {:.1} s", took.as_secs_f64());
    }
    memory(&client);
    if is_wanted("rest") {
        std::thread::sleep(REST);
        print!("after a rest, ");
        memory(&client);
    }
    client.finish();
}

fn memory(client: &Client) {
    let (anonymous, all) = client.memory();
    println!("memory: {anonymous} MB anonymous, {all} MB resident");
}

/// The latencies of one question after another.
fn asked(client: &mut Client, written: &Written) {
    println!("{:<24} {:>9} {:>9} {:>9}", "", "median", "p99", "longest");
    let name = |round: usize| &written.names[round % written.names.len()];
    rounds("hover", |round| client.ask("textDocument/hover", &written.at(name(round), 1)).1);
    rounds("definition", |round| client.ask("textDocument/definition", &written.at(name(round), 1)).1);
    // Behind the first letters of a name.
    rounds("completion", |round| client.ask("textDocument/completion", &written.at(name(round), 2 + round % 5)).1);
    if is_wanted("references") {
        let mut most = written.at(&written.names[0], 1);
        most["context"] = json!({"includeDeclaration": true});
        let parts = || client.ask_in_parts("textDocument/references", &most, MANY);
        let asked: Vec<(usize, Duration, Duration)> = std::iter::repeat_with(parts).take(SEARCHES).collect();
        let count = asked.iter().map(|&(count, ..)| count).max().unwrap_or(0);
        line("references: first 1,000", asked.iter().map(|&(_, first, _)| first).collect());
        line(&format!("references: all {count}"), asked.iter().map(|&(.., all)| all).collect());
    }
    rounds("change → diagnostics", |round| {
        let (line, character) = written.quotations[round % written.quotations.len()];
        client.change(&written.path, line, character, "x")
    });
}

fn is_wanted(what: &str) -> bool {
    std::env::var("SERVING_ONLY").is_ok_and(|only| what.starts_with(&only)) || std::env::var("SERVING_ONLY").is_err()
}

fn rounds(what: &str, once: impl FnMut(usize) -> Duration) {
    if is_wanted(what) {
        line(what, (0..ROUNDS).map(once).collect());
    }
}

fn line(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize].as_secs_f64() * 1_000.0;
    println!("{what:<24} {:>6.1} ms {:>6.1} ms {:>6.1} ms", at(0.5), at(0.99), at(1.0));
}

/// Another server, as far as it can be asked the same.
fn peer(folder: &Path, command: &str) {
    let mut words = command.split_whitespace();
    let mut server = Command::new(words.next().expect("a command"));
    let root = folder.join("vault");
    let written = note::vault(folder, &root);
    server.args(words).current_dir(&root);
    let begun = Instant::now();
    let mut client = Client::start(server, &root);
    println!("initialized after {:.0} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    client.open(&written.path, &written.text);
    let complete = |client: &mut Client| client.ask("textDocument/completion", &written.at("[[", 2));
    let size = |result: &Value| result["items"].as_array().or(result.as_array()).map_or(0, Vec::len);
    while size(&complete(&mut client).0) == 0 && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(PAUSE);
    }
    println!("first completion after {:.0} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    memory(&client);
    let mut took: Vec<Duration> = (0..ROUNDS / 4).map(|_| complete(&mut client).1).collect();
    took.sort_unstable();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize].as_secs_f64() * 1_000.0;
    println!("completion: median {:.1} ms, p99 {:.1} ms", at(0.5), at(0.99));
    client.finish();
    // Else they would be articles the next time.
    fs::remove_dir_all(root).expect("the notes can be removed");
}
