//! A fixture as the program makes it: the same text with diagnostics and answers drawn anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use ibid::check::{self, Code};
use ibid::ide;
use ibid::note::Note;
use ibid::text::{Encoding, LineIndex, Span};
use ibid::workspace::Workspace;

use crate::fixture::{CURSOR, File, Fixture, SLIP, Section};

/// The root of every fixture's workspace.
pub const ROOT: &str = "/workspace";

/// Draws `fixture` as the program answers it.
pub fn draw(fixture: &Fixture) -> String {
    let workspace = workspace(fixture);
    let mut out = fixture.about.clone();
    for section in &fixture.sections {
        match section {
            Section::File(file) => {
                let _ = writeln!(out, "-- {} --", file.path);
                out.push_str(&draw_file(&workspace, file));
            }
            Section::Question(question) => {
                let _ = writeln!(out, "-- {question} --");
                out.push_str(&answer(&workspace, fixture, question));
            }
        }
    }
    out
}

/// The workspace that the files of `fixture` make.
pub fn workspace(fixture: &Fixture) -> Workspace {
    let root = Path::new(ROOT);
    let files = fixture.files().map(|file| (root.join(&file.path), file.text.clone().into_bytes()));
    Workspace::from_files(root, files.collect())
}

/// The file with its cursor, and under each line the diagnostics that are there.
fn draw_file(workspace: &Workspace, file: &File) -> String {
    let path = Path::new(ROOT).join(&file.path);
    let mut found: Vec<(Span, Option<Code>, String)> = Vec::new();
    if let Some(note) = workspace.note(&path) {
        let diagnostics = check::check(workspace, &path, note).diagnostics;
        found.extend(diagnostics.into_iter().map(|found| (found.span, Some(found.code), found.message)));
    }
    if let Some(slips) = workspace.problems.get(&path) {
        found.extend(slips.problems.iter().map(|slip| (slip.span, None, slip.message.clone())));
    }
    let lines = LineIndex::new(&file.text);
    let mut under: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (span, code, message) in &found {
        under.entry(lines.line_of(span.start())).or_default().push(caret_line(file, &lines, *span, *code, message));
    }
    let mut text = file.text.clone();
    if let Some(cursor) = file.cursor {
        text.insert_str(cursor, CURSOR);
    }
    let mut out = String::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        out.push_str(line);
        for drawn in under.get(&number).into_iter().flatten() {
            if !out.ends_with('\n') {
                out.push('\n');
            }
            let _ = writeln!(out, "{drawn}");
        }
    }
    out
}

/// Carets under the diagnostic (the first line of it) with code and message; as the fixture has it where that fits.
fn caret_line(file: &File, lines: &LineIndex, span: Span, code: Option<Code>, message: &str) -> String {
    let number = lines.line_of(span.start());
    let line = lines.line(number, &file.text);
    let moved = |offset: usize, inclusive: bool| {
        let before = file.cursor.is_some_and(|at| line.touches(at) && (at < offset || inclusive && at == offset));
        let column = Encoding::Utf32.column(line.of(&file.text), offset - line.start());
        if before { column + CURSOR.len() } else { column }
    };
    let column = moved(span.start(), true);
    let width = moved(span.end().min(line.end()), false).saturating_sub(column).max(1);
    let kept = file.expected.iter().find(|expected| {
        (expected.line, expected.column, expected.width, expected.code) == (number, column, width, code)
            && message.contains(&expected.message)
    });
    if let Some(expected) = kept {
        return expected.drawn.clone();
    }
    let indent = if column < 2 { " ".repeat(column) } else { format!("//{}", " ".repeat(column - 2)) };
    let code = code.map_or(SLIP, Code::name);
    format!("{indent}{} {code}: {message}", "^".repeat(width))
}

/// Where the cursor stands.
enum Cursor<'a> {
    Note(PathBuf, &'a Note, usize),
    Article(ibid::corpus::ArticleId, usize),
}

fn answer(workspace: &Workspace, fixture: &Fixture, question: &str) -> String {
    let file = fixture.files().find(|file| file.cursor.is_some()).expect("a question needs a cursor");
    let path = Path::new(ROOT).join(&file.path);
    let offset = file.cursor.unwrap_or_default();
    let cursor = match (workspace.note(&path), workspace.article(&path)) {
        (Some(note), _) => Cursor::Note(path, note, offset),
        (None, Some(article)) => Cursor::Article(article, offset),
        (None, None) => panic!("{} is neither note nor article", file.path),
    };
    let (question, words) = question.split_once(' ').unwrap_or((question, ""));
    let answer = match question {
        "actions" => actions(workspace, &cursor, words),
        "highlights" => highlights(workspace, &cursor, &file.text),
        "folds" => folds(workspace, &cursor),
        "hints" => hints(workspace, &cursor),
        "lenses" => lenses(workspace, &cursor),
        "links" => links(workspace, &cursor, &file.text),
        "reference-list" => reference_list(workspace, &cursor),
        "rename" => rename(workspace, &cursor, words),
        "tokens" => tokens(workspace, &cursor, &file.text),
        "type-definition" => type_definition(workspace, &cursor, &file.text),
        "workspace-symbols" => workspace_symbols(workspace, words),
        "hover" => hover(workspace, &cursor, &file.text),
        "definition" => definition(workspace, &cursor, &file.text),
        "references" => references(workspace, &cursor),
        "completion" => completion(workspace, &cursor, &file.text),
        "symbols" => symbols(workspace, &cursor),
        "documentation" => documentation(workspace, &cursor),
        other => panic!("nobody answers `{other}`"),
    };
    let answer = answer.trim_end();
    if answer.is_empty() { "nothing\n".to_string() } else { format!("{answer}\n") }
}

fn hover(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let hover = match cursor {
        Cursor::Note(path, note, offset) => ide::hover(workspace, path, note, *offset),
        Cursor::Article(article, offset) => ide::article::hover(workspace, *article, *offset),
    };
    hover.map_or(String::new(), |hover| format!("[{}]\n{}", hover.span.of(text), hover.markdown))
}

fn definition(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let target = match cursor {
        Cursor::Note(path, note, offset) => ide::definition(workspace, path, note, *offset),
        Cursor::Article(article, offset) => ide::article::definition(workspace, *article, *offset),
    };
    target.map_or(String::new(), |target| {
        format!("[{}] leads to {}", target.origin.of(text), place(workspace, &target.path, target.span, &target.text))
    })
}

fn references(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let locations = match cursor {
        Cursor::Note(path, note, offset) => ide::references(workspace, path, note, *offset),
        Cursor::Article(article, offset) => ide::article::references(workspace, *article, *offset),
    };
    locations.iter().map(|found| place(workspace, &found.path, found.span, &text_of(workspace, found))).collect()
}

fn completion(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let Cursor::Note(path, note, offset) = cursor else { panic!("articles are not completed") };
    let found = ide::completion(workspace, path, note, *offset);
    if found.items.is_empty() {
        return String::new();
    }
    let mut out =
        format!("in the place of [{}]{}\n", found.replace.of(text), if found.incomplete { ", incomplete" } else { "" });
    assert!(found.items.is_sorted_by_key(|item| &item.sort), "items sort as they stand");
    for item in found.items {
        let _ = writeln!(out, "{} | {} | {}", item.insert, item.detail, item.filter);
        if let Some(extra) = item.extra {
            let _ = writeln!(out, "  and at {} [{}]", at(text, extra.span.start()), extra.text);
        }
    }
    out
}

fn documentation(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let Cursor::Note(path, note, offset) = cursor else { panic!("articles are not completed") };
    let first = ide::completion(workspace, path, note, *offset).items.into_iter().next();
    first.map_or(String::new(), |item| ide::documentation(workspace, &item.documentation))
}

/// The outline, one section a line with its first and last line.
fn symbols(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    fn push(out: &mut String, lines: &LineIndex, symbols: &[ide::Symbol], depth: usize) {
        for symbol in symbols {
            let (from, to) = (lines.line_of(symbol.span.start()), lines.line_of(symbol.span.end()));
            let _ = writeln!(out, "{}{} {}–{}", "  ".repeat(depth), symbol.name, from + 1, to + 1);
            push(out, lines, &symbol.children, depth + 1);
        }
    }
    let mut out = String::new();
    match cursor {
        Cursor::Note(_, note, _) => push(&mut out, &note.lines, &ide::symbols(note), 0),
        Cursor::Article(article, _) => {
            let lines = LineIndex::new(&workspace.corpus.article(*article).article().source);
            push(&mut out, &lines, &ide::article::symbols(workspace, *article), 0);
        }
    }
    out
}

/// What can be folded, one a line: its first and last line, and what stays to be seen.
fn folds(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let (folds, text) = match cursor {
        Cursor::Note(_, note, _) => (note.folds(), note.text.to_string()),
        Cursor::Article(article, _) => {
            let source = workspace.corpus.article(*article).article().source.clone();
            (ide::folding::in_article(workspace, *article), source)
        }
    };
    let lines = LineIndex::new(&text);
    let line = |fold: &ibid::note::Fold| {
        let (from, to) = (lines.line_of(fold.span.start()), lines.line_of(fold.span.end()));
        let stays = lines.line(from, &text).of(&text).trim();
        format!("{}–{}{} {stays}\n", from + 1, to + 1, if fold.is_aside { " aside:" } else { "" })
    };
    folds.iter().map(line).collect()
}

fn type_definition(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let target = match cursor {
        Cursor::Note(path, note, offset) => ide::type_definition(workspace, path, note, *offset),
        Cursor::Article(article, offset) => ide::article::type_definition(workspace, *article, *offset),
    };
    target.map_or(String::new(), |target| {
        format!("[{}] leads to {}", target.origin.of(text), place(workspace, &target.path, target.span, &target.text))
    })
}

/// What may be decided at the cursor, or over the `words` behind it, with the change that each makes.
fn actions(workspace: &Workspace, cursor: &Cursor<'_>, words: &str) -> String {
    let Cursor::Note(path, note, offset) = cursor else { panic!("nothing is decided in articles") };
    let asked = match note.text[*offset..].find(words) {
        Some(at) if !words.is_empty() => Span::new(*offset, offset + at + words.len()),
        _ => Span::at(*offset),
    };
    let actions = ide::actions(workspace, path, note, asked, "");
    let line = |action: &ide::Action| match &action.change {
        ide::actions::Change::ActorsFile(content) => format!("{}\n{content}", action.title),
        ide::actions::Change::Note(edits) => {
            let edits = edits.iter().map(|edit| format!("  [{}] → [{}]\n", edit.span.of(&note.text), edit.text));
            format!("{}\n{}", action.title, edits.collect::<String>())
        }
    };
    actions.iter().map(line).collect()
}

/// What is done, the words it takes the place of, and what is written.
fn reference_list(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let Cursor::Note(path, note, _) = cursor else { panic!("articles cite nothing") };
    let list = ide::reference_list(workspace, path, note);
    list.map_or(String::new(), |list| {
        format!("{}\n[{}] becomes\n{}", list.title, list.edit.span.of(&note.text), list.edit.text)
    })
}

/// One a line: where, and the words.
fn highlights(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let spans = match cursor {
        Cursor::Note(path, note, offset) => ide::highlights(workspace, path, note, *offset),
        Cursor::Article(article, offset) => ide::highlight::in_article(workspace, *article, *offset),
    };
    spans.iter().map(|span| format!("{} {}\n", at(text, span.start()), span.of(text))).collect()
}

fn links(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let Cursor::Note(path, note, _) = cursor else { panic!("articles have no links") };
    let links = ide::links(workspace, path, note);
    let line = |link: &ide::Link| {
        let target = workspace.shown(&link.path).into_owned();
        format!("{} {} opens {target} | {}\n", at(text, link.span.start()), link.span.of(text), link.tooltip)
    };
    links.iter().map(line).collect()
}

/// The lines of the note with the hints in `⟨⟩`.
fn hints(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let Cursor::Note(path, note, _) = cursor else { panic!("articles have no hints") };
    let all = Span::new(0, note.text.len());
    let wanted = ide::inlay::Wanted { names: true, keys: true };
    let mut text = note.text.to_string();
    for hint in ide::hints(workspace, path, note, all, wanted).iter().rev() {
        text.insert_str(hint.offset, &format!("⟨{}⟩", hint.label));
    }
    text
}

fn lenses(workspace: &Workspace, cursor: &Cursor<'_>) -> String {
    let Cursor::Note(path, note, _) = cursor else { panic!("articles have no lenses") };
    let lenses = ide::lenses(note, &check::check(workspace, path, note).quotes);
    lenses.iter().map(|lens| format!("{} {}\n", at(&note.text, lens.span.start()), lens.title)).collect()
}

fn tokens(workspace: &Workspace, cursor: &Cursor<'_>, text: &str) -> String {
    let Cursor::Note(path, note, _) = cursor else { panic!("articles have no tokens") };
    let tokens = ide::tokens(workspace, path, note, &check::check(workspace, path, note).quotes);
    let line =
        |token: &ide::Token| format!("{} {:?} {}\n", at(text, token.span.start()), token.kind, token.span.of(text));
    tokens.iter().map(line).collect()
}

/// Every file after the renaming, or why there is none.
fn rename(workspace: &Workspace, cursor: &Cursor<'_>, new: &str) -> String {
    let Cursor::Note(path, note, offset) = cursor else { panic!("nothing is renamed in articles") };
    let renaming = match ide::rename(workspace, path, note, *offset, new, "", &ibid::workspace::Stop::default()) {
        Ok(renaming) => renaming,
        Err(refusal) => return refusal.message().to_string(),
    };
    let mut out = String::new();
    for (path, (text, edits)) in renaming.notes {
        let mut text = text.to_string();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        let _ = write!(out, "{}:\n{text}", workspace.shown(&path));
    }
    if let Some((path, content)) = renaming.actors_file {
        let _ = write!(out, "{}:\n{content}", workspace.shown(&path));
    }
    out
}

fn workspace_symbols(workspace: &Workspace, query: &str) -> String {
    let symbols = ide::workspace_symbols(workspace, query);
    let line = |symbol: &ide::WorkspaceSymbol| {
        let place = at(&symbol.text, symbol.span.start());
        let file = workspace.shown(&symbol.path).into_owned();
        format!("{:?} {} | {} | {file}:{place}\n", symbol.sort, symbol.name, symbol.container)
    };
    symbols.iter().map(line).collect()
}

/// "line:column" of a byte, both from 1.
fn at(text: &str, offset: usize) -> String {
    let lines = LineIndex::new(text);
    let number = lines.line_of(offset);
    let line = lines.line(number, text);
    format!("{}:{}", number + 1, Encoding::Utf32.column(line.of(text), offset.min(line.end()) - line.start()) + 1)
}

/// "path:line:column", the line, and carets under the place.
/// The text of the file that `found` is in, in which its lines and columns are what they are said to be.
pub fn text_of(workspace: &Workspace, found: &ide::Location) -> String {
    let ends = match &found.columns {
        ide::Columns::In(text) => return text.to_string(),
        ide::Columns::Counted(ends) => ends,
    };
    let article = workspace.corpus.article(workspace.article(&found.path).expect("an article")).article();
    let lines = LineIndex::new(&article.source);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        for (offset, counted) in [found.span.start(), found.span.end()].into_iter().zip(ends) {
            let place = (counted.line as usize, counted.column(encoding) as usize);
            assert_eq!(place, lines.place(offset, &article.source, encoding), "{found:?}");
        }
    }
    article.source.clone()
}

fn place(workspace: &Workspace, path: &Path, span: Span, text: &str) -> String {
    let lines = LineIndex::new(text);
    let number = lines.line_of(span.start());
    let line = lines.line(number, text);
    let column = |offset: usize| Encoding::Utf32.column(line.of(text), offset.min(line.end()) - line.start());
    let (from, to) = (column(span.start()), column(span.end()));
    let carets = "^".repeat((to - from).max(1));
    let shown = workspace.shown(path);
    format!("{shown}:{}:{}\n{}\n{}{carets}\n", number + 1, from + 1, line.of(text), " ".repeat(from))
}
