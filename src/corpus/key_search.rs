//! Finding articles by a part of their key, their authors, their title or their year.

use std::io;
use std::sync::Arc;

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::entries::Entries;
use super::slots::{Slot, Slots};
use super::threads::each;
use super::{ArticleEntry, ArticleId};
use crate::kept::{Lazy, Place, Sink, Store};
use crate::text::Span;

/// How many lines one thread looks through at a time.
const CHUNK: usize = 4_096;

/// What is looked through, a line for each article.
#[derive(Debug)]
pub struct KeySearch {
    /// By slots.
    written: Lazy<Vec<Line>>,
    /// The slots whose lines count no more.
    gone: FxHashSet<Slot>,
    /// Lines that came since, the later one of a slot last.
    came: Vec<(Slot, Arc<Line>)>,
}

/// Where written lines are.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct KeptKeySearch(Place);

/// How a query fits an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By letters in their order, whatever stands between them: who cites types what he remembers of a key.
    Letters,
    /// By each word as a whole part.
    Words,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Line {
    /// The key, then what else is looked through.
    text: Box<str>,
    /// How many bytes the key has.
    key: u32,
    /// Whether it counts everywhere.
    everywhere: bool,
    /// The [`letters`] of the text, and those of the key.
    letters: [u64; 2],
}

impl KeySearch {
    pub(super) fn new(entries: &Entries) -> KeySearch {
        KeySearch::of((0..entries.slots().count()).map(|slot| Line::in_slot(slot, entries)).collect(), entries)
    }

    /// The same, made on all cores. Not for a cell that is filled when it is first asked: a core that waits here may take
    /// up a task that asks the same cell, and wait for itself.
    pub(super) fn new_in_parallel(entries: &Entries) -> KeySearch {
        let slots = (0..entries.slots().count()).into_par_iter();
        KeySearch::of(slots.map(|slot| Line::in_slot(slot, entries)).collect(), entries)
    }

    fn of(lines: Vec<Line>, entries: &Entries) -> KeySearch {
        let slots = entries.slots();
        let gone = (0..slots.count()).map(Slot).filter(|slot| slots.id(*slot).is_none()).collect();
        KeySearch { written: Lazy::from(lines), gone, came: Vec::new() }
    }

    /// The lines that were written to `store`.
    pub(super) fn kept(store: &Store, KeptKeySearch(place): KeptKeySearch) -> KeySearch {
        KeySearch { written: Lazy::kept(store, place), gone: FxHashSet::default(), came: Vec::new() }
    }

    /// Writes the lines, for snapshots in which the slot of each article is its number.
    ///
    /// # Errors
    /// As [`Sink::put`], and where they are damaged.
    pub(super) fn write(&self, slots: &Slots, sink: &mut Sink<'_>) -> io::Result<KeptKeySearch> {
        if self.gone.is_empty() && self.came.is_empty() && slots.are_straight() {
            return self.written.write(sink).map(KeptKeySearch);
        }
        let mut lines: Vec<Line> = vec![Line::default(); slots.len()];
        for (slot, line) in self.lines() {
            let place = slots.id(slot).and_then(|id| lines.get_mut(id.0 as usize));
            place.into_iter().for_each(|place| place.clone_from(line));
        }
        sink.put(&lines).map(KeptKeySearch)
    }

    /// The lines when these articles have gone, and these have come or have other keys.
    pub(super) fn changed(&self, gone: &[Slot], came: &[(Slot, &ArticleEntry)]) -> KeySearch {
        let (mut out, mut lines) = (self.gone.clone(), self.came.clone());
        let new = came.iter().map(|(slot, _)| *slot);
        for slot in gone.iter().copied().chain(new) {
            out.insert(slot);
            lines.retain(|(other, _)| *other != slot);
        }
        lines.extend(came.iter().map(|(slot, entry)| (*slot, Arc::new(Line::of(entry)))));
        KeySearch { written: self.written.clone(), gone: out, came: lines }
    }

    /// The keys that count everywhere and may be made of these [`letters`] by so many edits.
    pub(super) fn keys_of(&self, wanted: u64, edits: usize) -> impl Iterator<Item = &str> {
        // An edit takes one letter away from those that a key has, and adds one, at most.
        let may_be = move |line: &&Line| (line.letters[1] ^ wanted).count_ones() as usize <= 2 * edits;
        self.lines().map(|(_, line)| line).filter(|line| line.everywhere).filter(may_be).map(Line::key)
    }

    /// The articles that `query` fits in this manner, each with how well: those whose keys count everywhere, and those of whose keys `is_in_scope`
    /// holds.
    pub(super) fn scored(
        &self,
        (query, manner): (&str, Manner),
        slots: &Slots,
        is_in_scope: impl Fn(ArticleId, &str) -> bool + Sync,
    ) -> Vec<(u32, ArticleId)> {
        let (case, marks) = (CaseMatching::Ignore, Normalization::Smart);
        let pattern = match manner {
            Manner::Letters => Pattern::parse(query, case, marks),
            Manner::Words => Pattern::new(query, case, marks, AtomKind::Substring),
        };
        // A part that begins with `!` is one that must not be there.
        let needed =
            query.split_whitespace().filter(|part| !part.starts_with('!')).fold(0, |all, part| all | letters(part));
        let may_fit = |line: &Line| line.letters[0] & needed == needed;
        let is_wanted = |id: ArticleId, line: &Line| line.everywhere || is_in_scope(id, line.key());
        let written: &[Line] = self.written.get().map_or(&[], Vec::as_slice);
        let chunks: Vec<(usize, &[Line])> =
            written.chunks(CHUNK).enumerate().map(|(number, lines)| (number * CHUNK, lines)).collect();
        let scored = each(&chunks, |(first, lines)| {
            let mut scorer = Scorer::new(&pattern);
            let numbered = (*first..).zip(lines.iter()).filter(|(_, line)| may_fit(line));
            let known = numbered.filter_map(|(at, line)| {
                let slot = Slot(u32::try_from(at).ok()?);
                Some((slots.id(slot).filter(|_| !self.gone.contains(&slot))?, line))
            });
            known
                .filter(|(id, line)| is_wanted(*id, line))
                .filter_map(|(id, line)| scorer.of(id, line))
                .collect::<Vec<_>>()
        });
        let mut scored: Vec<(u32, ArticleId)> = scored.into_iter().flatten().collect();
        let mut scorer = Scorer::new(&pattern);
        for (slot, line) in self.came.iter().filter(|(_, line)| may_fit(line)) {
            let id = slots.id(*slot).filter(|id| is_wanted(*id, line));
            scored.extend(id.and_then(|id| scorer.of(id, line)));
        }
        scored
    }

    /// All lines that count.
    fn lines(&self) -> impl Iterator<Item = (Slot, &Line)> {
        let written = self.written.get().map_or(&[][..], Vec::as_slice);
        let written = (0u32..).map(Slot).zip(written).filter(|(slot, _)| !self.gone.contains(slot));
        written.chain(self.came.iter().map(|(slot, line)| (*slot, &**line)))
    }
}

/// Tells how well lines fit.
struct Scorer<'a> {
    pattern: &'a Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl<'a> Scorer<'a> {
    fn new(pattern: &'a Pattern) -> Scorer<'a> {
        Scorer { pattern, matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }

    fn of(&mut self, id: ArticleId, line: &Line) -> Option<(u32, ArticleId)> {
        Some((self.pattern.score(Utf32Str::new(&line.text, &mut self.buffer), &mut self.matcher)?, id))
    }
}

impl Line {
    fn in_slot(slot: u32, entries: &Entries) -> Line {
        entries.in_slot(Slot(slot)).map(Line::of).unwrap_or_default()
    }

    fn of(entry: &ArticleEntry) -> Line {
        let metadata = entry.metadata();
        let mut text = entry.key.clone();
        let year = metadata.published.map(|date| date.to_string());
        let authors = metadata.authors.iter().map(String::as_str);
        for part in authors.chain(metadata.title.as_deref()).chain(year.as_deref()) {
            text.push(' ');
            text.push_str(part);
        }
        Line {
            letters: [letters(&text), letters(&entry.key)],
            text: text.into(),
            key: Span::at(entry.key.len()).start,
            everywhere: entry.is_cited_everywhere(),
        }
    }

    fn key(&self) -> &str {
        self.text.get(..self.key as usize).unwrap_or(&self.text)
    }
}

/// Which letters and digits a text has, a bit for each, without case and accents; all others share the rest of the bits. A
/// text that lacks one of a query's cannot fit it.
pub(super) fn letters(text: &str) -> u64 {
    let bit = |letter: char| match letter {
        'a'..='z' => u32::from(letter) - u32::from('a'),
        '0'..='9' => 26 + u32::from(letter) - u32::from('0'),
        _ => 36 + u32::from(letter) % 28,
    };
    let plain = text.chars().map(normalize).filter(|letter| letter.is_alphanumeric());
    plain.flat_map(char::to_lowercase).fold(0, |bits, letter| bits | 1 << bit(normalize(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_apart_but_not_their_case_and_accents() {
        assert_eq!(letters("Ångström 21"), letters("1ANGSTROM2"));
        assert_ne!(letters("abc"), letters("abd"));
        assert_eq!(letters("Ó") & letters("o"), letters("o"));
        assert_ne!(letters("文"), 0);
    }
}
