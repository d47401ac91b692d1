//! Finding the like of new names, and forgetting names that nothing is called any more.

use rayon::prelude::*;

use super::analyst::Vetoes;
use super::blocks::{self, Keys, Sketch};
use super::nodes::Nodes;

impl Nodes {
    /// Finds the neighbours of new names, and forgets names that nothing is called any more.
    pub(super) fn settle(&mut self, vetoes: &Vetoes) {
        self.forget();
        let mut fresh: Vec<u32> = self.new.take();
        let mut is_fresh = vec![false; self.rows.len()];
        let mut mark = |node: u32| is_fresh.get_mut(node as usize).is_some_and(|mark| !std::mem::replace(mark, true));
        for &node in &fresh {
            mark(node);
        }
        let mut others: Vec<u32> = Vec::new();
        for node in self.respelt.take() {
            if mark(node) {
                self.part(node);
                if let Some(row) = self.rows.get(node as usize).and_then(Option::as_ref) {
                    self.blocks.insert_acronyms(node, row);
                }
                others.push(node);
            }
        }
        let mut keys: Vec<Keys> = fresh.par_iter().map(|&node| self.keys_of(node)).collect();
        self.blocks.insert(&fresh, &keys, &self.rows);
        for node in self.blocks.crossed() {
            if mark(node) {
                others.push(node);
            }
            if self.get(node).is_some() {
                self.part(node);
                self.dirty.insert(node);
            }
        }
        keys.par_extend(others.par_iter().map(|&node| self.keys_of(node)));
        fresh.extend(others);
        self.sketches.resize_with(self.rows.len(), Sketch::default);
        let sketches: Vec<Sketch> =
            fresh.par_iter().map(|&node| self.get(node).map(Sketch::new).unwrap_or_default()).collect();
        for (&node, sketch) in fresh.iter().zip(sketches) {
            if let Some(slot) = self.sketches.get_mut(node as usize) {
                *slot = sketch;
            }
        }
        self.meet(&fresh, &keys, &is_fresh, vetoes);
    }

    /// Finds the like of the `fresh` names, which have these `keys`.
    fn meet(&mut self, fresh: &[u32], keys: &[Keys], is_fresh: &[bool], vetoes: &Vetoes) {
        let nodes = &*self;
        let sketch = |node: u32| nodes.sketches.get(node as usize);
        let found: Vec<(u32, u32)> = fresh
            .par_iter()
            .zip(keys)
            .flat_map_iter(|(&node, keys)| {
                let known = nodes.get(node).zip(sketch(node));
                // Two new names meet twice; one time is enough.
                let is_met = |other: u32| other < node && is_fresh.get(other as usize) == Some(&true);
                let candidates = known.map(|(row, own)| {
                    nodes.blocks.candidates(row, keys, |other| {
                        other != node && !is_met(other) && sketch(other).is_some_and(|other| own.may_be_like(other))
                    })
                });
                let like = candidates.unwrap_or_default().into_iter().filter(move |&other| {
                    nodes.get(node).zip(nodes.get(other)).is_some_and(|(one, two)| blocks::are_like(one, two, vetoes))
                });
                like.map(move |other| (node, other))
            })
            .collect();
        let mut met: Vec<u32> = Vec::with_capacity(found.len());
        for (one, two) in found {
            for (one, two) in [(one, two), (two, one)] {
                if let Some(row) = self.get_mut(one) {
                    row.like.push(two);
                }
                met.push(one);
            }
        }
        met.sort_unstable();
        met.dedup();
        for node in met {
            self.dirty.insert(node);
            if let Some(row) = self.get_mut(node) {
                row.like.sort_unstable();
            }
        }
    }

    /// Forgets names that nothing is called any more.
    fn forget(&mut self) {
        for node in std::mem::take(&mut self.emptied) {
            if self.get(node).is_none_or(|row| row.articles > 0) {
                continue;
            }
            self.new.remove(node);
            self.respelt.remove(node);
            self.dirty.remove(node);
            let Some(row) = self.take(node) else { continue };
            self.blocks.remove(node, &row);
            self.unlike(node, &row.like);
            self.gone.push((node, row));
        }
    }

    /// By what a name finds its like.
    fn keys_of(&self, node: u32) -> Keys {
        self.get(node).map(|row| blocks::keys(&row.what)).unwrap_or_default()
    }

    /// Takes a name from its like, and them from it.
    fn part(&mut self, node: u32) {
        let Some(row) = self.get_mut(node) else { return };
        let like = std::mem::take(&mut row.like);
        self.unlike(node, &like);
        self.dirty.extend(like);
    }

    fn unlike(&mut self, node: u32, like: &[u32]) {
        for &other in like {
            if let Some(row) = self.get_mut(other) {
                row.like.retain(|&one| one != node);
                self.dirty.insert(other);
            }
        }
    }
}
