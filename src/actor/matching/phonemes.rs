//! Latin letters to phonemes, so that transliterations of one name come out alike.
//!
//! A phoneme is a character: lower-case letters for themselves, capitals for what digraphs write (`X` for "kh", `G` for
//! "gh", `S` for "sh", `Z` for "zh", `C` for "ch", `D` for "dh", `T` for "th"), `L` for "-llah", `A` for "Abd al-".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case without marks and apostrophes; letters that do not decompose get their usual spelling.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        let mut out = text.to_ascii_lowercase();
        if out.bytes().any(|byte| matches!(byte, b'\'' | b'`')) {
            out.retain(|letter| !matches!(letter, '\'' | '`'));
        }
        return out;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        match character {
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´' | 'ʻ' | '\u{ad}' => {}
            'ı' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ə' | 'Ə' => out.push('a'),
            'ŋ' | 'Ŋ' => out.push('n'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Letters that stand together for one sound, those that begin with one letter, longest first, and what they stand for.
fn digraphs(first: u8) -> &'static [(&'static str, &'static str)] {
    match first {
        b's' => &[("shch", "S"), ("sch", "S"), ("sh", "S")],
        b't' => &[("tsch", "C"), ("tch", "C"), ("th", "T"), ("ts", "c"), ("tz", "c")],
        b'k' => &[("kh", "X")],
        b'g' => &[("gh", "G")],
        b'z' => &[("zh", "Z")],
        b'd' => &[("dzh", "j"), ("dj", "j"), ("dh", "D")],
        b'p' => &[("ph", "f")],
        b'c' => &[("ch", "C"), ("ck", "k")],
        b'q' => &[("que", "ke"), ("qui", "ki")],
        b'o' => &[("oo", "u"), ("ou", "u"), ("ow", "u")],
        b'e' => &[("ee", "i")],
        b'i' => &[("ie", "i"), ("ii", "i"), ("iy", "i")],
        b'y' => &[("yy", "i")],
        b'x' => &[("x", "ks")],
        _ => &[],
    }
}

/// The letters for one sound that `rest` begins with, and what they stand for.
fn digraph(rest: &str) -> Option<(&'static str, &'static str)> {
    let bytes = rest.as_bytes();
    let of_first = digraphs(*bytes.first()?);
    let begins = |digraph: &str| {
        let second = digraph.as_bytes().get(1);
        (second.is_none() || second == bytes.get(1)) && (digraph.len() <= 2 || rest.starts_with(digraph))
    };
    of_first.iter().copied().find(|(digraph, _)| begins(digraph))
}

/// The phonemes of one token, given in [`plain`] form.
pub fn phonemes(plain: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(plain.len());
    let mut rest = plain;
    if let Some(after) = ["abdal", "abdul", "abdel", "abdol"].iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        out.push('A');
        rest = after;
    }
    // "Hadjigeorgiou", "Chatzigeorgiou": a pilgrim's descendants write themselves in many ways.
    const PILGRIM: [&str; 9] = ["hadji", "hatzi", "hadzi", "chatzi", "hadzhi", "khatzi", "chadji", "xatzi", "hatji"];
    if let Some(after) = PILGRIM.iter().find_map(|prefix| rest.strip_prefix(prefix)).filter(|rest| rest.len() > 2) {
        out.extend("hadji".chars());
        rest = after;
    }
    while let Some(character) = rest.chars().next() {
        if let Some(after) = llah(rest) {
            out.push('L');
            rest = after;
        } else if let Some((digraph, phonemes)) = digraph(rest) {
            // "-ow" at the end of a Slavic name is "-ov".
            let last = digraph == "ow" && rest.len() == digraph.len();
            out.extend(if last { "ov" } else { phonemes }.chars());
            rest = rest.get(digraph.len()..).unwrap_or("");
        } else {
            let after = rest.get(character.len_utf8()..).unwrap_or("");
            out.push(match character {
                'y' if !out.is_empty() => 'i',
                'c' if !after.starts_with(['e', 'i', 'y']) => 'k',
                'c' => 's',
                other => other,
            });
            rest = after;
        }
    }
    finish(&mut out, plain)
}

/// Drops a final "h", turns a final "-ff" into "-v" and collapses doubles.
fn finish(out: &mut Vec<char>, plain: &str) -> Vec<char> {
    if out.len() > 2 && out.last() == Some(&'h') {
        out.pop();
    }
    if plain.ends_with("ff") {
        out.truncate(out.len().saturating_sub(2));
        out.push('v');
    }
    out.dedup();
    std::mem::take(out)
}

fn llah(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix(['a', 'e', 'o', 'u'])?;
    let after = after.strip_prefix("llah")?;
    after.is_empty().then_some(after)
}

/// Whether the phoneme is a vowel.
pub fn is_vowel(phoneme: char) -> bool {
    matches!(phoneme, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// A code that all spellings share which [`super::distance`] takes for one: the consonants by class, without vowels
/// and "h". For finding candidates only, never for deciding.
pub fn block_key(phonemes: &[char]) -> String {
    block_classes(phonemes).collect()
}

/// The letters of [`block_key`].
pub fn block_classes(phonemes: &[char]) -> impl Iterator<Item = char> {
    let classes = || phonemes.iter().filter_map(|&phoneme| class(phoneme));
    let only = if classes().next().is_none() { phonemes.first().copied() } else { None };
    let mut before = None;
    classes().filter(move |class| before.replace(*class) != Some(*class)).chain(only)
}

/// [`block_key`] as a number (FNV-1a, a sound at a time): two keys that make the same one are next to never met.
pub fn block_code(phonemes: &[char]) -> u64 {
    block_classes(phonemes).fold(0xcbf2_9ce4_8422_2325, |code, sound| {
        let code = (code ^ u64::from(sound)).wrapping_mul(0x0100_0000_01b3);
        code ^ (code >> 32)
    })
}

/// Whether the phoneme plays no part in [`block_key`] beside others.
pub fn is_silent(phoneme: char) -> bool {
    class(phoneme).is_none()
}

fn class(phoneme: char) -> Option<char> {
    match phoneme {
        'h' | 'y' => None,
        vowel if is_vowel(vowel) => None,
        'q' | 'g' | 'G' | 'X' => Some('k'),
        'D' | 'z' => Some('d'),
        'T' | 'C' | 'S' => Some('t'),
        'w' => Some('v'),
        'Z' => Some('j'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests;
