//! Hides what Markdown parsers do not know as such before they read it: Obsidian's `%%` comments, mathematics, and the list
//! of references that ibid writes.
//!
//! Hidden bytes become [`HIDDEN`], one for one, so that every offset stays; so does a carriage return that stands alone,
//! which ends a line for the protocol and for CommonMark, but not for every parser. Mathematics is told from money by what
//! stands between the dollar signs; a parser's own rule takes "$5m" and "$6m" for a formula with a quotation in it.

use std::borrow::Cow;

use crate::text::Span;

/// What hidden bytes become: a control character that means nothing in Markdown.
pub const HIDDEN: char = '\u{7f}';

/// `text` with its comments and mathematics hidden, and with a line feed for each carriage return that has none.
pub fn mask(text: &str) -> Cow<'_, str> {
    let hidden = hide(text);
    if !returns(&hidden).any(|(_, is_alone)| is_alone) {
        return hidden;
    }
    let mut out = String::with_capacity(hidden.len());
    let mut at = 0;
    for (end, is_alone) in returns(&hidden) {
        out.push_str(hidden.get(at..end).unwrap_or(""));
        out.push(if is_alone { '\n' } else { '\r' });
        at = end + 1;
    }
    out.push_str(hidden.get(at..).unwrap_or(""));
    Cow::Owned(out)
}

/// The carriage returns of `text`, and whether no line feed follows.
fn returns(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).map(|at| (at, bytes.get(at + 1) != Some(&b'\n')))
}

/// What is hidden of `text`, in order and apart.
pub fn hidden(text: &str) -> Vec<Span> {
    // What ibid writes into a note is not the note's own.
    let mut hidden: Vec<Span> = super::references::list(text).into_iter().collect();
    if text.contains("%%") {
        hidden.append(&mut comments(text));
    }
    if text.contains('$') {
        hidden.append(&mut mathematics(text));
    }
    hidden.sort_unstable();
    let mut end = 0;
    hidden.retain(|span| {
        let is_apart = span.start() >= end;
        end = if is_apart { span.end() } else { end };
        is_apart
    });
    hidden
}

fn hide(text: &str) -> Cow<'_, str> {
    let hidden = hidden(text);
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for span in hidden {
        masked.push_str(text.get(at..span.start()).unwrap_or(""));
        let keep_lines = |byte: u8| if byte == b'\n' || byte == b'\r' { byte as char } else { HIDDEN };
        masked.extend(span.of(text).bytes().map(keep_lines));
        at = span.end();
    }
    masked.push_str(text.get(at..).unwrap_or(""));
    Cow::Owned(masked)
}

/// `%%` to `%%`: on one line, or over several where the first stands at the beginning of a line. Not inside fenced
/// code or right after a backtick.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut offset = 0;
    let mut resume = 0;
    let mut fence: Option<&str> = None;
    let last = text.rfind("%%").unwrap_or(0);
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        if start < resume {
            continue;
        }
        let trimmed = line.trim_start_matches([' ', '\t', '>']);
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            fence = match fence {
                None => Some(mark),
                Some(open) if open == mark => None,
                other => other,
            };
            continue;
        }
        if fence.is_some() {
            continue;
        }
        if trimmed.starts_with("%%") {
            let open = start + line.len() - trimmed.len();
            if open < last
                && let Some(close) = text.get(open + 2..).and_then(|rest| rest.find("%%"))
            {
                resume = open + 2 + close + 2;
                found.push(Span::new(open, resume));
            }
        }
        let mut at = resume.max(start);
        while let Some(open) = text.get(at..offset).and_then(|rest| rest.find("%%")).map(|open| at + open) {
            let Some(close) = text.get(open + 2..offset).and_then(|rest| rest.find("%%")) else { break };
            at = open + 2 + close + 2;
            if !text.get(..open).is_some_and(|before| before.ends_with('`')) {
                found.push(Span::new(open, at));
            }
        }
    }
    found
}

/// `$…$` within a paragraph and `$$…$$`, where what is between looks like a formula.
fn mathematics(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let dollars: Vec<usize> = memchr::memchr_iter(b'$', text.as_bytes()).collect();
    let mut next = 0;
    while let Some(&open) = dollars.get(next) {
        let width = if dollars.get(next + 1) == Some(&(open + 1)) { 2 } else { 1 };
        let Some(&close) = dollars.get(next + width) else { break };
        let inside = text.get(open + width..close).unwrap_or("");
        let end = close + width;
        let sound = if width == 2 {
            dollars.get(next + 3) == Some(&(close + 1)) && !inside.contains('`')
        } else {
            is_formula(inside) && !text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        };
        if sound {
            found.push(Span::new(open, end));
            next += 2 * width;
        } else {
            next += 1;
        }
    }
    found
}

fn is_formula(inside: &str) -> bool {
    let tight = !inside.is_empty() && inside.trim() == inside && !inside.contains(['`', '\n', '\r']);
    // Nothing but TeX has commands; without one, quotation marks speak for money between them.
    let command = inside.split('\\').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let plain = |c: char| !matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '@');
    let looks = inside.contains(['\\', '^', '_', '='])
        || (inside.chars().count() <= 2 && inside.starts_with(|c: char| c.is_ascii_alphabetic()));
    tight && (command || (looks && inside.chars().all(plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let masked = mask(text);
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.replace(HIDDEN, "~"), expected);
    }

    #[test]
    fn comments_are_hidden_on_one_line_and_over_several() {
        check("a %%é \"b\"%% c 100%% d", "a ~~~~~~~~~~ c 100%% d");
        check("a\n%%\nb\n\nc\n%%\nd", "a\n~~\n~\n\n~\n~~\nd");
    }

    #[test]
    fn a_return_that_stands_alone_ends_a_line() {
        check("# a\rb\r\nc %%x%%\r", "# a\nb\r\nc ~~~~~\n");
    }

    #[test]
    fn an_unclosed_comment_hides_nothing() {
        check("%% a\n\nb 50%% c\nd", "~~~~\n\n~~~~~~ c\nd");
        check("%% a\n\nb", "%% a\n\nb");
        check("```\n%%\n```\nb %% c", "```\n%%\n```\nb %% c");
    }

    #[test]
    fn formulas_are_hidden_and_money_is_not() {
        check("so $x_1^2$ and $n$ hold", "so ~~~~~~~ and ~~~ hold");
        check("$f = \\text{“a”}$ so", "~~~~~~~~~~~~~~~~~~~~ so");
        check("$$\nx\n$$ y", "~~\n~\n~~ y");
        for money in ["\"$5m\" and \"$6m\"", "US$5bn–US$6bn", "costs $5 and$6 x", "A$ or C$ = x$3", "$$ rich"] {
            check(money, money);
        }
    }
}
