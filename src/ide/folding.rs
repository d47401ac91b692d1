//! What can be folded: in a note its sections and blocks, in an article its sections and what stands around them.

use crate::article::Role;
use crate::corpus::ArticleId;
use crate::note::{Fold, one_a_line, trimmed};
use crate::text::{LineIndex, Span};
use crate::workspace::Workspace;

/// What can be folded in the source of an article, in order, as [`crate::note::Note::folds`] has it: its sections, its
/// notes, and each stretch of lines that is not read (menus, cookie notices, second copies).
pub fn in_article(workspace: &Workspace, article: ArticleId) -> Vec<Fold> {
    let read = workspace.corpus.article(article).article();
    let lines = LineIndex::new(&read.source);
    let mut found = Vec::new();
    let mut add = |span: Span, is_aside: bool| {
        let (span, is_long) = trimmed(span, &read.source, &lines);
        found.extend(is_long.then_some(Fold { span, is_aside }));
    };
    for title in super::article::symbols(workspace, article) {
        add(title.span, false);
        title.children.iter().for_each(|heading| add(heading.span, false));
    }
    let mut rest = read.lines.as_slice();
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|line| sort(line.role) == sort(first.role)).count().max(1);
        let (stretch, behind) = rest.split_at(alike);
        rest = behind;
        let end = stretch.last().map_or(first.to, |last| last.to) as usize;
        let span = Span::new(lines.start(first.from as usize), lines.line(end, &read.source).end());
        match sort(first.role) {
            Sort::Aside => add(span, true),
            Sort::Notes => add(span, false),
            Sort::Text => {}
        }
    }
    one_a_line(found, &lines)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Notes,
    Aside,
}

fn sort(role: Role) -> Sort {
    match role {
        Role::Endnote => Sort::Notes,
        role if role.is_read() => Sort::Text,
        _ => Sort::Aside,
    }
}
