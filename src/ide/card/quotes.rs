//! The sentences that tell most of an actor.
//!
//! Sentences are ranked by what they do (say who somebody is, report words), by recency and earliness, and chosen by
//! maximal marginal relevance (Carbonell and Goldstein 1998) over word bigrams, so that they do not say one thing twice.

use std::cmp::Reverse;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::appearances::{Appearance, Seen};
use crate::actor::{ActorId, RoleEvidence};
use crate::article::{Article, Block, PublicationDate, Role};
use crate::corpus::threads::each;
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
/// How many articles are read for quotes.
const TEXTS: usize = 16;
/// How many mentions of one article are looked at.
const MENTIONS: usize = 32;
/// How many sentences of one article compete.
const PER_ARTICLE: usize = 3;
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

/// A sentence that names the actor, with what it is worth by itself.
struct Scored {
    /// In the article's prose.
    sentence: Span,
    /// The name in it.
    name: Span,
    score: f32,
}

/// A sentence that competes for a place on the card.
struct Candidate {
    quote: CardQuote,
    /// The place of its article among the cited ones, nearest first.
    cited: Option<usize>,
    score: f32,
    /// Hashes of its word pairs, in order.
    bigrams: Vec<u64>,
    /// How much it is like the one among the chosen that it is most like.
    likeness: f32,
}

/// The sentences that tell most, those of cited articles first, in the order of `cited`.
pub(super) fn quotes(workspace: &Workspace, actor: ActorId, read: &[Seen], cited: &[ArticleId]) -> Vec<CardQuote> {
    let days = || read.iter().filter_map(|seen| seen.appearance.published.map(day_number));
    let span = days().min().zip(days().max());
    let bonus = |seen: &Seen| {
        let cited = cited.iter().position(|article| *article == seen.appearance.article);
        let nearness = cited.map_or(0.0, |place| 0.3 + 0.4 / (1 + place) as f32);
        (cited, freshness(seen.appearance.published, span) + nearness)
    };
    let candidates = each(&promising(read, |seen| bonus(seen).1), |seen| {
        let (appearance, (cited, bonus)) = (&seen.appearance, bonus(seen));
        let article = &*appearance.text(workspace);
        let mut scored = of_article(workspace, actor, seen, article);
        scored.sort_by(|a, b| b.score.total_cmp(&a.score));
        scored.truncate(PER_ARTICLE);
        let candidate = |scored: Scored| {
            let (quote, bigrams) = quote(article, appearance, &scored);
            Candidate { quote, cited, score: scored.score + bonus, bigrams, likeness: 0.0 }
        };
        scored.into_iter().map(candidate).collect::<Vec<Candidate>>()
    });
    let mut chosen = choose(candidates.into_iter().flatten().collect());
    chosen.sort_by_key(|candidate| candidate.cited.unwrap_or(usize::MAX));
    chosen.into_iter().map(|candidate| candidate.quote).collect()
}

/// Those whose texts are read: that say best who this is, and of these and the others those with most `bonus`; in their
/// order.
fn promising(read: &[Seen], bonus: impl Fn(&Seen) -> f32) -> Vec<&Seen> {
    let promise = |seen: &Seen| {
        let evidence = seen.said().and_then(|said| said.roles.iter().map(|role| role.evidence).min());
        ordered(telling(evidence) + bonus(seen))
    };
    let mut ranked: Vec<(usize, &Seen)> = read.iter().enumerate().collect();
    if ranked.len() > TEXTS {
        ranked.sort_by_key(|&(at, seen)| (Reverse(promise(seen)), at));
        ranked.truncate(TEXTS);
        ranked.sort_unstable_by_key(|&(at, _)| at);
    }
    ranked.into_iter().map(|(_, seen)| seen).collect()
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
            let likeness = candidate.likeness;
            (likeness < SAME).then_some(LAMBDA * candidate.score - (1.0 - LAMBDA) * likeness)
        };
        let ranked = left.iter().enumerate().filter(|(_, c)| open(c)).filter_map(|(n, c)| Some((n, worth(c)?)));
        let best = ranked.min_by_key(|&(n, worth)| (Reverse(ordered(worth)), n)).map(|(n, _)| n);
        match best {
            Some(best) => {
                let best = left.remove(best);
                for other in &mut left {
                    other.likeness = other.likeness.max(likeness(&best.bigrams, &other.bigrams));
                }
                chosen.push(best);
            }
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
fn of_article(workspace: &Workspace, actor: ActorId, seen: &Seen, article: &Article) -> Vec<Scored> {
    let voices = Voices::of(workspace, seen.appearance.article);
    let roles = seen.said().map_or(&[][..], |said| &said.roles);
    let mut all: Vec<Scored> = Vec::new();
    let mut cut: (Span, Vec<Span>) = Default::default();
    for mention in seen.appearance.mentions(&seen.reading).take(MENTIONS) {
        let name = shown::in_prose(article, mention);
        let Some(block) = article.block_at(name.start()).filter(|block| block.role == Role::Body) else { continue };
        if cut.0 != block.span {
            cut = (block.span, sentences(block.span.of(article.prose.text())));
        }
        let mut cut = cut.1.iter().map(|span| span.shifted(block.span.start()));
        let Some(sentence) = cut.find(|sentence| sentence.contains(name.start())) else { continue };
        if all.last().is_some_and(|last| last.sentence == sentence) {
            continue;
        }
        let definitional = roles.iter().filter(|role| sentence.covers(shown::in_prose(article, role.span)));
        let evidence = definitional.map(|role| role.evidence).min();
        let speaks = voices.speaks(actor, block.span, sentence);
        let score = worth(article, block, sentence, name, evidence, speaks);
        all.push(Scored { sentence, name, score });
    }
    all
}

/// What a sentence is worth, whatever its date.
fn worth(
    article: &Article,
    block: &Block,
    sentence: Span,
    name: Span,
    evidence: Option<RoleEvidence>,
    speaks: bool,
) -> f32 {
    let mut score = telling(evidence);
    if speaks {
        score += 0.25;
    }
    // Who stands early in a sentence is what it is about; what stands early in an article is what that is about.
    let before = name.start() - sentence.start();
    score += 0.1 * (1.0 - before as f32 / sentence.len().max(1) as f32);
    score += 0.1 / block.paragraph.unwrap_or(u32::MAX) as f32;
    match sentence.of(article.prose.text()).chars().count() {
        ..SHORT => score - 0.3,
        SHORT..=LENGTH => score,
        _ => score - 0.25,
    }
}

/// What it is worth that a sentence says who somebody is.
fn telling(evidence: Option<RoleEvidence>) -> f32 {
    match evidence {
        Some(RoleEvidence::Apposition) => 0.5,
        Some(RoleEvidence::Title) => 0.4,
        Some(RoleEvidence::Relative) => 0.35,
        Some(_) => 0.3,
        None => 0.0,
    }
}

fn quote(article: &Article, appearance: &Appearance, scored: &Scored) -> (CardQuote, Vec<u64>) {
    let prose = article.prose.text();
    let text = fold_spaces(scored.sentence.of(prose));
    let before = Span::new(scored.sentence.start(), scored.name.start());
    let focus = Span::at(fold_spaces(before.of(prose)).len());
    let quote = CardQuote {
        text: shown::shorten(&text, focus, LENGTH),
        place: Place { article: appearance.article, span: article.prose.source(scored.sentence) },
        published: appearance.published,
    };
    (quote, bigrams(&text))
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

/// Hashes of the pairs of neighbouring words, in order.
fn bigrams(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<u64> = words.map(|word| FxBuildHasher.hash_one(word.to_lowercase())).collect();
    let mut pairs: Vec<u64> = words.iter().zip(words.iter().skip(1)).map(|pair| FxBuildHasher.hash_one(pair)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much of the smaller set stands in the other.
fn likeness(a: &[u64], b: &[u64]) -> f32 {
    let common = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    common as f32 / a.len().min(b.len()).max(1) as f32
}

/// A number that orders as `value` does, for keys.
fn ordered(value: f32) -> i64 {
    (value * 1e6) as i64
}
