//! A text made ready for matching.

use std::sync::OnceLock;

use super::clauses::reporting_clauses;
use super::fold::{Folded, Word};
use super::near::near;
use super::needle::Needle;
use super::sound::{Sound, sound};
use super::splice::splice;
use super::{Exactness, Match};
use crate::text::normal::normal;
use crate::text::{Mapped, Span};

/// A text made ready for matching: its normal form, folded and cut into words. Made once for each article; what only
/// quotations need that do not stand there as they are is made when the first of them comes.
#[derive(Debug)]
pub struct Haystack {
    /// The normal form, mapped back to the text given.
    pub normal: Mapped,
    pub(super) text: String,
    pub(super) folded: Folded,
    clauses: OnceLock<Vec<Span>>,
    speech: OnceLock<Option<Speech>>,
    /// Where the paragraphs of the text end.
    breaks: Vec<u32>,
}

/// What is left of a text when its reporting clauses are skipped.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    pub(super) folded: Folded,
    /// For each word its index among all words of the text.
    pub(super) index: Vec<u32>,
}

impl Haystack {
    /// Makes `text` ready; blocks of running text are separated by `\n`.
    pub fn new(text: &str) -> Haystack {
        let normal = normal(text);
        let folded = Folded::new(normal.text());
        Haystack {
            breaks: breaks(text),
            text: text.to_string(),
            normal,
            folded,
            clauses: OnceLock::new(),
            speech: OnceLock::new(),
        }
    }

    /// The best place of `words` in this text; `None` where nothing is near.
    pub fn find(&self, words: &str) -> Option<Match> {
        self.find_needle(&Needle::new(words))
    }

    /// The best place of a quotation in this text: the most exact, then the first.
    pub fn find_needle(&self, needle: &Needle) -> Option<Match> {
        self.sound(needle).best().cloned().or_else(|| self.near(needle))
    }

    /// The places where a quotation stands as it is.
    pub fn sound(&self, needle: &Needle) -> Sound {
        sound(self, needle)
    }

    /// The place whose words are nearest to those of a quotation that stands nowhere as it is.
    pub fn near(&self, needle: &Needle) -> Option<Match> {
        let near = near(self, needle);
        splice(self, needle, near.as_ref()).or(near)
    }

    /// The words that only say who speaks, spans of word indices in order.
    pub(super) fn clauses(&self) -> &[Span] {
        self.clauses.get_or_init(|| reporting_clauses(&self.text, &self.normal, &self.folded))
    }

    /// The same text without those words, where there are any.
    pub(super) fn speech(&self) -> Option<&Speech> {
        let make = || (!self.clauses().is_empty()).then(|| Speech::new(&self.folded, self.clauses()));
        self.speech.get_or_init(make).as_ref()
    }

    /// Where the words `from..to` stand in the text given.
    pub(super) fn source(&self, from: usize, to: usize) -> Span {
        self.normal.source(self.folded.span(from, to))
    }

    /// Where the word at `index` begins in the skeleton.
    pub(super) fn offset(&self, index: usize) -> usize {
        self.folded.words.get(index).map_or(self.folded.skeleton.len(), |word| word.start as usize)
    }

    /// In which paragraph of the text given the word at `index` stands.
    pub(super) fn paragraph(&self, index: usize) -> usize {
        let Some(word) = self.folded.words.get(index) else { return self.breaks.len() };
        let at = self.normal.source(word.span).start;
        self.breaks.partition_point(|&end| end < at)
    }

    /// A sound place.
    pub(super) fn found(&self, exactness: Exactness, span: Span) -> Match {
        Match { exactness, span, edits: Vec::new(), similarity: 1.0, skipped: Vec::new() }
    }
}

/// The ends of lines that are followed by one that is not blank.
fn breaks(text: &str) -> Vec<u32> {
    let blank = |at: usize| text[at + 1..].chars().find(|c| !matches!(c, ' ' | '\t' | '\r')) == Some('\n');
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    ends.filter(|&at| !blank(at)).map(|at| Span::at(at).start).collect()
}

impl Speech {
    fn new(folded: &Folded, clauses: &[Span]) -> Speech {
        let mut speech = Speech { folded: Folded::default(), index: Vec::new() };
        let mut clauses = clauses.iter().peekable();
        for (index, word) in folded.words.iter().enumerate() {
            while clauses.next_if(|clause| clause.end() <= index).is_some() {}
            if clauses.peek().is_some_and(|clause| clause.contains(index)) {
                continue;
            }
            let start = Span::at(speech.folded.skeleton.len()).start;
            speech.folded.skeleton.push_str(folded.letters(index));
            speech.folded.words.push(Word { start, ..*word });
            speech.index.push(Span::at(index).start);
        }
        speech
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_where_a_line_does_that_a_blank_one_does_not_follow() {
        for (text, paragraphs) in [
            ("one two three", vec![0, 0, 0]),
            ("one\ntwo three\nfour", vec![0, 1, 1, 2]),
            ("one two\n\nthree", vec![0, 0, 1]),
            ("one\n \t\r\ntwo\n", vec![0, 1]),
            ("one\n\n\ntwo\nthree", vec![0, 1, 2]),
            ("\none", vec![1]),
        ] {
            let hay = Haystack::new(text);
            let words = 0..hay.folded.words.len();
            assert_eq!(words.map(|word| hay.paragraph(word)).collect::<Vec<_>>(), paragraphs, "{text:?}");
        }
        // Behind the last word is behind the last end.
        assert_eq!(Haystack::new("one\ntwo\nthree").paragraph(3), 2);
    }

    #[test]
    fn words_lead_back_to_the_text_and_to_their_letters() {
        let text = "“The  co-operation” ends.";
        let hay = Haystack::new(text);
        assert_eq!(hay.folded.skeleton, "thecooperationends");
        assert_eq!([0, 1, 2, 3, 4, 9].map(|word| hay.offset(word)), [0, 3, 5, 14, 18, 18]);
        assert_eq!(hay.source(1, 3).of(text), "co-operation");
        assert_eq!(hay.source(0, 4).of(text), "The  co-operation” ends");
    }

    #[test]
    fn speech_is_the_text_without_those_who_report_it() {
        let speech = |text: &str| {
            let hay = Haystack::new(text);
            hay.speech().map(|speech| (speech.folded.skeleton.clone(), speech.index.clone()))
        };
        assert_eq!(speech("It is late and we go home."), None);
        let (skeleton, index) = speech("“It is late,” she said. “We go,” said Ilze, “home.” Now.").unwrap();
        assert_eq!((skeleton.as_str(), index), ("itislatewegohomenow", vec![0, 1, 2, 5, 6, 9, 10]));
    }
}
