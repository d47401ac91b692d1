//! An actor's card as Markdown: who this is on the first line, counts on the last.

use super::LIMIT;
use crate::actor::ActorId;
use crate::corpus::ArticleId;
use crate::ide::card::{Card, CardQuote, card};
use crate::ide::markdown::{Page, code, escape};
use crate::ide::shown;
use crate::workspace::Workspace;

/// How many other forms are named.
const FORMS: usize = 8;

/// The card of `actor`; the articles of `cited` come first in its quotes.
pub fn markdown(workspace: &Workspace, actor: ActorId, cited: &[ArticleId]) -> Option<String> {
    let say = || {
        let card = card(workspace, actor, cited)?;
        let mut page = Page::new(LIMIT);
        push(workspace, &mut page, &card);
        Some(page.finish())
    };
    workspace.corpus.said_of(actor, cited, say).map(|said| said.to_string())
}

/// The card of the actor that a misspelt name seems to mean by `form`.
pub(super) fn near(workspace: &Workspace, actor: ActorId, form: &str, cited: &[ArticleId]) -> Option<String> {
    let card = card(workspace, actor, cited)?;
    let mut page = Page::new(LIMIT);
    page.push(&format!("Not a spelling that the corpus knows; perhaps **{}**.", escape(form)));
    push(workspace, &mut page, &card);
    Some(page.finish())
}

/// One line for each of the actors that a name may mean.
pub(super) fn candidates(workspace: &Workspace, actors: &[ActorId]) -> String {
    let mut page = Page::new(LIMIT);
    page.push("This name fits more than one actor:");
    let lines: Vec<String> = actors
        .iter()
        .filter_map(|&actor| card(workspace, actor, &[]))
        .map(|card| format!("- {} — {}", headline(workspace, &card), counts(&card)))
        .collect();
    page.push(&lines.join("\n"));
    page.finish()
}

fn push(workspace: &Workspace, page: &mut Page, card: &Card) {
    page.push(&headline(workspace, card));
    let others = card.roles.iter().skip(1);
    let others: Vec<String> = others
        .map(|role| format!("- also: {} ({})", escape(&role.text), escape(&shown::source(workspace, role.place))))
        .collect();
    page.push(&others.join("\n"));
    for quote in &card.quotes {
        page.push(&quoted(workspace, quote));
    }
    let forms: Vec<String> = card.forms.iter().take(FORMS).map(|(form, _)| escape(form)).collect();
    if !forms.is_empty() {
        page.push(&format!("Also written: {}", forms.join(", ")));
    }
    let with = card.appears_with.iter().filter_map(|&(other, articles)| {
        Some(format!("{} ({articles})", escape(&workspace.corpus.actor(other)?.name)))
    });
    let with: Vec<String> = with.collect();
    if !with.is_empty() {
        page.push(&format!("Appears with: {}", with.join(", ")));
    }
    page.push(&counts(card));
}

/// "**Name** — role · article, date"; without a role, the kind.
fn headline(workspace: &Workspace, card: &Card) -> String {
    let name = escape(&card.name);
    match card.roles.first() {
        Some(role) => {
            let source = shown::source(workspace, role.place);
            format!("**{name}** — {} · {}", escape(&role.text), escape(&source))
        }
        None => format!("**{name}** — {}", card.kind.name()),
    }
}

/// The words in a block quote, and behind them where they stand.
fn quoted(workspace: &Workspace, quote: &CardQuote) -> String {
    let entry = workspace.corpus.article(quote.place.article);
    let line = shown::line(&entry.article(), quote.place.span);
    let date = quote.published.map_or(String::new(), |date| format!(", {date}"));
    format!("> {} — {} line {line}{date}", escape(&quote.text), code(&entry.key))
}

fn counts(card: &Card) -> String {
    let plural = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let years = match card.years {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first}–{last}"),
        None => String::new(),
    };
    format!("{} in {}{years}", plural(card.mentions, "mention"), plural(card.articles, "article"))
}
