//! The places of a block at which it cites, and which of them a quotation takes.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::citations::Found;
use super::flat::Mark;
use super::outline::Draft;
use super::{BlockKind, Target};
use crate::text::Span;
use crate::text::sentences::sentences;

/// A place at which a block cites.
#[derive(Debug)]
pub struct Anchor {
    /// Where, in the block's text.
    pub at: Range<usize>,
    /// What: indices into the note's citations.
    pub citations: Vec<usize>,
    /// It may lead to no article: a link to some page or note, a handle.
    weak: bool,
    /// A footnote that begins with a "cf." or the like.
    pub compares: bool,
}

/// The places at which a block cites, in order.
#[derive(Debug, Default)]
pub struct Anchors {
    anchors: Vec<Anchor>,
    /// The sentences of the block, found when a quotation first needs them.
    sentences: OnceCell<Vec<Span>>,
}

impl Anchor {
    /// Whether it ends what it cites for, as a bracket or the mark of a footnote does, and is no part of a sentence.
    pub fn closes(&self, text: &str) -> bool {
        self.at.is_empty() || text.get(self.at.start..).is_some_and(|at| at.starts_with('['))
    }
}

impl Anchors {
    /// The citations found in a block, whose first has the index `first`, and those in the footnotes it refers to, of
    /// which those of `comparing` begin with a "cf." or the like.
    pub fn new(
        draft: &Draft,
        found: &[Found],
        first: usize,
        footnotes: &HashMap<String, Vec<usize>>,
        comparing: &HashSet<String>,
    ) -> Anchors {
        let mut anchors: Vec<Anchor> = Vec::new();
        for (index, found) in (first..).zip(found) {
            match anchors.last_mut() {
                // The keys of one group count as one.
                Some(last) if last.at == found.at && !found.at.is_empty() => last.citations.push(index),
                _ => {
                    let weak = is_weak(&found.citation.target);
                    anchors.push(Anchor { at: found.at.clone(), citations: vec![index], weak, compares: false });
                }
            }
        }
        for (at, mark) in &draft.flat.marks {
            if let Mark::Note(label, _) = mark
                && let Some(citations) = footnotes.get(&label.to_lowercase())
                && !citations.is_empty()
            {
                let compares = comparing.contains(&label.to_lowercase());
                anchors.push(Anchor { at: *at..*at, citations: citations.clone(), weak: false, compares });
            }
        }
        anchors.sort_by_key(|anchor| anchor.at.start);
        Anchors { anchors, sentences: OnceCell::new() }
    }

    /// Everything cited in `range`.
    pub fn within(&self, range: &Range<usize>) -> Vec<usize> {
        let inside = |anchor: &&Anchor| range.start <= anchor.at.start && anchor.at.end <= range.end;
        let from = self.anchors.partition_point(|anchor| anchor.at.start < range.start);
        let anchors = self.anchors.get(from..).unwrap_or(&[]).iter();
        anchors
            .take_while(|anchor| anchor.at.start <= range.end)
            .filter(inside)
            .flat_map(|anchor| anchor.citations.iter().copied())
            .collect()
    }

    /// What the quotation at `outer` takes, where the next one begins at `next`: the link it is the text of; then the
    /// first citation behind it, else the nearest before it in its sentence, else the first in the rest of its
    /// sentence, past other quotations.
    pub fn of_quotation(&self, outer: &Range<usize>, next: usize, draft: &Draft) -> Vec<usize> {
        let text = draft.flat.text();
        if let Some(inside) = self.at_the_end_of(outer, text) {
            return inside.citations.clone();
        }
        let mut linked = self.links_around(outer);
        let taken = self.near(outer, next, draft);
        linked.extend(taken.iter().filter(|citation| !linked.contains(citation)).copied().collect::<Vec<_>>());
        linked
    }

    /// The links that the quotation is the text of: `[“…”](article.md)`.
    fn links_around(&self, outer: &Range<usize>) -> Vec<usize> {
        let from = self.anchors.partition_point(|anchor| anchor.at.start < outer.start);
        let around = self.anchors.get(from..).unwrap_or(&[]).iter();
        let around = around.take_while(|anchor| anchor.at.start == outer.start);
        around
            .filter(|anchor| anchor.weak && outer.end <= anchor.at.end)
            .flat_map(|anchor| anchor.citations.clone())
            .collect()
    }

    fn near(&self, outer: &Range<usize>, next: usize, draft: &Draft) -> Vec<usize> {
        let behind = self.first_from(outer.end, next);
        if !behind.is_empty() {
            return behind;
        }
        let (start, end) = self.sentence(draft, outer);
        let before = self.anchors.partition_point(|anchor| anchor.at.start < outer.start);
        let earlier = self.anchors.get(..before).unwrap_or(&[]).iter().rev();
        let nearest = up_to_strong(earlier.take_while(|anchor| anchor.at.end > start));
        if !nearest.is_empty() {
            return nearest;
        }
        self.first_from(outer.end, end)
    }

    /// The places in order.
    pub fn all(&self) -> &[Anchor] {
        &self.anchors
    }

    /// From the beginning of the sentence in which `range` begins to the end of the one in which it ends; the whole
    /// of a table row.
    pub fn sentence(&self, draft: &Draft, range: &Range<usize>) -> (usize, usize) {
        let text = draft.flat.text();
        if draft.kind == BlockKind::Row {
            return (0, text.len());
        }
        let sentences = self.sentences.get_or_init(|| sentences(text));
        let start =
            sentences.get(sentences.partition_point(|sentence| sentence.start() <= range.start).wrapping_sub(1));
        let end = sentences.get(sentences.partition_point(|sentence| sentence.end() < range.end));
        (start.map_or(0, |sentence| sentence.start()), end.map_or(text.len(), |sentence| sentence.end()))
    }

    /// A citation inside the marks, as the last thing in them.
    fn at_the_end_of(&self, outer: &Range<usize>, text: &str) -> Option<&Anchor> {
        let after = self.anchors.partition_point(|anchor| anchor.at.start < outer.end);
        let last = self.anchors.get(after.checked_sub(1)?)?;
        let inside = outer.start < last.at.start && last.at.end < outer.end;
        let ends = || !text.get(last.at.end..outer.end).is_some_and(|rest| rest.contains(char::is_alphanumeric));
        (inside && !last.weak && ends()).then_some(last)
    }

    fn first_from(&self, start: usize, end: usize) -> Vec<usize> {
        let from = self.anchors.partition_point(|anchor| anchor.at.start < start);
        let behind = self.anchors.get(from..).unwrap_or(&[]).iter();
        up_to_strong(
            behind.take_while(|anchor| anchor.at.start < end || anchor.at.is_empty() && anchor.at.start == end),
        )
    }
}

/// The citations of the first anchors: the weak ones and the strong one behind them.
fn up_to_strong<'a>(anchors: impl Iterator<Item = &'a Anchor>) -> Vec<usize> {
    let mut citations = Vec::new();
    for anchor in anchors {
        citations.extend(&anchor.citations);
        if !anchor.weak {
            break;
        }
    }
    citations
}

fn is_weak(target: &Target) -> bool {
    match target {
        Target::Path(_) | Target::Url(_) => true,
        Target::Bare(key) => !key.contains(|c: char| c.is_ascii_digit()),
        Target::Key(_) | Target::Zotero(_) | Target::Ibid => false,
    }
}
