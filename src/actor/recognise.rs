//! The names of a note, recognised among the actors of the corpus.

use super::document;
use super::reading::LocalActor;
use super::resolve::{ActorId, Actors, Recognised, Who};
use crate::prose::Kind;
use crate::prose::names::{Name, names};
use crate::text::{Mapped, Span};

/// A form met in running text has at most this many words.
const MOST_WORDS: usize = 12;
/// One bearer of a form is meant if it is mentioned this many times as often as the next.
const FAR_COMMONER: u32 = 5;

/// The running texts of a note in order, which are resolved together as one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunningText {
    text: String,
    /// Where in it each of them is.
    blocks: Vec<Span>,
}

impl RunningText {
    /// Of these texts.
    pub fn of(texts: &[&Mapped]) -> RunningText {
        let mut all = RunningText { text: String::new(), blocks: Vec::with_capacity(texts.len()) };
        for block in texts {
            let start = all.text.len();
            all.text.push_str(block.text());
            all.blocks.push(Span::new(start, all.text.len()));
            all.text.push_str("\n\n");
        }
        all
    }
}

impl Actors {
    /// The names in a note, by its running texts. `remembered` gives the answer to a question, which is a function of these
    /// actors, or asks for it where it does not know it.
    pub fn recognise(
        &self,
        RunningText { text, blocks: spans }: &RunningText,
        remembered: impl Fn(String, &dyn Fn() -> Who) -> Who,
    ) -> Vec<Vec<Recognised>> {
        let mut found = names(text, spans);
        found.extend(overlooked(self, text, &found));
        found.sort_by_key(|name| (name.span.start, name.span.end));
        let reading = document::read(text, spans, &found);
        let who = |actor: &LocalActor| remembered(question(actor), &|| self.who(actor));
        let who: Vec<Who> = reading.actors.iter().map(who).collect();
        let mut out: Vec<Vec<Recognised>> = spans.iter().map(|_| Vec::new()).collect();
        for mention in &reading.mentions {
            let at = spans.partition_point(|block| block.end <= mention.span.start);
            let (Some(block), Some(list)) = (spans.get(at), out.get_mut(at)) else { continue };
            if let (true, Some(who)) = (block.covers(mention.span), who.get(mention.actor as usize)) {
                let span = Span::new(mention.span.start() - block.start(), mention.span.end() - block.start());
                list.push(Recognised { span, who: who.clone() });
            }
        }
        out
    }

    /// Who in the corpus is meant by somebody whom the note names so.
    fn who(&self, actor: &LocalActor) -> Who {
        // The fullest form comes first and says most: a surname says nothing of a full name that nobody has.
        let Some(fullest) = actor.forms.first() else { return Who::Unknown(actor.kind) };
        let forms = if actor.kind == Kind::Person { actor.forms.get(..1).unwrap_or(&[]) } else { &actor.forms };
        if actor.unresolved && actor.kind == Kind::Person {
            let bearers = self.bearers(&fullest.text);
            if bearers.len() > 1 {
                return Who::Ambiguous(bearers);
            }
        }
        for form in forms {
            match self.with_form(&form.text).as_slice() {
                [] => {}
                [only] => return Who::Known(*only),
                several => return self.choose(several),
            }
        }
        match self.spelled_alike(&fullest.text).as_slice() {
            [] => {}
            [only] => return Who::Known(*only),
            several => return self.choose(several),
        }
        if actor.kind == Kind::Person {
            match self.ending_with(&fullest.text).as_slice() {
                [] => {}
                [only] => return Who::Known(*only),
                several => return self.choose(several),
            }
        }
        let near = self.near(&fullest.text);
        let mut actors: Vec<ActorId> = near.iter().map(|(actor, _)| *actor).collect();
        actors.sort_unstable();
        actors.dedup();
        let [only] = actors.as_slice() else { return Who::Unknown(actor.kind) };
        let preferred = self.get(*only).map_or("", |actor| actor.name.as_str());
        let form =
            near.iter().map(|(_, form)| *form).find(|form| *form == preferred).or(near.first().map(|(_, form)| *form));
        Who::Near(*only, form.unwrap_or(preferred).to_owned())
    }

    /// Whoever has this surname, by a form or the end of one; those known by nothing else are left out.
    fn bearers(&self, surname: &str) -> Vec<ActorId> {
        let mut bearers = self.ending_with(surname);
        bearers.extend(self.with_form(surname));
        bearers.sort_unstable();
        bearers.dedup();
        bearers.retain(|&id| self.get(id).is_some_and(|actor| actor.name.contains(char::is_whitespace)));
        bearers
    }

    /// One of several bearers of a form, where it is far commoner than the others.
    fn choose(&self, several: &[ActorId]) -> Who {
        let mut counted: Vec<(u32, ActorId)> =
            several.iter().filter_map(|&id| Some((self.get(id)?.mentions, id))).collect();
        counted.sort_unstable_by(|one, two| (two.0, one.1).cmp(&(one.0, two.1)));
        match counted.as_slice() {
            [(most, id), (next, _), ..] if *most >= next.saturating_mul(FAR_COMMONER) => Who::Known(*id),
            _ => Who::Ambiguous(several.to_vec()),
        }
    }
}

/// All of a note's actor that decides who in the corpus is meant.
fn question(actor: &LocalActor) -> String {
    let mut question = format!("{:?} {}", actor.kind, actor.unresolved);
    for form in &actor.forms {
        question.push('\n');
        question.push_str(&form.text);
    }
    question
}

/// Known forms that the scan for names passed over.
fn overlooked(actors: &Actors, text: &str, found: &[Name]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut next = 0;
    for start in word_starts(text) {
        if start < next || !is_mid_sentence(text, start) {
            continue;
        }
        let first = word_at(text, start);
        let most = actors.index.longest_from(first.bare.of(text)).min(MOST_WORDS);
        let mut words = Vec::with_capacity(most);
        let mut word = (most > 0).then_some(first);
        while let Some(here) = word.filter(|_| words.len() < most) {
            words.push(here);
            word = word_from(text, here.end);
        }
        for (index, last) in words.iter().enumerate().rev() {
            let span = Span::new(start, last.bare.end());
            let next_name = found.partition_point(|name| name.span.end <= span.start);
            let taken = found.get(next_name).is_some_and(|name| name.span.overlaps(span));
            if taken || span.of(text).contains('\n') {
                continue;
            }
            let long_enough = index > 0 || span.len() >= 4;
            if long_enough && !actors.with_form(span.of(text)).is_empty() {
                out.push(Name { span, kind: Kind::Organisation, title: None });
                next = last.end;
                break;
            }
        }
    }
    out
}

/// Whether a word stands where an ordinary one would be lower-case.
fn is_mid_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\u{a0}']);
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | '’' | '\''))
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Word {
    /// Without possessive and marks behind it.
    bare: Span,
    /// The byte behind it, marks inside words included.
    end: usize,
}

/// Where words begin that a form may begin with: with a capital, or in a script that has none.
fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let may_begin = |(at, byte): (usize, &u8)| (byte.is_ascii_uppercase() || *byte >= 0xC0).then_some(at);
    text.as_bytes().iter().enumerate().filter_map(may_begin).filter(|&at| {
        let first = text.get(at..).and_then(|rest| rest.chars().next());
        let begins = first.is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic());
        // "-Foo" begins a word, "a-Foo" goes on with one.
        let before = || text.get(..at).unwrap_or("").trim_end_matches(is_joint);
        begins && !before().ends_with(char::is_alphanumeric)
    })
}

/// The next word from `at` on.
fn word_from(text: &str, at: usize) -> Option<Word> {
    let rest = text.get(at..)?;
    Some(word_at(text, at + rest.find(char::is_alphanumeric)?))
}

/// The word that begins at `start`.
fn word_at(text: &str, start: usize) -> Word {
    let rest = text.get(start..).unwrap_or("");
    let length = rest.find(|c: char| !c.is_alphanumeric() && !is_joint(c)).unwrap_or(rest.len());
    let trimmed = rest.get(..length).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    let bare = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s")).unwrap_or(trimmed);
    Word { bare: Span::new(start, start + bare.len()), end: start + length }
}

/// Whether a sign may stand inside a word.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '.' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::marked::read;
    use crate::actor::{ActorsFile, Reading, Source, resolve};

    fn corpus(documents: &[&str]) -> Actors {
        let readings: Vec<Reading> = documents.iter().map(|text| read(text)).collect();
        let sources: Vec<Source<'_>> =
            readings.iter().map(|reading| Source { told: reading, published: None, path: "a.txt" }).collect();
        resolve(&sources, &ActorsFile::default())
    }

    /// What is said of each name of a note of one paragraph: "Kovač = Amina Kovač".
    fn told(actors: &Actors, note: &str) -> Vec<String> {
        let mapped = Mapped::identity(note, 0);
        let found = actors.recognise(&RunningText::of(&[&mapped]), |_, find_out| find_out());
        let name = |id: &ActorId| actors.get(*id).map_or("?", |actor| actor.name.as_str()).to_owned();
        let tell = |one: &Recognised| {
            let text = one.span.of(note);
            match &one.who {
                Who::Known(id) => format!("{text} = {}", name(id)),
                Who::Near(id, form) => format!("{text} ~ {form} of {}", name(id)),
                Who::Ambiguous(ids) => format!("{text}: {}", ids.iter().map(name).collect::<Vec<_>>().join(" or ")),
                Who::Unknown(_) => format!("{text}?"),
            }
        };
        found.iter().flatten().map(tell).collect()
    }

    #[test]
    fn a_name_of_the_corpus_is_known_in_a_note() {
        let actors = corpus(&["{p:Amina Kovač} and {p:Kovač} of {s:Norway}; {p:Petar Lindqvist}"]);
        assert_eq!(told(&actors, "We met Amina Kovač in May."), ["Amina Kovač = Amina Kovač"]);
        assert_eq!(told(&actors, "We met Kovač in May."), ["Kovač = Amina Kovač"]);
        assert_eq!(told(&actors, "We met Lindqvist in May."), ["Lindqvist = Petar Lindqvist"]);
    }

    #[test]
    fn a_name_without_its_accents_is_known_too() {
        let actors = corpus(&["{p:Tomáš Kovář} of the {o:Société du Port}"]);
        assert_eq!(told(&actors, "We met Tomas Kovar in May."), ["Tomas Kovar = Tomáš Kovář"]);
        assert_eq!(told(&actors, "We met Ivan Kovar in May."), ["Ivan Kovar?"]);
    }

    #[test]
    fn a_slip_of_the_pen_is_near_and_another_name_is_not() {
        let actors = corpus(&["{p:Amina Kovač}, {p:Petar Lindqvist}, {p:Nouri Malik}"]);
        assert_eq!(
            told(&actors, "We met Petar Lidnqvist in May."),
            ["Petar Lidnqvist ~ Petar Lindqvist of Petar Lindqvist"]
        );
        let actors = corpus(&[
            "{p:Inga Halvorsen} of the {o:Fjord Board}; {p:Halvorsen}",
            "{p:Petar Lindqvist}, {p:Nouri Malik}",
        ]);
        assert_eq!(told(&actors, "We met Dr Halvorson in May."), ["Halvorson ~ Halvorsen of Inga Halvorsen"]);
        for other in ["We met Ivan Lindqvist in May.", "We met Petar Lindgren in May.", "We met Nouri Maliki in May."] {
            assert!(told(&actors, other).iter().all(|told| told.ends_with('?')), "{:?}", told(&actors, other));
        }
    }

    #[test]
    fn a_surname_of_two_is_ambiguous_unless_the_note_says_who() {
        let actors = corpus(&["{p:Amina Kovač}", "{p:Ivan Kovač}"]);
        assert_eq!(told(&actors, "We met Kovač in May."), ["Kovač: Amina Kovač or Ivan Kovač"]);
        let note = "We met Amina Kovač in May; later Kovač left.";
        assert_eq!(told(&actors, note), ["Amina Kovač = Amina Kovač", "Kovač = Amina Kovač"]);
        let common = corpus(&["{p:Amina Kovač}, {p:Kovač}, {p:Kovač}, {p:Kovač}, {p:Kovač}", "{p:Ivan Kovač}"]);
        let note = "We met Amina Kovač and Ivan Kovač in May; later Kovač left.";
        assert_eq!(
            told(&common, note),
            ["Amina Kovač = Amina Kovač", "Ivan Kovač = Ivan Kovač", "Kovač: Amina Kovač or Ivan Kovač"]
        );
    }

    #[test]
    fn no_note_makes_it_panic() {
        let actors = corpus(&["{p:𝒩acanabo Diop}, {p:Diop}"]);
        for note in [
            "",
            "𝒩acanabo Diop",
            "We met 𝒩acanabo Diop, Diop’s",
            "é\u{301}\u{200d}Diop",
            "’’ ' - .",
            "A\u{a0}Diop\u{a0}",
        ] {
            let _ = told(&actors, note);
        }
        assert_eq!(actors.recognise(&RunningText::of(&[]), |_, find_out| find_out()).len(), 0);
    }
}
