//! The form of a word under which lists and documents are compared: lower case, no accents, no apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::latin;

/// Appends the folded form of `word` to `out`.
pub(super) fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        if !word.bytes().any(|byte| byte == b'\'' || byte == b'`') {
            let start = out.len();
            out.push_str(word);
            if let Some(added) = out.get_mut(start..) {
                added.make_ascii_lowercase();
            }
            return;
        }
        let kept = word.bytes().filter(|&byte| byte != b'\'' && byte != b'`');
        out.extend(kept.map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    for character in word.chars().filter(|&c| !is_apostrophe(c)) {
        if character.is_ascii() {
            out.push(character.to_ascii_lowercase());
        } else if let Some(plain) = latin::plain(character) {
            out.push_str(plain);
        } else {
            fold_rare(character, out);
        }
    }
}

/// The same for a letter that is none of the Latin ones with marks.
fn fold_rare(character: char, out: &mut String) {
    for part in character.nfd().filter(|&c| !is_combining_mark(c) && !is_apostrophe(c)) {
        match latin::plain(part) {
            Some(plain) => out.push_str(plain),
            None => out.extend(part.to_lowercase()),
        }
    }
}

/// Whether `character` is written as an apostrophe inside words.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '´')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_make_no_difference() {
        for (word, folded) in
            [("São", "sao"), ("N’Djamena", "ndjamena"), ("ŁÓDŹ", "lodz"), ("İzmir", "izmir"), ("O'Neill", "oneill")]
        {
            let mut out = String::new();
            fold(word, &mut out);
            assert_eq!(out, folded);
        }
    }

    #[test]
    fn a_letter_of_the_table_is_what_unicode_makes_of_it() {
        let without_marks = |letter: char| letter.nfd().filter(|&c| !is_combining_mark(c)).collect::<String>();
        for letter in ('\u{c0}'..='\u{1eff}').filter(|letter| letter.is_alphabetic()) {
            let plain = without_marks(letter).to_lowercase();
            if letter.nfd().count() > 1 && plain.is_ascii() {
                assert_eq!(latin::plain(letter).unwrap_or(&plain), plain, "{letter}");
            }
        }
    }
}
