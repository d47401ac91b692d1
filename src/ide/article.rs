//! The same features where the cursor stands in an article.
//!
//! Offsets count in [`crate::article::Article::source`].

use super::introduction::{introduction, introduction_in};
use super::{Hover, Location, Target, definition as definitions, hover as hovers, references as lists, subject};
use crate::corpus::ArticleId;
use crate::workspace::Workspace;

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

/// Every mention of the actor named at the byte `offset` of the article; elsewhere the quotations of this passage in
/// the notes that cite the article.
pub fn references(workspace: &Workspace, article: ArticleId, offset: usize) -> Vec<Location> {
    match subject::in_article(workspace, article, offset) {
        Some((_, actor)) => lists::to_actor(workspace, actor, None),
        None => lists::to_passage(workspace, article, offset),
    }
}
