//! Bytes to text: byte order marks, UTF-8, UTF-16 and the single-byte encodings of old pages.

use std::str;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes at the start of a file are looked at to tell text from anything else.
const SAMPLE: usize = 8 * 1024;

/// How many well-formed UTF-8 sequences outweigh one that is not: a text of which so much is UTF-8 is UTF-8 with a
/// few damaged bytes, and not another encoding.
const DAMAGE_RATIO: usize = 10;

/// How many broken-twice letters make a text mojibake rather than a text that quotes some.
const MOJIBAKE: usize = 3;

/// A file's text, as far as it has one.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, every line break as it stands in the file; `None` for a file that holds no text.
    pub text: Option<String>,
    /// What was wrong, in words for the analyst.
    pub problems: Vec<String>,
}

/// Decodes `bytes` by their byte order mark, else as UTF-8, else by the encoding that is `declared`, else by the one that
/// their statistics speak for.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return checked(rest, encoding);
    }
    if let Some(kind) = binary_kind(bytes) {
        return Decoded { text: None, problems: vec![format!("not a text: {kind}")] };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return checked(bytes, encoding);
    }
    if looks_binary(bytes) {
        return Decoded { text: None, problems: vec!["not a text: it is full of control characters".to_string()] };
    }
    if str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return checked(bytes, UTF_8);
    }
    if let Some(encoding) =
        declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|encoding| *encoding != UTF_8)
    {
        return checked(bytes, encoding);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let guess = detector.guess(None, false);
    checked(bytes, if guess == WINDOWS_1252 && is_latin9(bytes) { ISO_8859_15 } else { guess })
}

/// Whether what looks like Windows-1252 is ISO-8859-15, of which the detector knows nothing. The two differ in eight
/// bytes: where one has "œ", "š", "ž" and "€", the other has fractions, accents and "¤", which stand nowhere near letters.
fn is_latin9(bytes: &[u8]) -> bool {
    // What ISO-8859-15 leaves to control characters is where Windows-1252 has its quotation marks and dashes.
    if bytes.iter().any(|byte| (0x80..=0x9F).contains(byte)) {
        return false;
    }
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte >= 0xC0)
    };
    let (mut letters, mut others) = (0usize, 0usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0xA4 => letters += 1,
            0xA6 | 0xA8 | 0xB4 | 0xB8 | 0xBC | 0xBD | 0xBE => {
                let beside = is_letter(at.checked_sub(1)) || is_letter(Some(at + 1));
                if beside { letters += 1 } else { others += 1 }
            }
            _ => {}
        }
    }
    letters > others
}

fn checked(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut problems = Vec::new();
    if damaged {
        problems.push(format!("some bytes are not {}; they are shown as \u{FFFD}", encoding.name()));
    }
    if is_mojibake(&text) {
        problems.push("the text was decoded wrongly before it was saved (mojibake)".to_string());
    }
    Decoded { text: Some(text.into_owned()), problems }
}

/// The name of a well-known format that is not text, by its first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a PNG image"),
        (b"GIF8", "a GIF image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"RIFF", "a media file"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x7FELF", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"{\\rtf", "a rich-text (RTF) file"),
        (b"SQLite format 3", "a database"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// Tells UTF-16 without a mark by its zero bytes, which for Latin text stand in every second place.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half >= 4 && odd * 10 > half * 6 && even * 10 < half {
        Some(UTF_16LE)
    } else if half >= 4 && even * 10 > half * 6 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn looks_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|&&byte| byte < 0x20 && !b"\t\n\r\x0B\x0C\x1B\x1A\x08".contains(&byte)).count();
    controls * 50 > sample.len()
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= broken.saturating_mul(DAMAGE_RATIO)
}

/// Whether UTF-8 was once read as Windows-1252 ("Ã©" for "é", "â€™" for "’", "Å‚" for "ł") or as Windows-1251 ("РџРѕ" for
/// "По").
fn is_mojibake(text: &str) -> bool {
    let (mut count, mut leads, mut cyrillic) = (0, 0, 0usize);
    let mut before = ' ';
    for character in text.chars() {
        let continues = matches!(character, '\u{80}'..='\u{BF}')
            || matches!(
                character,
                '‚' | 'ƒ'
                    | '„'
                    | '…'
                    | '†'
                    | '‡'
                    | 'ˆ'
                    | '‰'
                    | 'Š'
                    | '‹'
                    | 'Œ'
                    | 'Ž'
                    | '‘'
                    | '’'
                    | '“'
                    | '”'
                    | '•'
                    | '˜'
                    | '™'
                    | 'š'
                    | '›'
                    | 'œ'
                    | 'ž'
                    | 'Ÿ'
            );
        let doubled = match before {
            'Ã' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' => continues && !matches!(character, '’' | '”' | '…' | '“'),
            'Â' => matches!(character, '\u{A0}'..='\u{BF}'),
            'â' => character == '€',
            _ => false,
        };
        count += usize::from(doubled);
        let is_cyrillic = matches!(character, '\u{400}'..='\u{4FF}');
        cyrillic += usize::from(is_cyrillic);
        leads += usize::from(is_cyrillic && matches!(character, 'Р' | 'С'));
        before = character;
    }
    // Every second letter of a Russian text read so is one of two capitals.
    count >= MOJIBAKE || cyrillic >= 20 && leads * 3 > cyrillic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).text.unwrap()
    }

    #[test]
    fn every_usual_encoding_comes_out_as_its_text() {
        let french = "Le ministère a dénié l’accord conclu à Genève ; « c’est une façade », a-t-il ajouté.";
        let russian = "Министр иностранных дел заявил, что переговоры в Женеве будут продолжены на следующей неделе.";
        assert_eq!(text(french.as_bytes()), french);
        assert_eq!(text(format!("\u{FEFF}{french}").as_bytes()), french);
        let little: Vec<u8> = french.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = french.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&[&[0xFF, 0xFE], little.as_slice()].concat()), french);
        assert_eq!(text(&little), french);
        assert_eq!(text(&big), french);
        for (label, sample) in [("windows-1252", french), ("windows-1251", russian), ("koi8-r", russian)] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(sample);
            assert!(!unmappable);
            assert_eq!(text(&bytes), sample, "{label}");
        }
    }

    #[test]
    fn the_latin_encoding_with_the_euro_is_told_from_the_one_with_fractions() {
        for sample in ["La sœur du maire a payé le pain à Genève.", "30 €, pas plus"] {
            let (bytes, _, _) = ISO_8859_15.encode(sample);
            let padded = [&bytes[..], b" D\xE9j\xE0 vu, a-t-il d\xE9clar\xE9."].concat();
            assert!(text(&padded).starts_with(sample), "{sample}");
        }
        let sample = "Une demi-heure (½) a été accordée à l’équipe, et ¾ de l’eau.";
        let (bytes, _, _) = WINDOWS_1252.encode(sample);
        assert_eq!(text(&bytes), sample);
    }

    #[test]
    fn one_damaged_byte_does_not_turn_utf8_into_another_encoding() {
        let mut bytes = "«é» «à» «ü» «ß» «ø» «ñ»".as_bytes().to_vec();
        bytes.insert(4, 0xFF);
        let decoded = decode(&bytes, None);
        assert!(decoded.text.unwrap().contains("«ñ»"));
        assert_eq!(decoded.problems.len(), 1);
    }

    #[test]
    fn what_is_not_text_says_what_it_is() {
        assert_eq!(decode(b"%PDF-1.7\n...", None).problems, ["not a text: a PDF file"]);
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6, 7, 0], None).text, None);
        assert_eq!(text(b""), "");
    }

    #[test]
    fn a_text_that_was_decoded_wrongly_before_is_named() {
        let broken = "Le ministÃ¨re a dÃ©niÃ© lâ€™accord.";
        for broken in
            [broken, "РњРёРЅРёСЃС‚СЂ С‚СЂР°РЅСЃРїРѕСЂС‚Р° Р·Р°СЏРІРёР»", "PowiedziaÅ‚, Å¼e port bÄ™dzie zamkniÄ™ty."]
        {
            assert_eq!(decode(broken.as_bytes(), None).problems.len(), 1, "{broken}");
        }
        for sound in ["Über Ängste in Århus: «Å», “Ä”, …", "СССР и РСФСР: РАН, ССО, РС"]
        {
            assert!(decode(sound.as_bytes(), None).problems.is_empty(), "{sound}");
        }
    }
}
