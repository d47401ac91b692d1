//! What was read is there again, and nothing that happens to the files of an archive loses more than time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Archive, File};
use crate::corpus::Record;
use crate::corpus::index::words;
use crate::corpus::record::short;
use crate::corpus::store::{Extractor, Stamp};

const STORIES: [&str; 3] = [
    "The Dam\n\nMarcelo Ugarte said: “We never asked for a dam of this size.”\n",
    "The Road\n\nThe farmers of Ruda built the road themselves in nine weeks, and nobody thanked them.\n",
    "The Tree\n\nÉmile Õunapuu, a forester, planted a tree of uncommon size beside the river Ruda.\n",
];

/// Stories as files, and an archive of their own.
struct Shelf {
    folder: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Shelf {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("index")).unwrap();
        for (name, story) in ["a.txt", "b.txt", "c.txt"].iter().zip(STORIES) {
            fs::write(folder.path().join(name), story).unwrap();
        }
        Shelf { folder }
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> Arc<Archive> {
        Archive::at(&self.index(), &Extractor::default()).unwrap()
    }

    fn record(&self, name: &str) -> Record {
        Record::read(&fs::read(self.path(name)).unwrap(), &self.path(name), &Extractor::default())
    }

    fn files(&self, names: &[&str]) -> Vec<File> {
        let file = |name: &&str| File {
            path: self.path(name),
            stamp: Stamp::of(&self.path(name)).unwrap(),
            hash: self.record(name).digest.hash,
        };
        names.iter().map(file).collect()
    }

    /// An archive of these stories, written and closed.
    fn kept(&self, names: &[&str]) {
        let archive = self.open();
        for name in names {
            archive.take_in(self.record(name));
        }
        archive.keep(&self.files(names)).unwrap();
    }

    /// What an archive says of a story.
    fn fetched(&self, archive: &Arc<Archive>, name: &str) -> Option<Record> {
        let hash = self.record(name).digest.hash;
        let digest = archive.holding(&hash)?.digest;
        let path = Path::new("/nowhere");
        Some(Record { digest, article: archive.article(&hash, path), reading: archive.reading(&hash, path) })
    }

    fn tables(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.index()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("tables-")).collect()
    }
}

fn found(archive: &Archive, text: &str) -> Vec<u64> {
    archive.running(&words::of(text))
}

#[test]
fn what_was_read_can_be_fetched_before_it_is_written_and_after() {
    let shelf = Shelf::new();
    let archive = shelf.open();
    let record = shelf.record("a.txt");
    let holding = archive.take_in(record.clone());
    assert_eq!((&*holding.digest, shelf.fetched(&archive, "a.txt").as_ref()), (&*record.digest, Some(&record)));
    assert!(!archive.is_searchable(&record.digest.hash));
    archive.keep(&shelf.files(&["a.txt"])).unwrap();
    assert_eq!(shelf.fetched(&archive, "a.txt").as_ref(), Some(&record));
    assert!(archive.is_searchable(&record.digest.hash));
    assert_eq!(found(&archive, "a dam of this size"), [short(&record.digest.hash)]);
    drop(archive);
    let again = shelf.open();
    assert_eq!(shelf.fetched(&again, "a.txt"), Some(record));
    assert_eq!(shelf.fetched(&again, "b.txt"), None);
}

#[test]
fn what_is_no_more_is_forgotten_and_what_is_new_is_added() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt", "b.txt"]);
    let archive = shelf.open();
    archive.take_in(shelf.record("c.txt"));
    archive.keep(&shelf.files(&["b.txt", "c.txt"])).unwrap();
    let archive = shelf.open();
    assert_eq!(shelf.fetched(&archive, "a.txt"), None);
    assert_eq!(found(&archive, "a dam of this size"), [0; 0]);
    for name in ["b.txt", "c.txt"] {
        assert_eq!(shelf.fetched(&archive, name), Some(shelf.record(name)));
    }
    assert_eq!(shelf.tables().len(), 1, "old tables are removed");
}

#[test]
fn fault_39_two_programs_have_one_writer_and_the_other_follows() {
    let shelf = Shelf::new();
    let (one, two) = (shelf.open(), shelf.open());
    let writer = one.index.writer(1, super::SMALL_WRITER).unwrap();
    two.take_in(shelf.record("a.txt"));
    assert!(matches!(two.keep(&shelf.files(&["a.txt"])), Err(super::IndexError::Busy)));
    assert_eq!(shelf.fetched(&two, "a.txt"), Some(shelf.record("a.txt")), "what was not written still answers");
    drop(writer);
    two.keep(&shelf.files(&["a.txt"])).unwrap();
    assert_eq!(shelf.fetched(&one, "a.txt"), None);
    one.follow();
    assert_eq!(shelf.fetched(&one, "a.txt"), Some(shelf.record("a.txt")));
}

#[test]
fn an_article_that_was_taken_out_is_no_damage() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt", "b.txt"]);
    let archive = shelf.open();
    let record = shelf.record("a.txt");
    archive.keep(&shelf.files(&["b.txt"])).unwrap();
    assert_eq!(archive.article(&record.digest.hash, &shelf.path("a.txt")), record.article);
    assert!(!archive.is_damaged());
}

#[test]
fn a_reader_of_former_tables_goes_on_with_them() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt"]);
    let reader = shelf.open();
    let writer = shelf.open();
    writer.take_in(shelf.record("b.txt"));
    writer.keep(&shelf.files(&["b.txt"])).unwrap();
    assert_eq!(shelf.fetched(&reader, "a.txt"), Some(shelf.record("a.txt")));
}

#[test]
fn fault_38_damaged_files_of_an_archive_cost_reading_again_and_nothing_else() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt", "b.txt", "c.txt"]);
    let whole: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(shelf.index())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    let restore = || {
        fs::remove_dir_all(shelf.index()).unwrap();
        fs::create_dir(shelf.index()).unwrap();
        for (path, bytes) in &whole {
            fs::write(path, bytes).unwrap();
        }
    };
    for (path, bytes) in &whole {
        let cut = bytes.len() / 2;
        let mut flipped = bytes.clone();
        flipped.get_mut(cut).into_iter().for_each(|byte| *byte ^= 0x55);
        let damages: [Option<&[u8]>; 3] = [None, Some(&bytes[..cut]), Some(&flipped)];
        for damaged in damages {
            restore();
            match damaged {
                None => fs::remove_file(path).unwrap(),
                Some(damaged) => fs::write(path, damaged).unwrap(),
            }
            let archive = shelf.open();
            for name in ["a.txt", "b.txt", "c.txt"] {
                let record = shelf.record(name);
                let hash = record.digest.hash;
                if archive.holding(&hash).is_none() {
                    archive.take_in(record.clone());
                }
                let here = shelf.path(name);
                assert_eq!(archive.holding(&hash).map(|holding| holding.digest), Some(record.digest), "{path:?}");
                assert_eq!(archive.reading(&hash, &here), record.reading, "{path:?}");
                assert_eq!(archive.article(&hash, &here), record.article, "{path:?}");
            }
        }
    }
}

#[test]
fn a_cleared_archive_is_empty_and_goes_on() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt"]);
    let archive = shelf.open();
    archive.clear().unwrap();
    assert_eq!(shelf.fetched(&archive, "a.txt"), None);
    archive.take_in(shelf.record("a.txt"));
    archive.keep(&shelf.files(&["a.txt"])).unwrap();
    assert_eq!(shelf.fetched(&shelf.open(), "a.txt"), Some(shelf.record("a.txt")));
}

#[test]
fn what_is_read_while_the_index_is_written_is_not_lost_with_it() {
    let shelf = Shelf::new();
    let archive = shelf.open();
    archive.take_in(shelf.record("a.txt"));
    archive.take_in(shelf.record("b.txt"));
    // "b.txt" was read for a snapshot that comes after the one that is written.
    archive.keep(&shelf.files(&["a.txt"])).unwrap();
    assert!(archive.holding(&shelf.record("b.txt").digest.hash).is_some());
    archive.keep(&shelf.files(&["a.txt", "b.txt"])).unwrap();
    drop(archive);
    let archive = shelf.open();
    assert!(archive.holding(&shelf.record("b.txt").digest.hash).is_some());
    // What nobody needs twice is gone.
    archive.take_in(shelf.record("c.txt"));
    archive.keep(&shelf.files(&["a.txt", "b.txt"])).unwrap();
    archive.keep(&shelf.files(&["a.txt", "b.txt"])).unwrap();
    assert!(archive.holding(&shelf.record("c.txt").digest.hash).is_none());
}

#[test]
fn whoever_opens_an_index_while_another_writes_it_never_takes_it_for_damaged() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt"]);
    let is_done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..40 {
                shelf.kept(if round % 2 == 0 { &["b.txt", "c.txt"] } else { &["a.txt"] });
            }
            is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        while !is_done.load(std::sync::atomic::Ordering::Relaxed) {
            let opened = Archive::open(&shelf.index(), &Extractor::default());
            assert!(opened.is_ok_and(|archive| !archive.is_damaged()));
        }
    });
}

#[test]
fn what_was_taken_out_while_a_file_became_it_again_is_read_again() {
    let shelf = Shelf::new();
    shelf.kept(&["a.txt", "b.txt"]);
    let archive = shelf.open();
    let hash = shelf.record("a.txt").digest.hash;
    let held = archive.holding(&hash).unwrap();
    archive.keep(&shelf.files(&["b.txt"])).unwrap();
    assert!(archive.holding(&hash).is_none(), "no file is it any more");
    archive.keep(&shelf.files(&["a.txt", "b.txt"])).unwrap();
    drop(held);
    for archive in [archive, shelf.open()] {
        let found = shelf.fetched(&archive, "a.txt").unwrap();
        assert_eq!(*found.article, *shelf.record("a.txt").article);
        assert_eq!(archive.files_below(shelf.folder.path()).len(), 2, "the file is written down");
    }
}

#[test]
fn of_a_file_that_is_another_by_now_nothing_is_written_down() {
    let shelf = Shelf::new();
    shelf.kept(&["b.txt"]);
    let files = shelf.files(&["a.txt", "b.txt"]);
    fs::write(shelf.path("a.txt"), "Another story.\n").unwrap();
    let archive = shelf.open();
    archive.keep(&files).unwrap();
    assert!(archive.holding(&files[0].hash).is_none());
    assert_eq!((archive.len(), archive.files_below(shelf.folder.path()).len()), (1, 1));
}
