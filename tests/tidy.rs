//! The invariants of `docs/architecture.md` that no lint of the compiler keeps.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first; floors of one rank do not know each other.
const FLOORS: [&[&str]; 12] = [
    &["kept"],
    &["text"],
    &["prose"],
    &["article", "note"],
    &["actor"],
    &["bibliography"],
    &["corpus"],
    &["workspace"],
    &["check"],
    &["ide"],
    &["server"],
    &["cli"],
];

/// The longest file that one subject may need, in lines.
const LONGEST_FILE: usize = 700;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// The source files of a floor with their code, comments and tests left out.
fn sources(floor: &str) -> Vec<(String, String)> {
    let code = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let folder = root().join("src").join(floor);
    let mut sources = Vec::new();
    for path in files(&folder, "rs") {
        let inside = path.strip_prefix(&folder).unwrap();
        if !inside.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs") {
            sources.push((shown(&path), code(&path)));
        }
    }
    sources
}

fn names_floor(code: &str, floor: &str) -> bool {
    code.match_indices("crate::").any(|(at, start)| {
        let rest = &code[at + start.len()..];
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        name == floor
    })
}

#[test]
fn each_floor_knows_only_those_below_it() {
    for (rank, floors) in FLOORS.iter().enumerate() {
        for floor in *floors {
            let beside_or_above =
                FLOORS[rank..].iter().flat_map(|floors| floors.iter()).filter(|other| *other != floor);
            for other in beside_or_above {
                for (path, code) in sources(floor) {
                    assert!(
                        !names_floor(&code, other),
                        "{path} names crate::{other}, which does not lie below {floor}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_floor_has_its_rank() {
    let ranked: Vec<&str> = FLOORS.iter().flat_map(|floors| floors.iter().copied()).collect();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!path.is_dir() || ranked.contains(&name.as_str()), "src/{name} is no floor of docs/architecture.md");
    }
}

#[test]
fn only_the_server_knows_the_protocol() {
    for floor in [
        "kept",
        "text",
        "prose",
        "article",
        "note",
        "actor",
        "bibliography",
        "corpus",
        "workspace",
        "check",
        "ide",
        "cli",
    ] {
        for (path, code) in sources(floor) {
            for name in ["tower_lsp", "lsp_types", "tokio", "dashmap", "ropey"] {
                assert!(!code.contains(name), "{path} names {name}");
            }
        }
    }
}

#[test]
fn only_the_store_and_the_programs_touch_the_system() {
    for floor in
        ["kept", "text", "prose", "article", "note", "actor", "bibliography", "corpus", "workspace", "check", "ide"]
    {
        for (path, code) in sources(floor) {
            if path.contains("corpus/store/") || path.contains("corpus/archive/") {
                continue;
            }
            for name in ["std::fs", "std::net", "File::open", "std::process", "std::env"] {
                assert!(!code.contains(name), "{path} names {name}");
            }
        }
    }
}

#[test]
fn no_file_holds_more_than_one_subject_can_need() {
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= LONGEST_FILE, "{} has {lines} lines; split it by subject", shown(&path));
        }
    }
}

#[test]
fn positions_become_the_protocols_in_one_file() {
    for (path, code) in sources("server") {
        let converts = code.contains("Position::new(") || code.contains("Position {");
        assert!(!converts || path.ends_with("positions.rs"), "{path} makes protocol positions; use positions.rs");
    }
}
