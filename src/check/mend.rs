//! The edit that restores the source's words inside a quotation.

use super::context::Context;
use super::{Fix, TextEdit};
use crate::corpus::Finding;
use crate::note::Quotation;
use crate::prose::matching::Edit;
use crate::text::Span;

/// Replaces, in the note, exactly the words that differ: marks, wrapping and mark-up around them stay as they are.
pub(super) fn use_source_words(context: &Context<'_>, quotation: &Quotation, finding: &Finding) -> Option<Fix> {
    let source = context.corpus().article(finding.article).article().prose.text();
    let words = quotation.words.text();
    let edits: Option<Vec<TextEdit>> =
        finding.found.edits.iter().map(|edit| text_edit(quotation, words, source, edit)).collect();
    let edits = edits.filter(|edits| !edits.is_empty())?;
    Some(Fix { title: "Use the source's words".to_string(), safe: true, edits })
}

fn text_edit(quotation: &Quotation, words: &str, source: &str, edit: &Edit) -> Option<TextEdit> {
    let replacement = edit.source.of(source).split_whitespace().collect::<Vec<&str>>().join(" ");
    if edit.quoted.is_empty() {
        // Words that the note lacks go before the word that follows them, or behind the last.
        let at = quotation.words.source(edit.quoted).start();
        let behind = words.get(edit.quoted.start()..)?.trim().is_empty();
        let text = if behind { format!(" {replacement}") } else { format!("{replacement} ") };
        return Some(TextEdit { span: Span::at(at), text });
    }
    if replacement.is_empty() {
        // A word that the source lacks goes with the space behind it, or before it at the end.
        let after = words.get(edit.quoted.end()..)?;
        let before = words.get(..edit.quoted.start())?;
        let gone = if after.starts_with(char::is_whitespace) {
            Span::new(edit.quoted.start(), edit.quoted.end() + after.chars().next()?.len_utf8())
        } else {
            Span::new(before.trim_end().len(), edit.quoted.end())
        };
        return Some(TextEdit { span: quotation.words.source(gone), text: String::new() });
    }
    Some(TextEdit { span: quotation.words.source(edit.quoted), text: replacement })
}
