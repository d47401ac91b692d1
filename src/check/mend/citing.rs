//! The edits that cite another article, or one at all.

use super::{Fix, TextEdit, use_source_words};
use crate::article::Article;
use crate::check::context::Context;
use crate::corpus::{ArticleId, Finding};
use crate::note::{Citation, Locator, LocatorUnit, Quotation, QuotationStyle, Target};
use crate::text::{LineIndex, Span};

/// Cites the article of `finding` for `quotation`, in the place of what is cited, or behind the words where that
/// citation is needed for other words or has a form of its own. Where the article has the words otherwise, they are
/// restored too.
pub(in crate::check) fn cite_instead(context: &Context<'_>, quotation: &Quotation, finding: &Finding) -> Fix {
    let there = context.name(finding.article);
    let only = match quotation.citations.as_slice() {
        [only] if !is_needed(context, quotation, *only) => context.note.citations.get(*only),
        _ => None,
    };
    let edits = only.and_then(|citation| replaced(context, citation, finding, &there)).unwrap_or_else(|| {
        let mut edits = insertion(context, quotation, finding.article);
        edits.extend(copies(context, quotation));
        edits
    });
    with_words(context, quotation, finding, format!("Cite {there}"), edits)
}

/// Inserts a citation of the article of `finding` behind `quotation`.
pub(in crate::check) fn insert_citation(context: &Context<'_>, quotation: &Quotation, finding: &Finding) -> Fix {
    let title = format!("Insert the citation [{}]", context.name(finding.article));
    with_words(context, quotation, finding, title, insertion(context, quotation, finding.article))
}

/// A fix of `edits`, and of those that restore the words where the article has them otherwise.
fn with_words(
    context: &Context<'_>,
    quotation: &Quotation,
    finding: &Finding,
    title: String,
    mut edits: Vec<TextEdit>,
) -> Fix {
    match use_source_words(context, quotation, finding).filter(|_| !finding.found.is_sound()) {
        Some(words) => {
            edits.extend(words.edits);
            Fix::of(format!("{title} and use its words"), false, edits)
        }
        None => Fix::of(title, false, edits),
    }
}

fn insertion(context: &Context<'_>, quotation: &Quotation, article: ArticleId) -> Vec<TextEdit> {
    let text = &context.note.text;
    let at = match (quotation.style, quotation.attribution) {
        (QuotationStyle::Inline { .. }, _) => quotation.outer.end(),
        (QuotationStyle::Block, Some(line)) => trimmed_end(text, line),
        (QuotationStyle::Block, None) => trimmed_end(text, quotation.outer),
    };
    vec![TextEdit { span: Span::at(at), text: format!(" [{}]", context.name(article)) }]
}

/// A quotation before this one that takes the same citation, past this one, gets a copy of it: else it would take the
/// one that is inserted.
fn copies(context: &Context<'_>, quotation: &Quotation) -> Vec<TextEdit> {
    let note = context.note;
    let behind =
        |index: &&usize| note.citations.get(**index).is_some_and(|citation| citation.span.start >= quotation.outer.end);
    let copy = |other: &Quotation| {
        let citation = note.citations.get(*other.citations.iter().find(behind)?)?;
        let end = citation.locator.as_ref().map_or(citation.span.end(), |locator| locator.span.end());
        let text = format!(" [{}]", note.text.get(citation.span.start()..end)?);
        let is_key = matches!(citation.target, Target::Key(_) | Target::Bare(_));
        is_key.then(|| TextEdit { span: Span::at(other.outer.end()), text })
    };
    let before = note.quotations.iter().filter(|other| {
        other.block == quotation.block
            && other.outer.end <= quotation.outer.start
            && other.style != QuotationStyle::Block
    });
    before.filter_map(copy).collect()
}

/// The edit after which `locator` names the place from `first` to `last` of its unit.
pub(in crate::check) fn locator_edit(note: &str, locator: &Locator, first: &str, last: &str) -> Option<TextEdit> {
    let old = locator.span.of(note);
    let prefix = old.get(..old.find(&locator.from)?)?;
    let many = locator.to.is_some();
    let prefix = match (many, first != last) {
        (true, false) => one(prefix),
        (false, true) => several(prefix),
        _ => prefix.to_string(),
    };
    let numbers = if first != last { format!("{first}–{last}") } else { first.to_string() };
    Some(TextEdit { span: locator.span, text: format!("{prefix}{numbers}") })
}

/// The numbers of the first and last paragraph or line of `article` that a span of its prose touches; `None` for
/// what it does not number.
pub(in crate::check) fn places_of(article: &Article, unit: LocatorUnit, prose: Span) -> Option<(u32, u32)> {
    match unit {
        LocatorUnit::Paragraph => {
            let number = |at: usize| article.block_at(at)?.paragraph;
            Some((number(prose.start())?, number(prose.end().saturating_sub(1))?))
        }
        LocatorUnit::Line => {
            let lines = LineIndex::new(&article.source);
            let source = article.prose.source(prose);
            let number = |at: usize| u32::try_from(lines.line_of(at) + 1).ok();
            Some((number(source.start())?, number(source.end().saturating_sub(1))?))
        }
        LocatorUnit::Page | LocatorUnit::Other => None,
    }
}

/// What a note calls the first and the last place that a span of the article's prose touches.
fn names_of(article: &Article, unit: LocatorUnit, prose: Span) -> Option<(String, String)> {
    if unit == LocatorUnit::Page {
        let source = article.prose.source(prose);
        let label = |at: usize| Some(article.page_at(at)?.label.clone());
        return Some((label(source.start())?, label(source.end().saturating_sub(1))?));
    }
    places_of(article, unit, prose).map(|(first, last)| (first.to_string(), last.to_string()))
}

/// Whether other words of the note need the citation as it is: another quotation takes it, an "Ibid." repeats it, or
/// it stands in a footnote that is referred to twice.
fn is_needed(context: &Context<'_>, quotation: &Quotation, citation: usize) -> bool {
    let note = context.note;
    let mut others = note.quotations.iter().filter(|other| other.outer != quotation.outer);
    let repeated = note.citations.get(citation + 1).is_some_and(|next| next.target == Target::Ibid);
    let references = note.footnotes.iter().filter(|reference| reference.citations.contains(&citation)).count();
    others.any(|other| other.citations.contains(&citation)) || repeated || references > 1
}

/// A key in the place of a key, with the locator of the place where the words stand.
fn replaced(context: &Context<'_>, citation: &Citation, finding: &Finding, there: &str) -> Option<Vec<TextEdit>> {
    let text = match citation.target {
        Target::Key(_) | Target::Bare(_) => there.to_string(),
        Target::Ibid => format!("[{there}]"),
        Target::Path(_) | Target::Url(_) | Target::Zotero(_) => return None,
    };
    let mut edits = vec![TextEdit { span: citation.span, text }];
    if let Some(locator) = &citation.locator {
        let article = context.corpus().article(finding.article).article();
        let place = names_of(&article, locator.unit, finding.found.span);
        let known = place.and_then(|(first, last)| locator_edit(&context.note.text, locator, &first, &last));
        edits.push(known.unwrap_or_else(|| without_locator(&context.note.text, citation, locator)));
    }
    Some(edits)
}

/// The page of one article is none of another's: the locator goes, with the comma or the brackets around it.
fn without_locator(note: &str, citation: &Citation, locator: &Locator) -> TextEdit {
    let between = note.get(citation.span.end()..locator.span.start()).unwrap_or("");
    let bracketed = between.trim() == "[" && note.get(locator.span.end()..).is_some_and(|rest| rest.starts_with(']'));
    let end = locator.span.end() + usize::from(bracketed);
    let kept = if bracketed { 0 } else { between.trim_end_matches([' ', ',', '\u{a0}']).len() };
    TextEdit { span: Span::new(citation.span.end() + kept, end), text: String::new() }
}

fn trimmed_end(text: &str, span: Span) -> usize {
    let inside = span.of(text);
    span.start() + inside.trim_end_matches(|c: char| c.is_whitespace() || c == '>').len()
}

/// "paras. " as "para. ".
fn one(prefix: &str) -> String {
    let doubled = [("¶¶", "¶"), ("§§", "§"), ("pp", "p"), ("ll", "l"), ("SS", "S")];
    let word = prefix.trim_end_matches([' ', '.', '\u{a0}']);
    let rest = prefix.get(word.len()..).unwrap_or("");
    let single = doubled.iter().find(|(many, _)| word == *many).map(|(_, one)| *one);
    let single = single.or_else(|| word.strip_suffix('s').filter(|word| word.len() > 1)).unwrap_or(word);
    format!("{single}{rest}")
}

/// "para. " as "paras. ".
fn several(prefix: &str) -> String {
    let doubled = [("¶", "¶¶"), ("§", "§§"), ("p", "pp"), ("l", "ll")];
    let word = prefix.trim_end_matches([' ', '.', '\u{a0}']);
    let rest = prefix.get(word.len()..).unwrap_or("");
    match doubled.iter().find(|(one, _)| word == *one) {
        Some((_, many)) => format!("{many}{rest}"),
        None if matches!(word, "para" | "par" | "paragraph" | "line" | "page") => format!("{word}s{rest}"),
        None => prefix.to_string(),
    }
}
