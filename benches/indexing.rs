//! How fast a corpus is read and indexed, beside bare tantivy over the same texts:
//! `cargo bench --bench indexing -- FOLDER`, where FOLDER, which has a `corpus`, was made by `cargo bench --bench generate`.
//!
//! Both read files that the system has in memory, use all cores (bare tantivy: two writing threads) and end with a commit. Bare tantivy
//! is given the fields that ibid's index has: the hash of the file, a number to sort by, the words with their positions, and the file
//! itself, compressed in the same way. ibid does all that `ibid index` does, and is opened again when its time has been taken.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, reason = "a program for the terminal")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use ibid::corpus::Archive;
use ibid::corpus::store::Extractor;
use ibid::workspace::{Keeping, Workspace};
use tantivy::schema::{BytesOptions, NumericOptions, STORED, Schema, TEXT};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, TantivyDocument, doc};

/// As many as `ibid index` takes on two cores.
const THREADS: usize = 2;
const MEMORY: usize = 200_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        [folder] => compare(folder),
        [folder, "bare"] => run_bare(Path::new(folder)),
        [folder, "ibid"] => run_ibid(Path::new(folder)),
        _ => eprintln!("usage: cargo bench --bench indexing -- FOLDER"),
    }
}

/// Each in a process of its own, which finds no memory that the other has left.
fn compare(folder: &str) {
    let files = files_of(Path::new(folder));
    // Whoever came first would have to wait for the disk.
    let bytes: usize = files.iter().map(|path| fs::read(path).unwrap().len()).sum();
    println!("{} articles, {:.1} MB", files.len(), bytes as f64 / 1e6);
    let [bare, ibid] = ["bare", "ibid"].map(|which| {
        let program = std::env::current_exe().unwrap();
        let output = Command::new(program).args([folder, which]).stderr(Stdio::inherit()).output().unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        let (said, seconds) = said.trim_end().rsplit_once('\n').unwrap();
        println!("{said}");
        seconds.parse::<f64>().unwrap()
    });
    println!("ibid runs at {:.2} of bare tantivy's speed", bare / ibid);
}

fn run_bare(folder: &Path) {
    let index = tempfile::tempdir().unwrap();
    let files = files_of(folder);
    let begun = Instant::now();
    bare(&files, index.path());
    let seconds = begun.elapsed().as_secs_f64();
    tell("bare tantivy", &files, index.path(), seconds);
}

fn run_ibid(folder: &Path) {
    let index = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let workspace = open(folder, index.path());
    let read = begun.elapsed().as_secs_f64();
    assert_eq!(workspace.keep(), Keeping::Done);
    let seconds = begun.elapsed().as_secs_f64();
    println!("ibid: {} actors; read and resolved in {read:.2} s", workspace.corpus.actors().iter().count());
    println!("ibid: peak memory {} MB", status("VmHWM") / 1_000);
    drop(workspace);
    let begun = Instant::now();
    let again = open(folder, index.path());
    println!("ibid: opened again in {:.2} s, {} articles", begun.elapsed().as_secs_f64(), again.corpus.files());
    tell("ibid", &files_of(folder), index.path(), seconds);
}

/// How fast it was and how large the index is; the seconds on a line of their own.
fn tell(name: &str, files: &[PathBuf], index: &Path, seconds: f64) {
    let size = |files: &[PathBuf]| files.iter().map(|path| fs::metadata(path).unwrap().len()).sum::<u64>() as f64 / 1e6;
    let megabytes = size(files);
    let mut written = Vec::new();
    find(index, &mut written);
    let (speed, share) = (megabytes / seconds, size(&written) / megabytes);
    println!("{name}: {speed:.1} MB/s, {seconds:.2} s, index of {share:.2} times the corpus\n{seconds}");
}

/// The files of the corpus, in order.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    find(&folder.join("corpus"), &mut files);
    files.sort();
    files
}

/// A figure of this process in kB, where the system tells (Linux).
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|figure| figure.parse().ok()).unwrap_or(0)
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

fn open(root: &Path, folder: &Path) -> Workspace {
    Workspace::over(root, Archive::at(folder, &Extractor::default()).unwrap()).reopened(root, &())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { find(&path, files) } else { files.push(path) }
    }
}
