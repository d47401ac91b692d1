//! Words that never begin a name, in other languages than English.

use super::lexicon::{Traits, is};
use super::token::Document;

/// The bits of all languages.
const ALL: Traits = ((1 << is::LANGUAGES) - 1) * is::LANGUAGE;
/// Fewer function words do not tell a language.
const LEAST: u32 = 4;

/// The language of a text, if it is another than English: the one of which it holds the most function words in small
/// letters, as the bit that these words have.
pub(super) fn of(document: &Document) -> Option<Traits> {
    let mut counts = [0u32; is::LANGUAGES as usize];
    let mut english = 0u32;
    for word in document.words.iter().filter(|word| word.lower > 0) {
        if word.traits & is::FUNCTION != 0 {
            english += word.lower;
        }
        if word.traits & ALL != 0 {
            for (language, count) in (0..is::LANGUAGES).zip(&mut counts) {
                *count += if word.traits & is::LANGUAGE << language != 0 { word.lower } else { 0 };
            }
        }
    }
    let (language, count) = (0..is::LANGUAGES).zip(counts).max_by_key(|&(_, count)| count)?;
    // A line or two without a word of English needs one word less.
    (count > english && count + u32::from(english == 0) >= LEAST).then_some(is::LANGUAGE << language)
}

/// Whether the language writes "l’Union", "dell’Unione".
pub(super) fn elides(language: Traits) -> bool {
    language & (is::FRENCH | is::ITALIAN) != 0
}

/// Makes the function words of `language` what those of English always are.
pub(super) fn settle(document: &mut Document, language: Traits) {
    const NAMES: Traits = is::GIVEN | is::FAMILY | is::PLACE | is::KNOWN | is::COMMON | is::HEAD | is::TAIL | is::TITLE;
    document.is_foreign = true;
    document.is_french = language == is::FRENCH;
    document.is_german = language == is::GERMAN;
    for word in document.words.iter_mut().filter(|word| word.traits & language != 0) {
        word.traits = word.traits & !NAMES | is::FUNCTION;
    }
    // Inside the names of persons these are particles only where the language does not use them all the time.
    let common: &[&str] = if document.is_german { &["und", "der", "den", "das"] } else { &["y", "e", "et", "en"] };
    for small in common {
        if let Some(word) = document.find(small) {
            word.traits &= !is::PARTICLE;
        }
    }
    if document.is_french
        && let Some(monsieur) = document.find("m.")
    {
        monsieur.traits |= is::TITLE | is::ABBREVIATION;
    }
}
