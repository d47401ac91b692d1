//! One document: which of its names are one actor, as far as the document alone can tell.
//!
//! Names with the same text begin as one node. The rules for persons and organisations then join nodes where the
//! document says or plainly means that they are one; nothing here looks at another document.

mod acronyms;
mod aliases;
mod apart;
mod context;
mod kin;
mod nicknames;
mod nodes;
mod organisations;
mod parentheses;
mod persons;

use super::reading::{FormCount, LocalActor, Mention, Reading};
use super::roles;
use crate::prose::Kind;
use crate::prose::names::Name;
use crate::prose::states;
use crate::text::{Span, single_blanks};
pub(crate) use nodes::Nodes;

/// Who of an article's names is one with whom, before anything is said of their roles.
pub struct Groups {
    names: Vec<Name>,
    actors: Vec<LocalActor>,
    /// For each name, whose it is.
    of_name: Vec<u32>,
}

/// Groups `names` (in the order of `text`, whose paragraphs are `blocks`) and finds their roles. All spans of the
/// result count in `text`.
pub fn read(text: &str, blocks: &[Span], names: &[Name]) -> Reading {
    group(text, blocks, names).with_roles(text, blocks)
}

/// Groups `names`, as [`read`] does.
pub fn group(text: &str, blocks: &[Span], names: &[Name]) -> Groups {
    let names = nicknames::joined(text, &without_generic(text, names));
    let (names, aliases) = parentheses::mended(text, &names);
    let mut nodes = Nodes::new(text, &names);
    join_states(&mut nodes);
    for spans in &aliases {
        nodes.join_at(spans);
    }
    acronyms::join(&mut nodes);
    aliases::join(&mut nodes);
    acronyms::join_initials(&mut nodes);
    organisations::join(&mut nodes);
    persons::join(&mut nodes, blocks);
    let (groups, of_name) = nodes.groups();
    let actors = groups.iter().map(|group| local_actor(&nodes, group)).collect();
    drop(nodes);
    Groups { names, actors, of_name }
}

impl Groups {
    /// The same with the roles that `text` gives them.
    pub fn with_roles(self, text: &str, blocks: &[Span]) -> Reading {
        let Groups { names, mut actors, of_name } = self;
        for (name, role) in roles::find(text, blocks, &names) {
            if let Some(actor) = of_name.get(name).and_then(|&actor| actors.get_mut(actor as usize)) {
                actor.roles.push(role);
            }
        }
        for actor in &mut actors {
            actor.roles.sort_by_key(|role| (role.span.start, role.evidence));
            actor.roles.dedup_by(|one, two| one.span == two.span);
        }
        let mentions = names
            .iter()
            .zip(&of_name)
            .map(|(name, &actor)| Mention { span: name.span, lines: Default::default(), actor })
            .collect();
        Reading { mentions, actors }
    }
}

/// The names without words that every state has: "the Kingdom" alone is a name of none.
fn without_generic(text: &str, names: &[Name]) -> Vec<Name> {
    const GENERIC: [&str; 12] = [
        "republic",
        "islamic republic",
        "people's republic",
        "people’s republic",
        "federal republic",
        "kingdom",
        "union",
        "federation",
        "sultanate",
        "principality",
        "commonwealth",
        "monarchy",
    ];
    // What each of them ends with: most names are told by that.
    const LAST: [&str; 8] =
        ["republic", "kingdom", "union", "federation", "sultanate", "principality", "commonwealth", "monarchy"];
    let is_generic = |name: &&Name| {
        let written = name.span.of(text);
        let last = written.split_whitespace().next_back().unwrap_or_default();
        if name.kind == Kind::Person || !LAST.iter().any(|word| word.eq_ignore_ascii_case(last)) {
            return false;
        }
        let words = single_blanks(written).to_lowercase();
        let bare = words.strip_prefix("the ").unwrap_or(&words);
        GENERIC.contains(&bare)
    };
    names.iter().filter(|name| !is_generic(name)).copied().collect()
}

/// Names, capital and metonyms of one state are one.
fn join_states(nodes: &mut Nodes<'_>) {
    let mut first_of: rustc_hash::FxHashMap<&str, usize> = rustc_hash::FxHashMap::default();
    for node in 0..nodes.len() {
        if nodes.kind(node) == Kind::State
            && let Some(state) = states::state_of(nodes.text(node))
        {
            let first = *first_of.entry(state.name.as_str()).or_insert(node);
            nodes.join(first, node);
        }
    }
}

fn local_actor(nodes: &Nodes<'_>, group: &[usize]) -> LocalActor {
    let mut forms: Vec<FormCount> = Vec::new();
    for &node in group {
        for (text, count) in nodes.spellings(node) {
            match forms.iter_mut().find(|form| form.text == *text) {
                Some(form) => form.count += count,
                None => forms.push(FormCount { text: text.to_string(), count: *count }),
            }
        }
    }
    let words = |text: &str| text.split_whitespace().count();
    forms.sort_by(|one, two| (words(&two.text), two.count, &one.text).cmp(&(words(&one.text), one.count, &two.text)));
    let kind = group.first().map_or(Kind::Organisation, |&node| nodes.kind(node));
    let of = group.iter().find_map(|&node| nodes.owner(node)).map(|state| state.name.clone());
    let unresolved = group.iter().any(|&node| nodes.is_unresolved(node));
    LocalActor { kind, forms, of, unresolved, roles: Vec::new() }
}

#[cfg(test)]
mod tests;
