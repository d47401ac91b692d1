//! When a diagnostic may appear: nothing new is said of the words that are being written.
//!
//! What an edit brings forth, in its own block or by it in another, waits until the edit moves to another block, a
//! save, or two seconds of rest. What was shown stays, and what is mended goes at once. Pure: the clock and the texts
//! are handed in.

use std::time::{Duration, Instant};

use crate::check::{Code, Diagnostic};
use crate::note::{Note, QuotationStyle};
use crate::text::Span;

/// How long the analyst must rest before what touches the last edit is said.
pub const REST: Duration = Duration::from_secs(2);

/// What is known of one note's last edits and of what is shown in it.
#[derive(Clone, Debug, Default)]
pub struct Quiet {
    writing: Option<Writing>,
    shown: Places,
    /// Everything that was to be said when it was last asked, whether it was shown or not.
    found: Places,
}

/// Diagnostics by their codes and places in the newest text.
type Places = Vec<(Code, Span)>;

/// A piece of writing: edits of one block.
#[derive(Clone, Debug)]
struct Writing {
    /// The block, in the newest text.
    block: Span,
    /// When it was last changed.
    since: Instant,
    /// What was to be said before it began.
    before: Places,
    /// What was changed together with it, outside its block: the writer has left that behind.
    left: Vec<Span>,
}

/// A replacement: the bytes `old` of the text before became the bytes `new` of the text after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// In the text before.
    pub old: Span,
    /// In the text after; begins where `old` begins.
    pub new: Span,
}

impl Change {
    /// What differs between two texts: all that lies between their common beginning and their common end.
    pub fn between(before: &str, after: &str) -> Option<Change> {
        if before == after {
            return None;
        }
        let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
        };
        let start = common(&mut before.chars().zip(after.chars()));
        let (rest_before, rest_after) = (before.get(start..).unwrap_or(""), after.get(start..).unwrap_or(""));
        let end = common(&mut rest_before.chars().rev().zip(rest_after.chars().rev()));
        Some(Change { old: Span::new(start, before.len() - end), new: Span::new(start, after.len() - end) })
    }

    /// Where a span of the text before lies in the text after; what the change touches is stretched over it.
    fn carry(self, span: Span) -> Span {
        let start = if span.start() <= self.old.start() {
            span.start()
        } else if span.start() >= self.old.end() {
            span.start() - self.old.end() + self.new.end()
        } else {
            self.new.start()
        };
        let end = if span.end() < self.old.start() {
            span.end()
        } else if span.end() >= self.old.end() {
            span.end() - self.old.end() + self.new.end()
        } else {
            self.new.end()
        };
        Span::new(start, end.max(start))
    }
}

impl Quiet {
    /// The note was changed. `block` is the block of the new text in which the last edit took place; what else
    /// the change holds, the writer has left behind.
    pub fn edited(&mut self, change: Change, block: Option<Span>, now: Instant) {
        let carried = |places: &mut Places| places.iter_mut().for_each(|(_, span)| *span = change.carry(*span));
        carried(&mut self.shown);
        carried(&mut self.found);
        let block = block.unwrap_or(change.new);
        let before = self.writing.take().map(|mut writing| {
            carried(&mut writing.before);
            writing.left.iter_mut().for_each(|span| *span = change.carry(*span));
            Writing { block: change.carry(writing.block), ..writing }
        });
        // Edits of one block are one piece of writing.
        let mut writing = match before.filter(|before| touch(block, before.block)) {
            Some(before) => Writing { block, since: now, ..before },
            None => Writing { block, since: now, before: self.found.clone(), left: Vec::new() },
        };
        if !block.covers(change.new) {
            writing.left.push(change.new);
        }
        self.writing = Some(writing);
    }

    /// The note was changed from `before` to `after`; `last_edit` is where in `after` the last edit of several ended,
    /// where that is known.
    pub fn rewritten(&mut self, before: &Note, after: &Note, last_edit: Option<usize>, now: Instant) {
        let Some(change) = Change::between(&before.text, &after.text) else { return };
        let offset = last_edit.unwrap_or(change.new.start());
        self.edited(change, block_of(after, offset), now);
    }

    /// The note was saved: whatever there is to say is wanted now.
    pub fn saved(&mut self) {
        self.writing = None;
    }

    /// Of all that is to be said of the note now, what may be shown, in order. Remembers it as shown.
    pub fn show<'a>(&mut self, diagnostics: &'a [Diagnostic], now: Instant) -> Vec<&'a Diagnostic> {
        if self.writing.as_ref().is_some_and(|writing| now >= writing.since + REST) {
            self.writing = None;
        }
        if let Some(writing) = &mut self.writing {
            // What was mended meanwhile is new when it comes back.
            writing
                .before
                .retain(|(code, span)| diagnostics.iter().any(|now| now.code == *code && touch(now.span, *span)));
        }
        let may_show = |diagnostic: &&Diagnostic| match &self.writing {
            Some(writing) => is_in(&self.shown, diagnostic) || writing.lets_pass(diagnostic),
            None => true,
        };
        let shown: Vec<&Diagnostic> = diagnostics.iter().filter(may_show).collect();
        self.shown = shown.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect();
        self.found = diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect();
        shown
    }

    /// When to ask again, though nothing may have changed.
    pub fn wake(&self) -> Option<Instant> {
        self.writing.as_ref().map(|writing| writing.since + REST)
    }
}

impl Writing {
    /// Whether a diagnostic has nothing to do with this piece of writing: it was to be said before, or it is of what
    /// the writer has left behind.
    fn lets_pass(&self, diagnostic: &Diagnostic) -> bool {
        let left = || self.left.iter().any(|left| touch(*left, diagnostic.span)) && !touch(self.block, diagnostic.span);
        is_in(&self.before, diagnostic) || left()
    }
}

/// The block in which `offset` lies, the white space behind it included: as long as there is no empty line, it goes on.
/// A block quote is one block, its attribution with it.
fn block_of(note: &Note, offset: usize) -> Option<Span> {
    let next = note.blocks.partition_point(|block| block.span.start() <= offset);
    let block = note.blocks.get(next.checked_sub(1)?)?.span;
    let behind = note.text.get(block.end().min(offset)..offset)?;
    let goes_on = behind.chars().all(|c| c.is_whitespace() || c == '>') && behind.matches('\n').count() < 2;
    if !goes_on && !block.touches(offset) {
        return None;
    }
    let quote = note.quotations.iter().find(|one| one.style == QuotationStyle::Block && one.outer.overlaps(block));
    let whole = quote.map_or(block, |quote| quote.outer.join(block));
    Some(whole.join(Span::at(offset)))
}

fn is_in(places: &Places, diagnostic: &Diagnostic) -> bool {
    places.iter().any(|(code, span)| *code == diagnostic.code && touch(*span, diagnostic.span))
}

fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Severity;

    const BLOCKS: [Span; 2] = [Span { start: 0, end: 40 }, Span { start: 42, end: 90 }];

    fn block_of(offset: usize) -> Option<Span> {
        BLOCKS.into_iter().find(|block| block.touches(offset))
    }

    fn found(code: Code, start: usize, end: usize) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            span: Span::new(start, end),
            message: String::new(),
            source: None,
            fixes: Vec::new(),
        }
    }

    fn typed(at: usize) -> Change {
        Change { old: Span::at(at), new: Span::new(at, at + 1) }
    }

    #[test]
    fn what_touches_the_last_edit_waits_for_two_seconds_of_rest() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        let all = [found(Code::QuoteAltered, 5, 11), found(Code::CitationUnknown, 20, 24)];
        quiet.show(&all[1..], now);
        quiet.edited(typed(10), block_of(10), now);
        assert_eq!(quiet.show(&all, now).len(), 1);
        assert_eq!(quiet.wake(), Some(now + REST));
        assert_eq!(quiet.show(&all, now + REST - Duration::from_millis(1)).len(), 1);
        assert_eq!(quiet.show(&all, now + REST).len(), 2);
        assert_eq!(quiet.wake(), None);
    }

    #[test]
    fn it_waits_as_long_as_edits_stay_in_its_block() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        let all = [found(Code::QuoteAltered, 5, 11)];
        quiet.edited(typed(10), block_of(10), now);
        quiet.edited(typed(30), block_of(30), now + Duration::from_secs(1));
        assert!(quiet.show(&all, now + REST).is_empty());
        quiet.edited(typed(60), block_of(60), now + REST);
        assert_eq!(quiet.show(&all, now + REST).len(), 1);
    }

    #[test]
    fn of_edits_taken_in_together_only_the_last_one_s_block_is_being_written() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        quiet.edited(Change { old: Span::new(10, 45), new: Span::new(10, 60) }, block_of(60), now);
        let all = [found(Code::QuoteAltered, 5, 20), found(Code::QuoteAltered, 50, 70)];
        assert_eq!(quiet.show(&all, now), [&all[0]]);
    }

    #[test]
    fn what_an_edit_brings_forth_in_another_block_waits_too() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        quiet.show(&[found(Code::ActorUnknown, 70, 80)], now);
        quiet.edited(typed(10), block_of(10), now);
        let all = [found(Code::QuoteUncited, 50, 60), found(Code::ActorUnknown, 71, 81)];
        assert_eq!(quiet.show(&all, now), [&all[1]]);
        assert_eq!(quiet.show(&all, now + REST).len(), 2);
    }

    #[test]
    fn a_save_says_everything() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        quiet.edited(typed(10), block_of(10), now);
        quiet.saved();
        assert_eq!(quiet.show(&[found(Code::QuoteAltered, 5, 11)], now).len(), 1);
    }

    #[test]
    fn what_is_shown_stays_under_the_edit_and_what_is_mended_goes_at_once() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        quiet.show(&[found(Code::QuoteAltered, 5, 11)], now);
        quiet.edited(typed(8), block_of(8), now);
        let again = [found(Code::QuoteAltered, 5, 12), found(Code::QuoteClipped, 5, 12)];
        assert_eq!(quiet.show(&again, now).len(), 1);
        assert!(quiet.show(&[], now).is_empty());
        assert!(quiet.show(&again, now).is_empty());
    }

    #[test]
    fn an_edit_before_a_shown_diagnostic_moves_it() {
        let (mut quiet, now) = (Quiet::default(), Instant::now());
        quiet.show(&[found(Code::QuoteAltered, 50, 60)], now);
        quiet.edited(Change { old: Span::at(0), new: Span::new(0, 20) }, block_of(20), now);
        quiet.edited(typed(75), block_of(75), now);
        assert_eq!(quiet.show(&[found(Code::QuoteAltered, 70, 81)], now).len(), 1);
    }

    #[test]
    fn a_change_is_what_differs_between_two_texts() {
        let change = |before, after| Change::between(before, after).map(|it| (it.old.range(), it.new.range()));
        assert_eq!(change("abc", "abc"), None);
        assert_eq!(change("aa", "aaa"), Some((2..2, 2..3)));
        assert_eq!(change("x🧭y", "x🛳y"), Some((1..5, 1..5)));
        assert_eq!(change("", "é"), Some((0..0, 0..2)));
        assert_eq!(change("one two", "one"), Some((3..7, 3..3)));
    }
}
