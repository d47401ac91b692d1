//! The built server over real bytes: every test starts `ibid` and speaks the protocol with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "protocol/client.rs"]
mod client;
#[path = "protocol/commands.rs"]
mod commands;
#[path = "protocol/diagnostics.rs"]
mod diagnostics;
#[path = "protocol/editing.rs"]
mod editing;
#[path = "protocol/features.rs"]
mod features;
#[path = "protocol/folders.rs"]
mod folders;
#[path = "protocol/framing.rs"]
mod framing;
#[path = "protocol/lanes.rs"]
mod lanes;
#[path = "protocol/lifecycle.rs"]
mod lifecycle;
#[path = "protocol/load.rs"]
mod load;
#[path = "protocol/long.rs"]
mod long;
#[path = "protocol/navigation.rs"]
mod navigation;
#[path = "protocol/profiles.rs"]
mod profiles;
#[path = "protocol/pull.rs"]
mod pull;
#[path = "protocol/settings.rs"]
mod settings;
#[path = "protocol/soak.rs"]
mod soak;
#[path = "protocol/trace.rs"]
mod trace;
#[path = "protocol/workspace.rs"]
mod workspace;
