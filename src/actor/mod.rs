//! Actors: who is meant by a name, across articles and notes.
//!
//! Two pure functions make everything here. [`reading::read`] takes one article and finds its mentions, grouped
//! within the document. [`resolve::resolve`] takes all readings and the analyst's `actors.toml` and says which
//! groups are one actor; [`Resolver`] keeps its result up to date at the cost of what changed. None knows in which order
//! articles came.

pub mod actors_edit;
pub mod actors_file;
pub mod bodies;
pub mod declared;
mod document;
mod index;
mod kept_mentions;
#[cfg(test)]
mod marked;
pub mod matching;
pub mod organisation;
mod publication;
pub mod reading;
mod recognise;
pub mod resolve;
mod roles;

pub use actors_file::{ActorEntry, ActorsFile, FileProblem};
pub use declared::Declared;
pub use reading::{FormCount, LocalActor, Mention, Reading, RoleEvidence, RoleFact};
pub use recognise::RunningText;
pub use resolve::{Actor, ActorId, Actors, Found, KeptActors, Recognised, Resolver, Source, Told, Who, resolve};
