//! What stands where in a note.

use super::{Citation, Note, NoteBlock, Quotation};

impl Note {
    /// The citation that a cursor at `offset` touches.
    pub fn citation_at(&self, offset: usize) -> Option<&Citation> {
        self.citations.iter().find(|citation| citation.span.touches(offset))
    }

    /// The quotation that a cursor at `offset` touches, its marks included.
    pub fn quotation_at(&self, offset: usize) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.outer.touches(offset))
    }

    /// The block that a cursor at `offset` touches.
    pub fn block_at(&self, offset: usize) -> Option<&NoteBlock> {
        self.blocks.iter().find(|block| block.span.touches(offset))
    }
}
