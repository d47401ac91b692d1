//! The names in a note, and whom it credits with its quotations.

use std::sync::Arc;

use crate::actor::{ActorId, Recognised, Who};
use crate::corpus::Corpus;
use crate::note::{BlockKind, Note, NoteBlock, Quotation};
use crate::prose::Kind;
use crate::prose::speech::{Named, credit};
use crate::text::{Mapped, Span};

/// Somebody who cannot be told: a name of nobody known, of several, or misspelled.
const NOBODY: u32 = u32::MAX;

/// The names in a note.
#[derive(Clone, Debug, Default)]
pub(super) struct NoteNames {
    /// For each block of the note the names in its prose.
    pub(super) blocks: Arc<[Vec<Recognised>]>,
    /// The same as those who speak, and whether each stands outside quotations.
    named: Vec<Vec<Named>>,
    outside: Vec<Vec<bool>>,
}

/// Whom a note credits with a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credited {
    /// Persons who may be meant, each with the place of the name in the note; empty where it cannot be told.
    pub(super) persons: Vec<(Span, ActorId)>,
    /// Whether anybody is credited at all.
    pub(super) credits: bool,
}

impl NoteNames {
    pub(super) fn new(corpus: &Corpus, note: &Note) -> NoteNames {
        let prose: Vec<&Mapped> = note.blocks.iter().map(|block| &block.prose).collect();
        let blocks = corpus.recognise(&prose);
        let named: Vec<Vec<Named>> = blocks.iter().map(|names| named(corpus, names)).collect();
        let outside = note.blocks.iter().zip(&named).map(|(block, names)| {
            let is_outside = |name: &Named| {
                let place = block.prose.source(name.span);
                let next = note.quotations.partition_point(|quotation| quotation.outer.end <= place.start);
                !note.quotations.get(next).is_some_and(|quotation| quotation.outer.covers(place))
            };
            names.iter().map(is_outside).collect()
        });
        NoteNames { outside: outside.collect(), named, blocks }
    }

    /// Whom the note credits with `quotation`.
    pub(super) fn credited(&self, note: &Note, quotation: &Quotation) -> Credited {
        if let Some(line) = quotation.attribution {
            return self.in_attribution(note, line);
        }
        let Some(block) = note.blocks.get(quotation.block) else { return Credited::default() };
        let names = self.named(quotation.block);
        let outside = self.outside.get(quotation.block).map_or(&[][..], Vec::as_slice);
        let place = |span: Span| {
            let (start, end) = (block.prose.derived(span.start()), block.prose.derived(span.end()));
            Span::new(start, end)
        };
        let own = place(quotation.outer);
        // Who is credited stands between the quotations before and behind.
        let at = note.quotations.partition_point(|other| other.outer.start < quotation.outer.start);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| note.quotations.get(at));
        let others: Vec<Span> =
            beside.filter(|other| other.block == quotation.block).map(|other| place(other.outer)).collect();
        let credit = credit(block.prose.text(), own, &others, names);
        let persons = || names.iter().zip(outside).filter(|(name, outside)| name.person && **outside);
        let chosen: Vec<Named> = if !credit.names.is_empty() {
            credit.names.iter().filter_map(|&name| names.get(name).copied()).collect()
        } else if credit.is_back_reference {
            // "She adds": nobody else may be meant than the only person named so far.
            persons().map(|(name, _)| *name).filter(|name| name.span.end <= own.start).collect()
        } else if !credit.credits && block.kind == BlockKind::Row {
            persons().map(|(name, _)| *name).collect()
        } else {
            Vec::new()
        };
        let one = chosen.iter().all(|name| Some(name.who) == chosen.first().map(|first| first.who));
        let sure = !chosen.iter().any(|name| name.who == NOBODY) && (one || !credit.names.is_empty());
        let row = block.kind == BlockKind::Row && !chosen.is_empty();
        let persons = if sure { in_note(block, &chosen) } else { Vec::new() };
        Credited { persons, credits: credit.credits || row }
    }

    /// The only person whom the line under a block quote names.
    fn in_attribution(&self, note: &Note, line: Span) -> Credited {
        let mut persons = Vec::new();
        let blocks = note.blocks.iter().enumerate().filter(|(_, block)| block.span.overlaps(line));
        for (index, block) in blocks {
            let inside = |name: &Named| name.person && line.covers(block.prose.source(name.span));
            let names: Vec<Named> = self.named(index).iter().copied().filter(inside).collect();
            if names.iter().any(|name| name.who == NOBODY) {
                return Credited { persons: Vec::new(), credits: true };
            }
            persons.extend(in_note(block, &names));
        }
        if persons.len() > 1 {
            persons.clear();
        }
        Credited { persons, credits: true }
    }

    fn named(&self, block: usize) -> &[Named] {
        self.named.get(block).map_or(&[], Vec::as_slice)
    }
}

/// The names of a block as those who may speak.
fn named(corpus: &Corpus, names: &[Recognised]) -> Vec<Named> {
    let named = |name: &Recognised| match &name.who {
        Who::Known(id) => {
            let person = corpus.actor(*id).is_some_and(|actor| actor.kind == Kind::Person);
            Named { span: name.span, who: id.0, person }
        }
        Who::Ambiguous(_) | Who::Near(..) => Named { span: name.span, who: NOBODY, person: true },
        Who::Unknown(kind) => Named { span: name.span, who: NOBODY, person: *kind == Kind::Person },
    };
    names.iter().map(named).collect()
}

fn in_note(block: &NoteBlock, names: &[Named]) -> Vec<(Span, ActorId)> {
    names.iter().map(|name| (block.prose.source(name.span), ActorId(name.who))).collect()
}
