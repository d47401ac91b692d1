//! The place that introduces an actor.

use crate::actor::{Actor, ActorId};
use crate::article::{Article, Role};
use crate::corpus::{ArticleId, Place};
use crate::ide::card::appearances::{Appearance, Appearances};
use crate::ide::markdown::fold_spaces;
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::Workspace;

/// The name of `actor` in the article that introduces it: the earliest published that says who this is or gives the
/// full name. Dated articles come before undated ones; of one day, body before caption, role before full name, then
/// path. Where no article introduces the actor, the first mention of all.
pub fn introduction(workspace: &Workspace, actor: ActorId) -> Option<Place> {
    let mut all = Appearances::of(workspace, actor).in_order().peekable();
    let actor = workspace.corpus.actor(actor)?;
    let mut first = None;
    while let Some(earliest) = all.next() {
        let of_that_day = |seen: &Appearance| seen.published == earliest.published;
        let others = std::iter::from_fn(|| all.next_if(of_that_day));
        let day: Vec<Appearance> = std::iter::once(earliest).chain(others).collect();
        let best = |seen: &Appearance| Some((introduces(workspace, actor, seen)?, seen.article));
        if let Some(((_, _, mention), article)) = day.iter().filter_map(best).min() {
            return Some(Place { article, span: mention });
        }
        let mention = |seen: &Appearance| {
            let span = seen.mentions(&seen.reading(workspace)).next()?;
            Some(Place { article: seen.article, span })
        };
        first = first.or_else(|| day.iter().find_map(mention));
    }
    first
}

/// The name of `actor` in this article that introduces it there, else its first mention; `None` where the article does
/// not speak of the actor.
pub fn introduction_in(workspace: &Workspace, actor: ActorId, article: ArticleId) -> Option<Place> {
    let appearances = workspace.corpus.appearances(actor);
    let actor = workspace.corpus.actor(actor)?;
    let &(article, local) = appearances.iter().find(|(other, _)| *other == article)?;
    let seen = Appearance { article, local, published: None };
    let best = introduces(workspace, actor, &seen).map(|(_, _, mention)| mention);
    let span = best.or_else(|| seen.mentions(&seen.reading(workspace)).next())?;
    Some(Place { article, span })
}

/// How well one article introduces the actor (less is better), and at which mention.
fn introduces(workspace: &Workspace, actor: &Actor, seen: &Appearance) -> Option<(u8, u8, Span)> {
    let (article, reading) = (&*seen.text(workspace), seen.reading(workspace));
    let distance = |a: Span, b: Span| a.start.abs_diff(b.end).min(b.start.abs_diff(a.end));
    let roles = seen.said(&reading)?.roles.iter().filter_map(|role| {
        let nearest = seen.mentions(&reading).min_by_key(|mention| (distance(*mention, role.span), mention.start))?;
        Some((standing(article, nearest), 0, nearest))
    });
    let full = seen.mentions(&reading).filter(|mention| is_full_name(actor, mention.of(&article.source)));
    roles.chain(full.map(|mention| (standing(article, mention), 1, mention))).min()
}

/// Body before headings before captions before everything else.
fn standing(article: &Article, mention: Span) -> u8 {
    match article.block_at(article.prose.derived(mention.start())).map(|block| block.role) {
        Some(Role::Body) => 0,
        Some(Role::Title | Role::Heading) => 1,
        Some(Role::Caption | Role::PullQuote) => 2,
        _ => 3,
    }
}

fn is_full_name(actor: &Actor, written: &str) -> bool {
    let written = fold_spaces(written);
    let acronym = written.chars().all(|c| !c.is_lowercase());
    written == actor.name || written.contains(' ') || (actor.kind == Kind::Organisation && !acronym)
}
