//! Sentences with their figures, and which of a text contradicts a claim.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::exchanged::exchanged;
use super::frame::Frame;
use super::token::Kind;
use super::unit::{self, Unit, stem};
use super::worked_out::is_worked_out;
use super::{Amount, Figure, Value, figures};
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
    stems: Vec<u64>,
    /// Those of its names: words with a capital letter, but the first.
    names: Vec<u64>,
    /// Those of its measures.
    measures: Vec<u64>,
    /// For each figure the hashes of the words that stand in its clause, without its unit.
    beside: Vec<Vec<u64>>,
    /// For each figure what stands right around it.
    frames: Vec<Frame>,
    /// For each figure the number of its clause.
    clause_of: Vec<usize>,
    /// The names with the number of their clause.
    clause_names: Vec<(usize, u64)>,
    /// Whose a figure is by "that of": the number of the clause, and the first word that says whose.
    that_of: Vec<(usize, u64)>,
    /// The clauses that speak of a time by its distance from today: "last year".
    relative: Vec<usize>,
    /// Whether it may name what it is not about: "more than in 2022", "unlike Kenya".
    pub(super) compares: bool,
    /// Whether it may name a time that it is not about: "more than in 2022", "until 2023".
    pub(super) compares_times: bool,
    /// The block it belongs to.
    block: usize,
}

/// What speaks against a figure of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The figure of the claim.
    pub claimed: Figure,
    /// The figure that the text has of the same thing.
    pub found: Figure,
    /// The sentence it stands in.
    pub sentence: Span,
}

/// A sentence speaks of a claim's matter where it has this part of the claim's words.
const SAME_MATTER: f64 = 0.5;
/// Where a date differs in nothing but its day, month or year, it may have fewer of the words.
const SAME_EVENT: f64 = 0.6;
/// A sentence with this part of them speaks of it though it does not name somebody whom the claim names.
const NEARLY_ALL: f64 = 0.75;
/// How many words must be the same.
const LEAST_SHARED: usize = 3;
/// What speaks against a claim must stand in the sentence that is nearest to it, or in one nearly as near.
const NEAREST: f64 = 0.8;
/// From here on, a sentence with the claim's own number backs it whatever it counts.
const NEAR: f64 = 0.25;
/// Smaller numbers are everywhere: one elsewhere backs a claim only where it counts the same.
const COMMON: f64 = 31.0;
/// What a word counts that stands in the sentence before or behind only.
const NEIGHBOUR: f64 = 0.5;

/// A claim with more figures than this is a table, which no sentence of a text answers.
const MAX_CLAIMED: usize = 40;

/// How many times as much one number may be as the other, for both to count the same with a slip of a digit.
const MAX_RATIO: f64 = 12.0;

/// The same where all that is known is that the text has no other amount.
const ONLY_RATIO: f64 = 3.0;

/// From here on two digits are seldom each other's turned round by chance.
const LARGE: f64 = 100.0;

/// From here on a number is told apart from others by its size.
const MILLION: f64 = 1e6;

/// Words that begin another clause.
const JOINTS: [&str; 8] = ["and", "but", "while", "whereas", "against", "although", "though", "or"];

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
        found.iter_mut().for_each(|figure| figure.span = figure.span.shifted(span.start()));
        let (mut stems, mut names, mut measures) = (Vec::new(), Vec::new(), Vec::new());
        let mut figures_ahead = found.iter().peekable();
        let mut clauses: Vec<(u32, Vec<u64>)> = vec![(span.start, Vec::new())];
        let (mut clause_names, mut relative) = (Vec::new(), Vec::new());
        let (mut compares, mut compares_times) = (false, false);
        let (mut that_of, mut lead) = (Vec::new(), [String::new(), String::new()]);
        for token in super::token::tokens(span.of(text)) {
            let at = token.span.shifted(span.start());
            let word = token.word();
            compares |= COMPARING.contains(&word.as_str());
            compares_times |= COMPARING_TIMES.contains(&word.as_str());
            while figures_ahead.next_if(|figure| figure.span.end <= at.start).is_some() {}
            if figures_ahead.peek().is_some_and(|figure| figure.span.overlaps(at)) {
                continue;
            }
            if matches!(token.kind, Kind::Sign(',' | ';' | ':' | '—' | '–' | '(' | ')'))
                || JOINTS.contains(&word.as_str())
            {
                clauses.push((at.start, Vec::new()));
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
            clause_names,
            that_of,
            relative,
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
    fn shares(&self, other: &Statement) -> usize {
        let own = self.stems.iter().filter(|stem| !self.measures.contains(stem));
        own.filter(|stem| other.has(**stem)).count()
    }

    /// How many dates it gives.
    fn dates(&self) -> usize {
        self.figures.iter().filter(|figure| matches!(figure.value, Value::Date(_))).count()
    }

    /// The number of the clause that a figure stands in.
    pub(super) fn clause_of(&self, figure: usize) -> Option<usize> {
        self.clause_of.get(figure).copied()
    }

    /// The hashes of the words in the clause of a figure, without its unit.
    pub(super) fn beside(&self, figure: usize) -> &[u64] {
        self.beside.get(figure).map_or(&[], Vec::as_slice)
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

/// "It is 648, not 684."
fn is_denied(text: &str, figure: Span) -> bool {
    let before = text.get(..figure.start()).unwrap_or("").trim_end();
    [", not", "; not", " and not", " — not", " instead of", " rather than"]
        .iter()
        .any(|denial| before.ends_with(denial))
}

fn year(figure: &Figure) -> Option<u16> {
    if let Value::Date(date) = figure.value { date.year } else { None }
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

/// What in `text`, the sentences of the articles that `claim` cites, speaks against its figures: of the same thing
/// another number or date, where the claim's own stands nowhere near. That something is missing is no contradiction.
pub fn contradiction(claim: &Statement, text: &[Statement]) -> Vec<Contradiction> {
    if claim.figures.is_empty() || claim.figures.len() > MAX_CLAIMED || claim.stems.is_empty() {
        return Vec::new();
    }
    let scores: Vec<Score> = (0..text.len()).map(|at| score(claim, text, at)).collect();
    let names: Vec<Named> = claim.names.iter().map(|&name| Named::new(name, text)).collect();
    let nearest = scores.iter().map(|score| score.part).fold(0.0, f64::max);
    let candidates: Vec<(&Statement, &Score)> = text
        .iter()
        .zip(&scores)
        .filter(|(statement, score)| {
            let allowed = || names.iter().all(|name| name.allows(statement.block));
            let whole = score.part >= NEARLY_ALL && score.shared > LEAST_SHARED;
            score.shared > 0 && score.part >= nearest * NEAREST && (whole || allowed())
        })
        .collect();
    let against = |(number, figure): (usize, &Figure)| {
        let given_to_another = || exchanged_in(claim, number, text, &scores, &candidates);
        if let Some(told) = given_to_another() {
            return Some(told);
        }
        let frame = claim.frames.get(number);
        let (found, statement, part) = candidates
            .iter()
            .filter(|(statement, _)| !statement.figures.iter().any(|other| figure.value.agrees(&other.value)))
            .flat_map(|(statement, score)| {
                let figures = statement.figures.iter().zip(&statement.beside).zip(&statement.frames);
                let told = figures.filter(|((other, beside), _)| same_clause(other, beside, claim));
                told.map(move |((other, _), around)| (other, *statement, *score, around))
            })
            .filter(|(other, statement, score, around)| {
                let same = match (&figure.value, &other.value) {
                    (Value::Date(_), Value::Date(_)) => statement.dates() == 1,
                    _ => figure.unit.fits(&other.unit),
                };
                let framed = frame.is_some_and(|frame| frame.fits(around, same));
                is_against(figure, other, claim, statement, score)
                    || framed && claim.shares(statement) >= 2 && is_against_in_frame(figure, other, claim, score)
            })
            .map(|(other, statement, score, _)| (other, statement, score.part))
            .max_by(|(_, _, a), (_, _, b)| a.total_cmp(b))
            .or_else(|| only_one(claim, number, text, &names))
            .or_else(|| misprinted(claim, number, text, &scores, &names))?;
        if is_worked_out(figure, &statement.figures) || are_of_other_years(claim, statement) {
            return None;
        }
        let backed = text.iter().zip(&scores).any(|(statement, score)| {
            let mut figures = statement.figures.iter();
            // Where a sentence says nearly the same of the same thing, a number elsewhere is of something else.
            let same_thing = !matches!(figure.value, Value::Amount(_)) || figure.unit.fits(&found.unit);
            let sure = part >= NEARLY_ALL && same_thing;
            figures.any(|other| backs(figure, other, score, sure) && decides(figure, found, other))
        });
        (!backed).then(|| Contradiction { claimed: figure.clone(), found: found.clone(), sentence: statement.span })
    };
    claim.figures.iter().enumerate().filter_map(against).collect()
}

/// The figure that the sentence nearest to the claim has in place of one of the claim's, which it gives to something else; no
/// other sentence of the matter may have the claim's own.
fn exchanged_in(
    claim: &Statement,
    number: usize,
    text: &[Statement],
    scores: &[Score],
    candidates: &[(&Statement, &Score)],
) -> Option<Contradiction> {
    let figure = claim.figures.get(number)?;
    let near = candidates.iter().filter(|(_, score)| score.part >= SAME_MATTER);
    let (statement, found) =
        near.filter_map(|(statement, _)| Some((*statement, exchanged(claim, number, statement)?))).next()?;
    let is_elsewhere = text.iter().zip(scores).any(|(other, score)| {
        let stands = || other.figures.iter().any(|told| figure.value.agrees(&told.value));
        other.span != statement.span && score.part >= NEAR && stands()
    });
    (!is_elsewhere).then(|| Contradiction { claimed: figure.clone(), found: found.clone(), sentence: statement.span })
}

/// Whether two statements speak of two times: both give years and amounts, and share none of either.
fn are_of_other_years(claim: &Statement, statement: &Statement) -> bool {
    let amounts = |statement: &Statement| -> Vec<Amount> {
        let amount = |figure: &Figure| if let Value::Amount(amount) = figure.value { Some(amount) } else { None };
        statement.figures.iter().filter_map(amount).collect()
    };
    fn share_none<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
        !one.is_empty() && !other.is_empty() && !one.iter().any(|one| other.iter().any(|other| same(one, other)))
    }
    share_none(&claim.years(), &statement.years(), u16::eq)
        && share_none(&amounts(claim), &amounts(statement), Amount::agrees)
}

/// Where a text speaks of somebody or somewhere that a claim names.
struct Named {
    /// The blocks, in order.
    blocks: Vec<usize>,
}

impl Named {
    fn new(name: u64, text: &[Statement]) -> Named {
        let mut blocks: Vec<usize> =
            text.iter().filter(|statement| statement.has(name)).map(|statement| statement.block).collect();
        blocks.dedup();
        Named { blocks }
    }

    /// Whether a block may speak of the claim's matter: it has the name, or no other block has it.
    fn allows(&self, block: usize) -> bool {
        self.blocks.is_empty() || self.blocks.binary_search(&block).is_ok()
    }
}

/// How near a sentence is to a claim.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    /// Which part of the claim's words it has.
    part: f64,
    /// How many.
    shared: usize,
}

fn score(claim: &Statement, text: &[Statement], at: usize) -> Score {
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

/// Whether a figure's own clause speaks of the claim's matter, and not only its sentence ("killed many and drove 5,000
/// people away"). A date often stands apart.
fn same_clause(figure: &Figure, beside: &[u64], claim: &Statement) -> bool {
    matches!(figure.value, Value::Date(_)) || beside.is_empty() || beside.iter().any(|word| claim.has(*word))
}

/// Whether `other`, a figure of `statement`, speaks against `figure`.
fn is_against(figure: &Figure, other: &Figure, claim: &Statement, statement: &Statement, score: &Score) -> bool {
    // Another figure of the claim may be what stands there.
    if claim.figures.iter().any(|claimed| claimed.value.agrees(&other.value)) {
        return false;
    }
    let same_matter = score.part >= SAME_MATTER && score.shared >= LEAST_SHARED;
    match (&figure.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => {
            let (said, same) = a.shared(b);
            if said == same || a.day.is_some() != b.day.is_some() {
                return false;
            }
            let slip = said - same == 1 && said >= 2;
            let words = claim.stems.len();
            let with_date = (score.part * words as f64 + same as f64) / (words + same) as f64;
            let enough = score.shared >= if words > LEAST_SHARED { 2 } else { 1 };
            // Of several dates in a sentence, two may be the ends of a time in which the claim's lies.
            let same_event = same_matter && score.part >= SAME_EVENT && statement.dates() == 1;
            let in_year = a.month.is_some() && a.month == b.month && with_date >= NEARLY_ALL;
            (slip && (a.day.is_some() || in_year) && with_date >= SAME_EVENT && enough) || same_event
        }
        (Value::Share(_), Value::Share(_)) => same_matter,
        (Value::Amount(a), Value::Amount(b)) => {
            let near = a.said <= b.said * MAX_RATIO && b.said <= a.said * MAX_RATIO;
            same_matter && near && figure.unit.fits(&other.unit)
        }
        (Value::Ordinal(_), Value::Ordinal(_)) => same_matter && figure.unit.fits(&other.unit),
        _ => false,
    }
}

/// Whether `other` speaks against `figure`, where the words right around both are the same.
fn is_against_in_frame(figure: &Figure, other: &Figure, claim: &Statement, score: &Score) -> bool {
    if score.shared < 2 || score.part < SAME_MATTER || claim.figures.iter().any(|own| own.value.agrees(&other.value)) {
        return false;
    }
    match (&figure.value, &other.value) {
        (Value::Amount(a), Value::Amount(b)) => a.said <= b.said * MAX_RATIO && b.said <= a.said * MAX_RATIO,
        (Value::Date(a), Value::Date(b)) => {
            let (said, same) = a.shared(b);
            said > same && a.day.is_some() == b.day.is_some() && a.month.is_some() == b.month.is_some()
        }
        (Value::Share(_), Value::Share(_)) | (Value::Ordinal(_), Value::Ordinal(_)) => true,
        _ => false,
    }
}

/// The only amount that the text gives of what a figure of the claim counts, where it differs: of a railway that is so
/// many kilometres long there is one length.
fn only_one<'a>(
    claim: &Statement,
    number: usize,
    text: &'a [Statement],
    names: &[Named],
) -> Option<(&'a Figure, &'a Statement, f64)> {
    let (figure, own) = (claim.figures.get(number)?, claim.beside.get(number)?);
    let Value::Amount(claimed) = figure.value else { return None };
    let speaks = |statement: &&Statement| {
        let shared = own.iter().filter(|word| statement.has(**word)).count();
        own.len() > 1 && shared > 0 && shared * 2 >= own.len() && names.iter().all(|name| name.allows(statement.block))
    };
    let counts = |(other, beside): &(&Figure, &Vec<u64>)| {
        figure.unit.fits(&other.unit) && beside.iter().any(|word| own.contains(word))
    };
    let mut found = text.iter().filter(speaks).flat_map(|statement| {
        let figures = statement.figures.iter().zip(&statement.beside).filter(counts);
        figures.map(move |(other, _)| (other, statement))
    });
    let (first, statement) = found.next()?;
    let Value::Amount(said) = first.value else { return None };
    let near = claimed.said <= said.said * ONLY_RATIO && said.said <= claimed.said * ONLY_RATIO;
    let clear = near && found.all(|(other, _)| other.value.agrees(&first.value));
    let meant = claim.figures.iter().any(|own| own.value.agrees(&first.value));
    (clear && !meant).then_some((first, statement, SAME_MATTER))
}

/// The only number of the text that is a figure of the claim with a slip of the hand, where the text has the claim's own
/// nowhere: two neighbouring digits changed places, or one is another.
fn misprinted<'a>(
    claim: &Statement,
    number: usize,
    text: &'a [Statement],
    scores: &[Score],
    names: &[Named],
) -> Option<(&'a Figure, &'a Statement, f64)> {
    let figure = claim.figures.get(number)?;
    let stands = |other: &Figure, score: &Score| match (figure.value, other.value) {
        (Value::Amount(one), Value::Amount(two)) => {
            one.agrees(&two) && (two.digits >= one.digits || one.said == two.said || score.part >= NEAR)
        }
        _ => figure.value.agrees(&other.value),
    };
    let meant = |other: &Figure| claim.figures.iter().any(|own| own.value.agrees(&other.value));
    let mut scored = text.iter().zip(scores);
    if scored.any(|(statement, score)| statement.figures.iter().any(|other| stands(other, score))) {
        return None;
    }
    let slips = |other: &Figure, score: &Score| {
        let (one, two) = match (&figure.value, &other.value) {
            (Value::Amount(one), Value::Amount(two)) | (Value::Share(one), Value::Share(two)) => (one, two),
            _ => return false,
        };
        let is_share = matches!(figure.value, Value::Share(_));
        let (fits, is_near) = (is_share || figure.unit.fits(&other.unit), score.shared > 0 && score.part >= NEAR);
        let untold = figure.unit == Unit::None || other.unit == Unit::None;
        if !is_near || !(fits || untold) {
            return false;
        }
        let same_matter = score.shared >= LEAST_SHARED && score.part >= SAME_MATTER;
        match slip(one.said, two.said) {
            // Ages, terms and counts of people are often each other's digits turned round by chance.
            Some(Slip::Swapped) if fits => {
                let is_long = one.said >= LARGE && score.shared > 1 || one.said.fract() != 0.0;
                let is_measured = figure.unit.is_measured() && score.shared > 1 && score.part >= SAME_MATTER;
                same_matter || figure.unit.is_rare() || is_long || is_measured
            }
            Some(Slip::Swapped) => one.said >= MILLION && score.shared > 1,
            Some(Slip::Other) => fits && same_matter,
            None => false,
        }
    };
    let allowed = |statement: &Statement| names.iter().all(|name| name.allows(statement.block));
    let near = text.iter().zip(scores).filter(|(statement, _)| allowed(statement));
    let mut found = near.flat_map(|(statement, score)| {
        let figures = statement.figures.iter().filter(move |other| slips(other, score) && !meant(other));
        figures.map(move |other| (other, statement, score.part.max(SAME_MATTER)))
    });
    let first = found.next()?;
    found.all(|(other, ..)| other.value.agrees(&first.0.value)).then_some(first)
}

/// What a slip of the hand did to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// Two neighbouring digits changed places.
    Swapped,
    /// One digit of three or more is another.
    Other,
}

/// The one slip that makes one number of the other, with as many digits.
fn slip(one: f64, other: f64) -> Option<Slip> {
    // So many digits behind the point that 4.1 million has none.
    let written = |number: f64| format!("{number:.3}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let (one, other) = (written(one), written(other));
    if one.len() != other.len() {
        return None;
    }
    let differs: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).collect();
    let first = one.bytes().zip(other.bytes()).position(|(one, other)| one != other)?;
    let significant = one.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count();
    match differs.as_slice() {
        [(a, b), (c, d)] if a == d && b == c => {
            // "6.9" and "9.6": the point does not part them.
            let next =
                one.bytes().zip(other.bytes()).enumerate().skip(first + 1).find(|(_, (one, other))| one != other);
            let between = next.and_then(|(at, _)| one.get(first + 1..at));
            between.is_some_and(|between| between.trim_matches('.').is_empty()).then_some(Slip::Swapped)
        }
        [_] if significant >= 3 => Some(Slip::Other),
        _ => None,
    }
}

/// Whether `other`, in a sentence with this score, says the same as `figure`, as exactly; where a contradiction is `sure`,
/// it has to be of the same thing, too.
fn backs(figure: &Figure, other: &Figure, score: &Score, sure: bool) -> bool {
    if !figure.value.agrees(&other.value) {
        return false;
    }
    // One word of a short claim stands in many sentences.
    let is_near = score.part >= NEAR && (score.shared > 1 || score.part >= SAME_MATTER);
    let may_be = !sure || is_near;
    match (&figure.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => {
            let exact = |date: &super::Date| (date.day.is_some() || date.part.is_some(), date.month.is_some());
            exact(b) >= exact(a) && may_be
        }
        (Value::Amount(a), Value::Amount(b)) => {
            // "300" somewhere else is no 258 rounded.
            let is_coarse = b.digits < a.digits && b.said != a.said && !is_near;
            !is_coarse && (may_be && figure.unit.fits(&other.unit) || a.said > COMMON && !sure || score.part >= NEAR)
        }
        _ => may_be,
    }
}

/// Whether `other`, which agrees with `figure`, says what `found` says otherwise: "24 February" backs no year.
fn decides(figure: &Figure, found: &Figure, other: &Figure) -> bool {
    let (Value::Date(claimed), Value::Date(found), Value::Date(other)) = (figure.value, found.value, other.value)
    else {
        return true;
    };
    let differs = |claimed: Option<u16>, found: Option<u16>, other: Option<u16>| {
        claimed.is_some() && found.is_some() && claimed != found && other.is_some()
    };
    let of = |small: Option<u8>| small.map(u16::from);
    differs(claimed.year, found.year, other.year)
        || differs(of(claimed.month), of(found.month), of(other.month))
        || differs(of(claimed.day), of(found.day), of(other.day))
}
