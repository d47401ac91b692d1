//! A file as memory.
#![allow(unsafe_code, reason = "a mapping of a file cannot be made without")]

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a file that nobody changes.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    bytes: Option<Mmap>,
}

impl Mapped {
    /// Maps the file at `path`.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(path: &Path) -> std::io::Result<Mapped> {
        let file = File::open(path)?;
        if file.metadata()?.len() == 0 {
            return Ok(Mapped::default());
        }
        // SAFETY: tables are written beside their place and renamed into it, in a folder that is the user's alone; no
        // file there is ever written to again or shortened, and one that is removed stays while it is mapped.
        let bytes = unsafe { Mmap::map(&file)? };
        Ok(Mapped { bytes: Some(bytes) })
    }

    /// The bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or_default()
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}
