//! The language of a text, guessed by its script and its commonest words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::words::{SMALL, ascii_length, tally};

/// How many words of a text are looked at, at most.
const SAMPLE: usize = 2000;

/// After so many words each it is asked whether more need to be looked at: more than an abstract in another language has.
const PART: usize = 512;

/// No word of the lists is longer in bytes, in whatever case.
const LONGEST: usize = 24;

/// The least share of a language's commonest words, in hundredths, that tells it.
const ENOUGH: usize = 8;

/// Commonest words that tell languages apart.
const WORDS: [(&str, &str); 12] = [
    ("en", "the of and to in that is for was with on by are be has from this which its said"),
    ("fr", "le la les des du et est dans une que pour par sur qui pas au plus avec sont cette"),
    ("de", "der die das und ist nicht von den mit dem ein eine auf für sich auch als werden wird zu"),
    ("es", "el la los las de del que y en un una por con para se su al es como más"),
    ("pt", "o os as do da dos das que em um uma com não para se no na ao é mais"),
    ("it", "il lo gli di che è della del nel con per una un sono non le si alla dei più"),
    ("nl", "de het een van en is dat niet op te zijn voor met die aan er door ook als bij"),
    ("tr", "ve bir bu için ile da de olarak olan çok daha ancak gibi kadar sonra olduğunu"),
    ("ru", "и в не на что с по из за для это как от его был он к также но"),
    ("uk", "і в не на що з та за до для це як від його був він також але й у"),
    ("pl", "i w nie na że z się do jest to jak za od po przez dla ale oraz który"),
    ("id", "yang dan di itu dengan untuk dari dalam pada ini tidak akan oleh sebagai telah"),
];

/// The BCP 47 tag of the language of `text`, where its words or its script tell.
pub fn language(text: &str) -> Option<String> {
    by_script(text).map(str::to_string).or_else(|| by_words(text))
}

fn by_script(text: &str) -> Option<&'static str> {
    const MOST: usize = SAMPLE * 5;
    let (mut letters, mut arabic, mut persian, mut hebrew, mut greek, mut han, mut kana, mut hangul, mut thai) =
        (0, 0, 0, 0, 0, 0, 0, 0, 0);
    // A letter of another script has two bytes at least: where they are fewer than the letters of ASCII, it is none of those.
    let is_letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let others = || tally(text.as_bytes(), |byte| !byte.is_ascii());
    if text.len() <= MOST && has_as_many(text.as_bytes(), is_letter, others()) {
        return None;
    }
    let mut rest = text;
    while letters < MOST {
        // Of ASCII it only matters how many letters it has.
        let (ascii, behind) = rest.split_at(ascii_length(rest.as_bytes()));
        letters += ascii.bytes().filter(u8::is_ascii_alphabetic).count();
        let Some(character) = behind.chars().next().filter(|_| letters < MOST) else { break };
        rest = behind.get(character.len_utf8()..).unwrap_or_default();
        letters += usize::from(character.is_alphabetic());
        match character {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => {
                persian += 1;
                arabic += 1;
            }
            c if !c.is_alphabetic() => {}
            '\u{600}'..='\u{6FF}' => arabic += 1,
            '\u{590}'..='\u{5FF}' => hebrew += 1,
            '\u{370}'..='\u{3FF}' => greek += 1,
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{3400}'..='\u{9FFF}' => han += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            '\u{E00}'..='\u{E7F}' => thai += 1,
            _ => {}
        }
    }
    let letters = letters.min(MOST);
    let most = |count: usize| count * 2 > letters;
    if most(arabic) {
        return Some(if persian * 20 > arabic { "fa" } else { "ar" });
    }
    let scripts = [(hebrew, "he"), (greek, "el"), (hangul, "ko"), (thai, "th")];
    let other = scripts.iter().find(|(count, _)| most(*count)).map(|&(_, tag)| tag);
    other.or_else(|| most(han + kana).then_some(if kana * 10 > han { "ja" } else { "zh" }))
}

/// Whether as many bytes are as asked for: mostly the first of them tell.
fn has_as_many(bytes: &[u8], is: impl Fn(u8) -> bool, count: usize) -> bool {
    const FIRST: usize = 192;
    let mut left = count;
    left == 0
        || bytes.chunks(FIRST).any(|chunk| {
            left = left.saturating_sub(tally(chunk, &is));
            left == 0
        })
}

/// For each word the languages that have it, as bits.
struct Languages {
    /// The words that [`packed`] packs.
    short: FxHashMap<u64, u16>,
    /// The others.
    long: FxHashMap<&'static str, u16>,
    /// The length of the longest word of ASCII.
    longest: usize,
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut languages = Languages { short: FxHashMap::default(), long: FxHashMap::default(), longest: 0 };
    for (bit, (_, list)) in WORDS.iter().enumerate() {
        for word in list.split(' ') {
            languages.longest = languages.longest.max(if word.is_ascii() { word.len() } else { 0 });
            match packed(word) {
                Some(short) => *languages.short.entry(short).or_default() |= 1 << bit,
                None => *languages.long.entry(word).or_default() |= 1 << bit,
            }
        }
    }
    languages
});

/// The letters of a short word in small letters as one number, for words of ASCII letters alone.
fn packed(word: &str) -> Option<u64> {
    if word.len() > 8 || !word.is_ascii() {
        return None;
    }
    Some(word.bytes().fold(0, |all, byte| all << 8 | u64::from(byte | 0x20)))
}

/// The languages that have the word, in whatever case, as bits.
fn languages_of(word: &str) -> u16 {
    if word.len() > LONGEST {
        return 0;
    }
    let lower = word.to_lowercase();
    match packed(&lower) {
        Some(word) => LANGUAGES.short.get(&word).copied().unwrap_or(0),
        None => LANGUAGES.long.get(lower.as_str()).copied().unwrap_or(0),
    }
}

/// How many words were looked at, and how many of them each language has.
#[derive(Default)]
struct Scores {
    words: usize,
    of: [usize; WORDS.len()],
}

impl Scores {
    fn add(&mut self, mut languages: u16) {
        self.words += 1;
        while languages != 0 {
            if let Some(score) = self.of.get_mut(languages.trailing_zeros() as usize) {
                *score += 1;
            }
            languages &= languages - 1;
        }
    }

    /// Whether one language has far more of the words than any other, and as many as there are in plain texts.
    fn is_plain(&self) -> bool {
        let best = self.of.iter().max().copied().unwrap_or(0);
        let near = self.of.iter().filter(|&&score| score * 3 > best).count();
        near == 1 && best * 5 > self.words
    }

    /// Adds the words of a stretch of letters and of characters that are not ASCII.
    fn add_mixed(&mut self, stretch: &str) {
        let words = stretch.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        for word in words.take(SAMPLE - self.words) {
            self.add(languages_of(word));
        }
    }
}

fn by_words(text: &str) -> Option<String> {
    let languages = &*LANGUAGES;
    let mut scores = Scores::default();
    let mut take = |start: usize, end: usize, packed: u64, is_mixed: bool| {
        match end - start {
            0 => {}
            1..=8 if !is_mixed => scores.add(languages.short.get(&packed).copied().unwrap_or(0)),
            length if !is_mixed && languages.longest < length => scores.add(0),
            _ => scores.add_mixed(text.get(start..end).unwrap_or_default()),
        }
        scores.words < SAMPLE && !(scores.words.is_multiple_of(PART) && scores.is_plain())
    };
    // Short words of ASCII are packed on the way; nearly all of the lists are.
    let (mut start, mut packed, mut is_mixed) = (0, 0u64, false);
    let mut goes_on = true;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let small = SMALL.get(usize::from(byte)).copied().unwrap_or(0);
        if small >= b'a' {
            packed = packed << 8 | u64::from(small);
        } else if !byte.is_ascii() {
            is_mixed = true;
        } else {
            if at > start {
                goes_on = take(start, at, packed, is_mixed);
                if !goes_on {
                    break;
                }
            }
            (start, packed, is_mixed) = (at + 1, 0, false);
        }
    }
    if goes_on {
        take(start, text.len(), packed, is_mixed);
    }
    let Scores { words: count, of: scores } = scores;
    let (tag, best) =
        WORDS.iter().zip(scores).map(|((tag, _), score)| (*tag, score)).max_by_key(|&(_, score)| score)?;
    (count >= 8 && best * 100 >= count * ENOUGH).then(|| tag.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_commonest_words_or_its_script() {
        for (text, tag) in [
            ("The port was closed on Monday, and nobody in the city was told of it by the ministry.", "en"),
            ("Le port a été fermé lundi et personne dans la ville n’a été prévenu par le ministère.", "fr"),
            ("Der Hafen wurde am Montag geschlossen, und niemand in der Stadt ist von dem Amt gewarnt worden.", "de"),
            ("Порт был закрыт в понедельник, и никто в городе не знал, что это будет на три дня.", "ru"),
            ("أغلق الميناء يوم الاثنين ولم يعلم أحد في المدينة بذلك", "ar"),
            ("بندر روز دوشنبه بسته شد و هیچ کس در شهر از آن خبر نداشت که چرا", "fa"),
        ] {
            assert_eq!(language(text).as_deref(), Some(tag), "{text}");
        }
        assert_eq!(language("12 34"), None);
    }

    #[test]
    fn a_summary_in_another_language_does_not_tell_that_of_the_text() {
        let summary =
            "The port was closed on Monday, and nobody in the city was told of it by the ministry. ".repeat(16);
        let text = "Le port a été fermé lundi et personne dans la ville n’a été prévenu par le ministère. ".repeat(60);
        assert_eq!(language(&format!("{summary}\n\n{text}")).as_deref(), Some("fr"));
    }
}
