//! What the rules share: computed once for a note.

use std::path::Path;
use std::sync::OnceLock;

use crate::actor::Recognised;
use crate::corpus::{ArticleId, Corpus};
use crate::note::{BlockKind, Note, Quotation};
use crate::text::Span;
use crate::workspace::{Stop, Workspace};

use super::cited::{Cited, citations};
use super::judge::{Judged, judge};
use super::names::{Credited, NoteNames};

/// What the rules are asked with.
pub(super) struct Context<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) note: &'a Note,
    /// What each citation of the note points at.
    pub(super) cited: Vec<Cited>,
    /// Whether the check is still wanted: rules that take long look at it.
    pub(super) stop: Stop,
    /// The names of the note, found when first asked for.
    names: OnceLock<NoteNames>,
    /// The quotations that count, with their verdicts; none before [`Context::judge`].
    pub(super) judged: Vec<Judged>,
}

impl<'a> Context<'a> {
    pub(super) fn new(workspace: &'a Workspace, path: &Path, note: &'a Note, stop: &Stop) -> Context<'a> {
        let cited = citations(workspace, path, note);
        Context { workspace, note, cited, stop: stop.clone(), names: OnceLock::new(), judged: Vec::new() }
    }

    /// Judges the quotations; `None` where that was given up.
    pub(super) fn judge(&mut self) -> Option<()> {
        self.judged = judge(self)?;
        Some(())
    }

    pub(super) fn corpus(&self) -> &'a Corpus {
        &self.workspace.corpus
    }

    fn names(&self) -> &NoteNames {
        self.names.get_or_init(|| NoteNames::new(self.corpus(), self.note))
    }

    /// Whom the note credits with a quotation.
    pub(super) fn credited(&self, quotation: &Quotation) -> Credited {
        self.names().credited(self.note, quotation)
    }

    /// The names that stand in the note's own words, not in headings, quotations or links, each with its place in the
    /// note. A name with mark-up inside is left alone: no replacement could keep the mark-up.
    pub(super) fn free_names(&self) -> impl Iterator<Item = (Span, &Recognised)> {
        let blocks = self.note.blocks.iter().zip(self.names().blocks.iter());
        let own = blocks.filter(|(block, _)| !matches!(block.kind, BlockKind::Heading | BlockKind::Quote));
        let names = own.flat_map(|(block, names)| {
            let plain = |name: &&Recognised| {
                name.span.of(block.prose.text()) == block.prose.source(name.span).of(&self.note.text)
            };
            names.iter().filter(plain).map(|name| (block.prose.source(name.span), name))
        });
        names.filter(|(span, _)| {
            let next = self.note.quotations.partition_point(|quotation| quotation.outer.end <= span.start);
            let quoted = self.note.quotations.get(next).is_some_and(|quotation| quotation.outer.overlaps(*span));
            let linked = self.note.citations.partition_point(|citation| citation.span.end <= span.start);
            !quoted && !self.note.citations.get(linked).is_some_and(|citation| citation.span.overlaps(*span))
        })
    }

    /// An article as messages name it: by its key.
    pub(super) fn name(&self, article: ArticleId) -> String {
        format!("@{}", self.corpus().article(article).key)
    }
}
