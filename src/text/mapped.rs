//! A text derived from another one, with a map back.

mod kept;

pub use kept::KeptMapped;

use super::Span;

/// A text derived from another (the source) that knows for each of its bytes where it came from.
///
/// The map is a list of runs. Inside a copied run bytes correspond one to one; a replaced run stands for its
/// source span as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the run begins in the derived text; it ends where the next begins.
    derived: u32,
    source: Span,
    copied: bool,
}

impl Mapped {
    /// `text` as its own source, `offset` bytes into it.
    pub fn identity(text: &str, offset: usize) -> Mapped {
        let mut builder = MappedBuilder::default();
        builder.copy(text, offset);
        builder.finish()
    }

    /// The derived text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the derived `span` came from: from the source of its first byte to the end of the source of its last.
    pub fn source(&self, span: Span) -> Span {
        let start = self.source_start(span.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        let end = self.source_end(span.end);
        Span { start, end: end.max(start) }
    }

    /// The derived offset of the first byte that came from the source at `offset` or after it.
    pub fn derived(&self, offset: usize) -> usize {
        let offset = Span::at(offset).start;
        let next = self.runs.partition_point(|run| run.source.end <= offset);
        let Some(run) = self.runs.get(next) else { return self.text.len() };
        let into = offset.saturating_sub(run.source.start);
        let at = if self.is_one_to_one(next) { run.derived + into } else { run.derived };
        at as usize
    }

    /// For a byte that was copied from the source: where the run ends that was copied with it, and where the byte stands
    /// in the source.
    pub fn copied_from(&self, derived: usize) -> Option<(usize, usize)> {
        let at = Span::at(derived).start;
        let index = self.run_of(at);
        let run = self.runs.get(index).filter(|run| run.copied)?;
        let end = self.run_end(index);
        (run.derived <= at && at < end).then(|| (end as usize, (run.source.start + (at - run.derived)) as usize))
    }

    /// This text's own derivative `inner`, mapped back to this text's source.
    pub fn compose(&self, inner: &Mapped) -> Mapped {
        let mut builder = MappedBuilder::default();
        for (index, run) in inner.runs.iter().enumerate() {
            let derived = Span { start: run.derived, end: inner.run_end(index) };
            let one_to_one = inner.is_one_to_one(index);
            if !one_to_one {
                builder.replace(derived.of(&inner.text), self.source(run.source));
                continue;
            }
            // A one-to-one run may cross runs of ours: copy piece by piece.
            let mut at = run.source.start;
            while at < run.source.end {
                let mine = self.run_of(at);
                let end = self.run_end(mine).min(run.source.end).max(at + 1);
                let piece = Span { start: at, end };
                let text = Span {
                    start: derived.start + (at - run.source.start),
                    end: derived.start + (end - run.source.start),
                };
                builder.push(text.of(&inner.text), self.source(piece), self.is_one_to_one(mine));
                at = end;
            }
        }
        builder.finish()
    }

    /// The same text, of a source that has `by` more bytes before it.
    pub fn shifted(mut self, by: usize) -> Mapped {
        for run in &mut self.runs {
            run.source = run.source.shifted(by);
        }
        self
    }

    fn run_of(&self, derived: u32) -> usize {
        self.runs.partition_point(|run| run.derived <= derived).saturating_sub(1)
    }

    fn run_end(&self, index: usize) -> u32 {
        self.runs.get(index + 1).map_or(Span::at(self.text.len()).start, |next| next.derived)
    }

    fn is_one_to_one(&self, index: usize) -> bool {
        self.runs.get(index).is_some_and(|run| run.copied)
    }

    fn source_start(&self, derived: u32) -> u32 {
        let index = self.run_of(derived);
        let Some(run) = self.runs.get(index) else { return 0 };
        if derived >= self.run_end(index) {
            run.source.end
        } else if self.is_one_to_one(index) {
            run.source.start + (derived - run.derived)
        } else {
            run.source.start
        }
    }

    fn source_end(&self, derived: u32) -> u32 {
        let index = self.run_of(derived.saturating_sub(1));
        let Some(run) = self.runs.get(index) else { return 0 };
        if self.is_one_to_one(index) {
            run.source.start + (derived.min(self.run_end(index)) - run.derived)
        } else {
            run.source.end
        }
    }
}

/// Builds a [`Mapped`] from left to right; source spans must not go backwards.
#[derive(Debug, Default)]
pub struct MappedBuilder {
    mapped: Mapped,
}

impl MappedBuilder {
    /// With room for a text of so many bytes.
    pub fn with_room_for(bytes: usize) -> MappedBuilder {
        MappedBuilder { mapped: Mapped { text: String::with_capacity(bytes), runs: Vec::new() } }
    }

    /// Appends `text` as it stands in the source at `offset`.
    pub fn copy(&mut self, text: &str, offset: usize) {
        self.push(text, Span::new(offset, offset + text.len()), true);
    }

    /// Appends `text` in the place of the source `span` (which may be empty, for text that the source lacks).
    pub fn replace(&mut self, text: &str, source: Span) {
        // One character for another of the same length needs no run of its own: no offset falls inside it.
        let single = text.len() == source.len() && text.chars().nth(1).is_none();
        self.push(text, source, single);
    }

    /// Appends `other`, which has the same source.
    pub fn append(&mut self, other: &Mapped) {
        for (index, run) in other.runs.iter().enumerate() {
            let derived = Span { start: run.derived, end: other.run_end(index) };
            self.push(derived.of(&other.text), run.source, run.copied);
        }
    }

    fn push(&mut self, text: &str, source: Span, copied: bool) {
        if text.is_empty() {
            return;
        }
        let derived = Span::at(self.mapped.text.len()).start;
        match self.mapped.runs.last_mut() {
            Some(run) if copied && run.copied && run.source.end == source.start => run.source.end = source.end,
            _ => self.mapped.runs.push(Run { derived, source, copied }),
        }
        self.mapped.text.push_str(text);
    }

    /// Appends `text` as a run of its own, whatever is before it.
    fn begin(&mut self, text: &str, source: Span, copied: bool) {
        self.mapped.runs.push(Run { derived: Span::at(self.mapped.text.len()).start, source, copied });
        self.mapped.text.push_str(text);
    }

    /// What has been built so far.
    pub fn text(&self) -> &str {
        &self.mapped.text
    }

    /// The finished text.
    pub fn finish(self) -> Mapped {
        self.mapped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_stars(source: &str) -> Mapped {
        let mut builder = MappedBuilder::default();
        for (at, character) in source.char_indices().filter(|(_, c)| *c != '*') {
            builder.copy(&source[at..at + character.len_utf8()], at);
        }
        builder.finish()
    }

    #[test]
    fn a_span_maps_back_over_what_was_dropped() {
        let source = "the *fear* of it";
        let mapped = without_stars(source);
        assert_eq!(mapped.text(), "the fear of it");
        let fear = mapped.source(Span::new(4, 8));
        assert_eq!(fear.of(source), "fear");
        assert_eq!(mapped.source(Span::new(0, 11)).of(source), "the *fear* of");
        assert_eq!(mapped.derived(5), 4);
    }

    #[test]
    fn a_replaced_character_stands_for_its_whole_source() {
        let mut builder = MappedBuilder::default();
        builder.copy("a", 0);
        builder.replace("…", Span::new(1, 4));
        builder.copy("b", 4);
        let mapped = builder.finish();
        assert_eq!(mapped.source(Span::new(1, 4)).of("a...b"), "...");
        assert_eq!(mapped.source(Span::new(4, 5)).of("a...b"), "b");
    }

    #[test]
    fn composition_maps_through_both() {
        let source = "x *ab* y";
        let outer = without_stars(source);
        let inner = Mapped::identity(&outer.text()[2..], 2);
        let both = outer.compose(&inner);
        assert_eq!(both.text(), "ab y");
        assert_eq!(both.source(Span::new(0, 2)).of(source), "ab");
        assert_eq!(both.source(Span::new(3, 4)).of(source), "y");
    }
}
