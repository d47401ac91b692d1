//! `citation-locator`: the article has no such paragraph or line, or the quotation stands at another.

use super::{Found, replace};
use crate::article::Article;
use crate::check::cited::Cited;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::check::mend::{locator_edit, places_of};
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
    let entry = context.corpus().article(id);
    if !entry.is_file() {
        return None;
    }
    let article = entry.article();
    let places = Places::of(article, locator.unit)?;
    let quoted = context.judged.iter().filter(|judged| cites(context, judged, index));
    let elsewhere = stand_elsewhere(context, &places, quoted, id, locator, from..=to);
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

/// Of the quotations that the locator is for, the first that stands elsewhere; mended, it names where all of them do.
fn stand_elsewhere<'a>(
    context: &Context<'_>,
    places: &Places,
    quoted: impl Iterator<Item = &'a Judged>,
    article: ArticleId,
    locator: &Locator,
    range: std::ops::RangeInclusive<u32>,
) -> Option<Found> {
    let mut elsewhere: Option<(u32, &Finding)> = None;
    let mut hull: Option<(u32, u32)> = None;
    for judged in quoted {
        let mine: Vec<&Finding> = judged.found.iter().filter(|finding| finding.article == article).collect();
        let numbers: Vec<(u32, u32)> = mine.iter().filter_map(|finding| places.number(finding.found.span)).collect();
        let (Some(&finding), Some(&first)) = (mine.first(), numbers.first()) else { continue };
        // Words whose place has no number, as those of a heading, can stand at none.
        if numbers.len() < mine.len() {
            continue;
        }
        let overlaps = |&&(first, last): &&(u32, u32)| first <= *range.end() && *range.start() <= last;
        let (from, to) = numbers.iter().find(overlaps).copied().unwrap_or_else(|| {
            elsewhere = elsewhere.or(Some((first.0, finding)));
            first
        });
        hull = Some(hull.map_or((from, to), |(low, high)| (low.min(from), high.max(to))));
    }
    let (number, finding) = elsewhere?;
    let (low, high) = hull?;
    let edit = locator_edit(&context.note.text, locator, low, high)?;
    Some(Found {
        span: locator.span,
        message: format!("the quotation stands in {} {number}", places.singular),
        source: Some(context.corpus().place(article, finding.found.span)),
        fixes: vec![replace(format!("Replace with “{}”", edit.text), false, edit.span, edit.text)],
    })
}

/// The numbered places of an article.
struct Places<'a> {
    article: &'a Article,
    unit: LocatorUnit,
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
                Some(Places { article, unit, last, singular: "paragraph", plural: "paragraphs" })
            }
            LocatorUnit::Line => {
                let last = u32::try_from(LineIndex::new(&article.source).count()).ok()?;
                Some(Places { article, unit, last, singular: "line", plural: "lines" })
            }
            LocatorUnit::Page | LocatorUnit::Other => None,
        }
    }

    /// The numbers of the first and the last place that a span of the article's prose touches.
    fn number(&self, prose: Span) -> Option<(u32, u32)> {
        places_of(self.article, self.unit, prose)
    }
}
