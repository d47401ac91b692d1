//! Where the index of a workspace lies.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::corpus::store;

/// The name of the rules by which this program reads articles.
const RULES: &str = env!("IBID_RULES");

/// An index of other rules, or of a workspace that nobody opened for so long, is removed.
const FORGOTTEN: Duration = Duration::from_secs(30 * 24 * 3600);

/// The folder for the index of the workspace at `root`, made if it is not there; `None` where there is no cache folder
/// or it cannot be written.
pub(super) fn of(root: &Path) -> Option<PathBuf> {
    let all = store::cache_folder()?.join("index");
    let name: String = blake3::hash(root.as_os_str().as_encoded_bytes())
        .to_hex()
        .chars()
        .take(20)
        .chain(['-'])
        .chain(RULES.chars())
        .collect();
    let folder = all.join(name);
    store::create_private(&folder).ok()?;
    // By this it is known when the index was last used.
    let used = fs::File::create(folder.join("used"));
    drop(used.and_then(|file| file.set_modified(SystemTime::now())));
    Some(folder)
}

/// Removes what nobody has used for long from beside `folder`.
pub(super) fn sweep(folder: &Path) {
    let Some(beside) = folder.parent().and_then(|all| fs::read_dir(all).ok()) else { return };
    for other in beside.flatten().map(|entry| entry.path()).filter(|path| path != folder) {
        let used = fs::metadata(other.join("used")).and_then(|metadata| metadata.modified());
        let is_old = used.is_ok_and(|used| used.elapsed().is_ok_and(|since| since > FORGOTTEN));
        if is_old && let Err(error) = fs::remove_dir_all(&other) {
            tracing::warn!("an old index cannot be removed: {}: {error}", other.display());
        }
    }
}

/// How many bytes the files in `folder` have.
pub(super) fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}

/// Empties `folder`.
pub(super) fn clear(folder: &Path) -> std::io::Result<()> {
    fs::remove_dir_all(folder)?;
    store::create_private(folder)
}
