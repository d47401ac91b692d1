//! `citation-locator`: the article has no such page, paragraph or line, or the quotation stands at another.

use super::{Found, replace};
use crate::article::{Article, Role};
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
    let entry = context.corpus().article(id);
    if !entry.is_file() {
        return None;
    }
    let article = entry.article();
    let places = Places::of(&article, locator.unit)?;
    let from = places.place(&locator.from)?;
    let to = locator.to.as_ref().map_or(Some(from), |to| places.place(&completed(&locator.from, to)))?;
    let quoted = context.judged.iter().filter(|judged| cites(context, judged, index));
    let elsewhere = stand_elsewhere(context, &places, quoted, id, locator, from..=to);
    if from > 0 && to <= places.last {
        return elsewhere;
    }
    let missing = format!("{} has {}", context.name(id), places.extent());
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
        let overlaps = |&&(first, last): &&(u32, u32)| places.least(first) <= *range.end() && *range.start() <= last;
        let (from, to) = numbers.iter().find(overlaps).copied().unwrap_or_else(|| {
            elsewhere = elsewhere.or(Some((first.0, finding)));
            first
        });
        hull = Some(hull.map_or((from, to), |(low, high)| (low.min(from), high.max(to))));
    }
    let (number, finding) = elsewhere?;
    let (low, high) = hull?;
    let (low, high) = (places.name(low), places.name(high));
    let edit = locator_edit(&context.note.text, locator, &low, &high)?;
    let number = places.name(number);
    Some(Found {
        span: locator.span,
        message: format!("the quotation stands {} {number}", places.at),
        source: Some(context.corpus().place(article, finding.found.span)),
        fixes: vec![replace(format!("Replace with “{}”", edit.text), false, edit.span, edit.text)],
    })
}

/// The end of a range that leaves out what it shares with the beginning: "133–35" ends at 135.
fn completed(from: &str, to: &str) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = digits(from) && digits(to) && to.len() < from.len();
    let shared = if is_short { from.get(..from.len() - to.len()).unwrap_or("") } else { "" };
    format!("{shared}{to}")
}

/// The numbers of the body blocks that one reader counts as paragraphs and another does not, or counts together: rows
/// of a table, items of a list, what stands above the author's name, lines that end like a heading.
fn doubtful(article: &Article) -> Vec<u32> {
    let text = article.prose.text();
    let body_begins = article.blocks.iter().rposition(|block| block.role == Role::Byline).filter(|at| {
        // A name at the end of the text has no standfirst above it.
        article.blocks.get(at + 1..).is_some_and(|rest| rest.iter().any(|block| block.paragraph.is_some()))
    });
    let numbered = article.blocks.iter().enumerate().filter_map(|(at, block)| Some((at, block, block.paragraph?)));
    let doubtful = numbered.filter(|(at, block, _)| {
        let source = article.prose.source(block.span);
        let line = article.source.get(..source.start()).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
        body_begins.is_some_and(|byline| *at < byline)
            || begins_item(line, block.span.of(text))
            || !ends_sentence(block.span.of(text))
    });
    doubtful.map(|(_, _, number)| number).collect()
}

/// Whether a block before whose words `line` stands, or that begins so itself, is a row of a table or an item of a
/// list.
fn begins_item(line: &str, block: &str) -> bool {
    let is_marker = |text: &str| {
        let text = text.trim_start().trim_start_matches(['>', ' ']);
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        text.starts_with(['|', '•', '◦', '‣', '▪'])
            || ["- ", "* ", "+ ", "– ", "— "].iter().any(|marker| text.starts_with(marker))
            || rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
    };
    is_marker(line) || is_marker(block)
}

/// Whether a block ends as a paragraph does.
fn ends_sentence(block: &str) -> bool {
    let end =
        block.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | ','));
    end.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// The numbered places of an article.
struct Places<'a> {
    article: &'a Article,
    unit: LocatorUnit,
    /// The labels of its pages, where it is pages that count; their place in this list is their number, from 1.
    pages: Vec<&'a str>,
    /// The numbers, in order, of what another reader may count as no paragraph.
    doubtful: Vec<u32>,
    last: u32,
    singular: &'static str,
    /// Where something stands that stands in one.
    at: &'static str,
    plural: &'static str,
}

impl<'a> Places<'a> {
    /// `None` for places that the article does not number: nothing can be said of them.
    fn of(article: &'a Article, unit: LocatorUnit) -> Option<Places<'a>> {
        match unit {
            LocatorUnit::Paragraph => {
                let last = article.blocks.iter().filter_map(|block| block.paragraph).max()?;
                Some(Places {
                    article,
                    unit,
                    pages: Vec::new(),
                    doubtful: doubtful(article),
                    last,
                    singular: "paragraph",
                    at: "in paragraph",
                    plural: "paragraphs",
                })
            }
            LocatorUnit::Line => {
                let last = u32::try_from(LineIndex::new(&article.source).count()).ok()?;
                Some(Places {
                    article,
                    unit,
                    pages: Vec::new(),
                    doubtful: Vec::new(),
                    last,
                    singular: "line",
                    at: "on line",
                    plural: "lines",
                })
            }
            LocatorUnit::Page => {
                let mut pages: Vec<&str> = Vec::new();
                for page in &article.pages {
                    if !pages.contains(&page.label.as_str()) {
                        pages.push(&page.label);
                    }
                }
                let last = u32::try_from(pages.len()).ok().filter(|last| *last > 0)?;
                Some(Places {
                    article,
                    unit,
                    pages,
                    doubtful: Vec::new(),
                    last,
                    singular: "page",
                    at: "on page",
                    plural: "pages",
                })
            }
            LocatorUnit::Other => None,
        }
    }

    /// The number of the place that a locator names: of one that the article does not have, one that no place has.
    /// `None` for what is no such name.
    fn place(&self, value: &str) -> Option<u32> {
        if self.pages.is_empty() {
            return value.parse().ok();
        }
        let bare = value.trim_end_matches("ff").trim_end_matches('f');
        let number = |value: &str| {
            let at = self.pages.iter().position(|label| label.eq_ignore_ascii_case(value))?;
            u32::try_from(at + 1).ok()
        };
        let is_name = bare.parse::<u32>().is_ok() || bare.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte));
        number(value).or_else(|| number(bare)).or_else(|| is_name.then_some(u32::MAX))
    }

    /// The least number that anybody may give the place with this number.
    fn least(&self, number: u32) -> u32 {
        let doubtful = self.doubtful.partition_point(|&doubtful| doubtful <= number);
        number.saturating_sub(u32::try_from(doubtful).unwrap_or(u32::MAX)).max(1)
    }

    /// What a note calls the place with this number.
    fn name(&self, number: u32) -> String {
        let label = (number as usize).checked_sub(1).and_then(|at| self.pages.get(at));
        label.map_or_else(|| number.to_string(), |label| (*label).to_string())
    }

    /// "12 paragraphs", "pages 33 to 60".
    fn extent(&self) -> String {
        match (self.pages.first(), self.pages.last()) {
            (Some(first), Some(last)) if first != last => format!("{} {first} to {last}", self.plural),
            (Some(only), _) => format!("one {}, {only}", self.singular),
            _ => format!("{} {}", self.last, self.plural),
        }
    }

    /// The numbers of the first and the last place that a span of the article's prose touches.
    fn number(&self, prose: Span) -> Option<(u32, u32)> {
        if self.pages.is_empty() {
            return places_of(self.article, self.unit, prose);
        }
        let source = self.article.prose.source(prose);
        let number = |at: usize| self.place(&self.article.page_at(at)?.label);
        Some((number(source.start())?, number(source.end().saturating_sub(1))?))
    }
}
