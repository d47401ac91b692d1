//! The verdict on a quotation, its proof, and the passage around it, as Markdown.

use std::path::Path;

use super::LIMIT;
use super::citation::unreadable;
use crate::check::{QuoteVerdict, Unchecked, Verdict, nowhere_else};
use crate::corpus::{ArticleId, Place};
use crate::ide::markdown::{Page, code, escape, fold_spaces};
use crate::ide::voices::Voices;
use crate::ide::{shown, verdict};
use crate::note::{Note, Quotation};
use crate::prose::matching::Edit;
use crate::text::Span;
use crate::workspace::Workspace;

/// How much of the passage is shown before and after the quoted words, in characters.
const AROUND: usize = 240;
/// How much of the quoted words is shown, in characters.
const WORDS: usize = 1200;

/// What is known of the quotation number `index` of `note`.
pub(super) fn markdown(workspace: &Workspace, path: &Path, note: &Note, index: usize) -> Option<String> {
    let quotation = note.quotations.get(index)?;
    let verdict = verdict::of(workspace, path, note, index)?;
    let mut page = Page::new(LIMIT);
    page.push(&first_line(workspace, &verdict));
    if let Some(place) = verdict.source {
        let edits = differences(workspace, quotation, place);
        if !edits.is_empty() {
            page.push(&diff(workspace, quotation, place, &edits));
        }
        page.push(&passage(workspace, place));
        let entry = workspace.corpus.article(place.article);
        let line = shown::line(&entry.article(), place.span);
        page.push(&format!("{} line {line} · {}", code(&entry.key), code(&entry.shown)));
    }
    Some(page.finish())
}

/// The verdict on the quotation number `index` of `note` in a line.
pub(super) fn summary(workspace: &Workspace, path: &Path, note: &Note, index: usize) -> Option<String> {
    Some(first_line(workspace, &verdict::of(workspace, path, note, index)?))
}

/// The verdict, the place, the speaker.
fn first_line(workspace: &Workspace, verdict: &QuoteVerdict) -> String {
    let cited: Vec<String> =
        verdict.cited.iter().map(|&id| escape(&shown::article(workspace.corpus.article(id)))).collect();
    let cited = cited.join(", ");
    let place = verdict.source.map(|place| {
        let speaker = speaker(workspace, place).map_or(String::new(), |name| format!(", {name} speaking"));
        escape(&format!("{}{speaker}", shown::place(workspace, place)))
    });
    let place = place.unwrap_or_default();
    match verdict.verdict {
        Verdict::Verbatim => format!("**Verbatim** · {place}"),
        Verdict::Typographic => format!("**Verbatim but for typography** · {place}"),
        Verdict::Elided => format!("**Verbatim, with elisions or insertions** · {place}"),
        Verdict::Altered => format!("**Altered** · {place}"),
        Verdict::WrongSource if cited.is_empty() => format!("**Wrong source** · these words stand in {place}"),
        Verdict::WrongSource => format!("**Wrong source** · not in {cited}; these words stand in {place}"),
        Verdict::Uncited => format!("**Uncited** · these words stand in {place}"),
        Verdict::NotFound if cited.is_empty() => "**Not found** · nowhere in the corpus".to_string(),
        Verdict::NotFound => format!("**Not found** · neither in {cited} nor {}", nowhere_else(&workspace.corpus)),
        Verdict::Unchecked(why) => format!("**Unchecked** · {}", reason(workspace, why, &verdict.cited)),
    }
}

fn reason(workspace: &Workspace, why: Unchecked, cited: &[ArticleId]) -> String {
    let plain = match why {
        Unchecked::NoText | Unchecked::Scan | Unchecked::Teaser | Unchecked::PoorExtraction => {
            let articles = cited.iter().map(|&id| workspace.corpus.article(id));
            let reasons = articles.filter_map(|entry| Some((entry, unreadable(entry)?)));
            let said: Vec<String> =
                reasons.map(|(entry, reason)| format!("{}: {reason}", escape(&shown::article(entry)))).collect();
            return if said.is_empty() { "the cited article has no text".to_string() } else { said.join("; ") };
        }
        Unchecked::OtherLanguage => "the cited article is in another language",
        Unchecked::OwnTranslation => "marked as your own translation",
        Unchecked::External => "marked as from a source outside the corpus",
        Unchecked::UnknownCitation => "no cited key is known",
        Unchecked::TooShort => "too short to be held against a source",
        Unchecked::TooLong => "too long, or cut too often, to be compared word by word",
        Unchecked::Indexing => "the corpus is still being read",
        Unchecked::Unread => "a part of the corpus could not be read",
    };
    plain.to_string()
}

/// Who speaks these words in the article, where its text says so.
fn speaker(workspace: &Workspace, place: Place) -> Option<String> {
    let words = shown::in_prose(&workspace.corpus.article(place.article).article(), place.span);
    let speaker = Voices::of(workspace, place.article).speaker(words)?;
    Some(workspace.corpus.actor(speaker)?.name.clone())
}

/// What differs between the quotation and the article, where it is more than typography.
fn differences(workspace: &Workspace, quotation: &Quotation, place: Place) -> Vec<Edit> {
    let found = workspace.corpus.haystack(place.article).find(quotation.words.text());
    found.map_or(Vec::new(), |found| found.edits)
}

/// The quotation and the source, one under the other, what differs emphasised.
fn diff(workspace: &Workspace, quotation: &Quotation, place: Place, edits: &[Edit]) -> String {
    let article = workspace.corpus.article(place.article).article();
    let words = quotation.words.text();
    let mine = marked(words, Span::new(0, words.len()), edits.iter().map(|edit| edit.quoted), "~~");
    let theirs =
        marked(article.prose.text(), shown::in_prose(&article, place.span), edits.iter().map(|edit| edit.source), "**");
    format!("- note: {mine}\n- source: {theirs}")
}

/// `within` of `text`, escaped, with `mark` around the `parts`.
fn marked(text: &str, within: Span, parts: impl Iterator<Item = Span>, mark: &str) -> String {
    if within.of(text).chars().count() > WORDS {
        return escape(&shown::shorten(&fold_spaces(within.of(text)), Span::at(0), WORDS));
    }
    let mut out = String::new();
    let mut at = within.start();
    for part in parts.filter(|part| within.covers(*part)) {
        let words = part.of(text).trim();
        if part.start() < at || words.is_empty() {
            continue;
        }
        // Emphasis must not begin or end with white space.
        let start = part.start() + part.of(text).len() - part.of(text).trim_start().len();
        push_words(&mut out, Span::new(at, start).of(text));
        out.push_str(&format!("{mark}{}{mark}", escape(words)));
        at = start + words.len();
    }
    push_words(&mut out, Span::new(at, within.end()).of(text));
    out
}

/// Appends `text` escaped, keeping one space where it begins or ends with some.
fn push_words(out: &mut String, text: &str) {
    if text.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    let words = escape(text);
    out.push_str(&words);
    if !words.is_empty() && text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// The paragraph around the words, with the words emphasised.
fn passage(workspace: &Workspace, place: Place) -> String {
    let article = workspace.corpus.article(place.article).article();
    let text = article.prose.text();
    let words = shown::in_prose(&article, place.span);
    let start = article.block_at(words.start()).map_or(words.start(), |block| block.span.start());
    let end = article.block_at(words.end().saturating_sub(1)).map_or(words.end(), |block| block.span.end());
    let before = fold_spaces(Span::new(start, words.start()).of(text));
    let after = fold_spaces(Span::new(words.end(), end).of(text));
    let before = shown::shorten(&before, Span::at(before.len()), AROUND);
    let after = shown::shorten(&after, Span::at(0), AROUND);
    let shown = shown::shorten(&fold_spaces(words.of(text)), Span::at(0), WORDS);
    let gap = |at: usize| {
        let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        if head.ends_with(char::is_whitespace) || tail.starts_with(char::is_whitespace) { " " } else { "" }
    };
    let mut out = String::from("> ");
    out.push_str(&escape(&before));
    out.push_str(if before.is_empty() { "" } else { gap(words.start()) });
    out.push_str(&format!("**{}**", escape(&shown)));
    out.push_str(if after.is_empty() { "" } else { gap(words.end()) });
    out.push_str(&escape(&after));
    out
}
