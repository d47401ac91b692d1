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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words `word0 word1 …`, those of `changed` in place of the others.
    fn passage(words: usize, changed: usize) -> String {
        let word = |at: usize| if at < changed { format!("x{at}z") } else { format!("word{at}") };
        // What was changed stands between what was not, as far as that goes.
        let order = (0..words).map(|at| at * 7 % words);
        order.map(word).collect::<Vec<_>>().join(" ")
    }

    fn similarity(text: &str, quotation: &str) -> Option<f32> {
        near(&Haystack::new(text), &Needle::new(quotation)).map(|found| (found.similarity * 1000.0).round() / 1000.0)
    }

    #[test]
    fn a_quotation_is_near_where_enough_of_it_stands() {
        for (words, changed, found) in [
            // Words are compared as wholes: three are too few, of four one may be another, of five also one.
            (3, 1, None),
            (4, 1, Some(0.742)),
            (4, 2, None),
            (5, 1, Some(0.794)),
            (5, 2, None),
            (8, 1, Some(0.871)),
            (20, 10, Some(0.484)),
            (20, 11, None),
            (20, 20, None),
            // What stands as it is, is not near.
            (20, 0, None),
        ] {
            assert_eq!(similarity(&passage(words, 0), &passage(words, changed)), found, "{changed} of {words}");
        }
    }

    #[test]
    fn a_text_of_four_words_may_hold_a_quotation_of_more() {
        assert_eq!(similarity("we sail at dawn", "we never sail at dawn"), Some(0.791));
        assert_eq!(similarity("we sail home", "we never sail home"), None);
    }

    #[test]
    fn what_brackets_put_in_counts_neither_for_nor_against() {
        let text = "the old lighthouse keeps its lamp lit every night of winter";
        let plain = similarity(text, "the old lighthouse keeps its lamp dark every night");
        assert_eq!(plain, Some(0.885));
        assert_eq!(similarity(text, "the old lighthouse [of Akmensrags here] keeps its lamp dark every night"), plain);
    }

    #[test]
    fn common_words_alone_prove_nothing() {
        // Six of the words stand there, but they stand everywhere.
        let filler = (0..250).map(|number| format!("the of filler{number} to")).collect::<Vec<_>>().join(" ");
        let text = format!("{filler} the harbour of salt the ferry of ice the lamp to rope {filler}");
        assert!(similarity(&text, "the harbour of salt the x1z of ice the x2z to rope").is_some());
        assert!(similarity(&text, "the x1z of x2z the x3z of x4z the x5z to").is_none());
    }

    #[test]
    fn of_two_places_the_one_with_fewer_changes_is_told() {
        let (one, two) = ("we sail home at dawn with the old ferry", "we sail home at noon with the new ferry");
        let far = "Nothing else was said of it that day. ".repeat(20);
        for text in [format!("{one}. {far}{two}."), format!("{two}. {far}{one}.")] {
            let found = near(&Haystack::new(&text), &Needle::new("we sail home at noon with the last ferry")).unwrap();
            assert_eq!(found.span.of(&text), two);
        }
    }

    #[test]
    fn changes_side_by_side_are_one_and_others_are_told_apart() {
        let text = "we sail home at dawn with the old ferry and its crew";
        let edits = |quotation: &str| {
            let found = near(&Haystack::new(text), &Needle::new(quotation)).unwrap();
            let told = found.edits.iter().map(|edit| (edit.quoted.of(quotation).to_string(), edit.source.of(text)));
            told.collect::<Vec<_>>()
        };
        let told = |edits: &[(&str, &'static str)]| -> Vec<_> {
            edits.iter().map(|(quoted, stands)| (quoted.to_string(), *stands)).collect()
        };
        assert_eq!(edits("we sail home at noon, under the old ferry and"), told(&[("noon, under", "dawn with")]));
        assert_eq!(edits("we sail back at noon with the old ferry"), told(&[("back", "home"), ("noon", "dawn")]));
        assert_eq!(edits("we sail home with the old ferry"), told(&[("", "at dawn")]));
        assert_eq!(edits("we sail home at dawn with the very old ferry"), told(&[("very", "")]));
        assert_eq!(edits("we sail at dawn with the slow old ferry"), told(&[("", "home"), ("slow", "")]));
        assert_eq!(
            edits("we walk [slowly] back at dawn with the old ferry"),
            told(&[("walk", "sail"), ("back", "home")])
        );
    }
}
