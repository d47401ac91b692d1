//! Every editor feature, tested from text with a cursor: see `tests/fixtures/README.md`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod everywhere;
mod fixture;
mod mends;
mod picture;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use fixture::Fixture;

/// `FIXTURE=part-of-a-name cargo test --test features` runs only some, `FIXTURES=folder` those of another folder.
#[test]
fn every_fixture_shows_what_it_draws() {
    for_each(|path, fixture| expect_file![path].assert_eq(&picture::draw(fixture)));
}

#[test]
fn every_feature_answers_at_every_place() {
    for_each(|_, fixture| everywhere::ask(fixture));
}

#[test]
fn every_fix_that_a_fixture_is_offered_mends() {
    for_each(|_, fixture| mends::apply_all(fixture));
}

/// Runs `test` on every fixture, and fails in the end if any failed.
fn for_each(test: impl Fn(&Path, &Fixture)) {
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    let paths: Vec<PathBuf> = fixtures().into_iter().filter(|path| path.to_string_lossy().contains(&wanted)).collect();
    assert!(!paths.is_empty(), "no fixture is named like {wanted:?}");
    let fails = |path: &&PathBuf| {
        let fixture = Fixture::parse(&std::fs::read_to_string(path).unwrap());
        catch_unwind(AssertUnwindSafe(|| test(path, &fixture))).is_err()
    };
    let failed: Vec<&PathBuf> = paths.iter().filter(fails).collect();
    assert!(failed.is_empty(), "{} of {} fixtures fail: {failed:#?}", failed.len(), paths.len());
}

fn fixtures() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders = vec![std::env::var_os("FIXTURES").map_or(own, PathBuf::from)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "fixture") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
