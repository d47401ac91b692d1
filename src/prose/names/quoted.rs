//! Names of bodies in quotation marks, told by what stands beside them: 'the “Clear Water” party', 'the newspaper “Nova”'.
//!
//! Capitals within quotation marks may be a title's or a sentence's; the word for a body decides.

use super::Name;
use super::fold::fold;
use super::lexicon::{LEXICON, is};
use crate::prose::Kind;
use crate::text::Span;

/// Opening marks, each with what closes it. In UTF-8 they begin with the bytes that [`in_quotation_marks`] looks for.
const MARKS: [(char, char); 4] = [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"')];
const MOST_WORDS: usize = 5;
/// In bytes.
const LONGEST: usize = 60;
/// What a body may be said to be, directly before or behind its name.
const BODIES: [&str; 30] = [
    "party",
    "movement",
    "list",
    "coalition",
    "bloc",
    "alliance",
    "foundation",
    "battalion",
    "brigade",
    "militia",
    "faction",
    "union",
    "association",
    "cooperative",
    "company",
    "firm",
    "newspaper",
    "daily",
    "weekly",
    "magazine",
    "agency",
    "broadcaster",
    "channel",
    "portal",
    "group",
    "cartel",
    "organisation",
    "organization",
    "ngo",
    "charity",
];

/// Puts these names among `names`, which are in order, wherever `blocks` have them; what was found inside gives way.
pub(super) fn put(text: &str, blocks: &[Span], names: &mut Vec<Name>) {
    let mut bodies: Vec<Span> = Vec::new();
    for block in blocks {
        bodies.extend(in_quotation_marks(text, *block).filter(|&span| is_said_to_be_a_body(text, *block, span)));
    }
    let mut phrases: Vec<&str> = bodies.iter().map(|span| span.of(text)).collect();
    phrases.sort_unstable();
    phrases.dedup();
    if phrases.is_empty() {
        return;
    }
    for block in blocks {
        bodies.extend(in_quotation_marks(text, *block).filter(|span| phrases.binary_search(&span.of(text)).is_ok()));
    }
    bodies.sort_unstable_by_key(|span| (span.start(), span.end()));
    bodies.dedup_by(|later, earlier| later.overlaps(*earlier));
    for name in names.iter_mut().filter(|name| phrases.binary_search(&name.span.of(text)).is_ok()) {
        (name.kind, name.title) = (Kind::Organisation, None);
    }
    // Of those that do not overlap each other, the first that ends behind a name's beginning decides.
    let is_inside = |span: Span| {
        let next = bodies.partition_point(|body| body.end() <= span.start());
        bodies.get(next).is_some_and(|body| body.overlaps(span))
    };
    names.retain(|name| !is_inside(name.span));
    names.extend(bodies.into_iter().map(|span| Name { span, kind: Kind::Organisation, title: None }));
    names.sort_by_key(|name| (name.span.start(), name.span.end()));
}

/// What stands in quotation marks in `block` and is written as a name.
fn in_quotation_marks(text: &str, block: Span) -> impl Iterator<Item = Span> + '_ {
    let inside = block.of(text);
    let opening = memchr::memchr3_iter(b'"', 0xC2, 0xE2, inside.as_bytes()).filter_map(|at| {
        let mark = inside.get(at..)?.chars().next()?;
        Some((at + mark.len_utf8(), closing(mark)?))
    });
    opening.filter_map(move |(at, closing)| {
        let rest = inside.get(at..).filter(|rest| rest.starts_with(char::is_uppercase))?;
        let (length, _) = rest.char_indices().take_while(|(at, _)| *at <= LONGEST).find(|(_, c)| *c == closing)?;
        let start = block.start() + at;
        is_written_as_name(rest.get(..length)?).then(|| Span::new(start, start + length))
    })
}

fn closing(opening: char) -> Option<char> {
    MARKS.iter().find(|(mark, _)| *mark == opening).map(|(_, closing)| *closing)
}

/// Whether a capital begins every word but small ones of grammar, or the first of words that English does not have.
fn is_written_as_name(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split(' ').collect();
    let is_word = |word: &&str| {
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'))
            && word.starts_with(char::is_alphanumeric)
    };
    let is_english = |word: &str| traits(word) & is::COMMON != 0;
    let foreign = !words.iter().any(|word| is_english(word));
    words.len() <= MOST_WORDS
        && words.iter().all(is_word)
        && phrase.starts_with(char::is_uppercase)
        && words.iter().all(|word| foreign || word.starts_with(char::is_uppercase) || traits(word) & is::FUNCTION != 0)
}

fn traits(word: &str) -> super::traits::Traits {
    let mut folded = String::new();
    fold(word, &mut folded);
    LEXICON.word(&folded)
}

/// 'the “…” party', 'the party “…”'.
fn is_said_to_be_a_body(text: &str, block: Span, span: Span) -> bool {
    let mark = |c: Option<char>| c.map_or(0, char::len_utf8);
    let before = text.get(block.start()..span.start()).unwrap_or("");
    let before = before.get(..before.len() - mark(before.chars().next_back())).unwrap_or("");
    let after = text.get(span.end()..block.end()).unwrap_or("");
    let after = after.get(mark(after.chars().next())..).unwrap_or("");
    let ends = before.strip_suffix(' ').and_then(|before| before.rsplit(|c: char| !c.is_alphabetic()).next());
    let begins = after.strip_prefix(' ').and_then(|after| after.split(|c: char| !c.is_alphabetic()).next());
    ends.is_some_and(is_body) || begins.is_some_and(is_body)
}

fn is_body(word: &str) -> bool {
    BODIES.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    fn found(text: &str) -> Vec<(String, Kind)> {
        let whole = [Span::new(0, text.len())];
        names(text, &whole).iter().map(|name| (name.span.of(text).to_owned(), name.kind)).collect()
    }

    fn bodies(text: &str) -> Vec<String> {
        found(text).into_iter().filter(|(_, kind)| *kind == Kind::Organisation).map(|(name, _)| name).collect()
    }

    #[test]
    fn a_body_in_quotation_marks_is_told_by_the_word_beside_it() {
        for (text, name) in [
            ("Members of the “Clear Water” party walked out.", "Clear Water"),
            ("The movement „Bistra Voda“ stayed away.", "Bistra Voda"),
            ("They read it in the newspaper «Novi dan» on Friday.", "Novi dan"),
            ("The \"Strela\" battalion withdrew.", "Strela"),
        ] {
            assert_eq!(bodies(text), [name], "{text}");
        }
    }

    #[test]
    fn the_same_name_is_a_body_in_later_quotation_marks_too() {
        let text = "The “Clear Water” list came third. Nobody in “Clear Water” had expected it.";
        assert_eq!(bodies(text), ["Clear Water", "Clear Water"]);
    }

    #[test]
    fn titles_plans_and_sayings_are_no_bodies() {
        for text in [
            "She hosts the “Sunday Water” programme.",
            "He wrote “Clear Water” in May.",
            "The party “will never again sit down” with them.",
            "The company “Never pays its debts” according to him.",
            "The “” party and the “ party left.",
        ] {
            assert_eq!(bodies(text), Vec::<String>::new(), "{text}");
        }
    }
}
