//! PDF to articles. The libraries that draw a page are not ours, and run in a process that may be lost: a panic in them
//! is caught as it is there. What is found here is a panic in ibid itself, an endless page, or an unsound article.

use std::time::{Duration, Instant};

use ibid::article::{Article, pdf};
use ibid::corpus::Record;

use super::input::forgive_libraries;
use super::texts;

/// What one page may take; ten times what the process that reads PDFs allows, since coverage slows everything.
const PAGE: Duration = Duration::from_secs(7);

/// What the process gives the thread that reads, and the deepest of builds needs.
const STACK: usize = 64 << 20;

/// Reads `data` as a PDF.
pub fn run(data: &[u8]) {
    forgive_libraries();
    let bytes = [b"%PDF-1.7\n", data].concat();
    let bytes = if pdf::is_pdf(data) { data.to_vec() } else { bytes };
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let begun = Instant::now();
        pdf::extract(bytes, &|_| begun.elapsed() < PAGE)
    });
    let Ok(extract) = reader.unwrap().join() else { return };
    texts::kept(&Record::of([0; 32], Article::of_pdf(extract)));
}
