//! Which articles the citations of a note mean.

use std::path::{Component, Path, PathBuf};

use crate::corpus::{ArticleId, KeyAnswer};
use crate::note::{Note, Target};
use crate::workspace::Workspace;

/// What the citation number `index` of `note`, which lies at `path`, means.
pub fn answer(workspace: &Workspace, path: &Path, note: &Note, index: usize) -> KeyAnswer {
    let Some(citation) = note.citations.get(index) else { return KeyAnswer::None(Vec::new()) };
    let found = match &citation.target {
        Target::Key(key) | Target::Bare(key) => return workspace.corpus.by_key(key),
        Target::Path(target) => by_path(workspace, path, target),
        Target::Url(url) => workspace.corpus.by_url(url),
        Target::Zotero(_) => None,
        Target::Ibid => {
            let before = note.citations.get(..index).unwrap_or_default();
            return match before.iter().rposition(|citation| citation.target != Target::Ibid) {
                Some(index) => answer(workspace, path, note, index),
                None => KeyAnswer::None(Vec::new()),
            };
        }
    };
    found.map_or(KeyAnswer::None(Vec::new()), KeyAnswer::One)
}

/// The articles that `note` cites, each once: first those cited in the block at `offset`, then the others, in the
/// order of the note.
pub fn articles(workspace: &Workspace, path: &Path, note: &Note, offset: Option<usize>) -> Vec<ArticleId> {
    let here = offset.and_then(|offset| note.blocks.iter().position(|block| block.span.touches(offset)));
    let order = note.citations.iter().enumerate();
    let (near, far): (Vec<_>, Vec<_>) = order.partition(|(_, citation)| Some(citation.block) == here);
    let mut articles = Vec::new();
    for (index, _) in near.into_iter().chain(far) {
        if let KeyAnswer::One(article) = answer(workspace, path, note, index)
            && !articles.contains(&article)
        {
            articles.push(article);
        }
    }
    articles
}

/// The article that a link in the note at `path` leads to: relative to the note, else to the root; wiki links leave
/// the extension out.
fn by_path(workspace: &Workspace, path: &Path, target: &str) -> Option<ArticleId> {
    let folders = [path.parent().unwrap_or(Path::new("")), workspace.root.as_path()];
    folders.into_iter().find_map(|folder| {
        let plain = normalised(&folder.join(target));
        let with_extension = |extension: &str| {
            let mut name = plain.clone().into_os_string();
            name.push(extension);
            workspace.corpus.by_path(Path::new(&name))
        };
        ["", ".md", ".txt"].into_iter().find_map(with_extension)
    })
}

/// `path` without `.` and `..`, by its letters alone.
fn normalised(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
