//! What the index on disk holds is what reading everything anew finds: after any changes, any restarts, and any sudden
//! death of the program that writes it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use ibid::check::check;
use ibid::corpus::Archive;
use ibid::corpus::store::Extractor;
use ibid::workspace::{Keeping, Notes, Workspace};
use proptest::prelude::*;

/// People whose names come up in several stories, so that every change of one touches others.
const PEOPLE: [&str; 6] =
    ["Marta Lindqvist", "M. Lindqvist", "Tomas Kovar", "Tomáš Kovář", "Amina Diallo", "the Harbour Authority"];

const SAYINGS: [&str; 5] = [
    "We never asked for a bridge of this size",
    "The ice came eleven days early this year",
    "Nobody pays for a lighthouse until it is dark",
    "The ferry carried 312 passengers in March",
    "A port is a hole that somebody pays for every year",
];

/// A story about two people, saying one thing.
fn story(seed: usize) -> String {
    let pick = |list: &[&'static str], salt: usize| list[(seed / salt + seed) % list.len()];
    let (one, two) = (pick(&PEOPLE, 1), pick(&PEOPLE, 7));
    let day = 1 + seed % 27;
    format!(
        "---\ntitle: Story {seed}\nauthor: Inga Dahl\npublished: 2021-03-{day:02}\n---\n\n“{},” said {one}, the harbour master of \
         Ruda, on Monday.\n\nThe council met {two} for {} hours, and parted without a word about the {} boats in the bay.\n",
        pick(&SAYINGS, 3),
        seed % 9 + 2,
        seed % 40 + 5
    )
}

const NOTE: &str = "Lindqvist was plain: “We never asked for a bridge of this size”.\n\nOf the light: “Nobody pays for a \
                    lighthouse until it is light”.\n\nThe ferry is full: “The ferry carried 312 passengers in March”.\n";

/// A note that gives an actor another name.
const WHO: &str = "---\ntitle: Marta Lindqvist\naliases: [Lindqvist of Ruda]\n---\n\nLindqvist of Ruda was plain.\n";

/// Forms that nobody would take for names.
const DECLARED: &str =
    "[[actor]]\nname = \"Tomas Kovar\"\nforms = [\"the harbour master of Ruda\", \"A port\", \"the light\"]\n";

/// A change of the corpus's folder, or of the programs over it.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    /// The program takes in what has changed.
    Refresh,
    /// It is told which files have changed, and looks at no others.
    Tell,
    /// It writes the index.
    Keep,
    /// Nothing happens for long: it lets go of what it can find again.
    Rest,
    /// It ends without a word, and another begins.
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..12usize, 0..60usize).prop_map(|(file, seed)| Step::Write(file, seed)),
        2 => (0..12usize).prop_map(Step::Remove),
        2 => (0..12usize, 0..12usize).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => Just(Step::Refresh),
        4 => Just(Step::Tell),
        2 => Just(Step::Keep),
        1 => Just(Step::Rest),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..30)
}

fn file(root: &Path, number: usize) -> PathBuf {
    root.join(format!("corpus/{number:02}.md"))
}

fn opened(root: &Path, index: &Path) -> Workspace {
    let archive = Archive::at(index, &Extractor::default()).unwrap();
    Workspace::over(root, archive).reopened(root, &())
}

/// All that can be asked of a workspace.
fn told(workspace: &Workspace) -> String {
    let corpus = &workspace.corpus;
    let mut out = format!("{:?}\n", workspace.analyst);
    for (id, entry) in corpus.articles() {
        let _ = writeln!(out, "{} @{} {:?} {:?}", entry.shown, entry.key, entry.metadata(), entry.copies);
        let _ = writeln!(out, "{:?} {:?} {:?}", entry.article(), corpus.mentions_in(id), corpus.twins(id));
    }
    for (id, actor) in corpus.actors().iter() {
        let _ = writeln!(out, "{} {} {:?} {:?}", actor.slug, actor.name, actor.forms, corpus.mentions(id));
    }
    for words in SAYINGS {
        let _ = writeln!(out, "{:?}", corpus.find(words, 100));
    }
    for query in ["lind", "Kovar", "harb auth", "dialo", "2021", "story", "dahl2021", "nobody"] {
        let _ = writeln!(out, "{query} {:?} {:?}", corpus.search_actors(query, 50), corpus.search_keys(query, &[], 50));
        let _ = writeln!(out, "{:?} {:?}", corpus.by_key(query), corpus.actors().with_form(query));
    }
    for number in 0..12 {
        let path = file(&workspace.root, number);
        let name = path.file_stem().unwrap().to_str().unwrap();
        let _ = writeln!(out, "{:?} {:?} {:?}", corpus.by_path(&path), corpus.by_name(name), corpus.by_key(name));
    }
    let _ = writeln!(out, "{} {} {:?}", corpus.len(), corpus.files(), corpus.unread());
    for (path, note) in workspace.notes.iter() {
        let _ = writeln!(out, "{:?}", check(workspace, path, note));
    }
    out
}

/// Whoever is said to be spoken of by an article is found in it, and the other way round.
fn fits_together(workspace: &Workspace) {
    let corpus = &workspace.corpus;
    for (id, actor) in corpus.actors().iter() {
        for (article, local) in corpus.appearances(id) {
            assert_eq!(corpus.actor_of(article, local), Some(id), "{actor:?}");
        }
    }
    for (article, entry) in corpus.articles() {
        for local in (0u32..).take(entry.reading().actors.len()) {
            let who = corpus.actor_of(article, local);
            assert!(who.is_none_or(|id| corpus.appearances(id).contains(&(article, local))), "{}", entry.shown);
        }
    }
}

#[test]
fn any_order_of_changes_and_restarts_leads_where_reading_everything_anew_leads() {
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in steps(), has_aliases in any::<bool>(), declares in any::<bool>())| {
        let folder = tempfile::tempdir().unwrap();
        let (root, index) = (folder.path().join("w"), folder.path().join("index"));
        fs::create_dir_all(root.join("corpus")).unwrap();
        fs::create_dir(&index).unwrap();
        fs::write(root.join("note.md"), NOTE).unwrap();
        if has_aliases {
            fs::write(root.join("who.md"), WHO).unwrap();
        }
        if declares {
            fs::write(root.join("actors.toml"), DECLARED).unwrap();
        }
        let mut workspace = opened(&root, &index);
        let mut touched: Vec<PathBuf> = Vec::new();
        for step in steps {
            let (one, other) = match step {
                Step::Write(number, _) | Step::Remove(number) => (Some(number), None),
                Step::Rename(from, to) => (Some(from), Some(to)),
                _ => (None, None),
            };
            touched.extend([one, other].into_iter().flatten().map(|number| file(&root, number)));
            match step {
                Step::Write(number, seed) => fs::write(file(&root, number), story(seed)).unwrap(),
                Step::Remove(number) => drop(fs::remove_file(file(&root, number))),
                Step::Rename(from, to) => drop(fs::rename(file(&root, from), file(&root, to))),
                Step::Refresh => workspace = workspace.reopened(&root, &()),
                Step::Tell => {
                    let touched = std::mem::take(&mut touched);
                    if let Some(foreseen) = workspace.foreseen(&touched, &()) {
                        fits_together(&foreseen);
                        prop_assert_eq!(foreseen.keep(), Keeping::Done, "what it finds is not written");
                    }
                    workspace = workspace.refreshed(&touched, &());
                }
                Step::Keep => prop_assert_eq!(workspace.keep(), Keeping::Done),
                Step::Rest => if let Ok(rested) = workspace.rested() {
                    prop_assert!(rested.corpus.is_at_rest() && rested.rested().is_err());
                    prop_assert_eq!(told(&rested), told(&workspace));
                    workspace = rested;
                },
                Step::Restart => {
                    drop(workspace);
                    workspace = opened(&root, &index);
                }
            }
        }
        let fresh = told(&Workspace::open(&root, Extractor::default(), &()));
        workspace = workspace.reopened(&root, &());
        prop_assert_eq!(&told(&workspace), &fresh, "before writing");
        prop_assert_eq!(workspace.keep(), Keeping::Done);
        prop_assert_eq!(&told(&workspace), &fresh, "after writing");
        drop(workspace);
        prop_assert_eq!(&told(&opened(&root, &index)), &fresh, "after a restart");
    });
}

#[test]
fn a_start_answers_from_what_was_written_last_before_it_reads_anything() {
    let (folder, index) = shelf_with_index(20);
    let root = folder.path();
    fs::write(
        root.join("sources.bib"),
        "@misc{dahl, title = {Story 3}, author = {Dahl, Inga}, year = {2021}, file = {corpus/03.md}}\n",
    )
    .unwrap();
    fs::create_dir(root.join("corpus/copies")).unwrap();
    fs::copy(file(root, 1), root.join("corpus/copies/01.md")).unwrap();
    let archive = || Archive::at(&index, &Extractor::default()).unwrap();
    let read = opened(root, &index);
    assert_eq!(read.keep(), Keeping::Done);
    let without_notes = |mut workspace: Workspace| {
        (workspace.notes, workspace.analyst) = (Notes::default(), Arc::default());
        told(&workspace)
    };
    let before = without_notes(read);
    let last = Workspace::over(root, archive());
    assert!(!last.complete, "what the files are now is not known yet");
    assert_eq!(without_notes(last), before);
    for number in 0..20 {
        fs::write(file(root, number), "Nothing is left of it.").unwrap();
    }
    assert_eq!(without_notes(Workspace::over(root, archive())), before, "no file is looked at");
    assert_ne!(without_notes(opened(root, &index)), before, "then they are");
    fs::write(root.join("sources.bib"), "").unwrap();
    assert!(Workspace::over(root, archive()).corpus.is_empty(), "the bibliography has changed since");
}

#[test]
fn what_was_written_last_and_is_damaged_since_is_worked_out_anew() {
    let (folder, index) = shelf_with_index(20);
    let root = folder.path();
    let read = opened(root, &index);
    assert_eq!(read.keep(), Keeping::Done);
    let whole = fs::read(index.join("image")).unwrap();
    let before = told(&read);
    drop(read);
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        fs::write(index.join("image"), &damaged).unwrap();
        assert_eq!(told(&opened(root, &index)), before, "byte {at}");
    }
    fs::write(index.join("image"), &whole[..whole.len() / 2]).unwrap();
    assert_eq!(told(&opened(root, &index)), before, "cut off");
}

#[test]
fn an_article_that_the_index_has_lost_is_read_again_with_the_next_start() {
    let (folder, index) = shelf_with_index(12);
    let root = folder.path();
    let read = opened(root, &index);
    assert_eq!(read.keep(), Keeping::Done);
    let before = told(&read);
    drop(read);
    let archive = Archive::at(&index, &Extractor::default()).unwrap();
    let mut files = archive.files_below(root);
    files.retain(|kept| kept.path != file(root, 5));
    archive.keep(&files).unwrap();
    drop(archive);
    for start in 0..2 {
        let again = opened(root, &index);
        assert_eq!(told(&again), before, "start {start}");
        assert_eq!(again.keep(), Keeping::Done);
    }
}

#[test]
fn who_comes_to_rest_while_another_program_writes_tries_again() {
    let (folder, index) = shelf_with_index(12);
    let root = folder.path();
    let read = opened(root, &index);
    let writing = ibid::corpus::index::Index::open(&index).unwrap().writer(1, 15_000_000).unwrap();
    assert_eq!(read.rested().map(drop), Err(Keeping::Later));
    drop(writing);
    let rested = read.rested().unwrap();
    assert!(rested.corpus.is_at_rest());
    assert_eq!(told(&rested), told(&read));
}

/// A workspace of stories on disk, with a cache of its own.
fn shelf(stories: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("corpus")).unwrap();
    fs::write(root.join("note.md"), NOTE).unwrap();
    fs::write(root.join("who.md"), WHO).unwrap();
    for number in 0..stories {
        fs::write(file(root, number), story(number)).unwrap();
    }
    folder
}

/// The same with a folder for the index.
fn shelf_with_index(stories: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = shelf(stories);
    let index = folder.path().join("index");
    fs::create_dir(&index).unwrap();
    (folder, index)
}

fn ibid(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(root).args(arguments).env("XDG_CACHE_HOME", root.join(".cache")).stdin(Stdio::null());
    command
}

fn printed(root: &Path, arguments: &[&str]) -> String {
    let output = ibid(root, arguments).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn fault_38_an_index_run_that_is_killed_at_any_moment_leaves_a_sound_index() {
    let folder = shelf(120);
    let root = folder.path();
    let whole = printed(root, &["check", "--format", "json"]);
    // `KILLS=200` kills as many runs; a few are enough to see a mistake.
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20usize);
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..kills {
        // Every run has something to read: all of it, or the stories that were written since.
        if round % 3 == 0 {
            fs::remove_dir_all(root.join(".cache")).unwrap();
        } else {
            (0..40).for_each(|number| fs::write(file(root, number), story(number)).unwrap());
        }
        let mut child = ibid(root, &["index"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_millis(random % 900));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(printed(root, &["check", "--format", "json"]), whole, "round {round}");
    }
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let folder = shelf(30);
    let root = folder.path();
    let read = || {
        let summary: serde_json::Value = serde_json::from_str(&printed(root, &["index", "--format", "json"])).unwrap();
        (summary["articles"].as_u64().unwrap(), summary["read"].as_u64().unwrap(), summary["kept"].as_bool().unwrap())
    };
    assert_eq!(read(), (30, 30, true));
    assert_eq!(read(), (30, 0, true));
    fs::rename(file(root, 3), root.join("corpus/renamed.md")).unwrap();
    assert_eq!(read(), (30, 0, true), "a renamed article is the same article");
    fs::write(file(root, 4), story(99)).unwrap();
    fs::remove_file(file(root, 5)).unwrap();
    assert_eq!(read(), (29, 1, true));
}

#[test]
fn the_doctor_says_where_everything_lies_and_what_to_do() {
    let folder = shelf(3);
    let root = folder.path();
    fs::write(root.join("corpus/blob.pdf"), b"\0\0\0").unwrap();
    let output = ibid(root, &["doctor"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("!!  index"), "{text}");
    assert!(text.contains("`ibid index` reads what is missing"), "{text}");
    printed(root, &["index"]);
    let after = printed(root, &["doctor"]);
    assert!(after.contains("ok  index"), "{after}");
    assert!(after.contains(".cache/ibid/index"), "{after}");
}
