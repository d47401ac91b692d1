//! `ibid check`: the diagnostics of notes and a count of verdicts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::excerpt::Excerpts;
use super::json::{Range, Source};
use super::output::{print, print_json, safe};
use super::{Common, Format, load};
use crate::check::{self, Report, Severity, Unchecked, Verdict};
use crate::corpus::{Corpus, Place, store};
use crate::note::Note;
use crate::text::Span;
use crate::workspace::Workspace;

/// The options of `ibid check`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Notes, or folders of notes; all notes of the workspace if none is named
    notes: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The level from which the exit code is 1: hint, information, warning, error
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: Severity,
    /// Leave the words of articles and notes out
    #[arg(long)]
    no_excerpts: bool,
    #[command(flatten)]
    common: Common,
}

/// A note with what the rules say of it.
struct Checked {
    shown: String,
    note: Arc<Note>,
    report: Report,
}

#[derive(Debug, Serialize)]
struct Output<'a> {
    diagnostics: Vec<Diagnostic<'a>>,
    quotes: Vec<Quote<'a>>,
}

#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Range,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Range,
    text: &'a str,
    verdict: &'static str,
    reason: Option<&'static str>,
    cited: Vec<&'a str>,
    source: Option<Source>,
}

/// Checks the named notes, or all, and prints what was found.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let notes = named(&workspace, &options.notes)?;
    let checked: Vec<Checked> = notes
        .into_par_iter()
        .map(|(path, note)| Checked {
            shown: workspace.shown(&path).into_owned(),
            report: check::check(&workspace, &path, &note),
            note,
        })
        .collect();
    match options.format {
        Format::Json => print_json(&output(&workspace.corpus, &checked, !options.no_excerpts))?,
        Format::Text => print(&text(&workspace, &checked, !options.no_excerpts))?,
    }
    let failed =
        checked.iter().flat_map(|note| &note.report.diagnostics).any(|found| found.severity >= options.fail_on);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn named(workspace: &Workspace, paths: &[PathBuf]) -> anyhow::Result<BTreeMap<PathBuf, Arc<Note>>> {
    if paths.is_empty() {
        return Ok(workspace.notes.iter().map(|(path, note)| (path.clone(), note.clone())).collect());
    }
    let mut named = BTreeMap::new();
    for path in paths {
        let path = load::absolute(path)?;
        if path.is_dir() {
            named.extend(
                workspace.notes.iter().filter(|(note, _)| note.starts_with(&path)).map(|(p, n)| (p.clone(), n.clone())),
            );
        } else if let Some(note) = workspace.note(&path) {
            named.insert(path, note.clone());
        } else {
            let text =
                store::read_text(&path).map_err(anyhow::Error::msg).with_context(|| path.display().to_string())?;
            named.insert(path, Arc::new(Note::read(text.into())));
        }
    }
    Ok(named)
}

fn output<'a>(corpus: &'a Corpus, checked: &'a [Checked], excerpts: bool) -> Output<'a> {
    let (mut diagnostics, mut quotes) = (Vec::new(), Vec::new());
    let source = |place: Option<Place>| place.map(|place| Source::new(corpus, place));
    for Checked { shown, note, report } in checked {
        let range = |span: Span| Range::new(&note.text, &note.lines, span);
        diagnostics.extend(report.diagnostics.iter().map(|found| Diagnostic {
            path: shown,
            range: range(found.span),
            code: found.code.name(),
            severity: found.severity.name(),
            message: if excerpts { &found.message } else { found.code.name() },
            source: source(found.source),
        }));
        quotes.extend(report.quotes.iter().filter_map(|quote| {
            let quotation = note.quotations.get(quote.quotation)?;
            Some(Quote {
                path: shown,
                range: range(quotation.inner),
                text: if excerpts { quotation.inner.of(&note.text) } else { "" },
                verdict: quote.verdict.name(),
                reason: quote.verdict.reason(),
                cited: quote.cited.iter().map(|&id| corpus.article(id).key.as_str()).collect(),
                source: source(quote.source),
            })
        }));
    }
    Output { diagnostics, quotes }
}

fn text(workspace: &Workspace, checked: &[Checked], excerpts: bool) -> String {
    let mut out = String::new();
    let mut pictures = Excerpts::new(&workspace.corpus);
    for Checked { shown, note, report } in checked {
        for found in &report.diagnostics {
            if excerpts {
                let _ = writeln!(out, "{}\n", pictures.diagnostic(shown, note, found));
            } else {
                let Range { line, column, .. } = Range::new(&note.text, &note.lines, found.span);
                let _ = writeln!(out, "{}:{line}:{column}: {}: {}", safe(shown), found.severity.name(), found.code);
            }
        }
        out.push_str(&sound(&workspace.corpus, shown, note, report, excerpts));
    }
    out.push_str(&summary(checked));
    out
}

/// The quotations that no diagnostic speaks of, each with the place that proves it or the reason why none does.
fn sound(corpus: &Corpus, shown: &str, note: &Note, report: &Report, excerpts: bool) -> String {
    let mut out = String::new();
    for quote in &report.quotes {
        let Some(quotation) = note.quotations.get(quote.quotation) else { continue };
        if !quote.verdict.is_sound() && !matches!(quote.verdict, Verdict::Unchecked(_)) {
            continue;
        }
        let Range { line, column, .. } = Range::new(&note.text, &note.lines, quotation.inner);
        let proof = match (quote.source, quote.verdict.reason()) {
            (_, Some(reason)) => reason.to_string(),
            (Some(place), None) => {
                let Source { path, range, .. } = Source::new(corpus, place);
                format!("{path}:{}:{}", range.line, range.column)
            }
            (None, None) => continue,
        };
        let _ = write!(out, "{}:{line}:{column}: {}: {}", safe(shown), quote.verdict.name(), safe(&proof));
        if excerpts {
            let _ = write!(out, "  “{}”", safe(&beginning(quotation.words.text())));
        }
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The first words of a quotation, enough to know it again.
fn beginning(words: &str) -> String {
    const ENOUGH: usize = 48;
    match words.char_indices().nth(ENOUGH) {
        None => words.to_string(),
        Some((end, _)) => {
            let cut = words.get(..end).unwrap_or(words);
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
        }
    }
}

/// “12 quotations: 9 verified, 1 wrong, 2 unchecked”, and what else was found.
fn summary(checked: &[Checked]) -> String {
    let verdicts: Vec<Verdict> = checked
        .iter()
        .flat_map(|note| &note.report.quotes)
        .map(|quote| quote.verdict)
        .filter(|verdict| *verdict != Verdict::Unchecked(Unchecked::TooShort))
        .collect();
    let verified = verdicts.iter().filter(|verdict| verdict.is_sound()).count();
    let unchecked = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Unchecked(_))).count();
    let uncited = verdicts.iter().filter(|verdict| **verdict == Verdict::Uncited).count();
    let wrong = verdicts.len() - verified - unchecked - uncited;
    let mut out =
        format!("{}: {verified} verified, {wrong} wrong, {unchecked} unchecked", counted(verdicts.len(), "quotation"));
    if uncited > 0 {
        let _ = write!(out, ", {uncited} uncited");
    }
    let mut levels: BTreeMap<Severity, usize> = BTreeMap::new();
    for found in checked.iter().flat_map(|note| &note.report.diagnostics) {
        *levels.entry(found.severity).or_default() += 1;
    }
    let levels: Vec<String> = levels.iter().rev().map(|(level, number)| counted(*number, level.name())).collect();
    let found = if levels.is_empty() { "nothing to mend".to_string() } else { levels.join(", ") };
    let _ = writeln!(out, " · {} · {found}", counted(checked.len(), "note"));
    out
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 || noun == "information" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
