//! A note that is checked again and again while it is edited is told what a first check of it would say: nothing that
//! was kept from the check before shows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use ibid::check::check;
use ibid::note::Note;
use ibid::workspace::Workspace;
use proptest::prelude::*;

const ARTICLE: &str = "---\ntitle: The Kiln Goes Cold\nkey: kiln\nauthor: Rasa Volke\ndate: 2022-04-03\n---\n\n\
“We fired the last bricks in March,” said Ylva Sandnesk, who runs the kiln. “Nobody has ordered any since.”\n\n\
Pavel Drahonik owns the ground. “It was never a good clay,” he said, “unless you like it red.” The kiln burned 240 \
tonnes of peat in 2021 and lost 31 of its workers.\n";

const OTHER: &str = "---\ntitle: Peat and Water\nkey: peat\nauthor: Ivo Lenart\ndate: 2023-06-07\n---\n\n\
The council of Brandum sold the bog on 4 May 2020. “A bog is a bank that pays in water,” said Mira Okuneva.\n";

const NOTE: &str = "# The kiln\n\nYlva Sandnesk is plain: “We fired the last bricks in March” [@kiln]. The kiln burned \
240 tonnes of peat in 2021 [@kiln].\n\n“Nobody has ordered any since,” said Pavel Drahonik. “It was never a good \
clay” [@kiln, para. 2].\n\n- Okuneva: “A bog is a bank that pays in water” [@peat]\n- The council sold it on 5 May \
2020 [@peat; @kiln].\n\n> It was never a good clay.\n> — Pavel Drahonic [@kiln]\n\n| who | what |\n|---|---|\n| \
Sandnesk | “the last bricks” [@kiln] |\n\nShe said: “A bog is a bank”.[^1]\n\n[^1]: Sandnesk, [@peat].\n";

/// What may be typed or pasted.
const TYPED: [&str; 26] = [
    "a",
    "e",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "’",
    "[@kiln]",
    "[@peat, para. 1]",
    "@kil",
    "not ",
    "5",
    "31 ",
    "> ",
    "- ",
    "[^1]",
    "…",
    "[…]",
    "Sandnesk",
    "Drahonik said ",
    "Mira",
    "\u{200f}",
    "é",
    "<!-- ibid: own -->",
];

fn workspace() -> Workspace {
    let file = |name: &str, text: &str| (PathBuf::from("/w/corpus").join(name), text.as_bytes().to_vec());
    Workspace::from_files(Path::new("/w"), vec![file("kiln.md", ARTICLE), file("peat.md", OTHER)])
}

/// `text` with `length` characters from the place `at` on (a share of the whole) gone and `typed` in their stead.
fn edited(text: &str, at: f64, length: usize, typed: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let from = ((characters.len() as f64 * at) as usize).min(characters.len());
    let to = (from + length).min(characters.len());
    let part = |part: &[char]| part.iter().collect::<String>();
    part(&characters[..from]) + typed + &part(&characters[to..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_was_kept_of_the_last_check_never_shows(
        edits in prop::collection::vec((0.0..1.0f64, 0..12usize, prop::sample::select(&TYPED[..])), 1..12)
    ) {
        let kept = workspace();
        let path = Path::new("/w/notes/a.md");
        let mut text = NOTE.to_string();
        for (at, length, typed) in edits {
            text = edited(&text, at, length, typed);
            let note = Note::read(text.as_str().into());
            let again = check(&kept, path, &note);
            prop_assert_eq!(again, check(&workspace(), path, &note), "{}", text);
        }
    }
}
