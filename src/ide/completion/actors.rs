//! Names of actors: the full name at first mention, the short one later.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::typed::TypedName;
use super::{Completions, DocKey, Item, ItemKind, LIMIT, behind, sort_key};
use crate::actor::matching::distance::alike;
use crate::actor::matching::person::{Likeness, PersonName};
use crate::actor::matching::phonemes::phonemes;
use crate::actor::matching::typo::typo;
use crate::actor::{Actor, ActorId, Found, Who};
use crate::ide::cited;
use crate::ide::subject;
use crate::note::Note;
use crate::prose::Kind;
use crate::prose::names::is_common_word;
use crate::text::Span;
use crate::workspace::Workspace;

/// How many actors are asked for: more than are shown, because the note ranks them anew.
const ASKED: usize = 3 * LIMIT;

/// The names that the typed words may begin; nothing where they are one already.
pub(super) fn complete(workspace: &Workspace, path: &Path, note: &Note, typed: &TypedName) -> Completions {
    let nothing = |span: &Span| Completions { replace: *span, ..Completions::default() };
    let Some(shortest) = typed.starts.last() else { return Completions::default() };
    let is_form = |span: &Span| !workspace.corpus.actors().with_form(span.of(&note.text)).is_empty();
    if typed.starts.iter().any(is_form) {
        return nothing(shortest);
    }
    let context = Context::of(workspace, path, note, shortest.start());
    // Several words are a beginning only where a form begins with all of them, or is spelled like all of them; one
    // word may be any part of a form.
    let several = |part| {
        let spans = typed.starts.iter().filter(|span| *span != shortest);
        let mut lists = spans.map(|&span| {
            let words = span.of(&note.text);
            // "Al-Ra" is one word, and part of a form as any other.
            let part = if part == Part::Beginning && !words.contains(' ') { Part::Spelled } else { part };
            list(workspace, &context, span, words, part)
        });
        lists.find(|found| !found.items.is_empty())
    };
    several(Part::Beginning).or_else(|| several(Part::Near)).unwrap_or_else(|| {
        let word = shortest.of(&note.text);
        if typed.ordinary && is_common_word(word) {
            return nothing(shortest);
        }
        // A lower-case word is seldom a name, and of two letters everything is a misspelling.
        let sure = word.chars().next().is_some_and(char::is_lowercase) || word.chars().count() <= 2;
        list(workspace, &context, *shortest, word, if sure { Part::Spelled } else { Part::Any })
    })
}

/// Which forms what was typed may lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Those that begin with it.
    Beginning,
    /// Those that are it, or begin with it, in another spelling or with a slip.
    Near,
    /// Those that have a word that begins with it.
    Spelled,
    /// Those too that a misspelling of it may mean.
    Any,
}

/// What the note says before a name is typed.
struct Context {
    /// The actors that the note already names, before the cursor.
    named: BTreeSet<ActorId>,
    /// The actors of the articles that the note cites.
    cited: BTreeSet<ActorId>,
}

impl Context {
    fn of(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Context {
        let before = subject::names(workspace, note).into_iter().filter(|name| name.span.end() <= offset);
        let named = before.filter_map(|name| match name.who {
            Who::Known(actor) => Some(actor),
            _ => None,
        });
        let articles = cited::articles(workspace, path, note, offset).into_iter();
        let cited = articles.flat_map(|article| workspace.corpus.mentions_in(article)).map(|(_, actor)| actor);
        Context { named: named.collect(), cited: cited.collect() }
    }

    fn knows(&self, actor: ActorId) -> bool {
        self.named.contains(&actor) || self.cited.contains(&actor)
    }
}

/// An actor as it may be proposed.
struct Proposal<'a> {
    id: ActorId,
    actor: &'a Actor,
    found: Found,
    /// The words from which the form fits what was typed; `None` for a misspelling.
    fitting: Option<String>,
}

fn list(workspace: &Workspace, context: &Context, replace: Span, typed: &str, part: Part) -> Completions {
    let mut proposals: Vec<Proposal<'_>> = Vec::new();
    let found = workspace.corpus.search_actors(typed, ASKED);
    let cut = found.len() >= ASKED;
    for found in found {
        let Some(actor) = workspace.corpus.actor(found.actor) else { continue };
        let fitting = if part == Part::Near { None } else { fitting(actor, &found.form, typed, part) };
        if fitting.is_some() || part == Part::Any || part == Part::Near && is_near(actor, typed) {
            proposals.push(Proposal { id: found.actor, actor, found, fitting });
        }
    }
    proposals.sort_by_key(|p| {
        (p.fitting.is_none(), !context.knows(p.id), Reverse(p.found.score), Reverse(p.actor.mentions), p.id)
    });
    let cut = cut || proposals.len() > LIMIT;
    proposals.truncate(LIMIT);
    let misspelt = proposals.iter().any(|proposal| proposal.fitting.is_none());
    let mut items: Vec<Item> = Vec::new();
    // The form that a rule chooses, for every actor; then the other form, for those who want it.
    for other in [false, true] {
        for proposal in &proposals {
            let short = context.named.contains(&proposal.id) != other;
            let insert = match proposal.actor.kind {
                Kind::State if !other => typed_form(proposal, typed).to_string(),
                Kind::Person | Kind::Organisation if short => short_form(workspace, proposal.actor),
                _ => proposal.actor.name.clone(),
            };
            if items.iter().any(|item| item.insert == insert) {
                continue;
            }
            items.push(item(proposal, insert, typed, items.len()));
        }
    }
    let cut = cut || items.len() > LIMIT;
    items.truncate(LIMIT);
    Completions { replace, items, incomplete: cut || misspelt }
}

fn item(proposal: &Proposal<'_>, insert: String, typed: &str, rank: usize) -> Item {
    let actor = proposal.actor;
    let kind = actor.kind.name();
    let mentions = if actor.mentions == 1 { "1 mention".to_string() } else { format!("{} mentions", actor.mentions) };
    // Clients filter by the letters typed so far: those stand first, then the rest of the form they fit.
    let fitting = proposal.fitting.as_deref().unwrap_or_default();
    let rest = behind(fitting, typed);
    Item {
        label: insert.clone(),
        insert,
        filter: format!("{typed}{rest}"),
        sort: sort_key(rank),
        detail: format!("{kind} · {mentions}"),
        kind: ItemKind::Actor(actor.kind),
        documentation: DocKey::Actor { name: actor.name.clone(), slug: actor.slug.clone() },
        extra: None,
    }
}

/// The part of a form that begins with what was typed, accents and case aside: of the form found, else of any.
fn fitting(actor: &Actor, form: &str, typed: &str, part: Part) -> Option<String> {
    let typed = folded(typed);
    let begins = |text: &&str| folded(text).starts_with(&typed);
    let forms = std::iter::once(form).chain([actor.name.as_str()]).chain(actor.forms.iter().map(|f| f.text.as_str()));
    for form in forms {
        let starts = form.char_indices().filter(|(at, _)| {
            let before = form.get(..*at).and_then(|head| head.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric()) && (part != Part::Beginning || *at == 0)
        });
        if let Some(rest) = starts.filter_map(|(at, _)| form.get(at..)).find(begins) {
            return Some(rest.to_string());
        }
    }
    None
}

/// Whether a form is what was typed in another spelling, or differs from it by a slip in a word; of the last word the beginning
/// may do.
fn is_near(actor: &Actor, typed: &str) -> bool {
    let person = PersonName::new(typed);
    let same_word = |(one, other): (&str, &str)| folded(one) == folded(other) || typo(one, other).is_some();
    let sounds_alike =
        |(one, other): (&str, &str)| actor.kind == Kind::Person && alike(&phonemes(one), &phonemes(other));
    let begins_so = |form: &str| {
        let typed: Vec<&str> = typed.split_whitespace().collect();
        let Some((last, before)) = typed.split_last().filter(|(_, before)| !before.is_empty()) else { return false };
        let mut words = form.split(' ');
        let whole = before
            .iter()
            .all(|word| words.next().is_some_and(|own| same_word((own, word)) || sounds_alike((own, word))));
        whole && words.next().is_some_and(|own| folded(own).starts_with(&folded(last)))
    };
    let forms = std::iter::once(actor.name.as_str()).chain(actor.forms.iter().map(|form| form.text.as_str()));
    let mut forms = forms.filter(|form| form.contains(' '));
    forms.any(|form| {
        let as_many = form.split(' ').count() == typed.split_whitespace().count();
        as_many && form.split(' ').zip(typed.split_whitespace()).all(same_word)
            || begins_so(form)
            || actor.kind == Kind::Person && person.likeness(&PersonName::new(form)) == Likeness::Same
    })
}

/// The form that a text uses once it has introduced the actor: the surname of a person, the acronym of an
/// organisation, where it means nobody else; else the name.
fn short_form(workspace: &Workspace, actor: &Actor) -> String {
    let alone = |form: &&str| workspace.corpus.actors().with_form(form).len() == 1;
    let forms = actor.forms.iter().map(|form| form.text.as_str());
    let short = match actor.kind {
        Kind::Person => {
            let last = actor.name.rsplit(' ').next().unwrap_or_default();
            forms.filter(|form| !form.contains(' ') && folded(form).ends_with(&folded(last))).find(alone)
        }
        Kind::Organisation => {
            let acronym = |form: &&str| form.chars().filter(|c| c.is_uppercase()).count() > 1 && !form.contains(' ');
            let is_short = |form: &&str| acronym(form) && form.len() < actor.name.len();
            forms.filter(is_short).find(alone)
        }
        Kind::State => None,
    };
    short.unwrap_or(&actor.name).to_string()
}

/// The form of a state that begins as was typed, without an article: "Kremlin" for "krem"; its name where that begins so, or none
/// does.
fn typed_form<'a>(proposal: &Proposal<'a>, typed: &str) -> &'a str {
    let typed = folded(typed);
    let actor = proposal.actor;
    let bare = |form: &'a str| form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form);
    let forms = std::iter::once(actor.name.as_str()).chain(actor.forms.iter().map(|form| bare(&form.text)));
    let mut begun = forms.filter(|form| folded(form).starts_with(&typed));
    begun.next().unwrap_or(&actor.name)
}

/// `text` in lower case without accents and apostrophes.
fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʿ' | 'ʾ'));
    plain.flat_map(char::to_lowercase).collect()
}
