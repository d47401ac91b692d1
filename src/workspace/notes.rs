//! The notes of a workspace: as they lie on disk, and over them as the editor has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::note::Note;

/// All notes by absolute path. An open note hides the one on disk. Cheap to clone; a key stroke copies the few
/// open ones only.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    disk: Arc<BTreeMap<PathBuf, Arc<Note>>>,
    open: Arc<BTreeMap<PathBuf, Arc<Note>>>,
}

impl Notes {
    /// Notes as they lie on disk.
    pub fn on_disk(notes: BTreeMap<PathBuf, Arc<Note>>) -> Notes {
        Notes { disk: Arc::new(notes), open: Arc::default() }
    }

    /// The notes as they lie on disk.
    pub fn of_disk(&self) -> &BTreeMap<PathBuf, Arc<Note>> {
        &self.disk
    }

    /// The note at this path.
    pub fn get(&self, path: &Path) -> Option<&Arc<Note>> {
        self.open.get(path).or_else(|| self.disk.get(path))
    }

    /// Every note, open ones first.
    pub fn iter(&self) -> impl Iterator<Item = (&PathBuf, &Arc<Note>)> {
        let closed = self.disk.iter().filter(|(path, _)| !self.open.contains_key(*path));
        self.open.iter().chain(closed)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.disk.is_empty() && self.open.is_empty()
    }

    /// Whether the editor has this note open.
    pub fn is_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    /// These notes with one as the editor has it.
    pub fn with_open(&self, path: PathBuf, note: Arc<Note>) -> Notes {
        let mut open = BTreeMap::clone(&self.open);
        open.insert(path, note);
        Notes { disk: self.disk.clone(), open: Arc::new(open) }
    }

    /// These notes with one closed: from here on as it lies on disk.
    pub fn with_closed(&self, path: &Path) -> Notes {
        let mut open = BTreeMap::clone(&self.open);
        open.remove(path);
        Notes { disk: self.disk.clone(), open: Arc::new(open) }
    }

    /// These notes without those on disk that lie in one of `folders`.
    pub fn without_those_in(&self, folders: &[PathBuf]) -> Notes {
        if folders.is_empty() {
            return self.clone();
        }
        let mut disk = BTreeMap::clone(&self.disk);
        disk.retain(|path, _| !folders.iter().any(|folder| path.starts_with(folder)));
        Notes { disk: Arc::new(disk), open: self.open.clone() }
    }

    /// These notes with others on disk; `None` for a note that is gone.
    pub fn with_disk(&self, changes: impl IntoIterator<Item = (PathBuf, Option<Arc<Note>>)>) -> Notes {
        let mut disk = BTreeMap::clone(&self.disk);
        for (path, note) in changes {
            match note {
                Some(note) => disk.insert(path, note),
                None => disk.remove(&path),
            };
        }
        Notes { disk: Arc::new(disk), open: self.open.clone() }
    }

    /// The open notes of `self` over the notes on disk of `other`.
    pub fn over(&self, other: &Notes) -> Notes {
        Notes { disk: other.disk.clone(), open: self.open.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_note_hides_the_one_on_disk_until_it_is_closed() {
        let path = PathBuf::from("/n.md");
        let disk = Arc::new(Note::read("disk".into()));
        let open = Arc::new(Note::read("open".into()));
        let notes = Notes::on_disk([(path.clone(), disk)].into());
        let edited = notes.with_open(path.clone(), open);
        assert_eq!(&*edited.get(&path).unwrap().text, "open");
        assert_eq!(edited.len(), 1);
        assert_eq!(&*edited.with_closed(&path).get(&path).unwrap().text, "disk");
        assert_eq!(&*notes.get(&path).unwrap().text, "disk");
    }
}
