//! Which article a key means.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::entries::Entries;
use super::key_search::{KeptKeySearch, KeySearch, Manner, letters};
use super::lookup::{Lookup, Named, name};
use super::slots::{Slot, Slots};
use super::sources::Sources;
use super::{ArticleEntry, ArticleId, ContentHash, KeyAnswer};
use crate::article::PublicationDate;
use crate::kept::{KeptPath, Place, Sink, Store};

/// How many near keys an unknown one is answered with.
const NEAREST: usize = 3;

/// How many letters of the content's hash tell two articles apart that claim one key; more only where these collide.
const SUFFIX: usize = 4;

/// What the keys of a bibliography mean where it is named.
type Scopes = FxHashMap<PathBuf, FxHashMap<String, Vec<ArticleId>>>;

/// Every key with the articles that claim it.
#[derive(Debug, Default)]
pub struct Keys {
    /// The keys that articles ask for, some of them several.
    wanted: Lookup,
    /// The keys of those that are not alone with what they ask for.
    suffixed: Lookup,
    /// Other names, which count where nobody asks for them: the first who has one is meant.
    others: Lookup,
    scopes: Scopes,
    /// Made when it is first asked.
    search: OnceLock<KeySearch>,
    /// What is near unknown keys, as far as it was asked.
    near: Answers<String, Vec<String>>,
}

/// Where written keys are.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptKeys {
    wanted: Place,
    suffixed: Place,
    others: Place,
    scopes: Vec<(KeptPath, FxHashMap<String, Vec<ArticleId>>)>,
    search: KeptKeySearch,
}

/// The key of an article, and the one it asked for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// [`ArticleEntry::key`].
    pub key: String,
    /// [`ArticleEntry::claimed`].
    pub claimed: Option<String>,
}

impl Keys {
    /// Gives every entry its key: that of its bibliography entry, else the one it asks for, else one made from it, with
    /// a suffix where two collide.
    pub(super) fn assign(entries: &mut [ArticleEntry], sources: &mut Sources) -> Keys {
        let of = |id: ArticleId| Slot(id.0);
        let mut wanted: Vec<Named> = Vec::with_capacity(entries.len());
        let mut others: Vec<Named> = sources.aliases.drain(..).map(|(key, id)| (name(key), of(id))).collect();
        for (slot, entry) in (0u32..).map(Slot).zip(entries.iter_mut()) {
            entry.key = self::wanted(entry);
            others.extend(before(entry).into_iter().map(|name| (name, slot)));
            if entry.is_cited_everywhere() {
                wanted.push((name(&entry.key), slot));
            }
        }
        wanted.extend(sources.claims.drain(..).map(|(key, id)| (name(key), of(id))));
        // An article and its entry ask for one key as one.
        wanted.sort_by_key(|(name, _)| *name);
        let mut once: Vec<Named> = Vec::with_capacity(wanted.len());
        for claims in wanted.chunk_by(|one, next| one.0 == next.0) {
            let first = once.len();
            for claim in claims {
                if once.get(first..).is_some_and(|all| !all.contains(claim)) {
                    once.push(*claim);
                }
            }
        }
        let wanted = Lookup::new(once.clone());
        let mut suffixed = Vec::new();
        for claims in once.chunk_by(|one, next| one.0 == next.0).filter(|claims| claims.len() > 1) {
            let hashes: Vec<ContentHash> =
                claims.iter().filter_map(|(_, slot)| Some(entries.get(slot.0 as usize)?.digest.hash)).collect();
            for (key, slot) in claims {
                // Whoever has it as a further name of an entry has a key of its own.
                let asks = |entry: &&mut ArticleEntry| entry.is_cited_everywhere() && name(&entry.key) == *key;
                if let Some(entry) = entries.get_mut(slot.0 as usize).filter(asks) {
                    let assigned = told_apart(std::mem::take(&mut entry.key), &entry.digest.hash, &hashes, &wanted);
                    (entry.key, entry.claimed) = (assigned.key, assigned.claimed);
                    suffixed.push((name(&entry.key), *slot));
                }
            }
        }
        let scopes = std::mem::take(&mut sources.scopes);
        Keys { wanted, suffixed: Lookup::new(suffixed), others: Lookup::new(others), scopes, ..Keys::default() }
    }

    /// The keys when some articles have gone and others have come, of which no bibliography speaks; with the keys of those
    /// that came, and of others that now have another. `None` where more hangs on it than a few.
    pub(super) fn changed(
        &self,
        gone: &[(Slot, &ArticleEntry)],
        came: &[(Slot, &ArticleEntry)],
        (entries, slots): (&Entries, &Slots),
    ) -> Option<(Keys, Vec<(Slot, Assigned)>)> {
        let asked = |entry: &ArticleEntry| entry.claimed.clone().unwrap_or_else(|| entry.key.clone());
        let left: Vec<String> = gone.iter().map(|(_, entry)| asked(entry)).collect();
        let sought: Vec<String> = came.iter().map(|(_, entry)| self::wanted(entry)).collect();
        // One that looks like a key with a suffix may have made others take longer ones, or do so now.
        if left.iter().chain(&sought).any(|key| is_like_suffixed(key)) {
            return None;
        }
        let named = |keys: &[String], of: &[(Slot, &ArticleEntry)]| -> Vec<Named> {
            keys.iter().zip(of).map(|(key, (slot, _))| (name(key), *slot)).collect()
        };
        let (gone_wanted, came_wanted) = (named(&left, gone), named(&sought, came));
        let wanted = self.wanted.changed(&gone_wanted, &came_wanted, slots);
        let mut keys: Vec<&String> = left.iter().chain(&sought).collect();
        keys.sort_unstable();
        keys.dedup();
        let entry_in = |slot: Slot| {
            let new = came.iter().find(|(other, _)| *other == slot).map(|(_, entry)| *entry);
            new.or_else(|| entries.in_slot(slot))
        };
        let (mut assigned, mut lost, mut won) = (Vec::new(), Vec::new(), Vec::new());
        lost.extend(
            gone.iter().filter(|(_, entry)| entry.claimed.is_some()).map(|(slot, entry)| (name(&entry.key), *slot)),
        );
        for key in keys {
            let claimants: Vec<(Slot, &ArticleEntry)> =
                wanted.all(name(key)).filter_map(|slot| Some((slot, entry_in(slot)?))).collect();
            let hashes: Vec<ContentHash> = claimants.iter().map(|(_, entry)| entry.digest.hash).collect();
            for (slot, entry) in claimants {
                let new = match hashes.len() {
                    1 => Assigned { key: key.clone(), claimed: None },
                    _ => told_apart(key.clone(), &entry.digest.hash, &hashes, &wanted),
                };
                let is_new = came.iter().any(|(other, _)| *other == slot);
                let before = Assigned { key: entry.key.clone(), claimed: entry.claimed.clone() };
                if !is_new && before == new {
                    continue;
                }
                if !is_new && before.claimed.is_some() {
                    lost.push((name(&before.key), slot));
                }
                if new.claimed.is_some() {
                    won.push((name(&new.key), slot));
                }
                assigned.push((slot, new));
            }
        }
        let further = |of: &[(Slot, &ArticleEntry)]| -> Vec<Named> {
            of.iter().flat_map(|(slot, entry)| before(entry).into_iter().map(|name| (name, *slot))).collect()
        };
        let keys = Keys {
            wanted,
            suffixed: self.suffixed.changed(&lost, &won, slots),
            others: self.others.changed(&further(gone), &further(came), slots),
            scopes: self.scopes.clone(),
            ..Keys::default()
        };
        Some((keys, assigned))
    }

    /// The search through the keys of the snapshot before, as far as there is one, when these articles have gone, and these have come or
    /// have other keys.
    pub(super) fn search_on(&self, before: &Keys, gone: &[Slot], came: &[(Slot, &ArticleEntry)]) {
        if let Some(search) = before.search.get() {
            self.search.get_or_init(|| search.changed(gone, came));
        }
    }

    /// The keys that were written to `store`.
    pub(super) fn kept(store: &Store, kept: KeptKeys) -> Keys {
        Keys {
            wanted: Lookup::kept(store, kept.wanted),
            suffixed: Lookup::kept(store, kept.suffixed),
            others: Lookup::kept(store, kept.others),
            scopes: kept.scopes.into_iter().map(|(KeptPath(path), keys)| (path, keys)).collect(),
            search: OnceLock::from(KeySearch::kept(store, kept.search)),
            near: Answers::default(),
        }
    }

    /// Writes the keys of `entries`.
    ///
    /// # Errors
    /// As [`Lookup::write`].
    pub(super) fn write(&self, entries: &Entries, sink: &mut Sink<'_>) -> io::Result<KeptKeys> {
        let slots = entries.slots();
        if self.search.get().is_none() {
            drop(self.search.set(KeySearch::new_in_parallel(entries)));
        }
        Ok(KeptKeys {
            wanted: self.wanted.write(slots, sink)?,
            suffixed: self.suffixed.write(slots, sink)?,
            others: self.others.write(slots, sink)?,
            scopes: self.scopes.iter().map(|(path, keys)| (KeptPath(path.clone()), keys.clone())).collect(),
            search: self.lines(entries).write(slots, sink)?,
        })
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
        let name = name(key);
        let id = |slot: Slot| entries.slots().id(slot);
        let claimants: Vec<ArticleId> = self.wanted.all(name).filter_map(id).collect();
        match claimants.as_slice() {
            [] => {
                let other = self.suffixed.first(name).or_else(|| self.others.first(name)).and_then(id);
                other.map_or_else(|| KeyAnswer::None(self.nearest(key, entries)), KeyAnswer::One)
            }
            [one] => KeyAnswer::One(*one),
            _ => KeyAnswer::Several(claimants),
        }
    }

    /// Articles whose key, authors, title or year `query` fits; best first, then newest first, then by key.
    /// Entries of bibliographies count in every note, or where `scopes` name them.
    pub(super) fn search(
        &self,
        query: (&str, Manner),
        entries: &Entries,
        published: impl Fn(ArticleId) -> Option<PublicationDate>,
        scopes: &[&Path],
        limit: usize,
    ) -> Vec<ArticleId> {
        let is_in_scope = |id: ArticleId, key: &str| self.is_in(id, key, scopes);
        let mut scored = self.lines(entries).scored(query, entries.slots(), is_in_scope);
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
            let known = self.lines(entries).keys_of(letters(key), allowed);
            let mut near: Vec<(usize, &str)> =
                known.filter_map(|known| Some((distance(key, known, allowed)?, known))).collect();
            near.sort_unstable();
            near.into_iter().take(NEAREST).map(|(_, known)| known.to_string()).collect()
        })
    }

    fn lines(&self, entries: &Entries) -> &KeySearch {
        self.search.get_or_init(|| KeySearch::new(entries))
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

/// The names that an article had before its entry or its front matter called it otherwise: they still lead to it.
fn before(entry: &ArticleEntry) -> Vec<u64> {
    if !entry.is_file() {
        return Vec::new();
    }
    let asked = wanted(entry);
    let mut names: Vec<u64> = [own(entry), made(entry)].iter().filter(|key| **key != asked).map(name).collect();
    names.dedup();
    names
}

/// The key of one of the articles with these hashes, who all ask for `key`: with as much of its hash as tells it from
/// them, and from whoever asks for that.
fn told_apart(key: String, hash: &ContentHash, all: &[ContentHash], wanted: &Lookup) -> Assigned {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let with = |length: usize| format!("{key}-{}", hex.get(..length).unwrap_or(&hex));
    let is_mine = |length: &usize| all.iter().filter(|other| same_digits(hash, other) >= *length).count() == 1;
    let mut lengths = (SUFFIX..=hex.len()).filter(is_mine).map(with);
    let own = lengths.find(|key| wanted.first(name(key)).is_none()).unwrap_or_else(|| with(hex.len()));
    Assigned { key: own, claimed: Some(key) }
}

/// With how many hexadecimal digits two hashes begin alike.
fn same_digits(one: &ContentHash, other: &ContentHash) -> usize {
    let digits = |hash: &ContentHash| hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect::<Vec<u8>>();
    digits(one).iter().zip(digits(other)).take_while(|(one, other)| **one == *other).count()
}

/// Whether a key ends as those do that are told apart.
fn is_like_suffixed(key: &str) -> bool {
    key.rsplit_once('-').is_some_and(|(_, end)| end.len() >= SUFFIX && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
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
