//! The alignment of a quotation with a window of a text, with the least edits.
//!
//! Dynamic programming over words whose ends are free in the text (Sellers 1980, "The theory and computation of
//! evolutionary distances"), with neighbours that changed places as one edit (Damerau 1964). Where the quotation says
//! that it was cut, the text may be skipped for nothing, and so may reporting clauses.

use super::haystack::Haystack;
use super::near::{CHUNK, MOST_CHUNKS};
use super::needle::Needle;
use super::windows::width;
use crate::text::Span;

/// The cost of one edit, to which all others are near: what they add breaks ties. First as many words as possible
/// are the same, then words stand in the place of others rather than being too many or too few.
pub(super) const EDIT: u32 = 64;
/// A word in the place of another.
const CHANGED: u32 = EDIT + 2;
/// A word that begins like the one in its place ("walks", "walked").
const BENT: u32 = EDIT / 2 + 2;
/// A word that the text lacks.
const ADDED: u32 = EDIT + 3;
/// A word that the quotation lacks.
const DROPPED: u32 = EDIT + 1;
/// Two neighbours in each other's place.
const SWAPPED: u32 = EDIT + 2;

/// One step of an alignment: indices of a word of the quotation and of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word.
    Same(usize, usize),
    /// One word in the place of another.
    Changed(usize, usize),
    /// A word that the text lacks.
    Added(usize, usize),
    /// A word that the quotation lacks.
    Dropped(usize, usize),
    /// What brackets or an ellipsis account for.
    Free,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    pub(super) cost: u32,
    pub(super) steps: Vec<Step>,
    /// The words of the text, from the first aligned to the last.
    pub(super) words: Span,
}

/// Aligns the whole quotation, chunk after chunk, beginning in `window`.
pub(super) fn align_all(hay: &Haystack, needle: &Needle, window: Span) -> Alignment {
    let mut whole = Alignment::default();
    let mut window = window;
    for chunk in 0..MOST_CHUNKS {
        let words = Span::new(chunk * CHUNK, needle.len().min((chunk + 1) * CHUNK));
        if words.is_empty() {
            break;
        }
        let part = Table::new(hay, needle, words, window, chunk > 0).fill().trace();
        whole.cost += part.cost;
        whole.steps.extend(part.steps);
        whole.words = if chunk == 0 { part.words } else { Span { end: part.words.end, ..whole.words } };
        let next = Span::new(words.end(), needle.len().min(words.end() + CHUNK));
        window = Span::new(part.words.end(), (part.words.end() + width(needle, next)).min(hay.folded.words.len()));
    }
    keep_to_sentence(hay, &mut whole);
    whole
}

/// A last word that stands in the place of the first of the text's next sentence is one too many: what the quotation adds there is
/// said in no other word.
fn keep_to_sentence(hay: &Haystack, alignment: &mut Alignment) {
    let [.., Step::Same(_, before), Step::Changed(word, source)] = *alignment.steps.as_slice() else { return };
    let (Some(one), Some(other)) = (hay.folded.words.get(before), hay.folded.words.get(source)) else { return };
    let between = hay.normal.text().get(one.span.end()..other.span.start()).unwrap_or_default();
    if source == before + 1 && between.contains(['.', '!', '?']) && between.contains(char::is_whitespace) {
        alignment.steps.pop();
        alignment.steps.push(Step::Added(word, source));
        alignment.words = Span::new(alignment.words.start(), source);
        alignment.cost += ADDED - CHANGED;
    }
}

/// The table of least costs: rows are words of the quotation, columns words of the text.
struct Table<'a> {
    hay: &'a Haystack,
    needle: &'a Needle,
    words: Span,
    window: Span,
    /// Whether the first word of the window must be accounted for.
    anchored: bool,
    costs: Vec<u32>,
    moves: Vec<Move>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Start,
    Diagonal,
    /// A word of the quotation alone.
    Down,
    /// A word of the text alone.
    Right,
    /// The same for nothing, where the quotation has an ellipsis.
    Skip,
    /// Two words in each other's place.
    Swap,
    /// Over a reporting clause that ends here: so many words.
    Clause(u8),
}

impl<'a> Table<'a> {
    fn new(hay: &'a Haystack, needle: &'a Needle, words: Span, window: Span, anchored: bool) -> Table<'a> {
        let cells = (words.len() + 1) * (window.len() + 1);
        Table { hay, needle, words, window, anchored, costs: vec![0; cells], moves: vec![Move::Start; cells] }
    }

    fn cell(&self, row: usize, column: usize) -> usize {
        row * (self.window.len() + 1) + column
    }

    fn fill(mut self) -> Self {
        let clause_ends = self.clause_ends();
        if self.anchored {
            let may_skip = self.needle.gaps.binary_search(&self.words.start()).is_ok();
            for (column, &clause) in clause_ends.iter().enumerate().skip(1) {
                let left = self.costs[column - 1];
                let right = if may_skip { (left, Move::Skip) } else { (left + DROPPED, Move::Right) };
                let over = (self.costs[column - clause as usize], Move::Clause(clause));
                (self.costs[column], self.moves[column]) = if clause > 0 && over.0 < right.0 { over } else { right };
            }
        }
        let (hay, needle) = (self.hay, self.needle);
        let columns = self.window.len() + 1;
        let stands = &hay.folded.words[self.window.range()];
        let heads: Vec<u32> = self.window.range().map(|source| head(hay.folded.letters(source))).collect();
        for row in 1..=self.words.len() {
            let word = self.words.start() + row - 1;
            let quoted = needle.folded.words[word].hash;
            let quoted_head = head(needle.folded.letters(word));
            let inserted = needle.inserted.get(word).copied().unwrap_or(false);
            let may_skip = row < self.words.len() && needle.gaps.binary_search(&(word + 1)).is_ok();
            let (above, costs) = self.costs.split_at_mut(row * columns);
            let moves = &mut self.moves[row * columns..];
            let before = &above[(row - 1) * columns..];
            let swap = needle.swaps_with(word).filter(|_| row > 1);
            for (column, &clause) in clause_ends.iter().enumerate() {
                let down = before[column] + if inserted { 0 } else { ADDED };
                let mut best = (down, Move::Down);
                if column > 0 {
                    let substitution = match stands[column - 1].hash == quoted {
                        _ if inserted => 0,
                        true => 0,
                        false if quoted_head == heads[column - 1] && quoted_head != NO_HEAD => {
                            let source = self.window.start() + column - 1;
                            bent_or_changed(needle.folded.letters(word), hay.folded.letters(source))
                        }
                        false => CHANGED,
                    };
                    // A tie is a change rather than one word too many and one too few.
                    let diagonal = before[column - 1] + substitution;
                    if diagonal <= best.0 {
                        best = (diagonal, Move::Diagonal);
                    }
                    let left = costs[column - 1];
                    let right = if may_skip { (left, Move::Skip) } else { (left + DROPPED, Move::Right) };
                    if right.0 < best.0 {
                        best = right;
                    }
                    if let Some(other) = swap
                        && column > 1
                        && stands[column - 2].hash == quoted
                        && stands[column - 1].hash == other
                    {
                        let swap = above[(row - 2) * columns + column - 2] + SWAPPED;
                        if swap < best.0 {
                            best = (swap, Move::Swap);
                        }
                    }
                    if clause > 0 && costs[column - clause as usize] < best.0 {
                        best = (costs[column - clause as usize], Move::Clause(clause));
                    }
                }
                (costs[column], moves[column]) = best;
            }
        }
        self
    }

    /// For each column the length of the reporting clause that ends there.
    fn clause_ends(&self) -> Vec<u8> {
        let mut ends = vec![0; self.window.len() + 1];
        let clauses = self.hay.clauses();
        let from = clauses.partition_point(|clause| clause.start < self.window.start);
        for clause in clauses[from..].iter().take_while(|clause| clause.end <= self.window.end) {
            if let Some(end) = ends.get_mut(clause.end() - self.window.start()) {
                *end = u8::try_from(clause.len()).unwrap_or(0);
            }
        }
        ends
    }

    /// The best alignment, read from its end.
    fn trace(self) -> Alignment {
        let last = self.words.len();
        // Of equal ends the first is taken at which a word stands in the place of the quotation's last.
        let mut column = (0..=self.window.len()).min_by_key(|&column| {
            let cell = self.cell(last, column);
            (self.costs[cell], !matches!(self.moves[cell], Move::Diagonal | Move::Swap), column)
        });
        let mut steps = Vec::new();
        let mut row = last;
        let end = column.unwrap_or(0);
        let cost = self.costs[self.cell(last, end)];
        while let Some(at) = column.filter(|_| row > 0 || self.anchored) {
            let (word, source) = ((self.words.start() + row).wrapping_sub(1), self.window.start() + at);
            let before = source.wrapping_sub(1);
            match self.moves[self.cell(row, at)] {
                Move::Start => break,
                Move::Diagonal => {
                    let cost = self.costs[self.cell(row, at)] - self.costs[self.cell(row - 1, at - 1)];
                    let inserted = self.needle.inserted.get(word).copied().unwrap_or(false);
                    steps.push(match (inserted, cost) {
                        (true, _) => Step::Free,
                        (false, 0) => Step::Same(word, before),
                        _ => Step::Changed(word, before),
                    });
                    (row, column) = (row - 1, Some(at - 1));
                }
                Move::Swap => {
                    steps.push(Step::Changed(word, before));
                    steps.push(Step::Changed(word.wrapping_sub(1), before.wrapping_sub(1)));
                    (row, column) = (row - 2, Some(at - 2));
                }
                Move::Down => {
                    let inserted = self.needle.inserted.get(word).copied().unwrap_or(false);
                    steps.push(if inserted { Step::Free } else { Step::Added(word, source) });
                    row -= 1;
                }
                Move::Right => {
                    steps.push(Step::Dropped(word.wrapping_add(1), before));
                    column = Some(at - 1);
                }
                Move::Skip => {
                    steps.push(Step::Free);
                    column = Some(at - 1);
                }
                Move::Clause(words) => {
                    steps.push(Step::Free);
                    column = Some(at - words as usize);
                }
            }
        }
        steps.reverse();
        let start = column.unwrap_or(0);
        Alignment { cost, steps, words: Span::new(self.window.start() + start, self.window.start() + end) }
    }
}

impl Needle {
    /// The word before `word`, by its hash, if the two may stand in each other's place.
    fn swaps_with(&self, word: usize) -> Option<u64> {
        let before = word.checked_sub(1)?;
        let (one, other) = (self.folded.words.get(before)?.hash, self.folded.words.get(word)?.hash);
        (one != other && !self.inserted[before] && !self.inserted[word]).then_some(one)
    }
}

/// The head of a word that is too short to begin like another.
const NO_HEAD: u32 = 0;

/// The first bytes of a word: words that begin alike have the same.
fn head(letters: &str) -> u32 {
    letters.as_bytes().first_chunk().map_or(NO_HEAD, |&[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
}

/// What it costs that one word stands in the place of another.
fn bent_or_changed(one: &str, other: &str) -> u32 {
    if begin_alike(one, other) { BENT } else { CHANGED }
}

/// Whether two words share so much of their beginning that one is likely a form of the other.
fn begin_alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    common >= 3 && common * 5 >= one.len().max(other.len()) * 3
}

#[cfg(test)]
mod tests;
