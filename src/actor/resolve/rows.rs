//! The row of an actor: all that its articles say of it, added up.

use super::actors::{Row, entry_tie};
use super::analyst::Claims;
use super::groups::{Content, Identity};
use super::nodes::{Nodes, What};
use super::preferred::{self, Used};
use super::units::{SourceRow, UnitId};
use crate::actor::ActorsFile;
use crate::prose::Kind;

/// The row of an actor which is made of this.
pub(super) fn row(
    nodes: &Nodes,
    sources: &[Option<SourceRow>],
    (analyst, claims): (&ActorsFile, &Claims),
    identity: Identity,
    content: &Content,
) -> Row {
    let mut usage: Vec<Used<'_>> = Vec::with_capacity(content.nodes.len().max(content.units.len()));
    let mut kinds: [(u32, Kind); 3] = [(0, Kind::State), (0, Kind::Organisation), (0, Kind::Person)];
    let mut count = |kind: Kind, mentions: u32| {
        if let Some(entry) = kinds.iter_mut().find(|(_, other)| *other == kind) {
            entry.0 += mentions;
        }
    };
    let mut locals: Vec<UnitId> = Vec::new();
    let mut owner = None;
    let rows = content.nodes.iter().filter_map(|&node| nodes.get(node));
    let first = rows.clone().map(|row| &*row.key).min();
    for row in rows {
        locals.extend_from_slice(&row.units);
        if let What::Organisation(name) = &row.what {
            owner = owner.or(name.of.filter(|_| name.is_generic()));
        }
        for own in &row.usage {
            usage.push(Used { form: &own.form, count: own.count, articles: own.counted, latest: own.latest });
            count(row.kind(), own.count);
        }
    }
    for &id in content.units.iter() {
        let Some((source, unit)) = sources
            .get(id.0 as usize)
            .and_then(Option::as_ref)
            .and_then(|row| Some((row, row.units.get(id.1 as usize)?)))
        else {
            continue;
        };
        locals.push(id);
        owner = owner.or(unit.of);
        for (form, mentions) in &unit.forms {
            usage.push(Used { form, count: *mentions, articles: 1, latest: source.published });
            count(unit.kind, *mentions);
        }
    }
    if content.nodes.len() + content.units.len() > 1 {
        locals.sort_unstable();
        Used::merge(&mut usage);
    }
    let kind = kinds.into_iter().max_by_key(|(count, _)| *count).map_or(Kind::Organisation, |(_, kind)| kind);
    let entry = match identity {
        Identity::Entry(number) => analyst.entries.get(number as usize).map(|entry| (number, entry)),
        _ => None,
    };
    // A form that an entry before claims is that one's.
    let own = |(number, entry)| (entry, claims.own(number, entry));
    let actor = preferred::actor(kind, &usage, owner, entry.map(own));
    let tie = match identity {
        Identity::Names(_) => first.map_or_else(String::new, |key| ["n", key].concat()),
        Identity::Left(node) => format!("l{}", nodes.key(node)),
        Identity::Entry(entry) => entry_tie(entry),
        Identity::Unit((source, local)) => {
            let row = sources.get(source as usize).and_then(Option::as_ref);
            row.map_or_else(String::new, |row| format!("u{}\0{local:06}\0{:016x}", row.path, row.stamp))
        }
    };
    Row::new(actor, locals, tie)
}
