//! Units joined into clusters.

/// A forest of joined units; the root of a cluster is its first unit.
pub(super) struct Clusters {
    parent: Vec<usize>,
}

impl Clusters {
    pub(super) fn new(units: usize) -> Clusters {
        Clusters { parent: (0..units).collect() }
    }

    pub(super) fn root(&self, unit: usize) -> usize {
        let mut at = unit;
        while let Some(&parent) = self.parent.get(at)
            && parent != at
        {
            at = parent;
        }
        at
    }

    pub(super) fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        let (low, high) = (one.min(two), one.max(two));
        if let Some(parent) = self.parent.get_mut(high) {
            *parent = low;
        }
        // Paths are kept short: whoever was asked for points to the root.
        for unit in [one, two] {
            if let Some(parent) = self.parent.get_mut(unit) {
                *parent = low;
            }
        }
    }

    /// Joins all of these.
    pub(super) fn join_all(&mut self, units: &[usize]) {
        if let Some((&first, rest)) = units.split_first() {
            for &unit in rest {
                self.join(first, unit);
            }
        }
    }

    /// The members of every cluster, by their roots.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let mut place: Vec<Option<usize>> = vec![None; self.parent.len()];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for unit in 0..self.parent.len() {
            let root = self.root(unit);
            let at = match place.get(root).copied().flatten() {
                Some(at) => at,
                None => {
                    groups.push(Vec::new());
                    if let Some(slot) = place.get_mut(root) {
                        *slot = Some(groups.len() - 1);
                    }
                    groups.len() - 1
                }
            };
            if let Some(group) = groups.get_mut(at) {
                group.push(unit);
            }
        }
        groups
    }
}
