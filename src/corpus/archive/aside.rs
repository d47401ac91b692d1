//! What is written down of the folders of articles for the time when they are away: which of them are drives, and what the
//! bibliographies in them say. It is a file beside the index; without it, less is known of a drive that is away.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Archive, unique};
use crate::corpus::store;
use crate::kept::codec;

/// The name of the file.
const NAME: &str = "aside";

/// What is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Folders on which a drive was mounted.
    pub mounts: Vec<PathBuf>,
    /// Bibliographies, with their text.
    pub bibliographies: Vec<(PathBuf, String)>,
}

impl Archive {
    /// What was written down last; nothing where that is damaged.
    pub fn aside(&self) -> Aside {
        fs::read(self.folder().join(NAME)).ok().and_then(|bytes| codec::decode(&bytes)).unwrap_or_default()
    }

    /// Writes `aside` down, where it is not what was.
    ///
    /// # Errors
    /// What the system says; what was there before is whole.
    pub fn set_aside(&self, aside: &Aside) -> std::io::Result<()> {
        if self.aside() == *aside {
            return Ok(());
        }
        // Drafts that are left over are swept with those of tables.
        let draft = self.folder().join(format!("tables-{NAME}-{}-{:x}.draft", std::process::id(), unique()));
        let write = || {
            store::create_file(&draft)?.write_all(&codec::encode(aside))?;
            fs::rename(&draft, self.folder().join(NAME))
        };
        write().inspect_err(|_| drop(fs::remove_file(&draft)))
    }
}
