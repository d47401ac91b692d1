//! Quotations that keep every word and hide one that binds them.

use super::source::{Source, Stretch, bare, stretch};

/// A condition or negation that a cut can hide: what is left, whether at the beginning, at the end, or in an ellipsis.
pub fn clippings(source: &Source<'_>) -> Vec<(&'static str, Stretch, String)> {
    let mut all = Vec::new();
    for s in &source.plain {
        all.extend(at_the_end(s).map(|quote| ("condition dropped at the cut", s.clone(), quote)));
        all.extend(at_the_beginning(s).map(|quote| ("condition or negation cut off before", s.clone(), quote)));
        all.extend(in_the_ellipsis(s).map(|quote| ("hidden in the ellipsis", s.clone(), quote)));
    }
    all
}

const CONDITIONS: [&str; 6] = ["unless", "except", "if", "until", "provided", "providing"];

fn at_the_end(s: &Stretch) -> Option<String> {
    let at = (4..s.words.len()).find(|&at| CONDITIONS.contains(&s.words[at].as_str()))?;
    // "as if" and "even if" do not bind what stands before them.
    if matches!(s.words[at - 1].as_str(), "as" | "even" | "and" | "or" | "but" | "what") {
        return None;
    }
    // Behind a colon a new statement begins.
    if s.words[at - 1].ends_with(':') {
        return None;
    }
    let kept = s.words[..at].join(" ");
    Some(format!("{}.", kept.trim_end_matches([',', ';', ':', '—', '–', ' '])))
}

fn at_the_beginning(s: &Stretch) -> Option<String> {
    let first = bare(&s.words[0]).to_lowercase();
    if CONDITIONS.contains(&first.as_str()) {
        let at = (1..s.words.len()).find(|&at| s.words[at].ends_with(','))? + 1;
        let kept = stretch(s.article, &s.words.get(at..)?.join(" "))?;
        // A second condition, or a list, would make it unclear what the first binds.
        let rest = kept.text.contains(',') || kept.words.iter().any(|word| CONDITIONS.contains(&bare(word)));
        return (!rest).then(|| capitalised(&kept.text));
    }
    if matches!(first.as_str(), "no" | "not" | "never" | "few" | "neither") {
        let kept = stretch(s.article, &s.words[1..].join(" "))?;
        return Some(capitalised(&kept.text));
    }
    None
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("[{first}]{}", letters.as_str())
}

fn in_the_ellipsis(s: &Stretch) -> Option<String> {
    let is = |word: &String| matches!(bare(word), "not" | "no" | "never" | "hardly" | "unless" | "if" | "without");
    let at = (2..s.words.len().saturating_sub(2)).find(|&at| is(&s.words[at]))?;
    // The whole of a condition is left out, or only the negation.
    let to = if matches!(bare(&s.words[at]), "unless" | "if" | "without") {
        let end = (at..s.words.len()).find(|&at| s.words[at].ends_with(','))? + 1;
        (end - at <= 8 && end + 2 < s.words.len()).then_some(end)?
    } else {
        at + 1
    };
    let plain = |word: &String| word.contains(char::is_alphanumeric);
    (plain(&s.words[at - 1]) && s.words.get(to..)?.iter().take(2).all(plain))
        .then(|| format!("{} … {}", s.words[..at].join(" "), s.words[to..].join(" ")))
}
