//! Who is meant by "said the senator", where a paragraph names several persons.

use super::clause::words;
use super::speaker::{Scene, Speaker};
use crate::text::{Span, WordList};

/// How many words of a clause are looked through for what somebody is.
const LONGEST_NOUN: usize = 4;

/// How many words behind a name may say what its bearer is: ", who is the youngest senator".
const LONGEST_APPOSITION: usize = 8;

/// Words that say nothing of who somebody is.
static SMALL: WordList =
    WordList::new("the a an his her their its this that old young new former and who of in on at to");

/// What an apposition begins with.
static DETERMINERS: WordList = WordList::new("a an the his her their its then now former another");

/// In "the wife of a senator" nobody is one.
static JOINTS: WordList = WordList::new("of who whose from in at for with to that on by");

impl Scene<'_> {
    /// The one of `persons` whom the paragraph `block` calls as the words at `noun` do.
    pub(super) fn called(&self, noun: Span, persons: &[u32], block: Span) -> Speaker {
        let callings: Vec<String> = words(self.text, noun)
            .iter()
            .take(LONGEST_NOUN)
            .map(|word| word.of(self.text))
            .filter(|word| word.starts_with(char::is_lowercase) && !SMALL.has(word))
            .map(str::to_owned)
            .collect();
        let first = self.names.partition_point(|name| name.span.start < block.start);
        let names = self.names.get(first..).unwrap_or_default().iter();
        let mut called: Vec<u32> = names
            .take_while(|name| name.span.end <= block.end)
            .filter(|name| {
                persons.contains(&name.who) && callings.iter().any(|word| self.is_called(name.span, block, word))
            })
            .map(|name| name.who)
            .collect();
        called.sort_unstable();
        called.dedup();
        match called.as_slice() {
            [only] => Speaker::Known(*only),
            _ => Speaker::Unsure,
        }
    }

    /// "Senator X", "X, an old senator".
    fn is_called(&self, name: Span, block: Span, calling: &str) -> bool {
        let before = self.text.get(block.start()..name.start()).unwrap_or_default();
        let title = before.split_whitespace().next_back().unwrap_or_default();
        let behind = self.text.get(name.end()..block.end()).unwrap_or_default();
        let apposition = behind.strip_prefix(',').and_then(|rest| rest.split([',', '.', ';', '“', '"']).next());
        let mut described = apposition.unwrap_or_default().split_whitespace().take(LONGEST_APPOSITION).peekable();
        let opens = described.peek().is_some_and(|first| DETERMINERS.has(first) || *first == calling);
        title.to_lowercase() == calling
            || opens && described.take_while(|word| !JOINTS.has(word)).any(|word| word == calling)
    }
}
