//! The sentences that tell most of an actor.
//!
//! Sentences are ranked by what they do (say who somebody is, report words), by recency and earliness, and chosen by
//! maximal marginal relevance (Carbonell and Goldstein 1998) over word bigrams, so that they do not say one thing twice.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::appearances::Appearance;
use crate::actor::{ActorId, RoleEvidence};
use crate::article::{Article, Block, PublicationDate, Role};
use crate::corpus::{ArticleId, Place};
use crate::ide::markdown::fold_spaces;
use crate::ide::shown;
use crate::ide::voices::Voices;
use crate::text::Span;
use crate::text::sentences::sentences;
use crate::workspace::Workspace;

/// How many quotes a card has at most.
const MOST: usize = 5;
/// With fewer than this, an article may give more than one.
const FEW: usize = 3;
/// How many mentions of one article are looked at.
const MENTIONS: usize = 48;
/// How many sentences of one article compete.
const PER_ARTICLE: usize = 4;
/// The longest quote, in characters.
const LENGTH: usize = 280;
/// Shorter sentences, in characters, tell little.
const SHORT: usize = 40;
/// The weight of relevance against novelty.
const LAMBDA: f32 = 0.7;
/// The days in which a sentence loses half of its recency.
const HALF_LIFE: f32 = 180.0;
/// Sentences that share this much of their bigrams are the same.
const SAME: f32 = 0.6;

/// A sentence of an article that tells of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardQuote {
    /// The sentence, white space folded, cut between words where it is long.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

struct Candidate {
    quote: CardQuote,
    /// The place of its article among the cited ones, nearest first.
    cited: Option<usize>,
    score: f32,
    bigrams: BTreeSet<(String, String)>,
}

/// The sentences that tell most, those of cited articles first, in the order of `cited`.
pub(super) fn quotes(
    workspace: &Workspace,
    actor: ActorId,
    read: &[Appearance],
    cited: &[ArticleId],
) -> Vec<CardQuote> {
    let days = || read.iter().filter_map(|seen| seen.published.map(day_number));
    let span = days().min().zip(days().max());
    let mut candidates = Vec::new();
    for appearance in read {
        let mut own = of_article(workspace, actor, appearance);
        let cited = cited.iter().position(|article| *article == appearance.article);
        let nearness = cited.map_or(0.0, |place| 0.3 + 0.4 / (1 + place) as f32);
        for candidate in &mut own {
            candidate.cited = cited;
            candidate.score += freshness(appearance.published, span) + nearness;
        }
        own.sort_by(|a, b| b.score.total_cmp(&a.score));
        own.truncate(PER_ARTICLE);
        candidates.append(&mut own);
    }
    let mut chosen = choose(candidates);
    chosen.sort_by_key(|candidate| candidate.cited.unwrap_or(usize::MAX));
    chosen.into_iter().map(|candidate| candidate.quote).collect()
}

/// Chooses by maximal marginal relevance: one sentence an article, more only where that leaves few.
fn choose(mut left: Vec<Candidate>) -> Vec<Candidate> {
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut repeat = false;
    while chosen.len() < MOST {
        let open = |candidate: &Candidate| {
            repeat || !chosen.iter().any(|other| other.quote.place.article == candidate.quote.place.article)
        };
        let worth = |candidate: &Candidate| {
            let likeness = chosen.iter().map(|other| likeness(&other.bigrams, &candidate.bigrams)).fold(0.0, f32::max);
            (likeness < SAME).then_some(LAMBDA * candidate.score - (1.0 - LAMBDA) * likeness)
        };
        let ranked = left.iter().enumerate().filter(|(_, c)| open(c)).filter_map(|(n, c)| Some((n, worth(c)?)));
        let best = ranked.min_by_key(|&(n, worth)| (Reverse(ordered(worth)), n)).map(|(n, _)| n);
        match best {
            Some(best) => chosen.push(left.remove(best)),
            None if !repeat && chosen.len() < FEW => repeat = true,
            None => break,
        }
        if repeat && chosen.len() >= FEW {
            break;
        }
    }
    chosen
}

/// The sentences of one article that name the actor.
fn of_article(workspace: &Workspace, actor: ActorId, appearance: &Appearance) -> Vec<Candidate> {
    let voices = Voices::of(workspace, appearance.article);
    let record = appearance.record(workspace);
    let article = &record.article;
    let roles = appearance.said(record).map_or(&[][..], |said| &said.roles);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut parsed: Option<(Span, Vec<Span>)> = None;
    let mut last = None;
    for mention in appearance.mentions(record).take(MENTIONS) {
        let name = shown::in_prose(article, mention);
        let Some(block) = article.block_at(name.start()).filter(|block| block.role == Role::Body) else { continue };
        if parsed.as_ref().is_none_or(|(span, _)| *span != block.span) {
            parsed = Some((block.span, sentences(block.span.of(article.prose.text()))));
        }
        let cut = parsed.iter().flat_map(|(_, spans)| spans).map(|span| span.shifted(block.span.start()));
        let Some(sentence) = cut.into_iter().find(|sentence| sentence.contains(name.start())) else { continue };
        if last.replace(sentence) == Some(sentence) {
            continue;
        }
        let definitional = roles.iter().filter(|role| sentence.covers(shown::in_prose(article, role.span)));
        let evidence = definitional.map(|role| role.evidence).min();
        let speaks = voices.speaks(actor, block.span, sentence);
        candidates.push(candidate(article, appearance, block, sentence, name, evidence, speaks));
    }
    candidates
}

fn candidate(
    article: &Article,
    appearance: &Appearance,
    block: &Block,
    sentence: Span,
    name: Span,
    evidence: Option<RoleEvidence>,
    speaks: bool,
) -> Candidate {
    let words = sentence.of(article.prose.text());
    let local = Span::new(name.start() - sentence.start(), name.end().min(sentence.end()) - sentence.start());
    let length = words.chars().count();
    let mut score = match evidence {
        Some(RoleEvidence::Apposition) => 0.5,
        Some(RoleEvidence::Title) => 0.4,
        Some(RoleEvidence::Relative) => 0.35,
        Some(_) => 0.3,
        None => 0.0,
    };
    if speaks {
        score += 0.25;
    }
    // Who stands early in a sentence is what it is about; what stands early in an article is what that is about.
    score += 0.1 * (1.0 - local.start() as f32 / words.len().max(1) as f32);
    score += 0.1 / block.paragraph.unwrap_or(u32::MAX) as f32;
    if length < SHORT {
        score -= 0.3;
    } else if length > LENGTH {
        score -= 0.25;
    }
    let text = fold_spaces(words);
    let focus = Span::at(fold_spaces(words.get(..local.start()).unwrap_or("")).len());
    let quote = CardQuote {
        text: shown::shorten(&text, focus, LENGTH),
        place: Place { article: appearance.article, span: article.prose.source(sentence) },
        published: appearance.published,
    };
    Candidate { quote, cited: None, score, bigrams: bigrams(&text) }
}

/// What the date adds: the latest article of an actor tells how things are, the earliest how they began.
fn freshness(published: Option<PublicationDate>, span: Option<(i64, i64)>) -> f32 {
    let (Some(date), Some((first, last))) = (published, span) else { return 0.0 };
    let day = day_number(date);
    let recency = 0.5f32.powf((last - day) as f32 / HALF_LIFE);
    0.15 * recency + if day == first { 0.1 } else { 0.0 }
}

/// The day, near enough to compare dates by.
fn day_number(date: PublicationDate) -> i64 {
    i64::from(date.year) * 365 + i64::from(date.month.unwrap_or(1)) * 30 + i64::from(date.day.unwrap_or(1))
}

fn bigrams(text: &str) -> BTreeSet<(String, String)> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.iter().cloned().zip(words.iter().skip(1).cloned()).collect()
}

/// How much of the smaller set stands in the other.
fn likeness(a: &BTreeSet<(String, String)>, b: &BTreeSet<(String, String)>) -> f32 {
    let common = a.intersection(b).count();
    common as f32 / a.len().min(b.len()).max(1) as f32
}

/// A number that orders as `value` does, for keys.
fn ordered(value: f32) -> i64 {
    (value * 1e6) as i64
}
