//! Persons: full names that are one, then surnames that have one bearer.
//!
//! Names are found by a key of their sounds and compared with every name of a cluster before they join it (complete
//! link): chains of near-misses never make one of many. Clusters are made block by block, where a block is what
//! likeness connects at all, so that a change touches no other block.

use rustc_hash::{FxHashMap, FxHashSet};

use super::analyst::Vetoes;
use super::clusters::Clusters;
use super::units::Unit;
use crate::actor::matching::distance::alike;
use crate::actor::matching::phonemes::{block_key, is_vowel};
use crate::actor::matching::tokens::Token;
use crate::actor::matching::{Likeness, PersonName};
use crate::prose::Kind;

/// A surname alone goes to the commoner of two bearers if it stands in this many times as many articles.
const FAR_COMMONER: usize = 3;
/// More names under one key than this are not compared with one another: the key is of no use.
const MOST_COMPARED: usize = 400;

/// A full name, and where it stands.
struct Full {
    name: PersonName,
    /// Without marks, in lower case, white space folded: what its spellings share.
    key: String,
    units: Vec<usize>,
}

/// Joins the units of each person.
pub(super) fn join(units: &[Unit<'_>], clusters: &mut Clusters, vetoes: &Vetoes) {
    let full = full_names(units);
    for name in &full {
        clusters.join_all(&name.units);
    }
    for component in components(&full) {
        link(&full, &component, clusters, vetoes);
    }
    let bearers = Bearers::new(&full, clusters);
    join_short(&full, &bearers, clusters, vetoes);
    // Bearers are counted anew: short forms have found their long ones.
    let bearers = Bearers::new(&full, clusters);
    join_surnames(units, &bearers, clusters, vetoes);
}

/// The distinct full names, commonest first.
fn full_names(units: &[Unit<'_>]) -> Vec<Full> {
    let mut of_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut full: Vec<Full> = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Person) {
        for name in full_forms(unit) {
            let key = name.tokens.iter().map(|token| token.plain.as_str()).collect::<Vec<_>>().join(" ");
            let place = *of_key.entry(key).or_insert_with_key(|key| {
                full.push(Full { name, key: key.clone(), units: Vec::new() });
                full.len() - 1
            });
            if let Some(full) = full.get_mut(place)
                && full.units.last() != Some(&at)
            {
                full.units.push(at);
            }
        }
    }
    full.sort_by(|one, two| (two.units.len(), &one.key).cmp(&(one.units.len(), &two.key)));
    full
}

/// The full names of a unit; of one with two surnames the one without the second, where the article itself leaves that
/// out ("Ana Rojas Vidal", then "Rojas").
fn full_forms(unit: &Unit<'_>) -> Vec<PersonName> {
    let (mut full, alone): (Vec<PersonName>, Vec<PersonName>) =
        unit.actor.forms.iter().map(|form| PersonName::new(&form.text)).partition(PersonName::is_full);
    let shorter = full.iter().find_map(|name| {
        let [given, surname, _] = name.tokens.as_slice() else { return None };
        let left_out = !surname.initial && alone.iter().any(|one| one.tokens.as_slice() == [surname.clone()]);
        left_out.then(|| PersonName::new(&format!("{} {}", given.plain, surname.plain)))
    });
    full.extend(shorter);
    full
}

/// What spellings of a full name share: the sound of the surname and how the given name begins, or all letters.
fn keys(name: &PersonName) -> Vec<String> {
    let (Some(first), Some(last)) = (name.tokens.first(), name.tokens.last()) else { return Vec::new() };
    let begins = |token: &Token| match token.phonemes.iter().find(|phoneme| **phoneme != 'h') {
        Some(&phoneme) if is_vowel(phoneme) || phoneme == 'y' => "a".to_owned(),
        Some(&phoneme) => block_key(&[phoneme]),
        None => String::new(),
    };
    let whole: String = name.tokens.iter().map(|token| token.plain.as_str()).collect();
    vec![format!("{} {}", block_key(&last.phonemes), begins(first)), format!("={whole}")]
}

/// Names that likeness connects, directly or through others, commonest first in each; names that are like no other
/// are left out.
fn components(full: &[Full]) -> Vec<Vec<usize>> {
    let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, name) in full.iter().enumerate() {
        for key in keys(&name.name) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut forest = Clusters::new(full.len());
    let mut connected = vec![false; full.len()];
    for block in by_key.values().filter(|block| (2..=MOST_COMPARED).contains(&block.len())) {
        for (place, &one) in block.iter().enumerate() {
            for &two in block.iter().take(place) {
                if is_like(full, one, two) {
                    forest.join(one, two);
                    for at in [one, two] {
                        if let Some(flag) = connected.get_mut(at) {
                            *flag = true;
                        }
                    }
                }
            }
        }
    }
    forest
        .groups()
        .into_iter()
        .filter(|group| group.len() > 1 && group.iter().any(|&at| connected.get(at) == Some(&true)))
        .collect()
}

fn is_like(full: &[Full], one: usize, two: usize) -> bool {
    match (full.get(one), full.get(two)) {
        (Some(one), Some(two)) => one.name.likeness(&two.name) == Likeness::Same,
        _ => false,
    }
}

/// Within a component: each name, commonest first, joins the one cluster whose head and members it is all like.
fn link(full: &[Full], component: &[usize], clusters: &mut Clusters, vetoes: &Vetoes) {
    let mut heads: Vec<Vec<usize>> = Vec::new();
    for &at in component {
        let Some(name) = full.get(at) else { continue };
        let fits = |members: &Vec<usize>| {
            members.iter().all(|&member| {
                full.get(member).is_some_and(|other| {
                    let same_document = shares_cluster(clusters, name, other);
                    (same_document || other.name.likeness(&name.name) == Likeness::Same)
                        && !vetoes.forbid(&name.key, &other.key)
                })
            })
        };
        let fitting: Vec<usize> = (0..heads.len()).filter(|&head| heads.get(head).is_some_and(fits)).collect();
        match fitting.as_slice() {
            [only] => {
                if let Some(members) = heads.get_mut(*only) {
                    if let (Some(&first), Some(&unit)) = (
                        members.first().and_then(|&head| full.get(head)).and_then(|head| head.units.first()),
                        name.units.first(),
                    ) {
                        clusters.join(first, unit);
                    }
                    members.push(at);
                }
            }
            _ => heads.push(vec![at]),
        }
    }
}

fn shares_cluster(clusters: &Clusters, one: &Full, two: &Full) -> bool {
    match (one.units.first(), two.units.first()) {
        (Some(&one), Some(&two)) => clusters.root(one) == clusters.root(two),
        _ => false,
    }
}

/// Who bears a surname: for each of its spellings the clusters with the number of their articles.
struct Bearers {
    by_surname: FxHashMap<String, Vec<Bearer>>,
    by_sound: FxHashMap<String, Vec<String>>,
    by_first: FxHashMap<String, Vec<Bearer>>,
}

#[derive(Clone)]
struct Bearer {
    root: usize,
    articles: usize,
    /// The commonest full name.
    key: String,
}

impl Bearers {
    fn new(full: &[Full], clusters: &Clusters) -> Bearers {
        let mut units: FxHashMap<(String, usize), (FxHashSet<usize>, String)> = FxHashMap::default();
        let mut firsts: FxHashMap<(String, usize), (FxHashSet<usize>, String)> = FxHashMap::default();
        let mut by_sound: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for name in full {
            let (Some(first), Some(last), Some(&unit)) =
                (name.name.tokens.first(), name.name.last(), name.units.first())
            else {
                continue;
            };
            let root = clusters.root(unit);
            // "van der Meer" is borne as a whole and as "Meer".
            let surname = name.name.surname().filter(|surname| surname.plain != last.plain);
            for (is_first, token) in [(false, Some(last)), (false, surname), (true, Some(first))] {
                let Some(token) = token else { continue };
                let table = if is_first { &mut firsts } else { &mut units };
                let entry = table
                    .entry((token.plain.clone(), root))
                    .or_insert_with(|| (FxHashSet::default(), name.key.clone()));
                entry.0.extend(name.units.iter().copied());
            }
            for token in [Some(last), surname].into_iter().flatten() {
                let spellings = by_sound.entry(block_key(&token.phonemes)).or_default();
                if !spellings.contains(&token.plain) {
                    spellings.push(token.plain.clone());
                }
            }
        }
        Bearers { by_surname: Bearers::table(units), by_sound, by_first: Bearers::table(firsts) }
    }

    fn table(units: FxHashMap<(String, usize), (FxHashSet<usize>, String)>) -> FxHashMap<String, Vec<Bearer>> {
        let mut table: FxHashMap<String, Vec<Bearer>> = FxHashMap::default();
        for ((token, root), (articles, key)) in units {
            table.entry(token).or_default().push(Bearer { root, articles: articles.len(), key });
        }
        for bearers in table.values_mut() {
            bearers.sort_unstable_by(|one, two| (two.articles, &one.key).cmp(&(one.articles, &two.key)));
        }
        table
    }

    /// The bearers of a surname so spelled, else of one that sounds like it.
    fn of(&self, token: &Token) -> Vec<Bearer> {
        if let Some(bearers) = self.by_surname.get(&token.plain) {
            return bearers.clone();
        }
        let spellings = self.by_sound.get(&block_key(&token.phonemes)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<Bearer> = Vec::new();
        for spelling in spellings {
            let phonemes = crate::actor::matching::phonemes::phonemes(spelling);
            if alike(&phonemes, &token.phonemes) {
                for bearer in self.by_surname.get(spelling).into_iter().flatten() {
                    match found.iter_mut().find(|other| other.root == bearer.root) {
                        Some(other) => other.articles += bearer.articles,
                        None => found.push(bearer.clone()),
                    }
                }
            }
        }
        if found.is_empty() && is_family_first(&token.plain) {
            found = self.by_first.get(&token.plain).cloned().unwrap_or_default();
        }
        found.sort_unstable_by(|one, two| (two.articles, &one.key).cmp(&(one.articles, &two.key)));
        found
    }
}

/// The only bearer, or one far commoner than the next.
fn chosen(bearers: &[Bearer]) -> Option<&Bearer> {
    let first = bearers.first()?;
    let next = bearers.get(1).map_or(0, |bearer| bearer.articles);
    (next == 0 || first.articles >= next * FAR_COMMONER).then_some(first)
}

/// Full names that leave something out ("Y. Hashemi", the last two of three names) join the only name of the corpus
/// that they may be short for.
fn join_short(full: &[Full], bearers: &Bearers, clusters: &mut Clusters, vetoes: &Vetoes) {
    let mut by_surname: FxHashMap<&str, Vec<&Full>> = FxHashMap::default();
    for name in full {
        if let Some(last) = name.name.last() {
            by_surname.entry(last.plain.as_str()).or_default().push(name);
        }
    }
    let mut joins: Vec<(usize, usize)> = Vec::new();
    for name in full {
        let Some(last) = name.name.last() else { continue };
        let others = by_surname.get(last.plain.as_str()).map_or(&[][..], Vec::as_slice);
        if others.len() > MOST_COMPARED {
            continue;
        }
        let mut roots: Vec<(usize, usize)> = others
            .iter()
            .filter(|other| is_short_for(&name.name, &other.name) && !vetoes.forbid(&name.key, &other.key))
            .filter_map(|other| other.units.first().copied())
            .map(|unit| (clusters.root(unit), unit))
            .collect();
        roots.sort_unstable();
        roots.dedup_by_key(|(root, _)| *root);
        let only_bearer = !name.name.is_initialled() || bearers.of(last).len() <= 2;
        if let ([(_, unit)], Some(&own), true) = (roots.as_slice(), name.units.first(), only_bearer) {
            joins.push((own, *unit));
        }
    }
    for (one, two) in joins {
        clusters.join(one, two);
    }
}

fn is_short_for(short: &PersonName, long: &PersonName) -> bool {
    if short.is_initialled() {
        return !long.is_initialled() && short.likeness(long) == Likeness::Possible;
    }
    let extra = long.tokens.len().saturating_sub(short.tokens.len());
    extra > 0 && long.tokens.iter().skip(extra).zip(&short.tokens).all(|(one, two)| one.plain == two.plain)
}

/// Units that know nothing but a surname.
fn join_surnames(units: &[Unit<'_>], bearers: &Bearers, clusters: &mut Clusters, vetoes: &Vetoes) {
    let mut unborne: FxHashMap<String, usize> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate() {
        if unit.kind != Kind::Person || unit.actor.unresolved {
            continue;
        }
        let names: Vec<PersonName> = unit.actor.forms.iter().map(|form| PersonName::new(&form.text)).collect();
        if names.iter().any(PersonName::is_full) {
            continue;
        }
        let Some(token) = names.first().and_then(PersonName::surname) else { continue };
        let candidates = bearers.of(token);
        match chosen(&candidates) {
            Some(bearer) if !vetoes.forbid(&token.plain, &bearer.key) => clusters.join(bearer.root, at),
            _ if candidates.is_empty() => clusters.join(*unborne.entry(token.plain.clone()).or_insert(at), at),
            _ => {}
        }
    }
}

/// Romanised family names that stand first in East Asian names and alone for their bearers.
fn is_family_first(plain: &str) -> bool {
    const NAMES: &str = " xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao he guo ma luo deng jiang hun \
        kim lee park choi jung kang cho yoon jang moon yoo han roh rhee nguyen tran pham hoang phan vu dang bui mao peng \
        hou lai tsai chiang wen bo cai ding fang feng han qin shen song tang wei xie yan yu yuan zeng zheng orban abe kishida ";
    NAMES.split_whitespace().any(|name| name == plain)
}
