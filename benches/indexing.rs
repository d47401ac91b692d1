//! How fast a corpus is read and indexed, beside bare tantivy over the same texts:
//! `cargo bench --bench indexing -- FOLDER`, where FOLDER was made by `cargo bench --bench generate`.
//!
//! Both read the files from disk, use two threads and end with a commit. Bare tantivy is given the text as it stands
//! in the file, with positions and stored, and nothing else.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, reason = "a program for the terminal")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ibid::corpus::Record;
use ibid::corpus::index::Index;
use ibid::corpus::store::Extractor;
use rayon::prelude::*;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{TantivyDocument, doc};

const THREADS: usize = 2;
const MEMORY: usize = 200_000_000;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| argument != "--bench");
    let Some(folder) = folder else {
        eprintln!("usage: cargo bench --bench indexing -- FOLDER");
        return;
    };
    let mut files = Vec::new();
    find(Path::new(&folder), &mut files);
    files.sort();
    let size: u64 = files.iter().map(|path| fs::metadata(path).unwrap().len()).sum();
    let megabytes = size as f64 / 1e6;
    println!("{} articles, {megabytes:.1} MB", files.len());
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global().unwrap();
    let bare = timed("bare tantivy", megabytes, |index| bare(&files, index));
    let ours = timed("ibid", megabytes, |index| ours(&files, index));
    println!("ibid runs at {:.2} of bare tantivy's speed", bare / ours);
    let begun = Instant::now();
    let read: usize = files
        .par_iter()
        .map(|path| Record::read(&fs::read(path).unwrap(), path, &Extractor::default()).reading.mentions.len())
        .sum();
    println!("reading alone: {:.1} MB/s, {read} mentions", megabytes / begun.elapsed().as_secs_f64());
}

fn timed(name: &str, megabytes: f64, run: impl Fn(&Path)) -> f64 {
    let index = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    run(index.path());
    let seconds = begun.elapsed().as_secs_f64();
    let mut files = Vec::new();
    find(index.path(), &mut files);
    let size: u64 = files.iter().map(|path| fs::metadata(path).unwrap().len()).sum();
    println!(
        "{name}: {:.1} MB/s, {seconds:.2} s, index of {:.2} times the corpus",
        megabytes / seconds,
        size as f64 / 1e6 / megabytes
    );
    seconds
}

fn bare(files: &[PathBuf], folder: &Path) {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let index = tantivy::Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(THREADS, MEMORY).unwrap();
    for path in files {
        writer.add_document(doc!(text => fs::read_to_string(path).unwrap())).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn ours(files: &[PathBuf], folder: &Path) {
    let index = Index::open(folder).unwrap();
    let mut writer = index.writer(THREADS, MEMORY).unwrap();
    files.par_iter().for_each(|path| {
        let record = Record::read(&fs::read(path).unwrap(), path, &Extractor::default());
        // The first of two with the same content is kept; the generator makes none.
        writer.add(&record).unwrap();
    });
    writer.commit("bench").unwrap();
    writer.finish().unwrap();
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { find(&path, files) } else { files.push(path) }
    }
}
