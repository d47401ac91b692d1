//! Notes with labelled quotations and citations, kept outside the repository.

use std::path::Path;

use serde_json::Value;

use ibid::note::Note;
use ibid::text::{Encoding, Span};

use crate::shared;

/// Every labelled quotation and citation is found at its place, and nothing that is none.
#[test]
fn every_labelled_quotation_and_citation_is_found_at_its_place() {
    let folder = shared("planted");
    let labels = std::fs::read_to_string(folder.join("expect.json")).unwrap();
    let labels: Vec<Value> = serde_json::from_str(&labels).unwrap();
    let mut missing = Vec::new();
    let mut checked = 0;
    for entry in &labels {
        let note = Note::read(read_note(&folder.join(entry["note"].as_str().unwrap())).into());
        let line = note.lines.line(entry["line"].as_u64().unwrap() as usize - 1, &note.text);
        let start = line.start() + Encoding::Utf32.offset(line.of(&note.text), entry["col"].as_u64().unwrap() as usize);
        let text = without_braces(entry["text"].as_str().unwrap());
        let span = Span::new(start, start + text.len());
        assert_eq!(span.of(&note.text), text);
        let label = entry["label"].as_str().unwrap();
        let quoted = note.quotations.iter().any(|quotation| quotation.inner == span);
        let found = match label.split('-').next().unwrap() {
            "citation" => note.citations.iter().any(|citation| citation.span == span),
            "quote" => quoted,
            // Scare quotes look like quotations, but those with a remark stand in code or in the title of a link.
            "scare" => quoted != entry["remark"].is_string(),
            _ => continue,
        };
        checked += 1;
        if !found {
            missing.push(format!("{} {label} {text}", entry["id"]));
        }
    }
    assert!(missing.is_empty(), "{} of {checked}:\n{}", missing.len(), missing.join("\n"));
    assert!(checked > 0);
}

/// The keys of these notes are placeholders, `{{KEY:file}}`: as long as they are, they become keys.
fn read_note(path: &Path) -> String {
    without_braces(&std::fs::read_to_string(path).unwrap())
}

fn without_braces(text: &str) -> String {
    text.replace("{{KEY:", "KEYxxx").replace("}}", "99")
}
