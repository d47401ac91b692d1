//! Opening the workspace a command works in.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use anyhow::{Context, bail};

use super::Common;
use super::output::complain;
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
    let root = root(common)?;
    let workspace = Workspace::open_indexed(&root, extractor(), &());
    for (path, slips) in workspace.problems.iter() {
        for problem in slips.problems.iter().take(MOST_SLIPS) {
            let line = slips.text.get(..problem.span.start()).unwrap_or("").matches('\n').count() + 1;
            complain(&format!("{}:{line}: {}", workspace.shown(path), problem.message));
        }
    }
    for (path, slips) in workspace.problems.iter().filter(|(_, slips)| slips.problems.len() > MOST_SLIPS) {
        complain(&format!("{}: and {} more", workspace.shown(path), slips.problems.len() - MOST_SLIPS));
    }
    if workspace.corpus.is_empty() {
        bail!(
            "no articles in {}: put them into `corpus/`, put a bibliography beside your notes, or say in `{CONFIG_FILE}` where they lie:\n  [corpus]\n  paths = [\"…\"]",
            root.display()
        );
    }
    Ok(Opened::new(workspace))
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
    path.canonicalize().with_context(|| format!("{} cannot be opened", path.display()))
}

/// The workspace's root: `--root`, or what the working directory belongs to.
///
/// # Errors
/// Where there is no such folder.
pub(super) fn root(common: &Common) -> anyhow::Result<PathBuf> {
    match &common.root {
        Some(root) => absolute(root),
        None => {
            let here = std::env::current_dir().context("the working directory cannot be read")?.canonicalize()?;
            Ok(store::root_above(&here, CONFIG_FILE).unwrap_or(here))
        }
    }
}
