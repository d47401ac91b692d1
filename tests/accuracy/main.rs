//! How right ibid is on articles, notes and names that others annotated. They lie in `../shared` beside the repository;
//! without them these tests fail, so they run only when asked for: `make accuracy`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are the point")]

mod articles;
#[path = "../quotations/bench/mod.rs"]
mod bench;
mod figures;
mod names;
mod notes;
mod pairs;
mod quotations;
mod verdicts;

use std::path::{Path, PathBuf};

/// A file or folder of the annotation.
fn shared(inside: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(inside);
    assert!(path.exists(), "{} is missing: it has to lie beside the repository", path.display());
    path
}
