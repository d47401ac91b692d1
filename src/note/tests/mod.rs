//! What is read of a note, drawn under it.

mod citations;
mod quotations;
mod soup;
mod structure;

use expect_test::Expect;

use super::{Note, QuotationStyle, Target};
use crate::text::Span;

/// Draws the citations and quotations of `text` under its lines: carets under what was found, then what it is.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&draw(&Note::read(text.into())));
}

fn draw(note: &Note) -> String {
    let mut labels: Vec<(Span, String)> = Vec::new();
    for citation in &note.citations {
        labels.push((citation.span, name(note, citation)));
    }
    for quotation in &note.quotations {
        let mut label = match quotation.style {
            QuotationStyle::Inline { open, close } => format!("{open}{close}"),
            QuotationStyle::Block => ">".to_owned(),
        };
        for &citation in &quotation.citations {
            label += " ";
            label += note.citations[citation].span.of(&note.text).trim_end_matches(')').rsplit('(').next().unwrap();
        }
        if let Some(line) = quotation.attribution {
            label += &format!(" by {:?}", line.of(&note.text));
        }
        if let Some(silenced) = quotation.silenced {
            label += &format!(" {silenced:?}");
        }
        if quotation.words.text() != quotation.inner.of(&note.text) {
            label += &format!(" {:?}", quotation.words.text());
        }
        labels.push((quotation.inner, label));
    }
    labels.sort_by_key(|(span, _)| *span);
    let mut drawn = String::new();
    for number in 0..note.lines.count() {
        let line = note.lines.line(number, &note.text);
        drawn += line.of(&note.text);
        drawn += "\n";
        for (span, label) in labels.iter().filter(|(span, _)| note.lines.line_of(span.start()) == number) {
            let here = Span::new(span.start(), span.end().min(line.end()));
            let before = note.text[line.start()..here.start()].chars().count();
            let carets = here.of(&note.text).chars().count();
            drawn += &format!("{}{} {label}\n", " ".repeat(before), "^".repeat(carets.max(1)));
        }
    }
    drawn
}

fn name(note: &Note, citation: &super::Citation) -> String {
    let target = match &citation.target {
        Target::Key(key) => format!("key {key}"),
        Target::Bare(key) => format!("bare {key}"),
        Target::Path(path) => format!("path {path}"),
        Target::Url(url) => format!("url {url}"),
        Target::Zotero(item) => format!("zotero {item}"),
        Target::Ibid => "ibid".to_owned(),
    };
    let locator = citation.locator.as_ref().map_or(String::new(), |locator| {
        let to = locator.to.as_ref().map_or(String::new(), |to| format!("–{to}"));
        format!(", {:?} {}{to} {:?}", locator.unit, locator.from, locator.span.of(&note.text))
    });
    target + &locator
}
