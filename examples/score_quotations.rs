//! Quotations changed in known ways, and what ibid says of them.
//!
//! `cargo run --release --example score_quotations -- [--each N] [--seed N] [--show N] [--cases FILE] [FOLDER…]` quotes
//! the articles in the folders (those of `corpus/articles` if none is named) and prints a table; with `--show` so many
//! findings in full, chosen at random; with `--cases` it writes every case with ibid's answer as JSON, for
//! `tools/score_quote_peers.py`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/quotations/bench/mod.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod bench;

use std::path::{Path, PathBuf};

use ibid::workspace::Workspace;
use serde_json::json;

use bench::source::Source;
use bench::{Outcome, random::Random, table};

struct Options {
    each: usize,
    seed: u64,
    show: usize,
    cases: Option<PathBuf>,
    folders: Vec<PathBuf>,
}

fn options() -> Options {
    let mut options = Options { each: 60, seed: 7, show: 0, cases: None, folders: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|number| number.parse().ok()).expect("a number");
        match argument.as_str() {
            "--each" => options.each = number(),
            "--seed" => options.seed = number() as u64,
            "--show" => options.show = number(),
            "--cases" => options.cases = arguments.next().map(PathBuf::from),
            _ => options.folders.push(PathBuf::from(argument)),
        }
    }
    if options.folders.is_empty() {
        options.folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles"));
    }
    options
}

fn main() {
    let options = options();
    let folders: Vec<&Path> = options.folders.iter().map(PathBuf::as_path).collect();
    let workspace = bench::workspace(&folders);
    let cases = bench::cases::cases(&Source::new(&workspace), options.each, options.seed);
    let started = std::time::Instant::now();
    let mut outcomes = bench::run(&workspace, &cases, options.seed);
    eprintln!("{} quotations checked in {:?}", outcomes.len(), started.elapsed());
    println!("{}\n{}", table::markdown(&table::rows(&outcomes)), table::wrong(&outcomes));
    if let Some(path) = options.cases {
        std::fs::write(path, written(&workspace, &outcomes)).expect("writable");
    }
    outcomes.retain(Outcome::is_flagged);
    Random::new(options.seed).shuffle(&mut outcomes);
    for outcome in outcomes.iter().take(options.show) {
        println!("{}", table::line(outcome));
    }
}

/// The articles by key, and the cases.
fn written(workspace: &Workspace, outcomes: &[Outcome]) -> String {
    let articles: serde_json::Map<String, serde_json::Value> = workspace
        .corpus
        .articles()
        .map(|(_, entry)| (entry.key.clone(), json!(entry.article().prose.text())))
        .collect();
    let cases: Vec<serde_json::Value> = outcomes
        .iter()
        .map(|outcome| {
            let case = &outcome.case;
            json!({
                "kind": case.kind,
                "expect": format!("{:?}", case.expect).to_lowercase(),
                "quote": case.quote,
                "truth": case.truth,
                "cited": workspace.corpus.article(case.cited).key,
                "credit": case.credit,
                "ibid": outcome.said.iter().map(|(code, _)| code.name()).collect::<Vec<_>>(),
                "right": outcome.is_right(),
            })
        })
        .collect();
    serde_json::to_string(&json!({ "articles": articles, "cases": cases })).unwrap_or_default()
}
