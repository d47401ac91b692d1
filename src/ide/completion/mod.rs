//! Names and citation keys while they are typed.

pub mod actors;
pub mod keys;
mod quotations;
pub mod typed;

use std::path::Path;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::hover;
use crate::corpus::KeyAnswer;
use crate::note::Note;
use crate::prose::Kind;
use crate::text::Span;
use crate::workspace::Workspace;

/// How many items a list has at most.
const LIMIT: usize = 40;

/// What may stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What an item replaces, in the note: from the beginning of what was typed to the cursor.
    pub replace: Span,
    /// The best first; none is preselected.
    pub items: Vec<Item>,
    /// Whether the list must be asked for anew as more is typed: it was cut, or holds what a misspelling may have meant
    /// or what does not begin with what was typed.
    pub incomplete: bool,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What is inserted, as plain text.
    pub insert: String,
    /// What the client filters by: it begins with what was typed, whatever its spelling.
    pub filter: String,
    /// What the client sorts by.
    pub sort: String,
    /// What the list shows beside the label: the kind and the count, or author, year and title.
    pub detail: String,
    /// What it is.
    pub kind: ItemKind,
    /// What [`documentation`] explains it by.
    pub documentation: DocKey,
    /// A change elsewhere in the note that goes with it.
    pub extra: Option<Extra>,
}

/// A change beside the cursor: never overlapping what an item replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// What a proposal is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// A name of an actor of this kind.
    Actor(Kind),
    /// A citation key.
    Key,
    /// Words of an article.
    Quotation,
}

/// What [`documentation`] is asked for: it survives a new snapshot and a trip through the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocKey {
    /// The actor of this preferred name and slug.
    Actor {
        /// The preferred name.
        name: String,
        /// [`crate::actor::Actor::slug`].
        slug: String,
    },
    /// The article of this key.
    Article {
        /// The key.
        key: String,
    },
}

/// What may stand at the byte `offset` of `note`, which lies at `path`.
pub fn completion(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Completions {
    complete(workspace, path, note, offset, false)
}

/// What may stand there, where the analyst has a list open and types on: sentences stay in it, which nobody wants to
/// see unasked while writing a quotation.
pub fn recompletion(workspace: &Workspace, path: &Path, note: &Note, offset: usize) -> Completions {
    complete(workspace, path, note, offset, true)
}

fn complete(workspace: &Workspace, path: &Path, note: &Note, offset: usize, again: bool) -> Completions {
    // Editors ask by themselves inside words only: behind a mark or a space it was the analyst.
    let before = note.text.get(..offset).and_then(|before| before.chars().next_back());
    let requested = again || before.is_some_and(|c| !c.is_alphanumeric());
    let quotation = || quotations::typed(note, offset).filter(|_| requested);
    let mut found = if let Some(typed) = typed::key(note, offset) {
        keys::complete(workspace, path, note, typed)
    } else if let Some(asked) = quotation() {
        quotations::complete(workspace, path, note, asked)
    } else if let Some(typed) = typed::name(note, offset) {
        actors::complete(workspace, path, note, &typed)
    } else {
        Completions { replace: Span::at(offset), ..Completions::default() }
    };
    let typed = found.replace.of(&note.text).to_lowercase();
    // Neovim filters by what is inserted: an item that begins otherwise would be lost at the next letter.
    found.incomplete |= found.items.iter().any(|item| !item.insert.to_lowercase().starts_with(&typed));
    found
}

/// The card behind an item, as Markdown; empty where the actor or article is no longer there.
pub fn documentation(workspace: &Workspace, key: &DocKey) -> String {
    match key {
        DocKey::Actor { name, slug } => {
            let corpus = &workspace.corpus;
            let of_name = corpus.actors().with_form(name).into_iter();
            let mut same = of_name.filter(|&id| corpus.actor(id).is_some_and(|actor| actor.slug == *slug));
            same.next().and_then(|id| hover::actor::markdown(workspace, id, &[])).unwrap_or_default()
        }
        DocKey::Article { key } => match workspace.corpus.by_key(key) {
            KeyAnswer::One(article) => hover::citation::card(workspace, article, None),
            KeyAnswer::Several(_) | KeyAnswer::None(_) => {
                // A key that counts in some notes only.
                let scopes: Vec<&Path> = workspace.bibliographies.iter().map(|file| file.path.as_path()).collect();
                match workspace.corpus.by_key_in(key, &scopes) {
                    KeyAnswer::One(article) => hover::citation::card(workspace, article, None),
                    KeyAnswer::Several(articles) => articles
                        .first()
                        .map_or(String::new(), |&article| hover::citation::card(workspace, article, None)),
                    KeyAnswer::None(_) => String::new(),
                }
            }
        },
    }
}

/// What is left of `text` behind as many letters as were typed: marks, accents and apostrophes may be other ones there.
fn behind<'t>(text: &'t str, typed: &str) -> &'t str {
    let letters = |c: char| c.nfd().filter(|c| c.is_alphanumeric()).count();
    let mut left: usize = typed.chars().map(letters).sum();
    let mut at = 0;
    for c in text.chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(letters(c));
        at += c.len_utf8();
    }
    let rest = text.get(at..).unwrap_or("").trim_start_matches(is_combining_mark);
    let is_sign = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    if typed.ends_with(is_sign) { rest.strip_prefix(is_sign).unwrap_or(rest) } else { rest }
}

/// A key that sorts items as they stand in the list.
fn sort_key(rank: usize) -> String {
    format!("{rank:04}")
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn what_the_client_filters_by_goes_on_where_the_typed_letters_end() {
        for (text, typed, rest) in [
            ("Vorob’eva", "Vorobe", "va"),
            ("Vorob’eva", "vorob’e", "va"),
            ("Ångström", "angs", "tröm"),
            ("Je ne dirai rien", "Je\u{a0}ne ", "dirai rien"),
            ("Je ne dirai rien", "Je ne", " dirai rien"),
            ("Hamid al-Rashidi", "Hamid al-", "Rashidi"),
            ("Bo", "Bohuslav", ""),
        ] {
            assert_eq!(behind(text, typed), rest, "{typed}");
        }
    }
}
