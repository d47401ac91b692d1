//! Identifiers that are unique in their corpus, and that other actors of the same name do not change.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet};

/// The actors whose names make one slug.
#[derive(Debug, Default)]
struct Namesakes {
    members: FxHashSet<u32>,
    /// By the short hash of what tells them apart.
    by_hash: FxHashMap<u32, Vec<u32>>,
    /// Who has the slug without a hash.
    first: Option<u32>,
}

/// Who shares a slug with whom.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    namesakes: FxHashMap<String, Namesakes>,
}

impl Slugs {
    /// Takes in an actor by its bare slug and by what tells it from its namesakes, or takes it out.
    pub(super) fn list(&mut self, bare: &str, tie: &str, slot: u32, add: bool) {
        let namesakes = self.namesakes.entry(bare.to_owned()).or_default();
        let bucket = namesakes.by_hash.entry(short(tie)).or_default();
        if add {
            namesakes.members.insert(slot);
            bucket.push(slot);
        } else {
            namesakes.members.remove(&slot);
            bucket.retain(|&other| other != slot);
            if namesakes.first == Some(slot) {
                namesakes.first = None;
            }
        }
        if namesakes.members.is_empty() {
            self.namesakes.remove(bare);
        }
    }

    /// The slugs of those that have to be named anew since some of the actors with this bare slug changed, whose old and
    /// new `ties` are given: the first in rank has it bare, the others with a hash of what tells them apart.
    pub(super) fn named<'a>(
        &mut self,
        bare: &str,
        changed: &FxHashSet<u32>,
        ties: &[String],
        rank: impl Fn(u32) -> u32,
        tie: impl Fn(u32) -> &'a str,
    ) -> Vec<(u32, String)> {
        let Some(namesakes) = self.namesakes.get_mut(bare) else { return Vec::new() };
        let first = namesakes.members.iter().copied().min_by_key(|&slot| rank(slot));
        let before = std::mem::replace(&mut namesakes.first, first);
        let mut anew: FxHashSet<u32> = before.into_iter().chain(first).collect();
        // All actors change when there were none, and few namesakes are among them.
        if namesakes.members.len() < changed.len() {
            anew.extend(namesakes.members.iter().filter(|slot| changed.contains(slot)));
        } else {
            anew.extend(changed.iter().filter(|slot| namesakes.members.contains(slot)));
        }
        // Two whose short hashes are the same both get a long one.
        for tie in ties {
            anew.extend(namesakes.by_hash.get(&short(tie)).into_iter().flatten());
        }
        let mut named = Vec::new();
        for slot in anew {
            let hash = short(tie(slot));
            let alone = namesakes.by_hash.get(&hash).is_none_or(|bucket| bucket.len() < 2);
            let slug = match alone {
                _ if Some(slot) == first => bare.to_owned(),
                // A bare slug never has two hyphens in a row.
                true => format!("{bare}--{hash:06x}"),
                false => format!("{bare}--{:016x}", long(tie(slot))),
            };
            named.push((slot, slug));
        }
        named
    }
}

fn short(tie: &str) -> u32 {
    u32::try_from(long(tie) >> 40).unwrap_or(0)
}

/// FNV-1a (Fowler, Noll and Vo), so that the same actor has the same slug on every machine.
fn long(tie: &str) -> u64 {
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            for &byte in bytes {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    hasher.write(tie.as_bytes());
    // The upper bits of FNV are the better mixed ones only after a last multiplication.
    let hash = hasher.finish();
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
