//! The key by which notes cite an article that brings none of its own.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::Metadata;
use super::words::{folded, is_name_word};

/// How many words of the title a key holds.
const TITLE_WORDS: usize = 3;

/// Small words that say nothing of a title, `folded`.
const STOP_WORDS: [&str; 74] = [
    "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are", "was",
    "were", "be", "its", "it", "how", "why", "what", "who", "when", "where", "that", "this", "le", "la", "les", "un",
    "une", "des", "du", "de", "et", "en", "l", "d", "der", "die", "das", "ein", "eine", "und", "im", "von", "den",
    "dem", "zu", "el", "los", "las", "y", "del", "o", "os", "e", "da", "do", "il", "lo", "di", "che", "het", "een",
    "van", "в", "и", "на", "с",
];

/// A made key but for the name of the file, which a record does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeKey {
    /// The first author's family name, else the publisher; empty where there is neither.
    who: String,
    /// The year, else `nd`, and words of the title.
    rest: String,
}

impl MadeKey {
    /// The first author's family name, else the publisher, else the file's name; then the year, else `nd`; then up to three
    /// words of the title that are not small words, in camelCase: `tabaar2015iransRussianTurn`. Letters and digits of
    /// ASCII only, diacritics folded, other scripts left out; where nothing is left, a part is left out.
    pub fn of(metadata: &Metadata) -> MadeKey {
        let author = metadata.authors.first().map(|name| camel(family_name(name).split([' ', '-', '‐'])));
        let publisher = || Some(camel(significant(metadata.publisher.as_deref()?).into_iter().take(TITLE_WORDS)));
        let who = author.filter(|part| !part.is_empty()).or_else(publisher).unwrap_or_default();
        let year = metadata.published.map_or_else(|| "nd".to_string(), |date| format!("{:04}", date.year));
        let title = metadata.title.as_deref().unwrap_or_default();
        let what = camel(significant(title).into_iter().take(TITLE_WORDS));
        MadeKey { who, rest: format!("{year}{what}") }
    }

    /// The key of the article in a file called `stem` without its extension; it is never empty: the last resort is
    /// `article`.
    pub fn in_file(&self, stem: &str) -> String {
        let stem = if self.who.is_empty() { camel(stem.split(|c: char| !c.is_alphanumeric())) } else { String::new() };
        let who = [self.who.as_str(), &stem, "article"].into_iter().find(|part| !part.is_empty()).unwrap_or_default();
        format!("{who}{}", self.rest)
    }
}

/// The family name in a name in reading order: the last word, with the small words of names directly before it.
pub fn family_name(name: &str) -> &str {
    let mut start = name.len();
    for (words, word) in name.rsplit(' ').enumerate() {
        let is_particle = words > 0 && is_name_word(word) && word.chars().next().is_some_and(char::is_lowercase);
        if words > 0 && !is_particle {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(words > 0));
    }
    name.get(start..).unwrap_or(name)
}

fn significant(text: &str) -> Vec<&str> {
    let is_word = |word: &&str| letters(word).next().is_some();
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "-–—/:;,.|".contains(c)).filter(is_word).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !STOP_WORDS.contains(&folded(word).as_str())).collect();
    if kept.is_empty() { words } else { kept }
}

/// The words as one, each but the first with a capital; ASCII letters and digits only.
fn camel<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for word in words {
        let mut letters = letters(word);
        let Some(first) = letters.next() else { continue };
        if out.is_empty() {
            out.push(first.to_ascii_lowercase());
        } else {
            out.push(first.to_ascii_uppercase());
        }
        out.extend(letters.map(|c| c.to_ascii_lowercase()));
    }
    out
}

/// The ASCII letters and digits that stand for a word's.
fn letters(word: &str) -> impl Iterator<Item = char> {
    // What is ASCII is decomposed already.
    let (plain, other) = if word.is_ascii() { (word, "") } else { ("", word) };
    plain.chars().filter(char::is_ascii_alphanumeric).chain(other.nfkd().flat_map(ascii))
}

/// The ASCII letters and digits that stand for a decomposed character.
fn ascii(character: char) -> impl Iterator<Item = char> {
    let letters = match character {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'ø' | 'Ø' => "o",
        'œ' | 'Œ' => "oe",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    letters.chars().chain(Some(character).filter(char::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PublicationDate;

    fn key(author: &str, publisher: &str, title: &str, year: Option<i16>) -> String {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let metadata = Metadata {
            authors: some(author).into_iter().collect(),
            publisher: some(publisher),
            title: some(title),
            published: year.and_then(|year| PublicationDate::new(year, None, None)),
            ..Metadata::default()
        };
        MadeKey::of(&metadata).in_file("saved page_3")
    }

    #[test]
    fn a_key_is_family_name_year_and_first_words() {
        assert_eq!(
            key("Ana María Ruiz", "Gazette", "The Pier’s Long Shadow over Bergen", Some(2019)),
            "ruiz2019piersLongShadow"
        );
        assert_eq!(key("Léa Mbaye-Noël", "", "Ports", Some(2020)), "mbayeNoel2020ports");
        assert_eq!(key("Ludwig van der Meer", "", "Über Häfen", None), "vanDerMeernduberHafen");
        assert_eq!(key("", "The Harbour Ledger", "Ports", Some(2020)), "harbourLedger2020ports");
        assert_eq!(key("", "", "Ports", None), "savedPage3ndports");
        assert_eq!(key("李明", "", "港口", None), "savedPage3nd");
        assert_eq!(MadeKey::of(&Metadata::default()).in_file("…"), "articlend");
    }
}
