//! Finding actors by a form or a part of one.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::matching::PersonName;
use super::matching::distance::alike;
use super::matching::phonemes::{block_key, phonemes, plain};
use super::matching::typo::{slips, typo};
use super::resolve::tables::{Edit, Postings, Runs};
use super::resolve::{Actor, ActorId, Actors, Found, Row};
use crate::kept::{Sink, Store};
use crate::prose::Kind;

/// Tables of forms, which lead to the places of actors. A change of some actors changes their rows alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Who has a form spelled exactly so.
    by_text: Postings<Box<str>>,
    /// Who has a form with this token, in lower case without marks.
    tokens: Postings<Arc<str>>,
    /// Tokens by the code of their sounds.
    by_sound: Postings<(Box<str>, Arc<str>)>,
    /// Tokens by hashes of what is left of them when one letter is dropped: tokens one slip apart share one.
    by_slip: Postings<(u64, Arc<str>)>,
    /// The first words of forms of several words, each with the number of words.
    lengths: Postings<(Box<str>, u32)>,
}

/// Where written tables of forms are.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptIndex {
    by_text: Runs<Box<str>>,
    tokens: Runs<Arc<str>>,
    by_sound: Runs<(Box<str>, Arc<str>)>,
    by_slip: Runs<(u64, Arc<str>)>,
    lengths: Runs<(Box<str>, u32)>,
}

/// A form of an actor, taken apart.
struct Form<'a> {
    id: ActorId,
    actor: &'a Actor,
    text: &'a str,
    tokens: Vec<String>,
}

/// A prefix that more tokens share than this is too short to rank them all; the first ones do.
const MOST_CANDIDATES: usize = 20_000;
/// So many keys of one actor are not looked through for another one's equal.
const MANY: usize = 32;
/// How many actors a core takes at a time when they change.
const CHANGES: usize = 1 << 10;
/// Tokens are looked up by their sounds from this length on, and where they have this many of them: one sound alone begins
/// hundreds of names.
const SHORTEST_BY_SOUND: usize = 3;
const FEWEST_SOUNDS: usize = 2;
/// The beginning of a token may have a slip in it from this length on; its first letters are right.
const SHORTEST_BEGINNING: usize = 5;
const RIGHT_LETTERS: usize = 3;

/// An actor's place with what it was and what it is.
pub(super) type Changed = (u32, Option<Arc<Row>>, Option<Arc<Row>>);

/// What changes in the forms, tokens and lengths of one actor.
type Edits = (Vec<Edit<Box<str>>>, Vec<Edit<Arc<str>>>, Vec<Edit<(Box<str>, u32)>>);

/// The keys of one actor, each once.
#[derive(Default)]
struct Keys {
    texts: Vec<Box<str>>,
    tokens: Vec<Arc<str>>,
    lengths: Vec<(Box<str>, u32)>,
}

impl Keys {
    fn of(row: Option<&Arc<Row>>) -> Keys {
        let mut keys = Keys::default();
        for text in row.into_iter().flat_map(|row| forms(&row.actor)) {
            for token in split(&plain(text)) {
                if keys.tokens.len() > MANY || !keys.tokens.iter().any(|known| **known == *token) {
                    keys.tokens.push(token.into());
                }
            }
            let exact = exact(text);
            if let Some((first, rest)) = exact.split_once(' ') {
                let count = 2 + u32::try_from(rest.matches(' ').count()).unwrap_or(0);
                let same = |(known, length): &(Box<str>, u32)| (&**known, *length) == (first, count);
                if keys.lengths.len() > MANY || !keys.lengths.iter().any(same) {
                    keys.lengths.push((first.into(), count));
                }
            }
            keys.texts.push(exact.into());
        }
        keys.texts.sort_unstable();
        keys.texts.dedup();
        keys.tokens.sort_unstable();
        keys.tokens.dedup();
        keys.lengths.sort_unstable();
        keys.lengths.dedup();
        keys
    }
}

/// The forms of an actor, its preferred name among them.
fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    let own = Some(actor.name.as_str()).filter(|name| !actor.forms.iter().any(|form| form.text == **name));
    actor.forms.iter().map(|form| form.text.as_str()).chain(own)
}

/// What has to be taken away and added so that `before` becomes `after`; both are in order.
fn differ<K: Ord>(before: Vec<K>, after: Vec<K>, place: u32, out: &mut Vec<Edit<K>>) {
    let mut before = before.into_iter().peekable();
    for key in after {
        while let Some(gone) = before.next_if(|other| *other < key) {
            out.push((gone, place, false));
        }
        if before.next_if(|other| *other == key).is_none() {
            out.push((key, place, true));
        }
    }
    out.extend(before.map(|gone| (gone, place, false)));
}

impl Index {
    /// Takes in what changed.
    pub(super) fn update(&mut self, changes: &[Changed]) {
        let is_other = |(_, before, after): &&Changed| match (before, after) {
            (Some(before), Some(after)) => {
                before.actor.name != after.actor.name || !forms(&before.actor).eq(forms(&after.actor))
            }
            _ => true,
        };
        let (texts, tokens, lengths): Edits = changes
            .par_chunks(CHANGES)
            .map(|changes| {
                let mut edits = Edits::default();
                for (place, before, after) in changes.iter().filter(is_other) {
                    let (before, after) = (Keys::of(before.as_ref()), Keys::of(after.as_ref()));
                    differ(before.texts, after.texts, *place, &mut edits.0);
                    differ(before.tokens, after.tokens, *place, &mut edits.1);
                    differ(before.lengths, after.lengths, *place, &mut edits.2);
                }
                edits
            })
            .collect::<Vec<Edits>>()
            .into_iter()
            .reduce(|mut all, (texts, tokens, lengths)| {
                all.0.extend(texts);
                all.1.extend(tokens);
                all.2.extend(lengths);
                all
            })
            .unwrap_or_default();
        let Index { by_text, tokens: own, by_sound, by_slip, lengths: own_lengths } = self;
        rayon::join(
            || {
                by_text.edit(texts);
                own_lengths.edit(lengths);
            },
            || {
                let turned = own.edit(tokens);
                let sounds = || {
                    let sound = |(token, add): &(Arc<str>, bool)| -> Edit<(Box<str>, Arc<str>)> {
                        ((block_key(&phonemes(token)).into(), token.clone()), 0, *add)
                    };
                    turned.par_iter().map(sound).collect()
                };
                let slips = || {
                    let slips = |(token, add): &(Arc<str>, bool)| {
                        let slip = |hash| ((hash, token.clone()), 0, *add);
                        deletions(token).map(slip).collect::<Vec<Edit<(u64, Arc<str>)>>>()
                    };
                    turned.par_iter().flat_map_iter(slips).collect()
                };
                rayon::join(|| by_sound.edit(sounds()), || by_slip.edit(slips()));
            },
        );
    }

    /// Writes the tables with other places of actors, for [`Index::kept`].
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, sink: &mut Sink<'_>, place: impl Fn(u32) -> u32 + Copy) -> io::Result<KeptIndex> {
        let same = |number| number;
        Ok(KeptIndex {
            by_text: self.by_text.write(sink, place)?,
            tokens: self.tokens.write(sink, place)?,
            by_sound: self.by_sound.write(sink, same)?,
            by_slip: self.by_slip.write(sink, same)?,
            lengths: self.lengths.write(sink, place)?,
        })
    }

    /// The tables that were written to `store`.
    pub(super) fn kept(store: &Store, kept: KeptIndex) -> Index {
        Index {
            by_text: Postings::kept(store, kept.by_text),
            tokens: Postings::kept(store, kept.tokens),
            by_sound: Postings::kept(store, kept.by_sound),
            by_slip: Postings::kept(store, kept.by_slip),
            lengths: Postings::kept(store, kept.lengths),
        }
    }

    /// The places of the actors with exactly this form.
    pub(super) fn places_of(&self, form: &str) -> &[u32] {
        self.by_text.get(exact(form).as_str(), |text| text)
    }

    /// How many words the longest form has that begins with this word.
    pub(super) fn longest_from(&self, word: &str) -> usize {
        let longer = self.lengths.from(|(first, _)| &**first < word).take_while(|((first, _), _)| &**first == word);
        let alone = || usize::from(!self.places_of(word).is_empty());
        longer.last().map_or_else(alone, |((_, count), _)| *count as usize)
    }

    /// The tokens that begin with `prefix`.
    fn beginning_with<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = &'s str> {
        let tokens = self.tokens.from(move |token| &**token < prefix).map(|(token, _)| &**token);
        tokens.take_while(move |token| token.starts_with(prefix))
    }

    /// The tokens that sound like `word`, or are one slip of the pen from it; where `word` is only the beginning of a
    /// token, those that begin so.
    fn like(&self, word: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        if word.chars().count() < SHORTEST_BY_SOUND {
            return found;
        }
        let sounds = phonemes(word);
        let key = block_key(&sounds);
        let near = self.by_sound.from(|(other, _)| **other < *key);
        let near = near.take_while(|((other, _), _)| other.starts_with(&key)).take(MOST_CANDIDATES);
        found.extend(near.map(|((_, token), _)| &**token).filter(|token| begins_alike(&sounds, &phonemes(token))));
        for hash in deletions(word) {
            let near = self.by_slip.from(|(other, _)| *other < hash).take_while(|((other, _), _)| *other == hash);
            let near = near.take(MOST_CANDIDATES).map(|((_, token), _)| &**token);
            found.extend(near.filter(|token| typo(token, word).is_some()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The tokens that who types `word` may have in mind: those like it, and those of which it is the beginning but for a slip.
    fn forgiven(&self, word: &str) -> Vec<&str> {
        let says_something = phonemes(word).len() >= FEWEST_SOUNDS;
        let mut found = if says_something { self.like(word) } else { Vec::new() };
        if let Some((at, _)) =
            word.char_indices().nth(SHORTEST_BEGINNING - 1).and(word.char_indices().nth(RIGHT_LETTERS))
        {
            let first = word.get(..at).unwrap_or(word);
            let near = self.tokens.from(|token| &**token < first).map(|(token, _)| &**token);
            let near = near.take_while(|token| token.starts_with(first)).take(MOST_CANDIDATES);
            found.extend(near.filter(|token| begins_with_slip(token, word)));
        }
        found
    }

    /// The actors with one of these tokens, most mentioned first.
    fn having<'t>(&self, actors: &Actors, tokens: impl IntoIterator<Item = &'t str>) -> Vec<ActorId> {
        let places = tokens.into_iter().flat_map(|token| self.tokens.get(token, |other| other));
        let mut found: Vec<ActorId> = places.filter_map(|&place| actors.id(place)).collect();
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST_CANDIDATES);
        found
    }
}

impl Actors {
    /// The actors that have `form`, spelled exactly so but for white space and apostrophes.
    pub fn with_form(&self, form: &str) -> Vec<ActorId> {
        let mut actors: Vec<ActorId> = self.index.places_of(form).iter().filter_map(|&place| self.id(place)).collect();
        actors.sort_unstable();
        actors
    }

    /// The forms of these actors, taken apart.
    fn forms_of<'a>(&'a self, actors: Vec<ActorId>) -> impl Iterator<Item = Form<'a>> {
        let known = actors.into_iter().filter_map(|id| Some((id, self.get(id)?)));
        known.flat_map(|(id, actor)| forms(actor).map(move |text| Form { id, actor, text, tokens: words(text) }))
    }

    /// Actors that `query` may mean: any part of any form, accents and small misspellings forgiven; best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found> {
        let wanted = words(query);
        let Some((last, rest)) = wanted.split_last() else { return Vec::new() };
        let mut best: FxHashMap<ActorId, (u32, &str)> = FxHashMap::default();
        for forgiving in [false, true] {
            if forgiving && best.len() >= limit {
                break;
            }
            let tokens: Vec<&str> = if forgiving {
                self.index.forgiven(last)
            } else {
                self.index.beginning_with(last).take(MOST_CANDIDATES).collect()
            };
            let one_of = |form: &Form<'_>| tokens.iter().any(|token| form.tokens.iter().any(|own| own == token));
            let actors = self.index.having(self, tokens.iter().copied());
            for form in self.forms_of(actors) {
                let begins = !forgiving && form.tokens.iter().any(|own| own.starts_with(last.as_str()));
                if !(begins || forgiving && one_of(&form)) || !rest.iter().all(|word| form.has(word, forgiving)) {
                    continue;
                }
                let score = form.score(&wanted, forgiving);
                let entry = best.entry(form.id).or_insert((score, form.text));
                if score > entry.0 {
                    *entry = (score, form.text);
                }
            }
        }
        let mut found: Vec<(u32, ActorId, &str)> =
            best.into_iter().map(|(actor, (score, form))| (score, actor, form)).collect();
        found.sort_unstable_by(|one, two| (two.0, one.1).cmp(&(one.0, two.1)));
        found.truncate(limit);
        found.into_iter().map(|(score, actor, form)| Found { actor, form: form.to_owned(), score }).collect()
    }

    /// The actors with a form of these words, accents and marks forgiven: two words or more, for one alone may be another
    /// word.
    pub(super) fn spelled_alike(&self, form: &str) -> Vec<ActorId> {
        let wanted = words(form);
        let last = wanted.last().filter(|_| wanted.len() > 1).map(String::as_str);
        let actors = self.index.having(self, last);
        let alike = self.forms_of(actors).filter(|candidate| candidate.tokens == wanted);
        let mut found: Vec<ActorId> = alike.map(|candidate| candidate.id).collect();
        found.dedup();
        found
    }

    /// The actors a form of which ends with the words of `form`, accents forgiven, and has more before them.
    pub(super) fn ending_with(&self, form: &str) -> Vec<ActorId> {
        let wanted = words(form);
        let actors = self.index.having(self, wanted.last().map(String::as_str));
        let ending = self
            .forms_of(actors)
            .filter(|candidate| candidate.tokens.len() > wanted.len() && candidate.tokens.ends_with(&wanted));
        let mut found: Vec<ActorId> = ending.map(|candidate| candidate.id).collect();
        found.dedup();
        found
    }

    /// The persons with a name that has as many words as `form` and is another writing of all of them.
    pub(super) fn sounding_alike(&self, form: &str) -> Vec<ActorId> {
        let wanted = PersonName::new(form);
        let last = words(form).pop();
        let tokens = last.as_deref().map(|last| self.index.like(last)).unwrap_or_default();
        let is_same = |candidate: &Form<'_>| {
            let known = PersonName::new(candidate.text);
            candidate.actor.kind == Kind::Person && known.tokens.len() == wanted.tokens.len() && known.is_same(&wanted)
        };
        let alike = self.forms_of(self.index.having(self, tokens)).filter(is_same);
        let mut found: Vec<ActorId> = alike.map(|candidate| candidate.id).collect();
        found.dedup();
        found
    }

    /// The forms, or ends of forms, of which `form` may be a misspelling, with their actors.
    pub(super) fn near(&self, form: &str) -> Vec<(ActorId, &str)> {
        let wanted = words(form);
        // Where there are several words, all but one are right: candidates have one of them.
        let mut tokens: Vec<&str> = wanted.iter().map(String::as_str).collect();
        if let [only] = wanted.as_slice() {
            tokens.extend(self.index.like(only));
        }
        let actors = self.index.having(self, tokens);
        self.forms_of(actors)
            .filter(|candidate| is_misspelled(candidate.end(wanted.len()), &wanted))
            .map(|candidate| (candidate.id, last_words(candidate.text, wanted.len())))
            .collect()
    }
}
/// Whether `wanted` is `known` with a slip in exactly one word.
fn is_misspelled(known: &[String], wanted: &[String]) -> bool {
    let mut wrong = known.iter().zip(wanted).filter(|(one, two)| one != two);
    let (Some((one, two)), None, true) = (wrong.next(), wrong.next(), known.len() == wanted.len()) else {
        return false;
    };
    let length = one.chars().count().min(two.chars().count());
    let backed = wanted.len() > 1;
    let first = one.chars().next() == two.chars().next();
    let swapped = |shortest| length >= shortest && slips(one, two, 1) == Some(1) && is_anagram(one, two);
    // "Malik" is no slip for "Maliki", nor "Petrova" for "Petrov": endings make other names.
    let other_ending = one.starts_with(two.as_str()) || two.starts_with(one.as_str());
    if other_ending || one.chars().chain(two.chars()).any(char::is_numeric) {
        return false;
    }
    swapped(if backed { 3 } else { 5 })
        || length >= 5 && (typo(one, two).is_some() || alike(&phonemes(one), &phonemes(two)))
        || length >= 7 && first && slips(one, two, 2).is_some()
}

fn is_anagram(one: &str, two: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(two)
}

/// The end of `text` from its last word but `count` - 1 on, hyphenated parts counted as words.
fn last_words(text: &str, count: usize) -> &str {
    let mut starts: Vec<usize> = Vec::new();
    let mut inside = false;
    for (at, character) in text.char_indices() {
        let letter = character.is_alphanumeric() || matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | 'ʿ' | 'ʾ');
        if letter && !inside {
            starts.push(at);
        }
        inside = letter;
    }
    let start = starts.len().checked_sub(count).and_then(|at| starts.get(at)).copied().unwrap_or(0);
    text.get(start..).unwrap_or(text)
}

impl Form<'_> {
    /// The last `count` tokens of a form, or all where there are fewer. Only persons are known by the end of their name.
    fn end(&self, count: usize) -> &[String] {
        let skipped = if self.actor.kind == Kind::Person { self.tokens.len().saturating_sub(count) } else { 0 };
        self.tokens.get(skipped..).unwrap_or(&[])
    }

    fn has(&self, word: &str, forgiving: bool) -> bool {
        self.tokens.iter().any(|token| {
            token.starts_with(word)
                || forgiving && (typo(token, word).is_some() || alike(&phonemes(token), &phonemes(word)))
        })
    }

    /// Whole before beginning before middle, exact before forgiven, then the actor's mentions.
    fn score(&self, wanted: &[String], forgiving: bool) -> u32 {
        let whole = self.tokens == wanted;
        let from_start = self.tokens.iter().zip(wanted).all(|(token, word)| token.starts_with(word.as_str()));
        let in_order = wanted.iter().all(|word| self.tokens.contains(word));
        let fit = if forgiving { 100 } else { 400 };
        let fit = fit
            + if whole {
                400
            } else if from_start {
                250
            } else if in_order {
                200
            } else {
                100
            };
        // The logarithm keeps a name met a thousand times from burying one that fits better.
        fit + self.actor.mentions.max(1).ilog2() * 12 + u32::from(self.text == self.actor.name) * 6
    }
}

/// Whether the sounds that were typed are a whole token's, or the beginning of one's.
fn begins_alike(typed: &[char], token: &[char]) -> bool {
    if alike(typed, token) {
        return true;
    }
    (typed.len().saturating_sub(1)..=typed.len() + 1)
        .filter_map(|length| token.get(..length))
        .any(|head| alike(typed, head))
}

/// Whether a token begins with `word` but for one slip.
fn begins_with_slip(token: &str, word: &str) -> bool {
    let length = word.chars().count();
    let ends = token.char_indices().map(|(at, _)| at).chain([token.len()]);
    let mut heads = ends.skip(length.saturating_sub(1)).take(3).filter_map(|end| token.get(..end));
    heads.any(|head| typo(head, word).is_some())
}

/// The words of a name in lower case without marks.
fn words(text: &str) -> Vec<String> {
    split(&plain(text)).map(str::to_owned).collect()
}

fn split(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Hashes of the word and of what is left when one letter is dropped.
fn deletions(word: &str) -> impl Iterator<Item = u64> {
    use std::hash::Hasher;
    let letters: Vec<char> = word.chars().take(40).collect();
    let usable = letters.len() >= 4;
    (0..=letters.len()).filter(move |_| usable).map(move |dropped| {
        let mut hasher = rustc_hash::FxHasher::default();
        for (_, letter) in letters.iter().enumerate().filter(|(at, _)| *at != dropped) {
            hasher.write_u32(u32::from(*letter));
        }
        hasher.finish()
    })
}

/// The form with white space folded and one kind of apostrophe and hyphen.
pub(super) fn exact(form: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    let folded = form.split(' ').all(|word| !word.is_empty() && word.bytes().all(plain));
    if folded {
        return form.to_owned();
    }
    let mut out = String::with_capacity(form.len());
    for word in form.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            '‐' | '‑' => '-',
            other => other,
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::actor::marked::read;
    use crate::actor::{Actors, ActorsFile, Reading, Source, resolve};

    fn corpus() -> Actors {
        let text = "{p:Amina Kovač}, {p:Kovač}, {p:Ibrahima Sangaré}, {p:Sangaré}, {p:Sangaré}, {p:Hamid al-Rashidi}, \
            {p:Petar Lindqvist}, the {o:Northern Fisheries Board} ({o:NFB}), {s:Norway}, {s:Oslo}, {p:𝒩acanabo Diop}";
        let reading: Reading = read(text);
        resolve(&[Source { told: &reading, published: None, path: "a.txt" }], &ActorsFile::default())
    }

    /// The names found, best first.
    fn found(query: &str) -> Vec<String> {
        let actors = corpus();
        let found = actors.search(query, 5);
        found.iter().filter_map(|found| actors.get(found.actor)).map(|actor| actor.name.clone()).collect()
    }

    #[test]
    fn an_actor_is_found_by_any_part_of_any_form() {
        for (query, first) in [
            ("kov", "Amina Kovač"),
            ("Amina K", "Amina Kovač"),
            ("fisheries", "Northern Fisheries Board"),
            ("nfb", "Northern Fisheries Board"),
            ("board north", "Northern Fisheries Board"),
            ("osl", "Norway"),
            ("rashidi", "Hamid al-Rashidi"),
            ("sangare", "Ibrahima Sangaré"),
        ] {
            assert_eq!(found(query).first().map(String::as_str), Some(first), "{query}");
        }
    }

    #[test]
    fn small_misspellings_are_forgiven() {
        for (query, first) in [
            ("Sangarre", "Ibrahima Sangaré"),
            ("sengare", "Ibrahima Sangaré"),
            ("lidnqvist", "Petar Lindqvist"),
            ("lindkv", "Petar Lindqvist"),
            ("rachidi", "Hamid al-Rashidi"),
            ("ibrhim", "Ibrahima Sangaré"),
            ("lindvqi", "Petar Lindqvist"),
        ] {
            assert_eq!(found(query).first().map(String::as_str), Some(first), "{query}");
        }
    }

    #[test]
    fn nobody_is_found_for_what_nobody_is_called() {
        for query in ["", " ", "-", "zzz", "qwertyuiop", "𝒩𝒩", "\u{301}", "qqqq", "nnn", "kkkkk"] {
            assert_eq!(found(query), Vec::<String>::new(), "{query:?}");
        }
    }

    #[test]
    fn a_form_is_looked_up_as_it_is_written() {
        let actors = corpus();
        assert_eq!(actors.with_form("Amina  Kovač").len(), 1);
        assert_eq!(actors.with_form("amina kovač").len(), 0);
        assert_eq!(actors.with_form("NFB").len(), 1);
    }
}
