//! Bodies of many states, which every language calls by its own name and acronym.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::matching::phonemes::plain;

static BODIES: LazyLock<FxHashMap<String, (&str, bool)>> = LazyLock::new(|| {
    let mut bodies = FxHashMap::default();
    for line in include_str!("../prose/names/data/bodies.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (name, others) = line.split_once('\t').unwrap_or((line, ""));
        for form in std::iter::once(name).chain(others.split("; ")).filter(|form| !form.is_empty()) {
            bodies.entry(folded(form)).or_insert((name, is_acronym(form)));
        }
    }
    bodies
});

/// The English name of the body of many states that `form` stands for. Acronyms count only as they are written
/// ("WHO", never "who"), but for the capitals of a word ("Cédéao" is written both ways).
pub fn body_of(form: &str) -> Option<&'static str> {
    let &(name, acronym) = BODIES.get(&folded(form))?;
    let written_small = !form.starts_with(char::is_uppercase) || form.chars().count() < 4 && !is_acronym(form);
    (!acronym || !written_small).then_some(name)
}

fn is_acronym(form: &str) -> bool {
    !form.contains(' ') && !form.chars().any(char::is_lowercase)
}

fn folded(form: &str) -> String {
    let mut words = plain(form);
    if words.contains(['.', ',', '-']) {
        words = words.chars().filter(|c| !matches!(c, '.' | ',')).map(|c| if c == '-' { ' ' } else { c }).collect();
    }
    if words.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return words;
    }
    let bare = words.strip_prefix("the ").unwrap_or(&words);
    let mut folded = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_one_in_every_language() {
        for form in ["the World Trade Organisation", "OMC", "WTO", "Organisation mondiale du commerce"] {
            assert_eq!(body_of(form), Some("World Trade Organization"), "{form}");
        }
        assert_eq!(body_of("U.N."), body_of("Nations unies"));
    }

    #[test]
    fn an_ordinary_word_is_no_acronym() {
        for word in ["who", "Who", "eau", "Nam", "Onu", ""] {
            assert_eq!(body_of(word), None, "{word}");
        }
    }
}
