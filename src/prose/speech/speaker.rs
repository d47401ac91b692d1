//! Who speaks the quoted words of an article.

use super::Named;
use super::clause::{Reporter, before, behind, sentence_ends};
use crate::prose::marks::{Stretch, stretches};
use crate::text::Span;

/// How many paragraphs back a speaker is looked for.
const LONGEST_SPEECH: usize = 12;

/// An article as far as it matters who speaks.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its paragraphs in order.
    pub paragraphs: &'a [Span],
    /// The names in it, in order.
    pub names: &'a [Named],
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The author: the words stand in no quotation marks.
    Narrator,
    /// This one.
    Known(u32),
    /// The text does not say it clearly enough.
    Unsure,
}

impl Scene<'_> {
    /// Who speaks the words at `words`.
    pub fn speaker(&self, words: Span) -> Speaker {
        let Some(paragraph) = self.paragraphs.iter().position(|block| block.covers(Span::at(words.start()))) else {
            return Speaker::Unsure;
        };
        let quoted = stretches(self.text, self.paragraphs[paragraph]);
        match quoted.iter().position(|quoted| quoted.inner.overlaps(words)) {
            Some(index) => self.of_quoted(paragraph, &quoted, index, LONGEST_SPEECH),
            None => self.of_turn(self.paragraphs[paragraph]).map_or(Speaker::Narrator, Speaker::Known),
        }
    }

    /// Who speaks the stretch at `index` of the paragraph's.
    pub(super) fn of_quoted(&self, paragraph: usize, all: &[Stretch], index: usize, depth: usize) -> Speaker {
        let block = self.paragraphs[paragraph];
        let Some(depth) = depth.checked_sub(1) else { return Speaker::Unsure };
        let Some(here) = all.get(index) else { return Speaker::Unsure };
        if let Some(reporter) = self.clause_behind(block, all, index) {
            return self.resolve(reporter, paragraph, all, index, depth);
        }
        let previous = index.checked_sub(1);
        if previous.is_some_and(|previous| self.clause_behind(block, all, previous).is_some()) {
            // “A,” she said. “B.”
            let between = Span::new(all[index - 1].inner.end(), here.inner.start());
            let sentences = sentence_ends(between.of(self.text).trim_end_matches(|c: char| !c.is_alphanumeric()));
            if sentences.count() == 0 {
                return self.of_quoted(paragraph, all, index - 1, depth);
            }
        }
        if let Some(reporter) = self.clause_before(block, all, index) {
            return self.resolve(reporter, paragraph, all, index, depth);
        }
        if let Some(speaker) = self.of_sentence_before(paragraph, all, index, depth) {
            return speaker;
        }
        let starts = Span::new(block.start(), here.inner.start()).of(self.text).chars().all(|c| !c.is_alphanumeric());
        if starts && let Some(speaker) = self.continued(paragraph, depth) {
            return speaker;
        }
        self.goes_on(paragraph, all, index, depth).unwrap_or(Speaker::Unsure)
    }

    /// The speaker of the paragraph before, where its last quotation is left open.
    fn continued(&self, paragraph: usize, depth: usize) -> Option<Speaker> {
        let before = paragraph.checked_sub(1)?;
        let quoted = stretches(self.text, self.paragraphs[before]);
        quoted.last().filter(|last| !last.closed)?;
        Some(self.of_quoted(before, &quoted, quoted.len() - 1, depth))
    }

    /// The clause that follows a stretch and belongs to it: it ends in a comma, or what follows goes on small.
    pub(super) fn clause_behind(&self, block: Span, all: &[Stretch], index: usize) -> Option<Reporter> {
        let here = all.get(index).filter(|here| here.closed)?;
        let end = all.get(index + 1).map_or(block.end(), |next| next.inner.start());
        let rest = Span::new(here.inner.end(), end);
        let text = rest.of(self.text);
        let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let clause = Span::new(rest.start() + lead, rest.end());
        let inside = here.inner.of(self.text).trim_end();
        let stops = inside.ends_with('.') || text[..lead].contains(['.', ';', ':']);
        let small = clause.of(self.text).starts_with(char::is_lowercase);
        let comma = inside.ends_with([',', '?', '!', '…', '—', '–']) || text[..lead].contains(',');
        if stops || !(comma || small) {
            return None;
        }
        let first = sentence_ends(clause.of(self.text)).next().unwrap_or(clause.len());
        behind(self.text, Span::new(clause.start(), clause.start() + first), self.names)
    }

    /// The words of the sentence before a stretch, where they lead to it.
    fn clause_before(&self, block: Span, all: &[Stretch], index: usize) -> Option<Reporter> {
        let here = all.get(index)?;
        let from = index.checked_sub(1).and_then(|previous| all.get(previous)).map_or(block.start(), |p| p.inner.end());
        let lead = Span::new(from, here.inner.start());
        let text = lead.of(self.text).trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':' | ','));
        if text.ends_with('.') {
            return None;
        }
        let start = sentence_ends(text).last().unwrap_or(0);
        before(self.text, Span::new(lead.start() + start, lead.start() + text.len()), self.names)
    }

    fn resolve(&self, reporter: Reporter, paragraph: usize, all: &[Stretch], index: usize, depth: usize) -> Speaker {
        match reporter {
            Reporter::Name(name) => self.names.get(name).map_or(Speaker::Unsure, |name| Speaker::Known(name.who)),
            Reporter::Pronoun => self.antecedent(paragraph, all, index, depth),
            Reporter::Noun(noun) => match self.persons(self.paragraphs[paragraph], all).as_slice() {
                [only] => Speaker::Known(*only),
                several => self.called(noun, several, self.paragraphs[paragraph]),
            },
            Reporter::Unclear => Speaker::Unsure,
        }
    }

    /// Whom "he" or "she" means behind a stretch: the only person of the nearest sentence before it that names one,
    /// else who spoke last in the paragraph before.
    pub(super) fn antecedent(&self, paragraph: usize, all: &[Stretch], index: usize, depth: usize) -> Speaker {
        let block = self.paragraphs[paragraph];
        let Some(here) = all.get(index) else { return Speaker::Unsure };
        let before = Span::new(block.start(), here.inner.start());
        let mut end = before.end();
        let mut starts: Vec<usize> = sentence_ends(before.of(self.text)).map(|at| before.start() + at).collect();
        starts.insert(0, before.start());
        // "… come home.” His wife"
        starts.extend(
            all.iter().take(index).filter(|quoted| self.ends_sentence(quoted)).map(|quoted| quoted.inner.end()),
        );
        starts.sort_unstable();
        for start in starts.into_iter().rev() {
            let sentence = Span::new(start, end);
            let persons = self.persons(sentence, all);
            end = start;
            match persons.as_slice() {
                [] => continue,
                // "“A,” said X. It was lent by Y's firm. “B,” she said."
                [only] if !self.opens(sentence, *only) && self.another_spoke(paragraph, all, index, depth, *only) => {
                    return Speaker::Unsure;
                }
                [only] => return Speaker::Known(*only),
                _ => return Speaker::Unsure,
            }
        }
        let Some(previous) = paragraph.checked_sub(1) else { return Speaker::Unsure };
        let quoted = stretches(self.text, self.paragraphs[previous]);
        if let Some(last) = quoted.len().checked_sub(1) {
            return self.of_quoted(previous, &quoted, last, depth);
        }
        match self.persons(self.paragraphs[previous], &quoted).as_slice() {
            [only] => Speaker::Known(*only),
            _ => Speaker::Unsure,
        }
    }

    /// Whether a quotation is the end of a sentence: it ends in a full stop, and a capital follows.
    fn ends_sentence(&self, quoted: &Stretch) -> bool {
        let behind = self.text.get(quoted.inner.end()..).unwrap_or_default();
        let next = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        let inside = quoted.inner.of(self.text).trim_end();
        quoted.closed && inside.ends_with(['.', '!', '?', '…']) && next.starts_with(char::is_uppercase)
    }

    /// Whether a sentence begins with the name of `who`: a few words may stand before it.
    fn opens(&self, sentence: Span, who: u32) -> bool {
        const FEW: usize = 4;
        let first = self.names.partition_point(|name| name.span.start < sentence.start);
        let named = self.names.get(first..).unwrap_or_default().iter().find(|name| name.who == who);
        named.is_some_and(|name| {
            let before = self.text.get(sentence.start()..name.span.start()).unwrap_or_default();
            before.split_whitespace().count() <= FEW
        })
    }

    /// Whether the quotation before the one at `index`, in the same paragraph, is somebody else's than `who`.
    fn another_spoke(&self, paragraph: usize, all: &[Stretch], index: usize, depth: usize, who: u32) -> bool {
        let Some(previous) = index.checked_sub(1) else { return false };
        matches!(self.of_quoted(paragraph, all, previous, depth), Speaker::Known(spoke) if spoke != who)
    }

    /// The persons named in a span outside quotation marks, each once.
    pub(super) fn persons(&self, span: Span, all: &[Stretch]) -> Vec<u32> {
        let first = self.names.partition_point(|name| name.span.start < span.start);
        let mut persons = Vec::new();
        for name in self.names[first..].iter().take_while(|name| name.span.end <= span.end) {
            let quoted = all.iter().any(|quoted| quoted.inner.overlaps(name.span));
            if name.person && !quoted && !persons.contains(&name.who) {
                persons.push(name.who);
            }
        }
        persons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We never agreed to the fee,” said Tomáš Kovář, a captain. “It would not pay.”\n\
Ilze Ozola keeps the lighthouse. “A tower is a promise,” she said. “It has to be painted. And then\n\
“the sea takes it back.”\n\
“The ice came early,” he added, “and stayed.”\n\
Kovář disagrees with Ozola. “She sees only the sea,” he said.\n\
According to Ozola, “the ice is thin this year”. Nobody measured it.\n\
Ozola wrote: “Ships are guests.” The harbour is open. “Welcome.”\n\
Only the author says this.\n\
“Nobody pays,” the captain said. Kovář looked away.\n\
“The mole is new,” the lawyer said. Ozola, a keeper, and Kovář, the lawyer of a pilot, laughed.\n\
“The dyke is low,” said Ozola. The only digger on this side of it belongs to Kovář. “We share it,” she said. \
Kovář, who was there, nodded. “We do,” he said.\n\
Kovář will send one boat. “The other stays,” he said, “because it leaks.” His aunt, Ilze Ozola, fills the cans. “If they burst,” she said, “we row.”\n\
“The buoys are new,” said Ozola. She shares the blame out with care: “The rope is old.”";

    fn scene<T>(ask: impl FnOnce(&Scene<'_>) -> T) -> T {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in TEXT.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let mut names = Vec::new();
        for (who, name) in [(1, "Kovář"), (2, "Ozola")] {
            names.extend(TEXT.match_indices(name).map(|(at, _)| Named {
                span: Span::new(at, at + name.len()),
                who,
                person: true,
            }));
        }
        names.sort_by_key(|name| name.span);
        ask(&Scene { text: TEXT, paragraphs: &paragraphs, names: &names })
    }

    #[test]
    fn the_speaker_is_found_before_behind_and_across_paragraphs() {
        let cases = [
            ("never agreed", Speaker::Known(1)),
            ("would not pay", Speaker::Known(1)),
            ("a promise", Speaker::Known(2)),
            ("to be painted", Speaker::Known(2)),
            ("takes it back", Speaker::Known(2)),
            ("sees only", Speaker::Unsure),
            ("ice is thin", Speaker::Known(2)),
            ("guests", Speaker::Known(2)),
            ("Welcome", Speaker::Unsure),
            ("Only the author", Speaker::Narrator),
            ("Nobody measured", Speaker::Narrator),
            ("Nobody pays", Speaker::Known(1)),
            ("The mole is new", Speaker::Known(1)),
            ("We share it", Speaker::Unsure),
            ("We do", Speaker::Known(1)),
            ("it leaks", Speaker::Known(1)),
            ("If they burst", Speaker::Known(2)),
            ("The rope is old", Speaker::Known(2)),
        ];
        for (words, expected) in cases {
            let at = TEXT.find(words).unwrap();
            let found = scene(|scene| scene.speaker(Span::new(at, at + words.len())));
            assert_eq!(found, expected, "{words}");
        }
    }
}
