//! The bytes of an index: whatever is damaged is read again, and nothing else is lost. Nonsense under a right checksum is
//! refused or taken for what it says, without a panic and without taking memory that it does not fill.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ibid::actor::{ActorsFile, Reading};
use ibid::article::Article;
use ibid::corpus::archive::File;
use ibid::corpus::store::{Extractor, Stamp};
use ibid::corpus::{Archive, Basis, Corpus, Digest, KeptCorpus, Record};
use ibid::kept::{Store, codec};
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
    match first % 5 {
        0 => values(rest),
        1 => tables(rest),
        4 => image(rest),
        way => files(rest, way == 3),
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
        [&[4][..], &first_value(shelf)].concat(),
        b"\x02\x01\x00\x30\x55".to_vec(),
        b"\x03\x03\x00\x10\x01\x05\xff\xff\x00".to_vec(),
    ]
}

/// The value that the written snapshot begins with, without its checksum.
fn first_value(shelf: &Shelf) -> Vec<u8> {
    let (_, image) = shelf.written.iter().find(|(path, _)| path == Path::new("image")).unwrap();
    let store = Store::new(image.clone());
    store.raw(store.last().unwrap()).unwrap()[4..].to_vec()
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
        let articles = records.iter().zip(&files).map(|(record, file)| {
            let shown = file.path.file_name().unwrap().to_string_lossy().into_owned();
            (file.path.clone(), shown, archive.holding(&record.digest.hash).unwrap())
        });
        let corpus = Corpus::over(archive.clone()).rebuilt(articles.collect(), Vec::new(), &ActorsFile::default(), &[]);
        corpus.keep(Basis::default(), &[], &[]).unwrap();
        drop((corpus, archive));
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
    /// How many bytes a row of the directory has, and the start of a row of files.
    const LENGTHS: [usize; 2] = [56, 8];
    let mut bytes = Bytes(data);
    let (values, directory, starts) = (bytes.byte(), bytes.byte() % 3 * LENGTHS[0], bytes.byte() % 4 * LENGTHS[1]);
    let wrong = bytes.byte();
    let mut written = bytes.take(values).to_vec();
    let mut places = vec![written.len()];
    for length in [directory, bytes.0.len().saturating_sub(directory + starts), starts] {
        let mut part = bytes.take(length).to_vec();
        part.resize(length, 7);
        written.extend(part);
        places.push(written.len());
    }
    let sum = crc32fast::hash(&written[places[0]..]);
    // The places in the trailer are the right ones, or one of them is anything.
    for (at, right) in places.into_iter().enumerate() {
        let place = if wrong % 8 == at { (wrong as u64) << (wrong % 57) } else { right as u64 };
        written.extend(place.to_le_bytes());
    }
    written.extend(sum.to_le_bytes());
    written.extend(b"ibidtab3");
    let is_table = |path: &Path| path.to_string_lossy().starts_with("tables-");
    damaged(|path, whole| if is_table(path) { Some(written.clone()) } else { Some(whole.to_vec()) }, false);
}

/// A snapshot beside the index whose first value says anything.
fn image(data: &[u8]) {
    let shelf = shelf();
    let folder = tempfile::tempdir_in(shelf.folder.path()).unwrap();
    let archive = Archive::at(folder.path(), &Extractor::default()).unwrap();
    archive.write_image(|sink| sink.put_raw(&codec::encode(&Raw(data)))).unwrap();
    let Some(kept) = KeptCorpus::of(&archive) else { return };
    let corpus = kept.open(Arc::default());
    for (id, entry) in corpus.articles() {
        drop((entry.key.clone(), corpus.mentions_in(id), corpus.published(id)));
    }
    for (id, _) in corpus.actors().iter() {
        drop(corpus.mentions(id));
    }
    for words in ["ruda", "Marcelo Ugarte", "we never asked for a dam", "ugarte2021"] {
        drop((corpus.search_actors(words, 20), corpus.search_keys(words, &[], 20), corpus.by_key(words)));
        drop((corpus.by_url(words), corpus.by_name(words), corpus.find(words, 20)));
    }
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
