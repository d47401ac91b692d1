//! How long it takes to check a note of 500 lines with 60 quotations over a corpus of 1,000 invented articles.
//!
//! `cargo bench --bench checking`. Every sample checks a note that was never checked before, so that no answer is known
//! yet but what was made ready of the articles; `keystroke` changes one letter in one quotation of a known note.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use divan::{Bencher, black_box};
use ibid::check::check;
use ibid::corpus::Archive;
use ibid::corpus::store::Extractor;
use ibid::note::Note;
use ibid::workspace::Workspace;

const ARTICLES: usize = 1_000;
const PARAGRAPHS: usize = 12;
const SENTENCES: usize = 5;
const QUOTATIONS: usize = 60;
const LINES: usize = 500;

fn main() {
    divan::main();
}

/// Chance that is the same in every run: a linear congruential generator with the constants of Knuth's MMIX.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A word of its own for each number: consonants and vowels in turn.
fn word(number: usize) -> String {
    let (mut rest, mut word) = (number * 7 + 3, String::new());
    for _ in 0..2 + number % 3 {
        word.push(char::from(b"bdfgklmnprstvz"[rest % 14]));
        word.push(char::from(b"aeiou"[rest / 14 % 5]));
        rest = rest / 5 + 11;
    }
    word
}

fn sentence(chance: &mut Chance) -> String {
    const SMALL: [&str; 12] = ["the", "of", "a", "to", "in", "and", "that", "was", "not", "by", "for", "with"];
    let mut words: Vec<String> = (0..9 + chance.below(14))
        .map(|at| {
            let any = chance.below(40) * chance.below(80);
            if at % 2 == 1 { SMALL[chance.below(12)].to_string() } else { word(any) }
        })
        .collect();
    words[0] = words[0][..1].to_uppercase() + &words[0][1..];
    if chance.below(8) == 0 {
        words.push(format!("{} tonnes", 100 + chance.below(900)));
    }
    words.join(" ") + "."
}

fn article(number: usize) -> (PathBuf, Vec<u8>) {
    let mut chance = Chance(number as u64 + 1);
    let mut text =
        format!("---\ntitle: Report {number}\nkey: report{number}\nauthor: Ada Lind\ndate: 2023-05-06\n---\n");
    for _ in 0..PARAGRAPHS {
        let sentences: Vec<String> = (0..SENTENCES).map(|_| sentence(&mut chance)).collect();
        let name = word(chance.below(300));
        let name = name[..1].to_uppercase() + &name[1..];
        let spoken = sentence(&mut chance);
        let _ = write!(text, "\n{} “{spoken}” said Ilse {name}.\n", sentences.join(" "));
    }
    (PathBuf::from(format!("/w/corpus/{number}.md")), text.into_bytes())
}

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let workspace = Workspace::from_files(Path::new("/w"), (0..ARTICLES).map(article).collect());
    for (id, _) in workspace.corpus.articles() {
        workspace.corpus.haystack(id);
        workspace.corpus.statements(id);
    }
    workspace.corpus.find("words that make the table of word pairs ready", 1);
    workspace
});

/// A quotation, four in five as the article has it, the others changed, misplaced or invented, and the number of the
/// article that is cited.
fn quotation(chance: &mut Chance) -> (String, usize) {
    let number = chance.below(ARTICLES);
    let (_, text) = article(number);
    let text = String::from_utf8(text).unwrap();
    let before_speech = |line: &'_ str| line.split('“').next().unwrap_or_default().to_string();
    let paragraphs: Vec<String> = text.lines().skip(6).map(before_speech).collect();
    let sentences: Vec<Vec<&str>> = paragraphs
        .iter()
        .flat_map(|line| line.split(". "))
        .map(|sentence| sentence.split_whitespace().collect())
        .filter(|words: &Vec<&str>| words.len() > 6)
        .collect();
    let words = &sentences[chance.below(sentences.len())];
    let (quote, cited) = match chance.below(20) {
        0 => (words[1..].join(" "), (number + 1) % ARTICLES),
        1 => (sentence(chance), number),
        2 | 3 => ([&words[..3], &["suddenly"], &words[4..]].concat().join(" "), number),
        4 => ([&words[..3], &["…"], &words[4..]].concat().join(" "), number),
        _ => (words.join(" "), number),
    };
    (quote.trim_matches(['.', ' ']).to_string(), cited)
}

/// A note of its own for each number.
fn note(number: u64) -> String {
    let mut chance = Chance(number + 1_000_000);
    let mut text = String::from("# Note\n\n");
    for _ in 0..QUOTATIONS {
        let (quote, cited) = quotation(&mut chance);
        let _ = writeln!(text, "{} Ilse Lind says that “{quote}” [@report{cited}].\n", sentence(&mut chance));
    }
    while text.lines().count() < LINES {
        let _ = writeln!(text, "{}", sentence(&mut chance));
        if chance.below(4) == 0 {
            text.push('\n');
        }
    }
    text
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

fn fresh() -> Note {
    Note::read(note(NUMBER.fetch_add(1, Ordering::Relaxed)).into())
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn whole_note(bencher: Bencher<'_, '_>) {
    let path = Path::new("/w/notes/n.md");
    LazyLock::force(&WORKSPACE);
    bencher.with_inputs(fresh).bench_local_values(|note| black_box(check(&WORKSPACE, path, &note).quotes.len()));
}

/// The same corpus as files, with an index of them on disk.
struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    fn new() -> OnDisk {
        let disk = OnDisk { folder: tempfile::tempdir().unwrap() };
        for folder in ["corpus", "index"] {
            std::fs::create_dir(disk.folder.path().join(folder)).unwrap();
        }
        for (path, bytes) in (0..ARTICLES).map(article) {
            std::fs::write(disk.folder.path().join("corpus").join(path.file_name().unwrap()), bytes).unwrap();
        }
        disk.opened().keep();
        disk
    }

    /// As a program that has just started has it: nothing is at hand but what the index holds.
    fn opened(&self) -> Workspace {
        let archive = Archive::at(&self.folder.path().join("index"), &Extractor::default()).unwrap();
        Workspace::over(self.folder.path(), archive).reopened(self.folder.path(), &())
    }
}

/// The first check after a start: every article is fetched from the index and made ready.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn whole_note_from_disk(bencher: Bencher<'_, '_>) {
    let path = Path::new("/w/notes/n.md");
    let disk = OnDisk::new();
    bencher
        .with_inputs(|| (disk.opened(), fresh()))
        .bench_local_refs(|(workspace, note)| black_box(check(workspace, path, note).quotes.len()));
}

/// One letter more in one quotation of a note that was checked before.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn keystroke(bencher: Bencher<'_, '_>) {
    let path = Path::new("/w/notes/n.md");
    let known = checked_note();
    bencher
        .with_inputs(|| Note::read(typed(&known).into()))
        .bench_local_values(|note| black_box(check(&WORKSPACE, path, &note).quotes.len()));
}

/// The same with the reading of the note, which comes before.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn keystroke_and_reading(bencher: Bencher<'_, '_>) {
    let path = Path::new("/w/notes/n.md");
    let known = checked_note();
    bencher
        .with_inputs(|| typed(&known))
        .bench_local_values(|text| black_box(check(&WORKSPACE, path, &Note::read(text.into())).quotes.len()));
}

/// A note that was checked before.
fn checked_note() -> String {
    let known = note(0);
    check(&WORKSPACE, Path::new("/w/notes/n.md"), &Note::read(known.clone().into()));
    known
}

/// A note with one letter more in one of its quotations.
fn typed(known: &str) -> String {
    let places: Vec<usize> = known.match_indices('“').map(|(at, mark)| at + mark.len() + 12).collect();
    let count = NUMBER.fetch_add(1, Ordering::Relaxed) as usize;
    let mut at = places[count % places.len()];
    while !known.is_char_boundary(at) {
        at += 1;
    }
    let letter = char::from(b'a' + (count % 26) as u8);
    format!("{}{letter}{}", &known[..at], &known[at..])
}

/// What comes before every check: the note is read.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn reading_the_note(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| note(NUMBER.fetch_add(1, Ordering::Relaxed)))
        .bench_local_values(|text| black_box(Note::read(text.into()).quotations.len()));
}
