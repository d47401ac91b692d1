//! In which language a text is written, as far as its function words show.

/// Function words of languages that news is often read in, with their tags (BCP 47). Words that two of these
/// languages share stand with the one that uses them most. A list made for this project.
const FUNCTION_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "that", "is", "was", "for", "it", "with", "are", "this", "have", "had", "not", "they",
            "from", "by", "his", "her", "their", "which", "would", "been", "will", "what", "there", "who", "we", "you",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "est", "une", "du", "dans", "qui", "pour", "pas", "sur", "avec", "sont", "nous",
            "vous", "mais", "ont", "cette", "ces", "leur", "été", "aux", "où", "être", "au", "elle", "ils", "par",
            "sans", "ne", "ce", "après",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "dem", "mit", "auf", "für", "sich",
            "von", "wir", "sie", "ich", "auch", "wird", "zu", "haben", "werden", "sind", "einen", "einer",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "una", "por", "para", "con", "más", "pero", "como", "está", "este", "esta", "son",
            "muy", "ha", "hay", "nos", "también", "sus", "fue", "ser",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "di", "che", "è", "per", "sono", "della", "dei", "nel", "anche", "questo", "più", "alla",
            "ma", "ci", "delle", "hanno", "essere", "dal", "sul",
        ],
    ),
    (
        "pt",
        &[
            "os", "um", "uma", "não", "em", "do", "da", "dos", "ao", "mas", "foi", "são", "pelo", "pela", "também",
            "mais", "seu", "sua", "isso", "nós",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "niet", "dat", "zijn", "voor", "met", "ook", "maar", "naar", "wij", "deze", "bij",
            "uit", "hebben", "wordt", "aan", "onze",
        ],
    ),
];

/// How many function words must be found, and how much more of the first language than of the second.
const LEAST: usize = 3;
const AHEAD: usize = 2;
/// How many words make a sentence.
const SENTENCE: usize = 7;

/// The tag of the language in which `text` is plainly written: a language of the list above, or a script's name for
/// one that is not Latin; `None` where the text is too short or mixed to tell.
pub fn language(text: &str) -> Option<&'static str> {
    script(text).or_else(|| by_function_words(text))
}

/// The script of a text of which most letters are not Latin.
fn script(text: &str) -> Option<&'static str> {
    let name = |c: char| match c {
        '\u{370}'..='\u{3FF}' => Some("Greek"),
        '\u{400}'..='\u{52F}' => Some("Cyrillic"),
        '\u{590}'..='\u{5FF}' => Some("Hebrew"),
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Some("Arabic"),
        '\u{900}'..='\u{97F}' => Some("Devanagari"),
        '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => Some("Han"),
        '\u{AC00}'..='\u{D7AF}' => Some("Hangul"),
        _ => None,
    };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let first = text.chars().find_map(name)?;
    let of_it = text.chars().filter(|&c| name(c) == Some(first)).count();
    (of_it * 2 > letters).then_some(first)
}

fn by_function_words(text: &str) -> Option<&'static str> {
    let mut counts = [0usize; FUNCTION_WORDS.len()];
    let mut words = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        words += 1;
        for ((_, words), count) in FUNCTION_WORDS.iter().zip(&mut counts) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let mut ranked: Vec<(usize, &str)> =
        counts.iter().copied().zip(FUNCTION_WORDS.iter().map(|(tag, _)| *tag)).collect();
    ranked.sort_unstable_by_key(|&(count, _)| std::cmp::Reverse(count));
    match ranked.as_slice() {
        [(first, tag), (second, _), ..] if *first >= LEAST && *first >= second * AHEAD => Some(tag),
        // A sentence has few function words, but then none of another language.
        [(first, tag), (0, _), ..] if *first + 1 >= LEAST && words >= SENTENCE => Some(tag),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_language_by_its_small_words() {
        let cases = [
            ("The ferry to the island is late, and nobody knows what it costs", Some("en")),
            ("Le bac pour les îles est en retard, et nous ne savons pas ce que les billets coûtent", Some("fr")),
            ("Die Fähre ist nicht da, und wir haben auch keine andere", Some("de")),
            ("El barco no llega y los billetes son caros, pero hay una lancha", Some("es")),
            ("Паром опаздывает, и никто не знает цены", Some("Cyrillic")),
            ("العبارة متأخرة ولا أحد يعرف السعر", Some("Arabic")),
            ("The ferry", None),
            ("Liepāja, Ventspils, Rīga", None),
        ];
        for (text, expected) in cases {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
