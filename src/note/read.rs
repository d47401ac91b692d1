//! Reading a note, start to end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::anchors::Anchors;
use super::beside::{leads_to_comparison, under_headings};
use super::citations::{self, Found};
use super::flat::Mark;
use super::outline::Draft;
use super::{FootnoteReference, Note, NoteBlock, block_quotes, front_matter, mask, outline, quotations};
use crate::text::sentences::sentences;
use crate::text::{LineIndex, Span};

/// A block with all that is needed to find its quotations.
pub struct Prepared {
    /// The block.
    pub draft: Draft,
    /// What of its text is citation, in order and without overlaps.
    pub dropped: Vec<Range<usize>>,
    /// The places at which it cites.
    pub anchors: Anchors,
}

impl Prepared {
    /// What the last sentence cites, if it ends in a colon: that stands for what it introduces.
    pub fn introduces(&self) -> Vec<usize> {
        let text = self.draft.flat.text();
        let prose = self.draft.flat.read(0..text.len(), &self.dropped);
        if !prose.text().trim_end().ends_with(':') {
            return Vec::new();
        }
        let start = sentences(text).last().map_or(0, |sentence| sentence.start());
        self.anchors.within(&(start..usize::MAX))
    }
}

impl Note {
    /// Reads the text of a note. Takes time linear in the text, and never fails.
    pub fn read(text: Arc<str>) -> Note {
        let front = front_matter::read(&text);
        let outline = outline::read(&mask::mask(&text), front.span.end());
        let mut citations = Vec::new();
        let mut found_in = Vec::with_capacity(outline.blocks.len());
        let mut footnotes: HashMap<String, Vec<usize>> = HashMap::new();
        let mut comparing: HashSet<String> = HashSet::new();
        for (block, draft) in outline.blocks.iter().enumerate() {
            let found = citations::find(&draft.flat, draft.kind);
            let first = citations.len();
            citations.extend(found.iter().map(|found| super::Citation { block, ..found.citation.clone() }));
            if let Some(label) = &draft.footnote {
                if leads_to_comparison(draft, &found) && !footnotes.contains_key(&label.to_lowercase()) {
                    comparing.insert(label.to_lowercase());
                }
                footnotes.entry(label.to_lowercase()).or_default().extend(first..citations.len());
            }
            found_in.push((first, found));
        }
        let prepare = |(draft, (first, found)): (Draft, (usize, Vec<Found>))| Prepared {
            dropped: dropped(&found),
            anchors: Anchors::new(&draft, &found, first, &footnotes, &comparing),
            draft,
        };
        let prepared: Vec<Prepared> = outline.blocks.into_iter().zip(found_in).map(prepare).collect();
        let references =
            prepared.iter().enumerate().flat_map(|(block, prepared)| {
                let marks = prepared.draft.flat.marks.iter();
                marks
                    .filter_map(|(_, mark)| references(mark, &footnotes))
                    .map(move |(span, citations)| FootnoteReference { span, citations, block })
            });
        let references = references.collect();
        let mut quotations = block_quotes::find(&prepared, &outline.quotes, &text);
        quotations.extend(quotations::find(&prepared, &outline.quotes, &text));
        quotations.sort_by_key(|quotation| quotation.outer.start);
        under_headings(&prepared, &mut quotations);
        let blocks = prepared.iter().map(|block| NoteBlock {
            kind: block.draft.kind,
            span: block.draft.span,
            prose: block.draft.flat.read(0..block.draft.flat.text().len(), &block.dropped),
        });
        Note {
            lines: LineIndex::new(&text),
            title: front.title.or_else(|| outline.headings.first().map(|heading| heading.text.clone())),
            aliases: front.aliases,
            bibliographies: front.bibliographies,
            references: front.references,
            headings: outline.headings,
            blocks: blocks.collect(),
            citations,
            footnotes: references,
            quotations,
            text,
        }
    }
}

/// Where a footnote is referred to, and what it cites.
fn references(mark: &Mark, footnotes: &HashMap<String, Vec<usize>>) -> Option<(Span, Vec<usize>)> {
    let Mark::Note(label, span) = mark else { return None };
    Some((*span, footnotes.get(&label.to_lowercase())?.clone()))
}

fn dropped(found: &[Found]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = found.iter().filter_map(|found| found.dropped.clone()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
