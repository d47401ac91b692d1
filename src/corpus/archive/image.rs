//! The snapshot that was last made of the records, beside the index. It is a file by itself: one that is older than the index
//! answers until the corpus is read, and one that is damaged is as good as none.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::time::Duration;

use super::mapped::Mapped;
use super::{Archive, unique};
use crate::corpus::store;
use crate::kept::{Place, Sink, Store};

/// The name of the file, and what the names of drafts of it begin with.
const IMAGE: &str = "image";

/// A draft that was not written to for so long is nobody's.
const ABANDONED: Duration = Duration::from_secs(600);

impl Archive {
    /// The snapshot that was written last.
    pub fn image(&self) -> Option<Store> {
        Mapped::open(&self.folder().join(IMAGE)).ok().map(Store::new)
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
        write().inspect_err(|_| drop(fs::remove_file(&draft)))
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
