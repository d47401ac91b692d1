//! `ibid.toml`: slips are told at their places, and patterns are tried in bounded time.

use std::path::Path;

use ibid::corpus::store;
use ibid::workspace::Config;

use super::input::text;
use super::sound;

/// Reads `data` as the configuration of a workspace.
pub fn run(data: &[u8]) {
    let text = text(data);
    let (config, problems) = Config::parse(&text);
    for problem in &problems {
        sound::inside(problem.span, &text);
    }
    let root = Path::new("/w");
    for path in ["/w/corpus/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md", "/w/a/b/c/d/e.txt", "/elsewhere/x"] {
        for patterns in [&config.corpus_paths, &config.notes_include, &config.notes_exclude] {
            store::lies_under(root, patterns, Path::new(path));
        }
    }
    assert_eq!(Config::parse(&text), (config, problems));
}
