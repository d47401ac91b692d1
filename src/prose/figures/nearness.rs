//! How near a sentence is to a claim, and whether it may speak of whom the claim names.

use super::statement::Statement;

/// How near a sentence is to a claim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// Which part of the claim's words it has.
    pub(super) part: f64,
    /// How many.
    pub(super) shared: usize,
}

/// Where a text speaks of somebody or somewhere that a claim names.
pub(super) struct Named {
    /// The blocks, in order.
    blocks: Vec<usize>,
}

/// What a word counts that stands in the sentence before or behind only.
const NEIGHBOUR: f64 = 0.5;

pub(super) fn score(claim: &Statement, text: &[Statement], at: usize) -> Score {
    let Some(statement) = text.get(at) else { return Score::default() };
    let neighbour = |at: Option<usize>| at.and_then(|at| text.get(at)).filter(|other| other.block == statement.block);
    let neighbours = [neighbour(at.checked_sub(1)), neighbour(Some(at + 1))];
    let shared = claim.stems.iter().filter(|stem| statement.has(**stem)).count();
    if shared == 0 {
        return Score::default();
    }
    let beside = claim.stems.iter().filter(|stem| !statement.has(**stem));
    let beside = beside.filter(|stem| neighbours.iter().flatten().any(|other| other.has(**stem))).count();
    let part = (shared as f64 + NEIGHBOUR * beside as f64) / claim.stems.len() as f64;
    Score { part, shared }
}

impl Named {
    pub(super) fn new(name: u64, text: &[Statement]) -> Named {
        let mut blocks: Vec<usize> =
            text.iter().filter(|statement| statement.has(name)).map(|statement| statement.block).collect();
        blocks.dedup();
        Named { blocks }
    }

    /// Whether a block may speak of the claim's matter: it has the name, or no other block has it.
    pub(super) fn allows(&self, block: usize) -> bool {
        self.blocks.is_empty() || self.blocks.binary_search(&block).is_ok()
    }
}
