//! The comment that takes one quotation out of checking.

use super::{Fix, FixKind, TextEdit};
use crate::note::{Note, Quotation, QuotationStyle};
use crate::text::Span;

/// What a comment may say of a quotation, each as a fix.
const WORDS: [(&str, &str); 3] = [
    ("own", "Not a quotation: leave these words unchecked"),
    ("translation", "My translation: leave these words unchecked"),
    ("external", "From outside the corpus: leave these words unchecked"),
];

/// The fixes that silence `quotation` alone.
pub(in crate::check) fn silencing(note: &Note, quotation: &Quotation) -> Vec<Fix> {
    let at = Span::at(match quotation.style {
        QuotationStyle::Inline { .. } => quotation.outer.end(),
        QuotationStyle::Block => behind_marks(&note.text, quotation),
    });
    let fix = |(word, title): (&str, &str)| Fix {
        title: title.to_string(),
        safe: false,
        kind: FixKind::Silence,
        edits: vec![TextEdit { span: at, text: format!("<!-- ibid: {word} -->") }],
    };
    WORDS.into_iter().map(fix).collect()
}

/// Behind the last word of a block quote, its mark of emphasis and a quotation mark that closes it.
fn behind_marks(text: &str, quotation: &Quotation) -> usize {
    let end = quotation.inner.end();
    let rest = text.get(end..).unwrap_or("");
    let signs = |c: char| matches!(c, '”' | '"' | '“' | '»' | '«' | '’' | '\'' | '*' | '_');
    end + rest.len() - rest.trim_start_matches(signs).len()
}
