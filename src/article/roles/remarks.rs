//! What a publication says about how a text came to be: "This interview was edited for length", "A note on names: …".

use super::Page;
use crate::article::draft::Setting;

/// The longest remark, in words.
const MAX_WORDS: usize = 110;

/// What a text may call itself, `folded`.
const TEXTS: [&str; 20] = [
    "article",
    "story",
    "piece",
    "essay",
    "text",
    "report",
    "reporting",
    "investigation",
    "interview",
    "conversation",
    "discussion",
    "transcript",
    "podcast",
    "episode",
    "project",
    "series",
    "commentary",
    "analysis",
    "speech",
    "lecture",
];

/// Those of them that are made of what was said, so that "the" is enough before them.
const SAID: [&str; 4] = ["interview", "conversation", "transcript", "discussion"];

/// What is done to what was said, `folded`.
const EDITED: [&str; 11] = [
    "edited for",
    "edited and",
    "edited by",
    "lightly edited",
    "condensed",
    "shortened",
    "abridged",
    "for length",
    "for clarity",
    "translated by",
    "translated from",
];

/// Those of them that nobody but a publication says.
const FOR_READERS: [&str; 7] =
    ["translated by", "edited for", "lightly edited", "condensed", "for length", "for clarity", "translated from"];

/// What notes are on.
const SUBJECTS: [&str; 12] = [
    "name", "spelling", "source", "transl", "translit", "term", "language", "method", "style", "currenc", "quot",
    "text",
];

/// What else is said of a text's own making.
const MADE: [&str; 11] = [
    "supported by",
    "support of",
    "support from",
    "funded by",
    "made possible",
    "produced with",
    "in partnership with",
    "in collaboration with",
    "originally",
    "from a recording",
    "part of a series",
];

/// Whether the paragraph `at` is such a remark. In running type it is one at an `edge` of the text alone.
pub(super) fn is_remark(page: &Page, at: usize, is_edge: bool) -> bool {
    let is_set_apart = page.setting(at) == Setting::Italic;
    (is_edge || is_set_apart)
        && page.words(at) <= MAX_WORDS
        && !page.is_stated_heading(at)
        && speaks_of_text(page.lower(at))
}

fn speaks_of_text(lower: &str) -> bool {
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut words = lower.split_whitespace();
    let (first, text) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_done = matches!(words.next(), Some("was" | "is" | "has" | "were"));
    let holds = |cues: &[&str]| cues.iter().any(|cue| lower.contains(cue));
    let of_itself = first == "this" && TEXTS.contains(&text) && is_done && (holds(&EDITED) || holds(&MADE));
    let of_said = first == "the" && SAID.contains(&text) && is_done && holds(&FOR_READERS);
    // "A note on names: …"
    let label = lower.split_once(':').map(|(label, _)| label);
    let is_labelled = label.is_some_and(|label| {
        label.split(' ').count() <= 6
            && ["a note on ", "note on ", "a word on "].iter().any(|opening| label.starts_with(opening))
            && SUBJECTS.iter().any(|subject| label.contains(subject))
    });
    let is_signed = [
        "contributed reporting.",
        "contributed to this report.",
        "contributed to this article.",
        "contributed to this story.",
        "contributed research.",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    of_itself || of_said || is_labelled || is_signed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::words::folded;

    #[test]
    fn a_text_speaks_of_its_own_making() {
        for text in [
            "*This investigation was supported by the Pier Foundation, which had no influence on it.*",
            "The conversation was held in Norwegian on 7 April, and edited for length.",
            "This transcript was made from a recording of 14 November and has been shortened.",
            "A note on names: Hungarians put the family name first.",
            "Family names come first in this article. Ana Ruiz in Bergen contributed reporting.",
            "The interview was conducted in Norwegian, translated by the editors and approved by Ruiz.",
        ] {
            assert!(speaks_of_text(&folded(text)), "{text}");
        }
        for text in [
            "The report was funded by the ministry, which has never shown it to anybody.",
            "The conversation was held in Norwegian, and nobody took notes.",
            "This story was told to me by the pilot.",
            "A note on the door said that the pilots had gone home: nobody had waited for them.",
            "The unions contributed reporting fees.",
        ] {
            assert!(!speaks_of_text(&folded(text)), "{text}");
        }
    }
}
