//! `ibid find`: where words stand in the articles.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::json::Source;
use super::output::{print, print_json, safe};
use super::{Common, Format, load};
use crate::text::single_blanks;

/// At most so many places are shown.
const MOST: usize = 20;

/// The options of `ibid find`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The words; quotation marks around them are not needed
    #[arg(required = true)]
    words: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    place: Source,
    key: &'a str,
    text: String,
    verdict: &'static str,
}

/// Prints the places; exit code 1 where there is none.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let corpus = &workspace.corpus;
    let findings = corpus.find(&options.words.join(" "), MOST);
    let found: Vec<Found<'_>> = findings
        .iter()
        .map(|finding| {
            let entry = corpus.article(finding.article);
            let place = corpus.place(finding.article, finding.found.span);
            Found {
                place: Source::new(corpus, place),
                key: &entry.key,
                text: place.span.of(&entry.article().source).to_string(),
                verdict: finding.found.exactness.name(),
            }
        })
        .collect();
    match options.format {
        Format::Json => print_json(&found)?,
        Format::Text => print(&text(&found))?,
    }
    Ok(if found.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn text(found: &[Found<'_>]) -> String {
    if found.is_empty() {
        return "These words stand nowhere in the articles, nor any near them.\n".to_string();
    }
    let mut out = String::new();
    for found in found {
        let Source { path, range, .. } = &found.place;
        let _ =
            writeln!(out, "{}:{}:{}  {}  @{}", safe(path), range.line, range.column, found.verdict, safe(found.key));
        let _ = writeln!(out, "    {}", safe(&single_blanks(&found.text)));
    }
    out
}
