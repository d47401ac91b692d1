//! Small questions about words and lines that every reader here asks.

use crate::prose::names::is_particle;
use crate::prose::states::state_of;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// `text` in lower case, without diacritics, its apostrophes straight, every run of white space one blank: the form
/// in which lines are compared with lists of phrases.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(ascii_length(rest.as_bytes()));
        fold_ascii(&mut out, ascii);
        rest = behind;
        while let Some(character) = rest.chars().next().filter(|c| !c.is_ascii()) {
            rest = rest.get(character.len_utf8()..).unwrap_or("");
            match character {
                // Marks, quotation marks and dashes are their own decomposition.
                '\u{2010}'..='\u{2027}' => fold_into(&mut out, character),
                _ => decompose_canonical(character, |part| fold_into(&mut out, part)),
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How many of the bytes are as asked for; where that needs no branches, many are looked at at once.
pub fn tally(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let one = |chunk: &[u8]| chunk.iter().fold(0u8, |count, &byte| count + u8::from(is(byte)));
    bytes.chunks(TALLIED).map(|chunk| usize::from(one(chunk))).sum()
}

/// How many bytes are tallied in one byte: not more than it counts, and a whole number of what is looked at at once.
const TALLIED: usize = 224;

/// How many of the first bytes are ASCII.
pub fn ascii_length(bytes: &[u8]) -> usize {
    const STEP: usize = 32;
    let (steps, _) = bytes.as_chunks::<STEP>();
    let whole = steps.iter().take_while(|step| step.is_ascii()).count() * STEP;
    whole + bytes.iter().skip(whole).take_while(|byte| byte.is_ascii()).count()
}

/// Most text has nothing to fold but capitals: whole pieces of it are copied and made small.
fn fold_ascii(out: &mut String, ascii: &str) {
    let bytes = ascii.as_bytes();
    let is_odd = |byte: u8| byte < b' ' || byte == 0x7F || byte == b'`';
    let odd = bytes.iter().fold(false, |odd, &byte| odd | is_odd(byte));
    let wide =
        bytes.iter().zip(bytes.iter().skip(1)).fold(false, |wide, (&one, &two)| wide | ((one == b' ') & (two == b' ')));
    if !odd && !wide && (!ascii.starts_with(' ') || !out.is_empty() && !out.ends_with(' ')) {
        let start = out.len();
        out.push_str(ascii);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    for character in ascii.chars() {
        match character {
            ' ' => blank(out),
            '!'..='_' | 'a'..='~' => out.push(character.to_ascii_lowercase()),
            _ => fold_into(out, character),
        }
    }
}

/// One decomposed character; marks are dropped, so their order is of no matter.
fn fold_into(out: &mut String, character: char) {
    match character {
        '’' | '‘' | 'ʼ' | '`' | '´' => out.push('\''),
        c if c.is_whitespace() => blank(out),
        c if is_invisible(c) || is_combining_mark(c) => {}
        c => out.extend(c.to_lowercase()),
    }
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Whether a character shows nothing and separates nothing: soft hyphens, zero-width characters, bidirectional
/// marks, the byte order mark, NUL and other controls.
pub fn is_invisible(character: char) -> bool {
    // Most characters of most texts are told by this.
    !matches!(character, ' '..='~')
        && matches!(
            character,
            '\u{AD}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2064}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FEFF}'
                | '\0'..='\u{8}'
                | '\u{E}'..='\u{1F}'
                | '\u{7F}'
        )
}

/// Whether `line` shows nothing: blanks, no-break spaces, invisible characters.
pub fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// How many words `text` has. Characters of scripts written without blanks count for half a word each.
pub fn count(text: &str) -> usize {
    let (mut words, mut unspaced, mut in_word) = (0, 0, false);
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(ascii_length(rest.as_bytes()));
        words += begun(ascii.as_bytes(), &mut in_word);
        rest = behind;
        while let Some(character) = rest.chars().next().filter(|c| !c.is_ascii()) {
            rest = rest.get(character.len_utf8()..).unwrap_or("");
            match character {
                '\u{2010}'..='\u{2027}' => {}
                c if c.is_whitespace() => in_word = false,
                c if is_unspaced(c) => unspaced += 1,
                c if !in_word && c.is_alphanumeric() => {
                    words += 1;
                    in_word = true;
                }
                _ => {}
            }
        }
    }
    words + unspaced / 2
}

/// How many words begin in a piece of ASCII that begins inside a word or not, and whether what follows on it does. What is
/// neither a letter, nor a figure, nor a blank begins no word and ends none.
fn begun(ascii: &[u8], in_word: &mut bool) -> usize {
    let is_word = |from: usize| {
        let word = ascii.iter().skip(from).take_while(|&&byte| !is_space(byte));
        word.copied().any(is_part)
    };
    let was_in_word = *in_word;
    if let Some(&last) = ascii.iter().rev().find(|&&byte| is_part(byte) | is_space(byte)) {
        *in_word = is_part(last);
    }
    let mut words = usize::from(!was_in_word && is_word(0));
    let behind = ascii.get(1..).unwrap_or_default();
    let mut add = |from: usize, bytes: &[u8; STEP], next: &[u8; STEP]| {
        let pairs = || bytes.iter().copied().zip(next.iter().copied());
        let (mut begins, mut letters) = (0u8, 0u8);
        for (one, two) in pairs() {
            begins += u8::from(is_space(one) & !is_space(two));
            letters += u8::from(is_space(one) & is_part(two));
        }
        words += usize::from(letters);
        // Few words begin with something else than a letter.
        if begins > letters {
            let marks = pairs().enumerate().filter(|&(_, (one, two))| is_space(one) && !is_space(two) && !is_part(two));
            words += marks.filter(|(at, _)| is_word(from + at + 1)).count();
        }
    };
    let (next, rest_of_next) = behind.as_chunks();
    for (step, (bytes, next)) in ascii.as_chunks().0.iter().zip(next).enumerate() {
        add(step * STEP, bytes, next);
    }
    let whole = next.len() * STEP;
    add(whole, &filled(ascii.get(whole..).unwrap_or_default()), &filled(rest_of_next));
    words
}

/// How many bytes of a text are looked at together.
const STEP: usize = 32;

/// The first of these bytes, and blanks after them.
fn filled(bytes: &[u8]) -> [u8; STEP] {
    let mut filled = [b' '; STEP];
    filled.iter_mut().zip(bytes).for_each(|(filled, &byte)| *filled = byte);
    filled
}

/// Whether a byte is a letter or a figure of ASCII, asked without a branch: many bytes are asked at once.
fn is_part(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Whether a byte is white space of ASCII.
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// Letters and figures of ASCII, the letters in lower case; nothing for all other bytes.
pub static SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            small[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};

/// Whether a character is a letter or a figure, which the commonest marks that are not ASCII are told not to be at once.
pub fn is_alphanumeric(character: char) -> bool {
    !matches!(character, '\u{2010}'..='\u{2027}') && character.is_alphanumeric()
}

/// Whether a character belongs to a script written without blanks between words.
pub fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{0E00}'..='\u{0EFF}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether `text` ends as a sentence ends, closing marks and note marks after the stop seen through.
pub fn ends_sentence(text: &str) -> bool {
    let is_closing_mark = |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '›' | '」' | '』');
    let closing = |c: char| c.is_whitespace() || is_invisible(c) || is_closing_mark(c);
    let text = text.trim_end_matches(closing);
    let stops = |text: &str| text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։']);
    // A note mark stands directly behind the stop: "over.4", "over.[12]", "over.”4".
    let unmarked = text.trim_end_matches(|c: char| c.is_ascii_digit() || "[^¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c));
    let is_mark = (1..=5).contains(&(text.len() - unmarked.len()));
    stops(text) || is_mark && stops(unmarked.trim_end_matches(['"', '\'', '”', '’', '»', ')']))
}

/// Whether `text` ends in an abbreviation with full stops inside it ("U.S."), which ends no sentence.
pub fn ends_abbreviated(text: &str) -> bool {
    let last = text.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    last.strip_suffix('.')
        .is_some_and(|word| word.contains('.') && word.split('.').all(|part| part.chars().count() == 1))
}

/// Whether the first letter of `text` is in lower case.
pub fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line is a rule: three or more of `-`, `=`, `_`, `*`, `~` and nothing else, or a row of dots, of which three are an
/// ellipsis.
pub fn is_rule(line: &str) -> bool {
    const DOTS: usize = 8;
    let marks = || line.chars().filter(|c| !c.is_whitespace());
    marks().all(|c| "-=_*~—–─━•·#".contains(c)) && marks().nth(2).is_some()
        || marks().all(|c| c == '.') && marks().count() >= DOTS
}

/// Whether a line is a newspaper's second headline, whose parts begin with stars: "*Crews walk out *Minister calls for calm".
pub fn is_deck(line: &str) -> bool {
    let starts = line.match_indices('*').filter(|(at, _)| {
        let before = line.get(..*at).unwrap_or("");
        let behind = line.get(at + 1..).unwrap_or("");
        (before.is_empty() || before.ends_with(' ')) && behind.starts_with(char::is_uppercase)
    });
    line.starts_with('*') && starts.count() >= 2 && !ends_sentence(line)
}

/// Whether a heading is that of a section: "3.2 Losses", "4. Results".
pub fn is_section(text: &str) -> bool {
    let Some((number, rest)) = text.trim_start().split_once(' ') else { return false };
    let mut parts = number.strip_suffix('.').unwrap_or(number).split('.');
    number.contains('.')
        && parts.all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && rest.chars().any(char::is_alphabetic)
}

/// Whether every cased letter of `text` is a capital, and there are at least two.
pub fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).nth(1).is_some() && !text.chars().any(char::is_lowercase)
}

/// Whether the word begins with a capital or is one of the small words that stand inside names.
pub fn is_name_word(word: &str) -> bool {
    /// Particles that are too often another word to be ones in running text.
    const INSIDE: [&str; 3] = ["les", "walet", "mint"];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lead = bare.split('-').next().unwrap_or(bare);
    bare.chars().next().is_some_and(char::is_uppercase) || INSIDE.contains(&lead) || is_particle(lead)
}

/// Whether `text` could be one person's name: two to six words of letters, each as words of names are written.
pub fn is_person_like(text: &str) -> bool {
    // One word more than a name has is enough to see that it is none.
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    if !(2..=6).contains(&words.len()) {
        return false;
    }
    let lettered =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || ".'’ʼ-‐".contains(c));
    const NEVER: [&str; 22] = [
        "is", "are", "was", "be", "your", "our", "my", "with", "in", "how", "why", "what", "the", "and", "for", "of",
        "to", "on", "as", "this", "not", "at",
    ];
    let is_sentence = words.iter().any(|word| NEVER.iter().any(|never| never.eq_ignore_ascii_case(word)));
    !is_sentence
        && words.iter().all(|word| lettered(word) && is_name_word(word))
        && words.first().is_some_and(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
        && words.last().is_some_and(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.contains('-'))
        && words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        // The legend of a chart.
        && !words.iter().all(|word| state_of(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_in_a_row_are_no_person() {
        assert!(is_person_like("Chad Mercer") && !is_person_like("Greece Spain"));
    }

    #[test]
    fn folding_sees_through_accents_case_and_spaces() {
        assert_eq!(folded("  Lire  AUSSI\u{A0}: l’Été \n"), "lire aussi : l'ete");
    }

    proptest::proptest! {
        #[test]
        fn whole_pieces_are_folded_and_counted_as_their_characters_are(text in "(\\PC{0,6}|[ A-Za-z0-9,“”’`é\u{AD}\u{3042}\t\u{7F}]{0,12}){0,6}") {
            let mut slow = String::new();
            for character in text.chars() {
                decompose_canonical(character, |part| fold_into(&mut slow, part));
            }
            assert_eq!(folded(&text), slow.trim_end(), "{text:?}");
            let (mut words, mut unspaced, mut in_word) = (0, 0, false);
            for character in text.chars() {
                match character {
                    c if c.is_whitespace() => in_word = false,
                    c if is_unspaced(c) => unspaced += 1,
                    c if c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric() => {
                        words += usize::from(!in_word);
                        in_word = true;
                    }
                    _ => {}
                }
            }
            assert_eq!(count(&text), words + unspaced / 2, "{text:?}");
        }
    }

    #[test]
    fn a_sentence_ends_before_its_quotation_and_note_marks() {
        for text in ["It is over.", "“It is over.”", "It is over.[12]", "It is over.”4", "終わった。", "Is it over?)"]
        {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["The Road to Nowhere", "in 2015", "Read more:", "Series No. 11"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn a_name_is_told_from_other_short_lines() {
        for text in ["Ana María Quiroga", "Y. Okoro", "Ludwig van der Meer", "Bashir al-Tarawneh"] {
            assert!(is_person_like(text), "{text}");
        }
        for text in
            ["Subscribe", "Skip to content", "The 2019 Budget", "Rewrite With Care", "Kenya", "Log in | Register"]
        {
            assert!(!is_person_like(text), "{text}");
        }
    }
}
