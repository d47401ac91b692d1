//! Which article a key means.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::entries::Entries;
use super::key_search::{KeySearch, letters};
use super::lookup::{Lookup, name};
use super::sources::Sources;
use super::{ArticleEntry, ArticleId, KeyAnswer};
use crate::article::PublicationDate;
use crate::kept::{Lazy, Place, Sink, Store};

/// How many near keys an unknown one is answered with.
const NEAREST: usize = 3;

/// How many letters of the content's hash tell two articles apart that claim one key; more only where these collide.
const SUFFIX: usize = 4;

/// What the keys of a bibliography mean where it is named.
type Scopes = FxHashMap<PathBuf, FxHashMap<String, Vec<ArticleId>>>;

/// Every key with the articles that claim it.
#[derive(Debug, Default)]
pub struct Keys {
    claims: Lookup,
    scopes: Scopes,
    /// Made when it is first asked.
    search: OnceLock<Lazy<KeySearch>>,
    /// What is near unknown keys, as far as it was asked.
    near: Answers<String, Vec<String>>,
}

/// Where written keys are.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptKeys {
    claims: Place,
    scopes: Scopes,
    search: Place,
}

impl Keys {
    /// Gives every entry its key: that of its bibliography entry, else the one it asks for, else one made from it, with
    /// a suffix where two collide.
    pub(super) fn assign(entries: &mut [ArticleEntry], sources: &mut Sources) -> Keys {
        let mut claims: FxHashMap<String, Vec<ArticleId>> = FxHashMap::default();
        let wanted: Vec<String> = entries.iter().map(wanted).collect();
        let first = (0u32..).map(ArticleId).zip(entries.iter().zip(&wanted));
        let first = first.filter(|(_, (entry, _))| entry.is_cited_everywhere()).map(|(id, (_, key))| (key.clone(), id));
        for (key, id) in first.chain(sources.claims.drain(..)) {
            let claimants = claims.entry(key).or_default();
            if !claimants.contains(&id) {
                claimants.push(id);
            }
        }
        let scopes = std::mem::take(&mut sources.scopes);
        for (entry, key) in entries.iter_mut().zip(wanted) {
            let alone = claims.get(&key).is_none_or(|claimants| claimants.len() == 1);
            if alone || !entry.is_cited_everywhere() {
                entry.key = key;
            } else {
                entry.key = suffixed(&key, &entry.digest.hash, &claims);
                entry.claimed = Some(key);
            }
        }
        let suffixed = (0u32..).map(ArticleId).zip(entries.iter()).filter(|(_, entry)| entry.claimed.is_some());
        for (id, entry) in suffixed.filter(|(_, entry)| entry.is_cited_everywhere()) {
            claims.insert(entry.key.clone(), vec![id]);
        }
        // What its entry or its front matter calls an article does not hide the names it had before.
        let before = (0u32..).map(ArticleId).zip(entries.iter()).filter(|(_, entry)| entry.is_file());
        let before = before.flat_map(|(id, entry)| [(own(entry), id), (made(entry), id)]);
        for (key, id) in sources.aliases.drain(..).chain(before) {
            claims.entry(key).or_insert_with(|| vec![id]);
        }
        let claimed = |(key, ids): (String, Vec<ArticleId>)| {
            let key = name(key);
            ids.into_iter().map(move |id| (key, id))
        };
        let claims = Lookup::new(claims.into_iter().flat_map(claimed).collect());
        Keys { claims, scopes, ..Keys::default() }
    }

    /// The keys that were written to `store`.
    pub(super) fn kept(store: &Store, kept: KeptKeys) -> Keys {
        Keys {
            claims: Lookup::kept(store, kept.claims),
            scopes: kept.scopes,
            search: OnceLock::from(Lazy::kept(store, kept.search)),
            near: Answers::default(),
        }
    }

    /// Writes the keys of `entries`.
    ///
    /// # Errors
    /// As [`Sink::put`].
    pub(super) fn write(&self, entries: &Entries, sink: &mut Sink<'_>) -> io::Result<KeptKeys> {
        let search = match self.search.get() {
            Some(search) => search.write(sink)?,
            None => sink.put(&KeySearch::new(entries))?,
        };
        Ok(KeptKeys { claims: self.claims.write(sink)?, scopes: self.scopes.clone(), search })
    }

    /// What `key` means in a note that names the bibliographies `scopes`.
    pub(super) fn answer_in(&self, key: &str, scopes: &[&Path], entries: &Entries) -> KeyAnswer {
        let mut own = scopes.iter().filter_map(|scope| self.scopes.get(*scope)?.get(key));
        match own.next().map(Vec::as_slice) {
            Some([one]) => KeyAnswer::One(*one),
            Some(several) => KeyAnswer::Several(several.to_vec()),
            None => self.answer(key, entries),
        }
    }

    /// Whether `id` may be cited where the bibliographies `scopes` are named.
    pub(super) fn is_in(&self, id: ArticleId, key: &str, scopes: &[&Path]) -> bool {
        scopes
            .iter()
            .any(|scope| self.scopes.get(*scope).and_then(|keys| keys.get(key)).is_some_and(|ids| ids.contains(&id)))
    }

    fn answer(&self, key: &str, entries: &Entries) -> KeyAnswer {
        let claimants: Vec<ArticleId> = self.claims.all(name(key)).collect();
        match claimants.as_slice() {
            [] => KeyAnswer::None(self.nearest(key, entries)),
            [one] => KeyAnswer::One(*one),
            _ => KeyAnswer::Several(claimants),
        }
    }

    /// Articles whose key, authors, title or year `query` fits; best first, then newest first, then by key.
    /// Entries of bibliographies count in every note, or where `scopes` name them.
    pub(super) fn search(
        &self,
        query: &str,
        (entries, dates): (&Entries, &[Option<PublicationDate>]),
        scopes: &[&Path],
        limit: usize,
    ) -> Vec<ArticleId> {
        let is_in_scope = |id: ArticleId, key: &str| self.is_in(id, key, scopes);
        let mut scored = self.lines(entries).map_or_else(Vec::new, |lines| lines.scored(query, is_in_scope));
        let published = |id: ArticleId| dates.get(id.0 as usize).copied().flatten();
        let order = |a: &(u32, ArticleId), b: &(u32, ArticleId)| {
            b.0.cmp(&a.0).then_with(|| published(b.1).cmp(&published(a.1))).then(a.1.cmp(&b.1))
        };
        if scored.len() > limit {
            scored.select_nth_unstable_by(limit, order);
            scored.truncate(limit);
        }
        scored.sort_by(order);
        scored.into_iter().map(|(_, id)| id).collect()
    }

    fn nearest(&self, key: &str, entries: &Entries) -> Vec<String> {
        self.near.get(key.to_string(), |key| {
            let allowed = (key.chars().count() / 3).clamp(1, 6);
            let known = self.lines(entries).into_iter().flat_map(|search| search.keys_of(letters(key), allowed));
            let mut near: Vec<(usize, &str)> =
                known.filter_map(|known| Some((distance(key, known, allowed)?, known))).collect();
            near.sort_unstable();
            near.into_iter().take(NEAREST).map(|(_, known)| known.to_string()).collect()
        })
    }

    fn lines(&self, entries: &Entries) -> Option<&KeySearch> {
        self.search.get_or_init(|| Lazy::from(KeySearch::new(entries))).get()
    }
}

fn wanted(entry: &ArticleEntry) -> String {
    entry.entry.as_ref().map_or_else(|| own(entry), |entry| entry.key.clone())
}

/// The key that an article has without any bibliography.
pub(super) fn own(entry: &ArticleEntry) -> String {
    entry.digest.metadata.key.clone().filter(|key| !key.is_empty()).unwrap_or_else(|| made(entry))
}

fn made(entry: &ArticleEntry) -> String {
    let stem = entry.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    entry.digest.made_key.in_file(&stem)
}

fn suffixed(key: &str, hash: &[u8; 32], claims: &FxHashMap<String, Vec<ArticleId>>) -> String {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    (SUFFIX..=hex.len())
        .map(|length| format!("{key}-{}", hex.get(..length).unwrap_or(&hex)))
        .find(|candidate| !claims.contains_key(candidate))
        .unwrap_or_else(|| format!("{key}-{hex}"))
}

/// The number of insertions, deletions, substitutions and transpositions of neighbours between two keys without
/// regard to case (optimal string alignment), where it is at most `allowed`.
pub fn distance(one: &str, other: &str, allowed: usize) -> Option<usize> {
    let fold = |key: &str| key.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (one, other) = (fold(one), fold(other));
    if one.len().abs_diff(other.len()) > allowed {
        return None;
    }
    let mut two_before = vec![0; other.len() + 1];
    let mut before: Vec<usize> = (0..=other.len()).collect();
    let mut now = before.clone();
    for (line, a) in one.iter().enumerate() {
        now[0] = line + 1;
        for (column, b) in other.iter().enumerate() {
            let mut best = (before[column] + usize::from(a != b)).min(before[column + 1] + 1).min(now[column] + 1);
            let swapped = line > 0 && column > 0 && one[line - 1] == *b && other[column - 1] == *a;
            if swapped {
                best = best.min(two_before[column - 1] + 1);
            }
            now[column + 1] = best;
        }
        std::mem::swap(&mut two_before, &mut before);
        std::mem::swap(&mut before, &mut now);
    }
    before.last().copied().filter(|&found| found <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_finger_is_one_edit() {
        for slip in ["ober2021treaty", "obeer2021treaty", "obre2021treaty", "ober2021traety"] {
            assert!(distance("ober2021treaty", slip, 2).is_some_and(|edits| edits <= 1), "{slip}");
        }
        assert_eq!(distance("ober2021treaty", "OBER2021treaty", 2), Some(0));
        assert_eq!(distance("ober2021treaty", "ober2012treaties", 2), None);
        assert_eq!(distance("", "a", 2), Some(1));
    }
}
