//! Quotations over the sample corpus, changed in forty ways whose truth is known by construction: what ibid says of them.
//!
//! `cargo test --test quotations -- --nocapture` prints the table; `make accuracy` does the same over `../shared`, and
//! `cargo run --example score_quotations` writes the cases for other programs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are the point")]

mod bench;
mod languages;

use std::path::Path;

use ibid::workspace::Workspace;

use bench::source::Source;
use bench::{Expect, table};

fn sample() -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
    bench::workspace(&[&folder])
}

#[test]
fn changes_of_the_words_are_found_and_sound_quotations_left_alone() {
    let workspace = sample();
    let source = Source::new(&workspace);
    table::judge_seeds(&workspace, 7, |seed| bench::cases::cases(&source, 60, seed));
}

#[test]
fn who_speaks_is_found_however_it_is_reported() {
    let root = Path::new("/w");
    let files = bench::speech::scenes().into_iter();
    let files = files.map(|(name, text, _)| (root.join("corpus").join(name), text.into_bytes())).collect();
    let workspace = Workspace::from_files(root, files);
    let source = Source::new(&workspace);
    let mut random = bench::random::Random::new(7);
    let cases = bench::speech::cases(&source, 1_000, &mut random);
    let outcomes = bench::run(&workspace, &cases, 7);
    let rows = table::rows(&outcomes);
    println!("{}", table::markdown(&rows));
    println!("{}", table::wrong(&outcomes));
    table::judge(&rows);
    assert!(rows.iter().any(|row| row.expect == Expect::Speaker));
}
