//! Lists of words, of which one asks whether a word is among them.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words parted by blanks; they are sorted into a table when the first is asked for.
#[derive(Debug)]
pub struct WordList {
    words: &'static str,
    table: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The words of `words`.
    pub const fn new(words: &'static str) -> WordList {
        WordList { words, table: OnceLock::new() }
    }

    /// Whether `word` is one of them, as it is written.
    pub fn has(&self, word: &str) -> bool {
        self.table.get_or_init(|| self.words.split_whitespace().collect()).contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_listed() {
        static LIST: WordList = WordList::new("pier quay  wharf\n berth");
        assert!(["pier", "wharf", "berth"].iter().all(|word| LIST.has(word)));
        assert!(["", "pie", "Pier", "quay wharf"].iter().all(|word| !LIST.has(word)));
    }
}
