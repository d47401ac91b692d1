//! Which names are compared at all, and when two names are alike.
//!
//! Names find each other by keys that all spellings of a name share, so that no pair that is alike is missed and
//! next to none that is not is looked at.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::analyst::Vetoes;
use super::few::Few;
use super::nodes::{Node, What};
use crate::actor::matching::PersonName;
use crate::actor::matching::tokens::Token;
use crate::actor::organisation::OrganisationName;

/// A block with more names than this is not used: its names find each other by finer keys, which differ by exact sounds.
const MOST_COMPARED: usize = 512;
/// A name with more middle names than this meets shorter ones by leaving out one of them, not several.
const MOST_MIDDLES: usize = 4;
/// Long forms of one acronym that share at least this much of their words are one name, translated or misremembered.
const SHARED_WORDS: f32 = 0.5;
/// What turns the key of a name's whole into that of what longer names have when middle names are left out.
const PARTS: u64 = 0x9E37_79B9_7F4A_7C15;

/// Into how many parts the blocks are divided by their keys' highest bits, so that several cores fill them.
const PARTS_OF_BLOCKS: usize = 1 << BITS;
const BITS: u32 = 5;
/// Fewer new names than this are put where they belong by one core.
const MOST_ALONE: usize = 1 << 10;

/// Names by the keys that their spellings share.
#[derive(Debug)]
pub(super) struct Blocks {
    by_key: Vec<FxHashMap<u64, Block>>,
    acronyms_of: FxHashMap<u32, Vec<u64>>,
    /// Names that have become comparable, or too many to compare, since last asked.
    crossed: Vec<u32>,
}

impl Default for Blocks {
    fn default() -> Blocks {
        let by_key = (0..PARTS_OF_BLOCKS).map(|_| FxHashMap::default()).collect();
        Blocks { by_key, acronyms_of: FxHashMap::default(), crossed: Vec::new() }
    }
}

/// Names that share a key: mostly there is but one.
type Block = Few<u32, 1>;

/// The blocks that a name stands in, and those in which it finds its like.
#[derive(Debug, Default)]
pub(super) struct Keys {
    stands: Vec<u64>,
    /// A block to look through, and the one that must not have too many names.
    looks: Vec<(u64, u64)>,
}

impl Blocks {
    /// Puts names, which have these `keys`, where their like find them.
    pub(super) fn insert(&mut self, names: &[u32], keys: &[Keys], rows: &[Option<Node>]) {
        let parts = if names.len() < MOST_ALONE { 0 } else { PARTS_OF_BLOCKS };
        let mut of_part: Vec<Vec<(u64, u32)>> = (0..parts).map(|_| Vec::new()).collect();
        for (&node, keys) in names.iter().zip(keys) {
            for &key in &keys.stands {
                match of_part.get_mut(part_of(key)) {
                    Some(part) => part.push((key, node)),
                    None => self.put(key, node),
                }
            }
        }
        let crossed: Vec<Vec<u64>> = self
            .by_key
            .par_iter_mut()
            .zip(of_part)
            .map(|(blocks, names)| {
                blocks.reserve(names.len());
                names
                    .into_iter()
                    .filter(|&(key, node)| put(blocks, key, node) == MOST_COMPARED + 1)
                    .map(|(key, _)| key)
                    .collect()
            })
            .collect();
        for key in crossed.into_iter().flatten() {
            self.cross(key);
        }
        for &node in names {
            if let Some(row) = rows.get(node as usize).and_then(Option::as_ref) {
                self.insert_acronyms(node, row);
            }
        }
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
            let keys: Vec<u64> = row.acronyms.keys().map(|acronym| acronym_key(acronym)).collect();
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
        let size = self.by_key.get_mut(part_of(key)).map_or(0, |blocks| put(blocks, key, node));
        if size == MOST_COMPARED + 1 {
            self.cross(key);
        }
    }

    fn take(&mut self, key: u64, node: u32) {
        let Some(blocks) = self.by_key.get_mut(part_of(key)) else { return };
        let Some(names) = blocks.get_mut(&key) else { return };
        if let Some(at) = names.iter().position(|other| *other == node) {
            names.remove(at);
        }
        match names.len() {
            0 => drop(blocks.remove(&key)),
            MOST_COMPARED => self.cross(key),
            _ => {}
        }
    }

    fn cross(&mut self, key: u64) {
        for key in [key, key ^ PARTS] {
            let names = self.by_key.get(part_of(key)).and_then(|blocks| blocks.get(&key));
            self.crossed.extend(names.into_iter().flat_map(|names| names.iter()));
        }
    }

    fn names(&self, key: u64) -> &[u32] {
        self.by_key.get(part_of(key)).and_then(|blocks| blocks.get(&key)).map_or(&[], |names| names)
    }

    /// The names that have to look for their like again because a block grew or shrank past what is compared.
    pub(super) fn crossed(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.crossed)
    }

    /// The names that `row`, which has these `keys`, is to be compared with: those that `fit`.
    pub(super) fn candidates(&self, row: &Node, keys: &Keys, fit: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let acronyms = row.acronyms.keys().map(|acronym| acronym_key(acronym)).map(|key| (key, key));
        for (key, counts) in keys.looks.iter().copied().chain(acronyms) {
            let names = self.names(key);
            if key == counts && names.len() > MOST_COMPARED {
                continue;
            }
            let first = found.len();
            found.extend(names.iter().copied().filter(|&node| fit(node)));
            if found.len() > first && key != counts && self.names(counts).len() > MOST_COMPARED {
                found.truncate(first);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn part_of(key: u64) -> usize {
    (key >> (u64::BITS - BITS)) as usize
}

/// Puts a name under a key; how many there are then.
fn put(blocks: &mut FxHashMap<u64, Block>, key: u64, node: u32) -> usize {
    let names = blocks.entry(key).or_default();
    names.push(node);
    names.len()
}

impl Keys {
    /// Puts the keys in order, each once.
    fn order(&mut self) {
        self.stands.sort_unstable();
        self.stands.dedup();
        self.looks.sort_unstable();
        self.looks.dedup();
    }

    /// Names that stand under this key are compared with one another.
    fn meet(&mut self, key: u64) {
        self.stands.push(key);
        self.looks.push((key, key));
    }
}

/// FNV-1a (Fowler, Noll and Vo), a number at a time.
fn hash(parts: impl IntoIterator<Item = u64>) -> u64 {
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        let hash = (hash ^ part).wrapping_mul(0x0100_0000_01b3);
        hash ^ (hash >> 32)
    })
}

fn letters(text: &str) -> impl Iterator<Item = u64> {
    text.bytes().map(u64::from)
}

fn acronym_key(acronym: &str) -> u64 {
    hash(std::iter::once(u64::from(b'a') << 8).chain(letters(acronym)))
}

/// The keys of a name; its acronyms have others.
pub(super) fn keys(what: &What) -> Keys {
    let mut keys = Keys { stands: Vec::with_capacity(8), looks: Vec::with_capacity(8) };
    match what {
        // Two names that are read in one way have each key once.
        What::Person(form) if form.person().name.is_plain() => person_keys(&form.person().name, &mut keys),
        What::Person(form) => {
            person_keys(&form.person().name, &mut keys);
            keys.order();
        }
        What::Organisation(name) => {
            organisation_keys(name, &mut keys);
            keys.order();
        }
        What::Surname(_) | What::Acronym(_) | What::Name(_) => return Keys::default(),
    }
    keys
}

/// What spellings of a full name share: the sounds of all tokens but for vowels, where the longer may have more in the
/// middle; or all letters; or the letters of each token in whatever order.
fn person_keys(name: &PersonName, keys: &mut Keys) {
    for tokens in name.readings() {
        let [first, middle @ .., last] = tokens else { continue };
        // An initial may stand for any name: it is left out.
        let middle: Vec<u64> = middle.iter().filter(|token| !token.initial).map(|token| token.sounds).collect();
        let exact = |token: &Token| hash(token.phonemes.iter().map(|&phoneme| u64::from(phoneme)));
        let (first_sounds, last_sounds) = (first.sounds, last.sounds);
        let ends = [[1, first_sounds, last_sounds], [2, exact(first), last_sounds], [3, first_sounds, exact(last)]];
        for ends in ends {
            let whole = hash(ends.into_iter().chain(middle.iter().copied()));
            keys.stands.push(whole);
            keys.looks.push((whole ^ PARTS, whole));
            with_parts(&middle, |part| {
                let part = hash(ends.into_iter().chain(part));
                keys.stands.push(part ^ PARTS);
                keys.looks.push((part, part));
            });
        }
        keys.meet(hash(std::iter::once(4).chain(tokens.iter().flat_map(|token| letters(&token.plain)))));
        keys.meet(hash(std::iter::once(5).chain(tokens.iter().map(shuffled))));
    }
}

/// Does this with the middle names with any of them left out; of many, one.
fn with_parts(middle: &[u64], mut each: impl FnMut(&mut dyn Iterator<Item = u64>)) {
    let count = middle.len();
    let several = count <= MOST_MIDDLES;
    for chosen in 0..if several { 1 << count } else { count + 1 } {
        let kept = |at: usize| if several { chosen >> at & 1 == 1 } else { at != chosen };
        each(&mut middle.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, &name)| name));
    }
}

/// The same for the letters of a token in whatever order.
fn shuffled(token: &Token) -> u64 {
    token.plain.chars().fold(0, |sum: u64, letter| sum.wrapping_add(hash([u64::from(letter), 7])))
}

/// The words by which like names find each other: the first and the last that are not generic; where there are many,
/// both.
fn organisation_keys(name: &OrganisationName, keys: &mut Keys) {
    let sounds = name.sounds();
    let mut own = sounds.iter().filter(|word| !word.generic);
    let first = own.next().or(sounds.first());
    let last = own.next_back().or_else(|| sounds.iter().find(|word| !word.generic)).or(sounds.last());
    let (Some(first), Some(last)) = (first, last) else { return };
    keys.meet(hash([6, first.code]));
    keys.meet(hash([6, last.code]));
    keys.meet(hash([7, first.code, last.code]));
    let words = name.words.iter().flat_map(|word| letters(word).chain([u64::from(b' ')]));
    keys.meet(hash(std::iter::once(8).chain(words)));
}

/// How many words of a name are sketched.
const SKETCHED: usize = 4;

/// What is seen of a name at once: most names that share a word are told apart by the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sketch {
    /// How many words an organisation's name has; none of any other name.
    words: u8,
    acronyms: bool,
    /// Of each word the code of its sounds; 0 where that says nothing.
    codes: [u32; SKETCHED],
}

impl Sketch {
    pub(super) fn new(row: &Node) -> Sketch {
        let What::Organisation(name) = &row.what else { return Sketch::default() };
        let mut codes = [0; SKETCHED];
        for (slot, word) in codes.iter_mut().zip(name.sounds()) {
            // Words of vowels are alike though the codes of their sounds are not.
            *slot = if word.silent { 0 } else { (word.code as u32).max(1) };
        }
        let words = u8::try_from(name.words.len()).unwrap_or(u8::MAX);
        Sketch { words, acronyms: !row.acronyms.is_empty(), codes }
    }

    /// Whether [`are_like`] has to be asked.
    pub(super) fn may_be_like(&self, other: &Sketch) -> bool {
        if self.words == 0 || other.words == 0 || self.acronyms && other.acronyms {
            return true;
        }
        let may_be = |one: &u32, two: &u32| one == two || *one == 0 || *two == 0;
        let (short, long) = if self.words <= other.words { (self, other) } else { (other, self) };
        let common = SKETCHED.min(usize::from(short.words));
        // One name's words are the other's, or its first or its last ones.
        let same = |skipped| {
            short.codes.iter().zip(long.codes.iter().skip(skipped)).take(common).all(|(one, two)| may_be(one, two))
        };
        same(0) || long.words == short.words.saturating_add(1) && same(1)
    }
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
    } else {
        // A name with fewer words is never the longer one.
        let (alike, short, long) =
            if a.words.len() < b.words.len() { (Alike::Short, a, b) } else { (Alike::Long, b, a) };
        (is_short_for(short, long) && !a.is_generic() && !b.is_generic()).then_some(alike)
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
            a.person().name.is_same(&b.person().name) && !vetoes.forbid(a.person().key(), b.person().key())
        }
        _ => alike(one, two).is_some(),
    }
}
