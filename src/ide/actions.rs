//! What the analyst may decide at a place, beside the fixes of diagnostics: who is who, and how something is cited.

use std::path::Path;

use super::cite::{self, Style};
use super::markdown::fold_spaces;
use super::subject::{self, Name};
use crate::actor::actors_edit::{Decision, decide};
use crate::actor::{ActorId, Who};
use crate::check::{Cited, TextEdit, citations};
use crate::note::{Citation, Note, Target};
use crate::text::Span;
use crate::workspace::Workspace;

/// Something that the analyst may choose to have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, in words for the analyst; may hold words of articles.
    pub title: String,
    /// The change.
    pub change: Change,
}

/// What an [`Action`] changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The note.
    Note(Vec<TextEdit>),
    /// `actors.toml`: its new content.
    ActorsFile(String),
}

/// What may be decided of the words that `asked` touches in `note`, which lies at `path`; `actors_file` is the content
/// of `actors.toml`.
pub fn actions(workspace: &Workspace, path: &Path, note: &Note, asked: Span, actors_file: &str) -> Vec<Action> {
    let mut actions = who_is_who(workspace, note, asked, actors_file);
    actions.extend(ways_to_cite(workspace, path, note, asked));
    actions
}

fn who_is_who(workspace: &Workspace, note: &Note, asked: Span, actors_file: &str) -> Vec<Action> {
    let touched = |name: &Name| name.span.touches(asked.start()) || asked.overlaps(name.span);
    let names: Vec<Name> = subject::names(workspace, note).into_iter().filter(touched).collect();
    let mut actions = Vec::new();
    let mut offer = |title: String, decision: Decision<'_>| {
        if let Some(content) = decide(actors_file, decision).filter(|content| content != actors_file) {
            actions.push(Action { title, change: Change::ActorsFile(content) });
        }
    };
    let preferred = |id: ActorId| workspace.corpus.actor(id).map(|actor| actor.name.clone());
    let mut known: Vec<ActorId> = Vec::new();
    for Name { span, who } in &names {
        let written = fold_spaces(span.of(&note.text));
        match who {
            Who::Known(id) => {
                if !known.contains(id) {
                    known.push(*id);
                }
                let Some(name) = preferred(*id).filter(|name| *name != written) else { continue };
                // A surname alone names nobody: it is neither preferred nor refused.
                if name.split(' ').any(|word| word == written) {
                    continue;
                }
                offer(
                    format!("Call {name} “{written}” from now on"),
                    Decision::Prefer { name: &written, known: &name },
                );
                offer(format!("“{written}” is not {name}"), Decision::Part { name: &name, other: &written });
            }
            Who::Near(id, _) => {
                let Some(name) = preferred(*id) else { continue };
                offer(format!("“{written}” is {name}"), Decision::Join { name: &name, other: &written });
                offer(format!("“{written}” is not {name}"), Decision::Part { name: &name, other: &written });
            }
            Who::Ambiguous(_) | Who::Unknown(_) => {}
        }
    }
    // Who selects two names asks about the two.
    if let [one, other] = known.as_slice()
        && let (Some(one), Some(other)) = (preferred(*one), preferred(*other))
    {
        offer(format!("{one} and {other} are one actor"), Decision::Join { name: &one, other: &other });
    }
    actions
}

/// A citation, a link or an address that leads to a known article, in other ways to cite: first the way in which the note
/// cites most.
fn ways_to_cite(workspace: &Workspace, path: &Path, note: &Note, asked: Span) -> Vec<Action> {
    let cited = note.citations.iter().zip(citations(workspace, path, note));
    let here = cited.filter(|(citation, _)| citation.span.touches(asked.start()));
    let usual = cite::style(note);
    here.flat_map(|(citation, cited)| {
        let Cited::Article(article) = cited else { return Vec::new() };
        let is_key = matches!(citation.target, Target::Key(_) | Target::Bare(_));
        let place = if is_key { citation.group } else { citation.span };
        // A locator, or a word beside the key, would be lost.
        if citation.locator.is_some() || (is_key && !is_alone(note, citation)) {
            return Vec::new();
        }
        let is_file = workspace.corpus.article(article).is_file();
        let own = cite::style_of(note, citation);
        let mut styles = vec![Style::Key, Style::Link, Style::Wiki];
        styles.retain(|style| Some(*style) != own && (is_file || *style == Style::Key));
        styles.sort_by_key(|style| *style != usual);
        let write = |style: Style| {
            let text = cite::in_style(workspace, path, article, style);
            let title = match style == usual && own.is_some() {
                true => format!("Cite as this note does: {text}"),
                false => format!("Cite as {text}"),
            };
            Action { title, change: Change::Note(vec![TextEdit { span: place, text }]) }
        };
        styles.into_iter().map(write).collect()
    })
    .collect()
}

/// Whether the citation fills its brackets alone, without a word beside it.
fn is_alone(note: &Note, citation: &Citation) -> bool {
    let group = citation.group.of(&note.text);
    group.trim_matches(['[', ']']) == citation.span.of(&note.text)
}
