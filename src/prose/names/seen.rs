//! What is worked out of a word as it is written, kept for the next text: most words of a text stand in others too.

use std::cell::RefCell;

use super::fold::fold;
use super::lexicon::{self, Traits};
use super::scan::{glued_at, shape};
use super::token::{Shape, traits_of};

/// How many words a thread keeps: the commonest few thousand are most of any text. A power of two.
const KEPT: usize = 1 << 12;
/// Words of more bytes are rare.
const LONGEST: usize = 22;

/// What a word as it is written says by itself. The same in every text, so that what is kept changes no result.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// Its letters as they are written, and how many bytes they are; none where nothing is kept. A key of them would let
    /// one hostile article change what is read in another.
    letters: [u8; LONGEST],
    length: u8,
    /// Its key in the lists.
    pub(super) key: u64,
    /// What the lists say of it.
    pub(super) traits: Traits,
    pub(super) shape: Shape,
    /// Whether two words have run into each other in it.
    pub(super) glued: bool,
}

const NONE: Seen = Seen { letters: [0; LONGEST], length: 0, key: 0, traits: 0, shape: Shape::Lower, glued: false };

thread_local! {
    static SEEN: RefCell<(Vec<Seen>, String)> = const { RefCell::new((Vec::new(), String::new())) };
}

impl Seen {
    /// What `written` says, whose letters have this key.
    pub(super) fn of(written: &str, key: u64) -> Seen {
        SEEN.with_borrow_mut(|(kept, room)| {
            if kept.is_empty() {
                kept.resize(KEPT, NONE);
            }
            let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % KEPT;
            match kept.get_mut(place) {
                Some(seen) if seen.is(written) => *seen,
                slot => {
                    let seen = Seen::new(written, room);
                    slot.into_iter().filter(|_| seen.length > 0).for_each(|slot| *slot = seen);
                    seen
                }
            }
        })
    }

    fn is(&self, written: &str) -> bool {
        self.letters.get(..usize::from(self.length)) == Some(written.as_bytes())
    }

    fn new(written: &str, room: &mut String) -> Seen {
        room.clear();
        fold(written, room);
        let key = lexicon::key(room);
        let traits = traits_of(room, key);
        let mut seen = Seen { key, traits, shape: shape(written), glued: glued_at(written).is_some(), ..NONE };
        if let Some(letters) = seen.letters.get_mut(..written.len()) {
            letters.copy_from_slice(written.as_bytes());
            seen.length = written.len() as u8;
        }
        seen
    }
}
