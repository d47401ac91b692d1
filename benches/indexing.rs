//! How fast a corpus is read and indexed, beside bare tantivy over the same texts:
//! `cargo bench --bench indexing -- FOLDER`, where FOLDER, which has a `corpus`, was made by `cargo bench --bench generate`.
//!
//! Both read the files from disk, use two threads and end with a commit. Bare tantivy is given the fields that ibid's index has: the
//! hash of the file, a number to sort by, the words with their positions, and the file itself, compressed in the same way. ibid
//! does all that `ibid index` does, and is opened again when its time has been taken.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, reason = "a program for the terminal")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ibid::corpus::Archive;
use ibid::corpus::store::Extractor;
use ibid::workspace::{Keeping, Workspace};
use tantivy::schema::{BytesOptions, NumericOptions, STORED, Schema, TEXT};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, TantivyDocument, doc};

const THREADS: usize = 2;
const MEMORY: usize = 200_000_000;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| argument != "--bench");
    let Some(folder) = folder else {
        eprintln!("usage: cargo bench --bench indexing -- FOLDER");
        return;
    };
    let mut files = Vec::new();
    find(&Path::new(&folder).join("corpus"), &mut files);
    files.sort();
    let size: u64 = files.iter().map(|path| fs::metadata(path).unwrap().len()).sum();
    let megabytes = size as f64 / 1e6;
    println!("{} articles, {megabytes:.1} MB", files.len());
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global().unwrap();
    let (beside, own) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (seconds, ()) = timed("bare tantivy", megabytes, beside.path(), |index| bare(&files, index));
    let (own_seconds, workspace) = timed("ibid", megabytes, own.path(), |index| ours(Path::new(&folder), index));
    println!("ibid runs at {:.2} of bare tantivy's speed", seconds / own_seconds);
    println!("peak memory: {} MB", status("VmHWM") / 1_000);
    drop(workspace);
    let begun = Instant::now();
    let again = open(Path::new(&folder), own.path());
    println!("ibid: opened again in {:.2} s, {} articles", begun.elapsed().as_secs_f64(), again.corpus.files());
}

/// A figure of this process in kB, where the system tells (Linux).
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|figure| figure.parse().ok()).unwrap_or(0)
}

/// How many seconds it takes to write an index into a folder, and what comes of it.
fn timed<T>(name: &str, megabytes: f64, index: &Path, run: impl Fn(&Path) -> T) -> (f64, T) {
    let begun = Instant::now();
    let outcome = run(index);
    let seconds = begun.elapsed().as_secs_f64();
    let mut files = Vec::new();
    find(index, &mut files);
    let size: u64 = files.iter().map(|path| fs::metadata(path).unwrap().len()).sum();
    println!(
        "{name}: {:.1} MB/s, {seconds:.2} s, index of {:.2} times the corpus",
        megabytes / seconds,
        size as f64 / 1e6 / megabytes
    );
    (seconds, outcome)
}

fn bare(files: &[PathBuf], folder: &Path) {
    let mut schema = Schema::builder();
    let hash = schema.add_bytes_field("hash", BytesOptions::default().set_indexed());
    let short = schema.add_u64_field("short", NumericOptions::default().set_fast());
    let words = schema.add_text_field("words", TEXT);
    let record = schema.add_bytes_field("record", STORED);
    let settings = IndexSettings {
        docstore_blocksize: 16 << 10,
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
        ..IndexSettings::default()
    };
    let index = tantivy::Index::builder().schema(schema.build()).settings(settings).create_in_dir(folder).unwrap();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(THREADS, MEMORY).unwrap();
    for path in files {
        let text = fs::read_to_string(path).unwrap();
        let name = *blake3::hash(text.as_bytes()).as_bytes();
        let number = u64::from_le_bytes(*name.first_chunk().unwrap());
        writer
            .add_document(
                doc!(hash => name.as_slice(), short => number, words => text.as_str(), record => text.as_bytes()),
            )
            .unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn ours(root: &Path, folder: &Path) -> Workspace {
    let begun = Instant::now();
    let workspace = open(root, folder);
    println!("ibid: read and resolved in {:.2} s", begun.elapsed().as_secs_f64());
    assert_eq!(workspace.keep(), Keeping::Done);
    println!("ibid: {} actors, resident {} MB", workspace.corpus.actors().iter().count(), status("VmRSS") / 1_000);
    workspace
}

fn open(root: &Path, folder: &Path) -> Workspace {
    Workspace::over(root, Archive::at(folder, &Extractor::default()).unwrap()).reopened(root, &())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { find(&path, files) } else { files.push(path) }
    }
}
