//! Reporting clauses inside quoted speech, which a quotation may skip.

use super::fold::Folded;
use crate::prose::marks::{Stretch, stretches};
use crate::prose::speech::{is_reporting_verb, sentence_ends};
use crate::text::{Mapped, Span};

/// How many words a reporting clause has at most ("said the minister of …, a former … who …").
const LONGEST_CLAUSE: usize = 30;

/// The clauses of `text` between one quoted stretch and the next that only say who speaks (`… over,” she said. “It
/// …`), in one paragraph or from its end to the next: spans of word indices in order.
pub(super) fn reporting_clauses(text: &str, normal: &Mapped, folded: &Folded) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut before: Option<Stretch> = None;
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let block = Span::new(start, start + paragraph.trim_end().len());
        start += paragraph.len();
        for here in stretches(text, block) {
            if let Some(before) = before.filter(|before| before.closed) {
                let between = Span::new(before.inner.end(), here.inner.start());
                let word = |at: usize| folded.word_from(normal.derived(at));
                let words = Span::new(word(between.start()), word(between.end()));
                if is_reporting_clause(between.of(text), words, folded) {
                    clauses.push(words);
                }
            }
            before = Some(here);
        }
    }
    clauses
}

fn is_reporting_clause(between: &str, words: Span, folded: &Folded) -> bool {
    if words.is_empty() || words.len() > LONGEST_CLAUSE {
        return false;
    }
    let reports = words.range().any(|index| is_reporting_verb(folded.letters(index)));
    let text = between.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '?' | '!'));
    reports && sentence_ends(text).all(|end| end == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal::normal;

    fn clauses(text: &str) -> Vec<String> {
        let normal = normal(text);
        let folded = Folded::new(normal.text());
        let clauses = reporting_clauses(text, &normal, &folded);
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

    #[test]
    fn a_clause_may_lead_from_one_paragraph_to_the_next_and_has_thirty_words_at_most() {
        assert_eq!(clauses("“It is late,” she said.\n“We go.”\n"), ["she said"]);
        assert_eq!(clauses("Before.\n“It is late,” she said.\n\n“We go.”"), ["she said"]);
        assert_eq!(clauses("“It is late,” she said. “We go,” he added, “home.”"), ["she said", "he added"]);
        let of = |words: usize| clauses(&format!("“It is late,” said {}“We go.”", "one ".repeat(words - 1))).len();
        assert_eq!([2, 30, 31].map(of), [1, 1, 0]);
    }

    #[test]
    fn what_was_never_closed_or_has_no_words_between_is_no_clause() {
        assert_eq!(clauses("“It is late.” “We go.”"), Vec::<String>::new());
        assert_eq!(clauses("“It is late, she said.\n“We go,” she said, “home.”"), ["she said"]);
        assert_eq!(clauses("She said it twice. “We go.” And then “home”."), Vec::<String>::new());
    }
}
