//! The words right around a figure.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::token::{Kind, Token, tokens};
use super::unit::stem;
use crate::text::Span;

/// Words before a figure that say how exact it is.
const HEDGES: [&str; 18] = [
    "more",
    "than",
    "less",
    "fewer",
    "about",
    "around",
    "roughly",
    "some",
    "nearly",
    "almost",
    "over",
    "at",
    "least",
    "most",
    "only",
    "just",
    "approximately",
    "a",
];

/// What stands right around a figure: hashes of the words before it, the nearest first, and of those behind it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    before: [Option<u64>; 2],
    behind: [Option<u64>; 2],
}

impl Frame {
    /// The frames of the figures at `places` of `text`, which are in order.
    pub fn of(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<Frame> {
        let tokens: Vec<Token> =
            tokens(text).into_iter().filter(|token| !matches!(token.kind, Kind::Sign(_))).collect();
        let words: Vec<(Span, u64)> =
            tokens.iter().map(|token| (token.span, FxBuildHasher.hash_one(stem(token.text)))).collect();
        let hash = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|(_, hash)| *hash);
        let frame = |place: Range<usize>| {
            let mut first = words.partition_point(|(word, _)| word.start() < place.start);
            let hedges = |at: usize| tokens.get(at).is_some_and(|token| HEDGES.contains(&&*token.word()));
            while first.checked_sub(1).is_some_and(hedges) {
                first -= 1;
            }
            let behind = words.partition_point(|(word, _)| word.start() < place.end);
            Frame {
                before: [hash(first.checked_sub(1)), hash(first.checked_sub(2))],
                behind: [hash(Some(behind)), hash(Some(behind + 1))],
            }
        };
        places.map(frame).collect()
    }

    /// The hash of the word before the figure, where that says what is done with it.
    pub fn lead(&self) -> Option<u64> {
        const SMALL: [&str; 16] = [
            "and", "or", "but", "of", "to", "from", "in", "at", "with", "by", "for", "on", "against", "while", "the",
            "were",
        ];
        let lead = self.before.first().copied().flatten()?;
        (!SMALL.iter().any(|small| FxBuildHasher.hash_one(stem(small)) == lead)).then_some(lead)
    }

    /// Whether the word before the figure is one of these.
    pub fn follows(&self, words: &[&str]) -> bool {
        let before = self.before.first().copied().flatten();
        words.iter().any(|word| before == Some(FxBuildHasher.hash_one(stem(word))))
    }

    /// Whether the figure says by how much something differs: "by 12", "12 more", "12 tonnes less".
    pub fn is_difference(&self) -> bool {
        const BEHIND: [&str; 9] = ["more", "less", "fewer", "higher", "lower", "longer", "shorter", "faster", "short"];
        let is = |word: &Option<u64>, wanted: &str| *word == Some(FxBuildHasher.hash_one(stem(wanted)));
        self.follows(&["by"]) || self.behind.iter().any(|word| BEHIND.iter().any(|behind| is(word, behind)))
    }

    /// Whether two figures stand between the same words: three of the four, or two where they count the same.
    pub fn fits(&self, other: &Frame, same_unit: bool) -> bool {
        let run = |one: &[Option<u64>], two: &[Option<u64>]| {
            one.iter().zip(two).take_while(|(one, two)| one.is_some() && one == two).count()
        };
        let same = run(&self.before, &other.before) + run(&self.behind, &other.behind);
        same >= 3 || same_unit && same >= 2
    }
}
