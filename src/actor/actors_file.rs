//! `actors.toml`: the analyst's word on actors, and final.

use crate::prose::Kind;
use crate::text::Span;

/// What the analyst says of actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorsFile {
    /// The entries, in the order of the file.
    pub entries: Vec<ActorEntry>,
}

/// One `[[actor]]` of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorEntry {
    /// The preferred name.
    pub name: String,
    /// The kind, where it is set.
    pub kind: Option<Kind>,
    /// Other forms of this actor.
    pub forms: Vec<String>,
    /// Forms that are not this actor, whatever they look like.
    pub not: Vec<String>,
    /// Names of actors that this one is distinct from.
    pub distinct_from: Vec<String>,
}

/// A slip in a file that the analyst wrote, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Where in the file.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

impl ActorsFile {
    /// Reads `text`; entries that cannot be read are left out and told.
    pub fn parse(text: &str) -> (ActorsFile, Vec<FileProblem>) {
        let _ = text;
        (ActorsFile::default(), Vec::new())
    }
}
