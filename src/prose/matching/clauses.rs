//! Reporting clauses inside quoted speech, which a quotation may skip.

use super::fold::Folded;
use crate::prose::speech::is_reporting_verb;
use crate::text::Span;

/// How many words a reporting clause has at most ("said the minister of …, a former … who …").
const LONGEST_CLAUSE: usize = 30;

/// The clauses of `normal` between a closing and the next opening mark that only say who speaks
/// (`… over,” she said. “It …`): spans of the words from `start` to `end`, in order.
pub(super) fn reporting_clauses(normal: &str, folded: &Folded) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut closed: Option<usize> = None;
    for (at, character) in normal.char_indices().filter(|(_, character)| matches!(character, '"' | '\'')) {
        match Side::of(normal, at) {
            Some(Side::Closing) => closed = Some(at),
            Some(Side::Opening) => {
                if let Some(from) = closed.take() {
                    let words = Span::new(folded.word_from(from), folded.word_from(at));
                    let between = normal.get(from + 1..at).unwrap_or("");
                    if is_reporting_clause(between, words, folded) {
                        clauses.push(words);
                    }
                }
            }
            None if character == '"' => closed = None,
            None => {}
        }
    }
    clauses
}

/// Which side of a quotation a mark stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Opening,
    Closing,
}

impl Side {
    /// Told by what stands beside the mark at `at`, a byte of a text in normal form; `None` for an apostrophe and
    /// where neither fits.
    fn of(normal: &str, at: usize) -> Option<Side> {
        let before = normal[..at].chars().next_back();
        let after = normal[at..].chars().nth(1);
        let outside =
            |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '"' | '\''));
        let ends = before.is_some_and(|c| matches!(c, '.' | ',' | '?' | '!' | '…' | '–'));
        let single = normal[at..].starts_with('\'');
        let written = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '[' | '\''));
        if outside(before) && written {
            Some(Side::Opening)
        } else if (ends && !after.is_some_and(char::is_alphanumeric))
            || (single && !outside(before) && after.is_some_and(|c| matches!(c, ',' | '.' | ';')))
            || (!single && !outside(before) && after.is_none_or(|c| !c.is_alphanumeric()))
        {
            Some(Side::Closing)
        } else {
            None
        }
    }
}

fn is_reporting_clause(between: &str, words: Span, folded: &Folded) -> bool {
    if words.is_empty() || words.len() > LONGEST_CLAUSE {
        return false;
    }
    let reports = words.range().any(|index| is_reporting_verb(folded.letters(index)));
    reports && is_one_sentence(between)
}

/// Whether no sentence ends before the last; the dot of an abbreviation or an initial ends none.
fn is_one_sentence(text: &str) -> bool {
    const LONGEST_ABBREVIATION: usize = 3;
    text.match_indices(['.', '?', '!']).all(|(at, _)| {
        let after = text[at + 1..].trim_start();
        let letters = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let starts = after.chars().next().is_some_and(|c| c.is_uppercase() || c == '"');
        !starts || after.is_empty() || letters <= LONGEST_ABBREVIATION
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal::normal;

    fn clauses(text: &str) -> Vec<String> {
        let normal = normal(text);
        let folded = Folded::new(normal.text());
        let clauses = reporting_clauses(normal.text(), &folded);
        clauses.into_iter().map(|c| folded.span(c.start(), c.end()).of(normal.text()).to_string()).collect()
    }

    #[test]
    fn a_clause_between_two_pieces_that_says_who_speaks_may_be_skipped() {
        let cases: [(&str, &[&str]); 6] = [
            ("“It is late,” she said. “We go home.”", &["she said"]),
            ("‘It is late’, said Dr. Lind, who runs the ferry. ‘We go.’", &["said Dr. Lind, who runs the ferry"]),
            ("“It is,” he went on, “a lease.”", &["he went on"]),
            ("“It is late.” The lamps were lit. “We go.”", &[]),
            ("“It is late,” she said. The lamps were lit. “We go.”", &[]),
            ("the workers’ council said ‘no’ to “peace”", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }
}
