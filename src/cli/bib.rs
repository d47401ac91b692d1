//! `ibid bib`: the sources that notes cite, for a program that exports them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::notes::{Articles, named};
use super::output::{complain, is_terminal, print, print_json, safe};
use super::{Common, load};
use crate::bibliography::write::{Source, bibtex, csl_json};
use crate::check::{Cited, citations};
use crate::corpus::ArticleId;
use crate::note::Target;

/// The options of `ibid bib`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Notes, or folders of notes; all notes of the workspace if none is named
    notes: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Dialect::Bibtex)]
    format: Dialect,
    #[command(flatten)]
    common: Common,
}

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Dialect {
    /// BibTeX, as BibLaTeX and pandoc read it
    Bibtex,
    /// CSL-JSON, as reference managers and pandoc read it
    CslJson,
}

/// Prints the sources that the named notes, or all, cite, each under every key by which it is cited.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace_of(&options.common, &options.notes)?;
    let corpus = &workspace.corpus;
    let mut cited: BTreeMap<String, ArticleId> = BTreeMap::new();
    let named = named(&workspace, &options.notes, Articles::AmongNotes)?;
    named.complain();
    for (path, note) in &named.notes {
        let shown = workspace.shown(path);
        for (citation, means) in note.citations.iter().zip(citations(&workspace, path, note)) {
            let key = match &citation.target {
                Target::Key(key) | Target::Bare(key) => Some(key),
                _ => None,
            };
            let line = note.lines.line_of(citation.span.start()) + 1;
            match (means, key) {
                (Cited::Article(id), key) => {
                    let key = key.unwrap_or(&corpus.article(id).key).clone();
                    let before = *cited.entry(key.clone()).or_insert(id);
                    if before != id {
                        complain(&format!(
                            "{shown}:{line}: “{key}” means another source here; the first one is written"
                        ));
                    }
                }
                (Cited::Several(ids), Some(key)) => {
                    let keys: Vec<&str> = ids.iter().map(|&id| corpus.article(id).key.as_str()).collect();
                    complain(&format!(
                        "{shown}:{line}: “{key}” is left out, for it is ambiguous: cite {}",
                        keys.join(" or ")
                    ));
                }
                (Cited::Outside, Some(key)) => {
                    complain(&format!("{shown}:{line}: no source that could be read has the key “{key}”"));
                }
                (Cited::Unknown(_), Some(key)) => complain(&format!("{shown}:{line}: no source has the key “{key}”")),
                _ => {}
            }
        }
    }
    let mut names: BTreeMap<ArticleId, &str> = BTreeMap::new();
    for (key, id) in &cited {
        let first = *names.entry(*id).or_insert(key);
        if first != key.as_str() {
            complain(&format!("“{first}” and “{key}” are one source; a list of references will have it twice"));
        }
    }
    let source = |id: ArticleId| {
        let entry = corpus.article(id);
        entry.entry.as_ref().map_or_else(|| Source::Article(entry.metadata()), |entry| Source::Entry(entry))
    };
    let sources: Vec<(String, Source<'_>)> = cited.into_iter().map(|(key, id)| (key, source(id))).collect();
    match options.format {
        Dialect::Bibtex if is_terminal() => print(&safe(&bibtex(&sources)))?,
        Dialect::Bibtex => print(&bibtex(&sources))?,
        Dialect::CslJson => print_json(&csl_json(&sources))?,
    }
    Ok(if named.left.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(super::COULD_NOT_RUN) })
}
