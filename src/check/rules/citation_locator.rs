//! `citation-locator`: the article has no such paragraph or line, or the quotation stands at another.

use super::{Found, replace};
use crate::article::Article;
use crate::check::cited::Cited;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::corpus::{ArticleId, Finding};
use crate::note::{Citation, Locator, LocatorUnit};
use crate::text::{LineIndex, Span};

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let citations = context.note.citations.iter().enumerate();
    citations.filter_map(|(index, citation)| check_one(context, index, citation)).collect()
}

fn check_one(context: &Context<'_>, index: usize, citation: &Citation) -> Option<Found> {
    let locator = citation.locator.as_ref()?;
    let Some(&Cited::Article(id)) = context.cited.get(index) else { return None };
    let from: u32 = locator.from.parse().ok()?;
    let to: u32 = locator.to.as_ref().map_or(Some(from), |to| to.parse().ok())?;
    let article = context.corpus().article(id).article();
    let places = Places::of(article, locator.unit)?;
    let quoted = context.judged.iter().filter(|judged| cites(context, judged, index));
    let elsewhere =
        quoted.filter_map(|judged| stands_elsewhere(context, &places, judged, id, locator, from..=to)).next();
    if from > 0 && to <= places.last {
        return elsewhere;
    }
    let missing = format!("{} has {} {}", context.name(id), places.last, places.plural);
    Some(match elsewhere {
        Some(found) => Found { message: format!("{missing}; {}", found.message), ..found },
        None => Found { span: locator.span, message: missing, source: None, fixes: Vec::new() },
    })
}

fn cites(context: &Context<'_>, judged: &Judged, citation: usize) -> bool {
    let quotation = context.note.quotations.get(judged.quotation);
    quotation.is_some_and(|quotation| quotation.citations.contains(&citation))
}

fn stands_elsewhere(
    context: &Context<'_>,
    places: &Places,
    judged: &Judged,
    article: ArticleId,
    locator: &Locator,
    range: std::ops::RangeInclusive<u32>,
) -> Option<Found> {
    let mine: Vec<&Finding> = judged.found.iter().filter(|finding| finding.article == article).collect();
    let numbers: Vec<(u32, u32)> = mine.iter().filter_map(|finding| places.number(finding.found.span)).collect();
    let overlaps = |&(first, last): &(u32, u32)| first <= *range.end() && *range.start() <= last;
    if numbers.len() < mine.len() || numbers.iter().any(overlaps) {
        return None;
    }
    let (&(number, _), finding) = (numbers.first()?, mine.first()?);
    let old = locator.span.of(&context.note.text);
    let at = old.find(&locator.from)?;
    let new = format!("{}{number}", &old[..at]);
    Some(Found {
        span: locator.span,
        message: format!("the quotation stands in {} {number}", places.singular),
        source: Some(context.corpus().place(article, finding.found.span)),
        fixes: vec![replace(format!("Replace with “{new}”"), false, locator.span, new)],
    })
}

/// The numbered places of an article.
struct Places<'a> {
    article: &'a Article,
    lines: Option<LineIndex>,
    last: u32,
    singular: &'static str,
    plural: &'static str,
}

impl<'a> Places<'a> {
    /// `None` for places that the article does not number: nothing can be said of them.
    fn of(article: &'a Article, unit: LocatorUnit) -> Option<Places<'a>> {
        match unit {
            LocatorUnit::Paragraph => {
                let last = article.blocks.iter().filter_map(|block| block.paragraph).max()?;
                Some(Places { article, lines: None, last, singular: "paragraph", plural: "paragraphs" })
            }
            LocatorUnit::Line => {
                let lines = LineIndex::new(&article.source);
                let last = u32::try_from(lines.count()).ok()?;
                Some(Places { article, lines: Some(lines), last, singular: "line", plural: "lines" })
            }
            LocatorUnit::Page | LocatorUnit::Other => None,
        }
    }

    /// The numbers of the first and the last place that a span of the article's prose touches.
    fn number(&self, prose: Span) -> Option<(u32, u32)> {
        match &self.lines {
            Some(lines) => {
                let source = self.article.prose.source(prose);
                let number = |at: usize| u32::try_from(lines.line_of(at) + 1).ok();
                Some((number(source.start())?, number(source.end().saturating_sub(1))?))
            }
            None => {
                let number = |at: usize| self.article.block_at(at)?.paragraph;
                Some((number(prose.start())?, number(prose.end().saturating_sub(1))?))
            }
        }
    }
}
