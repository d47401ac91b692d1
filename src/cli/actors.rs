//! `ibid actors` and `ibid show`: who is who.

use std::fmt::Write;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::json::range;
use super::output::{one_line, print, print_json, safe};
use super::{Common, Format, load};
use crate::actor::{ActorId, FormCount};
use crate::corpus::{ArticleId, Corpus, KeyAnswer};
use crate::ide::card::{self, Card};
use crate::prose::Kind;
use crate::workspace::Workspace;

/// At most so many actors answer a query.
const MOST: usize = 50;

/// The options of `ibid actors`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Any part of any form of a name; near spellings are found too
    query: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

/// The options of `ibid show`.
#[derive(Debug, Args)]
pub(super) struct ShowOptions {
    /// An actor's name in any form, or an article's key
    #[arg(value_name = "ACTOR|KEY", required = true)]
    what: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    actor: &'a str,
    name: &'a str,
    kind: Kind,
    forms: &'a [FormCount],
    mentions: u32,
    articles: usize,
    roles: Vec<Role<'a>>,
}

#[derive(Debug, Serialize)]
struct Role<'a> {
    text: String,
    path: &'a str,
    line: usize,
    published: Option<String>,
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    actor: Listed<'a>,
    quotes: Vec<Quote<'a>>,
    appears_with: Vec<Neighbour<'a>>,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    text: &'a str,
    path: &'a str,
    line: usize,
    key: &'a str,
    published: Option<String>,
}

#[derive(Debug, Serialize)]
struct Neighbour<'a> {
    actor: &'a str,
    articles: u32,
}

/// Lists actors; exit code 1 where a query finds none.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let corpus = &workspace.corpus;
    let query = (!options.query.is_empty()).then(|| options.query.join(" "));
    let ids: Vec<ActorId> = match &query {
        Some(query) => corpus.search_actors(query, MOST).into_iter().map(|found| found.actor).collect(),
        None => corpus.actors().iter().map(|(id, _)| id).collect(),
    };
    let listed: Vec<Listed<'_>> = ids.iter().filter_map(|&id| list(corpus, id)).collect();
    match options.format {
        Format::Json => print_json(&listed)?,
        Format::Text => print(&table(&listed, query.as_deref()))?,
    }
    Ok(if listed.is_empty() && query.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Shows the card of an actor or of an article.
pub(super) fn show(options: &ShowOptions) -> anyhow::Result<ExitCode> {
    let workspace = load::workspace(&options.common)?;
    let corpus = &workspace.corpus;
    let what = options.what.join(" ");
    let key = what.trim_start_matches('@');
    let articles = match corpus.by_key(key) {
        KeyAnswer::One(article) => {
            show_article(&workspace, article, options.format)?;
            return Ok(ExitCode::SUCCESS);
        }
        KeyAnswer::Several(articles) => articles,
        KeyAnswer::None(_) => Vec::new(),
    };
    let exact = corpus.actors().with_form(&what);
    if exact.is_empty() && !articles.is_empty() {
        bail!(
            "{} articles claim the key {key}; each has one of its own:\n{}",
            articles.len(),
            claimants(corpus, &articles)
        );
    }
    let found = exact.first().copied().or_else(|| corpus.search_actors(&what, 1).first().map(|found| found.actor));
    let card = found.and_then(|actor| card::card(&workspace, actor, &[]));
    let Some((card, listed)) = card.and_then(|card| list(corpus, card.actor).map(|listed| (card, listed))) else {
        bail!(
            "neither an actor nor a key of this corpus: {what}\n  `ibid actors` lists the actors, `ibid inspect` the keys"
        );
    };
    match options.format {
        Format::Json => print_json(&shown(corpus, &card, listed))?,
        Format::Text => {
            let others = namesakes(corpus, &what, card.actor);
            print(&safe(&[card_text(corpus, &card), others].concat()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The articles that claim one key, each with the key that is its alone.
fn claimants(corpus: &Corpus, articles: &[ArticleId]) -> String {
    let line = |&id: &ArticleId| {
        let entry = corpus.article(id);
        format!("  @{}  {}", safe(&entry.key), safe(&entry.shown))
    };
    articles.iter().map(line).collect::<Vec<String>>().join("\n")
}

/// Who else may be called so.
fn namesakes(corpus: &Corpus, name: &str, shown: ActorId) -> String {
    let mut others = corpus.actors().bearers(name);
    others.extend(corpus.actors().with_form(name));
    others.sort_unstable();
    others.dedup();
    let others = others.into_iter().filter(|&id| id != shown).filter_map(|id| corpus.actor(id));
    let others: Vec<String> = others
        .take(MOST)
        .map(|actor| format!("  {} ({}, {})\n", actor.name, actor.kind.name(), count(actor.mentions, "mention")))
        .collect();
    if others.is_empty() { String::new() } else { format!("\n“{name}” may also be:\n{}", others.concat()) }
}

fn list(corpus: &Corpus, id: ActorId) -> Option<Listed<'_>> {
    let actor = corpus.actor(id)?;
    let mut roles = Vec::new();
    let appearances = corpus.appearances(id);
    for &(article, local) in &appearances {
        let entry = corpus.article(article);
        let reading = entry.reading();
        let Some(local) = reading.actors.get(local as usize) else { continue };
        let published = entry.metadata().published.map(|date| date.to_string());
        roles.extend(local.roles.iter().map(|role| Role {
            text: role.text.clone(),
            path: &entry.shown,
            line: range(entry, role.span).line,
            published: published.clone(),
        }));
    }
    Some(Listed {
        actor: &actor.slug,
        name: &actor.name,
        kind: actor.kind,
        forms: &actor.forms,
        mentions: actor.mentions,
        articles: appearances.iter().map(|(article, _)| article).collect::<std::collections::BTreeSet<_>>().len(),
        roles,
    })
}

fn shown<'a>(corpus: &'a Corpus, card: &'a Card, actor: Listed<'a>) -> Shown<'a> {
    let quotes = card.quotes.iter().map(|quote| {
        let entry = corpus.article(quote.place.article);
        Quote {
            text: &quote.text,
            path: &entry.shown,
            line: range(entry, quote.place.span).line,
            key: &entry.key,
            published: quote.published.map(|date| date.to_string()),
        }
    });
    let neighbours = card.appears_with.iter();
    Shown {
        actor,
        quotes: quotes.collect(),
        appears_with: neighbours
            .filter_map(|&(id, articles)| Some(Neighbour { actor: &corpus.actor(id)?.slug, articles }))
            .collect(),
    }
}

fn table(listed: &[Listed<'_>], query: Option<&str>) -> String {
    if listed.is_empty() {
        return match query {
            Some(query) => format!("No actor of this corpus is called anything like “{}”.\n", safe(query)),
            None => "No actors were found in the articles.\n".to_string(),
        };
    }
    let mut out = String::new();
    for actor in listed {
        let kind = actor.kind.name();
        let _ = writeln!(
            out,
            "{}  ({kind}, {} in {})",
            safe(actor.name),
            count(actor.mentions, "mention"),
            count_articles(actor.articles)
        );
        if let Some(role) = actor.roles.first() {
            let _ = writeln!(out, "    {}  ({}:{})", safe(&role.text), one_line(role.path), role.line);
        }
        let others: Vec<String> = actor
            .forms
            .iter()
            .filter(|form| form.text != actor.name)
            .map(|form| format!("{} {}", form.text, form.count))
            .collect();
        if !others.is_empty() {
            let _ = writeln!(out, "    also: {}", safe(&others.join(", ")));
        }
    }
    out
}

fn card_text(corpus: &Corpus, card: &Card) -> String {
    let mut out = String::new();
    let dated = |published: Option<crate::article::PublicationDate>| {
        published.map_or("undated".to_string(), |date| date.to_string())
    };
    let _ = write!(out, "{}", card.name);
    for (index, role) in card.roles.iter().enumerate() {
        let entry = corpus.article(role.place.article);
        let line = range(entry, role.place.span).line;
        let lead = if index == 0 { " — " } else { "\n  also: " };
        let _ = write!(out, "{lead}{} ({}, {}:{line})", role.text, dated(role.published), entry.shown);
    }
    if card.roles.is_empty() {
        let _ = write!(out, " — {}", card.kind.name());
    }
    out.push_str("\n\n");
    for quote in &card.quotes {
        let entry = corpus.article(quote.place.article);
        let _ = writeln!(out, "  {}", quote.text);
        let _ = writeln!(
            out,
            "      {}:{}  @{}, {}\n",
            entry.shown,
            range(entry, quote.place.span).line,
            entry.key,
            dated(quote.published)
        );
    }
    let forms: Vec<&str> = card.forms.iter().map(|(form, _)| form.as_str()).filter(|form| *form != card.name).collect();
    if !forms.is_empty() {
        let _ = writeln!(out, "Also written: {}", forms.join(", "));
    }
    let with: Vec<&str> =
        card.appears_with.iter().filter_map(|&(id, _)| Some(corpus.actor(id)?.name.as_str())).collect();
    if !with.is_empty() {
        let _ = writeln!(out, "Appears with: {}", with.join(", "));
    }
    let _ = write!(out, "{} in {}", count(card.mentions, "mention"), count_articles(card.articles as usize));
    match card.years {
        Some((first, last)) if first == last => drop(writeln!(out, ", {first}")),
        Some((first, last)) => drop(writeln!(out, ", {first}–{last}")),
        None => out.push('\n'),
    }
    out
}

fn show_article(workspace: &Workspace, article: ArticleId, format: Format) -> anyhow::Result<()> {
    let entry = workspace.corpus.article(article);
    let metadata = entry.metadata();
    let published = metadata.published.map(|date| date.to_string());
    match format {
        Format::Json => print_json(&serde_json::json!({
            "path": entry.shown, "key": entry.key, "title": metadata.title, "authors": metadata.authors,
            "publisher": metadata.publisher, "published": published, "url": metadata.url,
        })),
        Format::Text => {
            let title = metadata.title.as_deref().unwrap_or("(no title found)");
            let by = [
                metadata.authors.join(", "),
                metadata.publisher.clone().unwrap_or_default(),
                published.unwrap_or_default(),
            ];
            let by: Vec<&str> = by.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            let mut out = format!("{}\n", safe(title));
            if !by.is_empty() {
                let _ = writeln!(out, "{}", safe(&by.join(" · ")));
            }
            let _ = writeln!(out, "@{}  {}", safe(&entry.key), one_line(&entry.shown));
            if let Some(url) = &metadata.url {
                let _ = writeln!(out, "{}", safe(url));
            }
            print(&out)
        }
    }
}

fn count(number: u32, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn count_articles(number: usize) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), "article")
}
