//! The list of the sources that a note cites, as its last section.
//!
//! It stands between two comments, so that it can be brought up to date, and so that nothing in it is taken for the
//! note's own words.

use std::path::Path;

use super::markdown::visible;
use super::shown;
use crate::bibliography::reference::{self, references};
use crate::bibliography::write::{Source, csl_item};
use crate::check::{Cited, TextEdit, citations};
use crate::corpus::ArticleId;
use crate::note::Note;
use crate::note::references::{BEGIN, END, list};
use crate::text::Span;
use crate::workspace::Workspace;

/// A list of sources to write into a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceList {
    /// What it does, in words for the analyst.
    pub title: String,
    /// The change.
    pub edit: TextEdit,
}

/// The list of the sources that `note`, which lies at `path`, cites, in the style that `ibid.toml` names; `None` where it
/// cites none that is known, or the list is there already.
pub fn reference_list(workspace: &Workspace, path: &Path, note: &Note) -> Option<ReferenceList> {
    let lines = lines(workspace, &cited(workspace, path, note));
    if lines.is_empty() {
        return None;
    }
    let ending = if note.text.contains("\r\n") { "\r\n" } else { "\n" };
    let body = format!("{BEGIN}{ending}{ending}{}{ending}{ending}{END}", lines.join(ending));
    let sources = match lines.len() {
        1 => "1 source".to_string(),
        count => format!("{count} sources"),
    };
    if let Some(span) = list(&note.text) {
        let is_there = span.of(&note.text) == body;
        let title = format!("Bring the list of references up to date ({sources})");
        return (!is_there).then_some(ReferenceList { title, edit: TextEdit { span, text: body } });
    }
    let end = note.text.trim_end().len();
    let gap = if end == 0 { String::new() } else { ending.repeat(2) };
    let text = format!("{gap}## References{ending}{ending}{body}{ending}");
    let edit = TextEdit { span: Span::new(end, note.text.len()), text };
    Some(ReferenceList { title: format!("Insert the list of references ({sources})"), edit })
}

/// The articles that the note cites, each once, in the order of the note.
fn cited(workspace: &Workspace, path: &Path, note: &Note) -> Vec<ArticleId> {
    let mut articles = Vec::new();
    for cited in citations(workspace, path, note) {
        if let Cited::Article(article) = cited
            && !articles.contains(&article)
        {
            articles.push(article);
        }
    }
    articles
}

/// A line of Markdown for each, in the order of the style.
fn lines(workspace: &Workspace, articles: &[ArticleId]) -> Vec<String> {
    let item = |id: &ArticleId| {
        let entry = workspace.corpus.article(*id);
        let source =
            entry.entry.as_ref().map_or_else(|| Source::Article(entry.metadata()), |entry| Source::Entry(entry));
        csl_item(&entry.key, &source)
    };
    let items: Vec<_> = articles.iter().map(item).collect();
    let style = &workspace.config.reference_style;
    let made = references(&items, style).or_else(|| references(&items, reference::DEFAULT_STYLE));
    // What no style can make anything of is named as it is named elsewhere.
    let named = |id: &ArticleId| shown::article(workspace.corpus.article(*id));
    let made = made.unwrap_or_else(|| articles.iter().map(named).collect());
    made.iter().map(|line| format!("- {}", written(line))).collect()
}

/// A reference as Markdown that shows exactly its words: an article's title is a stranger's. Addresses stay as they are.
fn written(line: &str) -> String {
    let is_address = |word: &str| {
        let scheme = ["http://", "https://"].iter().any(|scheme| word.starts_with(scheme));
        scheme && !word.contains(['[', ']', '(', ')', '<', '>', '`', '*', '\\'])
    };
    let word = |word: &str| {
        let live = |c: &char| matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '~' | '$' | '%');
        let escaped = |c: char| if live(&c) { vec!['\\', c] } else { vec![c] };
        if is_address(word) { word.to_string() } else { word.chars().flat_map(escaped).collect() }
    };
    visible(line).split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
