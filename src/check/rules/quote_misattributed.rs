//! `quote-misattributed`: the source gives these words to somebody else.

use super::{Found, replace};
use crate::actor::matching::distance::alike;
use crate::actor::matching::person::{Likeness, PersonName};
use crate::actor::matching::tokens::Token;
use crate::actor::{Actor, ActorId};
use crate::check::beside::is_named_beside;
use crate::check::context::Context;
use crate::check::judge::Judged;
use crate::corpus::ArticleId;
use crate::corpus::threads::each;
use crate::note::Quotation;
use crate::text::Span;

pub(super) fn check(context: &Context<'_>) -> Vec<Found> {
    let sound: Vec<&Judged> = context.judged.iter().filter(|judged| judged.is_sound()).collect();
    each(&sound, |judged| check_one(context, judged)).into_iter().flatten().collect()
}

fn check_one(context: &Context<'_>, judged: &Judged) -> Option<Found> {
    let quotation = context.note.quotations.get(judged.quotation)?;
    let credited = context.credited(quotation);
    let all = &credited.persons;
    let (name, who) = *all.first()?;
    let corpus = context.corpus();
    let article = judged.best()?.article;
    let place = judged.best()?.found.span;
    // Wherever the words stand, somebody else must speak them.
    let speakers: Option<Vec<ActorId>> =
        judged.found.iter().map(|finding| corpus.speaker(finding.article, finding.found.span)).collect();
    let speakers = speakers?;
    let first = *speakers.first()?;
    let credited = corpus.actor(who)?;
    let may_speak = |&speaker: &ActorId| {
        let Some(speaks) = corpus.actor(speaker) else { return true };
        all.iter().any(|&(name, other)| {
            let are_two = || are_told_apart(context, article, speaker, other);
            let written = name.of(&context.note.text);
            let could = |other: &Actor| {
                let may_be_meant = may_name(written, speaks, other);
                let is_alike = may_be_one(speaks, other) || may_be_meant && PersonName::new(written).is_full();
                if is_alike { !are_two() } else { may_be_meant }
            };
            other == speaker || corpus.actor(other).is_none_or(could)
        }) || speaks_for(context, speaker, who)
    };
    if speakers.iter().any(may_speak) || is_author(context, article, credited) {
        return None;
    }
    // A note that names who speaks beside the quotation knows who it is.
    let is_named = |&speaker: &ActorId| {
        corpus.actor(speaker).is_some_and(|speaker| is_named_beside(context.note, quotation, speaker, credited))
    };
    if speakers.iter().any(is_named) {
        return None;
    }
    let speaker = corpus.actor(first)?;
    let message = format!("in the source {} says this, not {}", speaker.name, credited.name);
    Some(Found {
        span: quotation.inner,
        message,
        source: Some(corpus.place(article, place)),
        fixes: if is_shared(context, quotation, name) {
            Vec::new()
        } else {
            vec![replace(format!("Credit {}", speaker.name), false, name, speaker.name.clone())]
        },
    })
}

/// Whether a name credits another quotation of its block, too ("“A,” said X. “B.”"): to change it would be wrong there.
fn is_shared(context: &Context<'_>, quotation: &Quotation, name: Span) -> bool {
    let mut others =
        context.note.quotations.iter().filter(|other| other.block == quotation.block && other.outer != quotation.outer);
    others.any(|other| context.credited(other).persons.iter().any(|(credited, _)| *credited == name))
}

/// Whether two actors may be one person after all: their names are alike, or one of them is known by a surname alone,
/// which is the other's too.
fn may_be_one(one: &Actor, other: &Actor) -> bool {
    let is_bare = |actor: &Actor| {
        let mut forms = actor.forms.iter().map(|form| form.text.as_str()).chain([actor.name.as_str()]);
        forms.all(|form| !PersonName::new(form).is_full())
    };
    let (first, second) = (PersonName::new(&one.name), PersonName::new(&other.name));
    if is_bare(one) || is_bare(other) {
        let same = |(a, b): (&Token, &Token)| a.plain == b.plain || alike(&a.phonemes, &b.phonemes);
        return first.last().zip(second.last()).is_some_and(same);
    }
    first.likeness(&second) != Likeness::Different
}

/// Whether the article itself calls both by full names, so that they are two, however alike: "Faustino" and "Faustina Keravu".
fn are_told_apart(context: &Context<'_>, article: ArticleId, one: ActorId, other: ActorId) -> bool {
    let corpus = context.corpus();
    // One person in two spellings, or with the family name first.
    let sounds = |actor: ActorId| {
        let tokens = corpus.actor(actor).map(|actor| PersonName::new(&actor.name).tokens).unwrap_or_default();
        let mut sounds: Vec<Vec<char>> = tokens.into_iter().map(|token| token.phonemes).collect();
        sounds.sort_unstable();
        sounds
    };
    if sounds(one) == sounds(other) {
        return false;
    }
    let is_named = |actor: ActorId| {
        let reading = corpus.article(article).reading();
        let here = corpus.appearances(actor).into_iter().filter(|(place, _)| *place == article);
        let mut here = here.filter_map(|(_, local)| reading.actors.get(local as usize));
        here.any(|local| local.forms.iter().any(|form| PersonName::new(&form.text).is_full()))
    };
    is_named(one) && is_named(other)
}

/// Whether the words in the note may name the speaker as well as whom they were taken for: a surname that both bear
/// ("Mr Lind said"), with nothing that only the other is called.
fn may_name(written: &str, speaker: &Actor, taken: &Actor) -> bool {
    let tokens = |actor: &Actor| {
        let forms = actor.forms.iter().map(|form| form.text.as_str()).chain([actor.name.as_str()]);
        forms.flat_map(|form| PersonName::new(form).tokens).collect::<Vec<Token>>()
    };
    let is = |a: &Token, b: &Token| a.plain == b.plain || alike(&a.phonemes, &b.phonemes);
    let (speaker, taken) = (tokens(speaker), tokens(taken));
    let written = PersonName::new(written).tokens;
    let shared = |token: &Token| speaker.iter().any(|own| is(own, token));
    let others = |token: &Token| taken.iter().any(|own| is(own, token)) && !shared(token);
    written.iter().any(shared) && !written.iter().any(others)
}

/// Whether an actor wrote the article, so that all its words are in a way that actor's.
fn is_author(context: &Context<'_>, article: ArticleId, actor: &Actor) -> bool {
    let authors = &context.corpus().article(article).metadata().authors;
    let is = |author: &String| actor.name == *author || actor.forms.iter().any(|form| form.text == *author);
    authors.iter().any(is)
}

/// Whether the speaker may speak for whom the note credits: a spokesperson, and somebody who leads.
fn speaks_for(context: &Context<'_>, speaker: ActorId, credited: ActorId) -> bool {
    const LEADERS: [&str; 8] =
        ["president", "minister", "leader", "king", "chancellor", "chairman", "governor", "director"];
    let corpus = context.corpus();
    let roles = |actor: ActorId, wanted: &dyn Fn(&str) -> bool| {
        corpus.appearances(actor).into_iter().any(|(article, local)| {
            let reading = corpus.article(article).reading();
            let local = reading.actors.get(local as usize);
            local.is_some_and(|local| local.roles.iter().any(|role| wanted(&role.text.to_lowercase())))
        })
    };
    let speaks = roles(speaker, &|role| role.contains("spokes") || role.contains("press secretary"));
    speaks && roles(credited, &|role| LEADERS.iter().any(|leader| role.contains(leader)))
}
