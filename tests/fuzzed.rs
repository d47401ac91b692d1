//! Every target of `fuzz/` without a fuzzer: over its seeds, over what was found before, and over random changes of both.
//! `FUZZ_ROUNDS` changes are tried of each target (default 300); a failure leaves its input in `fuzz/found`, where it is
//! tried for ever. `FUZZ_SEEDS=FOLDER` writes the seeds down, for `make fuzz`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says over what"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/lib.rs"]
mod targets;

use targets::{Run, TARGETS, sample};

/// Numbers in an order of their own (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below.max(1)
    }
}

/// What breaks parsers in whatever they parse.
const TOKENS: [&[u8]; 24] = [
    b"\xFF",
    b"\0",
    b"\n",
    b"\r\n",
    b"\xE2\x80",
    b"\xF0\x9F\xA7\xAD",
    b"\xED\xA0\x80",
    b"\xC2\xAD",
    "“".as_bytes(),
    "”".as_bytes(),
    b"\"",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b"]]>",
    b"-->",
    b"@",
    b"\\",
    b"4294967296",
    b"-1",
    b"...",
    "e\u{301}".as_bytes(),
];

/// `seed` with a few changes: bytes flipped, pieces dropped, doubled, swapped in from `other`, tokens put in.
fn changed(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + 1 + dice.roll(40)).min(bytes.len());
        match dice.roll(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at.min(end)..end)),
            2 => bytes.truncate(at),
            3 => {
                let piece = bytes[at.min(end)..end].repeat(1 + dice.roll(30));
                bytes.splice(at..at, piece);
            }
            4 => {
                let from = dice.roll(other.len() + 1);
                let to = (from + dice.roll(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let token = TOKENS[dice.roll(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Longer inputs find little and take long.
const LONGEST: usize = 8 << 10;

fn found(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(target)
}

/// Tries one input, and writes it down where it fails.
fn try_one(target: &str, run: Run, bytes: &[u8]) {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| run(bytes))) else { return };
    let sum = bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3));
    let path = found(target).join(format!("{sum:016x}"));
    let _ = fs::create_dir_all(found(target));
    let _ = fs::write(&path, bytes);
    eprintln!("{target} fails over {}", path.display());
    resume_unwind(panic);
}

/// What is found stays tried, seeds are sound, and random changes of both break nothing.
fn fuzz(target: &str) {
    let run = TARGETS.iter().find(|(name, _)| *name == target).expect("a target").1;
    let mut inputs = sample::seeds(target);
    assert!(!inputs.is_empty(), "{target} has seeds");
    inputs.iter_mut().for_each(|seed| seed.truncate(4 * LONGEST));
    let mut former: Vec<PathBuf> =
        fs::read_dir(found(target)).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    former.sort();
    inputs.extend(former.iter().map(|path| fs::read(path).unwrap()));
    for input in &inputs {
        try_one(target, run, input);
    }
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..rounds {
        let (seed, other) = (dice.roll(inputs.len()), dice.roll(inputs.len()));
        try_one(target, run, &changed(&inputs[seed], &inputs[other], &mut dice));
    }
}

macro_rules! targets {
    ($($name:ident $target:literal),+ $(,)?) => {
        $(#[test] fn $name() { fuzz($target); })+

        #[test]
        fn every_target_is_tried_and_can_be_fuzzed() {
            assert!(TARGETS.iter().map(|(name, _)| *name).eq([$($target),+]));
            for (name, _) in TARGETS {
                let program = format!("fuzz/fuzz_targets/{name}.rs");
                let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&program)).expect(&program);
                assert!(text.contains(&format!("ibid_fuzz::{name}::run(data)")), "{program}: {text}");
            }
        }
    };
}

targets! {
    fuzzed_frames_and_messages_leave_a_server_that_answers "protocol",
    fuzzed_edits_are_those_of_the_full_text "edits",
    fuzzed_notes_are_read_checked_and_answered_about "notes",
    fuzzed_texts_are_sound_articles "texts",
    fuzzed_pages_are_sound_articles "pages",
    fuzzed_pdfs_are_sound_articles "pdf",
    fuzzed_bibliographies_are_read_formatted_and_written "bibliography",
    fuzzed_configurations_are_read "config",
    fuzzed_words_on_actors_are_read_and_written "actors",
    fuzzed_indexes_cost_reading_again "index",
    fuzzed_quotations_keep_their_verdict_in_any_type "ladder",
}

#[test]
fn seeds_are_written_where_asked_for() {
    let Some(folder) = std::env::var_os("FUZZ_SEEDS").map(PathBuf::from) else { return };
    for (target, _) in TARGETS {
        let folder = folder.join(target);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in sample::seeds(target).iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed).unwrap();
        }
    }
}
