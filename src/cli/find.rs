//! `ibid find`: where words stand in the articles.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::json::Source;
use super::output::{one_line, print, print_json, safe};
use super::{Common, Format, load};
use crate::corpus::ArticleId;
use crate::prose::matching::{Match, Needle};
use crate::text::single_blanks;

/// The places in at most so many articles are shown.
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
    let words = options.words.join(" ");
    let needle = Needle::new(&words);
    let show = |article: ArticleId, found: &Match| {
        let entry = corpus.article(article);
        let place = corpus.place(article, found.span);
        Found {
            place: Source::new(corpus, place),
            key: &entry.key,
            text: place.span.of(&entry.article().source).to_string(),
            verdict: found.exactness.name(),
        }
    };
    let mut found: Vec<Found<'_>> = Vec::new();
    for finding in corpus.find(&words, MOST) {
        let all = finding.found.is_sound().then(|| corpus.sound_in(finding.article, &needle));
        match all.as_deref().map(|sound| sound.places.as_slice()) {
            Some(places @ [_, ..]) => found.extend(places.iter().map(|place| show(finding.article, place))),
            _ => found.push(show(finding.article, &finding.found)),
        }
    }
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
        let _ = writeln!(
            out,
            "{}:{}:{}  {}  @{}",
            one_line(path),
            range.line,
            range.column,
            found.verdict,
            safe(found.key)
        );
        let _ = writeln!(out, "    {}", safe(&single_blanks(&found.text)));
    }
    out
}
