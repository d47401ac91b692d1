//! What a snapshot was made of.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Bibliography, ContentHash, Unread};
use crate::actor::ActorsFile;

/// A hash of all that a snapshot is made of: two of one basis say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis([u8; 32]);

/// What the analyst's notes say of actors: a title, and the aliases given to it.
pub type Aliases = (String, Vec<String>);

impl Basis {
    /// The basis of these articles, in any order; of what could not be read; of what the analyst says; and of the bibliographies.
    pub fn of<'a>(
        articles: impl Iterator<Item = (&'a Path, &'a ContentHash)>,
        unread: &[Unread],
        analyst: &ActorsFile,
        aliases: &[Aliases],
        bibliographies: &[Bibliography],
    ) -> Basis {
        let mut articles: Vec<(&Path, &ContentHash)> = articles.collect();
        articles.sort_unstable();
        let mut told = Told(blake3::Hasher::new());
        for (path, hash) in articles {
            told.part(path.as_os_str().as_encoded_bytes());
            told.part(hash);
        }
        let mut unread: Vec<&Unread> = unread.iter().collect();
        unread.sort_unstable_by(|one, two| (&one.path, &one.reason).cmp(&(&two.path, &two.reason)));
        told.part(format!("{unread:?}").as_bytes());
        told.part(format!("{analyst:?}{aliases:?}").as_bytes());
        for file in bibliographies {
            told.part(file.path.as_os_str().as_encoded_bytes());
            told.part(&[u8::from(file.everywhere)]);
            told.part(&file.hash);
            // The references of a note are no file of their own.
            told.part(file.library.text.as_bytes());
        }
        Basis(*told.0.finalize().as_bytes())
    }
}

/// Parts, told apart by their lengths.
struct Told(blake3::Hasher);

impl Told {
    fn part(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
}
