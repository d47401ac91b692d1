//! `ibid inspect`: how articles were read.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::json::{Range, text_path};
use super::output::{complain, one_line, print, print_json, safe};
use super::{Common, Format, load};
use crate::article::{Article, Role};
use crate::corpus::{ArticleId, Corpus};
use crate::prose::Kind;
use crate::text::LineIndex;
use crate::workspace::Workspace;

/// The options of `ibid inspect`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The articles; all of them if none is named
    articles: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct Inspected<'a> {
    path: &'a str,
    text_path: Option<String>,
    key: &'a str,
    title: Option<&'a str>,
    authors: &'a [String],
    publisher: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    lines: Vec<Lines>,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct Lines {
    from: u32,
    to: u32,
    role: Role,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    line: usize,
    column: usize,
    text: String,
    actor: &'a str,
    kind: Kind,
}

/// Prints how the named articles, or all, were read.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let (ids, left) = named(&workspace, &options.articles);
    if ids.is_empty() && !left.is_empty() {
        bail!("{}", left.join("\n"));
    }
    for left in &left {
        complain(left);
    }
    let corpus = &workspace.corpus;
    let inspected: Vec<Inspected<'_>> = ids.iter().map(|&id| inspect(corpus, id)).collect();
    match options.format {
        Format::Json => print_json(&inspected)?,
        Format::Text => print(&text(&workspace, &inspected, options.articles.is_empty()))?,
    }
    Ok(if left.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(super::COULD_NOT_RUN) })
}

/// The articles at these paths, or all; and what is said of the paths at which there is none.
fn named(workspace: &Workspace, paths: &[PathBuf]) -> (Vec<ArticleId>, Vec<String>) {
    let corpus = &workspace.corpus;
    if paths.is_empty() {
        return (corpus.articles().filter(|(_, entry)| entry.is_file()).map(|(id, _)| id).collect(), Vec::new());
    }
    let (mut found, mut left) = (Vec::new(), Vec::new());
    for path in paths {
        let spelled = load::spelled(path);
        let real = load::real(path);
        let article = [real.as_ref().ok(), Some(&spelled)].into_iter().flatten().find_map(|path| corpus.by_path(path));
        let reason = || {
            let unread =
                corpus.unread().iter().find(|unread| unread.path == spelled || Ok(&unread.path) == real.as_ref());
            match (unread, &real) {
                (Some(unread), _) => format!(": {}", unread.reason),
                (None, Ok(_)) => " is no article of this workspace".to_string(),
                (None, Err(reason)) => format!(": {reason}"),
            }
        };
        match article {
            Some(article) => found.push(article),
            None => left.push(format!("{}{}", one_line(&workspace.shown(&spelled)), reason())),
        }
    }
    (found, left)
}

fn inspect(corpus: &Corpus, id: ArticleId) -> Inspected<'_> {
    let entry = corpus.article(id);
    let metadata = entry.metadata();
    let article = entry.article();
    let lines = article.lines.iter().map(|lines| Lines { from: lines.from + 1, to: lines.to + 1, role: lines.role });
    Inspected {
        path: &entry.shown,
        text_path: text_path(entry),
        key: &entry.key,
        title: metadata.title.as_deref(),
        authors: &metadata.authors,
        publisher: metadata.publisher.as_deref(),
        published: metadata.published.map(|date| date.to_string()),
        url: metadata.url.as_deref(),
        lines: lines.collect(),
        mentions: mentions(corpus, id, &article),
    }
}

fn mentions<'a>(corpus: &'a Corpus, id: ArticleId, article: &Article) -> Vec<Mention<'a>> {
    let text = &article.source;
    let lines = LineIndex::new(text);
    let counted = |line: usize| role_of(article, line).is_none_or(Role::carries_mentions);
    corpus
        .mentions_in(id)
        .into_iter()
        .filter_map(|(span, actor)| {
            let actor = corpus.actor(actor)?;
            let Range { line, column, .. } = Range::new(text, &lines, span);
            counted(line - 1).then(|| Mention {
                line,
                column,
                text: span.of(text).to_string(),
                actor: &actor.slug,
                kind: actor.kind,
            })
        })
        .collect()
}

fn role_of(article: &Article, line: usize) -> Option<Role> {
    let lines = &article.lines;
    let next = lines.partition_point(|lines| (lines.to as usize) < line);
    lines.get(next).filter(|lines| lines.from as usize <= line).map(|lines| lines.role)
}

fn text(workspace: &Workspace, articles: &[Inspected<'_>], all: bool) -> String {
    let mut out = String::new();
    for article in articles {
        let _ = writeln!(out, "@{}", safe(article.key));
        let mut line = |label: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "  {label:<10} {}", one_line(value));
            }
        };
        line("file", article.path);
        line("title", article.title.unwrap_or("(none found)"));
        line("by", &article.authors.join(", "));
        line("publisher", article.publisher.unwrap_or(""));
        line("published", article.published.as_deref().unwrap_or("(no date found)"));
        line("url", article.url.unwrap_or(""));
        line("lines", &summary(&article.lines));
        line("mentions", &article.mentions.len().to_string());
        out.push('\n');
    }
    if all {
        let without = workspace.corpus.articles().filter(|(_, entry)| !entry.is_file());
        for (_, entry) in without {
            let title = entry.metadata().title.as_deref().unwrap_or("(no title)");
            let _ = writeln!(
                out,
                "@{}\n  no file    {} has it: {}\n",
                safe(&entry.key),
                one_line(&entry.shown),
                safe(title)
            );
        }
        for unread in workspace.corpus.unread() {
            let state = if unread.is_article { "read, but" } else { "not read" };
            let _ = writeln!(out, "{state}: {}: {}", one_line(&workspace.shown(&unread.path)), safe(&unread.reason));
        }
    }
    out
}

/// "12 body, 1 title, 3 caption": how many lines have each role, the most frequent first.
fn summary(lines: &[Lines]) -> String {
    let mut counts: Vec<(Role, u32)> = Vec::new();
    for lines in lines {
        let size = lines.to - lines.from + 1;
        match counts.iter_mut().find(|(role, _)| *role == lines.role) {
            Some((_, count)) => *count += size,
            None => counts.push((lines.role, size)),
        }
    }
    counts.sort_by_key(|&(role, count)| (std::cmp::Reverse(count), role));
    let name = |role: Role| serde_json::to_string(&role).unwrap_or_default().trim_matches('"').to_string();
    counts.iter().map(|&(role, count)| format!("{count} {}", name(role))).collect::<Vec<_>>().join(", ")
}
