//! Names found in the annotated articles, held against what people marked there.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use ibid::prose::names::names;
use ibid::text::Span;
use serde_json::Value;

use crate::shared;

const READ: [&str; 6] = ["title", "body", "heading", "caption", "pull-quote", "editor-note"];

/// A place in an article: line, column in code points, the text there.
type Place = (usize, usize, String);

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}

fn number(value: &Value, field: &str) -> usize {
    value[field].as_u64().expect("a number") as usize
}

/// The names of an article's read lines, given their roles by the annotation.
fn found_in(source: &str, roles: &HashMap<usize, String>) -> Vec<(Place, String)> {
    let (mut text, mut blocks, mut lines) = (String::new(), Vec::new(), Vec::new());
    for (index, line) in source.split('\n').enumerate() {
        if line.trim().is_empty() || !roles.get(&(index + 1)).is_some_and(|role| READ.contains(&role.as_str())) {
            continue;
        }
        let start = text.len();
        text.push_str(line);
        blocks.push(Span::new(start, text.len()));
        lines.push(index + 1);
        text.push('\n');
    }
    let mut found = Vec::new();
    for name in names(&text, &blocks) {
        let block = blocks.iter().position(|block| block.covers(name.span)).expect("inside a block");
        let column = text[blocks[block].start()..name.span.start()].chars().count();
        let kind = format!("{:?}", name.kind).to_lowercase();
        found.push(((lines[block], column, name.span.of(&text).to_owned()), kind));
    }
    found
}

fn f1(hit: usize, said: usize, gold: usize) -> f64 {
    2.0 * hit as f64 / (said + gold).max(1) as f64
}

#[test]
fn names_are_found_where_people_found_them() {
    let optional = json(&shared("gold/optional_mentions.json"));
    let (mut spans, mut typed, mut said, mut wanted) = (0, 0, 0, 0);
    for file in ["000.json", "001.json", "004.json"] {
        let gold = json(&shared("gold").join(file));
        let name = gold["file"].as_str().expect("a name");
        let source = std::fs::read_to_string(shared("seeds").join(name)).expect("readable");
        let mut roles = HashMap::new();
        for lines in gold["lines"].as_array().expect("lines") {
            for line in number(lines, "from")..=number(lines, "to") {
                roles.insert(line, lines["role"].as_str().expect("a role").to_owned());
            }
        }
        let is_read = |line: &usize| READ.contains(&roles[line].as_str());
        let mentions = gold["mentions"].as_array().expect("mentions").iter().filter(|m| is_read(&number(m, "line")));
        let want: HashMap<Place, &str> = mentions
            .map(|m| {
                (
                    (number(m, "line"), number(m, "col"), m["text"].as_str().unwrap().to_owned()),
                    m["kind"].as_str().unwrap(),
                )
            })
            .collect();
        let forgiven: HashSet<(usize, usize)> = optional
            .as_array()
            .expect("a list")
            .iter()
            .filter(|m| m["file"] == gold["file"])
            .map(|m| (number(m, "line"), number(m, "col")))
            .collect();
        let mut hit = HashSet::new();
        for (place, kind) in found_in(&source, &roles) {
            match want.get(&place) {
                Some(right) => {
                    spans += 1;
                    typed += usize::from(*right == kind);
                    if *right != kind {
                        eprintln!("{file} kind  {place:?}: {kind}, not {right}");
                    }
                    hit.insert(place);
                }
                None if forgiven.contains(&(place.0, place.1)) => continue,
                None => eprintln!("{file} extra {place:?} {kind}"),
            }
            said += 1;
        }
        wanted += want.len();
        for missed in want.keys().filter(|place| !hit.contains(*place)) {
            eprintln!("{file} missed {missed:?}");
        }
    }
    let (spans, typed) = (f1(spans, said, wanted), f1(typed, said, wanted));
    println!("names: spans F1 {spans:.3}, span and kind F1 {typed:.3}");
    assert!(spans >= 0.95, "spans F1 {spans:.3}");
    assert!(typed >= 0.92, "span and kind F1 {typed:.3}");
}
