//! Reporting clauses inside quoted speech, which a quotation may skip.

use super::fold::Folded;
use crate::prose::speech::{Side, is_reporting_verb, sentence_ends};
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

fn is_reporting_clause(between: &str, words: Span, folded: &Folded) -> bool {
    if words.is_empty() || words.len() > LONGEST_CLAUSE {
        return false;
    }
    let reports = words.range().any(|index| is_reporting_verb(folded.letters(index)));
    let text = between.trim_end();
    reports && sentence_ends(text).all(|end| end == text.len())
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
