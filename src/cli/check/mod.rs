//! `ibid check`: the diagnostics of notes and a count of verdicts.

mod fix;
mod github;
mod json;
mod markdown;
mod sarif;
mod summary;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::json::Range;
use super::notes::{Articles, Left, Named, named};
use super::output::{complain, one_line, print, print_json};
use super::{Common, load};
use crate::actor::FileProblem;
use crate::check::{self, Diagnostic, Report, Severity};
use crate::corpus::{Hidden, Unread, store};
use crate::note::Note;
use crate::text::LineIndex;
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
    /// Pass over articles among the files named, also where there is nothing else: for a hook that names every changed file
    #[arg(long)]
    skip_articles: bool,
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

/// Something wrong in `ibid.toml`, `actors.toml` or a bibliography.
struct Slip {
    /// The file, as it is printed.
    shown: String,
    range: Range,
    message: String,
}

/// All notes that were asked for.
struct Outcome<'a> {
    workspace: &'a Workspace,
    checked: Vec<Checked>,
    /// What was asked for and could not be checked.
    left: Vec<Left>,
    /// What is wrong in the analyst's own files. It is told, and does not count: what fails is what notes say.
    slips: Vec<Slip>,
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
    if options.dry_run && options.no_excerpts {
        bail!("--dry-run prints the words that would be put in, and --no-excerpts none: leave one of them out");
    }
    if options.dry_run && options.format != Format::Text {
        bail!("--dry-run prints a unified diff: leave --format out (without --fix, `--format sarif` holds every mend)");
    }
    let workspace = load::workspace_of(&options.common, &options.notes)?;
    let articles = if options.skip_articles { Articles::PassedOver } else { Articles::AmongNotes };
    let named = named(&workspace, &options.notes, articles)?;
    named.complain();
    tell_hidden(&workspace);
    let Named { notes, left } = named;
    let checked: Vec<Checked> =
        notes.into_par_iter().map(|(path, note)| Checked::new(&workspace, path, note)).collect();
    let mut outcome =
        Outcome { workspace: &workspace, checked, left, slips: slips(&workspace), excerpts: !options.no_excerpts };
    let mut whole = outcome.left.is_empty();
    if options.fix {
        whole &= fix::run(&mut outcome, options.dry_run)?;
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

/// Tells why a key that no article has is not said to be unknown, where that is not a slip in the configuration.
fn tell_hidden(workspace: &Workspace) {
    let config = &workspace.config;
    let named = [Some(&config.corpus_paths), config.bibliographies.as_ref()].into_iter().flatten();
    let named: Vec<PathBuf> =
        named.flat_map(|places| store::places_of(&workspace.root, places)).map(|(place, _)| place).collect();
    let unread = workspace.corpus.unread().iter().filter(|unread| unread.hides >= Hidden::Keys);
    let hidden: Vec<&Unread> = unread.filter(|unread| !named.contains(&unread.path)).collect();
    let Some((first, others)) = hidden.split_first() else { return };
    let until = match others.len() {
        0 => "; until it can be read".to_string(),
        count => format!(" (and {count} more, which `ibid index` lists); until they can be read"),
    };
    let path = workspace.shown(&first.path);
    complain(&format!("{}: {}{until}, no key is said to be unknown", one_line(&path), first.reason));
}

/// The slips in the analyst's own files.
fn slips(workspace: &Workspace) -> Vec<Slip> {
    let each = workspace.problems.iter().flat_map(|(path, slips)| {
        let (shown, lines) = (workspace.shown(path), LineIndex::new(&slips.text));
        let slip = move |problem: &FileProblem| Slip {
            shown: shown.clone().into_owned(),
            range: Range::new(&slips.text, &lines, problem.span),
            message: problem.message.clone(),
        };
        slips.problems.iter().map(slip)
    });
    each.collect()
}
