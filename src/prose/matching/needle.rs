//! A quotation made ready to be looked for.

use super::fold::Folded;
use super::near::{CHUNK, MOST_CHUNKS};
use crate::text::normal::normal;
use crate::text::{Mapped, MappedBuilder, Span};

/// How many pieces of a quotation are fitted together.
const MOST_PIECES: usize = 100;

/// A quotation made ready to be looked for. Made once, looked for in many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    /// The words as they were given.
    pub(super) text: String,
    /// The normal form without square brackets, mapped back to `text`.
    pub(super) literal: Mapped,
    pub(super) folded: Folded,
    /// For each word whether the note's author put it in (`[in Riga]`, `[w]e`).
    pub(super) inserted: Vec<bool>,
    /// Where something was left out: before which word, in order.
    pub(super) gaps: Vec<usize>,
}

/// Words of a needle that stand together in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first word and the one after the last.
    pub(super) words: Span,
    /// What separates it from the piece before.
    pub(super) gap: Gap,
}

/// What separates two pieces of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// An ellipsis: words were left out.
    Elision,
    /// Brackets: words were put in, or in the place of others.
    Insertion,
}

impl Needle {
    /// Makes `words` ready.
    pub fn new(words: &str) -> Needle {
        let normal = normal(words);
        let (bare, brackets) = without_brackets(normal.text());
        let folded = Folded::new(bare.text());
        let inserted = (0..folded.words.len())
            .map(|index| {
                let place = bare.source(folded.words[index].span);
                let next = brackets.partition_point(|bracket| bracket.end <= place.start);
                brackets.get(next).is_some_and(|bracket| bracket.overlaps(place))
            })
            .collect();
        let mut gaps: Vec<usize> = bare.text().match_indices('…').map(|(at, _)| folded.word_from(at)).collect();
        gaps.dedup();
        gaps.retain(|&gap| gap > 0 && gap < folded.words.len());
        Needle { text: words.to_string(), literal: normal.compose(&bare), folded, inserted, gaps }
    }

    /// The words as they were given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.folded.words.len()
    }

    /// Whether it has no words at all.
    pub fn is_empty(&self) -> bool {
        self.folded.words.is_empty()
    }

    /// Whether it has more words or cuts than are compared one by one: that nothing near is found then says nothing.
    pub fn is_too_long(&self) -> bool {
        self.len() > CHUNK * MOST_CHUNKS || self.gaps.len() > MOST_PIECES
    }

    /// The hashes of its words.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.folded.words.iter().map(|word| word.hash)
    }

    /// Whether the words say that something was left out or put in.
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty() || self.inserted.contains(&true)
    }

    /// The words of the source, in pieces that stand together.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut gaps = self.gaps.iter().peekable();
        let mut gap = Some(Gap::Elision);
        for (index, &inserted) in self.inserted.iter().enumerate() {
            if gaps.next_if_eq(&&index).is_some() {
                gap = Some(Gap::Elision);
            }
            if inserted {
                gap = gap.or(Some(Gap::Insertion));
                continue;
            }
            match (gap.take(), pieces.last_mut()) {
                (None, Some(last)) => last.words = last.words.join(Span::new(index, index + 1)),
                (gap, _) => {
                    let gap = gap.unwrap_or(Gap::Insertion);
                    pieces.push(Piece { words: Span::new(index, index + 1), gap });
                }
            }
        }
        pieces
    }

    /// The skeleton of the words `from..to`.
    pub(super) fn skeleton(&self, words: Span) -> &str {
        let at = |index: usize| self.folded.words.get(index).map_or(self.folded.skeleton.len(), |w| w.start as usize);
        self.folded.skeleton.get(at(words.start())..at(words.end())).unwrap_or("")
    }

    /// Where the words `from..to` stand in the text that was given.
    pub(super) fn source(&self, from: usize, to: usize) -> Span {
        self.literal.source(self.folded.span(from, to))
    }
}

/// `normal` without its square brackets, and where the pairs stand in `normal`. Marks that lead to notes (`[3]`)
/// and bracketed ellipses keep theirs.
fn without_brackets(normal: &str) -> (Mapped, Vec<Span>) {
    let mut builder = MappedBuilder::default();
    let mut brackets = Vec::new();
    let mut copied = 0;
    let mut open: Option<usize> = None;
    for (at, bracket) in normal.match_indices(['[', ']']) {
        match (bracket, open) {
            ("[", _) => open = Some(at),
            (_, Some(from)) => {
                open = None;
                let inside = &normal[from + 1..at];
                // "last year [2023]"; shorter numbers lead to notes.
                let is_number = inside.len() > 3 && inside.starts_with(|c: char| c.is_ascii_digit());
                let is_words = is_number || inside.chars().any(char::is_alphabetic) && inside != "sic";
                if is_words {
                    builder.copy(&normal[copied..from], copied);
                    builder.copy(inside, from + 1);
                    copied = at + 1;
                    brackets.push(Span::new(from, at + 1));
                }
            }
            (_, None) => {}
        }
    }
    builder.copy(&normal[copied..], copied);
    (builder.finish(), brackets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(String, Gap)> {
        let needle = Needle::new(text);
        needle.pieces().iter().map(|piece| (needle.skeleton(piece.words).to_string(), piece.gap)).collect()
    }

    #[test]
    fn a_quotation_falls_apart_where_its_author_cut_or_put_in() {
        use Gap::{Elision, Insertion};
        let cases: [(&str, &[(&str, Gap)]); 7] = [
            ("last year [2023] we sail", &[("lastyear", Elision), ("wesail", Insertion)]),
            ("we sail at dawn", &[("wesailatdawn", Elision)]),
            ("… we sail … at dawn …", &[("wesail", Elision), ("atdawn", Elision)]),
            ("we (...) sail [. . .] now", &[("we", Elision), ("sail", Elision), ("now", Elision)]),
            ("we [the crew] sail[ed] now", &[("we", Elision), ("now", Insertion)]),
            ("[W]e sail[3] now [sic]", &[("sailnow", Elision)]),
            ("[They] sail", &[("sail", Elision)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<(String, Gap)> = expected.iter().map(|(s, gap)| (s.to_string(), *gap)).collect();
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_cut_at_either_end_is_no_gap() {
        for (text, gaps, has_gaps) in [
            ("we sail at dawn", vec![], false),
            ("… we sail at dawn …", vec![], false),
            ("we … sail at … dawn", vec![1, 3], true),
            ("we … … sail", vec![1], true),
            ("we [all] sail", vec![], true),
            ("[…] we sail [sic] at [3] dawn", vec![], false),
            ("", vec![], false),
        ] {
            let needle = Needle::new(text);
            assert_eq!((needle.gaps.clone(), needle.has_gaps()), (gaps, has_gaps), "{text}");
        }
    }

    #[test]
    fn words_are_inserted_where_brackets_touch_them() {
        for (text, inserted) in [
            ("we [the crew] sail", vec![false, true, true, false]),
            ("[w]e sail[ed] now", vec![true, true, false]),
            ("we [sic] sail [3] now", vec![false; 3]),
            ("we [sail now", vec![false; 3]),
            ("we] sail [now] and [so] on", vec![false, false, true, false, true, false]),
        ] {
            assert_eq!(Needle::new(text).inserted, inserted, "{text}");
        }
    }

    #[test]
    fn a_word_leads_back_to_where_it_was_written() {
        let text = "“[T]he  ‘crew’ [of the Ilze] sail[ed] – at da\u{AD}wn [sic]”";
        let needle = Needle::new(text);
        let words: Vec<&str> = (0..needle.len()).map(|word| needle.source(word, word + 1).of(text)).collect();
        assert_eq!(words, ["T]he", "crew", "of", "the", "Ilze", "sail[ed", "at", "da\u{AD}wn"]);
        assert_eq!(needle.text(), text);
    }

    #[test]
    fn a_quotation_of_too_many_words_or_cuts_is_not_compared_word_by_word() {
        let words = |count: usize| Needle::new(&"tide ".repeat(count));
        assert!(!words(12_000).is_too_long());
        assert!(words(12_001).is_too_long());
        let cuts = |count: usize| Needle::new(&format!("tide{}", " … tide".repeat(count)));
        assert!(!cuts(100).is_too_long());
        assert!(cuts(101).is_too_long());
    }

    #[test]
    fn the_same_words_have_the_same_hashes() {
        let hashes = |text: &str| Needle::new(text).words().collect::<Vec<_>>();
        assert_eq!(hashes("We sail, at dawn!"), hashes("we sail at “dawn”"));
        assert_eq!(hashes("we sail").len(), 2);
        assert_ne!(hashes("we sail"), hashes("we sailed"));
        assert!(Needle::new("…").is_empty() && !Needle::new("a").is_empty());
    }
}
