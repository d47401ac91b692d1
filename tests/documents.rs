//! What the documents say of the program is what the program does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use ibid::server::features::table::{FEATURES, markdown};

const BEGIN: &str = "<!-- features: written by `UPDATE_EXPECT=1 cargo test --test documents` -->\n";
const END: &str = "<!-- end of features -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_readme_shows_the_features_that_there_are() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the README marks where the features begin");
    let (shown, after) = rest.split_once(END).expect("the README marks where the features end");
    let table = markdown("docs/features/");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(shown, table, "UPDATE_EXPECT=1 cargo test --test documents writes it");
    }
}

#[test]
fn every_feature_has_its_page_and_every_page_its_feature() {
    let folder = root().join("docs/features");
    for feature in FEATURES {
        let page =
            fs::read_to_string(folder.join(feature.page)).unwrap_or_else(|_| panic!("{} is missing", feature.page));
        assert!(page.starts_with("# "), "{} begins with its title", feature.page);
        for method in feature.methods {
            assert!(page.contains(method), "{} does not name {method}", feature.page);
        }
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(FEATURES.iter().any(|feature| feature.page == name), "{name} is no feature's page");
    }
}
