//! Bytes to text: byte order marks, UTF-8, UTF-16 and the single-byte encodings of old pages.

use std::str;

use super::words::{ascii_length, tally};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, ISO_2022_JP, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

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
    // Seven bits a byte: it is sound UTF-8 as well.
    if memchr::memmem::find(bytes, b"\x1B$B").is_some() && bytes.is_ascii() {
        return checked(bytes, ISO_2022_JP);
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
    memchr::memchr(0, sample)?;
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
    // Without branches, so that many bytes are looked at at once.
    let is_control = |byte: u8| (byte < 0x20) & !(8..=13).contains(&byte) & (byte != 0x1A) & (byte != 0x1B);
    tally(sample, is_control) * 50 > sample.len()
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= broken.saturating_mul(DAMAGE_RATIO)
}

/// Whether UTF-8 was once read as Windows-1252 ("Ã©" for "é", "â€™" for "’", "Å‚" for "ł", "Ï„" for "τ", "å¹´" for "年"), as
/// Mac Roman ("‚Äô" for "’", "√©" for "é") or as Windows-1251 ("РџРѕ" for "По").
fn is_mojibake(text: &str) -> bool {
    let (mut count, mut leads, mut cyrillic) = (0, 0, 0usize);
    let (mut earlier, mut before) = (' ', ' ');
    let mut rest = text;
    loop {
        // What is ASCII is nothing but what stands before the next character that is not.
        let length = ascii_length(rest.as_bytes());
        if let Some(&last) = length.checked_sub(1).and_then(|last| rest.as_bytes().get(last)) {
            before = char::from(last);
        }
        rest = rest.get(length..).unwrap_or_default();
        let Some(character) = rest.chars().next() else { break };
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
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
        let is_mark = |c: char| "’”…“»«›•™\u{A0}".contains(c);
        // Characters of three bytes: those of India and South East Asia, and the Chinese.
        let is_third = matches!(earlier, 'à' | 'á' | 'ã'..='é')
            && matches!(before, '\u{80}'..='\u{BF}' | '‚'..='‰' | 'ƒ' | 'ˆ' | 'Š' | 'Œ' | 'Ž' | '˜' | 'š' | 'œ' | 'ž' | 'Ÿ')
            && !is_mark(before)
            && continues
            && !is_mark(character);
        let doubled = match before {
            _ if is_third => true,
            'Î' | 'Ï' | '×' => continues && !is_mark(character),
            '‚' => character == 'Ä',
            '√' => "©®°±≥¥µ∂∑∏π†¢£".contains(character),
            'Ã' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' => continues && !matches!(character, '’' | '”' | '…' | '“'),
            'Â' => matches!(character, '\u{A0}'..='\u{BF}'),
            'â' => character == '€',
            _ => false,
        };
        count += usize::from(doubled);
        let is_cyrillic = matches!(character, '\u{400}'..='\u{4FF}');
        cyrillic += usize::from(is_cyrillic);
        leads += usize::from(is_cyrillic && matches!(character, 'Р' | 'С'));
        (earlier, before) = (before, character);
    }
    // Every second letter of a Russian text read so is one of two capitals.
    count >= MOJIBAKE || cyrillic >= 20 && leads * 3 > cyrillic
}

#[cfg(test)]
mod tests {
    use encoding_rs::MACINTOSH;

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
    fn old_encodings_of_all_scripts_are_known_by_a_paragraph() {
        let greek = "Ο υπουργός Μεταφορών δήλωσε χθες ότι το λιμάνι θα παραμείνει κλειστό για δύο εβδομάδες. «Δεν υπάρχει άλλος τρόπος», είπε στους δημοσιογράφους έξω από το τελωνείο.";
        let simplified = "港务局局长周一表示，由于航道淤积，码头将关闭两周。他对记者说：“没有别的办法，我们必须保证船只的安全。”当地渔民对此表示不满，要求政府给予补偿。";
        let traditional = "港務局局長週一表示，由於航道淤積，碼頭將關閉兩週。他對記者說：「沒有別的辦法，我們必須保證船隻的安全。」當地漁民對此表示不滿，要求政府給予補償。";
        let japanese = "港湾局長は月曜日、航路に土砂が堆積したため、埠頭を二週間閉鎖すると発表した。「ほかに方法はない。船の安全を守らなければならない」と記者団に語った。";
        let korean = "항만청장은 월요일 항로에 토사가 쌓여 부두를 두 주 동안 폐쇄한다고 밝혔다. 그는 기자들에게 “다른 방법이 없다. 선박의 안전을 지켜야 한다”고 말했다.";
        let ukrainian = "Міністр транспорту заявив у понеділок, що порт залишатиметься зачиненим ще два тижні. Він пояснив журналістам, що іншого виходу немає, бо фарватер замулений.";
        let arabic = "قال وزير النقل يوم الاثنين إن الميناء سيبقى مغلقا لمدة أسبوعين. وأضاف أمام الصحفيين أنه لا توجد طريقة أخرى لضمان سلامة السفن في القناة.";
        let hebrew = "שר התחבורה אמר ביום שני כי הנמל יישאר סגור במשך שבועיים. הוא הוסיף בפני העיתונאים כי אין דרך אחרת להבטיח את שלום הספינות.";
        let thai = "รัฐมนตรีว่าการกระทรวงคมนาคมกล่าวเมื่อวันจันทร์ว่าท่าเรือจะปิดต่อไปอีกสองสัปดาห์ เพราะร่องน้ำตื้นเขินและไม่มีวิธีอื่น";
        let polish = "Minister żeglugi powiedział w poniedziałek, że port pozostanie zamknięty przez dwa tygodnie. „Nie ma innego wyjścia” – oświadczył dziennikarzom przed siedzibą urzędu.";
        let turkish = "Ulaştırma bakanı pazartesi günü limanın iki hafta daha kapalı kalacağını söyledi. Gazetecilere başka çare olmadığını, gemilerin güvenliğinin şart olduğunu açıkladı.";
        let latvian = "Satiksmes ministrs pirmdien paziņoja, ka osta būs slēgta vēl divas nedēļas. Viņš žurnālistiem sacīja, ka citas iespējas nav un kuģu drošība ir svarīgāka.";
        let russian = "Министр транспорта заявил в понедельник, что порт останется закрытым ещё две недели. Другого выхода нет, сказал он журналистам у здания таможни.";
        for (label, sample) in [
            ("iso-8859-7", greek),
            ("windows-1253", greek),
            ("gb18030", simplified),
            ("gbk", simplified),
            ("big5", traditional),
            ("shift_jis", japanese),
            ("euc-jp", japanese),
            ("iso-2022-jp", japanese),
            ("euc-kr", korean),
            ("koi8-u", ukrainian),
            ("windows-1251", ukrainian),
            ("windows-1256", arabic),
            ("iso-8859-6", arabic),
            ("windows-1255", hebrew),
            ("windows-874", thai),
            ("windows-1250", polish),
            ("iso-8859-2", polish),
            ("windows-1254", turkish),
            ("windows-1257", latvian),
            ("ibm866", russian),
            ("iso-8859-5", russian),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(sample);
            let (expected, _) = encoding.decode_without_bom_handling(&bytes);
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text.as_deref(), Some(&*expected), "{label}");
            assert_eq!(decoded.problems, Vec::<String>::new(), "{label}");
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
        for (sound, encoding) in [
            ("Ο υπουργός δήλωσε ότι το λιμάνι θα κλείσει.", WINDOWS_1252),
            ("港务局局长周一表示，码头将关闭两周。", WINDOWS_1252),
            ("परिवहन मंत्री ने सोमवार को कहा", WINDOWS_1252),
            ("שר התחבורה אמר ביום שני", WINDOWS_1252),
            ("“L’été”, dit-il, «\u{A0}c’est fini\u{A0}»", MACINTOSH),
        ] {
            let broken = encoding.decode_without_bom_handling(sound.as_bytes()).0;
            assert_eq!(decode(broken.as_bytes(), None).problems.len(), 1, "{broken}");
        }
        for sound in [
            "Über Ängste in Århus: «Å», “Ä”, …",
            "СССР и РСФСР: РАН, ССО, РС",
            "Il a été\u{A0}», dit l’abbé… «\u{A0}Allé\u{A0}»… “Né”… 3×4×5×6, là… déjà “çà”",
        ] {
            assert!(decode(sound.as_bytes(), None).problems.is_empty(), "{sound}");
        }
    }
}
