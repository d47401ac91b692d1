//! Claims cut out of real articles, true and changed, against those articles.

mod changes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ibid::article::{Article, Role};
use ibid::prose::figures::{Figure, Statement, contradiction, statements};
use ibid::text::Span;

use crate::shared;

/// How many words on either side of a figure a claim keeps: much of a sentence, and little of it.
const WINDOWS: [usize; 2] = [9, 5];

/// An article's sentences, cut down to the words around each figure, stand, however the figure is written; with
/// another in its place most fall.
#[test]
fn a_claim_cut_out_of_an_article_stands_and_a_changed_one_falls() {
    let mut tally = Tally::default();
    for path in articles() {
        let article = Article::read(&std::fs::read(&path).unwrap(), &path);
        let prose = article.prose.text();
        let body = article.blocks.iter().filter(|block| block.role == Role::Body);
        let blocks: Vec<Span> = body.map(|block| block.span).collect();
        let sentences = statements(prose, &blocks);
        for sentence in &sentences {
            for figure in &sentence.figures {
                for words in WINDOWS {
                    tally.take(&sentences, figure, prose, sentence.span, words);
                }
            }
        }
    }
    println!("{} sound claims, {} flagged", tally.sound, tally.alarms.len());
    for (kind, (caught, all)) in &tally.changed {
        println!("  {kind}: {caught} of {all} fall");
    }
    let (caught, all) = tally.changed.values().fold((0, 0), |(c, a), (caught, all)| (c + caught, a + all));
    println!("{caught} of {all} changed claims fall");
    assert!(tally.alarms.is_empty(), "{} of {}:\n{}", tally.alarms.len(), tally.sound, tally.alarms.join("\n"));
    assert!(tally.sound >= 700 && all >= 250, "{} and {all} claims", tally.sound);
    assert!(caught * 100 >= all * 75, "{caught} of {all}");
}

/// What one article says of its own matters is not contradicted by what another says of others.
#[test]
fn an_article_that_speaks_of_something_else_contradicts_nothing() {
    let read = |path: &PathBuf| {
        let article = Article::read(&std::fs::read(path).unwrap(), path);
        let prose = article.prose.text().to_owned();
        let blocks: Vec<Span> =
            article.blocks.iter().filter(|block| block.role == Role::Body).map(|block| block.span).collect();
        let sentences = statements(&prose, &blocks);
        (prose, sentences)
    };
    let texts: Vec<(String, Vec<Statement>)> = articles().iter().map(read).collect();
    let (mut claims, mut flagged) = (0, Vec::new());
    for (one, (prose, sentences)) in texts.iter().enumerate() {
        for (two, (_, others)) in texts.iter().enumerate().filter(|(two, _)| *two != one) {
            for sentence in sentences.iter().filter(|sentence| !sentence.figures.is_empty()) {
                claims += 1;
                let said = contradiction(sentence, others);
                flagged.extend(said.iter().map(|found| {
                    let claim = sentence.span.of(prose);
                    format!("{one}/{two}: {claim}\n    {}", found.sentence.of(&texts[two].0))
                }));
            }
        }
    }
    println!("{claims} claims of other articles, {} contradicted:\n{}", flagged.len(), flagged.join("\n"));
    assert!(flagged.len() * 500 <= claims, "{} of {claims}", flagged.len());
}

/// The annotated articles, and those of the demonstration.
fn articles() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    let mut paths: Vec<PathBuf> = [shared("seeds"), own]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}

#[derive(Default)]
struct Tally {
    sound: usize,
    alarms: Vec<String>,
    /// For each kind of change how many were caught, and of how many.
    changed: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    fn take(&mut self, text: &[Statement], figure: &Figure, prose: &str, sentence: Span, words: usize) {
        let written = figure.span.of(prose);
        let window = window(sentence, prose, figure.span, words);
        let before = Span::new(window.start(), figure.span.start()).of(prose);
        let after = Span::new(figure.span.end(), window.end()).of(prose);
        self.stands("as it is", text, window.of(prose));
        for (kind, other) in changes::sound(figure, written) {
            self.stands(kind, text, &format!("{before}{other}{after}"));
        }
        if let Some((number, after)) = changes::converted(figure, written, after) {
            self.stands("another measure", text, &format!("{before}{number}{after}"));
        }
        for (kind, other) in changes::wrong(figure, written) {
            let claim = format!("{before}{other}{after}");
            let falls = !against(text, &claim).is_empty();
            if std::env::var_os("SHOW").is_some() && !falls {
                println!("missed, {kind} of {written}: {claim}");
            }
            let (caught, all) = self.changed.entry(kind).or_default();
            *caught += usize::from(falls);
            *all += 1;
        }
    }

    fn stands(&mut self, kind: &str, text: &[Statement], claim: &str) {
        self.sound += 1;
        let said = against(text, claim);
        if !said.is_empty() {
            self.alarms.push(format!("{kind}: {claim} — {said:?}"));
        }
    }
}

/// What the article says against a claim: the claimed figures.
fn against(text: &[Statement], claim: &str) -> Vec<String> {
    let statement = Statement::new(claim, Span::new(0, claim.len()));
    contradiction(&statement, text).iter().map(|found| found.claimed.span.of(claim).to_owned()).collect()
}

/// The words around a figure in its sentence.
fn window(sentence: Span, prose: &str, figure: Span, words: usize) -> Span {
    let text = sentence.of(prose);
    let starts: Vec<usize> = text.split_whitespace().map(|w| w.as_ptr() as usize - text.as_ptr() as usize).collect();
    let at = |offset: usize| starts.partition_point(|start| *start <= offset - sentence.start()).saturating_sub(1);
    let from = starts[at(figure.start()).saturating_sub(words)];
    let to = starts.get(at(figure.end() - 1) + words + 1).copied().unwrap_or(text.len());
    Span::new(sentence.start() + from, (sentence.start() + to).max(figure.end()))
}
