//! The cited article as Markdown.

use super::LIMIT;
use crate::article::{Article, Readability, Role};
use crate::bibliography::reference::reference;
use crate::check::Cited;
use crate::corpus::{ArticleEntry, ArticleId};
use crate::ide::definition::place_of;
use crate::ide::markdown::{Page, code, escape, fold_spaces};
use crate::ide::shown;
use crate::note::{Citation, Locator, Target};
use crate::text::Span;
use crate::workspace::Workspace;

/// The longest excerpt, in characters.
const EXCERPT: usize = 360;

/// What `citation` points at; nothing for what leads to no article and need not.
pub(super) fn markdown(workspace: &Workspace, citation: &Citation, cited: Cited) -> Option<String> {
    match (cited, &citation.target) {
        (Cited::Article(article), _) => Some(card(workspace, article, citation.locator.as_ref())),
        (Cited::Several(articles), _) => Some(several(workspace, &articles)),
        (Cited::Unknown(near), Target::Key(key) | Target::Bare(key)) => Some(unknown(key, &near)),
        _ => None,
    }
}

/// The article: title, authors, publisher, date, key, path, the reference where a bibliography describes it, and its first
/// paragraph or the one that is cited.
pub fn card(workspace: &Workspace, id: ArticleId, locator: Option<&Locator>) -> String {
    let entry = workspace.corpus.article(id);
    let article = entry.article();
    let metadata = entry.metadata();
    let mut page = Page::new(LIMIT);
    let title = metadata.title.clone().unwrap_or_else(|| shown::article(entry));
    page.push(&format!("**{}**", escape(&title)));
    let authors = (!metadata.authors.is_empty()).then(|| metadata.authors.join(", "));
    let date = metadata.published.map(|date| date.to_string());
    let about: Vec<String> =
        [authors, metadata.publisher.clone(), date].into_iter().flatten().map(|part| escape(&part)).collect();
    page.push(&about.join(" · "));
    page.push(&format!("{} · {}", code(&entry.key), code(&entry.shown)));
    if let Some(reference) =
        entry.entry.as_ref().and_then(|entry| reference(&entry.item, &workspace.config.reference_style))
    {
        page.push(&escape(&reference));
    }
    if let Some(reason) = unreadable(entry) {
        page.push(&format!("No text to check quotations against: {reason}."));
    }
    page.push(&excerpt(&article, locator));
    page.finish()
}

/// Why an article has no text to check against.
pub(super) fn unreadable(entry: &ArticleEntry) -> Option<&'static str> {
    match entry.digest.readability {
        _ if !entry.is_file() => Some("the bibliography alone knows it, and no file of it is in the corpus"),
        Readability::Readable => None,
        Readability::NoText => Some("there is none"),
        Readability::Scan => Some("it is a scan"),
        Readability::Teaser => Some("only the teaser of a paywalled page was saved"),
        Readability::PoorExtraction => Some("it came out damaged"),
    }
}

fn excerpt(article: &Article, locator: Option<&Locator>) -> String {
    let cited = locator.and_then(|locator| Some((locator, place_of(article, locator)?)));
    let first = || article.blocks.iter().find(|block| block.role == Role::Body).map(|block| block.span);
    let (place, words) = match (cited, locator) {
        (Some((_, span)), _) => {
            let prose = &article.prose;
            let inside = Span::new(prose.derived(span.start()), prose.derived(span.end()));
            (format!("{}: ", shown::within(article, span)), inside.of(prose.text()))
        }
        (None, _) => (String::new(), first().map_or("", |span| span.of(article.prose.text()))),
    };
    let words = fold_spaces(words);
    if words.is_empty() {
        return String::new();
    }
    format!("> {place}{}", escape(&shown::shorten(&words, Span::at(0), EXCERPT)))
}

fn several(workspace: &Workspace, articles: &[ArticleId]) -> String {
    let mut page = Page::new(LIMIT);
    page.push("More than one article claims this key; each has one of its own:");
    let line = |&id: &ArticleId| {
        let entry = workspace.corpus.article(id);
        let title = entry.metadata().title.clone().unwrap_or_else(|| shown::article(entry));
        format!("- {} {} · {}", code(&entry.key), escape(&title), code(&entry.shown))
    };
    let lines: Vec<String> = articles.iter().take(12).map(line).collect();
    page.push(&lines.join("\n"));
    page.finish()
}

fn unknown(key: &str, near: &[String]) -> String {
    let near: Vec<String> = near.iter().take(3).map(|key| code(key)).collect();
    let nearest = if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
    format!("No article has the key {}{nearest}", code(key))
}
