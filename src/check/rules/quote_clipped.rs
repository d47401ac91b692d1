//! `quote-clipped`: the cut or the ellipsis hides a negation or a condition.

use super::Found;
use crate::check::context::Context;
use crate::check::judge::{Judged, LEAST_WORDS};
use crate::corpus::Finding;
use crate::note::Quotation;
use crate::prose::matching::is_negation;
use crate::prose::speech::is_reporting_verb;
use crate::text::Span;

/// How many words before a quotation a negation may stand and still govern it.
const REACH: usize = 3;
/// How many words an ellipsis may leave out and still bend the sentence around it.
const SHORT_ELISION: usize = 8;
/// Words that make what stands before them hold in some cases only.
const LIMITS: &[&str] = &["unless", "except", "if", "until", "provided", "providing"];

/// The same in more than one word, and in other languages.
const LIMITING_PHRASES: &[&str] = &[
    "only if",
    "only when",
    "but only",
    "as long as",
    "so long as",
    "on condition",
    "on the condition",
    "assuming",
    "sauf",
    "à moins",
    "à condition",
    "es sei denn",
    "außer",
    "sofern",
    "salvo",
    "excepto",
    "a menos que",
    "a condición",
    "если",
    "кроме",
    "إلا",
    "除非",
];

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let sound = context.judged.iter().filter(|judged| judged.is_sound());
    sound.filter_map(|judged| check_one(context, judged)).collect()
}

fn check_one(context: &Context<'_>, judged: &Judged) -> Option<Found> {
    let quotation = context.note.quotations.get(judged.quotation)?;
    let words = quotation.words.text().split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    if words < LEAST_WORDS {
        return None;
    }
    let hidden: Option<Vec<(Span, String)>> =
        judged.found.iter().map(|finding| hidden(context, quotation, finding)).collect();
    // One place that hides nothing is enough.
    let (span, message) = hidden?.into_iter().next()?;
    let article = judged.best()?.article;
    let source = Some(context.corpus().place(article, span));
    Some(Found { span: quotation.inner, message, source, fixes: Vec::new() })
}

/// What the quotation hides of its source, and where that stands in the article's prose.
fn hidden(context: &Context<'_>, quotation: &Quotation, finding: &Finding) -> Option<(Span, String)> {
    let article = context.corpus().article(finding.article).article();
    let prose = article.prose.text();
    let span = finding.found.span;
    // What was left out in the middle bends the words more than what was cut off.
    before(context, quotation, prose, span)
        .or_else(|| finding.found.skipped.iter().find_map(|&skipped| elided(prose, skipped)))
        .or_else(|| condition_before(context, quotation, prose, span))
        .or_else(|| after(context, quotation, prose, span))
}

/// A negation right before the first word, in the same clause, that the note does not bring itself.
fn before(context: &Context<'_>, quotation: &Quotation, prose: &str, span: Span) -> Option<(Span, String)> {
    let clause = last_clause(prose.get(..span.start())?);
    let mut nearest = clause.split_whitespace().rev().take(REACH);
    let negation = nearest.clone().find(|word| negates(word))?;
    // "[n]obody spends": the note brings it with another initial.
    let first = quotation.words.text().split_whitespace().next().unwrap_or_default().replace(['[', ']'], "");
    if first.to_lowercase() == negation.to_lowercase() {
        return None;
    }
    let lead = last_clause(context.note.text.get(..quotation.outer.start())?);
    let brought = lead.split_whitespace().any(|word| negates(word) || denies(word));
    let text = quotation.words.text().trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins_sentence = text.starts_with(char::is_uppercase);
    let adjoins = nearest.next() == Some(negation);
    if brought || !(begins_sentence || adjoins || is_reported(clause)) {
        return None;
    }
    let place = Span::new(span.start() - clause.len(), span.end());
    Some((place, format!("the cut hides “{negation}”: the source has “{}”", shown(clause, quotation))))
}

/// The condition with which the sentence begins whose main clause is quoted ("If it rains, [we stay]").
fn condition_before(context: &Context<'_>, quotation: &Quotation, prose: &str, span: Span) -> Option<(Span, String)> {
    /// How many words the condition may have.
    const MOST: usize = 25;
    let before = prose.get(..span.start())?;
    let start = before.rfind(['.', '!', '?', ';', '“', '”', '"', '\n']).map_or(0, |at| at + 1);
    let start = (start..before.len())
        .find(|&at| before.is_char_boundary(at) && before[at..].starts_with(char::is_alphanumeric))?;
    let condition = before.get(start..)?.trim_end();
    if !condition.ends_with(',') || !limits(&condition.to_lowercase()) || condition.split_whitespace().count() > MOST {
        return None;
    }
    let note = context.note.text.get(..quotation.outer.start())?;
    let lead = note.rfind(['.', '!', '?', '\n']).and_then(|at| note.get(at..)).unwrap_or(note);
    let brings = |word: &str| LIMITS.contains(&word) || matches!(word, "when" | "once" | "should" | "condition");
    if lead.split(|c: char| !c.is_alphanumeric()).any(|word| brings(&word.to_lowercase())) {
        return None;
    }
    let place = Span::new(start, span.end());
    Some((place, format!("the cut hides a condition: the source begins with “{condition}”")))
}

/// What stands before the cut, and the first words of the quotation.
fn shown(clause: &str, quotation: &Quotation) -> String {
    const FIRST: usize = 3;
    let words = quotation.words.text().split_whitespace().take(FIRST).map(|word| word.trim_matches(['[', ']', '…']));
    format!("{} {} …", clause.trim(), words.collect::<Vec<_>>().join(" "))
}

/// Whether a clause hands its negation on to the clause that it introduces ("I do not believe that …").
fn is_reported(clause: &str) -> bool {
    matches!(clause.split_whitespace().next_back(), Some("that" | "whether"))
}

/// A condition right behind the last word, where the note ends the sentence without one.
fn after(context: &Context<'_>, quotation: &Quotation, prose: &str, span: Span) -> Option<(Span, String)> {
    let quoted = quotation.words.text().trim_end();
    let dots = quoted.trim_end_matches(['[', ']', '(', ')']);
    if quoted.ends_with(']') && !(dots.ends_with('…') || dots.ends_with("...")) {
        return None;
    }
    let rest = prose.get(span.end()..)?;
    let rest = past_reporting_clause(rest).unwrap_or(rest);
    let clause = rest.trim_start_matches([',', ' ', '\u{a0}', '—', '–', '-']);
    if !limits(clause) {
        return None;
    }
    let behind = context.note.text.get(quotation.outer.end()..)?;
    let behind = behind.split(['.', '!', '?', '\n']).next().unwrap_or(behind).to_lowercase();
    let mut words = behind.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| LIMITS.contains(&word)) || LIMITING_PHRASES.iter().any(|phrase| behind.contains(phrase)) {
        return None;
    }
    let end = clause.find(['.', ',', ';', '!', '?', '”', '"', '\n']).unwrap_or(clause.len());
    let start = prose.len() - clause.len();
    let message = format!("the cut hides a condition: the source goes on “{}”", &clause[..end]);
    Some((Span::new(span.start(), start + end), message))
}

/// What goes on behind `,” he says, “`, in the same sentence.
fn past_reporting_clause(rest: &str) -> Option<&str> {
    /// How many words may report.
    const MOST: usize = 8;
    let is_mark = |c: char| matches!(c, '”' | '"' | '’' | '»' | '“' | '«');
    let clause = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(is_mark)?;
    let (clause, quoted) = clause.split_once(['“', '"', '«'])?;
    let words: Vec<&str> = clause.split_whitespace().collect();
    let reports = |word: &&str| is_reporting_verb(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let within = clause.trim_end().ends_with(',') && !clause.contains(['.', '!', '?', ';', '\n']);
    (within && words.len() <= MOST && words.iter().any(reports)).then_some(quoted)
}

/// Whether a clause, lower case, begins with a word that makes something hold in some cases only.
fn limits(clause: &str) -> bool {
    let first = clause.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let phrase = |phrase: &str| {
        let behind = clause.strip_prefix(phrase);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
    };
    LIMITS.contains(&first) || LIMITING_PHRASES.iter().any(|one| phrase(one))
}

/// A negation or condition that an ellipsis leaves out of a sentence which goes on behind it.
fn elided(prose: &str, skipped: Span) -> Option<(Span, String)> {
    let words = skipped.of(prose);
    let all: Vec<&str> = words.split_whitespace().collect();
    if all.len() > SHORT_ELISION || words.contains(['.', '!', '?', '”', '"']) {
        return None;
    }
    let limit = |word: &&&str| LIMITS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let word = all.iter().find(|word| negates(word)).or_else(|| all.iter().find(limit))?;
    let before = prose.get(..skipped.start())?.split_whitespace().next_back().unwrap_or("");
    let after = prose.get(skipped.end()..)?.split_whitespace().next().unwrap_or("");
    let after = after.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some((skipped, format!("the ellipsis hides “{word}”: the source has “{before} {words} {after}”")))
}

/// Whether the note denies what it quotes.
fn denies(word: &str) -> bool {
    const STEMS: [&str; 9] = ["den", "reject", "refus", "doubt", "contest", "disput", "fail", "rule", "oppos"];
    let word = word.to_lowercase();
    word.ends_with("n’t") || STEMS.iter().any(|stem| word.starts_with(stem))
}

fn negates(word: &str) -> bool {
    is_negation(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
}

/// What stands behind the last punctuation of `text`.
fn last_clause(text: &str) -> &str {
    let punctuation = [',', '.', ';', ':', '!', '?', '“', '”', '"', '—', '–', '(', ')', '\n', '|'];
    text.rfind(punctuation).and_then(|at| text.get(at..)).map_or(text, |rest| {
        let mut characters = rest.chars();
        characters.next();
        characters.as_str()
    })
}
