//! ibid: a language server for analyst notes.
//!
//! The floors of the house, lowest first; each knows only those above it in this list.
//! `docs/architecture.md` is the map.

pub mod kept;
mod memory;
pub mod text;

pub mod prose;

pub mod article;
pub mod note;

pub mod actor;

pub mod bibliography;

pub mod corpus;

pub mod workspace;

pub mod check;

pub mod ide;

pub mod cli;
pub mod server;
