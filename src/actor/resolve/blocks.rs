//! Which names are compared at all, and when two names are alike.
//!
//! Names find each other by keys that all spellings of a name share, so that no pair that is alike is missed and
//! next to none that is not is looked at.

use rustc_hash::FxHashMap;

use super::analyst::Vetoes;
use super::nodes::{Node, What};
use crate::actor::matching::phonemes::{block_key, phonemes};
use crate::actor::matching::tokens::Token;
use crate::actor::matching::{Likeness, PersonName};
use crate::actor::organisation::OrganisationName;

/// A block with more names than this is not used: its names find each other by finer keys, which differ by exact sounds.
const MOST_COMPARED: usize = 512;
/// A name with more middle names than this meets shorter ones by leaving out one of them, not several.
const MOST_MIDDLES: usize = 4;
/// Long forms of one acronym that share at least this much of their words are one name, translated or misremembered.
const SHARED_WORDS: f32 = 0.5;
/// What turns the key of a name's whole into that of what longer names have when middle names are left out.
const PARTS: u64 = 0x9E37_79B9_7F4A_7C15;

/// Names by the keys that their spellings share.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    by_key: FxHashMap<u64, Vec<u32>>,
    acronyms_of: FxHashMap<u32, Vec<u64>>,
    /// Names that have become comparable, or too many to compare, since last asked.
    crossed: Vec<u32>,
}

/// The blocks that a name stands in, and those in which it finds its like.
#[derive(Default)]
struct Keys {
    stands: Vec<u64>,
    /// A block to look through, and the one that must not have too many names.
    looks: Vec<(u64, u64)>,
}

impl Blocks {
    pub(super) fn insert(&mut self, node: u32, row: &Node) {
        for key in keys(&row.what).stands {
            self.put(key, node);
        }
        self.insert_acronyms(node, row);
    }

    pub(super) fn remove(&mut self, node: u32, row: &Node) {
        for key in keys(&row.what).stands {
            self.take(key, node);
        }
        self.remove_acronyms(node);
    }

    pub(super) fn insert_acronyms(&mut self, node: u32, row: &Node) {
        self.remove_acronyms(node);
        if !row.acronyms.is_empty() {
            let keys: Vec<u64> = row.acronyms.keys().map(|acronym| hash(&["a", acronym])).collect();
            for &key in &keys {
                self.put(key, node);
            }
            self.acronyms_of.insert(node, keys);
        }
    }

    pub(super) fn remove_acronyms(&mut self, node: u32) {
        for key in self.acronyms_of.remove(&node).unwrap_or_default() {
            self.take(key, node);
        }
    }

    fn put(&mut self, key: u64, node: u32) {
        let block = self.by_key.entry(key).or_default();
        block.push(node);
        if block.len() == MOST_COMPARED + 1 {
            self.cross(key);
        }
    }

    fn take(&mut self, key: u64, node: u32) {
        let Some(block) = self.by_key.get_mut(&key) else { return };
        block.retain(|&other| other != node);
        match block.len() {
            0 => drop(self.by_key.remove(&key)),
            MOST_COMPARED => self.cross(key),
            _ => {}
        }
    }

    fn cross(&mut self, key: u64) {
        for key in [key, key ^ PARTS] {
            self.crossed.extend(self.by_key.get(&key).into_iter().flatten());
        }
    }

    /// The names that have to look for their like again because a block grew or shrank past what is compared.
    pub(super) fn crossed(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.crossed)
    }

    /// The names that `row` is to be compared with, itself perhaps among them.
    pub(super) fn candidates(&self, row: &Node) -> Vec<u32> {
        let block = |key: u64| self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
        let acronyms = row.acronyms.keys().map(|acronym| hash(&["a", acronym])).map(|key| (key, key));
        let looks = keys(&row.what).looks.into_iter().chain(acronyms);
        let usable = looks.filter(|&(_, counts)| block(counts).len() <= MOST_COMPARED);
        let mut found: Vec<u32> = usable.flat_map(|(key, _)| block(key).iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Keys {
    /// Names that stand under this key are compared with one another.
    fn meet(&mut self, key: u64) {
        self.stands.push(key);
        self.looks.push((key, key));
    }
}

fn hash(parts: &[&str]) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

fn keys(what: &What) -> Keys {
    let mut keys = Keys::default();
    match what {
        What::Person(form) => person_keys(&form.person().name, &mut keys),
        What::Organisation(name) => organisation_keys(name, &mut keys),
        What::Surname(_) | What::Acronym(_) | What::Name(_) => {}
    }
    keys.stands.sort_unstable();
    keys.stands.dedup();
    keys.looks.sort_unstable();
    keys.looks.dedup();
    keys
}

/// What spellings of a full name share: the sounds of all tokens but for vowels, where the longer may have more in the
/// middle; or all letters; or the letters of each token in whatever order.
fn person_keys(name: &PersonName, keys: &mut Keys) {
    for tokens in name.readings() {
        let [first, middle @ .., last] = tokens else { continue };
        let exact = |token: &Token| token.phonemes.iter().collect::<String>();
        let coarse = |token: &Token| block_key(&token.phonemes);
        // An initial may stand for any name: it is left out.
        let middle: Vec<String> = middle.iter().filter(|token| !token.initial).map(coarse).collect();
        let ends = [
            ("p", coarse(first), coarse(last)),
            ("pf", exact(first), coarse(last)),
            ("pl", coarse(first), exact(last)),
        ];
        for (sort, first, last) in &ends {
            let key = |middle: &[&str]| hash(&[&[*sort, first, last], middle].concat());
            let whole = key(&middle.iter().map(String::as_str).collect::<Vec<_>>());
            keys.stands.push(whole);
            keys.looks.push((whole ^ PARTS, whole));
            for part in parts(&middle) {
                let part = key(&part);
                keys.stands.push(part ^ PARTS);
                keys.looks.push((part, part));
            }
        }
        let whole: String = tokens.iter().map(|token| token.plain.as_str()).collect();
        keys.meet(hash(&["pw", &whole]));
        let shuffled: Vec<String> = tokens.iter().map(shuffled).collect();
        let mut parts = vec!["ps"];
        parts.extend(shuffled.iter().map(String::as_str));
        keys.meet(hash(&parts));
    }
}

/// The middle names with any of them left out; of many, one.
fn parts(middle: &[String]) -> Vec<Vec<&str>> {
    let count = middle.len();
    if count > MOST_MIDDLES {
        let without = |left_out: usize| {
            let kept = middle.iter().enumerate().filter(move |(at, _)| *at != left_out);
            kept.map(|(_, name)| name.as_str()).collect()
        };
        return (0..=count).map(without).collect();
    }
    let chosen = |set: usize| {
        let kept = middle.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
        kept.map(|(_, name)| name.as_str()).collect()
    };
    (0..1usize << count).map(chosen).collect()
}

fn shuffled(token: &Token) -> String {
    let mut letters: Vec<char> = token.plain.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// The words by which like names find each other: the first and the last that are not generic; where there are many,
/// both.
fn organisation_keys(name: &OrganisationName, keys: &mut Keys) {
    let mut words: Vec<&str> = name.own_words().collect();
    if words.is_empty() {
        words = name.words.iter().map(String::as_str).collect();
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let (first, last) = (block_key(&phonemes(first)), block_key(&phonemes(last)));
    keys.meet(hash(&["o", &first]));
    keys.meet(hash(&["o", &last]));
    keys.meet(hash(&["ob", &first, &last]));
    keys.meet(hash(&["ow", &name.key()]));
}

/// How two organisations' names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// Two spellings of one name.
    Same,
    /// The first is the second without what says whose it is or what sort of body.
    Short,
    /// The second is the first so.
    Long,
    /// Two long forms of one acronym that share much of their words.
    Translated,
}

/// How the names of two organisations are alike, if they are.
pub(super) fn alike(one: &Node, two: &Node) -> Option<Alike> {
    let (What::Organisation(a), What::Organisation(b)) = (&one.what, &two.what) else { return None };
    let differ = matches!((a.of, b.of), (Some(a), Some(b)) if a.name != b.name);
    if differ {
        None
    } else if a.is_same(b) {
        Some(Alike::Same)
    } else if one.acronyms.keys().any(|acronym| two.acronyms.contains_key(acronym)) && a.overlap(b) >= SHARED_WORDS {
        Some(Alike::Translated)
    } else if a.is_generic() || b.is_generic() {
        None
    } else if is_short_for(a, b) {
        Some(Alike::Short)
    } else if is_short_for(b, a) {
        Some(Alike::Long)
    } else {
        None
    }
}

/// Whether one is the other without the acronym that says whose it is, or without what only says what sort of body it
/// is. A word before a name makes another's of it in another document ("Liberation Front", "Coastal Liberation Front").
fn is_short_for(short: &OrganisationName, long: &OrganisationName) -> bool {
    short.is_tail_of(long) && long.begins_with_acronym || short.is_head_of(long)
}

/// Whether two names are alike enough to be asked about when they are clustered.
pub(super) fn are_like(one: &Node, two: &Node, vetoes: &Vetoes) -> bool {
    match (&one.what, &two.what) {
        (What::Person(a), What::Person(b)) => {
            a.person().name.likeness(&b.person().name) == Likeness::Same
                && !vetoes.forbid(&a.person().key, &b.person().key)
        }
        _ => alike(one, two).is_some(),
    }
}
