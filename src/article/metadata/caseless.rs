//! Names of persons in scripts without capital letters: Arabic, Hebrew, those of India, of the Caucasus, of Ethiopia.

use crate::article::words::folded;

/// The words that no person's name holds: what stands with them is a newsroom, an agency or a house.
const NOT_NAMES: [&str; 28] = [
    "فريق",
    "تحرير",
    "التحرير",
    "مراسل",
    "مراسلنا",
    "مراسلو",
    "مراسلون",
    "صحيفة",
    "جريدة",
    "وكالة",
    "وكالات",
    "الوكالات",
    "الأنباء",
    "قسم",
    "موقع",
    "خاص",
    "هيئة",
    "مركز",
    "أخبار",
    "الأخبار",
    "قناة",
    "شبكة",
    "مؤسسة",
    "مجلة",
    "خبرگزاری",
    "گروه",
    "מערכת",
    "סוכנויות",
];

/// The longest name, in words and in characters.
const MAX_WORDS: usize = 4;
const MAX_LENGTH: usize = 40;

/// The name that `part` of a byline is, if it is two to four words of such a script.
pub fn name(part: &str) -> Option<String> {
    if part.is_ascii() {
        return None;
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_word = |word: &&str| word.chars().all(is_caseless) && word.chars().nth(1).is_some();
    let is_name =
        (2..=MAX_WORDS).contains(&words.len()) && part.chars().count() <= MAX_LENGTH && words.iter().all(is_word);
    let is_office = || words.iter().any(|word| NOT_NAMES.iter().any(|known| folded(known) == folded(word)));
    (is_name && !is_office()).then(|| words.join(" "))
}

/// Whether a character belongs to a script that has no capitals, but has blanks between its words.
fn is_caseless(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{5FF}' | '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}'..='\u{6EF}' | '\u{6FA}'..='\u{6FF}')
        || matches!(character, '\u{900}'..='\u{DFF}')
            && !character.is_numeric()
            && !matches!(character, '\u{964}' | '\u{965}')
        || matches!(character, '\u{10D0}'..='\u{10FF}' | '\u{1200}'..='\u{135F}' | '\u{200C}' | '\u{200D}')
}
