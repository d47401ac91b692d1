//! What is put into an index is found again.

use std::path::Path;

use super::{Document, Index, words};
use crate::article::Article;
use crate::corpus::Record;
use crate::corpus::record::short;
use crate::corpus::store::Extractor;
use crate::kept::codec;

fn record(name: &str, text: &str) -> Record {
    Record::read(text.as_bytes(), Path::new(name), &Extractor::default())
}

fn filled(folder: &Path) -> (Index, Vec<Record>) {
    let records = vec![
        record("a.txt", "The dam nobody asked for\n\nMarcelo Ugarte said: “We never asked for a dam of this size.”\n"),
        record("b.txt", "The road\n\nThe farmers built the road themselves in nine weeks, and nobody thanked them.\n"),
        record("c.txt", "Árbol\n\nÉmile Õunapuu planted a tree of uncommon size beside the river.\n"),
    ];
    let index = Index::open(folder).unwrap();
    let mut writer = index.writer(1, 15_000_000).unwrap();
    for record in &records {
        writer.add(&record.digest.hash, &Document::of(&record.article)).unwrap();
    }
    writer.commit("first").unwrap();
    writer.finish().unwrap();
    (index, records)
}

#[test]
fn a_record_is_found_by_its_hash_as_it_was_put_in() {
    let folder = tempfile::tempdir().unwrap();
    let (index, records) = filled(folder.path());
    let reader = index.reader().unwrap();
    for record in &records {
        assert_eq!(reader.article(&record.digest.hash).as_ref(), Some(&*record.article));
    }
    assert_eq!(reader.article(&[7; 32]), None);
}

#[test]
fn records_are_found_by_a_word_and_by_words_in_a_row_however_they_are_accented() {
    let folder = tempfile::tempdir().unwrap();
    let (index, records) = filled(folder.path());
    let reader = index.reader().unwrap();
    let run = |text: &str| reader.running(&words::of(text));
    assert_eq!(run("never asked for a DAM of this size"), [short(&records[0].digest.hash)]);
    assert_eq!(run("emile ounapuu planted"), [short(&records[2].digest.hash)]);
    assert_eq!(run("asked never for a dam"), [0; 0]);
    assert_eq!(reader.holding("farmers", 3), Some(vec![short(&records[1].digest.hash)]));
    assert_eq!(reader.holding("size", 3).map(|all| all.len()), Some(2));
    assert_eq!(reader.holding("size", 1), None);
    assert_eq!(reader.holding("vocabulary", 3), Some(vec![]));
}

#[test]
fn what_was_removed_is_gone_after_the_next_commit_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let (index, records) = filled(folder.path());
    let reader = index.reader().unwrap();
    let mut writer = index.writer(1, 15_000_000).unwrap();
    writer.remove(&records[0].digest.hash);
    assert!(matches!(index.writer(1, 15_000_000), Err(super::IndexError::Busy)));
    reader.reload().unwrap();
    assert_eq!(reader.len(), 3);
    writer.commit("second").unwrap();
    reader.reload().unwrap();
    assert_eq!((reader.len(), reader.article(&records[0].digest.hash)), (2, None));
}

#[test]
fn a_damaged_record_is_no_record() {
    let record = record("a.txt", "Title\n\nA paragraph of some words, long enough to be read as one.\n");
    let bytes = codec::encode(&*record.article);
    assert_eq!(codec::decode(&bytes).as_ref(), Some(&*record.article));
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert_eq!(codec::decode::<Article>(&damaged), None, "{at}");
    }
    assert_eq!(codec::decode::<Article>(&bytes[..bytes.len() / 2]), None);
}
