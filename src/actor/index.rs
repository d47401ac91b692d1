//! Finding actors by a form or a part of one.

use rustc_hash::FxHashMap;

use super::matching::distance::alike;
use super::matching::phonemes::{block_key, phonemes, plain};
use super::matching::typo::{slips, typo};
use super::resolve::{Actor, ActorId, Actors, Found};
use crate::prose::Kind;

/// Tables of forms, made once for each set of actors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    forms: Vec<Form>,
    /// Which forms are spelled exactly so.
    by_text: FxHashMap<String, Vec<u32>>,
    /// Every distinct token in lower case without marks, sorted, with the forms that have it.
    tokens: Vec<(String, Vec<u32>)>,
    /// Indices of tokens by the code of their sounds, sorted.
    by_sound: Vec<(String, u32)>,
    /// Hashes of what is left of a token when one letter is dropped, sorted: tokens one slip apart share one.
    by_slip: Vec<(u64, u32)>,
    /// For each first word of a form of several words: the most words of such a form.
    longest: FxHashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Form {
    actor: ActorId,
    text: String,
    tokens: Vec<String>,
    /// Mentions of the actor, for ranking.
    weight: u32,
    preferred: bool,
    person: bool,
}

/// A prefix that more tokens share than this is too short to rank them all; the first ones do.
const MOST_CANDIDATES: usize = 20_000;
/// Tokens are looked up by their sounds from this length on.
const SHORTEST_BY_SOUND: usize = 3;

impl Index {
    pub(super) fn new(actors: &[Actor]) -> Index {
        let mut index = Index::default();
        let mut of_token: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (actor, id) in actors.iter().zip((0u32..).map(ActorId)) {
            let own = std::iter::once(&actor.name).filter(|name| !actor.forms.iter().any(|form| form.text == **name));
            for text in actor.forms.iter().map(|form| &form.text).chain(own) {
                let number = u32::try_from(index.forms.len()).unwrap_or(u32::MAX);
                let tokens = words(text);
                for token in &tokens {
                    let list = of_token.entry(token.clone()).or_default();
                    if list.last() != Some(&number) {
                        list.push(number);
                    }
                }
                let exact = exact(text);
                let mut parts = exact.split(' ');
                if let Some(first) = parts.next() {
                    let most = index.longest.entry(first.to_owned()).or_insert(1);
                    *most = (*most).max(1 + parts.count());
                }
                index.by_text.entry(exact).or_default().push(number);
                let preferred = *text == actor.name;
                let person = actor.kind == Kind::Person;
                let weight = actor.mentions;
                index.forms.push(Form { actor: id, text: text.clone(), tokens, weight, preferred, person });
            }
        }
        index.tokens = of_token.into_iter().collect();
        index.tokens.sort_unstable();
        for (number, (token, _)) in (0u32..).zip(&index.tokens) {
            index.by_sound.push((block_key(&phonemes(token)), number));
            index.by_slip.extend(deletions(token).map(|hash| (hash, number)));
        }
        index.by_sound.sort_unstable();
        index.by_slip.sort_unstable();
        index
    }

    /// The actors with exactly this form, each once.
    pub(super) fn with_form(&self, form: &str) -> Vec<ActorId> {
        let numbers = self.by_text.get(&exact(form)).map_or(&[][..], Vec::as_slice);
        let mut actors: Vec<ActorId> = numbers.iter().filter_map(|&at| self.form(at)).map(|form| form.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// The actors with a form of these words, accents and marks forgiven: two words or more, for one alone may be another
    /// word.
    pub(super) fn spelled_alike(&self, form: &str) -> Vec<ActorId> {
        let wanted = words(form);
        let last = wanted.last().filter(|_| wanted.len() > 1).map_or("", String::as_str);
        let alike = self.having(last).filter(|candidate| candidate.tokens == wanted);
        let mut actors: Vec<ActorId> = alike.map(|candidate| candidate.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// How many words the longest form has that begins with this word.
    pub(super) fn longest_from(&self, word: &str) -> usize {
        self.longest.get(word).copied().unwrap_or(0)
    }

    fn form(&self, number: u32) -> Option<&Form> {
        self.forms.get(number as usize)
    }

    /// Indices of the tokens that begin with `prefix`.
    fn beginning_with<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = usize> + 's {
        let from = self.tokens.partition_point(|(token, _)| token.as_str() < prefix);
        (from..self.tokens.len())
            .take_while(move |&at| self.tokens.get(at).is_some_and(|(token, _)| token.starts_with(prefix)))
    }

    /// Indices of the tokens that sound like `word`, or are one slip of the pen from it; where `word` is only the
    /// beginning of a token, of those that begin so.
    fn like(&self, word: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        if word.chars().count() < SHORTEST_BY_SOUND {
            return found;
        }
        let sounds = phonemes(word);
        let key = block_key(&sounds);
        let from = self.by_sound.partition_point(|(other, _)| *other < key);
        let near =
            self.by_sound.iter().skip(from).take_while(|(other, _)| other.starts_with(&key)).take(MOST_CANDIDATES);
        for (_, number) in near {
            let at = *number as usize;
            if self.tokens.get(at).is_some_and(|(token, _)| begins_alike(&sounds, &phonemes(token))) {
                found.push(at);
            }
        }
        for hash in deletions(word) {
            let from = self.by_slip.partition_point(|(other, _)| *other < hash);
            let near = self.by_slip.iter().skip(from).take_while(|(other, _)| *other == hash).take(MOST_CANDIDATES);
            found.extend(
                near.map(|(_, number)| *number as usize)
                    .filter(|&at| self.tokens.get(at).is_some_and(|(token, _)| typo(token, word).is_some())),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn search(&self, query: &str, limit: usize) -> Vec<Found> {
        let wanted = words(query);
        let Some((last, rest)) = wanted.split_last() else { return Vec::new() };
        let mut best: FxHashMap<ActorId, (u32, u32)> = FxHashMap::default();
        for forgiving in [false, true] {
            if forgiving && best.len() >= limit {
                break;
            }
            let mut candidates: Vec<u32> = Vec::new();
            let tokens: Vec<usize> =
                if forgiving { self.like(last) } else { self.beginning_with(last).take(MOST_CANDIDATES).collect() };
            for at in tokens {
                candidates.extend(self.tokens.get(at).into_iter().flat_map(|(_, forms)| forms));
            }
            candidates.sort_unstable();
            candidates.dedup();
            for number in candidates.into_iter().take(MOST_CANDIDATES) {
                let Some(form) = self.form(number) else { continue };
                if !rest.iter().all(|word| form.has(word, forgiving)) {
                    continue;
                }
                let score = form.score(&wanted, forgiving);
                let entry = best.entry(form.actor).or_insert((score, number));
                if score > entry.0 {
                    *entry = (score, number);
                }
            }
        }
        let mut found: Vec<(u32, ActorId, u32)> =
            best.into_iter().map(|(actor, (score, number))| (score, actor, number)).collect();
        found.sort_unstable_by(|one, two| (two.0, one.1).cmp(&(one.0, two.1)));
        found.truncate(limit);
        found
            .into_iter()
            .filter_map(|(score, actor, number)| Some(Found { actor, form: self.form(number)?.text.clone(), score }))
            .collect()
    }

    /// The actors a form of which ends with the words of `form`, accents forgiven, and has more before them.
    pub(super) fn ending_with(&self, form: &str) -> Vec<ActorId> {
        let wanted = words(form);
        let mut actors: Vec<ActorId> = self
            .having(wanted.last().map_or("", String::as_str))
            .filter(|candidate| candidate.tokens.len() > wanted.len() && candidate.tokens.ends_with(&wanted))
            .map(|candidate| candidate.actor)
            .collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// The forms, or ends of forms, of which `form` may be a misspelling, with their actors.
    pub(super) fn near(&self, form: &str) -> Vec<(ActorId, &str)> {
        let wanted = words(form);
        // Where there are several words, all but one are right: candidates have one of them.
        let mut candidates: Vec<u32> = Vec::new();
        for word in &wanted {
            let exactly = self.tokens.binary_search_by(|(token, _)| token.as_str().cmp(word)).ok();
            let like = if wanted.len() == 1 { self.like(word) } else { Vec::new() };
            for at in exactly.into_iter().chain(like) {
                candidates
                    .extend(self.tokens.get(at).into_iter().flat_map(|(_, forms)| forms.iter().take(MOST_CANDIDATES)));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let candidates = candidates.into_iter().take(MOST_CANDIDATES).filter_map(|number| self.form(number));
        candidates
            .filter(|candidate| is_misspelled(candidate.end(wanted.len()), &wanted))
            .map(|candidate| (candidate.actor, last_words(&candidate.text, wanted.len())))
            .collect()
    }

    /// The forms that have this token.
    fn having(&self, token: &str) -> impl Iterator<Item = &Form> {
        let at = self.tokens.binary_search_by(|(other, _)| other.as_str().cmp(token)).ok();
        let numbers = at.and_then(|at| self.tokens.get(at)).map_or(&[][..], |(_, forms)| forms.as_slice());
        numbers.iter().take(MOST_CANDIDATES).filter_map(|&number| self.form(number))
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

impl Form {
    /// The last `count` tokens of a form, or all where there are fewer. Only persons are known by the end of their name.
    fn end(&self, count: usize) -> &[String] {
        let skipped = if self.person { self.tokens.len().saturating_sub(count) } else { 0 };
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
        fit + self.weight.max(1).ilog2() * 12 + u32::from(self.preferred) * 6
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

/// The words of a name in lower case without marks.
fn words(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
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

impl Actors {
    /// The actors that have `form`, spelled exactly so but for white space and apostrophes.
    pub fn with_form(&self, form: &str) -> Vec<ActorId> {
        self.index.with_form(form)
    }

    /// Actors that `query` may mean: any part of any form, accents and small misspellings forgiven; best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found> {
        self.index.search(query, limit)
    }
}

#[cfg(test)]
mod tests {
    use crate::actor::marked::read;
    use crate::actor::{Actors, ActorsFile, Reading, Source, resolve};

    fn corpus() -> Actors {
        let text = "{p:Amina Kovač}, {p:Kovač}, {p:Ibrahima Sangaré}, {p:Sangaré}, {p:Sangaré}, {p:Hamid al-Rashidi}, \
            {p:Petar Lindqvist}, the {o:Northern Fisheries Board} ({o:NFB}), {s:Norway}, {s:Oslo}, {p:𝒩acanabo Diop}";
        let reading: Reading = read(text);
        resolve(&[Source { reading: &reading, published: None, path: "a.txt" }], &ActorsFile::default())
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
        ] {
            assert_eq!(found(query).first().map(String::as_str), Some(first), "{query}");
        }
    }

    #[test]
    fn nobody_is_found_for_what_nobody_is_called() {
        for query in ["", " ", "-", "zzz", "qwertyuiop", "𝒩𝒩", "\u{301}"] {
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
