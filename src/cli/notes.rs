//! The notes that a command was told to look at.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use super::load;
use super::output::{complain, one_line, tell};
use crate::article;
use crate::corpus::{Hidden, store};
use crate::note::Note;
use crate::workspace::{Workspace, read_note};

/// The extensions of Markdown and its dialects: only files that are called so are looked at as notes.
const MARKDOWN: [&str; 8] = ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "qmd", "rmd"];

/// The notes that were named, and what was named and is none.
#[derive(Default)]
pub(super) struct Named {
    /// The notes by their absolute paths.
    pub(super) notes: BTreeMap<PathBuf, Arc<Note>>,
    /// What cannot be looked at as a note, each with the reason.
    pub(super) left: Vec<Left>,
}

impl Named {
    /// Tells what was named and is not looked at.
    pub(super) fn complain(&self) {
        for left in &self.left {
            complain(&left.to_string());
        }
    }
}

/// Something that is not looked at.
#[derive(Debug)]
pub(super) struct Left {
    /// The file, as it is printed.
    pub(super) shown: String,
    /// Why, in words for the analyst.
    pub(super) reason: String,
}

impl fmt::Display for Left {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", one_line(&self.shown), self.reason)
    }
}

/// Whether articles may stand among the files that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Articles {
    /// Among notes; alone they are a mistake.
    AmongNotes,
    /// Also alone: who names the files does not choose them.
    PassedOver,
}

/// The notes at these paths, those of folders among them; all notes where none is named. Articles are passed over, and that is told.
///
/// # Errors
/// Where nothing of what is named is a note.
pub(super) fn named(workspace: &Workspace, paths: &[PathBuf], articles: Articles) -> anyhow::Result<Named> {
    if paths.is_empty() {
        let notes = workspace.notes.iter().map(|(path, note)| (path.clone(), note.clone())).collect();
        return Ok(Named { notes, left: unread(workspace, &workspace.root).collect() });
    }
    let (mut named, mut passed) = (Named::default(), Vec::new());
    for path in paths {
        let shown = || workspace.shown(path).into_owned();
        match at(workspace, path) {
            Ok(At::Note(path, note)) => drop(named.notes.insert(path, note)),
            Ok(At::Folder { notes, left }) => {
                named.notes.extend(notes);
                named.left.extend(left);
            }
            Ok(At::Article(shown)) => passed.push(shown),
            Err(reason) => named.left.push(Left { shown: shown(), reason }),
        }
    }
    if named.notes.is_empty() && passed.is_empty() && !named.left.is_empty() {
        bail!("{}", named.left.iter().map(Left::to_string).collect::<Vec<_>>().join("\n"));
    }
    let alone = named.notes.is_empty() && named.left.is_empty() && articles == Articles::AmongNotes;
    match passed.as_slice() {
        [] => {}
        [article] if alone => {
            let article = one_line(article);
            bail!("{article} is an article, and no note; `ibid inspect {article}` shows how it was read")
        }
        [article, ..] if alone => bail!("{} and the others are articles, and no notes", one_line(article)),
        [article] => tell(&format!("{} is an article, and is passed over", one_line(article))),
        [article, others @ ..] => {
            tell(&format!("{} and {} more are articles, and are passed over", one_line(article), others.len()));
        }
    }
    Ok(named)
}

/// What lies at a path that was named.
enum At {
    Note(PathBuf, Arc<Note>),
    Folder { notes: Vec<(PathBuf, Arc<Note>)>, left: Vec<Left> },
    Article(String),
}

/// What lies at `path`, or why that can be no note.
fn at(workspace: &Workspace, path: &Path) -> Result<At, String> {
    let spelled = load::spelled(path);
    let real = load::real(path)?;
    let is_of_corpus = [&spelled, &real].into_iter().any(|path| is_of_corpus(workspace, path));
    if real.is_dir() {
        let inside = workspace.notes.iter().filter(|(note, _)| note.starts_with(&real));
        let notes: Vec<_> = inside.map(|(path, note)| (path.clone(), note.clone())).collect();
        let left: Vec<Left> = unread(workspace, &real).collect();
        if notes.is_empty() && left.is_empty() {
            if is_of_corpus {
                return Err("is a folder of articles, and holds no notes".to_string());
            }
            tell(&format!("there are no notes in {}", one_line(&workspace.shown(&real))));
        }
        return Ok(At::Folder { notes, left });
    }
    if is_of_corpus {
        return Ok(At::Article(workspace.shown(&real).into_owned()));
    }
    if let Some(note) = workspace.note(&real) {
        return Ok(At::Note(real, note.clone()));
    }
    if !store::has_extension(&real, &MARKDOWN) {
        return Err("is no note: notes are Markdown files (.md)".to_string());
    }
    let text = read_note(&real)?;
    if article::is_clipping(&text) {
        return Ok(At::Article(workspace.shown(&real).into_owned()));
    }
    Ok(At::Note(real, Arc::new(Note::read(text.into()))))
}

/// The notes in `folder` that cannot be read.
fn unread<'a>(workspace: &'a Workspace, folder: &'a Path) -> impl Iterator<Item = Left> + 'a {
    let unread = workspace.corpus.unread().iter();
    let notes = unread.filter(move |unread| unread.hides == Hidden::Note && unread.path.starts_with(folder));
    notes.map(move |unread| Left { shown: workspace.shown(&unread.path).into_owned(), reason: unread.reason.clone() })
}

/// Whether `path` is an article, or lies where articles lie.
fn is_of_corpus(workspace: &Workspace, path: &Path) -> bool {
    let patterns = &workspace.config.corpus_paths;
    workspace.article(path).is_some()
        || store::lies_under(&workspace.root, patterns, path)
        || store::linked_places(&workspace.root, patterns).iter().any(|place| path.starts_with(place))
}
