//! By what a file is known without reading it.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file that was written to within this time before it was read may be written to again within the same tick of its
/// file system's clock, which two seconds are the coarsest of.
const SETTLED_MILLIS: u128 = 2_500;

/// What the file system says of a file. Two files with equal stamps have the same content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Length in bytes.
    length: u64,
    /// When it was last written, in nanoseconds since 1970.
    modified: u128,
    /// Where the system tells: when anything about it last changed, in nanoseconds, and its number on the disk.
    changed: (i128, u64),
    /// Whether it had lain still for long enough when it was looked at.
    is_settled: bool,
}

impl Stamp {
    /// The stamp of the regular file at `path`; `None` where there is none.
    pub fn of(path: &Path) -> Option<Stamp> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let nanos = |time: SystemTime| time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let modified = nanos(metadata.modified().ok()?);
        let changed = changed(&metadata);
        let latest = modified.max(u128::try_from(changed.0).unwrap_or(0));
        let is_settled = nanos(SystemTime::now()).saturating_sub(latest) > SETTLED_MILLIS * 1_000_000;
        Some(Stamp { length: metadata.len(), modified, changed, is_settled })
    }

    /// Whether a file that has this stamp now has the content that it had when `before` was taken.
    pub fn proves(&self, before: &Stamp) -> bool {
        before.is_settled && Stamp { is_settled: true, ..*self } == *before
    }
}

/// Whether a regular file lies at `path`, or nothing; `None` where something else does, or it cannot be told.
pub fn is_file_or_nothing(path: &Path) -> Option<bool> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.is_file().then_some(true),
        Err(error) => (error.kind() == std::io::ErrorKind::NotFound).then_some(false),
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    (i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec()), metadata.ino())
}

#[cfg(not(unix))]
fn changed(_metadata: &fs::Metadata) -> (i128, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_just_written_proves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let before = Stamp::of(&path).unwrap();
        assert!(!Stamp::of(&path).unwrap().proves(&before));
        let lain = Stamp { is_settled: true, ..before };
        assert!(Stamp::of(&path).unwrap().proves(&lain));
        fs::write(&path, "four").unwrap();
        assert!(!Stamp::of(&path).unwrap().proves(&lain));
        assert_eq!(Stamp::of(folder.path()), None);
    }
}
