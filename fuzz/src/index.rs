//! The bytes of an index: whatever is damaged is read again, and nothing else is lost. Nonsense under a right checksum is
//! refused or taken for what it says, without a panic and without taking memory that it does not fill.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ibid::actor::Reading;
use ibid::article::Article;
use ibid::corpus::archive::File;
use ibid::corpus::store::{Extractor, Stamp};
use ibid::corpus::{Archive, Digest, Record};
use ibid::kept::codec;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use super::input::{Bytes, choice, forgive_libraries};

const STORIES: [&str; 3] = [
    "The Dam\n\nMarcelo Ugarte said: “We never asked for a dam of this size.”\n",
    "The Road\n\nThe farmers of Ruda built the road themselves in nine weeks, and nobody thanked them.\n",
    "The Tree\n\nÉmile Õunapuu, a forester, planted a tree of uncommon size beside the river Ruda.\n",
];

/// Does to an index, or to encoded values, what `data` says; its first byte chooses.
pub fn run(data: &[u8]) {
    forgive_libraries();
    let (first, rest) = choice(data);
    match first % 4 {
        0 => values(rest),
        1 => tables(rest),
        _ => files(rest, first % 4 == 3),
    }
}

/// Where this target begins.
pub fn seeds() -> Vec<Vec<u8>> {
    let shelf = shelf();
    let body = |bytes: Vec<u8>| [&[0][..], &bytes[8..]].concat();
    let record = &shelf.records[0];
    vec![
        body(codec::encode(&*record.digest)),
        body(codec::encode(&*record.reading)),
        body(codec::encode(&*record.article)),
        [&[1, 40, 0, 0, 0][..], &[7; 120]].concat(),
        b"\x02\x01\x00\x30\x55".to_vec(),
        b"\x03\x03\x00\x10\x01\x05\xff\xff\x00".to_vec(),
    ]
}

/// Bytes that are written as they are, so that [`codec::encode`] puts the right checksum before them.
struct Raw<'a>(&'a [u8]);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(self.0.len())?;
        self.0.iter().try_for_each(|byte| tuple.serialize_element(byte))?;
        tuple.end()
    }
}

/// Values that are encoded soundly and say anything.
fn values(body: &[u8]) {
    let bytes = codec::encode(&Raw(body));
    drop(codec::decode::<Digest>(&bytes));
    drop(codec::decode::<Reading>(&bytes));
    drop(codec::decode::<Article>(&bytes));
}

/// Stories, and the index that was written of them.
struct Shelf {
    folder: tempfile::TempDir,
    records: Vec<Record>,
    files: Vec<File>,
    written: Vec<(PathBuf, Vec<u8>)>,
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        fs::create_dir(&index).unwrap();
        let archive = Archive::at(&index, &Extractor::default()).unwrap();
        let (mut records, mut files) = (Vec::new(), Vec::new());
        for (number, story) in STORIES.iter().enumerate() {
            let path = folder.path().join(format!("{number}.txt"));
            fs::write(&path, story).unwrap();
            let record = Record::read(story.as_bytes(), &path, &Extractor::default());
            files.push(File { stamp: Stamp::of(&path).unwrap(), hash: record.digest.hash, path });
            archive.take_in(record.clone());
            records.push(record);
        }
        archive.keep(&files).unwrap();
        drop(archive);
        let mut written: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(&index)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.strip_prefix(&index).unwrap().to_path_buf(), fs::read(&path).unwrap()))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        // The names are made anew each time, but for their endings.
        written.sort_by_key(|(path, bytes)| (path.extension().map(ToOwned::to_owned), bytes.len()));
        Shelf { folder, records, files, written }
    })
}

/// Tables whose parts have right checksums and say anything.
fn tables(data: &[u8]) {
    let mut bytes = Bytes(data);
    let split = bytes.byte();
    let (values, directory) = (bytes.byte(), bytes.byte());
    let parts = bytes.take(split);
    let mut written = codec::encode(&Raw(parts));
    let second = written.len();
    written.extend(codec::encode(&Raw(bytes.0)));
    // The places in the trailer are the right ones, or anything.
    let place = |chosen: usize, right: usize| if chosen == 0 { right as u64 } else { (chosen as u64) << (chosen % 57) };
    written.extend(place(values, 0).to_le_bytes());
    written.extend(place(directory, second).to_le_bytes());
    written.extend(b"ibidtab1");
    let is_table = |path: &Path| path.to_string_lossy().starts_with("tables-");
    damaged(|path, whole| if is_table(path) { Some(written.clone()) } else { Some(whole.to_vec()) }, false);
}

/// Files with some of their bytes changed, cut off or added.
fn files(data: &[u8], writes: bool) {
    let shelf = shelf();
    let mut bytes = Bytes(data);
    let mut changed: Vec<Option<Vec<u8>>> = shelf.written.iter().map(|(_, whole)| Some(whole.clone())).collect();
    let count = changed.len();
    while !bytes.is_empty() {
        let (kind, which, at, byte) = (bytes.byte(), bytes.byte() % count, bytes.wide(), bytes.byte() as u8);
        let slot = &mut changed[which];
        let Some(file) = slot else { continue };
        match kind % 8 {
            0 => *slot = None,
            1 => file.truncate(at),
            2 => file.extend(bytes.take(at % 64)),
            _ if file.is_empty() => {}
            _ => {
                let length = file.len();
                file[at % length] ^= byte;
            }
        }
    }
    let by_name: Vec<(&Path, Option<Vec<u8>>)> =
        shelf.written.iter().map(|(path, _)| path.as_path()).zip(changed).collect();
    damaged(|path, _| by_name.iter().find(|(name, _)| *name == path).and_then(|(_, bytes)| bytes.clone()), writes);
}

/// An index of these files says what the stories say, and can be written again.
fn damaged(file: impl Fn(&Path, &[u8]) -> Option<Vec<u8>>, writes: bool) {
    let shelf = shelf();
    let folder = tempfile::tempdir_in(shelf.folder.path()).unwrap();
    for (path, whole) in &shelf.written {
        if let Some(bytes) = file(path, whole) {
            fs::write(folder.path().join(path), bytes).unwrap();
        }
    }
    let archive = Archive::at(folder.path(), &Extractor::default()).expect("a damaged index begins anew");
    for (record, file) in shelf.records.iter().zip(&shelf.files) {
        told(&archive, record, &file.path);
    }
    archive.holding_word("ruda", 100);
    archive.running(&["never".to_string(), "asked".to_string()]);
    if writes {
        for record in &shelf.records {
            archive.take_in(record.clone());
        }
        if archive.is_damaged() {
            archive.clear().expect("what is damaged can be forgotten");
            shelf.records.iter().for_each(|record| drop(archive.take_in(record.clone())));
        }
        archive.keep(&shelf.files).expect("it is written again");
        drop(archive);
        let again = Archive::at(folder.path(), &Extractor::default()).unwrap();
        for record in &shelf.records {
            let holding = again.holding(&record.digest.hash).expect("what was written is there");
            assert_eq!(holding.digest, record.digest);
            assert_eq!(again.article(&record.digest.hash, Path::new("/nowhere")), record.article);
        }
    }
}

fn told(archive: &Arc<Archive>, record: &Record, path: &Path) {
    let hash = &record.digest.hash;
    // Nonsense under a right checksum is believed: whoever can write that may as well write the articles.
    drop(archive.holding(hash));
    assert_eq!(archive.article(hash, path), record.article);
    if archive.is_damaged() {
        assert_eq!(archive.reading(hash, path), record.reading);
    }
}
