//! What is read of changed files alone leads where reading everything anew leads, whatever changes, and whatever lies
//! around.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ibid::check::check;
use ibid::corpus::store::Extractor;
use ibid::workspace::Workspace;
use proptest::prelude::*;

/// Files of every sort that a workspace may hold, and some that it takes no notice of.
const FILES: [&str; 17] = [
    "corpus/one.md",
    "corpus/two.txt",
    "corpus/deep/three.md",
    "corpus/page.html",
    "corpus/page_files/frame.html",
    "corpus/.hidden/four.md",
    "corpus/scan.pdf",
    "corpus/picture.png",
    "corpus/more.bib",
    "elsewhere/five.md",
    "elsewhere/drafts/six.md",
    "notes/a.md",
    "notes/b.md",
    "clip.md",
    "actors.toml",
    "ibid.toml",
    "references.json",
];

/// What may stand in any of them.
const CONTENTS: [&str; 10] = [
    "---\ntitle: The bridge\nauthor: Inga Dahl\npublished: 2021-03-04\n---\n\n“We never asked for a bridge of this size,” said Marta Lindqvist, the harbour master of Ruda.\n",
    "---\ntitle: The ice\nauthor: Inga Dahl\npublished: 2021-03-05\n---\n\nM. Lindqvist saw the ice come eleven days early.\n",
    "The ferry\n\nTomas Kovar, a captain, carried 312 passengers in March.\n",
    "<html><head><title>The light</title></head><body><article><h1>The light</h1><p>Nobody pays for a lighthouse until it is dark, Amina Diallo told the council.</p></article></body></html>",
    "---\ntitle: A clip\nsource: https://ruda.example/clip\nauthor: Ola Berg\n---\n\nMarta Lindqvist wrote to Tomas Kovar.\n",
    "# Lindqvist\n\nOf the size: “We never asked for a bridge of this size” [@dahl2021bridge].\n",
    "---\ntitle: Marta Lindqvist\naliases: [the master]\n---\n\nThe master said no.\n",
    "[[actor]]\nname = \"Marta Lindqvist\"\nforms = [\"Lindqvist of Ruda\", \"the harbour master of Ruda\", \"Nobody\"]\n",
    "[corpus]\npaths = [\"corpus\", \"elsewhere/*.md\"]\n",
    "@article{lind2020, title = {The port}, author = {Lind, Eva}, year = 2020}\n",
];

#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    Remove(usize),
    /// The program is told of all that has changed since.
    Tell,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0..FILES.len(), 0..CONTENTS.len()).prop_map(|(file, content)| Step::Write(file, content)),
        2 => (0..FILES.len()).prop_map(Step::Remove),
        3 => Just(Step::Tell),
    ];
    prop::collection::vec(step, 1..25)
}

fn told(workspace: &Workspace) -> String {
    let corpus = &workspace.corpus;
    let mut out = format!("{:?}\n{:?}\n{:?}\n", workspace.config, workspace.analyst, workspace.problems);
    for (id, entry) in corpus.articles() {
        let _ = writeln!(out, "{} @{} {:?} {:?}", entry.shown, entry.key, entry.metadata(), entry.copies);
        let _ = writeln!(out, "{:?} {:?}", entry.article(), corpus.mentions_in(id));
    }
    for (_, actor) in corpus.actors().iter() {
        let _ = writeln!(out, "{} {} {:?}", actor.slug, actor.name, actor.forms);
    }
    let mut unread: Vec<String> = corpus.unread().iter().map(|unread| format!("{unread:?}")).collect();
    unread.sort();
    let _ = writeln!(out, "{unread:#?}");
    for (path, note) in workspace.notes.iter() {
        let _ = writeln!(out, "{path:?} {} {:?}", note.text, check(workspace, path, note));
    }
    out
}

fn opened(root: &Path) -> Workspace {
    Workspace::open(root, Extractor::default(), &())
}

/// A workspace with an article, `corpus/one.md`.
fn with_one_article() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    fs::write(folder.path().join("corpus/one.md"), CONTENTS[0]).unwrap();
    folder
}

#[test]
fn what_is_told_of_one_by_one_is_known_as_if_all_were_read_anew() {
    let config = ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in steps())| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        fs::create_dir_all(root.join("corpus")).unwrap();
        fs::write(root.join("corpus/first.md"), CONTENTS[0]).unwrap();
        let mut workspace = opened(&root);
        let mut changed: Vec<PathBuf> = Vec::new();
        for step in steps.into_iter().chain([Step::Tell]) {
            match step {
                Step::Write(file, content) => {
                    let path = root.join(FILES[file]);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(&path, CONTENTS[content]).unwrap();
                    changed.push(path);
                }
                Step::Remove(file) => {
                    let path = root.join(FILES[file]);
                    let _ = fs::remove_file(&path);
                    changed.push(path);
                }
                Step::Tell => {
                    workspace = workspace.refreshed(&std::mem::take(&mut changed), &());
                    prop_assert_eq!(told(&workspace), told(&opened(&root)));
                }
            }
        }
    });
}

#[test]
fn a_folder_that_comes_with_its_first_article_is_missed_no_longer() {
    let folder = with_one_article();
    let root = folder.path();
    fs::write(root.join("ibid.toml"), "[corpus]\npaths = [\"corpus\", \"elsewhere/*.md\"]\n").unwrap();
    let workspace = opened(root);
    assert_eq!(workspace.corpus.unread().len(), 1, "{:?}", workspace.corpus.unread());
    for content in [CONTENTS[0], CONTENTS[1]] {
        fs::create_dir_all(root.join("elsewhere")).unwrap();
        fs::write(root.join("elsewhere/two.md"), content).unwrap();
        let next = workspace.refreshed(&[root.join("elsewhere/two.md")], &());
        assert!(next.corpus.unread().is_empty(), "{:?}", next.corpus.unread());
    }
}

#[test]
fn an_article_that_is_told_of_is_read_and_no_folder_is_gone_through() {
    let folder = with_one_article();
    let root = folder.path();
    let workspace = opened(root);
    fs::write(root.join("corpus/one.md"), CONTENTS[1]).unwrap();
    fs::write(root.join("corpus/untold.md"), CONTENTS[2]).unwrap();
    let next = workspace.refreshed(&[root.join("corpus/one.md")], &());
    let titles: Vec<_> = next.corpus.articles().filter_map(|(_, entry)| entry.metadata().title.clone()).collect();
    assert_eq!(titles, ["The ice"]);
}

#[test]
fn a_file_that_is_saved_as_it_was_leaves_the_snapshot_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("corpus")).unwrap();
    let path = root.join("corpus/one.md");
    fs::write(&path, CONTENTS[0]).unwrap();
    let workspace = opened(root);
    fs::write(&path, CONTENTS[0]).unwrap();
    assert!(workspace.judges_like(&workspace.refreshed(std::slice::from_ref(&path), &())));
    fs::write(&path, CONTENTS[1]).unwrap();
    assert!(!workspace.judges_like(&workspace.refreshed(&[path], &())));
}

/// Gives the work up after so many files.
struct Patience(std::sync::atomic::AtomicUsize);

impl ibid::workspace::Progress for Patience {
    fn files(&self, _done: usize, _total: usize) {
        let left = self.0.load(std::sync::atomic::Ordering::Relaxed);
        self.0.store(left.saturating_sub(1), std::sync::atomic::Ordering::Relaxed);
    }

    fn is_unwanted(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::Relaxed) == 0
    }
}

#[test]
fn reading_everything_anew_leads_where_it_led_before_and_given_up_it_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in
        [(0, 0), (2, 1), (3, 3), (11, 5), (14, 7)].map(|(file, content)| (FILES[file], CONTENTS[content]))
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let workspace = Workspace::open(folder.path(), Extractor::default(), &());
    assert!(workspace.reread(&Patience(2.into())).is_none());
    assert!(workspace.reread(&Patience(0.into())).is_none());
    assert!(workspace.judges_like(&workspace.reopened(folder.path(), &Patience(0.into()))));
    let again = workspace.reread(&()).unwrap();
    assert!(!workspace.judges_like(&again));
    let articles = |workspace: &Workspace| -> Vec<String> {
        workspace.corpus.articles().map(|(_, entry)| format!("{} {}", entry.shown, entry.key)).collect()
    };
    assert_eq!(articles(&again), articles(&workspace));
    let (path, note) = workspace.notes.iter().next().unwrap();
    assert_eq!(check(&again, path, note), check(&workspace, path, note));
}
