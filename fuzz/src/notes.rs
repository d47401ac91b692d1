//! Markdown to notes, their checks and what an editor asks of them, over the sample's corpus.

use std::cell::OnceCell;
use std::path::Path;

use ibid::check::mend::applied;
use ibid::check::{Report, check};
use ibid::ide;
use ibid::note::Note;
use ibid::text::Span;
use ibid::workspace::{Stop, Workspace};

use super::input::text;
use super::{sample, sound};

thread_local! {
    static WORKSPACE: OnceCell<Workspace> = const { OnceCell::new() };
}

/// Reads `data` as a note of the sample's workspace.
pub fn run(data: &[u8]) {
    let text = text(data);
    let note = Note::read(text.as_ref().into());
    assert_sound(&note, &text);
    let path = Path::new(sample::ROOT).join("notes/fuzzed.md");
    WORKSPACE.with(|workspace| {
        let workspace = workspace.get_or_init(sample::workspace);
        let report = check(workspace, &path, &note);
        assert_fits(&report, &note, &text);
        // What the snapshot remembers of the first check is what a second one finds.
        assert_eq!(check(workspace, &path, &note), report);
        for part in 1..4 {
            ask(workspace, &path, &note, text.floor_char_boundary(text.len() * part / 4));
        }
    });
}

fn assert_sound(note: &Note, text: &str) {
    for heading in &note.headings {
        sound::inside(heading.span, text);
    }
    for block in &note.blocks {
        sound::inside(block.span, text);
        sound::mapped(&block.prose, text);
    }
    for citation in &note.citations {
        sound::inside(citation.span, text);
        sound::inside(citation.group, text);
        assert!(note.blocks[citation.block].span.covers(citation.span), "{citation:?}");
    }
    for quotation in &note.quotations {
        sound::inside(quotation.outer, text);
        assert!(quotation.outer.covers(quotation.inner), "{quotation:?}");
        sound::mapped(&quotation.words, text);
        assert!(quotation.citations.iter().all(|&citation| citation < note.citations.len()), "{quotation:?}");
        assert!(quotation.block < note.blocks.len(), "{quotation:?}");
    }
}

fn assert_fits(report: &Report, note: &Note, text: &str) {
    for found in &report.diagnostics {
        sound::inside(found.span, text);
        for fix in &found.fixes {
            assert!(applied(text, &fix.edits).is_some(), "{fix:?}");
        }
    }
    assert!(report.quotes.iter().all(|quote| quote.quotation < note.quotations.len()));
}

/// Everything an editor asks at the byte `offset`.
fn ask(workspace: &Workspace, path: &Path, note: &Note, offset: usize) {
    let text = &note.text;
    if let Some(hover) = ide::hover::hover(workspace, path, note, offset) {
        sound::inside(hover.span, text);
        assert!(hover.markdown.len() <= 8 << 10, "{} bytes", hover.markdown.len());
    }
    ide::completion::completion(workspace, path, note, offset);
    ide::definition::definition(workspace, path, note, offset);
    ide::type_definition::type_definition(workspace, path, note, offset);
    ide::references::references(workspace, path, note, offset);
    ide::highlight::highlights(workspace, path, note, offset).iter().for_each(|span| sound::inside(*span, text));
    ide::links::links(workspace, path, note);
    let quotes = check(workspace, path, note).quotes;
    ide::lens::lenses(note, &quotes);
    ide::symbols::symbols(note);
    ide::tokens::tokens(workspace, path, note, &quotes);
    let wanted = ide::inlay::Wanted { names: true, keys: true };
    ide::inlay::hints(workspace, path, note, Span::new(0, text.len()), wanted);
    ide::actions::actions(workspace, path, note, Span::at(offset), "");
    if ide::rename::prepare(workspace, note, offset).is_ok() {
        drop(ide::rename::rename(workspace, path, note, offset, "Ada Lund", "", &Stop::default()));
    }
}
