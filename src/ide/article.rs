//! The same features where the cursor stands in an article.
//!
//! Offsets count in [`crate::article::Article::source`].

use super::introduction::{introduction, introduction_in};
use super::references::Search;
use super::{
    Hover, Location, Symbol, Target, definition as definitions, hover as hovers, references as lists, subject,
};
use crate::article::Role;
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::workspace::{Stop, Workspace};

/// What is known of the actor named at the byte `offset` of the article.
pub fn hover(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<Hover> {
    let (span, actor) = subject::in_article(workspace, article, offset)?;
    Some(Hover { span, markdown: hovers::actor::markdown(workspace, actor, &[article])? })
}

/// The place that introduces the actor named at the byte `offset` of the article.
pub fn definition(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<Target> {
    let (span, actor) = subject::in_article(workspace, article, offset)?;
    Some(definitions::target(workspace, span, introduction(workspace, actor)?))
}

/// The place that introduces the actor named at the byte `offset` of the article in this very article.
pub fn type_definition(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<Target> {
    let (span, actor) = subject::in_article(workspace, article, offset)?;
    Some(definitions::target(workspace, span, introduction_in(workspace, actor, article)?))
}

/// The outline of the article: its title over its headings, places in its source.
pub fn symbols(workspace: &Workspace, article: ArticleId) -> Vec<Symbol> {
    let article = workspace.corpus.article(article).article();
    let end = article.source.len();
    let mut headings: Vec<Symbol> = Vec::new();
    let mut title = None;
    for block in &article.blocks {
        let heading = article.prose.source(block.span);
        let name = block.span.of(article.prose.text()).trim().to_string();
        let symbol = Symbol { name, span: Span::new(heading.start(), end), heading, children: Vec::new() };
        match block.role {
            Role::Title if title.is_none() => title = Some(symbol),
            Role::Heading => {
                if let Some(before) = headings.last_mut() {
                    before.span = Span::new(before.span.start(), heading.start());
                }
                headings.push(symbol);
            }
            _ => {}
        }
    }
    match title {
        // A heading above the title belongs to the page and not to the article.
        Some(title) => {
            let children = headings.into_iter().filter(|heading| heading.span.start() > title.span.start()).collect();
            vec![Symbol { children, ..title }]
        }
        None => headings,
    }
}

/// Every mention of the actor named at the byte `offset` of the article; elsewhere the quotations of this passage in
/// the notes that cite the article.
pub fn references(workspace: &Workspace, article: ArticleId, offset: usize) -> Vec<Location> {
    let mut all = Vec::new();
    each_reference(workspace, article, offset, &mut Search::new(&Stop::default(), &mut |places| all.extend(places)));
    all
}

/// As [`references`], file by file.
pub fn each_reference(workspace: &Workspace, article: ArticleId, offset: usize, search: &mut Search<'_>) {
    match subject::in_article(workspace, article, offset) {
        Some((_, actor)) => lists::to_actor(workspace, actor, None, search),
        None => lists::to_passage(workspace, article, offset, search),
    }
}
