//! The notes around the quotations.

use ibid::corpus::ArticleEntry;
use ibid::workspace::Workspace;

use super::random::Random;
use super::{Case, Expect};

/// How a quotation stands in its note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Frame {
    Paragraph,
    Item,
    Row,
    Block,
}

/// What leads to a quotation and credits nobody by name.
const LEADS: [&str; 8] = [
    "The paper puts it plainly: ",
    "The piece says that ",
    "On this the article is clear: ",
    "",
    "It is worth reading twice: ",
    "One line stands out, ",
    "The same text holds that ",
    "For the record: ",
];

/// What leads to a term or a translation that nobody is said to have spoken.
const TERMS: [&str; 4] = ["So much for the ", "This was the year of ", "In short, ", "It was the time of "];

/// What follows.
const TAILS: [&str; 4] = [".", " and goes on to other things.", "; the rest is detail.", ""];

/// A note with all the cases, and the byte at which each quotation's words begin.
pub fn write(workspace: &Workspace, cases: &[Case], random: &mut Random) -> (String, Vec<usize>) {
    let mut text = String::from("---\ntitle: A reading of the sources\n---\n\n# What was read\n\n");
    let mut footnotes = String::new();
    let mut places = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let entry = workspace.corpus.article(case.cited);
        let frame = case.frame.unwrap_or_else(|| {
            let simple = !case.quote.contains(['\n', '|']);
            match random.below(8) {
                0 if simple => Frame::Item,
                1 if simple => Frame::Row,
                2 => Frame::Block,
                _ => Frame::Paragraph,
            }
        });
        if frame == Frame::Block {
            let quote = case.quote.replace('\n', "\n> ");
            text.push_str(
                case.credit
                    .as_ref()
                    .map_or("The text has this:\n\n".to_string(), |who| format!("{who} says:\n\n"))
                    .as_str(),
            );
            text.push_str("> ");
            places.push(text.len());
            text.push_str(&format!("{quote}\n>\n> — [@{}]\n\n", entry.key));
            continue;
        }
        let (open, close) = marks(&case.quote, random);
        let citation = citation(entry, number, frame, random, &mut footnotes);
        let (lead, tail) = match &case.credit {
            Some(who) => credit(who, random),
            None if case.expect == Expect::Silent => (random.one(&TERMS).to_string(), String::new()),
            None => (random.one(&LEADS).to_string(), String::new()),
        };
        let (before, after) = match frame {
            Frame::Item => ("- ", "\n\n"),
            Frame::Row => ("| claim | note |\n|---|---|\n| ", " | checked |\n\n"),
            Frame::Paragraph | Frame::Block => ("", "\n\n"),
        };
        text.push_str(&format!("{before}{lead}{open}"));
        places.push(text.len());
        let end = if frame == Frame::Paragraph { random.one(&TAILS) } else { "" };
        text.push_str(&format!("{}{close}{tail} {citation}{end}{after}", case.quote));
    }
    text.push_str(&footnotes);
    (text, places)
}

/// Marks that do not stand in the quotation.
fn marks(quote: &str, random: &mut Random) -> (char, char) {
    const SORTS: [(char, char); 6] = [('“', '”'), ('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’')];
    let fitting: Vec<_> = SORTS
        .into_iter()
        .filter(|(open, close)| {
            let number = quote.starts_with(|c: char| c.is_ascii_digit());
            let apostrophe = *open == '‘' && (number || quote.contains(['\'', '’', '‘']));
            !apostrophe && !quote.contains([*open, *close]) && (*open != '„' || !quote.contains(['“', '”']))
        })
        .collect();
    random.one(&fitting)
}

fn citation(entry: &ArticleEntry, number: usize, frame: Frame, random: &mut Random, footnotes: &mut String) -> String {
    let key = &entry.key;
    let name = entry.path.file_name().unwrap_or_default().to_string_lossy().replace(' ', "%20");
    match (random.below(8), &entry.article().metadata.url) {
        (0, _) => format!("[see @{key}]"),
        (1, _) if frame != Frame::Row => {
            footnotes.push_str(&format!("[^{number}]: @{key}.\n\n"));
            format!("[^{number}]")
        }
        (2, _) => format!("([source](../corpus/{name}))"),
        (3, _) if frame != Frame::Row => format!("[[@{key}]]"),
        (4, Some(url)) => format!("(<{url}>)"),
        (5, _) => format!("@{key}"),
        _ => format!("[@{key}]"),
    }
}

fn credit(who: &str, random: &mut Random) -> (String, String) {
    match random.below(6) {
        0 => (format!("{who} says: "), String::new()),
        1 => (format!("According to {who}, "), String::new()),
        2 => (String::new(), format!(", says {who}")),
        3 => (format!("{who} insisted that "), String::new()),
        4 => (String::new(), format!(", as {who} put it")),
        _ => (format!("As {who} told the paper, "), String::new()),
    }
}
