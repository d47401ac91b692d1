//! Reading files that strangers wrote.

use std::fs::{self, OpenOptions};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use super::find::has_extension;

/// The largest text that is read, in bytes. A book of a thousand pages has three million.
const LARGEST_TEXT: u64 = 16 << 20;

/// The largest saved page, in bytes: its pictures may be written into it.
const LARGEST_PAGE: u64 = 32 << 20;

/// The largest PDF, in bytes.
const LARGEST_PDF: u64 = 64 << 20;

/// Linux's flag for not waiting while a file is opened; the standard library has no name for it.
#[cfg(target_os = "linux")]
const O_NONBLOCK: i32 = 0o4000;

/// The bytes of a regular file. A pipe, a socket or a device is never waited for.
///
/// # Errors
/// In words for the analyst: what kind of file it is, that it is too large, or what the system said.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut options = OpenOptions::new();
    options.read(true);
    // What was a file a moment ago may have become a pipe, whose opening would wait for a writer.
    #[cfg(target_os = "linux")]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, O_NONBLOCK);
    let metadata = fs::metadata(path).map_err(|error| plain(&error))?;
    if !metadata.is_file() {
        return Err("is not a regular file".to_string());
    }
    let file = options.open(path).map_err(|error| plain(&error))?;
    let metadata = file.metadata().map_err(|error| plain(&error))?;
    let limit = limit(path);
    if !metadata.is_file() {
        return Err("is not a regular file".to_string());
    }
    if metadata.len() > limit {
        return Err(format!("has {} MB; at most {} MB of such a file are read", metadata.len() >> 20, limit >> 20));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| plain(&error))?;
    if bytes.len() as u64 > limit {
        return Err(format!("grew past {} MB while it was read", limit >> 20));
    }
    Ok(bytes)
}

fn limit(path: &Path) -> u64 {
    if has_extension(path, &["pdf"]) {
        LARGEST_PDF
    } else if has_extension(path, &["html", "htm", "xhtml", "mhtml"]) {
        LARGEST_PAGE
    } else {
        LARGEST_TEXT
    }
}

/// When a file was last written and how long it is; `None` where there is none.
pub fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The text of a regular file, with U+FFFD for what is not UTF-8.
///
/// # Errors
/// As [`read`].
pub fn read_text(path: &Path) -> Result<String, String> {
    let bytes = read(path)?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// The system's error without its number.
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_not_a_file_to_read() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(read(root.path()), Err("is not a regular file".to_string()));
    }
}
