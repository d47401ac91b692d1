//! Several programs over one folder of articles and one cache: each follows the files by its own watching, none stands in
//! another's way, and what cannot be looked at for a while is not forgotten.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "protocol/client.rs"]
#[allow(dead_code, reason = "shared with tests/protocol.rs")]
mod client;
#[path = "following/desk.rs"]
mod desk;
#[path = "following/gone.rs"]
mod gone;
#[path = "following/own_files.rs"]
mod own_files;
#[path = "following/start.rs"]
mod start;
#[path = "following/together.rs"]
mod together;
#[path = "protocol/workspace.rs"]
mod workspace;
