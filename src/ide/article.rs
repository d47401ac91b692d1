//! The same features where the cursor stands in an article.
//!
//! Offsets count in [`crate::article::Article::source`].

use super::{Hover, Location, Target};
use crate::corpus::ArticleId;
use crate::workspace::Workspace;

/// What is known of the actor named at the byte `offset` of the article.
pub fn hover(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<Hover> {
    let _ = (workspace, article, offset);
    None
}

/// The place that introduces the actor named at the byte `offset` of the article.
pub fn definition(workspace: &Workspace, article: ArticleId, offset: usize) -> Option<Target> {
    let _ = (workspace, article, offset);
    None
}

/// Every mention of the actor named at the byte `offset` of the article.
pub fn references(workspace: &Workspace, article: ArticleId, offset: usize) -> Vec<Location> {
    let _ = (workspace, article, offset);
    Vec::new()
}
