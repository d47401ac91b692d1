//! Forty faults and a table of threats (`docs/security.md`): each is done to the real program, with real bytes, files,
//! signals and limits, and what it may cost is checked. The number of a fault is in the name of its test.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "protocol/client.rs"]
#[allow(dead_code, reason = "shared with tests/protocol.rs")]
mod client;
#[path = "faults/desk.rs"]
mod desk;
#[path = "faults/files.rs"]
mod files;
#[path = "faults/hostile.rs"]
mod hostile;
#[path = "faults/panics.rs"]
mod panics;
#[path = "faults/parsers.rs"]
mod parsers;
#[path = "faults/privacy.rs"]
mod privacy;
#[path = "faults/protocol.rs"]
mod protocol;
#[path = "faults/state.rs"]
mod state;
#[path = "faults/sync.rs"]
mod sync;
#[path = "protocol/workspace.rs"]
mod workspace;
