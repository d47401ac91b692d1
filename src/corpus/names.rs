//! By what articles are found, beside their keys and words.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::lookup::{Lookup, Named, name};
use super::record::short;
use super::slots::{Slot, Slots};
use super::sources::Sources;
use super::{ArticleEntry, address, store};
use crate::bibliography::zotero;
use crate::kept::{Place, Sink, Store};

/// Tables of names of all kinds.
#[derive(Clone, Debug, Default)]
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

/// The names of articles.
#[derive(Debug, Default)]
struct All {
    paths: Vec<Named>,
    texts: Vec<Named>,
    files: Vec<Named>,
    addresses: Vec<Named>,
    zotero: Vec<Named>,
    shorts: Vec<Named>,
}

impl Names {
    /// The names of these articles, which are joined with `sources`.
    pub(super) fn of(entries: &[ArticleEntry], sources: &mut Sources) -> Names {
        let mut all = All::of((0u32..).map(Slot).zip(entries));
        all.addresses.extend(sources.addresses.drain(..).map(|(address, id)| (name(address), Slot(id.0))));
        all.zotero.extend(sources.zotero.drain(..).map(|(item, id)| (name(item), Slot(id.0))));
        Names {
            paths: Lookup::new(all.paths),
            texts: Lookup::new(all.texts),
            files: Lookup::new(all.files),
            addresses: Lookup::new(all.addresses),
            zotero: Lookup::new(all.zotero),
            shorts: Lookup::new(all.shorts),
        }
    }

    /// The names when some articles have gone and others have come, of which no bibliography speaks.
    pub(super) fn changed(
        &self,
        gone: &[(Slot, &ArticleEntry)],
        came: &[(Slot, &ArticleEntry)],
        slots: &Slots,
    ) -> Names {
        let (gone, came) = (All::of(gone.iter().copied()), All::of(came.iter().copied()));
        Names {
            paths: self.paths.changed(&gone.paths, &came.paths, slots),
            texts: self.texts.changed(&gone.texts, &came.texts, slots),
            files: self.files.changed(&gone.files, &came.files, slots),
            addresses: self.addresses.changed(&gone.addresses, &came.addresses, slots),
            zotero: self.zotero.changed(&gone.zotero, &came.zotero, slots),
            shorts: self.shorts.changed(&gone.shorts, &came.shorts, slots),
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
    /// As [`Lookup::write`].
    pub(super) fn write(&self, slots: &Slots, sink: &mut Sink<'_>) -> io::Result<KeptNames> {
        Ok(KeptNames {
            paths: self.paths.write(slots, sink)?,
            texts: self.texts.write(slots, sink)?,
            files: self.files.write(slots, sink)?,
            addresses: self.addresses.write(slots, sink)?,
            zotero: self.zotero.write(slots, sink)?,
            shorts: self.shorts.write(slots, sink)?,
        })
    }

    /// The article at this absolute path, or whose extracted text lies there.
    pub(super) fn at(&self, path: &Path) -> Option<Slot> {
        let extracted = || self.texts.first(name(path.parent()?.file_name()?.to_str()?));
        self.in_file(path).or_else(extracted)
    }

    /// The article in the file at this absolute path.
    pub(super) fn in_file(&self, path: &Path) -> Option<Slot> {
        self.paths.first(of_path(path))
    }

    /// The article whose file is called so, with or without its extension.
    pub(super) fn called(&self, file: &str) -> Option<Slot> {
        self.files.first(name(file))
    }

    /// The article from this web address.
    pub(super) fn from(&self, url: &str) -> Option<Slot> {
        self.addresses.first(name(address::canonical(url)))
    }

    /// The article with this identifier in a Zotero library.
    pub(super) fn zotero(&self, item: &str) -> Option<Slot> {
        self.zotero.first(name(item))
    }

    /// The articles whose hashes have one of these [`short`] forms, in any order.
    pub(super) fn shorts(&self, shorts: Vec<u64>) -> Vec<Slot> {
        self.shorts.of_all(shorts)
    }

    /// The articles whose hashes have this [`short`] form.
    pub(super) fn short(&self, short: u64) -> impl Iterator<Item = Slot> {
        self.shorts.all(short)
    }
}

impl All {
    fn of<'a>(entries: impl Iterator<Item = (Slot, &'a ArticleEntry)>) -> All {
        let mut all = All::default();
        for (slot, entry) in entries {
            if !entry.is_file() {
                continue;
            }
            all.shorts.push((short(&entry.digest.hash), slot));
            if entry.digest.format.is_extracted() {
                all.texts.push((name(store::text_folder(&entry.digest.hash)), slot));
            }
            for path in std::iter::once(&entry.path).chain(&entry.copies) {
                all.paths.push((of_path(path), slot));
                all.zotero.extend(path.to_str().and_then(zotero::storage_key).map(|item| (name(item), slot)));
            }
            let parts = [entry.path.file_name(), entry.path.file_stem()].into_iter().flatten();
            all.files.extend(parts.map(|part| (name(&*part.to_string_lossy()), slot)));
            let address = entry.digest.metadata.url.as_deref().map(address::canonical);
            all.addresses.extend(address.map(|address| (name(address), slot)));
        }
        all
    }
}

/// What a path is looked up by.
fn of_path(path: &Path) -> u64 {
    name(path.as_os_str().as_encoded_bytes())
}
