//! Folders of articles that cannot be looked into: what lies in them is as it was when it was last read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Config, Workspace};
use crate::corpus::archive::{Archive, Aside, File, FileView};
use crate::corpus::store::Listing;
use crate::corpus::{Hidden, Holding, Unread, store};

/// What is known of folders that are away.
#[derive(Default)]
pub(super) struct Away {
    /// The folders of which something is known.
    pub(super) folders: Vec<PathBuf>,
    pub(super) articles: Vec<(File, Holding)>,
    aside: Aside,
}

impl Away {
    /// The bibliographies in them that count everywhere.
    pub(super) fn bibliographies(&self, root: &Path, config: &Config) -> impl Iterator<Item = PathBuf> {
        let is_wanted = |path: &&PathBuf| {
            let patterns = config.bibliographies.as_ref();
            lies_in(&self.folders, path) && patterns.is_none_or(|patterns| store::lies_under(root, patterns, path))
        };
        self.aside.bibliographies.iter().map(|(path, _)| path).filter(is_wanted).cloned()
    }
}

impl Workspace {
    /// What is known of the folders that `listing` could not look into; of each it says that something is.
    pub(super) fn find_away(&self, root: &Path, config: &Config, listing: &mut Listing) -> Away {
        let Some(archive) = self.corpus.archive() else { return self.away_of(listing, Aside::default()) };
        let aside = archive.aside();
        for place in aside.mounts.iter().filter(|place| store::is_empty_folder(place) && !store::is_mount(place)) {
            if store::places_of(root, &config.corpus_paths).iter().any(|(named, _)| named == place) {
                let reason = "is empty, and a drive was mounted there".to_string();
                listing.unread.push(Unread::new(place, reason, Hidden::Articles));
                listing.unreachable.push(place.clone());
            }
        }
        self.away_of(listing, aside)
    }

    fn away_of(&self, listing: &mut Listing, aside: Aside) -> Away {
        let mut articles: BTreeMap<PathBuf, (File, Holding)> = BTreeMap::new();
        let mut folders = Vec::new();
        for place in &listing.unreachable {
            let before = articles.len();
            let known = self.known_below(place).into_iter();
            let known = known.filter(|(file, _)| listing.files.binary_search(&file.path).is_err());
            articles.extend(known.map(|known| (known.0.path.clone(), known)));
            let said = match articles.len() - before {
                0 => continue,
                1 => "its 1 article is as it was last read".to_string(),
                count => format!("its {count} articles are as they were last read"),
            };
            folders.push(place.clone());
            match listing.unread.iter_mut().find(|unread| unread.path == *place) {
                Some(unread) => {
                    unread.reason = format!("{}; {said}", unread.reason);
                    unread.hides = Hidden::Nothing;
                }
                None => {
                    let reason = format!("cannot be opened; {said}");
                    listing.unread.push(Unread::new(place, reason, Hidden::Nothing));
                }
            }
        }
        Away { folders, articles: articles.into_values().collect(), aside }
    }

    /// The articles below `place` as they were last read.
    fn known_below(&self, place: &Path) -> Vec<(File, Holding)> {
        let archive = self.corpus.archive();
        let files: Vec<File> = if self.files.is_empty() {
            archive.map(|archive| archive.files_below(place)).unwrap_or_default()
        } else {
            let below = |file: &FileView<'_>| file.path.starts_with(place) && file.path != place;
            self.files.iter().filter(below).map(FileView::to_file).collect()
        };
        let holding = |file: &File| self.corpus.holding(&file.hash).or_else(|| archive?.holding(&file.hash));
        files
            .into_iter()
            .filter_map(|file| Some((holding(&file)?, file)))
            .map(|(holding, file)| (file, holding))
            .collect()
    }

    /// The bytes of the bibliography at `path`; where it lies in one of these folders, which are `away`, what it held.
    ///
    /// # Errors
    /// As [`store::read`].
    pub(super) fn read_or_known(&self, path: &Path, away: &[PathBuf]) -> Result<Vec<u8>, String> {
        let read = store::read(path);
        if read.is_ok() || !lies_in(away, path) {
            return read;
        }
        let here = self.bibliographies.iter().find(|file| file.path == path).map(|file| file.library.text.to_string());
        let aside = || {
            let aside = self.corpus.archive()?.aside();
            aside.bibliographies.into_iter().find(|(other, _)| other == path).map(|(_, text)| text)
        };
        here.or_else(aside).map(String::into_bytes).ok_or(()).or(read)
    }

    /// Writes down what has to be known of the folders when they are away.
    pub(super) fn set_aside(&self, archive: &Archive) {
        let before = archive.aside();
        let places = store::places_of(&self.root, &self.config.corpus_paths);
        let mut mounts: Vec<PathBuf> = places.iter().map(|(place, _)| place.clone()).collect();
        mounts.retain(|place| {
            store::is_mount(place) || before.mounts.contains(place) && self.listed.away.contains(place)
        });
        mounts.sort_unstable();
        mounts.dedup();
        let files = self.bibliographies.iter().filter(|file| self.listed.bibliographies.contains(&file.path));
        let files = files.filter(|file| places.iter().any(|(place, _)| file.path.starts_with(place)));
        let bibliographies = files.map(|file| (file.path.clone(), file.library.text.to_string())).collect();
        if let Err(error) = archive.set_aside(&Aside { mounts, bibliographies }) {
            tracing::warn!("what is known of folders that go away cannot be written: {error}");
        }
    }
}

fn lies_in(folders: &[PathBuf], path: &Path) -> bool {
    folders.iter().any(|folder| path.starts_with(folder))
}
