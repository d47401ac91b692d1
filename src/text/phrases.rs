//! Lists of phrases, all looked for in one pass over a text.

use aho_corasick::AhoCorasick;

/// Phrases that are looked for together.
#[derive(Clone, Debug)]
pub struct Phrases {
    list: Vec<&'static str>,
    /// `None` where the list is too long for it, which the lists of this crate are not.
    search: Option<AhoCorasick>,
}

impl Phrases {
    /// Prepares the phrases of `list`.
    pub fn new(list: &[&'static str]) -> Phrases {
        Phrases { list: list.to_vec(), search: AhoCorasick::new(list).ok() }
    }

    /// Whether one of them stands anywhere in `text`, as it is written there.
    pub fn stand_in(&self, text: &str) -> bool {
        match &self.search {
            Some(search) => search.is_match(text),
            None => self.list.iter().any(|phrase| text.contains(phrase)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_wherever_it_stands() {
        let phrases = Phrases::new(&["the pier", "pier is", "é"]);
        for text in ["the pier", "xthe pierx", "a pier is", "Café"] {
            assert!(phrases.stand_in(text), "{text}");
        }
        for text in ["", "the pie", "The Pier", "cafe"] {
            assert!(!phrases.stand_in(text), "{text}");
        }
    }
}
