//! Documents with their names marked, for tests: "{p:Amina Kovač}", "{o:Harbour Board}", "{s:Norway}", and with a title
//! "Minister {p:Amina Kovač}" where the word before the mark is part of nothing.

use super::document;
use super::reading::Reading;
use crate::prose::Kind;
use crate::prose::names::Name;
use crate::text::Span;

/// The text without marks, its blocks (lines) and its names.
pub(super) fn unmarked(marked: &str) -> (String, Vec<Span>, Vec<Name>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (inside, after) = after.split_once('}').expect("a mark is closed");
        let (kind, name) = inside.split_once(':').expect("a mark has a kind");
        let kind = match kind {
            "p" => Kind::Person,
            "o" => Kind::Organisation,
            "s" => Kind::State,
            other => panic!("no kind {other}"),
        };
        let start = text.len();
        text.push_str(name);
        names.push(Name { span: Span::new(start, text.len()), kind, title: None });
        rest = after;
    }
    text.push_str(rest);
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Span::new(at, at + line.trim_end().len()));
        at += line.len();
    }
    (text, blocks, names)
}

/// The marked document, read.
pub(super) fn read(marked: &str) -> Reading {
    let (text, blocks, names) = unmarked(marked);
    document::read(&text, &blocks, &names)
}

/// The forms of each actor of the marked document, joined by " = ", in the order of first mention.
pub(super) fn actors(marked: &str) -> Vec<String> {
    let reading = read(marked);
    let forms =
        reading.actors.iter().map(|actor| actor.forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>());
    forms.map(|forms| forms.join(" = ")).collect()
}
