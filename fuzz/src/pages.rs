//! Web pages, alone and in a browser's archive, to articles.

use std::path::Path;

use super::input::choice;
use super::texts;

/// Reads `data`, whose first byte chooses the format.
pub fn run(data: &[u8]) {
    let (first, bytes) = choice(data);
    texts::read(bytes, Path::new(["page.html", "page.mhtml"][first % 2]));
}
