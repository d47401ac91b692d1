//! Nouns for what people do or hold.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::{Word, is_determiner, is_preposition, is_verb, lower};

static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("nouns.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Whether `word` names what somebody does or holds; the last part of a compound decides.
pub(super) fn is_role(word: &str) -> bool {
    let lower = lower(word);
    let last = lower.rsplit('-').next().unwrap_or("");
    NOUNS.contains(last) || NOUNS.contains(&*lower) || last.ends_with("ologist") || last.ends_with("ographer")
}

/// Endings of words for people, and words with these endings that are none.
const ENDINGS: [&str; 8] = ["er", "or", "ist", "ian", "eer", "man", "woman", "wright"];
const THINGS: &str = "other another number matter order power border water former later under after over never whether paper \
    letter chapter river minor major either latter better bigger larger smaller further together rather disaster computer \
    corner tower order offer answer danger error factor sector floor door colour color labour labor humor terror";

/// Whether `word` names a person by its ending: a guess that only an indefinite article allows.
pub(super) fn sounds_like_role(word: &str) -> bool {
    let lower = lower(word);
    lower.len() >= 5
        && ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && !THINGS.split_whitespace().any(|thing| thing == lower)
}

/// Whether the noun phrase that `words` begin with is headed by a role: a role noun stands in it before the first
/// preposition, and no verb before that.
pub(super) fn heads_role(words: &[Word<'_>]) -> bool {
    role_at(words).is_some()
}

/// Where the role noun that heads the phrase stands.
pub(super) fn role_at(words: &[Word<'_>]) -> Option<usize> {
    let indefinite = words.first().is_some_and(|word| matches!(word.text, "a" | "an"));
    let mut found = None;
    for (at, word) in words.iter().enumerate().take(12) {
        let lower = word.lower();
        if at > 0 && is_determiner(&lower) || is_verb(&lower) {
            break;
        }
        if is_preposition(&lower) && !(lower == "of" && at == 1) {
            break;
        }
        if is_role(word.bare())
            || indefinite && word.text.starts_with(char::is_lowercase) && sounds_like_role(word.bare())
        {
            found = Some(at);
        }
    }
    found
}
