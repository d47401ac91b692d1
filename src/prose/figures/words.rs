//! Number words.

use super::token::{Kind, Token};

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const FRACTIONS: [(&str, f64); 8] = [
    ("half", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("tenth", 10.0),
];

/// A number in words and how many tokens it takes: "one hundred and thirty-four", "a dozen", "twenty-five thousand".
/// A lone "one", "a" or "an" is none.
pub fn cardinal(tokens: &[Token]) -> Option<(f64, usize)> {
    let word_at = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    if word_at(0) == "half" && matches!(&*word_at(1), "a" | "an") {
        return scale(&word_at(2)).filter(|_| word_at(2).len() > 1).map(|factor| (factor / 2.0, 3));
    }
    let mut total = 0.0;
    let mut group: Option<f64> = None;
    let mut used = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let word = token.word();
        if let Some(value) = small(&word) {
            // "two three" are two numbers, "twenty three" is one.
            let fits =
                group.is_none_or(|group| group % 10.0 == 0.0 && value < 10.0 && group > 0.0 || group % 100.0 == 0.0);
            if !fits || token.kind != Kind::Word {
                break;
            }
            group = Some(group.unwrap_or(0.0) + value);
        } else if let Some(factor) = scale(&word).filter(|_| word != "m" && word != "k") {
            let article = at == 1 && tokens.first().is_some_and(|first| matches!(&*first.word(), "a" | "an"));
            let Some(count) = group.or(article.then_some(1.0)) else { break };
            if factor < 1_000.0 {
                group = Some(count * factor);
            } else {
                total += count * factor;
                group = None;
            }
        } else if (word == "and" && used > 0 && at == used || token.is_dash() && token.glued && used == at)
            || (at == 0 && matches!(&*word, "a" | "an"))
        {
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        used = at;
        if let (Some(count), "and", "a", "half") = (group, &*word_at(at), &*word_at(at + 1), &*word_at(at + 2)) {
            group = Some(count + 0.5);
            at += 3;
            used = at;
        }
    }
    let alone = used == 1 && tokens.first().is_some_and(|first| first.word() == "one");
    (used > 0 && !alone).then(|| (total + group.unwrap_or(0.0), used))
}

/// Whether a word is a number.
pub fn is_number(word: &str) -> bool {
    small(word).is_some()
}

/// Whether a word, lower case, says how many or which of several: cardinals but "one", which is a pronoun as often,
/// ordinals, scales, parts and multiples.
pub fn is_number_word(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let part = FRACTIONS.iter().any(|(name, _)| *name == singular);
    let scale = singular.len() > 3 && scale(singular).is_some();
    let multiple = matches!(word, "twice" | "thrice" | "double" | "triple" | "dozens");
    word != "one" && (is_number(word) || part || scale || multiple || ORDINALS.contains(&word))
}

fn small(word: &str) -> Option<f64> {
    if let Some(value) = UNITS.iter().position(|unit| *unit == word) {
        return Some(value as f64);
    }
    TENS.iter().position(|ten| *ten == word).map(|ten| (ten as f64 + 2.0) * 10.0)
}

/// What a word behind a number multiplies it by.
pub fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" | "k" => 1e3,
        "lakh" | "lakhs" | "lac" => 1e5,
        "crore" | "crores" => 1e7,
        "million" | "millions" | "mn" | "mln" | "m" => 1e6,
        "billion" | "billions" | "bn" | "bln" => 1e9,
        "trillion" | "trillions" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// An ordinal in words and how many tokens it takes: "third", "twenty-first".
pub fn ordinal(tokens: &[Token]) -> Option<(u32, usize)> {
    let unit = |word: &str| ORDINALS.iter().position(|ordinal| *ordinal == word).map(|value| value as u32);
    let first = tokens.first()?.word();
    if let Some(ten) = TENS.iter().position(|ten| *ten == first)
        && tokens.get(1).is_some_and(Token::is_dash)
        && let Some(value) = tokens.get(2).and_then(|token| unit(&token.word())).filter(|value| *value < 10)
    {
        return Some((ten as u32 * 10 + 20 + value, 3));
    }
    unit(&first).map(|value| (value, 1))
}

/// A part of a whole, in per cent, and how many tokens it takes: "a third of", "two thirds", "half of", "one in five".
pub fn fraction(tokens: &[Token]) -> Option<(f64, usize)> {
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let part = |word: &str| {
        let word = word.strip_suffix('s').unwrap_or(word);
        FRACTIONS.iter().find(|(name, _)| *name == word).map(|(_, parts)| *parts)
    };
    let first = word(0);
    if first == "half" && matches!(&*word(1), "of" | "the" | "its" | "their" | "his" | "her" | "all") {
        return Some((50.0, 1));
    }
    let count = if matches!(&*first, "a" | "one") { 1.0 } else { small(&first).filter(|count| *count < 10.0)? };
    if word(1) == "in"
        && let Some(of) = small(&word(2)).filter(|of| *of > count)
    {
        return Some((100.0 * count / of, 3));
    }
    let dashed = usize::from(tokens.get(1).is_some_and(Token::is_dash));
    let parts = part(&word(1 + dashed)).filter(|parts| *parts > count)?;
    let used = 2 + dashed;
    let of = word(used) == "of";
    // "a third" may as well be one more.
    (of || (count > 1.0 && word(1 + dashed).ends_with('s'))).then_some((100.0 * count / parts, used))
}
