//! While a sound note is being written, nothing is said of it at any moment: the real checks and the real rule of
//! silence, keystroke by keystroke, on a clock of the test's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ibid::check::{Code, check};
use ibid::corpus::store::Extractor;
use ibid::note::Note;
use ibid::server::quiet::{Quiet, REST};
use ibid::workspace::Workspace;
use proptest::prelude::TestCaseError;
use proptest::test_runner::{Config, TestRunner};

/// The time between two keys.
const KEY: Duration = Duration::from_millis(90);

const FERRY: &str = "---\ntitle: The Ferry That Waits\nkey: lace2021ferry\nauthor: Marta Lace\ndate: 2021-03-04\n---\n\n\
The ferry to the island carried 312 passengers in March, and the harbour master blames the ice.\n\n\
“We never agreed to the port fee,” said Tomáš Kovář, a captain from Ostrava. “It would not pay for 25,000 tonnes of salt.”\n\n\
Ilze Ozola keeps the lighthouse on the northern cape. “A lighthouse is a promise,” she said.\n";

const SALT: &str = "---\ntitle: Who Pays for the Salt?\nkey: berg2022salt\nauthor: Nils Berg\ndate: 2022-05-06\n---\n\n\
The salt works have changed hands three times in four years.\n\n\
“Salt is the only thing here that never spoils,” said Anders Lund, who runs the works.\n";

/// Everything in it is sound.
const SOUND: &str = "# The ferry\n\n\
Tomáš Kovář was blunt: “We never agreed to the port fee” [@lace2021ferry, para. 2]. The ferry carried 312 passengers \
in March [@lace2021ferry].\n\n\
- Of the cape: “A lighthouse is a promise”.[^1]\n\
- «Salt is the only thing here that never spoils» [@berg2022salt]\n\n\
> It would not pay for 25,000 tonnes of salt.\n> — Tomáš Kovář [@lace2021ferry]\n\n\
| Who | What |\n|---|---|\n| Kovář | “We never agreed to the port fee” [@lace2021ferry] |\n\n\
In my words: “the port fee was never agreed to by us”<!-- ibid: own --> [@lace2021ferry].\n\n\
[^1]: Ilze Ozola, in [@lace2021ferry].\n";

fn small() -> Workspace {
    let file = |name: &str, text: &str| (PathBuf::from("/w/corpus").join(name), text.as_bytes().to_vec());
    Workspace::from_files(Path::new("/w"), vec![file("ferry.md", FERRY), file("salt.md", SALT)])
}

fn sample() -> Workspace {
    Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR")), Extractor::default(), &())
}

/// A note in an editor.
struct Desk<'a> {
    workspace: &'a Workspace,
    path: PathBuf,
    note: Note,
    quiet: Quiet,
    now: Instant,
}

impl<'a> Desk<'a> {
    fn new(workspace: &'a Workspace, text: &str) -> Desk<'a> {
        let path = workspace.root.join("notes/written.md");
        Desk { workspace, path, note: Note::read(text.into()), quiet: Quiet::default(), now: Instant::now() }
    }

    /// Replaces bytes of the note, as one key or one paste does, and says what is shown then.
    fn edit(&mut self, at: std::ops::Range<usize>, text: &str) -> Vec<(Code, String)> {
        let mut new = self.note.text.to_string();
        new.replace_range(at.clone(), text);
        let after = Note::read(new.into());
        self.now += KEY;
        self.quiet.rewritten(&self.note, &after, Some(at.start + text.len()), self.now);
        self.note = after;
        self.shown()
    }

    fn shown(&mut self) -> Vec<(Code, String)> {
        let report = check(self.workspace, &self.path, &self.note);
        let shown = self.quiet.show(&report.diagnostics, self.now);
        shown.iter().map(|found| (found.code, found.span.of(&self.note.text).to_owned())).collect()
    }

    /// Types `text` at the byte `at`, key by key; fails where anything is shown.
    fn type_in(&mut self, at: usize, text: &str) -> Result<(), String> {
        self.type_pieces(at, text.split_inclusive(|_| true))
    }

    /// Types `pieces` one after the other; the keys of a piece come together, as those of a fast typist.
    fn type_pieces<'t>(&mut self, mut at: usize, pieces: impl Iterator<Item = &'t str>) -> Result<(), String> {
        for piece in pieces {
            let shown = self.edit(at..at, piece);
            at += piece.len();
            if !shown.is_empty() {
                return Err(format!("{shown:?} after {:?}", &self.note.text[..at]));
            }
        }
        Ok(())
    }
}

fn finished(workspace: &Workspace, text: &str) -> Vec<(Code, String)> {
    Desk::new(workspace, text).shown()
}

#[test]
fn a_sound_note_is_typed_from_beginning_to_end_in_silence() {
    let workspace = small();
    assert_eq!(finished(&workspace, SOUND), []);
    Desk::new(&workspace, "").type_in(0, SOUND).unwrap();
}

#[test]
fn the_sound_notes_of_the_demonstration_are_typed_in_silence() {
    let workspace = sample();
    for name in ["02-messy.md", "03-ways-to-cite.md"] {
        let text = std::fs::read_to_string(workspace.root.join("corpus/notes").join(name)).unwrap();
        let mut desk = Desk::new(&workspace, "");
        desk.path = workspace.root.join("corpus/notes").join(name);
        assert_eq!(finished_at(&workspace, &desk.path, &text), []);
        // The letters of a word come together here: a test that took a minute would be left out one day.
        let pieces = text.split_inclusive(|c: char| !c.is_alphanumeric());
        desk.type_pieces(0, pieces).unwrap_or_else(|shown| panic!("{name}: {shown}"));
    }
}

fn finished_at(workspace: &Workspace, path: &Path, text: &str) -> Vec<(Code, String)> {
    let mut desk = Desk::new(workspace, text);
    desk.path = path.to_path_buf();
    desk.shown()
}

/// Words are written in the middle of a finished note, deleted back, pasted, undone; between the edits the writer rests
/// only where the note is sound.
#[test]
fn a_sound_note_is_edited_in_any_order_in_silence() {
    let workspace = small();
    let text = SOUND.to_owned();
    let boundaries: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
    let mut runner = TestRunner::new(Config { cases: 60, ..Config::default() });
    let points = (0..boundaries.len(), 1_usize..40, 0_u8..3, 0..boundaries.len());
    runner
        .run(&points, |(start, length, way, other)| {
            let (from, to) = (boundaries[start], boundaries[(start + length).min(boundaries.len() - 1)]);
            // An edit across blocks leaves broken ones behind that are nobody's last edit.
            let piece = &text[from..to];
            if piece.contains('\n') {
                return Ok(());
            }
            let mut desk = Desk::new(&workspace, &text);
            desk.shown();
            let quiet = |shown: Vec<(Code, String)>, desk: &Desk<'_>| {
                if shown.is_empty() {
                    Ok(())
                } else {
                    Err(TestCaseError::fail(format!("{shown:?} in\n{}", desk.note.text)))
                }
            };
            match way {
                // Deleted back, and typed again.
                0 => {
                    for (at, key) in piece.char_indices().rev() {
                        let at = from + at;
                        let shown = desk.edit(at..at + key.len_utf8(), "");
                        quiet(shown, &desk)?;
                    }
                    desk.type_in(from, piece).map_err(TestCaseError::fail)?;
                }
                // Cut out at once, and undone.
                1 => {
                    let shown = desk.edit(from..to, "");
                    quiet(shown, &desk)?;
                    let shown = desk.edit(from..from, piece);
                    quiet(shown, &desk)?;
                }
                // Something pasted in, taken away; then the same elsewhere.
                _ => {
                    for at in [from, boundaries[other]] {
                        let pasted = "“We always wanted a port fee” ";
                        let shown = desk.edit(at..at, pasted);
                        quiet(shown, &desk)?;
                        let shown = desk.edit(at..at + pasted.len(), "");
                        quiet(shown, &desk)?;
                    }
                }
            }
            desk.now += REST;
            let shown = desk.shown();
            quiet(shown, &desk)
        })
        .unwrap();
}

#[test]
fn what_is_mended_goes_at_once_and_what_is_wrong_is_told_when_the_writer_moves_on() {
    let workspace = small();
    let mut desk = Desk::new(&workspace, "\n\nSecond.\n");
    desk.shown();
    desk.type_in(0, "“We never agreed to the port levy” [@lace2021ferry].").unwrap();
    let end = desk.note.text.find("Second").unwrap() + "Second".len();
    let shown = desk.edit(end..end, "!");
    assert_eq!(shown, [(Code::QuoteAltered, "We never agreed to the port levy".to_owned())]);
    let at = desk.note.text.find("levy").unwrap();
    assert_eq!(desk.edit(at..at + 4, "fe").len(), 1, "what is shown stays while it is mended");
    assert_eq!(desk.edit(at + 2..at + 2, "e"), []);
}

#[test]
fn rest_and_a_save_tell_what_is_wrong() {
    let workspace = small();
    for saved in [true, false] {
        let mut desk = Desk::new(&workspace, "");
        desk.type_in(0, "“We never agreed to the port levy” [@lace2021ferry].").unwrap();
        if saved {
            desk.quiet.saved();
        } else {
            desk.now += REST;
        }
        assert_eq!(desk.shown().len(), 1);
    }
}
