//! Finding articles by a part of their key, their authors, their title or their year.

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use serde::{Deserialize, Serialize};

use super::entries::Entries;
use super::threads::each;
use super::{ArticleEntry, ArticleId};
use crate::text::Span;

/// How many lines one thread looks through at a time.
const CHUNK: usize = 4_096;

/// What is looked through, a line for each article.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeySearch {
    lines: Vec<Line>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// The key, then what else is looked through.
    text: Box<str>,
    /// How many bytes the key has.
    key: u32,
    /// Whether it counts everywhere.
    everywhere: bool,
    /// The [`letters`] of the text, and those of the key.
    letters: [u64; 2],
}

impl KeySearch {
    pub(super) fn new(entries: &Entries) -> KeySearch {
        KeySearch { lines: entries.iter().map(Line::of).collect() }
    }

    /// The keys that count everywhere and may be made of these [`letters`] by so many edits.
    pub(super) fn keys_of(&self, wanted: u64, edits: usize) -> impl Iterator<Item = &str> {
        // An edit takes one letter away from those that a key has, and adds one, at most.
        let may_be = move |line: &&Line| (line.letters[1] ^ wanted).count_ones() as usize <= 2 * edits;
        self.lines.iter().filter(|line| line.everywhere).filter(may_be).map(Line::key)
    }

    /// The articles that `query` fits, each with how well: those whose keys count everywhere, and those of whose keys `is_in_scope`
    /// holds.
    pub(super) fn scored(
        &self,
        query: &str,
        is_in_scope: impl Fn(ArticleId, &str) -> bool + Sync,
    ) -> Vec<(u32, ArticleId)> {
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        // A part that begins with `!` is one that must not be there.
        let needed =
            query.split_whitespace().filter(|part| !part.starts_with('!')).fold(0, |all, part| all | letters(part));
        let chunks: Vec<(usize, &[Line])> =
            self.lines.chunks(CHUNK).enumerate().map(|(number, lines)| (number * CHUNK, lines)).collect();
        let scored = each(&chunks, |(first, lines)| {
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut buffer = Vec::new();
            let mut score = |line: &Line| pattern.score(Utf32Str::new(&line.text, &mut buffer), &mut matcher);
            let numbered = (*first..).zip(lines.iter()).filter(|(_, line)| line.letters[0] & needed == needed);
            let known = numbered.filter_map(|(at, line)| Some((ArticleId(u32::try_from(at).ok()?), line)));
            let is_wanted = |(id, line): &(ArticleId, &Line)| line.everywhere || is_in_scope(*id, line.key());
            known.filter(is_wanted).filter_map(|(id, line)| Some((score(line)?, id))).collect::<Vec<_>>()
        });
        scored.into_iter().flatten().collect()
    }
}

impl Line {
    fn of(entry: &ArticleEntry) -> Line {
        let metadata = entry.metadata();
        let mut text = entry.key.clone();
        let year = metadata.published.map(|date| date.to_string());
        let authors = metadata.authors.iter().map(String::as_str);
        for part in authors.chain(metadata.title.as_deref()).chain(year.as_deref()) {
            text.push(' ');
            text.push_str(part);
        }
        Line {
            letters: [letters(&text), letters(&entry.key)],
            text: text.into(),
            key: Span::at(entry.key.len()).start,
            everywhere: entry.is_cited_everywhere(),
        }
    }

    fn key(&self) -> &str {
        self.text.get(..self.key as usize).unwrap_or(&self.text)
    }
}

/// Which letters and digits a text has, a bit for each, without case and accents; all others share the rest of the bits. A
/// text that lacks one of a query's cannot fit it.
pub(super) fn letters(text: &str) -> u64 {
    let bit = |letter: char| match letter {
        'a'..='z' => u32::from(letter) - u32::from('a'),
        '0'..='9' => 26 + u32::from(letter) - u32::from('0'),
        _ => 36 + u32::from(letter) % 28,
    };
    let plain = text.chars().map(normalize).filter(|letter| letter.is_alphanumeric());
    plain.flat_map(char::to_lowercase).fold(0, |bits, letter| bits | 1 << bit(normalize(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_apart_but_not_their_case_and_accents() {
        assert_eq!(letters("Ångström 21"), letters("1ANGSTROM2"));
        assert_ne!(letters("abc"), letters("abd"));
        assert_eq!(letters("Ó") & letters("o"), letters("o"));
        assert_ne!(letters("文"), 0);
    }
}
