//! The notes of a workspace: as they lie on disk, and over them as the editor has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::decode::decode;
use crate::corpus::store;
use crate::note::Note;

/// The text of the note at `path`, in whatever encoding it is.
///
/// # Errors
/// As [`store::read`], and that it holds no text.
pub fn read_note(path: &Path) -> Result<String, String> {
    text_of(store::read(path)?)
}

/// The text of a note with these bytes. UTF-8 stays what it is, its mark included; anything else is decoded as articles are.
///
/// # Errors
/// That they hold no text.
pub fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    let other = |bytes: &[u8]| {
        let decoded = decode(bytes, None);
        decoded.text.ok_or_else(|| decoded.problems.join("; "))
    };
    match String::from_utf8(bytes) {
        // Characters of two bytes and escape sequences may be sound UTF-8 as well.
        Ok(text) if text.contains(['\0', '\x1b']) => {
            let decoded = other(text.as_bytes()).unwrap_or_default();
            let is_same = decoded.is_empty() || text.ends_with(&decoded);
            Ok(if is_same { text } else { decoded })
        }
        Ok(text) => Ok(text),
        Err(error) => other(error.as_bytes()),
    }
}

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
    fn a_note_is_read_in_the_encoding_in_which_it_was_saved() {
        let text = "# Ferry\n\nThe café said “the ferry was late on Monday”, and the crew was tired of it.\n";
        let (old, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(text_of(old.into_owned()).as_deref(), Ok(text));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of([&[0xFF, 0xFE], &*wide].concat()).as_deref(), Ok(text));
        let plain = "The ferry was late, and nobody knew when the next one was to leave.\n";
        let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(wide).as_deref(), Ok(plain));
        let marked = format!("\u{feff}{text}\x1b[0m");
        assert_eq!(text_of(marked.clone().into_bytes()), Ok(marked));
        assert!(text_of(b"\x89PNG\r\n\x1a\n\0\0".to_vec()).is_err());
    }

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
