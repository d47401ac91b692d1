//! Bibliographies in three formats: places are sound, references are formatted, and what is written can be read.

use std::path::Path;

use ibid::bibliography::write::{self, Source};
use ibid::bibliography::{Library, reference};

use super::input::{choice, forgive_libraries};
use super::sound;

/// Reads `data`, whose first byte chooses the format.
pub fn run(data: &[u8]) {
    forgive_libraries();
    let (first, bytes) = choice(data);
    let library = Library::read(bytes, Path::new(["refs.bib", "refs.json", "refs.yaml"][first % 3]));
    for problem in &library.problems {
        sound::inside(problem.span, &library.text);
    }
    for entry in &library.entries {
        sound::inside(entry.place, &library.text);
    }
    for entry in library.entries.iter().take(3) {
        reference::reference(&entry.item, reference::DEFAULT_STYLE);
    }
    let numbered = library.entries.iter().enumerate().map(|(at, entry)| (format!("k{at}"), Source::Entry(entry)));
    let sources: Vec<(String, Source<'_>)> = numbered.collect();
    let keys: Vec<&str> = sources.iter().map(|(key, _)| key.as_str()).collect();
    let json = write::csl_json(&sources).to_string();
    let again = Library::read(json.as_bytes(), Path::new("again.json"));
    assert!(again.entries.iter().map(|entry| entry.key.as_str()).eq(keys.iter().copied()), "{json}");
    let bibtex = write::bibtex(&sources);
    let again = Library::read(bibtex.as_bytes(), Path::new("again.bib"));
    assert!(again.entries.iter().map(|entry| entry.key.as_str()).eq(keys), "{bibtex}");
}
