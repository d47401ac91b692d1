//! What a snapshot was made of.

use std::collections::BTreeSet;
use std::hash::Hasher;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::{Bibliography, ContentHash, Unread};
use crate::actor::ActorsFile;

/// Into how many parts the articles are divided, so that a change of one of them costs the hash of a part.
const PARTS: u64 = 512;

/// A hash of all that a snapshot is made of: two of one basis say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis([u8; 32]);

/// What the analyst's notes say of actors: a title, and the aliases given to it.
pub type Aliases = (String, Vec<String>);

/// An article's file with its content.
pub type Filed<'a> = (&'a Path, &'a ContentHash);

/// A hash of all articles, part by part. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory(Arc<Vec<[u8; 32]>>);

impl Inventory {
    /// Of these articles, in any order.
    pub fn of<'a>(articles: impl Iterator<Item = Filed<'a>>) -> Inventory {
        let mut parts: Vec<Vec<Filed<'a>>> = (0..PARTS).map(|_| Vec::new()).collect();
        for (path, hash) in articles {
            if let Some(part) = parts.get_mut(part_of(path)) {
                part.push((path, hash));
            }
        }
        Inventory(Arc::new(parts.into_par_iter().map(hash_of).collect()))
    }

    /// The same of `articles`, of which only those at `paths` have come, gone or changed since.
    pub fn changed<'a>(
        &self,
        paths: impl Iterator<Item = &'a Path>,
        articles: impl Iterator<Item = Filed<'a>>,
    ) -> Inventory {
        let touched: BTreeSet<usize> = paths.map(part_of).collect();
        let mut parts: Vec<(usize, Vec<Filed<'a>>)> = touched.iter().map(|&part| (part, Vec::new())).collect();
        for (path, hash) in articles {
            let number = part_of(path);
            if let Some((_, part)) = parts.iter_mut().find(|(other, _)| *other == number) {
                part.push((path, hash));
            }
        }
        let mut hashes = Vec::clone(&self.0);
        for (number, part) in parts {
            if let Some(hash) = hashes.get_mut(number) {
                *hash = hash_of(part);
            }
        }
        Inventory(Arc::new(hashes))
    }
}

impl Basis {
    /// The basis of these articles; of what could not be read; of what the analyst says; and of the bibliographies.
    pub fn of(
        articles: &Inventory,
        unread: &[Unread],
        analyst: &ActorsFile,
        aliases: &[Aliases],
        bibliographies: &[Bibliography],
    ) -> Basis {
        let mut told = Told(blake3::Hasher::new());
        for part in articles.0.iter() {
            told.part(part);
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
        Basis(told.end())
    }
}

fn part_of(path: &Path) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(path.as_os_str().as_encoded_bytes());
    usize::try_from(hasher.finish() % PARTS).unwrap_or(0)
}

fn hash_of(mut part: Vec<Filed<'_>>) -> [u8; 32] {
    part.sort_unstable();
    let mut told = Told(blake3::Hasher::new());
    for (path, hash) in part {
        told.part(path.as_os_str().as_encoded_bytes());
        told.part(hash);
    }
    told.end()
}

/// Parts, told apart by their lengths.
struct Told(blake3::Hasher);

impl Told {
    fn part(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }

    fn end(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leads_where_all_articles_lead() {
        let paths: Vec<String> = (0..3000).map(|number| format!("/c/{number}.md")).collect();
        let (old, new) = ([1; 32], [2; 32]);
        let filed = |hash_of: &dyn Fn(usize) -> Option<[u8; 32]>| -> Vec<(String, [u8; 32])> {
            paths.iter().enumerate().filter_map(|(at, path)| Some((path.clone(), hash_of(at)?))).collect()
        };
        let before = filed(&|at| (at != 7).then_some(old));
        let after = filed(&|at| (at != 9).then_some(if at == 8 { new } else { old }));
        let refs = |all: &'static [(String, [u8; 32])]| all.iter().map(|(path, hash)| (Path::new(path), hash));
        let (before, after) = (refs(before.leak()), refs(after.leak()));
        let touched = paths.get(7..10).unwrap().iter().map(Path::new);
        let first = Inventory::of(before);
        assert_eq!(first.changed(touched, after.clone()), Inventory::of(after.clone()));
        assert_ne!(first, Inventory::of(after));
    }
}
