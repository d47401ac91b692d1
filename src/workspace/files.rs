//! The files of the articles, of which a few change at a time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::ContentHash;
use crate::corpus::archive::{File, FileView, path_of};
use crate::corpus::store::Stamp;

/// So many changes are copied with every next one before all files are put in one order again.
const MOST_CHANGES: usize = 1_000;

/// Files by their paths. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    all: Arc<Packed>,
    /// Those that are otherwise than in `all`; `None` for those that are there no more.
    changed: BTreeMap<PathBuf, Option<File>>,
    count: usize,
}

/// Files in two pieces of memory, however many they are: with a piece for each they would take several times as much, and what is
/// freed between them could not be given back.
#[derive(Debug, Default)]
struct Packed {
    /// The bytes of all paths, in order, without anything between.
    paths: Vec<u8>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// Where its path ends.
    end: usize,
    stamp: Stamp,
    hash: ContentHash,
}

impl From<BTreeMap<PathBuf, File>> for Files {
    fn from(all: BTreeMap<PathBuf, File>) -> Files {
        let count = all.len();
        // A path that is no text where paths are text is kept as it is.
        let (packed, odd): (Vec<File>, Vec<File>) =
            all.into_values().partition(|file| path_of(file.path.as_os_str().as_encoded_bytes()).is_some());
        let changed = odd.into_iter().map(|file| (file.path.clone(), Some(file))).collect();
        Files(Arc::new(Inner { all: Arc::new(Packed::of(packed)), changed, count }))
    }
}

impl Files {
    /// The file at this absolute path.
    pub fn get(&self, path: &Path) -> Option<FileView<'_>> {
        match self.0.changed.get(path) {
            Some(changed) => changed.as_ref().map(FileView::from),
            None => self.0.all.get(path),
        }
    }

    /// Whether there is a file in the folder `path` or below.
    pub fn holds_below(&self, path: &Path) -> bool {
        let is_below = |file: &Path| file.starts_with(path) && file != path;
        let mut changed = self.0.changed.iter().filter(|(file, _)| is_below(file));
        let mut others = self.0.all.from(path).take_while(|file| file.path.starts_with(path));
        changed.any(|(_, file)| file.is_some())
            || others.any(|file| is_below(file.path) && !self.0.changed.contains_key(file.path))
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.0.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All files, in no order that matters.
    pub fn iter(&self) -> impl Iterator<Item = FileView<'_>> {
        let same = self.0.all.iter().filter(|file| !self.0.changed.contains_key(file.path));
        same.chain(self.0.changed.values().flatten().map(FileView::from))
    }

    /// The files when these are as they are said to be now.
    pub fn with(&self, changes: impl IntoIterator<Item = (PathBuf, Option<File>)>) -> Files {
        let Inner { all, mut changed, mut count } = Inner::clone(&self.0);
        for (path, file) in changes {
            let before = changed.get(&path).map_or_else(|| all.get(&path).is_some(), Option::is_some);
            count = count + usize::from(file.is_some()) - usize::from(before);
            changed.insert(path, file);
        }
        let files = Files(Arc::new(Inner { all, changed, count }));
        if files.0.changed.len() <= MOST_CHANGES {
            return files;
        }
        files.iter().map(|file| (file.path.to_path_buf(), file.to_file())).collect::<BTreeMap<_, _>>().into()
    }
}

impl Packed {
    fn of(mut files: Vec<File>) -> Packed {
        let bytes = |file: &File| file.path.as_os_str().as_encoded_bytes().len();
        files.sort_unstable_by(|one, two| one.path.cmp(&two.path));
        let mut paths: Vec<u8> = Vec::with_capacity(files.iter().map(bytes).sum());
        let mut rows = Vec::with_capacity(files.len());
        for File { path, stamp, hash } in files {
            paths.extend(path.as_os_str().as_encoded_bytes());
            rows.push(Row { end: paths.len(), stamp, hash });
        }
        Packed { paths, rows }
    }

    fn at(&self, number: usize) -> Option<FileView<'_>> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.rows.get(before).map(|row| row.end))?;
        let Row { end, stamp, hash } = self.rows.get(number)?;
        Some(FileView { path: path_of(self.paths.get(start..*end)?)?, stamp, hash })
    }

    fn get(&self, path: &Path) -> Option<FileView<'_>> {
        self.from(path).next().filter(|file| file.path == path)
    }

    fn iter(&self) -> impl Iterator<Item = FileView<'_>> {
        (0..self.rows.len()).filter_map(|number| self.at(number))
    }

    /// The files from this path on, in the order of paths.
    fn from(&self, path: &Path) -> impl Iterator<Item = FileView<'_>> {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.at(middle).is_some_and(|file| file.path < path) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        (low..self.rows.len()).filter_map(|number| self.at(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_one_after_the_other_are_what_one_map_would_be() {
        let here = Path::new(file!());
        let stamp = Stamp::of(here).or_else(|| Stamp::of(Path::new("/"))).unwrap();
        let file = |number: usize, hash: u8| {
            let path = PathBuf::from(format!("/c/{number}.md"));
            (path.clone(), File { path, stamp, hash: [hash; 32] })
        };
        let mut model: BTreeMap<PathBuf, File> = (0..50).map(|number| file(number, 0)).collect();
        let mut files = Files::from(model.clone());
        for round in 0..3_000usize {
            let (path, new) = file(round * 7 % 2_000, u8::try_from(round % 250).unwrap());
            let new = (round % 3 != 0).then_some(new);
            match &new {
                Some(new) => drop(model.insert(path.clone(), new.clone())),
                None => drop(model.remove(&path)),
            }
            files = files.with([(path.clone(), new)]);
            assert_eq!((files.len(), files.get(&path)), (model.len(), model.get(&path).map(FileView::from)));
        }
        let mut all: Vec<FileView<'_>> = files.iter().collect();
        all.sort_by_key(|file| file.path);
        assert_eq!(all, model.values().map(FileView::from).collect::<Vec<_>>());
        assert!(files.holds_below(Path::new("/c")) && files.holds_below(Path::new("/")));
        assert!(!files.holds_below(Path::new("/c/1")) && !files.holds_below(&model.values().next().unwrap().path));
    }
}
