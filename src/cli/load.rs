//! Opening the workspace a command works in.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use anyhow::{Context, bail};

use super::Common;
use super::output::{complain, one_line};
use crate::corpus::clean;
use crate::corpus::store::{self, Extractor};
use crate::workspace::{CONFIG_FILE, Keeping, Workspace};

/// How many slips of one file are told.
const MOST_SLIPS: usize = 20;

/// A workspace that was opened; what was read of it is written to the index meanwhile, at the latest before it is dropped.
pub(super) struct Opened {
    workspace: Workspace,
    keeping: Option<JoinHandle<()>>,
}

impl Opened {
    fn new(workspace: Workspace) -> Opened {
        let kept = workspace.clone();
        Opened { workspace, keeping: Some(std::thread::spawn(move || keep(&kept))) }
    }
}

/// An index that was found to be damaged is gone before the next command.
fn keep(workspace: &Workspace) {
    if workspace.keep() == Keeping::Damaged {
        complain("the index was damaged; it is made anew by the next command");
        workspace.forget();
    }
}

impl Deref for Opened {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.workspace
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // A thread that failed has said so; what it should have written is read again the next time.
        drop(self.keeping.take().map(JoinHandle::join));
    }
}

/// Opens the workspace of the working directory or of `--root`, and tells slips in its own files.
///
/// # Errors
/// Where there is no such folder, or nothing to check against.
pub(super) fn workspace(common: &Common) -> anyhow::Result<Opened> {
    open(&root(common)?)
}

/// As [`workspace`], but without `--root` the one that the notes or folders at `paths` belong to.
///
/// # Errors
/// As [`workspace`], and where they belong to several.
pub(super) fn workspace_of(common: &Common, paths: &[PathBuf]) -> anyhow::Result<Opened> {
    let here = root(common)?;
    if common.root.is_some() {
        return open(&here);
    }
    let mut roots: Vec<(PathBuf, &PathBuf)> = Vec::new();
    for path in paths {
        // What cannot be found is told later, of all that is named.
        let Ok(real) = absolute(path) else { continue };
        let root = root_of(&real, &here);
        if !roots.iter().any(|(known, _)| *known == root) {
            roots.push((root, path));
        }
    }
    match roots.as_slice() {
        [] => open(&here),
        [(root, _)] => open(root),
        [(one, first), (two, second), ..] => bail!(
            "what is named belongs to several workspaces ({} to {}, {} to {}): name the notes of one at a time, or the workspace with --root",
            first.display(),
            one.display(),
            second.display(),
            two.display()
        ),
    }
}

/// The root of the workspace that the note or folder at `path` belongs to, for somebody who stands in the workspace at `here`.
fn root_of(path: &Path, here: &Path) -> PathBuf {
    let is_configured = |root: &Path| root.join(CONFIG_FILE).is_file();
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    match store::root_above(folder, CONFIG_FILE) {
        // Who has written a configuration around it has said what belongs together.
        Some(root) if is_configured(here) && path.starts_with(here) && !is_configured(&root) => here.to_path_buf(),
        Some(root) => root,
        None => here.to_path_buf(),
    }
}

fn open(root: &Path) -> anyhow::Result<Opened> {
    let workspace = Workspace::open_indexed(root, extractor(), &());
    for (path, slips) in workspace.problems.iter() {
        for problem in slips.problems.iter().take(MOST_SLIPS) {
            let number = slips.text.get(..problem.span.start()).unwrap_or("").matches('\n').count() + 1;
            complain(&format!("{}:{number}: {}", one_line(&workspace.shown(path)), problem.message));
        }
    }
    for (path, slips) in workspace.problems.iter().filter(|(_, slips)| slips.problems.len() > MOST_SLIPS) {
        complain(&format!("{}: and {} more", one_line(&workspace.shown(path)), slips.problems.len() - MOST_SLIPS));
    }
    if workspace.corpus.is_empty() {
        bail!("{}", no_articles(root));
    }
    Ok(Opened::new(workspace))
}

/// What is said of a folder in which there is nothing to check against.
pub(super) fn no_articles(root: &Path) -> String {
    format!(
        "no articles in {}: put them into `corpus/`, put a bibliography beside your notes, or say in `{CONFIG_FILE}` where they lie:\n  [corpus]\n  paths = [\"…\"]",
        root.display()
    )
}

/// What reads PDFs: this very program, in a process of its own.
pub(super) fn extractor() -> Extractor {
    std::env::current_exe().map(Extractor::new).unwrap_or_default()
}

/// The absolute path of a file named on the command line.
///
/// # Errors
/// Where it cannot be found.
pub(super) fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    real(path).map_err(|reason| anyhow::anyhow!("{} {reason}", path.display()))
}

/// The absolute path of a file as it is spelled, whatever links there are on the way.
pub(super) fn spelled(path: &Path) -> PathBuf {
    clean(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// The absolute path of a file named on the command line, with the reason alone why it cannot be found.
///
/// # Errors
/// In words that follow the file's name.
pub(super) fn real(path: &Path) -> Result<PathBuf, String> {
    path.canonicalize().map_err(|error| format!("cannot be opened: {}", store::plain(&error)))
}

/// The workspace's root: `--root`, or what the working directory belongs to.
///
/// # Errors
/// Where there is no such folder.
pub(super) fn root(common: &Common) -> anyhow::Result<PathBuf> {
    match &common.root {
        Some(root) => {
            let root = absolute(root)?;
            if !root.is_dir() {
                bail!("{} is no folder; --root takes the folder of a workspace", root.display());
            }
            Ok(root)
        }
        None => {
            let here = std::env::current_dir().context("the working directory cannot be read")?.canonicalize()?;
            Ok(store::root_above(&here, CONFIG_FILE).unwrap_or(here))
        }
    }
}
