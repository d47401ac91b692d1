//! Paths as they are kept: by their bytes, for a file's name may be text in no encoding.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a path, for `#[serde(with)]`.
///
/// # Errors
/// What the format says.
pub fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    path.as_os_str().as_encoded_bytes().serialize(to)
}

/// Reads a path, for `#[serde(with)]`.
///
/// # Errors
/// What the format says, and that there is no such path.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    name(Vec::<u8>::deserialize(from)?).map(PathBuf::from).ok_or_else(|| serde::de::Error::custom("this is no path"))
}

#[cfg(unix)]
fn name(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn name(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

/// A path that is kept as a value of its own, in a list or as a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeptPath(#[serde(with = "self")] pub PathBuf);
