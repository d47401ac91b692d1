//! The sorts of quotation marks, and which closes which.

use crate::text::ascii;

/// Each opening mark with the marks that close it, after the tables of the Unicode standard (chapter 6.2,
/// "Language-Based Usage of Quotation Marks") and the mixtures that keyboards make.
const SORTS: [(char, &[char]); 16] = [
    ('"', &['"']),
    ('＂', &['＂']),
    // The second is a slip of the smart quotes of an editor, but what is meant is plain.
    ('“', &['”', '“']),
    ('”', &['”']),
    ('„', &['“', '”', '"', '„']),
    ('‟', &['”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    ('‘', &['’']),
    ('‚', &['‘', '’', '\'']),
    ('‛', &['’']),
    ('\'', &['\'']),
    ('「', &['」']),
    ('『', &['』']),
];

/// Whether `close` closes `open`.
pub fn fits(open: char, close: char) -> bool {
    SORTS.iter().any(|(opener, closers)| *opener == open && closers.contains(&close))
}

/// The characters of `text` that are not ASCII, or are marks of ASCII, with the bytes at which they begin: no other is a
/// quotation mark.
pub fn may_be_marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let chunk = ascii::chunk(bytes, at);
            let plain = ascii::before(chunk | ascii::equal(chunk, b'"') | ascii::equal(chunk, b'\''));
            at += plain;
            if plain < ascii::CHUNK {
                let found = (at, text.get(at..)?.chars().next()?);
                at += found.1.len_utf8();
                return Some(found);
            }
        }
        None
    })
}

/// Whether `c` is a quotation mark of any sort.
pub fn is_mark(c: char) -> bool {
    // Asked of every character of a text, of which next to none is a mark.
    let may_be = matches!(c, '"' | '\'' | '«' | '»' | '‘'..='›' | '「'..='』' | '＂');
    may_be && SORTS.iter().any(|(opener, closers)| *opener == c || closers.contains(&c))
}

/// Whether `c` is a single mark, which may be an apostrophe instead.
pub fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛')
}

/// How many opening marks of each sort wait for their partner.
#[derive(Default)]
pub struct Waiting([usize; SORTS.len()]);

impl Waiting {
    /// One more `open` waits.
    pub fn add(&mut self, open: char) {
        if let Some(count) = self.count(open) {
            *count += 1;
        }
    }

    /// One `open` less waits.
    pub fn remove(&mut self, open: char) {
        if let Some(count) = self.count(open) {
            *count = count.saturating_sub(1);
        }
    }

    /// Whether something waits that `close` closes.
    pub fn any_for(&self, close: char) -> bool {
        SORTS.iter().zip(self.0).any(|((_, closers), count)| count > 0 && closers.contains(&close))
    }

    fn count(&mut self, open: char) -> Option<&mut usize> {
        SORTS.iter().zip(&mut self.0).find(|((opener, _), _)| *opener == open).map(|(_, count)| count)
    }
}
