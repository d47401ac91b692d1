//! How fast articles are read, stage by stage, on one core: `cargo run --release --example reading`.
//!
//! Reads invented articles in three formats, the same on every machine, or with `cargo run --release --example reading --
//! FOLDER` the files of a folder; prints megabytes of files a second for each stage and for all of them, medians of
//! several rounds (`ROUNDS`, 7). A stage that is indented is part of the one that follows or precedes it.

#![allow(dead_code, clippy::print_stdout, clippy::unwrap_used, reason = "a program for the terminal")]

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use generator::Generator;
use ibid::actor::reading;
use ibid::article::{Article, decode};
use ibid::corpus::{Record, store::Extractor};
use ibid::prose::names::names;
use ibid::text::Span;
use ibid::text::sentences::sentences;

const ARTICLES: usize = 600;

fn main() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(7);
    let files = match std::env::args().nth(1) {
        Some(folder) => files_of(Path::new(&folder)),
        None => invented(),
    };
    for extension in ["md", "txt", "html"] {
        let files: Vec<_> = files.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == extension)).collect();
        if !files.is_empty() {
            measure(extension, &files, rounds);
        }
    }
}

fn measure(extension: &str, files: &[&(PathBuf, Vec<u8>)], rounds: usize) {
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{extension}: {} files, {:.2} MB", files.len(), size as f64 / 1e6);
    let articles: Vec<Article> = files.iter().map(|(path, bytes)| Article::read(bytes, path)).collect();
    let blocks: Vec<Vec<Span>> = articles
        .iter()
        .map(|article| article.blocks.iter().filter(|b| b.role.carries_mentions()).map(|block| block.span).collect())
        .collect();
    let extractor = Extractor::default();
    let show = |stage: &str, run: &dyn Fn()| {
        let mut times: Vec<Duration> = (0..rounds).map(|_| timed(run)).collect();
        times.sort();
        println!("  {stage:24} {:8.1} MB/s", size as f64 / 1e6 / times[times.len() / 2].as_secs_f64());
    };
    show("  decoding", &|| {
        for (_, bytes) in files {
            black_box(decode::decode(bytes, None));
        }
    });
    show("article", &|| {
        for (path, bytes) in files {
            black_box(Article::read(bytes, path));
        }
    });
    show("  sentences", &|| {
        for article in &articles {
            black_box(sentences(article.prose.text()));
        }
    });
    show("  names", &|| {
        for (article, blocks) in articles.iter().zip(&blocks) {
            black_box(names(article.prose.text(), blocks));
        }
    });
    show("names and local actors", &|| {
        for article in &articles {
            black_box(reading::read(article));
        }
    });
    show("all of a record", &|| {
        for (path, bytes) in files {
            black_box(Record::read(bytes, path, &extractor));
        }
    });
}

fn timed(run: &dyn Fn()) -> Duration {
    let begun = Instant::now();
    run();
    begun.elapsed()
}

fn invented() -> Vec<(PathBuf, Vec<u8>)> {
    let generator = Generator { seed: 1, articles: ARTICLES };
    let file = |number: usize| {
        let article = generator.article(number);
        let text = article.file().into_bytes();
        (PathBuf::from(article.path), text)
    };
    (0..ARTICLES).map(file).collect()
}

fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else {
            files.push((path.clone(), std::fs::read(path).unwrap()));
        }
    }
    files.sort();
    files
}
