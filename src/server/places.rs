//! Where the articles lie, and whether the folders there are still the same: nobody tells of a drive that goes or comes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::corpus::store::{self, FolderId};
use crate::workspace::Workspace;

/// How often is looked.
const POLL: Duration = Duration::from_millis(800);

/// Folders, and which each was when it was last read.
#[derive(Debug, Default)]
pub struct Places {
    known: Vec<(PathBuf, Option<FolderId>)>,
    /// When they were last looked at.
    looked: Option<Instant>,
}

impl Places {
    /// The places of these workspaces, as they are now.
    pub fn of<W: AsRef<Workspace>>(workspaces: &[W]) -> Places {
        let mut known = Vec::new();
        for workspace in workspaces.iter().map(AsRef::as_ref) {
            known.push((workspace.root.to_path_buf(), store::folder_id(&workspace.root)));
            known.extend(store::places_of(&workspace.root, &workspace.config.corpus_paths));
        }
        known.sort_unstable();
        known.dedup();
        Places { known, looked: Some(Instant::now()) }
    }

    /// These places, but as they were in `before` where they were known then.
    pub fn since(mut self, before: &Places) -> Places {
        for (place, id) in &mut self.known {
            if let Some((_, was)) = before.known.iter().find(|(known, _)| known == place) {
                *id = *was;
            }
        }
        self
    }

    /// How long nobody need look; `None` where there is nothing to look at.
    pub fn pause(&self) -> Option<Duration> {
        let looked = self.looked.filter(|_| !self.known.is_empty())?;
        Some((looked + POLL).saturating_duration_since(Instant::now()))
    }

    /// Whether it is time to look, and they [`differ`](Places::differ).
    pub fn have_changed(&mut self) -> bool {
        if self.pause() != Some(Duration::ZERO) {
            return false;
        }
        self.looked = Some(Instant::now());
        self.differ()
    }

    /// Whether one of them is there and was not, is there no more, or is another.
    pub fn differ(&self) -> bool {
        self.known.iter().any(|(place, id)| store::folder_id(place) != *id)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_that_comes_goes_or_is_another_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        fs::create_dir(&root).unwrap();
        let workspace = [std::sync::Arc::new(Workspace::from_files(&root, Vec::new()))];
        let without = Places::of(&workspace);
        assert!(!without.differ());
        fs::create_dir(root.join("corpus")).unwrap();
        assert!(without.differ(), "it came");
        let with = Places::of(&workspace);
        assert!(!with.differ());
        fs::create_dir(root.join("other")).unwrap();
        fs::rename(root.join("corpus"), root.join("away")).unwrap();
        assert!(with.differ(), "it went");
        assert!(Places::of(&workspace).since(&with).differ(), "it went while it was read");
        fs::rename(root.join("other"), root.join("corpus")).unwrap();
        assert!(with.differ(), "it is another");
    }
}
