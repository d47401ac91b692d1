//! Identifiers that are unique in their corpus, and that other actors of the same name do not change.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet};

/// The actors whose names make one slug: mostly there is but one.
#[derive(Debug)]
enum Namesakes {
    One(u32, u64),
    Several(Box<Several>),
}

#[derive(Debug, Default)]
struct Several {
    members: FxHashSet<u32>,
    /// By the short code of what tells them apart.
    by_code: FxHashMap<u32, Vec<u32>>,
    /// Who has the slug without a code.
    first: Option<u32>,
}

/// Who shares a slug with whom.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// By the code of the slug that their names make.
    namesakes: FxHashMap<u64, Namesakes>,
}

/// What is put behind the slug that a name makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    None,
    Short(u32),
    Long(u64),
}

impl Suffix {
    /// The slug with it.
    pub(super) fn to(self, bare: &str) -> String {
        match self {
            Suffix::None => bare.to_owned(),
            // A bare slug never has two hyphens in a row.
            Suffix::Short(code) => format!("{bare}--{code:06x}"),
            Suffix::Long(code) => format!("{bare}--{code:016x}"),
        }
    }
}

impl Slugs {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.namesakes.reserve(more);
    }

    /// Takes in an actor by the [`code`]s of its bare slug and of what tells it from its namesakes.
    pub(super) fn add(&mut self, bare: u64, code: u64, slot: u32) {
        match self.namesakes.get_mut(&bare) {
            Some(Namesakes::Several(several)) => several.add(code, slot),
            Some(namesakes) => {
                let mut several = Box::<Several>::default();
                if let Namesakes::One(first, code) = *namesakes {
                    several.add(code, first);
                    several.first = Some(first);
                }
                several.add(code, slot);
                *namesakes = Namesakes::Several(several);
            }
            None => drop(self.namesakes.insert(bare, Namesakes::One(slot, code))),
        }
    }

    /// Takes an actor out.
    pub(super) fn remove(&mut self, bare: u64, code: u64, slot: u32) {
        let none_left = match self.namesakes.get_mut(&bare) {
            Some(Namesakes::One(only, _)) => *only == slot,
            Some(Namesakes::Several(several)) => several.remove(code, slot),
            None => false,
        };
        if none_left {
            self.namesakes.remove(&bare);
        }
    }

    /// Tells the suffixes of those that have to be named anew since some of the actors with this bare slug changed, whose
    /// old and new `codes` are given: the first in rank has none, the others the code of what tells them apart.
    pub(super) fn named(
        &mut self,
        bare: u64,
        changed: &[u32],
        codes: &[(u64, u64)],
        rank: impl Fn(u32) -> u32,
        code: impl Fn(u32) -> u64,
        mut each: impl FnMut(u32, Suffix),
    ) {
        match self.namesakes.get_mut(&bare) {
            Some(Namesakes::One(only, _)) => each(*only, Suffix::None),
            Some(Namesakes::Several(several)) => several.named(changed, codes, rank, code, each),
            None => {}
        }
    }
}

impl Several {
    fn add(&mut self, code: u64, slot: u32) {
        self.members.insert(slot);
        self.by_code.entry(short(code)).or_default().push(slot);
    }

    /// Takes one out; whether none is left.
    fn remove(&mut self, code: u64, slot: u32) -> bool {
        self.members.remove(&slot);
        if let Some(bucket) = self.by_code.get_mut(&short(code)) {
            bucket.retain(|&other| other != slot);
        }
        if self.first == Some(slot) {
            self.first = None;
        }
        self.members.is_empty()
    }

    fn named(
        &mut self,
        changed: &[u32],
        codes: &[(u64, u64)],
        rank: impl Fn(u32) -> u32,
        code: impl Fn(u32) -> u64,
        mut each: impl FnMut(u32, Suffix),
    ) {
        let first = self.members.iter().copied().min_by_key(|&slot| rank(slot));
        let before = std::mem::replace(&mut self.first, first);
        let mut anew: FxHashSet<u32> = before.into_iter().chain(first).collect();
        // All actors change when there were none, and few namesakes are among them.
        if self.members.len() < changed.len() {
            anew.extend(self.members.iter().filter(|slot| changed.binary_search(slot).is_ok()));
        } else {
            anew.extend(changed.iter().filter(|slot| self.members.contains(slot)));
        }
        // Two whose short codes are the same both get a long one.
        for (_, code) in codes {
            anew.extend(self.by_code.get(&short(*code)).into_iter().flatten());
        }
        for slot in anew {
            let code = code(slot);
            let alone = self.by_code.get(&short(code)).is_none_or(|bucket| bucket.len() < 2);
            each(
                slot,
                match alone {
                    _ if Some(slot) == first => Suffix::None,
                    true => Suffix::Short(short(code)),
                    false => Suffix::Long(code),
                },
            );
        }
    }
}

fn short(code: u64) -> u32 {
    u32::try_from(code >> 40).unwrap_or(0)
}

/// The code of what tells an actor from its namesakes: FNV-1a (Fowler, Noll and Vo), so that the same actor has the same slug on every machine.
pub(super) fn code(tie: &str) -> u64 {
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
