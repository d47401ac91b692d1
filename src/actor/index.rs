//! Finding actors by a form or a part of one.

use rustc_hash::FxHashMap;

use super::matching::distance::alike;
use super::matching::phonemes::{block_key, phonemes, plain};
use super::matching::typo::typo;
use super::resolve::{Actor, ActorId, Actors, Found};

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
                index.forms.push(Form { actor: id, text: text.clone(), tokens, weight: actor.mentions, preferred });
            }
        }
        index.tokens = of_token.into_iter().collect();
        index.tokens.sort_unstable();
        for (number, (token, _)) in (0u32..).zip(&index.tokens) {
            index.by_sound.push((block_key(&phonemes(token)), number));
            index.by_slip.extend(slips(token).map(|hash| (hash, number)));
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

    /// The actors of whom a form of several words ends with the word `name`, each once.
    pub(super) fn with_last_word(&self, name: &str) -> Vec<ActorId> {
        let (name, wanted) = (exact(name), words(name));
        let [word] = wanted.as_slice() else { return Vec::new() };
        let Ok(at) = self.tokens.binary_search_by(|(token, _)| token.as_str().cmp(word)) else { return Vec::new() };
        let forms = self.tokens.get(at).into_iter().flat_map(|(_, forms)| forms).take(MOST_CANDIDATES);
        let ends = |form: &&Form| exact(&form.text).strip_suffix(&name).is_some_and(|first| first.ends_with(' '));
        let mut actors: Vec<ActorId> =
            forms.filter_map(|&number| self.form(number)).filter(ends).map(|form| form.actor).collect();
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
        for hash in slips(word) {
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

    /// The forms that are one slip, or one way of spelling the sounds, from `form`, with their actors.
    pub(super) fn near(&self, form: &str) -> Vec<(ActorId, &str)> {
        let wanted = words(form);
        let Some(longest) = wanted.iter().max_by_key(|word| word.len()) else { return Vec::new() };
        let mut candidates: Vec<u32> = Vec::new();
        // The slip may be in any word: candidates share the longest word, or have one like it.
        let exactly = self.tokens.binary_search_by(|(token, _)| token.as_str().cmp(longest)).ok();
        for at in exactly.into_iter().chain(self.like(longest)) {
            candidates.extend(self.tokens.get(at).into_iter().flat_map(|(_, forms)| forms));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let near =
            candidates.into_iter().take(MOST_CANDIDATES).filter_map(|number| self.form(number)).filter(|candidate| {
                let mut slips = 0;
                candidate.tokens.len() == wanted.len()
                    && candidate.tokens.iter().zip(&wanted).all(|(one, two)| {
                        let same = one == two;
                        slips += usize::from(!same);
                        same || is_slip(one, two)
                    })
                    && slips == 1
            });
        near.map(|form| (form.actor, form.text.as_str())).collect()
    }
}

fn is_slip(one: &str, two: &str) -> bool {
    typo(one, two).is_some() || one.len().min(two.len()) >= 5 && alike(&phonemes(one), &phonemes(two))
}

impl Form {
    fn has(&self, word: &str, forgiving: bool) -> bool {
        self.tokens.iter().any(|token| token.starts_with(word) || forgiving && is_slip(token, word))
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
fn slips(word: &str) -> impl Iterator<Item = u64> {
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
