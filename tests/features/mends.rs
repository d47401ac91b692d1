//! Every fix that is offered keeps its promise: applied, its diagnostic is gone, no other has come, and the note is
//! otherwise as it was.

use std::collections::BTreeMap;
use std::path::Path;

use ibid::check::mend::applied;
use ibid::check::{self, Code, Diagnostic, Fix, Report, TextEdit};
use ibid::note::{BlockKind, Note};
use ibid::text::Span;
use ibid::workspace::Workspace;

use crate::fixture::Fixture;
use crate::picture::{ROOT, workspace};

/// Applies each fix of each diagnostic in the notes of `fixture`.
pub fn apply_all(fixture: &Fixture) {
    let workspace = workspace(fixture);
    for file in fixture.files() {
        let path = Path::new(ROOT).join(&file.path);
        if let Some(note) = workspace.note(&path) {
            try_all(&workspace, &path, note);
        }
    }
}

/// Applies each fix of each diagnostic of `note`, and says how many there were.
pub fn try_all(workspace: &Workspace, path: &Path, note: &Note) -> usize {
    let report = check::check(workspace, path, note);
    let mut tried = 0;
    for found in &report.diagnostics {
        for fix in &found.fixes {
            check_one(workspace, path, note, &report, found, fix);
            tried += 1;
        }
    }
    tried
}

fn check_one(workspace: &Workspace, path: &Path, note: &Note, report: &Report, found: &Diagnostic, fix: &Fix) {
    let text = applied(&note.text, &fix.edits).unwrap_or_else(|| panic!("{fix:?} does not fit {}", note.text));
    let mended = Note::read(text.as_str().into());
    let after = check::check(workspace, path, &mended);
    let context = || format!("{} — {}\n--- before\n{}\n--- after\n{text}\n---", found.code, fix.title, note.text);
    let before = counted(report);
    let now = counted(&after);
    let left = now.get(&found.code).copied().unwrap_or(0);
    assert!(left < before[&found.code], "still there: {}\n{:#?}", context(), after.diagnostics);
    assert!(text.lines().count() <= note.text.lines().count(), "a line is new: {}", context());
    // A key that is known now, and one that others come to share, lets the words under it be checked.
    let brings_light = matches!(found.code, Code::CitationUnknown | Code::CitationAmbiguous)
        || found.code == Code::QuoteUncited && after.diagnostics.len() < report.diagnostics.len();
    for (code, number) in now {
        let old = before.get(&code).copied().unwrap_or(0);
        assert!(brings_light || number <= old, "new {code}: {}\n{:#?}", context(), after.diagnostics);
    }
    assert_eq!(shape(&mended), shape(note), "the Markdown has changed: {}", context());
    let emptied = emptied(note, &fix.edits);
    assert!(line_ends(&text).len() + emptied >= line_ends(&note.text).len(), "the wrapping has changed: {}", context());
    assert_eq!(text.contains("\r\n"), note.text.contains("\r\n"), "{}", context());
    assert_eq!(text.replace("\r\n", "").contains(['\r', '\n']), note.text.replace("\r\n", "").contains(['\r', '\n']));
    for edit in &fix.edits {
        assert!(near(note, found, edit.span), "far from its diagnostic: {edit:?} {}", context());
    }
}

fn counted(report: &Report) -> BTreeMap<Code, usize> {
    let mut counted = BTreeMap::new();
    report.diagnostics.iter().for_each(|found| *counted.entry(found.code).or_default() += 1);
    counted
}

/// The blocks, the headings and the quotations of a note, by kind.
fn shape(note: &Note) -> (Vec<BlockKind>, usize, usize, usize) {
    let kinds = note.blocks.iter().map(|block| block.kind).collect();
    (kinds, note.headings.len(), note.quotations.len(), note.footnotes.len())
}

/// How many lines may go: those of which an edit takes every word.
fn emptied(note: &Note, edits: &[TextEdit]) -> usize {
    let lines = (0..note.lines.count()).map(|line| note.lines.line(line, &note.text));
    let gone = |line: &Span| {
        let words = line.of(&note.text).trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '*' | '='));
        let start = line.start() + line.of(&note.text).find(words).unwrap_or(0);
        let words = Span::new(start, start + words.len());
        edits.iter().any(|edit| edit.span.touches(words.start()) && edit.span.covers(words))
    };
    // A word that goes with the break behind it takes half of each line.
    let halves =
        edits.iter().filter(|edit| edit.span.of(&note.text).contains('\n') && !edit.text.contains('\n')).count();
    lines.filter(gone).count() + halves
}

fn line_ends(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').map(|line| if line.ends_with("\r\n") { "\r\n" } else { "\n" }).collect()
}

/// Whether an edit lies where it may: at the quotation, its citations, its attribution; any other diagnostic's edit in
/// its own block, but the same form of a name anywhere.
fn near(note: &Note, found: &Diagnostic, edit: Span) -> bool {
    let name = found.span.of(&note.text);
    if edit.of(&note.text) == name {
        return true;
    }
    if !found.code.is_of_quotation() {
        return note.blocks.iter().any(|block| block.span.overlaps(found.span) && block.span.covers(edit));
    }
    let quotation = note.quotations.iter().find(|quotation| quotation.inner == found.span).unwrap();
    let citations = quotation.citations.iter().map(|&index| note.citations[index].group);
    let mut places = citations.chain([quotation.outer]).chain(quotation.attribution);
    let block = note.blocks[quotation.block].span;
    places.any(|place| place.touches(edit.start()) || place.overlaps(edit))
        || found.code == Code::QuoteMisattributed && block.covers(edit)
        || found.code == Code::QuoteWrongSource && block.covers(edit)
}

const FERRY: &str = "---\ntitle: The Ferry That Waits\nkey: lace2021ferry\nauthor: Marta Lace\ndate: 2021-03-04\n---\n\n\
The ferry to the island sails twice a week now, and the harbour master blames the ice.\n\n\
“We never agreed to the port fee,” said Tomáš Kovář, a captain from Ostrava. “It would not pay for 25,000 tonnes of salt.”\n\n\
Ilze Ozola keeps the lighthouse on the northern cape. “A lighthouse is a promise,” she said, “and a promise has to be painted every spring.”\n\n\
“I would sell the boat tomorrow, unless the harbour is dredged,” Kovář added. “The sea is not for sale. They called it ‘a modest toll’ in the minutes, and nobody on the quay believed them.”\n";

const SALT: &str = "---\ntitle: Who Pays for the Salt?\nkey: berg2022salt\nauthor: Nils Berg\ndate: 2022-05-06\n---\n\n\
The salt works have changed hands three times in four years.\n\n\
“Salt is the only thing here that never spoils,” said Anders Lund, who runs the works. “We have eleven men and one shovel too few.”\n";

/// Quotations with a slip: a word changed, dropped, added, swapped; a number; a negation; several at once; a nested
/// quotation; the wrong article; no article; an unknown key; a wrong place.
const SLIPS: &[(&str, &str)] = &[
    ("We never agreed to the port levy", "@lace2021ferry"),
    ("We never agreed to the *port levy*", "@lace2021ferry"),
    ("We never agreed **to the port** levy", "@lace2021ferry"),
    ("It would pay for 25,000 tonnes of salt", "@lace2021ferry"),
    ("It would not pay for 35,000 tonnes of salt", "@lace2021ferry"),
    ("The sea is really not for sale", "@lace2021ferry"),
    ("The sea is *really* not for sale", "@lace2021ferry"),
    ("The sea is **really, really** not for sale", "@lace2021ferry"),
    ("nobody on the dock believed them", "@lace2021ferry"),
    ("nobody ==on the old dock== believed them", "@lace2021ferry"),
    ("They called it a toll in the minutes, and nobody on the quay believed them", "@lace2021ferry"),
    ("a promise has been painted each spring", "@lace2021ferry"),
    ("unless the port was dredged", "@lace2021ferry"),
    ("The sea is not for sale", "@berg2022salt"),
    ("The sea is not for sale", "@berg2022salt, p. 3"),
    ("The sea is not for sale", "@berg2022salt, para. 1"),
    ("nobody on the dock believed them", "@berg2022salt"),
    ("The sea is not for sale", "@berg2022salt; @lace2022ferri"),
    ("The sea is not for sale", "@lace2021ferry, para. 2"),
    ("The sea is not for sale", "@lace2021ferry, paras. 1–2"),
    ("The sea is not for sale", "@lace2021ferry, l. 3"),
    ("The sea is not for sale", "see @lace2020ferry"),
    ("The gulls are the real owners of this place", "@lace2021ferry"),
    ("I would sell the boat tomorrow", "@lace2021ferry"),
    ("Salt is the only thing here that never spoils", ""),
    ("Salt is the only thing round here that never spoils at all", ""),
];

const MARKS: &[(&str, &str)] =
    &[("“", "”"), ("\"", "\""), ("‘", "’"), ("«", "»"), ("„", "“"), ("« ", " »"), ("'", "'")];

/// Each slip in every surrounding that Markdown has.
#[test]
fn every_fix_mends_wherever_the_words_stand() {
    let workspace = Workspace::from_files(
        Path::new(ROOT),
        vec![
            (Path::new(ROOT).join("corpus/ferry.md"), FERRY.as_bytes().to_vec()),
            (Path::new(ROOT).join("corpus/salt.md"), SALT.as_bytes().to_vec()),
        ],
    );
    let path = Path::new(ROOT).join("notes/n.md");
    let mut tried = 0;
    let mut failed = Vec::new();
    for (slip, (words, key)) in SLIPS.iter().enumerate() {
        for (index, text) in surroundings(words, key, MARKS[slip % MARKS.len()]).into_iter().enumerate() {
            for text in [text.clone(), text.replace('\n', "\r\n")] {
                let note = Note::read(text.as_str().into());
                match std::panic::catch_unwind(|| try_all(&workspace, &path, &note)) {
                    Ok(number) => {
                        if number == 0 {
                            eprintln!("no fix {slip} {index}: {text}");
                        }
                        tried += number;
                    }
                    Err(_) => failed.push(format!("{words} / {index}")),
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} fail of {tried} + : {failed:#?}", failed.len());
    assert!(tried > 2_000, "{tried}");
}

fn surroundings(words: &str, key: &str, (open, close): (&str, &str)) -> Vec<String> {
    let cited = if key.is_empty() { String::new() } else { format!(" [{key}]") };
    let quoted = format!("{open}{words}{close}");
    let wrapped = |prefix: &str, every: usize| {
        let words: Vec<&str> = words.split(' ').collect();
        words.chunks(every).map(|line| line.join(" ")).collect::<Vec<_>>().join(&format!("\n{prefix}"))
    };
    vec![
        format!("{quoted}{cited}.\n"),
        format!("# Notes\n\nHe was blunt: {quoted}{cited}, and left. Nothing else happened.\n\nMore.\n"),
        format!("{open}{}{close}{cited}.\n", wrapped("", 2)),
        format!("{open}{}{close}{cited}.\n", wrapped("", 1)),
        format!("- One.\n- {quoted}{cited}.\n  - Two.\n"),
        format!("1. One.\n   - {open}{}{close}{cited}.\n", wrapped("     ", 3)),
        format!("> {}\n>\n> — Somebody{cited}\n", wrapped("> ", 3)),
        format!("> {}{cited}\n", wrapped("> ", 2)),
        format!("- Item\n\n  > {}\n  > — Somebody{cited}\n", wrapped("  > ", 3)),
        format!("> [!quote] Somebody{cited}\n> {}\n", wrapped("> ", 4)),
        format!("| Who | What |\n|---|---|\n| A \\| B | {quoted}{cited} |\n| C | nothing |\n"),
        format!("They say {quoted}.[^1]\n\nMore.\n\n[^1]: See{}.\n", if cited.is_empty() { " there" } else { &cited }),
        format!("*{quoted}*{cited} and **so on**.\n"),
        format!("Text[^n].\n\n[^n]: As they have it, {quoted}{cited}.\n"),
        format!("See `code` and {quoted}{cited} and `\"more code\"`.\n"),
        format!("First “Salt is the only thing here that never spoils” and {quoted}, both in one{cited}.\n"),
    ]
}
