//! Within what likeness connects: which names are one.
//!
//! Names that an article gives to one actor are one. Others join a cluster only if they are like all of it (complete
//! link), so that chains of near-misses never make one of many. The names with most neighbours come first: they
//! become the heads. How many articles use a name plays no part, so that more articles which use the same names part
//! nobody.

use rustc_hash::FxHashMap;

use super::analyst::Vetoes;
use super::blocks::{Alike, alike};
use super::nodes::{Node, Nodes, What};

/// The clusters of `part`, which nothing connects with any other name: lists of names, the first of which stands for
/// all.
pub(super) fn clusters(nodes: &Nodes, part: &[u32], vetoes: &Vetoes) -> Vec<Vec<u32>> {
    let atoms = nodes.parts_of_few(part, |row, next| next.extend(row.beside.keys()));
    let mut atoms: Vec<Vec<u32>> = atoms.iter().map(<[u32]>::to_vec).collect();
    if atoms.len() > 1 {
        let neighbours = |atom: &Vec<u32>| -> usize {
            atom.iter().filter_map(|&node| nodes.get(node)).map(|row| row.like.len()).sum()
        };
        atoms.sort_by_cached_key(|atom| {
            let first = atom.first().map_or("", |&node| nodes.key(node)).to_owned();
            (std::cmp::Reverse(neighbours(atom)), first)
        });
    }
    let mut clusters: Vec<Vec<Vec<u32>>> = Vec::new();
    let mut place: FxHashMap<u32, usize> = FxHashMap::default();
    for atom in atoms {
        let like = atom.iter().filter_map(|&node| nodes.get(node)).flat_map(|row| &row.like);
        let mut near: Vec<usize> = like.filter_map(|other| place.get(other)).copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&at| {
            clusters.get(at).is_some_and(|cluster| cluster.iter().all(|other| are_one(nodes, &atom, other, vetoes)))
        });
        let at = if let [only] = near.as_slice() { *only } else { clusters.len() };
        place.extend(atom.iter().map(|&node| (node, at)));
        match clusters.get_mut(at) {
            Some(cluster) => cluster.push(atom),
            None => clusters.push(vec![atom]),
        }
    }
    let mut clusters: Vec<Vec<u32>> = clusters.into_iter().map(|atoms| atoms.concat()).collect();
    if clusters.len() > 1 {
        join_short(nodes, &mut clusters);
        join_translations(nodes, &mut clusters);
    }
    for cluster in &mut clusters {
        cluster.sort_unstable_by(|&one, &two| nodes.key(one).cmp(nodes.key(two)));
    }
    clusters
}

/// Whether two sets of names, each of one actor, are one's: a name of the one is like a name of the other, and the
/// analyst holds none apart.
fn are_one(nodes: &Nodes, one: &[u32], two: &[u32], vetoes: &Vetoes) -> bool {
    let mut like = false;
    for row in one.iter().filter_map(|&node| nodes.get(node)) {
        for &other in two {
            if row.like.binary_search(&other).is_ok() {
                like |= nodes.get(other).is_some_and(|other| are_same(row, other));
            }
            if !vetoes.is_empty()
                && let (What::Person(a), Some(What::Person(b))) = (&row.what, nodes.get(other).map(|row| &row.what))
                && vetoes.forbid(a.person().key(), b.person().key())
            {
                return false;
            }
        }
    }
    like
}

fn are_same(one: &Node, two: &Node) -> bool {
    matches!((&one.what, &two.what), (What::Person(_), What::Person(_))) || alike(one, two) == Some(Alike::Same)
}

/// Where each name stands among the clusters.
fn places(clusters: &[Vec<u32>]) -> FxHashMap<u32, usize> {
    clusters.iter().enumerate().flat_map(|(at, cluster)| cluster.iter().map(move |&node| (node, at))).collect()
}

/// Shorter names of organisations join the one longer name that they are short for.
fn join_short(nodes: &Nodes, clusters: &mut Vec<Vec<u32>>) {
    let place = places(clusters);
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let mut longer: Vec<usize> = Vec::new();
        for row in cluster.iter().filter_map(|&node| nodes.get(node)) {
            let long = |other: &&u32| nodes.get(**other).is_some_and(|other| alike(row, other) == Some(Alike::Short));
            longer.extend(row.like.iter().filter(long).filter_map(|other| place.get(other)).filter(|&&to| to != at));
        }
        longer.sort_unstable();
        longer.dedup();
        if let [only] = longer.as_slice() {
            moves.push((at, *only));
        }
    }
    join(clusters, &moves);
}

/// Long forms of one acronym that share much of their words join the first so.
fn join_translations(nodes: &Nodes, clusters: &mut Vec<Vec<u32>>) {
    let place = places(clusters);
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let translated = cluster.iter().filter_map(|&node| nodes.get(node)).flat_map(|row| {
            let same =
                |other: &&u32| nodes.get(**other).is_some_and(|other| alike(row, other) == Some(Alike::Translated));
            row.like.iter().filter(same)
        });
        // Only to heads: to those that do not themselves join another.
        let head = translated.filter_map(|other| place.get(other)).filter(|&&to| to < at).min();
        if let Some(&head) = head.filter(|head| !moves.iter().any(|(from, _)| from == *head)) {
            moves.push((at, head));
        }
    }
    join(clusters, &moves);
}

/// Moves the names of the first of each pair to the second.
fn join(clusters: &mut Vec<Vec<u32>>, moves: &[(usize, usize)]) {
    let mut parent: Vec<usize> = (0..clusters.len()).collect();
    let root = |parent: &[usize], mut at: usize| {
        while let Some(&up) = parent.get(at).filter(|&&up| up != at) {
            at = up;
        }
        at
    };
    for &(from, to) in moves {
        let (from, to) = (root(&parent, from), root(&parent, to));
        if let Some(slot) = parent.get_mut(from) {
            *slot = to;
        }
    }
    for at in 0..clusters.len() {
        let to = root(&parent, at);
        if to != at
            && let Some(names) = clusters.get_mut(at).map(std::mem::take)
            && let Some(cluster) = clusters.get_mut(to)
        {
            cluster.extend(names);
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
}
