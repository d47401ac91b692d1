//! `ibid check`: the diagnostics of notes and a count of verdicts.

mod fix;
mod github;
mod json;
mod markdown;
mod sarif;
mod summary;
mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::output::{print, print_json};
use super::{Common, load};
use crate::check::{self, Diagnostic, Report, Severity};
use crate::corpus::store;
use crate::note::Note;
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
    /// Leave the words of articles and notes out: nothing printed can give a source away
    #[arg(long)]
    no_excerpts: bool,
    /// Mend what needs no choice: restore the source's words, and keys with one clear candidate
    #[arg(long)]
    fix: bool,
    /// With --fix: print what would change as a unified diff, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    common: Common,
}

/// How the outcome is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For tools
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A report to paste into a pull request
    Markdown,
}

/// A note with what the rules say of it.
struct Checked {
    path: PathBuf,
    /// The path as it is printed.
    shown: String,
    note: Arc<Note>,
    report: Report,
}

/// All notes that were asked for.
struct Outcome<'a> {
    workspace: &'a Workspace,
    checked: Vec<Checked>,
    /// Whether words of articles and notes may be printed.
    excerpts: bool,
}

impl Outcome<'_> {
    /// What is said of a diagnostic: with `--no-excerpts`, nothing that quotes.
    fn message<'a>(&self, found: &'a Diagnostic) -> &'a str {
        if self.excerpts { &found.message } else { found.code.summary() }
    }

    fn diagnostics(&self) -> impl Iterator<Item = (&Checked, &Diagnostic)> {
        self.checked.iter().flat_map(|note| note.report.diagnostics.iter().map(move |found| (note, found)))
    }
}

impl Checked {
    fn new(workspace: &Workspace, path: PathBuf, note: Arc<Note>) -> Checked {
        let report = check::check(workspace, &path, &note);
        Checked { shown: workspace.shown(&path).into_owned(), path, note, report }
    }
}

/// Checks the named notes, or all, and prints what was found.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let notes = named(&workspace, &options.notes)?;
    let checked: Vec<Checked> =
        notes.into_par_iter().map(|(path, note)| Checked::new(&workspace, path, note)).collect();
    let mut outcome = Outcome { workspace: &workspace, checked, excerpts: !options.no_excerpts };
    let mut whole = true;
    if options.fix {
        whole = fix::run(&mut outcome, options.dry_run)?;
    }
    if !options.dry_run {
        match options.format {
            Format::Text => print(&text::draw(&outcome))?,
            Format::Json => print_json(&json::of(&outcome))?,
            Format::Sarif => print_json(&sarif::of(&outcome))?,
            Format::Github => print(&github::annotations(&outcome))?,
            Format::Markdown => print(&markdown::report(&outcome))?,
        }
    }
    let failed = outcome.diagnostics().any(|(_, found)| found.severity >= options.fail_on);
    Ok(match (whole, failed) {
        (false, _) => ExitCode::from(super::COULD_NOT_RUN),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    })
}

/// The notes at these paths, those of folders among them; all notes where none is named.
///
/// # Errors
/// Where one cannot be opened.
pub(super) fn named(workspace: &Workspace, paths: &[PathBuf]) -> anyhow::Result<BTreeMap<PathBuf, Arc<Note>>> {
    let in_folder = |folder: &Path| -> Vec<(PathBuf, Arc<Note>)> {
        let inside = workspace.notes.iter().filter(|(note, _)| note.starts_with(folder));
        inside.map(|(path, note)| (path.clone(), note.clone())).collect()
    };
    if paths.is_empty() {
        return Ok(workspace.notes.iter().map(|(path, note)| (path.clone(), note.clone())).collect());
    }
    let mut named = BTreeMap::new();
    for path in paths {
        let path = load::absolute(path)?;
        if path.is_dir() {
            named.extend(in_folder(&path));
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
