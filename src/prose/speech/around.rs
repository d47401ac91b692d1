//! Who speaks where no clause says it: in interviews, behind a sentence about the speaker, in speech that goes on.

use super::clause::{Reporter, begins_with, sentence_ends, words};
use super::speaker::{Scene, Speaker};
use crate::prose::marks::{Stretch, stretches};
use crate::text::Span;

impl Scene<'_> {
    /// Who speaks a paragraph that begins with a name and a colon, as interviews are printed.
    pub(super) fn of_turn(&self, block: Span) -> Option<u32> {
        let first = self.names.get(self.names.partition_point(|name| name.span.start < block.start))?;
        let begins = first.person && first.span.start == block.start;
        let behind = self.text.get(first.span.end()..block.end())?;
        (begins && behind.starts_with(':')).then_some(first.who)
    }

    /// A quotation that is a sentence of its own goes to whom the sentence right before it is about, where that one
    /// begins with the only person it names, or with the pronoun of who was quoted last ("He shrugged. “No.”").
    pub(super) fn of_sentence_before(
        &self,
        paragraph: usize,
        all: &[Stretch],
        index: usize,
        depth: usize,
    ) -> Option<Speaker> {
        let block = self.paragraphs[paragraph];
        let here = all.get(index).filter(|here| here.inner.of(self.text).trim_end().ends_with(['.', '!', '?', '…']))?;
        if !here.inner.of(self.text).starts_with(char::is_uppercase) {
            return None;
        }
        let from = index.checked_sub(1).and_then(|previous| all.get(previous)).map_or(block.start(), |p| p.inner.end());
        let lead = Span::new(from, here.inner.start()).of(self.text);
        let lead = lead.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?'));
        let body = lead.trim_end_matches(['.', '!', '?']);
        if body.len() == lead.len() {
            return None;
        }
        let start = sentence_ends(body).last().unwrap_or(0);
        let skipped = body.get(start..)?.find(char::is_alphanumeric)?;
        let sentence = Span::new(from + start + skipped, from + body.len());
        let first = words(self.text, sentence).first().copied()?;
        let persons = self.persons(sentence, all);
        if matches!(first.of(self.text), "He" | "She" | "Then") {
            let is_pronoun = |word: &Span| matches!(word.of(self.text), "He" | "She" | "he" | "she");
            let pronoun = words(self.text, sentence).iter().take(2).any(is_pronoun);
            let last = index.checked_sub(1).filter(|_| pronoun && persons.is_empty())?;
            return Some(self.of_quoted(paragraph, all, last, depth));
        }
        let name = self.names.iter().find(|name| sentence.covers(name.span))?;
        let only = name.person && persons.as_slice() == [name.who] && begins_with(self.text, sentence, name);
        only.then_some(Speaker::Known(name.who))
    }

    /// Who speaks the next paragraph, where this one leaves its last quotation open and the next goes on with it.
    pub(super) fn goes_on(&self, paragraph: usize, all: &[Stretch], index: usize, depth: usize) -> Option<Speaker> {
        all.get(index).filter(|here| !here.closed && index + 1 == all.len())?;
        let block = *self.paragraphs.get(paragraph + 1)?;
        let quoted = stretches(self.text, block);
        let first = quoted.first()?;
        let begins = !Span::new(block.start(), first.inner.start()).of(self.text).contains(char::is_alphanumeric);
        match begins.then(|| self.clause_behind(block, &quoted, 0))?? {
            Reporter::Name(name) => self.names.get(name).map(|name| Speaker::Known(name.who)),
            Reporter::Pronoun if depth > 0 => Some(self.antecedent(paragraph, all, index, depth)),
            _ => None,
        }
    }
}
