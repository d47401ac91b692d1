//! What ibid keeps in the user's cache folder: extracted texts to open, and what was extracted from PDFs. All of it can
//! be made again.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::read::plain;
use crate::article::origin;

/// The longest name of an extracted text, in code points.
const LONGEST_STEM: usize = 80;

/// The file that holds the extracted `text` of the article at `path`, whose own file is not text, in the cache folder;
/// written if it is not there yet, readable by its owner alone and writable by nobody. Its first lines say where the
/// text comes from. `None` where there is no cache folder or it cannot be written.
pub fn text_file(hash: &[u8; 32], path: &Path, text: &str) -> Option<PathBuf> {
    text_file_in(&cache_folder()?, hash, path, text)
}

/// That file, if something was written to it; whether it is the text still, nobody looks.
pub fn written_text(hash: &[u8; 32], path: &Path) -> Option<PathBuf> {
    let (_, file) = text_place(&cache_folder()?, hash, path);
    fs::symlink_metadata(&file).is_ok_and(|it| it.is_file() && it.len() > 0).then_some(file)
}

/// The folder and the file of an extracted text.
fn text_place(cache: &Path, hash: &[u8; 32], path: &Path) -> (PathBuf, PathBuf) {
    let folder = cache.join("text").join(text_folder(hash));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = stem.chars().map(|c| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '_' }).collect();
    let file = folder.join(format!("{}.md", name.chars().take(LONGEST_STEM).collect::<String>()));
    (folder, file)
}

fn text_file_in(cache: &Path, hash: &[u8; 32], path: &Path, text: &str) -> Option<PathBuf> {
    let (folder, file) = text_place(cache, hash, path);
    let text = origin::with_path(text, path);
    if !is_whole(&file, &text) {
        create_private(&folder).and_then(|()| write_whole(&file, text.as_bytes(), true)).ok()?;
    }
    Some(file)
}

/// Whether `file` holds `text`: as long, and with the same beginning, in which the origin is written.
fn is_whole(file: &Path, text: &str) -> bool {
    const BEGINNING: usize = 2048;
    let is_as_long = fs::symlink_metadata(file).is_ok_and(|it| it.is_file() && it.len() == text.len() as u64);
    let beginning = text.as_bytes().get(..BEGINNING).unwrap_or(text.as_bytes());
    let mut read = Vec::with_capacity(BEGINNING);
    is_as_long
        && fs::File::open(file).and_then(|file| file.take(BEGINNING as u64).read_to_end(&mut read)).is_ok()
        && read == beginning
}

/// The name of the folder of an article's extracted text, made from the hash of its content.
pub fn text_folder(hash: &[u8; 32]) -> String {
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of the log, readable by its owner alone; `None` where there is no cache folder or it cannot be written.
pub fn log_folder() -> Option<PathBuf> {
    let folder = cache_folder()?.join("log");
    create_private(&folder).ok()?;
    Some(folder)
}

/// What was kept under `name` in the folder `kind` of the cache.
pub(super) fn kept(kind: &str, name: &str, longest: u64) -> Option<Vec<u8>> {
    let file = cache_folder()?.join(kind).join(name);
    if !fs::symlink_metadata(&file).is_ok_and(|it| it.is_file() && it.len() <= longest) {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(file).ok()?.take(longest).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Keeps `bytes` under `name` in the folder `kind` of the cache, if there is one.
pub(super) fn keep(kind: &str, name: &str, bytes: &[u8]) {
    let Some(folder) = cache_folder().map(|cache| cache.join(kind)) else { return };
    if let Err(error) = create_private(&folder).and_then(|()| write_whole(&folder.join(name), bytes, false)) {
        tracing::warn!("nothing can be kept in {}: {}", folder.display(), plain(&error));
    }
}

/// Whether `path` lies in the cache folder, as it is spelled or as it is: what ibid has written is no note and no article.
pub fn is_cached(path: &Path) -> bool {
    let lies_in = |cache: PathBuf| path.starts_with(cache);
    cache_folder().is_some_and(|cache| path.starts_with(&cache) || cache.canonicalize().is_ok_and(lies_in))
}

/// Where ibid keeps what it can make again: `$XDG_CACHE_HOME/ibid`, by default `~/.cache/ibid`.
pub(in crate::corpus) fn cache_folder() -> Option<PathBuf> {
    let set = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    Some(set.or_else(|| Some(std::env::home_dir()?.join(".cache")))?.join("ibid"))
}

/// Makes a folder that is the user's alone, and closes to others the folder of the cache that was there before.
pub(in crate::corpus) fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let above = cache_folder().filter(|cache| folder.starts_with(cache));
    close(&above.unwrap_or_else(|| folder.to_path_buf()))
}

/// Makes the files in `folder` the user's alone that a library has written as open as any other of the user's. Whoever
/// must not see them does not see the folder either, while they are written.
pub(in crate::corpus) fn close_files(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // One that is gone by now needs no closing.
        if entry.file_type().is_ok_and(|it| it.is_file()) {
            drop(close(&entry.path()));
        }
    }
}

/// Takes the rights to a folder or a file from all but its owner.
#[cfg(unix)]
fn close(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(permissions.mode() & 0o700);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn close(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Makes a file that is the user's alone.
pub(in crate::corpus) fn create_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes beside `file` and renames, so that nobody ever reads half of it.
fn write_whole(file: &Path, bytes: &[u8], read_only: bool) -> std::io::Result<()> {
    static DRAFTS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = DRAFTS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let draft = file.with_extension(format!("{}-{number}.draft", std::process::id()));
    let write = || {
        let mut out = create_file(&draft)?;
        out.write_all(bytes)?;
        if read_only {
            let mut permissions = out.metadata()?.permissions();
            permissions.set_readonly(true);
            out.set_permissions(permissions)?;
        }
        fs::rename(&draft, file)
    };
    // On a full disk no drafts pile up.
    write().inspect_err(|_| drop(fs::remove_file(&draft)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extracted_text_lies_in_the_cache_and_nowhere_else() {
        let cache = tempfile::tempdir().unwrap();
        let text = "# Title\n\nWords.\n";
        let file = text_file_in(cache.path(), &[7; 32], Path::new("../../a/page: one.html"), text).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        assert!(file.starts_with(cache.path().join("text")) && file.extension().unwrap() == "md", "{}", file.display());
        assert!(file.metadata().unwrap().permissions().readonly());
        assert_eq!(text_file_in(cache.path(), &[7; 32], Path::new("../../a/page: one.html"), text), Some(file));
    }

    #[test]
    fn a_moved_article_s_text_says_where_it_is_now() {
        let cache = tempfile::tempdir().unwrap();
        let text = format!("{}# Title\n", origin::header(&crate::article::Metadata::default()));
        let at = |path: &str| {
            fs::read_to_string(text_file_in(cache.path(), &[7; 32], Path::new(path), &text).unwrap()).unwrap()
        };
        assert!(at("/a/page.html").contains("\"/a/page.html\""));
        assert!(at("/b/page.html").contains("\"/b/page.html\""));
    }
}
