//! The names of a note, recognised among the actors of the corpus.

use super::declared::{self, DeclaredForm};
use super::document;
use super::matching::PersonName;
use super::matching::phonemes::plain;
use super::matching::typo::{Typo, typo};
use super::reading::{FormCount, LocalActor};
use super::resolve::{ActorId, Actors, Recognised, Who};
use crate::prose::Kind;
use crate::prose::names::{Name, is_common_word, is_given_name, is_unlisted, may_be_only_family, names};
use crate::text::{Mapped, Span};

/// A form met in running text has at most this many words.
const MOST_WORDS: usize = 12;
/// A surname alone at the beginning of a sentence has at least this many letters, and a misspelt one as many.
const SHORTEST_SURNAME: usize = 4;
const SHORTEST_MISSPELT: usize = 6;
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
        let who = |actor: &LocalActor| remembered(question(actor), &|| self.who(actor));
        let mut found = names(text, spans);
        let declared = self.declared.among(text, spans, &found);
        declared::put(&declared, &mut found);
        found.extend(overlooked(self, text, &found, who));
        found.sort_by_key(|name| (name.span.start, name.span.end));
        let reading = document::read(text, spans, &found);
        let whos: Vec<Vec<Who>> = reading.actors.iter().map(|actor| self.by_form(actor, who)).collect();
        let mut out: Vec<Vec<Recognised>> = spans.iter().map(|_| Vec::new()).collect();
        let mut tell = |span: Span, who: &Who| {
            let at = spans.partition_point(|block| block.end <= span.start);
            let (Some(block), Some(list)) = (spans.get(at), out.get_mut(at)) else { return };
            if block.covers(span) {
                let span = Span::new(span.start() - block.start(), span.end() - block.start());
                list.push(Recognised { span, who: who.clone() });
            }
        };
        for mention in &reading.mentions {
            let actor = mention.actor as usize;
            let form = reading.actors.get(actor).map_or(0, |actor| form_of(actor, mention.span.of(text)));
            let who = whos.get(actor).and_then(|whos| whos.get(form));
            if let Some(who) = who.filter(|_| !declared.iter().any(|place| place.span.overlaps(mention.span))) {
                tell(mention.span, who);
            }
        }
        // What the analyst says is final, whomever the note seems to mean.
        for place in &declared {
            if let Some(id) = self.declared_as(place.form) {
                tell(place.span, &Who::Known(id));
            }
        }
        if !declared.is_empty() {
            out.iter_mut().for_each(|list| list.sort_by_key(|one| (one.span.start, one.span.end)));
        }
        out
    }

    /// Whom the analyst calls so.
    fn declared_as(&self, form: &DeclaredForm) -> Option<ActorId> {
        let places = self.index.places_of(&form.text).iter();
        let mut entries = places.filter(|&&place| self.at(place).is_some_and(|row| row.is_of_entry(form.entry)));
        entries.find_map(|&place| self.id(place))
    }

    /// Who in the corpus is meant by each form of somebody in a note. The names that a note gives to one person mean one, but
    /// where the corpus has one of them in full: another beside it may be misspelt, or be another's after all.
    fn by_form(&self, actor: &LocalActor, who: impl Fn(&LocalActor) -> Who) -> Vec<Who> {
        let all = who(actor);
        let leading = self.leading(actor).filter(|_| actor.kind == Kind::Person && !actor.unresolved);
        let Some(leading) = leading else { return vec![all; actor.forms.len()] };
        let words = |form: &FormCount| form.text.split(' ').count();
        let own = |form: &FormCount| {
            if let Who::Known(id) = all
                && let Some(slipped) = self.slipped(id, &form.text)
            {
                return slipped;
            }
            let speaks = words(form) > words(leading) || self.has_in_full(actor, &form.text);
            if form.text == leading.text || !speaks {
                return all.clone();
            }
            match (who(&alone(&form.text)), &all) {
                (Who::Ambiguous(bearers), Who::Known(id)) if bearers.contains(id) => all.clone(),
                (own, _) => own,
            }
        };
        actor.forms.iter().map(own).collect()
    }

    /// The form that says most: the fullest that the corpus has, else the fullest.
    fn leading<'a>(&self, actor: &'a LocalActor) -> Option<&'a FormCount> {
        let known = || actor.forms.iter().find(|form| self.has_in_full(actor, &form.text));
        let whole = || actor.forms.iter().find(|form| is_whole(&form.text));
        let person = actor.kind == Kind::Person;
        known().filter(|_| person).or_else(|| whole().filter(|_| person)).or(actor.forms.first())
    }

    /// Whether the corpus has this full name of a person in a note, letter for letter. An initial may be anybody's, and so may
    /// two family names: "Rojas Vidal" of an "Ana Rojas Vidal", where the note speaks of a "Luz Rojas Vidal".
    fn has_in_full(&self, actor: &LocalActor, form: &str) -> bool {
        let is_end = |longer: &FormCount| {
            longer.text.strip_suffix(form).is_some_and(|before| before.ends_with(char::is_whitespace))
        };
        let bearers = self.with_form(form);
        let has_longer = |id: &ActorId| self.get(*id).is_some_and(|bearer| bearer.forms.iter().any(is_end));
        let is_family = || actor.forms.iter().any(is_end) && bearers.iter().any(has_longer);
        !bearers.is_empty() && is_whole(form) && !is_family()
    }

    /// Who in the corpus is meant by somebody whom the note names so.
    fn who(&self, actor: &LocalActor) -> Who {
        // One form says who is meant: a surname says nothing of a full name that nobody has.
        let Some(fullest) = self.leading(actor) else { return Who::Unknown(actor.kind) };
        let forms = if actor.kind == Kind::Person { std::slice::from_ref(fullest) } else { &actor.forms };
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
            [only] => return self.slipped(*only, &fullest.text).unwrap_or(Who::Known(*only)),
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
        if near.is_empty() && actor.kind == Kind::Person && is_whole(&fullest.text) {
            match self.sounding_alike(&fullest.text).as_slice() {
                [] => {}
                [only] => return Who::Known(*only),
                several => return self.choose(several),
            }
        }
        let mut actors: Vec<ActorId> = near.iter().map(|(actor, _)| *actor).collect();
        actors.sort_unstable();
        actors.dedup();
        let [only] = actors.as_slice() else { return Who::Unknown(actor.kind) };
        let preferred = self.get(*only).map_or("", |actor| actor.name.as_str());
        let form =
            near.iter().map(|(_, form)| *form).find(|form| *form == preferred).or(near.first().map(|(_, form)| *form));
        Who::Near(*only, form.unwrap_or(preferred).to_owned())
    }

    /// The same actor as one whose name was misspelled, where two neighbouring letters of `written` changed places and
    /// nothing else: no transliteration does that.
    fn slipped(&self, id: ActorId, written: &str) -> Option<Who> {
        let forms = || self.get(id).into_iter().flat_map(|actor| &actor.forms).map(|form| form.text.as_str());
        let is_written = forms().any(|form| plain(form) == plain(written));
        let form = forms().find(|form| is_transposed(form, written)).filter(|_| !is_written)?;
        Some(Who::Near(id, form.to_owned()))
    }

    /// Whoever has this surname, by a form or the end of one; those known by nothing else are left out.
    pub fn bearers(&self, surname: &str) -> Vec<ActorId> {
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

/// Whether one of the words of `written` has two neighbouring letters of `known` in the other order. "Alexandre" is no
/// slip for "Alexander".
fn is_transposed(known: &str, written: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        plain(name).split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (known, written) = (words(known), words(written));
    let mut other = known.iter().zip(&written).filter(|(one, two)| one != two);
    let (Some((one, two)), None, true) = (other.next(), other.next(), known.len() == written.len()) else {
        return false;
    };
    // "Alexandre", but "Brouwre" is no spelling of "Brouwer".
    let is_french = is_given_name(one) || is_given_name(two);
    let ends = |one: &str, two: &str| is_french && one.ends_with("er") && two.ends_with("re");
    // "Suleiman" and "Sulieman", "Michael" and "Micheal" are two spellings.
    let differ: Vec<char> = one.chars().zip(two.chars()).filter(|(one, two)| one != two).map(|(one, _)| one).collect();
    let is_respelled = matches!(differ.as_slice(), ['e', 'i' | 'a'] | ['i' | 'a', 'e']);
    typo(one, two) == Some(Typo::Transposition)
        && !is_respelled
        && !ends(one, two)
        && !ends(two, one)
        && !are_given_names(one, two)
}

/// "Marian" and "Marina".
fn are_given_names(one: &str, two: &str) -> bool {
    is_given_name(one) && is_given_name(two)
}

/// A person of whom the note says nothing but this name.
fn alone(name: &str) -> LocalActor {
    let forms = vec![FormCount { text: name.to_owned(), count: 1 }];
    LocalActor { kind: Kind::Person, forms, of: None, unresolved: false, roles: Vec::new() }
}

/// Whether a person's name has a given name, no mere initial, and a family name.
fn is_whole(name: &str) -> bool {
    let name = PersonName::new(name);
    name.is_full() && !name.is_initialled()
}

/// Which form of the actor is written so.
fn form_of(actor: &LocalActor, written: &str) -> usize {
    actor.forms.iter().position(|form| form.text.split(' ').eq(written.split_whitespace())).unwrap_or(0)
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

/// Known forms that the scan for names passed over, and misspelt surnames.
fn overlooked(actors: &Actors, text: &str, found: &[Name], who: impl Fn(&LocalActor) -> Who) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut next = 0;
    let taken = |span: Span| {
        let next_name = found.partition_point(|name| name.span.end <= span.start);
        found.get(next_name).is_some_and(|name| name.span.overlaps(span))
    };
    for start in word_starts(text) {
        if start < next {
            continue;
        }
        let first = word_at(text, start);
        let is_surname = || !taken(first.bare) && is_surname(actors, first.bare.of(text), &who);
        if !is_mid_sentence(text, start) {
            if is_surname() {
                out.push(Name { span: first.bare, kind: Kind::Person, title: None });
            }
            continue;
        }
        let most = actors.index.longest_from(first.bare.of(text)).min(MOST_WORDS);
        let mut words = Vec::with_capacity(most);
        let mut word = (most > 0).then_some(first);
        while let Some(here) = word.filter(|_| words.len() < most) {
            words.push(here);
            word = word_from(text, here.end);
        }
        for (index, last) in words.iter().enumerate().rev() {
            let span = Span::new(start, last.bare.end());
            if taken(span) || span.of(text).contains('\n') {
                continue;
            }
            let long_enough = index > 0 || span.len() >= 4;
            if long_enough && !actors.with_form(span.of(text)).is_empty() {
                out.push(Name { span, kind: Kind::Organisation, title: None });
                next = last.end;
                break;
            }
        }
        if start >= next && is_surname() {
            out.push(Name { span: first.bare, kind: Kind::Person, title: None });
        }
    }
    out
}

/// Whether a word that may be an ordinary one is some known person's name, or that with one slip inside it: where it begins
/// and ends otherwise it is more likely another word.
fn is_surname(actors: &Actors, word: &str, who: impl Fn(&LocalActor) -> Who) -> bool {
    let length = word.chars().count();
    let is_person = |id: ActorId| actors.get(id).is_some_and(|actor| actor.kind == Kind::Person);
    if length < SHORTEST_SURNAME || word.contains(is_joint) || word.chars().skip(1).any(char::is_uppercase) {
        return false;
    }
    let exact = actors.with_form(word);
    if !exact.is_empty() {
        return !is_common_word(word) && exact.into_iter().all(is_person);
    }
    // A corpus that has nothing but somebody's full name knows his surname too.
    let family = actors.bearers(word);
    if !family.is_empty() {
        return may_be_only_family(word) && family.into_iter().all(is_person);
    }
    if length < SHORTEST_MISSPELT || !is_unlisted(word) {
        return false;
    }
    let Who::Near(id, form) = who(&alone(word)) else { return false };
    let (word, form) = (plain(word), plain(&form));
    let ends = |text: &str| (text.chars().next(), text.chars().next_back());
    is_person(id) && ends(&word) == ends(&form) && typo(&word, &form).is_some()
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
        with_analyst(documents, "")
    }

    fn with_analyst(documents: &[&str], analyst: &str) -> Actors {
        let readings: Vec<Reading> = documents.iter().map(|text| read(text)).collect();
        let sources: Vec<Source<'_>> =
            readings.iter().map(|reading| Source { told: reading, published: None, path: "a.txt" }).collect();
        resolve(&sources, &ActorsFile::parse(analyst).0)
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
    fn a_name_written_in_other_letters_throughout_is_known_too() {
        let actors = corpus(&["{p:Natalia Sobol’eva}, {p:Petar Lindqvist}"]);
        assert_eq!(told(&actors, "We met Natalya Sobolyova in May."), ["Natalya Sobolyova = Natalia Sobol’eva"]);
        assert_eq!(told(&actors, "We met Natalya Sobolenko in May."), ["Natalya Sobolenko?"]);
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
    fn neighbouring_letters_in_the_other_order_are_a_slip_also_of_a_foreign_name() {
        let actors = corpus(&["{p:Pattson Ghemu}, {p:Lê Quang Đại}"]);
        assert_eq!(told(&actors, "We met Pattson Gehmu in May."), ["Pattson Gehmu ~ Pattson Ghemu of Pattson Ghemu"]);
        let note = "We met Lê Quang Đại in May; later Lê Quagn Đại left.";
        assert!(told(&actors, note).contains(&"Lê Quagn Đại ~ Lê Quang Đại of Lê Quang Đại".to_owned()));
        assert!(is_transposed("Sander Lund", "Snader Lund") && !is_transposed("Sander Lund", "Sandre Lund"));
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
    fn a_name_of_the_corpus_is_known_whatever_else_stands_in_the_note() {
        let actors = corpus(&["{p:Umberto Peridwala}, {p:Peridwala}; {p:Hernán Salcedo}"]);
        let note = "We met Umberrto Peridwala; Umberrto Peridwala left. Umberto Peridwala and U. Peridwala stayed.";
        assert!(told(&actors, note).contains(&"Umberto Peridwala = Umberto Peridwala".to_owned()));
        assert!(told(&actors, note).contains(&"U. Peridwala = Umberto Peridwala".to_owned()));
        let note = "We met Hernán Salcedo Quispe in May; later Hernán Salcedo left and Salcedo wrote.";
        assert_eq!(
            told(&actors, note),
            ["Hernán Salcedo Quispe?", "Hernán Salcedo = Hernán Salcedo", "Salcedo = Hernán Salcedo"]
        );
        let actors = corpus(&["{p:Juan Umberto Peridwala}, {p:Umberto Peridwala}"]);
        let note = "We met Umberrto Peridwala; Umberrto Peridwala left. Umberto Peridwala stayed.";
        assert!(told(&actors, note).contains(&"Umberto Peridwala = Juan Umberto Peridwala".to_owned()));
        // Two names of a family, or a name with an initial, are not enough to tell who is meant.
        let actors = corpus(&["{p:Ana Rojas Vidal}, {p:Rojas Vidal}, {p:A. Rojas}"]);
        for note in
            ["We met Luz Rojas Vidal in May; later Rojas Vidal left.", "We met Alba Rojas in May; A. Rojas left."]
        {
            assert!(told(&actors, note).iter().all(|told| told.ends_with('?')), "{:?}", told(&actors, note));
        }
    }

    #[test]
    fn a_surname_alone_is_known_or_told_to_be_misspelt_wherever_it_stands() {
        let actors = corpus(&[
            "{p:Umberto Peridwala}, {p:Peridwala}, {p:Petar Harvest}, {p:Harvest}, {p:Rita Marsellio}, {p:Ana Marcano}",
        ]);
        for note in ["Peridwala left early.", "It was long. Peridwala left."] {
            assert_eq!(told(&actors, note), ["Peridwala = Umberto Peridwala"], "{note}");
        }
        for note in
            ["Perdiwala left.", "We met Perdiwala in May.", "“Perdiwala left”, they wrote.", "Perdiwala’s firm paid."]
        {
            assert_eq!(told(&actors, note), ["Perdiwala ~ Peridwala of Umberto Peridwala"], "{note}");
        }
        for note in ["Marsellio on blame: “none”.", "Where it stands. Marsellio, however, stayed."] {
            assert_eq!(told(&actors, note), ["Marsellio = Rita Marsellio"], "{note}");
        }
        assert_eq!(told(&actors, "Marcano on blame: “none”."), ["Marcano = Ana Marcano"]);
        for note in [
            "Harvest was poor.",
            "Peridwalas are many.",
            "Peridwali villages are few.",
            "Marsellia is far.",
            "PERDIWALA",
        ] {
            assert_eq!(told(&actors, note), Vec::<String>::new(), "{note}");
        }
    }

    #[test]
    fn whoever_a_note_calls_by_a_declared_form_is_that_actor() {
        let analyst = "[[actor]]\nname = \"Petra Quill\"\nkind = \"person\"\nforms = [\"the keeper of Gull Rock\", \"Madame Brass\", \
            \"El Faro\", \"the head of the Tide Council\", \"Marsh\"]\n";
        let documents = ["{p:Petra Quill}, {p:Ines Brass}, the {o:Tide Council}", "{p:Tom Marsh}"];
        let actors = with_analyst(&documents, analyst);
        for (note, form) in [
            ("The keeper of Gull Rock spoke.", "The keeper of Gull Rock"),
            ("They met the keeper of Gull Rock.", "the keeper of Gull Rock"),
            ("Then Madame Brass left.", "Madame Brass"),
            ("El Faro has no say.", "El Faro"),
            ("It was the head of the Tide Council’s plan.", "the head of the Tide Council"),
        ] {
            assert_eq!(told(&actors, note), [format!("{form} = Petra Quill")], "{note}");
        }
        // A longer name is its own bearer's.
        assert_eq!(told(&actors, "We met Tom Marsh in May."), ["Tom Marsh = Tom Marsh"]);
        assert_eq!(told(&actors, "In May Marsh left."), ["Marsh = Petra Quill"]);
    }

    #[test]
    fn a_form_of_two_entries_is_the_first_ones_alone() {
        let analyst = "[[actor]]\nname = \"Jon Alder\"\n[[actor]]\nname = \"Vera Alder\"\nforms = [\"Jon Alder\"]\n";
        let actors = with_analyst(&["{p:Vera Alder}, {p:Vera Alder}, {p:Jon Alder}"], analyst);
        assert_eq!(actors.with_form("Jon Alder").len(), 1);
        assert_eq!(told(&actors, "We met Jon Alder in May."), ["Jon Alder = Jon Alder"]);
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
