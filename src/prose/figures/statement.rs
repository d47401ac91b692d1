//! Sentences with their figures.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::frame::Frame;
use super::parts::{count_parts, mark_parts};
use super::token::Kind;
use super::unit::{self, stem};
use super::{Date, Figure, Value, figures};
use crate::text::Span;
use crate::text::sentences::sentences;

/// A sentence, or a part of one, with its figures.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// Where it stands.
    pub span: Span,
    /// Its figures, with places in the whole text.
    pub figures: Vec<Figure>,
    /// Hashes of the stems of the words that say what it speaks of, sorted.
    pub(super) stems: Vec<u64>,
    /// Those of its names: words with a capital letter, but the first.
    pub(super) names: Vec<u64>,
    /// Those of its measures.
    pub(super) measures: Vec<u64>,
    /// For each figure the hashes of the words that stand in its clause, without its unit.
    pub(super) beside: Vec<Vec<u64>>,
    /// For each figure what stands right around it.
    pub(super) frames: Vec<Frame>,
    /// For each figure the number of its clause.
    clause_of: Vec<usize>,
    /// For each figure the hashes of the words that stand behind it in its clause.
    behind: Vec<Vec<u64>>,
    /// For each clause the number of the part of the sentence, up to a semicolon, that it belongs to.
    segment_of: Vec<usize>,
    /// The names with the number of their clause.
    clause_names: Vec<(usize, u64)>,
    /// Whose a figure is by "that of": the number of the clause, and the first word that says whose.
    that_of: Vec<(usize, u64)>,
    /// The clauses that speak of a time by its distance from today: "last year".
    relative: Vec<usize>,
    /// Those that speak of a time by its distance from another: "in the year before".
    shifted: Vec<usize>,
    /// Whether it denies something, or speaks of what is left: "not", "the rest", "other than".
    pub(super) excludes: bool,
    /// The hash of its first word, which has a capital whether it is a name or not.
    pub(super) first: Option<u64>,
    /// How many days of the week it names.
    pub(super) weekdays: usize,
    /// Whether it adds things up: "together".
    pub(super) sums: bool,
    /// Whether it may name what it is not about: "more than in 2022", "unlike Kenya".
    pub(super) compares: bool,
    /// Whether it may name a time that it is not about: "more than in 2022", "until 2023".
    pub(super) compares_times: bool,
    /// The block it belongs to.
    pub(super) block: usize,
}

/// Words that begin another clause.
const JOINTS: [&str; 7] = ["and", "but", "while", "whereas", "although", "though", "or"];

/// Words with which a sentence adds up what another tells one by one.
const SUMMING: [&str; 6] = ["together", "altogether", "combined", "total", "both", "overall"];

/// Words with which a sentence speaks of what is left, or of what is not.
const EXCLUDING: [&str; 22] = [
    "not",
    "no",
    "none",
    "neither",
    "nor",
    "never",
    "without",
    "except",
    "rest",
    "remaining",
    "remainder",
    "remain",
    "others",
    "other",
    "apart",
    "left",
    "lacks",
    "lack",
    "short",
    "free",
    "spared",
    "beside",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words by which a clause speaks of the time before the one that was spoken of.
const SHIFTING: [&str; 6] = ["before", "earlier", "previous", "preceding", "prior", "ago"];

/// Words beside which a year or a name may stand that a claim is not about.
const COMPARING: [&str; 22] = [
    "than", "more", "less", "fewer", "compared", "unlike", "since", "before", "after", "until", "till", "from",
    "against", "beat", "defeated", "lost", "over", "rival", "follow", "instead", "besides", "without",
];

/// Those of them, and others, beside which a time may stand that a claim is not about.
const COMPARING_TIMES: [&str; 14] = [
    "than", "compared", "unlike", "since", "before", "after", "until", "till", "against", "instead", "without",
    "still", "again", "once",
];

/// Words that say nothing of the matter.
const EMPTY: [&str; 72] = [
    "about", "after", "again", "all", "also", "among", "and", "any", "are", "around", "because", "been", "before",
    "being", "between", "both", "but", "can", "could", "did", "does", "during", "each", "for", "from", "had", "has",
    "have", "her", "him", "his", "how", "into", "its", "more", "most", "much", "nearly", "not", "off", "one", "only",
    "other", "our", "out", "over", "per", "said", "says", "she", "since", "some", "such", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "was", "were", "when", "which", "while", "who",
    "with", "would",
];

impl Statement {
    /// The statement at `span` of `text`.
    pub fn new(text: &str, span: Span) -> Statement {
        let mut found = figures(span.of(text));
        found.retain(|figure| !is_denied(span.of(text), figure.span));
        count_parts(span.of(text), &mut found);
        mark_parts(span.of(text), &mut found);
        found.iter_mut().for_each(|figure| figure.span = figure.span.shifted(span.start()));
        let hedges: Vec<Span> = found.iter().filter_map(|figure| hedge_before(text, figure.span)).collect();
        let (mut stems, mut names, mut measures) = (Vec::new(), Vec::new(), Vec::new());
        let mut figures_ahead = found.iter().peekable();
        let mut clauses: Vec<(u32, Vec<u64>)> = vec![(span.start, Vec::new())];
        let (mut clause_names, mut relative, mut shifted) = (Vec::new(), Vec::new(), Vec::new());
        let (mut compares, mut compares_times, mut sums) = (false, false, false);
        // The last figure, and how many clauses had begun there.
        let mut passed: Option<(usize, usize)> = None;
        let (mut excludes, mut first, mut weekdays) = (false, None, 0);
        let (mut behind, mut segment_of) = (vec![Vec::new(); found.len()], vec![0]);
        let (mut that_of, mut lead) = (Vec::new(), [String::new(), String::new()]);
        for token in super::token::tokens(span.of(text)) {
            let at = token.span.shifted(span.start());
            let word = token.word();
            compares |= COMPARING.contains(&word.as_str()) && !hedges.iter().any(|hedge| hedge.covers(at));
            compares_times |= COMPARING_TIMES.contains(&word.as_str());
            sums |= SUMMING.contains(&word.as_str());
            excludes |= EXCLUDING.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t");
            weekdays += usize::from(word.ends_with("day") && WEEKDAYS.contains(&word.as_str()));
            first = first.or_else(|| Some(FxBuildHasher.hash_one(stem(&word))).filter(|_| token.kind == Kind::Word));
            while figures_ahead.next_if(|figure| figure.span.end <= at.start).is_some() {
                passed = Some((passed.map_or(0, |(figure, _)| figure + 1), clauses.len()));
            }
            if figures_ahead.peek().is_some_and(|figure| figure.span.overlaps(at)) {
                continue;
            }
            let before_figure = figures_ahead.peek().is_some_and(|figure| figure.span.start <= at.end + 1);
            if SHIFTING.contains(&word.as_str()) {
                shifted.push(clauses.len() - 1);
            }
            if matches!(token.kind, Kind::Sign(',' | ';' | ':' | '—' | '–' | '(' | ')' | '|'))
                || JOINTS.contains(&word.as_str())
                || word == "against" && before_figure
            {
                clauses.push((at.start, Vec::new()));
                segment_of.push(segment_of.last().map_or(0, |last| last + usize::from(token.is(';'))));
            } else if matches!(word.as_str(), "last" | "this" | "now" | "today") {
                relative.push(clauses.len() - 1);
            } else if word.chars().count() > 2 && !EMPTY.contains(&word.as_str()) {
                let stem = FxBuildHasher.hash_one(stem(&word));
                if matches!(lead[0].as_str(), "that" | "those") && lead[1] == "of" {
                    that_of.push((clauses.len() - 1, stem));
                }
                if token.text.starts_with(char::is_uppercase) && token.span.start > 0 {
                    names.push(stem);
                    clause_names.push((clauses.len() - 1, stem));
                }
                stems.push(stem);
                if unit::measure(&word).is_some() {
                    measures.push(stem);
                } else if let Some((_, clause)) = clauses.last_mut() {
                    clause.push(stem);
                    let figure = passed.filter(|(_, begun)| *begun == segment_of.len());
                    if let Some(words) = figure.and_then(|(figure, _)| behind.get_mut(figure)) {
                        words.push(stem);
                    }
                }
            }
            // "that of the villages"
            if word != "the" {
                lead = [std::mem::take(&mut lead[1]), word];
            }
        }
        let clause =
            |figure: &Figure| clauses.partition_point(|(start, _)| *start <= figure.span.start).saturating_sub(1);
        let clause_of: Vec<usize> = found.iter().map(clause).collect();
        let beside = found.iter().zip(&clause_of).map(|(figure, &clause)| {
            let words = clauses.get(clause).map_or(&[][..], |(_, words)| words);
            let unit = figure.unit.nouns().map(|noun| FxBuildHasher.hash_one(noun)).collect::<Vec<u64>>();
            words.iter().copied().filter(|word| !unit.contains(word)).collect()
        });
        let beside = beside.collect();
        let frames = Frame::of(
            span.of(text),
            found.iter().map(|figure| figure.span.start() - span.start()..figure.span.end() - span.start()),
        );
        stems.sort_unstable();
        stems.dedup();
        Statement {
            span,
            figures: found,
            stems,
            names,
            measures,
            beside,
            frames,
            clause_of,
            behind,
            segment_of,
            clause_names,
            that_of,
            relative,
            shifted,
            sums,
            excludes,
            first,
            weekdays,
            compares,
            compares_times,
            block: 0,
        }
    }

    /// Forgets that somebody is named: whom the text itself need not name.
    pub fn forget(&mut self, name: &str) {
        for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let word = FxBuildHasher.hash_one(stem(word));
            self.names.retain(|name| *name != word);
            self.stems.retain(|stem| *stem != word);
        }
    }

    /// How many of its words, measures left out, another statement has.
    pub(super) fn shares(&self, other: &Statement) -> usize {
        let own = self.stems.iter().filter(|stem| !self.measures.contains(stem));
        own.filter(|stem| other.has(**stem)).count()
    }

    /// The same with the nearness to today that both give: "last year".
    pub(super) fn meets_besides_times(&self, other: &Statement) -> usize {
        self.shares(other) + usize::from(!self.relative.is_empty() && !other.relative.is_empty())
    }

    /// The same with the times that both give: "by the end of April" and "last year" say as much of the matter as a word does.
    pub(super) fn meets(&self, other: &Statement) -> usize {
        let dates = self.times().filter(|date| other.times().any(|told| told == *date)).count();
        self.meets_besides_times(other) + dates
    }

    /// How many dates it gives.
    pub(super) fn dates(&self) -> usize {
        self.figures.iter().filter(|figure| matches!(figure.value, Value::Date(_))).count()
    }

    /// Its dates.
    pub(super) fn times(&self) -> impl Iterator<Item = Date> + '_ {
        self.figures.iter().filter_map(date)
    }

    /// The number of the clause that a figure stands in.
    pub(super) fn clause_of(&self, figure: usize) -> Option<usize> {
        self.clause_of.get(figure).copied()
    }

    /// The hashes of the words in the clause of a figure, without its unit.
    pub(super) fn beside(&self, figure: usize) -> &[u64] {
        self.beside.get(figure).map_or(&[], Vec::as_slice)
    }

    /// The same; where nothing else stands there, those of a unit that no other figure has: "four abstained".
    pub(super) fn around(&self, figure: usize) -> Vec<u64> {
        let beside = self.beside(figure);
        let Some(unit) = self.figures.get(figure).map(|figure| &figure.unit) else { return Vec::new() };
        let is_own = self.figures.iter().filter(|other| other.unit.fits(unit)).count() == 1;
        if beside.is_empty() && is_own {
            unit.nouns().map(|noun| FxBuildHasher.hash_one(noun)).collect()
        } else {
            beside.to_vec()
        }
    }

    /// The hashes of the names in a clause.
    pub(super) fn names_of(&self, clause: usize) -> impl Iterator<Item = u64> + '_ {
        self.clause_names.iter().filter(move |(number, _)| *number == clause).map(|(_, name)| *name)
    }

    /// The hashes of the words that say by "that of" whose the figures of a clause are.
    pub(super) fn bearers_of(&self, clause: usize) -> impl Iterator<Item = u64> + '_ {
        self.that_of.iter().filter(move |(number, _)| *number == clause).map(|(_, bearer)| *bearer)
    }

    /// The years that a clause gives.
    pub(super) fn years_of(&self, clause: usize) -> Vec<u16> {
        let inside = self.figures.iter().zip(&self.clause_of).filter(|(_, number)| **number == clause);
        inside.filter_map(|(figure, _)| year(figure)).collect()
    }

    /// All its years.
    pub(super) fn years(&self) -> Vec<u16> {
        self.figures.iter().filter_map(year).collect()
    }

    /// Whether a clause gives its one year as a time: "in 2024", "in fiscal 2024", "for May 2024", and not "a report of 2024".
    pub(super) fn dates_at_once(&self, clause: usize) -> bool {
        let inside = self.figures.iter().zip(&self.clause_of).zip(&self.frames);
        let mut dated = inside.filter(|((figure, number), _)| **number == clause && year(figure).is_some());
        matches!((dated.next(), dated.next()), (Some((_, frame)), None) if frame.follows(&["in", "during", "fiscal"]))
    }

    /// Whether a clause speaks of a time by its distance from today.
    pub(super) fn is_relative(&self, clause: usize) -> bool {
        self.relative.contains(&clause)
    }

    /// Whether a clause speaks of the time before another: "after 903 in the year before".
    pub(super) fn is_shifted(&self, clause: usize) -> bool {
        self.shifted.contains(&clause)
    }

    /// The dates that a clause gives.
    pub(super) fn times_of(&self, clause: usize) -> impl Iterator<Item = Date> + '_ {
        let inside = self.figures.iter().zip(&self.clause_of).filter(move |(_, number)| **number == clause);
        inside.filter_map(|(figure, _)| date(figure))
    }

    /// Whether the words behind a figure in its clause have one of those behind a figure of another sentence.
    pub(super) fn shares_behind(&self, figure: usize, other: &Statement, told: usize) -> bool {
        let unit = |statement: &Statement, figure: usize, word: u64| {
            let figure = statement.figures.get(figure);
            figure.is_some_and(|figure| figure.unit.nouns().any(|noun| FxBuildHasher.hash_one(noun) == word))
        };
        let (Some(own), Some(theirs)) = (self.behind.get(figure), other.behind.get(told)) else { return false };
        let counts = |word: u64| unit(self, figure, word) || unit(other, told, word);
        own.iter().any(|word| theirs.contains(word) && !counts(*word))
    }

    /// Whether a figure is of a time that a figure of another sentence is of: a date, or "this year". A clause that gives none is of
    /// that of its part of the sentence.
    pub(super) fn shares_time(&self, figure: usize, other: &Statement, told: usize) -> bool {
        let (own, told) = (self.time_of(figure), other.time_of(told));
        own.1 && told.1 || own.0.iter().any(|date| told.0.contains(date))
    }

    /// The dates of which a figure is, and whether it is of one told by its distance from today.
    fn time_of(&self, figure: usize) -> (Vec<Date>, bool) {
        let Some(clause) = self.clause_of(figure) else { return (Vec::new(), false) };
        let own = (self.times_of(clause).collect::<Vec<Date>>(), self.is_relative(clause));
        if !own.0.is_empty() || own.1 {
            return own;
        }
        let segment = self.segment_of.get(clause);
        let beside = (0..self.segment_of.len()).filter(|other| self.segment_of.get(*other) == segment);
        (beside.flat_map(|other| self.times_of(other)).collect(), false)
    }

    /// What stands right around a figure.
    pub(super) fn frame(&self, figure: usize) -> Option<&Frame> {
        self.frames.get(figure)
    }

    /// The hashes of the words beside the figures of a clause.
    pub(super) fn beside_all(&self, clause: usize) -> impl Iterator<Item = u64> + '_ {
        let inside = self.clause_of.iter().zip(&self.beside).filter(move |(number, _)| **number == clause);
        inside.flat_map(|(_, words)| words.iter().copied())
    }

    /// Whether it has words, names among them, of a clause of `other` that holds a figure.
    pub(super) fn clause_has_words_of(&self, other: &Statement, clause: usize) -> bool {
        other.beside_all(clause).any(|word| self.has(word))
    }

    pub(super) fn has(&self, stem: u64) -> bool {
        self.stems.binary_search(&stem).is_ok()
    }
}

/// The sentences of `text`, in the blocks given.
pub fn statements(text: &str, blocks: &[Span]) -> Vec<Statement> {
    let in_block = |(number, block): (usize, &Span)| {
        let start = block.start();
        let sentences = sentences(block.of(text)).into_iter();
        sentences.map(move |sentence| Statement { block: number, ..Statement::new(text, sentence.shifted(start)) })
    };
    blocks.iter().enumerate().flat_map(in_block).collect()
}

/// "It is 648, not 684."
fn is_denied(text: &str, figure: Span) -> bool {
    let before = text.get(..figure.start()).unwrap_or("").trim_end();
    [", not", "; not", " and not", " — not", " instead of", " rather than"]
        .iter()
        .any(|denial| before.ends_with(denial))
}

/// "More than" right before a figure, which compares it with nothing.
fn hedge_before(text: &str, figure: Span) -> Option<Span> {
    const HEDGES: [&str; 5] = ["more than", "less than", "fewer than", "over", "from"];
    let before = text.get(..figure.start())?.trim_end();
    let start = before.len() - HEDGES.iter().find(|hedge| ends_with(before, hedge))?.len();
    Some(Span::new(start, before.len()))
}

/// Whether `text` ends with these words, whatever their case.
pub(super) fn ends_with(text: &str, words: &str) -> bool {
    let from = text.len().checked_sub(words.len());
    from.and_then(|from| text.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(words))
}

fn date(figure: &Figure) -> Option<Date> {
    if let Value::Date(date) = figure.value { Some(date) } else { None }
}

fn year(figure: &Figure) -> Option<u16> {
    date(figure)?.year
}
