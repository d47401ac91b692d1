//! The place whose words are nearest to those of a quotation.
//!
//! Rare words of the quotation point to a few windows of the text; in each the alignment with the least edits is
//! found word by word, and the best is judged.

use super::align::{Alignment, EDIT, Step, align_all};
use super::haystack::Haystack;
use super::needle::Needle;
use super::windows::{LEAST_WEIGHT, Places, windows};
use super::{Edit, Exactness, Match};
use crate::text::Span;

/// The least similarity of an altered quotation. Altered ones were measured at .57 and up, unrelated text at .33 at
/// most (1,491 perturbed quotations).
const LEAST_SIMILARITY: f32 = 0.45;
/// The same of a quotation of four words.
const SHORT_SIMILARITY: f32 = 0.7;
/// How many words must be the same.
const LEAST_WORDS: usize = 4;
/// A longer quotation is aligned in chunks of so many words, and only so many chunks.
pub(super) const CHUNK: usize = 300;
pub(super) const MOST_CHUNKS: usize = 40;

/// The nearest place, where one is near enough.
pub(super) fn near(hay: &Haystack, needle: &Needle) -> Option<Match> {
    if needle.len() < LEAST_WORDS || hay.folded.words.len() < LEAST_WORDS {
        return None;
    }
    let places = Places::new(hay, needle);
    let aligned = windows(hay, needle, &places).into_iter().map(|window| align_all(hay, needle, window));
    let best = aligned.min_by_key(|alignment| alignment.cost)?;
    best.judge(hay, needle, &places)
}

impl Alignment {
    fn judge(self, hay: &Haystack, needle: &Needle, places: &Places) -> Option<Match> {
        let own = needle.inserted.iter().filter(|inserted| !**inserted).count();
        let whole = (EDIT as usize * own.max(1)) as f32;
        let similarity = (1.0 - self.cost as f32 / whole).max(0.0);
        let matched: Vec<usize> = self.steps.iter().filter_map(|step| step.matched()).collect();
        let found: f64 = matched.iter().map(|&word| places.weight_of(hay, needle, word)).sum();
        // Of a short quotation all words but one must be the same.
        let short = own <= LEAST_WORDS;
        let near = similarity >= if short { SHORT_SIMILARITY } else { LEAST_SIMILARITY }
            && matched.len() >= LEAST_WORDS - usize::from(short)
            && found >= f64::from(LEAST_WEIGHT) * places.whole_weight(hay, needle)
            && self.cost > 0;
        near.then(|| Match {
            exactness: Exactness::Altered,
            span: hay.source(self.words.start(), self.words.end()),
            edits: self.edits(hay, needle),
            similarity,
            skipped: Vec::new(),
        })
    }

    /// The steps that are no matches, neighbours taken together.
    fn edits(&self, hay: &Haystack, needle: &Needle) -> Vec<Edit> {
        let mut groups: Vec<(Span, Span)> = Vec::new();
        let mut open = false;
        for step in &self.steps {
            let (quoted, source) = match *step {
                Step::Same(..) | Step::Free => {
                    open = false;
                    continue;
                }
                Step::Changed(word, source) => (Span::new(word, word + 1), Span::new(source, source + 1)),
                Step::Added(word, source) => (Span::new(word, word + 1), Span::at(source)),
                Step::Dropped(word, source) => (Span::at(word), Span::new(source, source + 1)),
            };
            match groups.last_mut().filter(|_| open) {
                Some(group) => *group = (group.0.join(quoted), group.1.join(source)),
                None => groups.push((quoted, source)),
            }
            open = true;
        }
        let place = |(quoted, source): (Span, Span)| Edit {
            quoted: needle.source(quoted.start(), quoted.end()),
            source: hay.source(source.start(), source.end()),
        };
        groups.into_iter().map(place).collect()
    }
}

impl Step {
    fn matched(self) -> Option<usize> {
        match self {
            Step::Same(word, _) => Some(word),
            _ => None,
        }
    }
}
