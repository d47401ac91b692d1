//! The place whose words are nearest to those of a quotation.
//!
//! Rare words of the quotation point to a few windows of the text; in each the alignment with the least edits is
//! found by dynamic programming whose ends are free in the text (Sellers 1980, "The theory and computation of
//! evolutionary distances"), word by word. Where the quotation says that it was cut, the text may be skipped for
//! nothing, and so may reporting clauses.

use super::haystack::Haystack;
use super::needle::Needle;
use super::{Edit, Exactness, Match};
use crate::text::Span;

/// The least similarity of an altered quotation. Altered ones were measured at .57 and up, unrelated text at .33 at
/// most (1,491 perturbed quotations).
const LEAST_SIMILARITY: f32 = 0.45;
/// The same of a quotation of four words.
const SHORT_SIMILARITY: f32 = 0.7;
/// How many words must be the same.
const LEAST_WORDS: usize = 4;
/// The least share of the quotation's weight in rare words that must be found: common words alone prove nothing.
const LEAST_WEIGHT: f32 = 0.3;
/// How many windows are aligned.
const MOST_WINDOWS: usize = 3;
/// Words with more places than this point nowhere.
const MOST_PLACES: usize = 4_096;
/// A longer quotation is aligned in chunks of so many words, and only so many chunks.
const CHUNK: usize = 300;
const MOST_CHUNKS: usize = 40;
/// How many words an ellipsis may leave out.
const ELIDED_WORDS: usize = 350;
/// How many ellipses widen a window.
const MOST_ELISIONS: usize = 4;

/// Costs of an edit: a word in the place of another, one put in, one left out.
const CHANGED: u32 = 2;
/// The cost of a word that begins like the one in its place ("walks", "walked").
const BENT: u32 = 1;

/// The nearest place, where one is near enough.
pub(super) fn near(hay: &Haystack, needle: &Needle) -> Option<Match> {
    if needle.len() < LEAST_WORDS || hay.folded.words.len() < LEAST_WORDS {
        return None;
    }
    let aligned = windows(hay, needle).into_iter().map(|window| align_all(hay, needle, window));
    let best = aligned.min_by_key(|alignment| alignment.cost)?;
    best.judge(hay, needle)
}

/// How much a word says about the place: the logarithm of its rarity in the text.
fn weight(hay: &Haystack, places: usize) -> u32 {
    let rarity = hay.folded.words.len() / places.max(1);
    rarity.checked_ilog2().unwrap_or(0) + 1
}

/// The weight of one word of the quotation.
fn weight_of(hay: &Haystack, needle: &Needle, word: usize) -> f64 {
    needle.folded.words.get(word).map_or(0.0, |word| f64::from(weight(hay, hay.places(word.hash).len())))
}

/// The weight of all words that the quotation takes from its source.
fn whole_weight(hay: &Haystack, needle: &Needle) -> f64 {
    let own = needle.inserted.iter().enumerate().filter(|(_, inserted)| !**inserted);
    own.map(|(word, _)| weight_of(hay, needle, word)).sum()
}

/// How many words of the text a chunk of the quotation may span.
fn width(needle: &Needle, words: Span) -> usize {
    let gaps = needle.gaps.iter().filter(|&&gap| words.contains(gap)).count();
    words.len() + words.len() / 2 + 8 + gaps.min(MOST_ELISIONS) * ELIDED_WORDS
}

/// The windows of the text, as word indices, in which most of the weight of the quotation's first chunk lies.
fn windows(hay: &Haystack, needle: &Needle) -> Vec<Span> {
    let first = Span::new(0, needle.len().min(CHUNK));
    let mut hashes: Vec<u64> = needle.folded.words[first.range()].iter().map(|word| word.hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut points: Vec<(usize, u32)> = Vec::new();
    // What the words that point nowhere may add to any window.
    let mut common = 0;
    for hash in hashes {
        let places = hay.places(hash);
        let weight = weight(hay, places.len());
        if places.len() <= MOST_PLACES {
            points.extend(places.iter().map(|&place| (place as usize, weight)));
        } else {
            let times = needle.folded.words.iter().filter(|word| word.hash == hash).count();
            common += weight * Span::at(times).start;
        }
    }
    points.sort_unstable();
    let width = width(needle, first);
    let mut sums: Vec<(u32, usize)> = Vec::with_capacity(points.len());
    let (mut sum, mut end) = (0, 0);
    for &(start, weight) in &points {
        while let Some(&(_, entering)) = points.get(end).filter(|(place, _)| *place < start + width) {
            sum += entering;
            end += 1;
        }
        sums.push((sum, start));
        sum -= weight;
    }
    if needle.len() <= CHUNK {
        // A window without enough of the weight cannot hold a near place, and needs no aligning.
        let least = f64::from(LEAST_WEIGHT) * whole_weight(hay, needle);
        sums.retain(|&(sum, _)| f64::from(sum + common) >= least);
    }
    sums.sort_unstable_by_key(|&(sum, start)| (std::cmp::Reverse(sum), start));
    let mut windows: Vec<Span> = Vec::new();
    for (_, start) in sums {
        let margin = first.len() / 4 + 4;
        let window = Span::new(start.saturating_sub(margin), (start + width).min(hay.folded.words.len()));
        if windows.iter().all(|other| start.abs_diff(other.start() + margin) > width / 2) {
            windows.push(window);
        }
        if windows.len() == MOST_WINDOWS {
            break;
        }
    }
    windows
}

/// One step of an alignment: indices of a word of the quotation and of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
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
struct Alignment {
    cost: u32,
    steps: Vec<Step>,
    /// The words of the text, from the first aligned to the last.
    words: Span,
}

/// Aligns the whole quotation, chunk after chunk, beginning in `window`.
fn align_all(hay: &Haystack, needle: &Needle, window: Span) -> Alignment {
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
    whole
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
            for column in 1..=self.window.len() {
                self.costs[column] = self.costs[column - 1] + CHANGED;
                self.moves[column] = Move::Right;
            }
        }
        for row in 1..=self.words.len() {
            let word = self.words.start() + row - 1;
            let inserted = self.needle.inserted.get(word).copied().unwrap_or(false);
            let may_skip = row < self.words.len() && self.needle.gaps.binary_search(&(word + 1)).is_ok();
            for (column, &clause) in clause_ends.iter().enumerate() {
                let down = self.costs[self.cell(row - 1, column)] + if inserted { 0 } else { CHANGED };
                let mut best = (down, Move::Down);
                if column > 0 {
                    let source = self.window.start() + column - 1;
                    let diagonal = self.costs[self.cell(row - 1, column - 1)]
                        + if inserted { 0 } else { self.substitution(word, source) };
                    // A tie is a change rather than one word too many and one too few.
                    if diagonal <= best.0 {
                        best = (diagonal, Move::Diagonal);
                    }
                    let left = self.costs[self.cell(row, column - 1)];
                    let right = if may_skip { (left, Move::Skip) } else { (left + CHANGED, Move::Right) };
                    if right.0 < best.0 {
                        best = right;
                    }
                    if clause > 0 && self.costs[self.cell(row, column - clause as usize)] < best.0 {
                        best = (self.costs[self.cell(row, column - clause as usize)], Move::Clause(clause));
                    }
                }
                let cell = self.cell(row, column);
                (self.costs[cell], self.moves[cell]) = best;
            }
        }
        self
    }

    /// For each column the length of the reporting clause that ends there.
    fn clause_ends(&self) -> Vec<u8> {
        let mut ends = vec![0; self.window.len() + 1];
        let from = self.hay.clauses.partition_point(|clause| clause.start < self.window.start);
        for clause in self.hay.clauses[from..].iter().take_while(|clause| clause.end <= self.window.end) {
            if let Some(end) = ends.get_mut(clause.end() - self.window.start()) {
                *end = u8::try_from(clause.len()).unwrap_or(0);
            }
        }
        ends
    }

    fn substitution(&self, word: usize, source: usize) -> u32 {
        let (quoted, stands) = (&self.needle.folded.words[word], &self.hay.folded.words[source]);
        if quoted.hash == stands.hash {
            return 0;
        }
        if begin_alike(self.needle.folded.letters(word), self.hay.folded.letters(source)) { BENT } else { CHANGED }
    }

    /// The best alignment, read from its end.
    fn trace(self) -> Alignment {
        let last = self.words.len();
        // Of equal ends the first is taken at which a word stands in the place of the quotation's last.
        let mut column = (0..=self.window.len()).min_by_key(|&column| {
            let cell = self.cell(last, column);
            (self.costs[cell], self.moves[cell] != Move::Diagonal, column)
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

/// Whether two words share so much of their beginning that one is likely a form of the other.
fn begin_alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    common >= 3 && common * 5 >= one.len().max(other.len()) * 3
}

impl Alignment {
    fn judge(self, hay: &Haystack, needle: &Needle) -> Option<Match> {
        let own = needle.inserted.iter().filter(|inserted| !**inserted).count();
        let whole = (CHANGED as usize * own.max(1)) as f32;
        let similarity = (1.0 - self.cost as f32 / whole).max(0.0);
        let matched: Vec<usize> = self.steps.iter().filter_map(|step| step.matched()).collect();
        let found: f64 = matched.iter().map(|&word| weight_of(hay, needle, word)).sum();
        // Of a short quotation all words but one must be the same.
        let short = own <= LEAST_WORDS;
        let near = similarity >= if short { SHORT_SIMILARITY } else { LEAST_SIMILARITY }
            && matched.len() >= LEAST_WORDS - usize::from(short)
            && found >= f64::from(LEAST_WEIGHT) * whole_weight(hay, needle)
            && self.cost > 0;
        near.then(|| Match {
            exactness: Exactness::Altered,
            span: hay.source(self.words.start(), self.words.end()),
            edits: self.edits(hay, needle),
            similarity,
            skipped: Vec::new(),
        })
    }

    /// The steps that are no matches, neighbours taken together.
    fn edits(&self, hay: &Haystack, needle: &Needle) -> Vec<Edit> {
        let mut groups: Vec<(Span, Span)> = Vec::new();
        let mut open = false;
        for step in &self.steps {
            let (quoted, source) = match *step {
                Step::Same(..) | Step::Free => {
                    open = false;
                    continue;
                }
                Step::Changed(word, source) => (Span::new(word, word + 1), Span::new(source, source + 1)),
                Step::Added(word, source) => (Span::new(word, word + 1), Span::at(source)),
                Step::Dropped(word, source) => (Span::at(word), Span::new(source, source + 1)),
            };
            match groups.last_mut().filter(|_| open) {
                Some(group) => *group = (group.0.join(quoted), group.1.join(source)),
                None => groups.push((quoted, source)),
            }
            open = true;
        }
        let place = |(quoted, source): (Span, Span)| Edit {
            quoted: needle.source(quoted.start(), quoted.end()),
            source: hay.source(source.start(), source.end()),
        };
        groups.into_iter().map(place).collect()
    }
}

impl Step {
    fn matched(self) -> Option<usize> {
        match self {
            Step::Same(word, _) => Some(word),
            _ => None,
        }
    }
}
