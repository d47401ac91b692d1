//! The form of a word under which lists and documents are compared: lower case, no accents, no apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    for character in word.nfd().filter(|&c| !is_combining_mark(c) && !is_apostrophe(c)) {
        match character {
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ł' | 'Ł' => out.push('l'),
            'ı' | 'İ' => out.push('i'),
            'ə' | 'Ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            c => out.extend(c.to_lowercase()),
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
}
