//! Quotations over the annotated articles, changed in known ways.

use std::path::PathBuf;

use crate::bench::source::Source;
use crate::bench::{self, speech, table};
use crate::shared;

/// A hundred of each kind: sound ones are accepted, changed ones found, speakers and cuts mostly.
#[test]
fn quotations_whose_truth_is_known_get_the_verdict_they_deserve() {
    let workspace = bench::workspace(&[&shared("seeds"), &shared("planted/corpus")]);
    let source = Source::new(&workspace);
    table::judge_seeds(&workspace, 11, |seed| {
        let mut cases = bench::cases::cases(&source, 100, seed);
        cases.extend(speakers(&source));
        cases
    });
}

/// The quotations whose speakers were annotated, credited to them and to each other's speakers.
fn speakers(source: &Source<'_>) -> Vec<bench::Case> {
    let read = |path: PathBuf| -> Vec<serde_json::Value> {
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let quotes = read(shared("gold/direct_quotes.json"));
    let actors = read(shared("gold/actors.json"));
    let person = |id: &str| {
        let actor = actors.iter().find(|actor| actor["id"] == id)?;
        (actor["kind"] == "person").then(|| actor["canonical"].as_str().unwrap_or(id).to_string())
    };
    let mut cases = Vec::new();
    for quote in &quotes {
        let Some(article) = source.workspace.corpus.by_name(quote["file"].as_str().unwrap()) else { continue };
        let Some(speaker) = person(quote["speaker"].as_str().unwrap()).filter(|_| quote["endnote"].is_null()) else {
            continue;
        };
        let words = quote["quote"].as_str().unwrap();
        cases.push(speech::case("speaker credited", bench::Expect::Sound, article, words, &speaker));
        for other in speech::persons(source, article, &speaker).into_iter().take(12) {
            cases.push(speech::case("other speaker credited", bench::Expect::Speaker, article, words, &other));
        }
    }
    cases
}
