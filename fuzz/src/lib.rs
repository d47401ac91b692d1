//! What is fuzzed: a module for each target, whose `run` takes any bytes and panics where a promise is broken. The
//! programs that cargo-fuzz builds call it with what coverage leads to, `tests/fuzzed.rs` with seeds, former findings
//! and random changes of both. `docs/security.md` says how to run either.

pub mod actors;
pub mod bibliography;
pub mod config;
pub mod edits;
pub mod index;
pub mod input;
pub mod ladder;
pub mod notes;
pub mod pages;
pub mod pdf;
pub mod protocol;
pub mod sample;
pub mod sound;
pub mod texts;

/// A target: it panics where a promise is broken.
pub type Run = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Run); 11] = [
    ("protocol", protocol::run),
    ("edits", edits::run),
    ("notes", notes::run),
    ("texts", texts::run),
    ("pages", pages::run),
    ("pdf", pdf::run),
    ("bibliography", bibliography::run),
    ("config", config::run),
    ("actors", actors::run),
    ("index", index::run),
    ("ladder", ladder::run),
];
