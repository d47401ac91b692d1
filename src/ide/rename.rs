//! Giving an actor another name in the notes.
//!
//! Words inside quotation marks are the source's: they are never touched. The new name is written into `actors.toml`,
//! so that it is known as soon as it stands in a note.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Text;
use super::markdown::fold_spaces;
use super::subject::{self, Name};
use crate::actor::actors_edit::{Decision, decide};
use crate::actor::matching::distance::alike;
use crate::actor::matching::phonemes::{phonemes, plain};
use crate::actor::{ActorId, Who};
use crate::check::TextEdit;
use crate::note::Note;
use crate::text::Span;
use crate::workspace::{ACTORS_FILE, Stop, Workspace};

/// What can be renamed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name in the note.
    pub span: Span,
    /// The actor's preferred name: what the analyst begins to edit.
    pub placeholder: String,
}

/// Why something cannot be renamed, in words for the analyst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no name of a known actor.
    NoActor,
    /// The words are quoted.
    Quoted,
    /// The words are an article's.
    InArticle,
    /// The new name is empty or more than one line.
    NoName,
    /// In a note the new name would be read as something else than a name.
    Marked,
    /// Somebody else is called so.
    Taken,
    /// `actors.toml` cannot be read.
    BrokenFile,
    /// Nobody waits for it any more.
    GivenUp,
}

impl Refusal {
    /// What the analyst is told.
    pub fn message(self) -> &'static str {
        match self {
            Refusal::NoActor => "only the name of an actor of the corpus can be renamed",
            Refusal::Quoted => "this name stands inside a quotation, whose words are the source's",
            Refusal::GivenUp => "the renaming was cancelled",
            Refusal::InArticle => "an article's words are the source's: an actor is renamed in a note",
            Refusal::NoName => "the new name must be one line of text",
            Refusal::Marked => {
                "the new name must be a name: it begins with no @ or # and has none of < > [ ] { } | * _ ` \\ in it"
            }
            Refusal::Taken => {
                "another actor is called so already; if they are one, write that into `actors.toml` instead, as a form"
            }
            Refusal::BrokenFile => {
                "`actors.toml` cannot be read; mend it first, so that the new name can be kept there"
            }
        }
    }
}

/// The edits that give an actor its new name.
#[derive(Clone, Debug)]
pub struct Renaming {
    /// For each note its text and its edits, none overlapping another; by path.
    pub notes: BTreeMap<PathBuf, (Text, Vec<TextEdit>)>,
    /// The new content of `actors.toml`, where anything changes.
    pub actors_file: Option<(PathBuf, String)>,
}

/// What can be renamed at the byte `offset` of `note`.
///
/// # Errors
/// Why nothing can.
pub fn prepare(workspace: &Workspace, note: &Note, offset: usize) -> Result<Renamable, Refusal> {
    let (name, actor) = named(workspace, note, offset)?;
    let placeholder = workspace.corpus.actor(actor).ok_or(Refusal::NoActor)?.name.clone();
    Ok(Renamable { span: name.span, placeholder })
}

/// The edits that call the actor at the byte `offset` of `note` `new` in all notes. Where both names have as many
/// words, a part of the old one becomes the same part of the new one ("Kovář" of "Jan Kovář"), however it is spelled. Nothing
/// changes where the new name is the old one.
///
/// # Errors
/// Why it cannot be renamed.
pub fn rename(
    workspace: &Workspace,
    path: &Path,
    note: &Note,
    offset: usize,
    new: &str,
    actors_file: &str,
    stop: &Stop,
) -> Result<Renaming, Refusal> {
    let (_, actor) = named(workspace, note, offset)?;
    let new = new_name(new)?;
    let old = workspace.corpus.actor(actor).ok_or(Refusal::NoActor)?.name.clone();
    if new == old {
        return Ok(Renaming { notes: BTreeMap::new(), actors_file: None });
    }
    let bearers = workspace.corpus.actors().with_form(&new);
    if !bearers.is_empty() && !bearers.contains(&actor) {
        return Err(Refusal::Taken);
    }
    let content = decide(actors_file, Decision::Prefer { name: &new, known: &old }).ok_or(Refusal::BrokenFile)?;
    let mut notes = BTreeMap::new();
    let open = std::iter::once((path, note));
    let others = workspace.notes.iter().map(|(path, note)| (path.as_ref(), note.as_ref()));
    for (path, note) in open.chain(others.filter(|(other, _)| *other != path)) {
        if stop.is_asked() {
            return Err(Refusal::GivenUp);
        }
        let edits = edits(workspace, note, actor, &old, &new);
        if !edits.is_empty() {
            notes.insert(path.to_path_buf(), (Text::Note(note.text.clone()), edits));
        }
    }
    Ok(Renaming { notes, actors_file: Some((workspace.root.join(ACTORS_FILE), content)) })
}

fn named(workspace: &Workspace, note: &Note, offset: usize) -> Result<(Name, ActorId), Refusal> {
    let names = subject::names(workspace, note);
    let at =
        names.iter().find(|name| name.span.contains(offset)).or_else(|| names.iter().find(|n| n.span.touches(offset)));
    let Some(name @ Name { who: Who::Known(actor), .. }) = at else { return Err(Refusal::NoActor) };
    if is_quoted(note, name.span) {
        return Err(Refusal::Quoted);
    }
    Ok((name.clone(), *actor))
}

fn edits(workspace: &Workspace, note: &Note, actor: ActorId, old: &str, new: &str) -> Vec<TextEdit> {
    let mine = subject::names(workspace, note).into_iter().filter(|name| name.who == Who::Known(actor));
    mine.filter(|name| !is_quoted(note, name.span))
        .filter_map(|name| {
            let written = name.span.of(&note.text);
            let text = renamed(&fold_spaces(written), old, new)?;
            (text != written).then_some(TextEdit { span: name.span, text })
        })
        .collect()
}

/// What the analyst typed, as a name.
fn new_name(typed: &str) -> Result<String, Refusal> {
    let is_break = |c: char| c.is_control() && c != '\t' || matches!(c, '\u{2028}' | '\u{2029}');
    if typed.trim().is_empty() || typed.trim().contains(is_break) {
        return Err(Refusal::NoName);
    }
    let name = fold_spaces(typed);
    let is_mark = |c: char| matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '|' | '*' | '_' | '`' | '\\');
    if name.starts_with(['@', '#']) || name.contains(is_mark) || !name.contains(char::is_alphanumeric) {
        return Err(Refusal::Marked);
    }
    Ok(name)
}

/// What becomes of one way of writing the name; `None` where it is no part of the old name, in whatever spelling.
fn renamed(written: &str, old: &str, new: &str) -> Option<String> {
    if written == old {
        return Some(new.to_string());
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let words: Vec<&str> = written.split(' ').collect();
    let same = |window: &[&str]| window.iter().zip(&words).all(|(own, word)| is_spelling(own, word));
    if words.len() == old.len() && old.len() > 1 && same(&old) {
        return Some(new.join(" "));
    }
    let at = old.windows(words.len()).position(|window| window == words.as_slice());
    let at = at.or_else(|| old.windows(words.len()).position(same))?;
    (old.len() == new.len()).then(|| new.get(at..at + words.len()).map(|part| part.join(" ")))?
}

/// Whether two words of one actor's names are one, but for accents or the way they are written in other letters.
fn is_spelling(one: &str, other: &str) -> bool {
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let (one, other) = (plain(one), plain(other));
    one == other || !initial(&one) && !initial(&other) && alike(&phonemes(&one), &phonemes(&other))
}

fn is_quoted(note: &Note, span: Span) -> bool {
    note.quotations.iter().any(|quotation| quotation.outer.covers(span))
}

#[cfg(test)]
mod tests {
    use super::{Refusal, new_name, renamed};

    #[test]
    fn what_a_note_would_read_as_something_else_is_no_name() {
        for (typed, expected) in [
            (" Jan  Kovar ", Ok("Jan Kovar")),
            ("Jan \"Kuba\" Kovar (Jr.)", Ok("Jan \"Kuba\" Kovar (Jr.)")),
            ("  ", Err(Refusal::NoName)),
            ("Jan\nKovar", Err(Refusal::NoName)),
            ("@kovar", Err(Refusal::Marked)),
            ("<b>Jan</b>", Err(Refusal::Marked)),
            ("[[Jan]]", Err(Refusal::Marked)),
            ("–", Err(Refusal::Marked)),
        ] {
            assert_eq!(new_name(typed), expected.map(str::to_string), "{typed:?}");
        }
    }

    #[test]
    fn a_part_of_the_old_name_becomes_the_same_part_of_the_new_one() {
        let table =
            [("Jan Kovář", Some("Ján Kovar")), ("Kovář", Some("Kovar")), ("Jan", Some("Ján")), ("J. Kovář", None)];
        for (written, expected) in table {
            assert_eq!(renamed(written, "Jan Kovář", "Ján Kovar").as_deref(), expected, "{written}");
        }
        assert_eq!(renamed("Kovář", "Jan Kovář", "Jan van Kovář"), None);
        assert_eq!(renamed("Jan Kovar", "Jan Kovář", "Jan van Kovář").as_deref(), Some("Jan van Kovář"));
        assert_eq!(renamed("Kovar", "Jan Kovář", "Jan Kowar").as_deref(), Some("Kowar"));
        assert_eq!(renamed("J. Kovar", "Jan Kovář", "Ivo Kowar"), None);
        assert_eq!(renamed("NFB", "NFB", "Fisheries Board").as_deref(), Some("Fisheries Board"));
    }
}
