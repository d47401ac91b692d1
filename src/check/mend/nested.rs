//! Words of a source as a note writes them inside its own marks and mark-up.

use crate::note::{BlockKind, QuotationStyle};

/// How a quotation is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    /// Its opening mark; none in a block quote.
    pub(super) open: Option<char>,
    /// Whether it stands in a row of a table.
    pub(super) row: bool,
}

impl Writing {
    pub(super) fn new(style: QuotationStyle, kind: BlockKind) -> Writing {
        let open = match style {
            QuotationStyle::Inline { open, .. } => Some(open),
            QuotationStyle::Block => None,
        };
        Writing { open, row: kind == BlockKind::Row }
    }

    /// A word of the source as it has to be written here: marks inside marks turned into the other kind, signs that
    /// Markdown would obey behind a backslash.
    pub(super) fn write(self, word: &str) -> String {
        self.escaped(&self.nested(word))
    }

    fn nested(self, word: &str) -> String {
        let Some((open, close)) = self.open.and_then(inner_marks) else { return word.to_string() };
        let single = self.open.is_some_and(is_single);
        let is_mark = |c: char| if single { is_single_mark(c) } else { is_double_mark(c) };
        let core = word.trim_matches(|c: char| is_mark(c) || is_closing_sign(c));
        // An apostrophe inside a word or behind it ("the fishers’") is no mark.
        let start = word.find(core).filter(|_| !core.is_empty()).unwrap_or(word.len());
        let end = start + core.len();
        let flip = |part: &str, mark: char| part.chars().map(|c| if is_mark(c) { mark } else { c }).collect::<String>();
        let (before, behind) = (word.get(..start).unwrap_or(""), word.get(end..).unwrap_or(""));
        let lone = single && !before.contains(is_mark) && core.ends_with(['s', 'S']);
        let behind = if lone { behind.to_string() } else { flip(behind, close) };
        format!("{}{core}{behind}", flip(before, open))
    }

    fn escaped(self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        // Nothing that hides or turns words around goes from an article into a note.
        let hides = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        for (at, c) in word.char_indices().filter(|(_, c)| !hides(*c)) {
            let edge = at == 0 || at + c.len_utf8() == word.len();
            let obeyed = match c {
                '*' | '`' | '<' | '\\' | '@' => true,
                '_' | '~' => edge,
                '|' => self.row,
                _ => false,
            };
            if obeyed {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }
}

/// The marks that stand inside a quotation which opens with `open`.
fn inner_marks(open: char) -> Option<(char, char)> {
    Some(match open {
        '“' | '”' => ('‘', '’'),
        '"' => ('\'', '\''),
        '‘' | '’' => ('“', '”'),
        '\'' => ('"', '"'),
        '„' => ('‚', '‘'),
        '«' | '»' => ('“', '”'),
        '‚' => ('„', '“'),
        '‹' | '›' => ('«', '»'),
        _ => return None,
    })
}

fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '’' | '\'' | '‚' | '‹' | '›')
}

fn is_double_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‟')
}

fn is_single_mark(c: char) -> bool {
    matches!(c, '‘' | '’' | '\'' | '‚' | '‹' | '›')
}

fn is_closing_sign(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_marks_are_of_the_other_kind() {
        let write = |open, word: &str| Writing { open: Some(open), row: false }.write(word);
        assert_eq!(write('“', "“door,”"), "‘door,’");
        assert_eq!(write('"', "“door”"), "'door'");
        assert_eq!(write('«', "\"door\""), "“door”");
        assert_eq!(write('‘', "fishers’"), "fishers’");
        assert_eq!(write('‘', "‘door’"), "“door”");
        assert_eq!(write('“', "don’t"), "don’t");
        assert_eq!(Writing { open: None, row: false }.write("“door”"), "“door”");
    }

    #[test]
    fn signs_that_markdown_obeys_are_escaped() {
        let write = |row, word: &str| Writing { open: None, row }.write(word);
        assert_eq!(write(false, "*so*"), "\\*so\\*");
        assert_eq!(write(true, "a|b"), "a\\|b");
        assert_eq!(write(false, "a|b snake_case"), "a|b snake_case");
        assert_eq!(write(false, "@minister"), "\\@minister");
    }
}
