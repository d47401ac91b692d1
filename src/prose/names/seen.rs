//! What is worked out of a word as it is written, kept for the next text: most words of a text stand in others too.

use std::cell::RefCell;

use super::fold::fold;
use super::key;
use super::lexicon::{LEXICON, Traits, is};
use super::scan::{glued_at, shape};
use super::token::{Shape, traits_of};

/// How many words a thread keeps, half of them: the commonest few thousand are most of any text. A power of two.
const PAIRS: usize = 1 << 12;
/// Words of more bytes are rare; they are kept for one text.
const LONGEST: usize = 25;

/// What a word as it is written says by itself. The same in every text, so that what is kept changes no result.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// The key of its letters as they are written.
    written: u64,
    /// The text that it was met in last, and its number among the words of that.
    text: u32,
    word: u32,
    /// Its key in the lists.
    pub(super) key: u64,
    /// What the lists say of it.
    pub(super) traits: Traits,
    /// Its letters as they are written, and how many bytes they are; none where there are too many. From one text to the
    /// next a key would not do: a hostile article could change what is read in another.
    letters: [u8; LONGEST],
    length: u8,
    shape: Shape,
    glued: bool,
    begins: bool,
    pub(super) folded: Folded,
    /// Whether it is another word of some fixed phrase than the first.
    pub(super) continues: bool,
}

/// A word as a text has it.
#[derive(Clone, Copy)]
pub(super) struct Met {
    /// Its number among the words of the text.
    pub(super) word: u32,
    /// How it is written.
    pub(super) shape: Shape,
    /// Whether it has a capital or is an article that a name may begin with.
    pub(super) begins: bool,
    /// Whether two words have run into each other in it.
    pub(super) glued: bool,
}

/// What folding does to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    /// Nothing.
    AsWritten,
    /// It writes its first letter small, which is an ASCII one.
    Small,
    /// Anything else.
    Otherwise,
}

impl Folded {
    /// The same as [`fold`], for a word that is known to be such a one.
    pub(super) fn fold(self, word: &str, out: &mut String) {
        match (self, word.as_bytes().first()) {
            (Folded::AsWritten, _) => out.push_str(word),
            (Folded::Small, Some(first)) => {
                out.push(char::from(first.to_ascii_lowercase()));
                out.push_str(word.get(1..).unwrap_or(""));
            }
            _ => fold(word, out),
        }
    }
}

const NONE: Seen = Seen {
    written: 0,
    text: 0,
    word: 0,
    key: 0,
    traits: 0,
    letters: [0; LONGEST],
    length: 0,
    shape: Shape::Lower,
    glued: false,
    begins: false,
    folded: Folded::Otherwise,
    continues: false,
};

/// The words that a thread has met, each in one of the two places that its key says; dropped, they go back to it.
#[derive(Default)]
pub(super) struct Table {
    pairs: Vec<[Seen; 2]>,
    /// The number of this text among those of the thread.
    text: u32,
    room: String,
}

thread_local! {
    /// What a [`Table`] consists of.
    static KEPT: RefCell<(Vec<[Seen; 2]>, u32)> = const { RefCell::new((Vec::new(), 0)) };
}

impl Table {
    /// The table of this thread, for a new text.
    pub(super) fn for_text() -> Table {
        // Where the thread is ending, or has lent it to another text, it is a new one.
        let kept = KEPT.try_with(|kept| kept.try_borrow_mut().map(|mut kept| std::mem::take(&mut *kept)));
        let (pairs, text) = kept.ok().and_then(Result::ok).unwrap_or_default();
        let mut table = Table { pairs, text, room: String::new() };
        table.next_text();
        table
    }

    /// Begins another text.
    pub(super) fn next_text(&mut self) {
        self.text = self.text.wrapping_add(1);
        if self.pairs.is_empty() || self.text == 0 {
            self.pairs.clear();
            self.pairs.resize(PAIRS, [NONE; 2]);
            self.text = 1;
        }
    }

    /// The word whose letters have this key, if this text has it already.
    #[inline(always)]
    pub(super) fn met(&self, written: u64) -> Option<Met> {
        let pair = self.pairs.get(place(written))?;
        pair.iter().find(|seen| seen.written == written && seen.text == self.text).map(Seen::met)
    }

    /// The word `written`, whose letters have this key, as one that this text has from now on; `word` gives it a number
    /// there.
    pub(super) fn meet(&mut self, written: &str, key: u64, word: impl FnOnce(&Seen) -> u32) -> Met {
        let Some(pair) = self.pairs.get_mut(place(key)) else { return NONE.met() };
        let known = pair.iter().position(|seen| seen.written == key && seen.is(written));
        // What goes is of an older text, where one of the two is.
        let [one, other] = pair;
        let first = match known {
            Some(at) => at == 0,
            None if one.text == other.text => key & 1 == 0,
            None => one.text < other.text,
        };
        let slot = if first { one } else { other };
        if known.is_none() {
            *slot = Seen::new(written, key, &mut self.room);
        }
        slot.text = self.text;
        slot.word = word(slot);
        slot.met()
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let pairs = std::mem::take(&mut self.pairs);
        if !pairs.is_empty() {
            let _ = KEPT.try_with(|kept| kept.try_borrow_mut().map(|mut kept| *kept = (pairs, self.text)));
        }
    }
}

fn place(written: u64) -> usize {
    (written >> 32) as usize % PAIRS
}

impl Seen {
    #[inline(always)]
    fn met(&self) -> Met {
        Met { word: self.word, shape: self.shape, begins: self.begins, glued: self.glued }
    }

    fn is(&self, written: &str) -> bool {
        self.length > 0 && self.letters.get(..usize::from(self.length)) == Some(written.as_bytes())
    }

    fn new(written: &str, own_key: u64, room: &mut String) -> Seen {
        room.clear();
        fold(written, room);
        let folded = match () {
            () if room == written => Folded::AsWritten,
            () if room.eq_ignore_ascii_case(written) && room.get(1..) == written.get(1..) => Folded::Small,
            () => Folded::Otherwise,
        };
        let key = if folded == Folded::AsWritten { own_key } else { key::of_word(room) };
        let traits = traits_of(room, key);
        let shape = shape(written);
        let mut seen = Seen {
            written: own_key,
            key,
            traits,
            shape,
            glued: glued_at(written).is_some(),
            begins: !matches!(shape, Shape::Lower | Shape::Number) || traits & is::ARTICLE != 0,
            folded,
            continues: LEXICON.continues(key),
            ..NONE
        };
        if let Some(letters) = seen.letters.get_mut(..written.len()) {
            letters.copy_from_slice(written.as_bytes());
            seen.length = written.len() as u8;
        }
        seen
    }
}
