//! Words that never begin a name, in other languages than English.

use super::lexicon::{Traits, is};
use super::token::{Document, Shape};

/// Makes the function words of the text's language what those of English always are. A text is in the language of
/// which it holds the most function words in small letters.
pub(super) fn settle(document: &mut Document) {
    const NAMES: Traits = is::GIVEN | is::FAMILY | is::PLACE | is::KNOWN | is::COMMON | is::HEAD | is::TAIL | is::TITLE;
    let mut counts = [0u32; is::LANGUAGES as usize];
    let mut english = 0u32;
    for token in document.tokens.iter().filter(|token| token.shape == Shape::Lower) {
        let Some(word) = document.words.get(token.word as usize) else { continue };
        english += u32::from(word.traits & is::FUNCTION != 0);
        if word.traits & ALL != 0 {
            for (language, count) in (0..is::LANGUAGES).zip(&mut counts) {
                *count += u32::from(word.traits & is::LANGUAGE << language != 0);
            }
        }
    }
    let most = (0..is::LANGUAGES).zip(counts).max_by_key(|&(_, count)| count);
    let Some((language, count)) = most.filter(|&(_, count)| count > english) else { return };
    if count < LEAST {
        return;
    }
    document.is_foreign = true;
    for word in document.words.iter_mut().filter(|word| word.traits & is::LANGUAGE << language != 0) {
        word.traits = word.traits & !NAMES | is::FUNCTION;
    }
}

/// The bits of all languages.
const ALL: Traits = ((1 << is::LANGUAGES) - 1) * is::LANGUAGE;
/// Fewer function words do not tell a language.
const LEAST: u32 = 4;
