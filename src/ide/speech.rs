//! Who speaks the words in quotation marks of an article, where the text beside them says so.

use crate::prose::speech::is_reporting_verb;
use crate::text::Span;

/// Verbs of speech that are followed by the one spoken to ("told Ruiz"), never by the speaker.
const ADDRESSING: [&str; 5] = ["told", "tells", "telling", "asked", "asks"];

/// How many words may stand between a speaker and the verb.
const GAP: usize = 3;

/// How far from the quotation marks, in bytes, the speaker is looked for.
const REACH: usize = 160;

/// The stretches of `text` between quotation marks, marks included.
pub fn quoted(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices() {
        match (open, mark) {
            (Some((start, close)), _) if mark == close => {
                spans.push(Span::new(start, at + mark.len_utf8()));
                open = None;
            }
            (None, '“' | '”') => open = Some((at, '”')),
            (None, '„') => open = Some((at, '“')),
            (None, '«') => open = Some((at, '»')),
            (None, '"') => open = Some((at, '"')),
            _ => {}
        }
    }
    // A quotation that runs on into the next paragraph has no closing mark.
    spans.extend(open.map(|(start, _)| Span::new(start, text.len())));
    spans
}

/// Whether one of `names` that stands outside the quotation marks of `text` has a verb of speech beside it, and
/// `text` has quotation marks at all.
pub fn speaks(text: &str, names: &[Span]) -> bool {
    let quoted = quoted(text);
    let outside = |name: &&Span| !quoted.iter().any(|quote| quote.overlaps(**name));
    !quoted.is_empty() && names.iter().filter(outside).any(|&name| beside_verb(text, name))
}

/// Which of `names` (spans of `text` in order) speaks the quoted `words`: the one with a verb of speech beside it
/// that stands nearest to their quotation marks, outside of any; after them before in front of them.
pub fn speaker(text: &str, words: Span, names: &[Span]) -> Option<usize> {
    let quoted = quoted(text);
    let marks = quoted.iter().copied().find(|quote| quote.overlaps(words))?;
    let speakers = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !quoted.iter().any(|quote| quote.overlaps(**name)) && beside_verb(text, **name));
    let distance = |name: &Span| {
        if name.start >= marks.end {
            (name.start - marks.end) as usize
        } else {
            (marks.start - name.end.min(marks.start)) as usize * 2
        }
    };
    let nearest = speakers.min_by_key(|(_, name)| distance(name))?;
    (distance(nearest.1) <= REACH).then_some(nearest.0)
}

/// Whether a verb of speech stands within [`GAP`] words before or after `name`, in the same sentence and outside of
/// quotation marks.
fn beside_verb(text: &str, name: Span) -> bool {
    let ends = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»' | '"' | '.' | '!' | '?' | ';');
    let after = text.get(name.end()..).unwrap_or("").split(ends).next().unwrap_or("");
    let before = text.get(..name.start()).unwrap_or("").rsplit(ends).next().unwrap_or("");
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphabetic()).to_string();
    let follows = after.split_whitespace().take(GAP + 1).map(bare).any(|word| is_reporting_verb(&word));
    let mut preceding = before.split_whitespace().rev().take(GAP + 1).map(bare);
    let verb = preceding.find(|word| is_reporting_verb(word));
    follows || verb.is_some_and(|verb| !ADDRESSING.contains(&verb.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(text: &str, words: &str, names: &[&str]) -> Option<String> {
        let span = |part: &str| {
            let at = text.find(part).unwrap();
            Span::new(at, at + part.len())
        };
        let spans: Vec<Span> = names.iter().map(|name| span(name)).collect();
        speaker(text, span(words), &spans).map(|index| names[index].to_string())
    }

    #[test]
    fn the_speaker_is_who_stands_beside_a_verb_of_speech() {
        let after = "“We will stay,” said Colonel Ortega, whom Ruiz had praised.";
        assert_eq!(who(after, "We will stay", &["Ortega", "Ruiz"]).as_deref(), Some("Ortega"));
        let before = "Ruiz met Ortega. Ortega's deputy Luna told Vega: \"We will stay.\"";
        assert_eq!(who(before, "We will stay", &["Ruiz", "Luna", "Vega"]).as_deref(), Some("Luna"));
    }

    #[test]
    fn a_name_inside_the_words_or_without_a_verb_does_not_speak() {
        assert_eq!(who("“I know Ruiz,” said the colonel. Luna left.", "I know", &["Ruiz", "Luna"]), None);
        assert_eq!(who("Ruiz said that he would stay.", "he would stay", &["Ruiz"]), None);
    }

    #[test]
    fn marks_of_every_kind_are_seen() {
        for text in ["a “b” c", "a «b» c", "a „b“ c", "a \"b\" c"] {
            let spans = quoted(text);
            assert_eq!(spans.len(), 1, "{text}");
            assert!(spans[0].of(text).contains('b') && !spans[0].of(text).contains('a'));
        }
    }
}
