//! Articles held against an annotation that lies beside the repository and is no part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ibid::article::{Article, Role};
use serde_json::Value;

use crate::shared;

fn said(article: &Article, field: &str) -> Option<Value> {
    let metadata = &article.metadata;
    match field {
        "title" => metadata.title.clone().map(Value::from),
        "authors" => Some(Value::from(metadata.authors.clone())),
        "publisher" => metadata.publisher.clone().map(Value::from),
        "published" => metadata.published.map(|date| Value::from(date.to_string())),
        _ => metadata.url.clone().map(Value::from),
    }
}

fn is_given(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Array(items)) => !items.is_empty(),
        Some(_) => true,
    }
}

#[test]
fn annotated_articles_are_read_as_people_read_them() {
    let (mut right, mut fields) = (0usize, 0usize);
    let (mut hits, mut called, mut wanted) = (0usize, 0usize, 0usize);
    let mut wrong = Vec::new();
    let mut gold: Vec<PathBuf> =
        std::fs::read_dir(shared("gold")).unwrap().map(|entry| entry.unwrap().path()).collect();
    gold.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with(|c: char| c.is_ascii_digit()));
    gold.sort();
    for path in gold {
        let gold: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let file = gold["file"].as_str().unwrap();
        let article = Article::read(&std::fs::read(shared("seeds").join(file)).unwrap(), Path::new(file));
        for field in ["title", "authors", "publisher", "published", "url"] {
            let Some(want) = gold["meta"].get(field).filter(|value| is_given(Some(value))) else { continue };
            fields += 1;
            let said = said(&article, field);
            let also = gold["meta"]["also"].get(field).and_then(Value::as_array).cloned().unwrap_or_default();
            if said.as_ref() == Some(want) || said.as_ref().is_some_and(|said| also.contains(said)) {
                right += 1;
            } else {
                wrong.push(format!("{file} {field}: {said:?}, not {want}"));
            }
        }
        let mine: BTreeMap<u64, Role> = article
            .lines
            .iter()
            .flat_map(|line| (line.from..=line.to).map(|n| (u64::from(n) + 1, line.role)))
            .collect();
        for range in gold["lines"].as_array().unwrap() {
            for line in range["from"].as_u64().unwrap()..=range["to"].as_u64().unwrap() {
                let role = range["role"].as_str().unwrap();
                let is_text = matches!(role, "body" | "heading");
                let said_text = matches!(mine.get(&line), Some(Role::Body | Role::Heading));
                hits += usize::from(is_text && said_text);
                called += usize::from(said_text);
                wanted += usize::from(is_text);
                let mine = mine.get(&line).map(|role| serde_json::to_value(role).unwrap());
                if mine.as_ref().and_then(Value::as_str) != Some(role) {
                    wrong.push(format!("{file} line {line}: {mine:?}, not {role}"));
                }
            }
        }
    }
    let f1 = 2.0 * hits as f64 / (called + wanted) as f64;
    println!("metadata {right}/{fields}, text lines F1 {f1:.3}\n{}", wrong.join("\n"));
    assert!(right + 1 >= fields, "metadata {right}/{fields}\n{}", wrong.join("\n"));
    assert!(f1 >= 0.97, "text lines F1 {f1:.3}\n{}", wrong.join("\n"));
}

#[test]
fn what_planted_notes_quote_stands_in_the_text_that_is_read() {
    let expected: Value = serde_json::from_slice(&std::fs::read(shared("planted/expect.json")).unwrap()).unwrap();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut read: BTreeMap<&str, String> = BTreeMap::new();
    let (mut count, mut missing) = (0usize, Vec::new());
    for item in expected.as_array().unwrap() {
        let (Some(file), Some(text)) = (item["source"].as_str(), item["source_text"].as_str()) else { continue };
        let prose = read.entry(file).or_insert_with(|| {
            let bytes = std::fs::read(shared("planted").join(file)).unwrap();
            let article = Article::read(&bytes, Path::new(file));
            // The marks of notes stand in the text that is read, and are seen through in its prose.
            format!("{}\n{}", flat(&article.source), flat(article.prose.text()))
        });
        count += 1;
        if !prose.contains(&flat(text)) {
            missing.push(format!("{} in {file}: {text}", item["id"]));
        }
    }
    println!("{} of {count} passages found", count - missing.len());
    assert!(count > 0 && missing.is_empty(), "{}", missing.join("\n"));
}
