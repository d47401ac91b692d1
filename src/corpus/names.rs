//! By what articles are found, beside their keys and words.

use std::io;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::lookup::{Lookup, name};
use super::record::short;
use super::sources::Sources;
use super::{ArticleEntry, ArticleId, ContentHash, address, store};
use crate::kept::{Place, Sink, Store};

/// Tables of names of all kinds.
#[derive(Debug, Default)]
pub struct Names {
    /// Absolute paths of articles, and of their copies.
    paths: Lookup,
    /// The names of the folders in the cache that extracted texts lie in.
    texts: Lookup,
    /// File names with and without extension; of several the first by path.
    files: Lookup,
    addresses: Lookup,
    /// Identifiers of a Zotero library.
    zotero: Lookup,
    /// The [`short`] forms of the hashes.
    shorts: Lookup,
}

/// Where written tables are.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct KeptNames {
    paths: Place,
    texts: Place,
    files: Place,
    addresses: Place,
    zotero: Place,
    shorts: Place,
}

impl Names {
    /// The names of these articles, whose paths ([`of_path`]), copies included, and hashes are given, and which are joined with `sources`.
    pub(super) fn of(
        entries: &[ArticleEntry],
        paths: Vec<(u64, ArticleId)>,
        by_hash: &FxHashMap<ContentHash, ArticleId>,
        sources: &mut Sources,
    ) -> Names {
        let all = || (0u32..).map(ArticleId).zip(entries);
        let files = || all().filter(|(_, entry)| entry.is_file());
        let file_names = files().flat_map(|(id, entry)| {
            let parts = [entry.path.file_name(), entry.path.file_stem()].into_iter().flatten();
            parts.map(move |part| (name(&*part.to_string_lossy()), id))
        });
        let extracted = all().filter(|(_, entry)| entry.digest.format.is_extracted());
        let own = files().filter_map(|(id, entry)| Some((address::canonical(entry.digest.metadata.url.as_ref()?), id)));
        let addresses = own.chain(sources.addresses.drain(..));
        Names {
            paths: Lookup::of_first(paths.into_iter()),
            texts: Lookup::of_first(extracted.map(|(id, entry)| (name(store::text_folder(&entry.digest.hash)), id))),
            files: Lookup::of_first(file_names),
            addresses: Lookup::of_first(addresses.map(|(address, id)| (name(address), id))),
            zotero: Lookup::of_first(sources.zotero.drain().map(|(item, id)| (name(item), id))),
            shorts: Lookup::new(by_hash.iter().map(|(hash, &id)| (short(hash), id)).collect()),
        }
    }

    /// The tables that were written to `store`.
    pub(super) fn kept(store: &Store, kept: KeptNames) -> Names {
        Names {
            paths: Lookup::kept(store, kept.paths),
            texts: Lookup::kept(store, kept.texts),
            files: Lookup::kept(store, kept.files),
            addresses: Lookup::kept(store, kept.addresses),
            zotero: Lookup::kept(store, kept.zotero),
            shorts: Lookup::kept(store, kept.shorts),
        }
    }

    /// Writes the tables.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, sink: &mut Sink<'_>) -> io::Result<KeptNames> {
        Ok(KeptNames {
            paths: self.paths.write(sink)?,
            texts: self.texts.write(sink)?,
            files: self.files.write(sink)?,
            addresses: self.addresses.write(sink)?,
            zotero: self.zotero.write(sink)?,
            shorts: self.shorts.write(sink)?,
        })
    }

    /// The article at this absolute path, or whose extracted text lies there.
    pub(super) fn at(&self, path: &Path) -> Option<ArticleId> {
        let extracted = || self.texts.first(name(path.parent()?.file_name()?.to_str()?));
        self.paths.first(of_path(path)).or_else(extracted)
    }

    /// The article whose file is called so, with or without its extension.
    pub(super) fn called(&self, file: &str) -> Option<ArticleId> {
        self.files.first(name(file))
    }

    /// The article from this web address.
    pub(super) fn from(&self, url: &str) -> Option<ArticleId> {
        self.addresses.first(name(address::canonical(url)))
    }

    /// The article with this identifier in a Zotero library.
    pub(super) fn zotero(&self, item: &str) -> Option<ArticleId> {
        self.zotero.first(name(item))
    }

    /// The articles whose hashes have this [`short`] form.
    pub(super) fn short(&self, short: u64) -> impl Iterator<Item = ArticleId> {
        self.shorts.all(short)
    }
}

/// What a path is looked up by.
pub fn of_path(path: &Path) -> u64 {
    name(path.as_os_str().as_encoded_bytes())
}
