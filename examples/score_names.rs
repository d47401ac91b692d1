//! Names found in data sets that others annotated, persons and organisations only; spans of other kinds count neither
//! for nor against.
//!
//! `cargo run --release --example score_names -- FOLDER [--errors]` reads every `*.conll` file of the
//! folder (a word and a tag a line, an empty line after each sentence, `-DOCSTART-` before each document; without it
//! each sentence is a document) and prints a table; with
//! `--errors` it writes what was missed and what was too much beside each set.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::fmt::Write as _;
use std::path::Path;

use ibid::prose::Kind;
use ibid::prose::names::names;
use ibid::text::Span;

/// A marked stretch: its place in the document's text, and what sort of name it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Mark {
    span: Span,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Person,
    Organisation,
    Other,
}

#[derive(Default)]
struct Document {
    text: String,
    blocks: Vec<Span>,
    marks: Vec<Mark>,
}

fn sort(tag: &str) -> Sort {
    match tag.to_lowercase().as_str() {
        "per" | "person" | "politician" => Sort::Person,
        "org" | "organisation" | "organization" | "politicalparty" => Sort::Organisation,
        _ => Sort::Other,
    }
}

/// Words stand apart by a blank but for the punctuation that print puts beside them.
fn read(path: &Path) -> Vec<Document> {
    let mut documents = vec![Document::default()];
    let mut sentence: Vec<(String, String)> = Vec::new();
    let content = std::fs::read_to_string(path).expect("readable");
    let marked = content.contains("-DOCSTART-");
    for line in content.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        match (columns.next(), columns.next_back()) {
            (Some("-DOCSTART-"), _) => documents.push(Document::default()),
            (Some(word), Some(tag)) => sentence.push((word.to_owned(), tag.to_owned())),
            _ => {
                if !marked {
                    documents.push(Document::default());
                }
                let document = documents.last_mut().expect("one");
                document.add(&std::mem::take(&mut sentence));
            }
        }
    }
    documents.retain(|document| !document.blocks.is_empty());
    documents
}

impl Document {
    fn add(&mut self, sentence: &[(String, String)]) {
        let start = self.text.len();
        let mut open: Option<(usize, Sort)> = None;
        let mut glue = true;
        for (word, tag) in sentence {
            let closes = matches!(
                word.as_str(),
                "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'s" | "'" | "’s" | "n't"
            );
            let position = self.text.len();
            let inside = tag.starts_with("I-");
            if !inside || open.is_some_and(|(_, sort_of)| sort_of != sort(&tag[2..])) {
                self.close(&mut open, position);
            }
            if !glue && !closes {
                self.text.push(' ');
            }
            if tag != "O" && open.is_none() {
                open = Some((self.text.len(), sort(&tag[2..])));
            }
            self.text.push_str(word);
            glue = matches!(word.as_str(), "(" | "[" | "$");
        }
        let end = self.text.len();
        self.close(&mut open, end);
        if end > start {
            self.blocks.push(Span::new(start, end));
            self.text.push('\n');
        }
    }

    fn close(&mut self, open: &mut Option<(usize, Sort)>, end: usize) {
        if let Some((start, sort)) = open.take() {
            self.marks.push(Mark { span: Span::new(start, end), sort });
        }
    }
}

#[derive(Default)]
struct Score {
    said: usize,
    gold: usize,
    hit: usize,
    typed: usize,
}

fn compare(document: &Document, score: &mut Score, errors: &mut String) {
    let found: Vec<Mark> = names(&document.text, &document.blocks)
        .into_iter()
        .map(|name| {
            let sort = match name.kind {
                Kind::Person => Sort::Person,
                Kind::Organisation => Sort::Organisation,
                Kind::State => Sort::Other,
            };
            Mark { span: name.span, sort }
        })
        .collect();
    let bare = |span: Span| span.of(&document.text).trim_end_matches('.').len();
    let same = |one: Span, other: Span| one.start == other.start && bare(one) == bare(other);
    let line = |span: Span| {
        document.blocks.iter().find(|block| block.covers(span)).map_or("", |block| block.of(&document.text))
    };
    for gold in document.marks.iter().filter(|mark| mark.sort != Sort::Other) {
        score.gold += 1;
        match found.iter().find(|mark| same(mark.span, gold.span)) {
            Some(mark) if mark.sort == gold.sort => {
                score.hit += 1;
                score.typed += 1;
            }
            Some(mark) if mark.sort != Sort::Other => {
                score.hit += 1;
                let _ = writeln!(
                    errors,
                    "kind {:?} for {:?}: {} || {}",
                    mark.sort,
                    gold.sort,
                    mark.span.of(&document.text),
                    line(mark.span)
                );
            }
            _ => {
                let _ =
                    writeln!(errors, "missed {:?}: {} || {}", gold.sort, gold.span.of(&document.text), line(gold.span));
            }
        }
    }
    for mark in found.iter().filter(|mark| mark.sort != Sort::Other) {
        let elsewhere = document.marks.iter().any(|gold| gold.sort == Sort::Other && same(gold.span, mark.span));
        if elsewhere {
            let _ =
                writeln!(errors, "(other as {:?}: {} || {})", mark.sort, mark.span.of(&document.text), line(mark.span));
            continue;
        }
        score.said += 1;
        if !document.marks.iter().any(|gold| gold.sort != Sort::Other && same(gold.span, mark.span)) {
            let _ = writeln!(errors, "extra {:?}: {} || {}", mark.sort, mark.span.of(&document.text), line(mark.span));
        }
    }
}

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().expect("usage: score_names FOLDER [--errors]");
    let with_errors = arguments.next().is_some_and(|argument| argument == "--errors");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    println!("{:<24} {:>6} {:>6} {:>6}   {:>6}", "set", "P", "R", "F1", "typed");
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "conll")) {
        let (mut score, mut errors) = (Score::default(), String::new());
        for document in read(path) {
            compare(&document, &mut score, &mut errors);
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let f1 = |hit: usize| share(2 * hit, score.said + score.gold);
        println!(
            "{:<24} {:>6.3} {:>6.3} {:>6.3}   {:>6.3}",
            path.file_stem().unwrap_or_default().to_string_lossy(),
            share(score.hit, score.said),
            share(score.hit, score.gold),
            f1(score.hit),
            f1(score.typed)
        );
        assert!(score.gold > 0, "{} marks no name", path.display());
        if with_errors {
            std::fs::write(path.with_extension("errors"), errors).expect("writable");
        }
    }
}
