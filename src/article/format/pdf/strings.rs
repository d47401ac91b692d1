//! Strings and characters of a PDF.

/// Where `PDFDocEncoding` departs from Latin-1, from 0x80 on (ISO 32000-1, annex D.2).
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

/// A text string: UTF-16 or UTF-8 with a byte order mark, else `PDFDocEncoding`.
pub fn decode(bytes: &[u8]) -> String {
    let utf16 = |big: bool, rest: &[u8]| {
        let units = rest.chunks_exact(2).map(|pair| match pair {
            [a, b] if big => u16::from_be_bytes([*a, *b]),
            [a, b] => u16::from_le_bytes([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect::<String>()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(true, rest),
        [0xFF, 0xFE, rest @ ..] => utf16(false, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes
            .iter()
            .map(|&byte| match byte {
                0x80..=0xA0 => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{FFFD}'),
                _ => char::from(byte),
            })
            .collect(),
    }
}

/// A string of the document's metadata on one line; `None` where nothing is left of it.
pub fn one_line(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 1000;
    let text = decode(bytes);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

/// The character that a font's code means. Codes for private use are those of symbol fonts: bullets, mostly.
pub fn sane(character: char) -> char {
    match character {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F076}' | '\u{F0A8}' | '\u{F0FC}' => '•',
        '\u{F020}' => ' ',
        '\u{E000}'..='\u{F8FF}' => '\u{FFFD}',
        '\t' | '\n' | '\r' => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// `text` with its ligatures opened.
pub fn opened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c => out.push(c),
        }
    }
    out
}

/// `text` with the accents that TeX sets before their letters put onto them, and everything composed.
pub fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let mark = match character {
            // The home directory of an address.
            '˜' if out.ends_with('/') => {
                out.push('~');
                continue;
            }
            '¨' => '\u{308}',
            '´' => '\u{301}',
            'ˆ' => '\u{302}',
            '˜' => '\u{303}',
            'ˇ' => '\u{30C}',
            '˙' => '\u{307}',
            '˚' => '\u{30A}',
            '˝' => '\u{30B}',
            '˘' => '\u{306}',
            '¸' => '\u{327}',
            '˛' => '\u{328}',
            '¯' => '\u{304}',
            '`' if out.ends_with(char::is_alphabetic) => '\u{300}',
            _ => {
                out.push(character);
                continue;
            }
        };
        // In a spaced line the accent of the middle of a word stands apart; some of them are quotation marks too.
        let mut ahead = characters.clone();
        let is_apart = !matches!(character, '´' | '`' | '¸' | '˛')
            && out.ends_with(char::is_alphabetic)
            && ahead.next().is_some_and(char::is_whitespace)
            && ahead.next().is_some_and(|letter| {
                letter.is_lowercase() && unicode_normalization::char::compose(letter, mark).is_some()
            });
        if is_apart {
            characters.next();
        }
        let letter = match characters.peek() {
            Some('ı') => 'i',
            Some('ȷ') => 'j',
            Some(&letter) => letter,
            None => ' ',
        };
        match unicode_normalization::char::compose(letter, mark) {
            Some(accented) => {
                out.push(accented);
                characters.next();
            }
            None => out.push(character),
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_each_of_their_encodings() {
        assert_eq!(decode(b"\xFE\xFF\x00P\x00i\x00e\x00r\x20\x14"), "Pier—");
        assert_eq!(decode(b"\xEF\xBB\xBFQua\xC3\xAF"), "Quaï");
        assert_eq!(decode(b"caf\xE9 \x8D\x90"), "café “’");
        assert_eq!(one_line(b" \n "), None);
    }

    #[test]
    fn accents_set_before_their_letters_are_put_onto_them() {
        assert_eq!(
            composed("Ma¨ıeul Gonz´alez, caf´e, O˘guz, ``so'' e\u{301}"),
            "Maïeul González, café, Oğuz, ``so'' é"
        );
    }

    #[test]
    fn an_accent_apart_in_a_word_is_put_onto_its_letter_and_a_tilde_of_an_address_stays() {
        assert_eq!(composed("Geldverm¨ ogen der Haushalte"), "Geldvermögen der Haushalte");
        assert_eq!(composed("pier.example/˜ana and the ships´ arrival"), "pier.example/~ana and the ships´ arrival");
    }

    #[test]
    fn ligatures_are_opened() {
        assert_eq!(opened("oﬃce ﬂoor ﬁne"), "office floor fine");
    }
}
