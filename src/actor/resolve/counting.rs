//! Taking units in under their names, and out again.

use std::sync::Arc;

use rayon::prelude::*;

use super::forms::Form;
use super::nodes::{Node, Nodes, Usage, What, surnames};
use super::units::{SourceRow, Unit, UnitId};
use crate::article::PublicationDate;

/// Fewer units than this are taken in by one core.
const MOST_ALONE: usize = 1 << 12;
/// How many names a core takes at a time.
const ROWS: usize = 512;

impl Nodes {
    /// Takes in units under their names, which they have already.
    pub(super) fn enter(&mut self, ids: &[UnitId], sources: &[Option<SourceRow>]) {
        let known = |id: UnitId| {
            let row = sources.get(id.0 as usize)?.as_ref()?;
            Some((row.units.get(id.1 as usize)?, row.published))
        };
        // A unit of one name changes that name alone.
        let mut alone: Vec<(u32, UnitId)> = Vec::with_capacity(ids.len());
        for &id in ids {
            let Some((unit, published)) = known(id) else { continue };
            if let ([node], true) = (&*unit.nodes, ids.len() >= MOST_ALONE) {
                self.dirty.insert(*node);
                alone.push((*node, id));
            } else {
                self.count(unit, true);
                if let Some(node) = unit.nodes.first().and_then(|&first| self.get_mut(first)) {
                    node.enter(id, unit, published);
                }
            }
        }
        if alone.is_empty() {
            return;
        }
        alone.par_sort_unstable();
        let respelt: Vec<Vec<u32>> = self
            .rows
            .par_chunks_mut(ROWS)
            .enumerate()
            .map(|(chunk, rows)| {
                let first = (chunk * ROWS) as u32;
                let start = alone.partition_point(|(node, _)| *node < first);
                let mut respelt = Vec::new();
                for &(node, id) in alone.get(start..).unwrap_or_default() {
                    let Some(slot) = rows.get_mut((node - first) as usize) else { break };
                    let (Some(row), Some((unit, published))) = (slot, known(id)) else { continue };
                    row.articles += 1;
                    row.bear(true, |_| true);
                    if matches!(row.what, What::Organisation(_)) && row.explain(unit, true) {
                        respelt.push(node);
                    }
                    row.enter(id, unit, published);
                }
                respelt
            })
            .collect();
        self.respelt.extend(respelt.into_iter().flatten());
    }

    /// Takes a unit out again; `latest` says when a form was last used by the units that are left.
    pub(super) fn leave(
        &mut self,
        id: UnitId,
        unit: &mut Unit,
        published: Option<PublicationDate>,
        latest: impl Fn(&[UnitId], &Arc<Form>) -> Option<PublicationDate>,
    ) {
        self.count(unit, false);
        if let Some(node) = unit.nodes.first().and_then(|&first| self.get_mut(first)) {
            if let Ok(at) = node.units.binary_search(&id) {
                node.units.remove(at);
            }
            for (form, count) in &unit.forms {
                let Some(usage) = node.usage.iter_mut().find(|usage| Arc::ptr_eq(&usage.form, form)) else { continue };
                usage.count = usage.count.saturating_sub(*count);
                usage.articles = usage.articles.saturating_sub(1);
                usage.counted = usage.counted.saturating_sub(u32::from(*count > 0));
                if usage.articles > 0 && published.is_some() && usage.latest == published {
                    usage.latest = latest(&node.units, form);
                }
            }
            node.usage.retain(|usage| usage.articles > 0);
        }
        unit.nodes = super::few::Few::default();
    }

    /// Counts a unit under all its names, or takes it from the counts.
    fn count(&mut self, unit: &Unit, add: bool) {
        let mut borne: Vec<String> = Vec::new();
        let mut explained = false;
        for (at, &node) in unit.nodes.iter().enumerate() {
            self.dirty.insert(node);
            let Some(row) = self.get_mut(node) else { continue };
            step(&mut row.articles, add);
            let emptied = row.articles == 0;
            row.bear(add, |token| {
                let first = !borne.iter().any(|other| other == token);
                if first && unit.nodes.len() > 1 {
                    borne.push(token.to_owned());
                }
                first
            });
            let respelt = matches!(row.what, What::Organisation(_)) && !std::mem::replace(&mut explained, true) && {
                row.explain(unit, add)
            };
            for (other_at, &other) in unit.nodes.iter().enumerate() {
                if other_at != at {
                    let count = row.beside.entry(other).or_default();
                    step(count, add);
                    if *count == 0 {
                        row.beside.remove(&other);
                    }
                }
            }
            if respelt {
                self.respelt.insert(node);
            }
            if emptied {
                self.emptied.push(node);
            }
        }
    }
}

impl Node {
    /// Takes in a unit that is counted here.
    fn enter(&mut self, id: UnitId, unit: &Unit, published: Option<PublicationDate>) {
        match self.units.last() {
            Some(last) if *last >= id => {
                if let Err(at) = self.units.binary_search(&id) {
                    self.units.insert(at, id);
                }
            }
            _ => self.units.push(id),
        }
        for (form, count) in &unit.forms {
            match self.usage.iter_mut().find(|usage| Arc::ptr_eq(&usage.form, form)) {
                Some(usage) => {
                    usage.count += count;
                    usage.articles += 1;
                    usage.counted += u32::from(*count > 0);
                    usage.latest = usage.latest.max(published);
                }
                None => {
                    if self.usage.is_empty() {
                        self.usage.reserve_exact(unit.forms.len());
                    }
                    let counted = u32::from(*count > 0);
                    let usage = Usage { form: form.clone(), count: *count, articles: 1, counted, latest: published };
                    self.usage.push(usage);
                }
            }
        }
    }

    /// Counts a unit whose name this is among those of its surnames that `are_first` with it.
    fn bear(&mut self, add: bool, mut are_first: impl FnMut(&str) -> bool) {
        let What::Person(form) = &self.what else { return };
        for (token, count) in surnames(form).into_iter().zip(&mut self.bears) {
            if token.is_some_and(|token| are_first(&token.plain)) {
                step(count, add);
            }
        }
    }

    /// Counts the acronyms of a unit; whether there are others than before.
    fn explain(&mut self, unit: &Unit, add: bool) -> bool {
        let mut respelt = false;
        for acronym in unit.acronyms() {
            if let Some(count) = self.acronyms.get_mut(acronym) {
                step(count, add);
                respelt |= *count == 0;
            } else if add {
                self.acronyms.insert(acronym.to_owned(), 1);
                respelt = true;
            }
        }
        if respelt && !add {
            self.acronyms.retain(|_, count| *count > 0);
        }
        respelt
    }
}

fn step(count: &mut u32, add: bool) {
    *count = if add { *count + 1 } else { count.saturating_sub(1) };
}
