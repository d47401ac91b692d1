//! Claims cut out of real articles, true and changed, against those articles.

use ibid::article::{Article, Role};
use ibid::prose::figures::{Statement, Unit, Value, contradiction, statements};
use ibid::text::Span;

use crate::shared;

/// How many words on either side of a figure a claim keeps.
const WINDOW: usize = 9;

/// An article's sentences, cut down to the words around each figure, are never contradicted by the article; with
/// another number or day in its place, more than half are.
#[test]
fn a_claim_cut_out_of_an_article_stands_and_a_changed_one_falls() {
    let entries = std::fs::read_dir(shared("seeds")).unwrap();
    let (mut claims, mut changed, mut caught) = (0, 0, 0);
    for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let article = Article::read(&std::fs::read(&path).unwrap(), &path);
        let prose = article.prose.text();
        let body = article.blocks.iter().filter(|block| block.role == Role::Body);
        let blocks: Vec<Span> = body.map(|block| block.span).collect();
        let sentences = statements(prose, &blocks);
        for sentence in &sentences {
            for figure in &sentence.figures {
                let window = window(sentence.span.of(prose), figure.span.start() - sentence.span.start());
                let claim = Statement::new(window, Span::new(0, window.len()));
                let said = contradiction(&claim, &sentences);
                assert!(said.is_empty(), "{window}\n{said:?}");
                claims += 1;
                let written = figure.span.of(prose);
                if figure.unit == Unit::None && matches!(figure.value, Value::Amount(_))
                    || !written.starts_with(|c: char| c.is_ascii_digit())
                {
                    continue;
                }
                let other = window.replace(written, &other(written));
                let claim = Statement::new(&other, Span::new(0, other.len()));
                let found = contradiction(&claim, &sentences);
                if std::env::var_os("SHOW").is_some() && found.is_empty() {
                    println!("missed: {other}");
                }
                changed += 1;
                caught += usize::from(!found.is_empty());
            }
        }
    }
    println!("{claims} claims stand, {caught} of {changed} changed ones fall");
    assert!(claims > 0 && caught * 2 > changed);
}

/// The words around the byte `at` of `sentence`.
fn window(sentence: &str, at: usize) -> &str {
    let starts: Vec<usize> =
        sentence.split_whitespace().map(|w| w.as_ptr() as usize - sentence.as_ptr() as usize).collect();
    let middle = starts.partition_point(|start| *start <= at).saturating_sub(1);
    let from = starts[middle.saturating_sub(WINDOW)];
    let to = starts.get(middle + WINDOW + 1).copied().unwrap_or(sentence.len());
    &sentence[from..to]
}

/// A figure with a digit changed: the third of a year, so that the article is unlikely to have it elsewhere, else the
/// first.
fn other(written: &str) -> String {
    let at = if written.len() == 4 { 2 } else { 0 };
    let changed = match &written[at..=at] {
        "1" if at == 2 => "7",
        "1" => "2",
        "2" => "1",
        "9" => "7",
        _ => "3",
    };
    format!("{}{changed}{}", &written[..at], &written[at + 1..])
}
