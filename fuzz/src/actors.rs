//! `actors.toml`: slips are told at their places, the analyst's word is taken in, and decisions can be written into it.

use std::cell::OnceCell;
use std::sync::Arc;

use ibid::actor::actors_edit::{Decision, decide};
use ibid::actor::{ActorsFile, Reading, Source, resolve};
use ibid::workspace::Workspace;

use super::input::text;
use super::{sample, sound};

thread_local! {
    static READINGS: OnceCell<Vec<Arc<Reading>>> = const { OnceCell::new() };
}

/// Reads `data` as the analyst's word on actors.
pub fn run(data: &[u8]) {
    let text = text(data);
    let (file, problems) = ActorsFile::parse(&text);
    for problem in &problems {
        sound::inside(problem.span, &text);
    }
    READINGS.with(|readings| {
        let readings = readings.get_or_init(|| {
            let workspace: Workspace = sample::workspace();
            let readings = workspace.corpus.articles().map(|(_, entry)| entry.reading());
            readings.take(4).collect()
        });
        let sources = readings.iter().map(|reading| Source { told: &**reading, published: None, path: "a" });
        let sources: Vec<Source<'_>> = sources.collect();
        let (once, again) = (resolve(&sources, &file), resolve(&sources, &file));
        assert!(once.iter().eq(again.iter()), "resolved twice, and not the same");
    });
    let (name, other) = ("Marisol Bustillo", "“B\u{0}\"\\");
    let decisions =
        [Decision::Prefer { name, known: other }, Decision::Join { name, other }, Decision::Part { name, other }];
    for decision in decisions {
        if let Some(written) = decide(&text, decision) {
            let (_, slips) = ActorsFile::parse(&written);
            assert!(slips.len() <= problems.len() + 2, "{slips:?}\n{written}");
        }
    }
}
