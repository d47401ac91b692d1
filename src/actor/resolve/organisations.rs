//! Organisations: equal names, acronyms with one long form, and spellings of one name.

use rustc_hash::FxHashMap;

use super::clusters::Clusters;
use super::units::Unit;
use crate::actor::bodies::body_of;
use crate::actor::matching::phonemes::{block_key, phonemes};
use crate::actor::organisation::{OrganisationName, is_acronym};
use crate::prose::Kind;

/// Long forms of one acronym that share at least this much of their words are one name, translated or misremembered.
const SHARED_WORDS: f32 = 0.5;
/// A bare acronym goes to the commoner of two bearers if it stands in this many times as many articles.
const FAR_COMMONER: usize = 5;
/// More different names of one sound than this are not compared with one another.
const MOST_COMPARED: usize = 300;

/// Joins the units of each organisation.
pub(super) fn join(units: &[Unit<'_>], clusters: &mut Clusters) {
    let organisations: Vec<usize> =
        (0..units.len()).filter(|&at| units.get(at).is_some_and(|unit| unit.kind == Kind::Organisation)).collect();
    by_name(units, &organisations, clusters);
    by_sound(units, &organisations, clusters);
    by_acronym(units, &organisations, clusters);
}

/// The long forms of a unit that say which body it is.
fn names(unit: &Unit<'_>) -> Vec<OrganisationName> {
    let owner = unit.actor.of.as_deref();
    unit.actor
        .forms
        .iter()
        .filter(|form| !is_acronym(&form.text))
        .map(|form| {
            let mut name = OrganisationName::new(&form.text);
            name.of = name.of.or_else(|| owner.and_then(crate::prose::states::state_of));
            name
        })
        .filter(|name| name.is_certain() && !name.words.is_empty())
        .collect()
}

/// Whether a form of the unit with this name is that of a body of many states.
fn is_body(unit: &Unit<'_>, name: &OrganisationName) -> bool {
    unit.actor.forms.iter().any(|form| body_of(&form.text).is_some() && OrganisationName::new(&form.text) == *name)
}

fn acronyms(unit: &Unit<'_>) -> impl Iterator<Item = String> {
    unit.actor.forms.iter().filter(|form| is_acronym(&form.text)).map(|form| form.text.replace('.', ""))
}

fn by_name(units: &[Unit<'_>], organisations: &[usize], clusters: &mut Clusters) {
    let mut first_of: FxHashMap<String, usize> = FxHashMap::default();
    for &at in organisations {
        let Some(unit) = units.get(at) else { continue };
        let long = names(unit);
        // An acronym that the article explains otherwise is another body's.
        let explained = long.iter().any(|name| !is_body(unit, name));
        for body in unit.actor.forms.iter().filter_map(|form| body_of(&form.text)).filter(|_| !explained) {
            clusters.join(*first_of.entry(format!("={body}")).or_insert(at), at);
        }
        for name in long {
            let owner = if name.is_generic() { name.of.map_or("", |state| state.name.as_str()) } else { "" };
            let key = format!("{owner}|{}", name.key());
            clusters.join(*first_of.entry(key).or_insert(at), at);
        }
    }
}

/// A distinct name and a unit that bears it.
struct Named {
    name: OrganisationName,
    key: String,
    unit: usize,
    articles: usize,
}

/// Spellings of one name, and names that contain one another: each name joins the commonest that it is like, if all
/// that it is like are already one.
fn by_sound(units: &[Unit<'_>], organisations: &[usize], clusters: &mut Clusters) {
    let mut distinct: FxHashMap<String, Named> = FxHashMap::default();
    for &at in organisations {
        for name in units.get(at).map(names).unwrap_or_default() {
            let key = format!("{}|{}", name.of.map_or("", |state| state.name.as_str()), name.key());
            let named = distinct.entry(key.clone()).or_insert(Named { name, key, unit: at, articles: 0 });
            named.articles += 1;
        }
    }
    let mut blocks: FxHashMap<String, Vec<&Named>> = FxHashMap::default();
    for named in distinct.values() {
        for word in blocking_words(&named.name) {
            blocks.entry(block_key(&phonemes(word))).or_default().push(named);
        }
    }
    let mut blocks: Vec<(String, Vec<&Named>)> =
        blocks.into_iter().filter(|(_, block)| (2..=MOST_COMPARED).contains(&block.len())).collect();
    blocks.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
    for (_, block) in &mut blocks {
        block.sort_unstable_by(|one, two| (two.articles, &one.key).cmp(&(one.articles, &two.key)));
        for (at, named) in block.iter().enumerate() {
            let before = block.get(..at).unwrap_or(&[]);
            let same = |other: &OrganisationName| named.name.is_same(other);
            let part = |other: &OrganisationName| {
                named.name.is_tail_of(other)
                    || other.is_tail_of(&named.name)
                    || named.name.is_head_of(other)
                    || other.is_head_of(&named.name)
            };
            let mut roots = roots(before, clusters, same);
            if roots.is_empty() {
                roots = self::roots(before, clusters, part);
            }
            if let [only] = roots.as_slice() {
                clusters.join(*only, named.unit);
            }
        }
    }
}

/// The clusters of the names that are like, each once.
fn roots(names: &[&Named], clusters: &Clusters, like: impl Fn(&OrganisationName) -> bool) -> Vec<usize> {
    let mut roots: Vec<usize> =
        names.iter().filter(|other| like(&other.name)).map(|other| clusters.root(other.unit)).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// The words by which like names find each other: the first and the last that are not generic.
fn blocking_words(name: &OrganisationName) -> Vec<&str> {
    let own =
        |word: &&String| !OrganisationName { of: None, words: vec![(*word).clone()], acronym: false }.is_generic();
    let mut words: Vec<&str> = name.words.iter().filter(own).map(String::as_str).collect();
    if words.is_empty() {
        words = name.words.iter().map(String::as_str).collect();
    }
    let mut ends: Vec<&str> = words.first().into_iter().chain(words.last()).copied().collect();
    ends.dedup();
    ends
}

fn by_acronym(units: &[Unit<'_>], organisations: &[usize], clusters: &mut Clusters) {
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for &at in organisations {
        for acronym in units.get(at).into_iter().flat_map(acronyms) {
            let list = bearers.entry(acronym).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    let mut bearers: Vec<(String, Vec<usize>)> = bearers.into_iter().collect();
    bearers.sort_unstable();
    for (_, list) in &bearers {
        let (explained, bare): (Vec<usize>, Vec<usize>) =
            list.iter().partition(|&&at| units.get(at).is_some_and(|unit| !names(unit).is_empty()));
        join_translations(units, &explained, clusters);
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for &at in &explained {
            *counts.entry(clusters.root(at)).or_default() += 1;
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().map(|(root, articles)| (articles, root)).collect();
        counts.sort_unstable_by(|one, two| two.cmp(one));
        clusters.join_all(&bare);
        let (Some(&(most, root)), Some(&one_bare)) = (counts.first(), bare.first()) else { continue };
        if counts.get(1).is_none_or(|(next, _)| most >= next * FAR_COMMONER) {
            clusters.join(root, one_bare);
        }
    }
}

/// Long forms that share an acronym and enough of their words.
fn join_translations(units: &[Unit<'_>], explained: &[usize], clusters: &mut Clusters) {
    let mut heads: Vec<(usize, Vec<OrganisationName>)> = Vec::new();
    for &at in explained {
        let own = units.get(at).map(names).unwrap_or_default();
        let like = |(_, other): &&(usize, Vec<OrganisationName>)| {
            own.iter().any(|one| other.iter().any(|two| one.overlap(two) >= SHARED_WORDS && !differ_in_state(one, two)))
        };
        match heads.iter().find(like) {
            Some((head, _)) => clusters.join(*head, at),
            None if heads.len() < MOST_COMPARED => heads.push((at, own)),
            None => {}
        }
    }
}

fn differ_in_state(one: &OrganisationName, two: &OrganisationName) -> bool {
    matches!((one.of, two.of), (Some(one), Some(two)) if one.name != two.name)
}
