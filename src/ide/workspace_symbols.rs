//! Actors, articles and headings by a part of their name.

use std::path::{Path, PathBuf};

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::introduction::introduction;
use super::{Text, shown};
use crate::article::Role;
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::{Stop, Workspace};

/// How many of each sort are handed back at most.
const LIMIT: usize = 64;

/// What a symbol is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolSort {
    /// An actor of this kind.
    Actor(Kind),
    /// An article of the corpus.
    Article,
    /// A heading of a note.
    Heading,
}

/// Something of the workspace that has a name and a place.
#[derive(Clone, Debug)]
pub struct WorkspaceSymbol {
    /// Its name.
    pub name: String,
    /// What it belongs to or who it is: the file, the kind.
    pub container: String,
    /// What it is.
    pub sort: SymbolSort,
    /// The file, absolute.
    pub path: PathBuf,
    /// Where in `text`.
    pub span: Span,
    /// The text of the file.
    pub text: Text,
}

/// Actors, articles (by key, author and title) and headings that fit `query`, the best of each first. An empty query
/// gives the most mentioned actors, the first articles and headings.
pub fn workspace_symbols(workspace: &Workspace, query: &str) -> Vec<WorkspaceSymbol> {
    let mut symbols = Vec::new();
    each_symbol(workspace, query, &Stop::default(), &mut |found| symbols.extend(found));
    symbols
}

/// As [`workspace_symbols`], sort by sort, until it is given up.
pub fn each_symbol(workspace: &Workspace, query: &str, stop: &Stop, found: &mut dyn FnMut(Vec<WorkspaceSymbol>)) {
    for of_sort in [actors, articles, headings] {
        if stop.is_asked() {
            return;
        }
        let symbols = of_sort(workspace, query);
        if !symbols.is_empty() {
            found(symbols);
        }
    }
}

fn actors(workspace: &Workspace, query: &str) -> Vec<WorkspaceSymbol> {
    let mut found: Vec<_> = match query.trim() {
        "" => workspace.corpus.actors().iter().map(|(id, _)| id).take(LIMIT).collect(),
        query => workspace.corpus.search_actors(query, LIMIT).into_iter().map(|found| found.actor).collect(),
    };
    let mut seen = std::collections::HashSet::new();
    found.retain(|id| seen.insert(*id));
    let symbol = |id| {
        let actor = workspace.corpus.actor(id)?;
        let place = introduction(workspace, id)?;
        let entry = workspace.corpus.article(place.article);
        Some(WorkspaceSymbol {
            name: actor.name.clone(),
            container: format!("{}, {}", actor.kind.name(), mentions(actor.mentions)),
            sort: SymbolSort::Actor(actor.kind),
            path: entry.opens(),
            span: place.span,
            text: Text::Article(entry.article()),
        })
    };
    found.into_iter().filter_map(symbol).collect()
}

fn mentions(count: u32) -> String {
    if count == 1 { "1 mention".to_string() } else { format!("{count} mentions") }
}

fn articles(workspace: &Workspace, query: &str) -> Vec<WorkspaceSymbol> {
    let scopes: Vec<&Path> = workspace.bibliographies.iter().map(|file| file.path.as_path()).collect();
    let best = match query.trim() {
        "" => workspace.corpus.articles().take(LIMIT).map(|(id, _)| id).collect(),
        query => workspace.corpus.search_articles(query, &scopes, LIMIT),
    };
    let symbol = |id| {
        let entry = workspace.corpus.article(id);
        let article = entry.article();
        let title = article.blocks.iter().find(|block| block.role == Role::Title);
        // A source without a file is nowhere but in its bibliography.
        let (span, text) = match entry.in_bibliography() {
            Some((library, place)) => (place, Text::Note(library.text.clone())),
            None => {
                let span = title.map(|block| article.prose.source(block.span)).unwrap_or_default();
                (span, Text::Article(entry.article()))
            }
        };
        WorkspaceSymbol {
            name: entry.metadata().title.clone().unwrap_or_else(|| entry.shown.clone()),
            container: format!("{} @{}", shown::article(entry), entry.key),
            sort: SymbolSort::Article,
            path: entry.opens(),
            span,
            text,
        }
    };
    best.into_iter().map(symbol).collect()
}

fn headings(workspace: &Workspace, query: &str) -> Vec<WorkspaceSymbol> {
    let all = workspace.notes.iter().flat_map(|(path, note)| note.headings.iter().map(move |h| (path, note, h)));
    let named = all.map(|(path, note, heading)| (heading.text.clone(), (path, note, heading)));
    let best = best(named, query).into_iter();
    best.map(|(path, note, heading)| WorkspaceSymbol {
        name: heading.text.clone(),
        container: workspace.shown(path).into_owned(),
        sort: SymbolSort::Heading,
        path: path.clone(),
        span: heading.span,
        text: Text::Note(note.text.clone()),
    })
    .collect()
}

/// The items whose text fits `query` best, at most [`LIMIT`]; of equal ones the earlier first.
fn best<T>(items: impl Iterator<Item = (String, T)>, query: &str) -> Vec<T> {
    if query.trim().is_empty() {
        return items.take(LIMIT).map(|(_, item)| item).collect();
    }
    // Letters scattered over a long title are no part of it.
    let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut characters = Vec::new();
    let mut scored: Vec<(u32, T)> = items
        .filter_map(|(text, item)| Some((pattern.score(Utf32Str::new(&text, &mut characters), &mut matcher)?, item)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.truncate(LIMIT);
    scored.into_iter().map(|(_, item)| item).collect()
}
