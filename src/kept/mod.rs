//! What is kept as bytes, and fetched from them when it is asked for.
//!
//! A [`Store`] is a file of values that was written once ([`Sink`]). A [`Lazy`] value lies in memory, or in a store until
//! somebody asks for it. Whoever writes the file and maps it is above this floor: here it is bytes.

pub mod codec;
mod lazy;
pub mod path;
mod store;

pub use lazy::Lazy;
pub use path::KeptPath;
pub use store::{Place, Sink, Store};
