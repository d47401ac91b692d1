//! What is connected with what.

use rustc_hash::FxHashSet;

use super::nodes::{Node, Nodes};

/// Lists of names, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Parts {
    names: Vec<u32>,
    /// Where each list begins.
    starts: Vec<usize>,
}

impl Parts {
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// All names of all lists.
    pub(super) fn names(&self) -> &[u32] {
        &self.names
    }

    pub(super) fn get(&self, part: usize) -> &[u32] {
        let start = self.starts.get(part).copied().unwrap_or(self.names.len());
        let end = self.starts.get(part + 1).copied().unwrap_or(self.names.len());
        self.names.get(start..end).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|part| self.get(part))
    }
}

impl Nodes {
    /// What `reach` connects with these names, which may be many: the connected parts, each in the order of the keys.
    pub(super) fn parts(&self, from: &[u32], reach: impl Fn(&Node, &mut Vec<u32>)) -> Parts {
        let mut seen = vec![false; self.rows.len()];
        let see = |node: u32| seen.get_mut(node as usize).is_some_and(|seen| !std::mem::replace(seen, true));
        self.connected(from, reach, see)
    }

    /// The same for few names.
    pub(super) fn parts_of_few(&self, from: &[u32], reach: impl Fn(&Node, &mut Vec<u32>)) -> Parts {
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        self.connected(from, reach, |node| seen.insert(node))
    }

    /// The parts; `see` says of a name whether it is seen for the first time.
    fn connected(&self, from: &[u32], reach: impl Fn(&Node, &mut Vec<u32>), mut see: impl FnMut(u32) -> bool) -> Parts {
        let mut parts = Parts { names: Vec::with_capacity(from.len()), starts: Vec::with_capacity(from.len()) };
        let mut next: Vec<u32> = Vec::new();
        for &start in from {
            if self.get(start).is_none() || !see(start) {
                continue;
            }
            let first = parts.names.len();
            let mut at = first;
            parts.starts.push(first);
            parts.names.push(start);
            while let Some(&node) = parts.names.get(at) {
                at += 1;
                if let Some(row) = self.get(node) {
                    reach(row, &mut next);
                }
                parts.names.extend(next.drain(..).filter(|&other| self.get(other).is_some() && see(other)));
            }
            if let Some(part @ [_, _, ..]) = parts.names.get_mut(first..) {
                part.sort_unstable_by(|&one, &two| self.key(one).cmp(self.key(two)));
            }
        }
        parts
    }
}
