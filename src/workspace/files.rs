//! The files of the articles, of which a few change at a time.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::archive::File;

/// So many changes are copied with every next one before all files are put in one order again.
const MOST_CHANGES: usize = 1_000;

/// Files by their paths. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    all: Arc<BTreeMap<PathBuf, File>>,
    /// Those that are otherwise than in `all`; `None` for those that are there no more.
    changed: BTreeMap<PathBuf, Option<File>>,
    count: usize,
}

impl From<BTreeMap<PathBuf, File>> for Files {
    fn from(all: BTreeMap<PathBuf, File>) -> Files {
        Files(Arc::new(Inner { count: all.len(), all: Arc::new(all), changed: BTreeMap::new() }))
    }
}

impl Files {
    /// The file at this absolute path.
    pub fn get(&self, path: &Path) -> Option<&File> {
        self.0.changed.get(path).map_or_else(|| self.0.all.get(path), Option::as_ref)
    }

    /// Whether there is a file in the folder `path` or below.
    pub fn holds_below(&self, path: &Path) -> bool {
        let below = || (Bound::Excluded(path), Bound::Unbounded);
        let is_below = |file: &PathBuf| file.starts_with(path);
        let mut changed = self.0.changed.range::<Path, _>(below()).take_while(|(file, _)| is_below(file));
        let mut others = self.0.all.range::<Path, _>(below()).take_while(|(file, _)| is_below(file));
        changed.any(|(_, file)| file.is_some()) || others.any(|(file, _)| !self.0.changed.contains_key(file))
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
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        let same = self.0.all.iter().filter(|(path, _)| !self.0.changed.contains_key(*path)).map(|(_, file)| file);
        same.chain(self.0.changed.values().flatten())
    }

    /// The files when these are as they are said to be now.
    pub fn with(&self, changes: impl IntoIterator<Item = (PathBuf, Option<File>)>) -> Files {
        let Inner { all, mut changed, mut count } = Inner::clone(&self.0);
        for (path, file) in changes {
            let before = changed.get(&path).map_or_else(|| all.contains_key(&path), Option::is_some);
            count = count + usize::from(file.is_some()) - usize::from(before);
            changed.insert(path, file);
        }
        let files = Files(Arc::new(Inner { all, changed, count }));
        if files.0.changed.len() <= MOST_CHANGES {
            return files;
        }
        files.iter().map(|file| (file.path.clone(), file.clone())).collect::<BTreeMap<_, _>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::store::Stamp;

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
            assert_eq!((files.len(), files.get(&path)), (model.len(), model.get(&path)));
        }
        let mut all: Vec<&File> = files.iter().collect();
        all.sort_by_key(|file| &file.path);
        assert_eq!(all, model.values().collect::<Vec<_>>());
    }
}
