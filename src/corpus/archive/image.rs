//! The snapshot that was last made of the records, beside the index. It is a file by itself: one that is older than the index
//! answers until the corpus is read, and one that is damaged is as good as none.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::mapped::Mapped;
use super::{Archive, unique};
use crate::corpus::store;
use crate::kept::{Place, Sink, Store};

/// The name of the file, and what the names of drafts of it begin with.
const IMAGE: &str = "image";

/// Writing a snapshot costs as much as the corpus is large, whatever little has changed: for so many times as long as it took
/// no other is written.
const PAUSES: u32 = 50;

/// A draft that was not written to for so long is nobody's.
const ABANDONED: Duration = Duration::from_secs(600);

impl Archive {
    /// The snapshot that was written last.
    pub fn image(&self) -> Option<Store> {
        Mapped::open(&self.folder().join(IMAGE)).ok().map(Store::new)
    }

    /// Whether it is time to write a snapshot: what this program has spent on that is little beside the time since.
    pub fn is_time_for_image(&self) -> bool {
        let written = self.image_written.lock().unwrap_or_else(PoisonError::into_inner);
        written.is_none_or(|(ended, took)| ended.elapsed() > took * PAUSES)
    }

    /// Writes a snapshot in the place of the last: all its parts, and as the last of them the one to begin with.
    ///
    /// # Errors
    /// What the system says; what was there before is whole.
    pub fn write_image(&self, write: impl FnOnce(&mut Sink<'_>) -> io::Result<Place>) -> io::Result<()> {
        let draft = self.folder().join(format!("{IMAGE}-{}-{:x}.draft", std::process::id(), unique()));
        let write = || {
            let mut out = BufWriter::with_capacity(1 << 20, store::create_file(&draft)?);
            let mut sink = Sink::new(&mut out);
            let first = write(&mut sink)?;
            sink.end(first)?;
            out.flush()?;
            out.get_ref().sync_all()?;
            fs::rename(&draft, self.folder().join(IMAGE))
        };
        let begun = Instant::now();
        let outcome = write().inspect_err(|_| drop(fs::remove_file(&draft)));
        *self.image_written.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), begun.elapsed()));
        outcome
    }

    /// Removes drafts of programs that were killed: nobody writes one for so long.
    pub(super) fn sweep_drafts(&self) {
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let written = entry.metadata().and_then(|metadata| metadata.modified());
            let is_old = || written.is_ok_and(|written| written.elapsed().is_ok_and(|since| since > ABANDONED));
            if name.starts_with(IMAGE) && name.ends_with(".draft") && is_old() {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}
